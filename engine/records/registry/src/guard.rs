//! Who may ask: only programs and pages of this machine. Sessions and roles come with the cabin's
//! network; until then nothing else gets in.

use anlan_wire::{Refusal, RefusalCode};
use axum::Router;
use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};

/// Refuses every request whose `Host` is not a loopback name, and every changing request that a
/// page of another origin sent.
pub fn loopback_only(router: Router) -> Router {
    router.layer(from_fn(check))
}

async fn check(request: Request, next: Next) -> Response {
    match objection(request.headers(), request.method().is_safe()) {
        None => next.run(request).await,
        Some(sentence) => {
            let refusal = Refusal::new(RefusalCode::Forbidden, sentence);
            (StatusCode::FORBIDDEN, axum::Json(refusal)).into_response()
        }
    }
}

fn objection(headers: &HeaderMap, is_safe: bool) -> Option<&'static str> {
    // A name given twice could be read otherwise by somebody else: it is no name.
    let only = |name: HeaderName| {
        let mut all = headers.get_all(name).iter();
        all.next().filter(|_| all.next().is_none()).and_then(|v| v.to_str().ok())
    };
    let Some(host) = only(HOST).filter(|host| is_loopback(host)) else {
        return Some("this registry serves its own machine only: ask for 127.0.0.1 or localhost");
    };
    let is_own = |origin: &str| origin.strip_prefix("http://") == Some(host);
    let is_foreign = headers.contains_key(ORIGIN) && !only(ORIGIN).is_some_and(is_own);
    (is_foreign && !is_safe).then_some("a page of another origin cannot change anything here")
}

fn is_loopback(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (host, "0"),
    };
    let is_port = !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
    let is_name = ["127.0.0.1", "[::1]"].contains(&name) || name.eq_ignore_ascii_case("localhost");
    is_port && is_name
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(host: &[&str], origin: Option<&str>, is_safe: bool) -> bool {
        let mut headers = HeaderMap::new();
        for host in host {
            headers.append(HOST, host.parse().unwrap());
        }
        if let Some(origin) = origin {
            headers.insert(ORIGIN, origin.parse().unwrap());
        }
        objection(&headers, is_safe).is_none()
    }

    #[test]
    fn only_loopback_hosts_are_served() {
        for host in ["127.0.0.1", "127.0.0.1:4870", "localhost:1", "LocalHost", "[::1]", "[::1]:80"]
        {
            assert!(check(&[host], None, true), "{host}");
        }
        for host in [
            "cabin.test",
            "127.0.0.1.evil.test",
            "evil.test:80",
            "127.0.0.1:80@evil.test",
            "localhost.",
            "127.0.0.1:",
            "127.0.0.1:x",
            "[::1",
            "::1",
            "",
        ] {
            assert!(!check(&[host], None, true), "{host}");
        }
        assert!(!check(&[], None, true));
        assert!(!check(&["localhost", "localhost"], None, true));
    }

    #[test]
    fn other_origins_may_not_change_anything() {
        let host = ["127.0.0.1:80"];
        assert!(check(&host, Some("http://127.0.0.1:80"), false));
        assert!(check(&host, Some("http://evil.test"), true));
        for origin in ["http://evil.test", "null", "http://127.0.0.1:81", "https://127.0.0.1:80"] {
            assert!(!check(&host, Some(origin), false), "{origin}");
        }
    }
}
