//! Numbers as people read them: times, dates, points.

use crate::words::{Words, fill};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Minutes and seconds of scene time, `1:05`, to the nearest second: what was done in the tick
/// before the third second was done at 0:03.
pub(crate) fn clock(ms: u64) -> String {
    let s = ms.saturating_add(500) / 1_000;
    format!("{}:{:02}", s / 60, s % 60)
}

/// A length of time: tenths of a second up to ten, whole seconds above.
pub(crate) fn span(words: &Words, ms: u64) -> String {
    let tenths = ms.saturating_add(50) / 100;
    let number = match tenths {
        0..100 => format!("{}.{}", tenths / 10, tenths % 10),
        _ => (ms.saturating_add(500) / 1_000).to_string(),
    };
    fill(&words.seconds, &[("n", &number)])
}

/// Date and minute in this machine's time zone.
pub(crate) fn moment(words: &Words, ms: i64) -> String {
    match Timestamp::from_millisecond(ms) {
        Ok(moment) => moment.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string(),
        Err(_) => words.dash.clone(),
    }
}

/// Thousandths of a point with as many decimals as they need, `21.9`.
pub(crate) fn points(thousandths: u32) -> String {
    let text = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use anlan_scenario::Language;

    #[test]
    fn times_and_points_are_short() {
        let words = Words::of(Language::ZhCn);
        assert_eq!([clock(0), clock(64_983), clock(600_000)], ["0:00", "1:05", "10:00"]);
        let spans = [1_183, 9_949, 9_950, 21_400].map(|ms| span(words, ms));
        assert_eq!(spans, ["1.2 秒", "9.9 秒", "10 秒", "21 秒"]);
        assert_eq!([30_000, 21_900, 5, 0].map(points), ["30", "21.9", "0.005", "0"]);
        assert_eq!(moment(words, i64::MAX), "—");
        assert_eq!(moment(words, 0).len(), "1970-01-01 00:00".len());
    }
}
