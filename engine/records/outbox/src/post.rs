//! One record or trace over HTTP: sends it, sends a record's bundle first if the registry lacks it,
//! and says what the answer means. Blocking; what then happens to the row is the worker's business.

use crate::pace::{BACKOFF_MS_MAX, RETRY_AFTER_MS_MAX};
use crate::queue::Sending;
use crate::traces::TraceSending;
use anlan_wire::{RecordAnswer, Refusal, RefusalCode};
use std::time::Duration;

/// A registry on the cabin's network accepts a connection at once or is away.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// The largest record over a poor wireless link.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);
/// An answer is a sentence and a hash.
const ANSWER_BYTES_MAX: u64 = 64 * 1024;

/// What the answer means for the record or trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The registry holds these very bytes.
    Stored,
    /// It will never take them.
    Refused { status: u16, sentence: String },
    /// Not now: this record tries again after a wait.
    Later { status: Option<u16>, sentence: String },
    /// Not now, nor any other record for this long.
    Pause { status: u16, sentence: String, ms: u64 },
}

/// The way to one registry.
#[derive(Clone)]
pub(crate) struct Post {
    agent: ureq::Agent,
    registry: String,
}

struct Reply {
    status: u16,
    retry_after_ms: Option<u64>,
    body: Vec<u8>,
}

impl Post {
    pub fn new(registry: &str) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            // The registry is in the cabin: nothing between it and us may answer in its place.
            .proxy(None)
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_global(Some(REQUEST_TIMEOUT))
            .user_agent(concat!("anlan-outbox/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Self { agent, registry: registry.trim_end_matches('/').to_owned() }
    }

    /// Delivers one record.
    pub fn deliver(&self, sending: &Sending) -> Verdict {
        let first = self.send_record(sending);
        if !matches!(&first, Ok(reply) if lacks_bundle(reply)) {
            return self.judge(first, &sending.attempt, &sending.sha256);
        }
        let url = format!("{}/api/bundles/{}", self.registry, sending.bundle);
        let sent = self.agent.put(url).content_type("application/json");
        let answer = match reply(sent.send(&sending.bundle_bytes[..])) {
            Ok(reply) if (200..300).contains(&reply.status) => self.send_record(sending),
            other => other,
        };
        self.judge(answer, &sending.attempt, &sending.sha256)
    }

    /// Delivers one trace.
    pub fn deliver_trace(&self, sending: &TraceSending) -> Verdict {
        let url = format!("{}/api/records/{}/trace", self.registry, sending.attempt);
        let sent = self.agent.put(url).content_type("application/octet-stream");
        let answer = reply(sent.send(&sending.body[..]));
        match &answer {
            // The registry took the record and has lost it since: it wants no trace of it.
            Ok(reply) if is_code(reply, 404, RefusalCode::NotFound) => {
                let sentence = "the registry no longer holds its record".to_owned();
                Verdict::Refused { status: 404, sentence }
            }
            _ => self.judge(answer, &sending.attempt, &sending.sha256),
        }
    }

    fn send_record(&self, sending: &Sending) -> Result<Reply, ureq::Error> {
        let url = format!("{}/api/records", self.registry);
        reply(self.agent.post(url).content_type("application/json").send(&sending.body[..]))
    }

    /// What each status means; no answer of any kind drops a record.
    fn judge(&self, reply: Result<Reply, ureq::Error>, attempt: &str, sha256: &str) -> Verdict {
        let registry = &self.registry;
        let reply = match reply {
            Ok(reply) => reply,
            Err(error) => {
                let sentence = format!("the registry at {registry} cannot be reached: {error}");
                return Verdict::Later { status: None, sentence };
            }
        };
        let status = reply.status;
        let told = serde_json::from_slice::<Refusal>(&reply.body).map(|r| r.sentence);
        let sentence =
            told.unwrap_or_else(|_| format!("the registry at {registry} answered HTTP {status}"));
        match status {
            200..300 if is_receipt(&reply.body, attempt, sha256) => Verdict::Stored,
            // A login page of a hotel's network also answers 200.
            200..300 => {
                let sentence = format!("what answers at {registry} is no registry");
                Verdict::Pause { status, sentence, ms: BACKOFF_MS_MAX }
            }
            422 if lacks_bundle(&reply) => Verdict::Later { status: Some(status), sentence },
            400 | 409 | 413 | 422 => Verdict::Refused { status, sentence },
            408 | 429 | 500..600 => match reply.retry_after_ms {
                Some(ms) => Verdict::Pause { status, sentence, ms },
                None => Verdict::Later { status: Some(status), sentence },
            },
            // 401, 403, 404 and whatever no registry of ours says: the address is wrong.
            _ => Verdict::Pause { status, sentence, ms: BACKOFF_MS_MAX },
        }
    }
}

fn reply(
    response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Reply, ureq::Error> {
    let response = response?;
    let retry_after = response.headers().get("retry-after").and_then(|v| v.to_str().ok());
    let retry_after_ms = retry_after
        .and_then(|text| text.trim().parse::<u64>().ok())
        .map(|s| s.saturating_mul(1_000).min(RETRY_AFTER_MS_MAX));
    let status = response.status().as_u16();
    let body = response.into_body().into_with_config().limit(ANSWER_BYTES_MAX).read_to_vec()?;
    Ok(Reply { status, retry_after_ms, body })
}

fn lacks_bundle(reply: &Reply) -> bool {
    is_code(reply, 422, RefusalCode::UnknownBundle)
}

fn is_code(reply: &Reply, status: u16, code: RefusalCode) -> bool {
    let refusal = serde_json::from_slice::<Refusal>(&reply.body);
    reply.status == status && refusal.is_ok_and(|r| r.code == code)
}

fn is_receipt(body: &[u8], attempt: &str, sha256: &str) -> bool {
    serde_json::from_slice::<RecordAnswer>(body)
        .is_ok_and(|a| a.attempt.as_str() == attempt && a.sha256 == sha256)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ATTEMPT: &str = "7f8b0c1e-3f52-4a4e-9a7e-0d6a5c1b2e01";

    fn check(status: u16, retry_after_ms: Option<u64>, body: &str, expect: &str) {
        let reply = Reply { status, retry_after_ms, body: body.as_bytes().to_vec() };
        let verdict = Post::new("http://r").judge(Ok(reply), ATTEMPT, "ab");
        let told = match verdict {
            Verdict::Stored => "stored".to_owned(),
            Verdict::Refused { sentence, .. } => format!("refused: {sentence}"),
            Verdict::Later { sentence, .. } => format!("later: {sentence}"),
            Verdict::Pause { sentence, ms, .. } => format!("pause {ms}: {sentence}"),
        };
        assert_eq!(told, expect, "{status}");
    }

    #[test]
    fn every_answer_has_its_verdict() {
        let receipt = format!(r#"{{"attempt":"{ATTEMPT}","sha256":"ab"}}"#);
        check(201, None, &receipt, "stored");
        check(200, None, &receipt, "stored");
        let no_registry = "pause 300000: what answers at http://r is no registry";
        check(200, None, "<html>Welcome to the hotel</html>", no_registry);
        check(200, None, &receipt.replace("ab", "cd"), no_registry);
        let refusal = r#"{"code":"other_card","sentence":"The card is wrong."}"#;
        check(400, None, "", "refused: the registry at http://r answered HTTP 400");
        check(409, None, refusal, "refused: The card is wrong.");
        check(413, None, refusal, "refused: The card is wrong.");
        check(422, None, refusal, "refused: The card is wrong.");
        let unknown = r#"{"code":"unknown_bundle","sentence":"Send the bundle."}"#;
        check(422, None, unknown, "later: Send the bundle.");
        check(500, None, "", "later: the registry at http://r answered HTTP 500");
        check(429, Some(7_000), "", "pause 7000: the registry at http://r answered HTTP 429");
        for status in [301, 401, 403, 404, 418] {
            let told = format!("pause 300000: the registry at http://r answered HTTP {status}");
            check(status, None, "", &told);
        }
    }
}
