//! When to try again. Time and chance come in through [`Pace`], so that a test can run a day of
//! failures without waiting for any of it.

use std::pin::Pin;
use std::time::{Duration, SystemTime};

/// The first wait after a failure is up to this long.
const BACKOFF_MS_MIN: u64 = 1_000;
/// No wait after a failure is longer: a cabin that comes back is served within five minutes.
pub(crate) const BACKOFF_MS_MAX: u64 = 300_000;
/// A registry cannot ask for more patience than an hour.
pub(crate) const RETRY_AFTER_MS_MAX: u64 = 3_600_000;

/// Clock, alarm and dice of an outbox.
pub trait Pace: Send + 'static {
    /// Wall time, milliseconds since 1970-01-01 UTC.
    fn now_ms(&self) -> i64;
    /// Ends after this many milliseconds.
    fn wait(&mut self, ms: u64) -> Pin<Box<dyn Future<Output = ()> + Send>>;
    /// A number from 0 to `ms_max`, by chance.
    fn jitter(&mut self, ms_max: u64) -> u64;
}

/// The real clock and real chance.
pub struct WallPace;

impl Pace for WallPace {
    fn now_ms(&self) -> i64 {
        // A clock before 1970 counts as 1970.
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }

    fn wait(&mut self, ms: u64) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(tokio::time::sleep(Duration::from_millis(ms)))
    }

    fn jitter(&mut self, ms_max: u64) -> u64 {
        fastrand::u64(0..=ms_max)
    }
}

/// The longest wait after the `tries`th try: doubles from one second to five minutes.
pub(crate) fn backoff_ms(tries: u32) -> u64 {
    let doubled = BACKOFF_MS_MIN << tries.saturating_sub(1).min(20);
    doubled.min(BACKOFF_MS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backoff_doubles_from_one_second_to_five_minutes() {
        let waits: Vec<_> = (1..=11).map(backoff_ms).collect();
        let expect = [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map(|s| s * 1_000);
        assert_eq!(waits, expect);
        assert_eq!(backoff_ms(u32::MAX), BACKOFF_MS_MAX);
    }
}
