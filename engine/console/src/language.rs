//! In which language a page comes: as the address asks (`?lang=en`, and remembered), else as
//! remembered, else as the browser prefers, else Chinese.

use anlan_scenario::Language;
use axum::extract::{FromRequestParts, Query};
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use serde::Deserialize;
use std::convert::Infallible;

const COOKIE_NAME: &str = "lang";
/// A year; who comes back later chooses once more.
const COOKIE_AGE_S: u32 = 365 * 24 * 3600;
/// A browser lists a handful of languages; what comes after is not read.
const PREFERENCES_MAX: usize = 16;

/// The reader of a page.
pub(crate) struct Reader {
    pub language: Language,
    /// The address asked for this language: remember it.
    pub is_chosen: bool,
}

#[derive(Default, Deserialize)]
struct Asked {
    lang: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let asked = Query::<Asked>::try_from_uri(&parts.uri).map(|q| q.0).unwrap_or_default();
        let chosen = asked.lang.as_deref().and_then(Language::of_tag);
        let known = || remembered(&parts.headers).or_else(|| preferred(&parts.headers));
        let language = chosen.or_else(known).unwrap_or_default();
        Ok(Self { language, is_chosen: chosen.is_some() })
    }
}

impl Reader {
    /// The cookie that remembers the choice.
    pub fn cookie(&self) -> Option<String> {
        let tag = self.language.tag();
        let cookie = || {
            format!(
                "{COOKIE_NAME}={tag}; Path=/; Max-Age={COOKIE_AGE_S}; HttpOnly; SameSite=Strict"
            )
        };
        self.is_chosen.then(cookie)
    }
}

fn texts(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok())
}

fn remembered(headers: &HeaderMap) -> Option<Language> {
    texts(headers, COOKIE)
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE_NAME)
        .and_then(|(_, tag)| Language::of_tag(tag))
}

/// Browsers list languages best first, so the weights need not be read.
fn preferred(headers: &HeaderMap) -> Option<Language> {
    texts(headers, ACCEPT_LANGUAGE)
        .flat_map(|text| text.split(','))
        .take(PREFERENCES_MAX)
        .filter_map(|item| item.split(';').next())
        .find_map(Language::of_tag)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use Language::{En, ZhCn};

    #[test]
    fn the_cookie_goes_before_the_browser() {
        let check = |cookie: &str, accept: &str, expect: Option<Language>| {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, cookie.parse().unwrap());
            headers.insert(ACCEPT_LANGUAGE, accept.parse().unwrap());
            let told = remembered(&headers).or_else(|| preferred(&headers));
            assert_eq!(told, expect, "{cookie} / {accept}");
        };
        check("a=b; lang=en", "zh-CN", Some(En));
        check("lang=zh-CN", "en", Some(ZhCn));
        check("lang=tlh; xlang=en", "zh-TW;q=0.9, en;q=0.8", Some(ZhCn));
        check("", "de, en-GB;q=0.7, zh;q=0.1", Some(En));
        check("", "de", None);
    }
}
