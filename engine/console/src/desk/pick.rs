//! The page on which an instructor picks scenario, trainee and mode, and starts.

use super::{Desk, Seen};
use crate::badge::{Badge, Tone};
use crate::catalogue::Entry;
use crate::words::{Words, fill};
use anlan_registry::Records;
use anlan_scenario::Language;
use anlan_wire::{Mode, Pseudonym, SeatDisplay};
use askama::Template;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Records looked through for the day's last number.
const RECORDS_LOOKED: u32 = 200;

/// Everything on the page.
pub(super) struct Pick {
    pub cards: Vec<Card>,
    pub modes: Vec<ModeChoice>,
    pub languages: Vec<LanguageChoice>,
    pub form: StartForm,
}

/// What stands in the fields.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub(super) struct StartForm {
    #[serde(default)]
    pub scenario: String,
    #[serde(default)]
    pub trainee: String,
    #[serde(default)]
    pub mode: String,
    #[serde(default)]
    pub seed: String,
    #[serde(default)]
    pub language: String,
}

/// One scenario.
pub(super) struct Card {
    pub id: String,
    pub title: String,
    pub sector: String,
    pub minutes: String,
    pub comfort: String,
    pub comfort_tone: Tone,
    pub hazards: String,
    pub has_picture: bool,
    pub is_chosen: bool,
}

pub(super) struct ModeChoice {
    pub value: &'static str,
    pub sign: String,
    pub name: String,
    pub how: String,
    pub is_chosen: bool,
}

pub(super) struct LanguageChoice {
    pub value: &'static str,
    pub name: &'static str,
    pub is_chosen: bool,
}

/// The modes as they stand in forms, in the order of 教学练评.
pub(super) const MODES: [(&str, Mode); 4] = [
    ("demo", Mode::Demo),
    ("guided", Mode::Guided),
    ("practice", Mode::Practice),
    ("exam", Mode::Exam),
];

fn mode_value(mode: Mode) -> &'static str {
    MODES.iter().find(|(_, m)| *m == mode).map_or("exam", |(value, _)| value)
}

impl Pick {
    pub fn new(desk: &Desk, form: StartForm, language: Language) -> Self {
        let w = Words::of(language);
        let entries = desk.catalogue().entries();
        let modes = [
            (&w.pick_demo_sign, &w.pick_demo_how),
            (&w.pick_guided_sign, &w.pick_guided_how),
            (&w.pick_practice_sign, &w.pick_practice_how),
            (&w.pick_exam_sign, &w.pick_exam_how),
        ];
        let mode =
            |((value, mode), (sign, how)): ((&'static str, Mode), (&String, &String))| ModeChoice {
                value,
                sign: sign.clone(),
                name: w.mode(mode).to_owned(),
                how: how.clone(),
                is_chosen: form.mode == value,
            };
        let names = [(Language::ZhCn, "中文"), (Language::En, "English")];
        Self {
            cards: entries.iter().map(|e| card(w, e, language, &form.scenario)).collect(),
            modes: MODES.into_iter().zip(modes).map(mode).collect(),
            languages: names
                .map(|(l, name)| LanguageChoice {
                    value: l.tag(),
                    name,
                    is_chosen: form.language == l.tag(),
                })
                .into(),
            form,
        }
    }
}

fn card(w: &Words, entry: &Entry, language: Language, chosen: &str) -> Card {
    let file = entry.scenario.file();
    let word = |key: &str| entry.scenario.word(language, key).to_owned();
    let minutes = (file.duration_s / 60.0).ceil() as u32;
    let (comfort, comfort_tone) = match file.comfort {
        1 => (&w.comfort_1, Tone::Good),
        2 => (&w.comfort_2, Tone::Warn),
        _ => (&w.comfort_3, Tone::Bad),
    };
    Card {
        id: file.id.clone(),
        title: word("title"),
        sector: word("sector"),
        minutes: fill(&w.pick_minutes, &[("n", &minutes.to_string())]),
        comfort: comfort.clone(),
        comfort_tone,
        hazards: fill(&w.pick_hazards, &[("n", &file.hazards.len().to_string())]),
        has_picture: entry.has_picture,
        is_chosen: file.id == chosen,
    }
}

/// The fields before anyone has touched them: as last time, with the next number.
pub(super) async fn fresh_form(
    desk: &Desk,
    records: &Records,
    seen: &Seen,
    language: Language,
) -> StartForm {
    let last = seen.seat.last.as_ref();
    let first = desk.catalogue().entries().first().map(|e| e.scenario.file().id.clone());
    let today = today(desk.wall_ms());
    let next = last.and_then(|ticket| following(&ticket.trainee));
    let trainee = match next {
        Some(next) => next,
        None => following_of_day(records, &today).await,
    };
    StartForm {
        scenario: last.map(|t| t.scenario.clone()).or(first).unwrap_or_default(),
        trainee,
        mode: mode_value(last.map_or(Mode::Exam, |t| t.mode)).to_owned(),
        seed: String::new(),
        language: last.map_or(language, |t| t.language).tag().to_owned(),
    }
}

/// Month and day, `1122`: the start of the day's pseudonyms.
fn today(wall_ms: i64) -> String {
    let moment = Timestamp::from_millisecond(wall_ms).unwrap_or_default();
    moment.to_zoned(TimeZone::system()).strftime("%m%d").to_string()
}

/// The pseudonym after this one, if it ends in a number.
fn following(trainee: &Pseudonym) -> Option<String> {
    let text = trainee.as_str();
    let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(stem.len()..)?;
    let next = digits.parse::<u32>().ok()?.checked_add(1)?;
    let next = format!("{stem}{next:0width$}", width = digits.len());
    Pseudonym::try_from(next).ok().map(String::from)
}

/// The day's next number, after what the archive already holds.
async fn following_of_day(records: &Records, today: &str) -> String {
    let kept = records.list(RECORDS_LOOKED, 0).await.map(|page| page.records).unwrap_or_default();
    let number =
        |trainee: &str| trainee.strip_prefix(today)?.strip_prefix('-')?.parse::<u32>().ok();
    let last = kept.iter().filter_map(|r| number(r.view.ticket.trainee.as_str())).max();
    format!("{today}-{:02}", last.unwrap_or(0).saturating_add(1))
}

#[derive(Template)]
#[template(path = "desk/link.html")]
struct LinkPart {
    badge: Badge,
    where_shown: String,
}

/// Who is at the seat.
pub(super) fn link_part(seen: &Seen, language: Language) -> String {
    let w = Words::of(language);
    let hello = seen.seat.link.as_ref().map(|link| &link.hello);
    let (tone, text) = match (seen.is_linked, seen.is_ready, hello.is_some()) {
        (true, true, _) => (Tone::Good, &w.link_ready),
        (true, false, _) => (Tone::Calm, &w.link_busy),
        (false, _, true) => (Tone::Bad, &w.link_gone),
        (false, _, false) => (Tone::Warn, &w.link_none),
    };
    let where_shown = match hello.filter(|_| seen.is_linked).map(|hello| hello.display) {
        Some(SeatDisplay::Xr) => &w.seat_xr,
        Some(SeatDisplay::Window) => &w.seat_window,
        Some(SeatDisplay::None) => &w.seat_none,
        None => "",
    };
    let part = LinkPart { badge: Badge::new(tone, text), where_shown: where_shown.to_owned() };
    super::pages::rendered(&part)
}

/// What changes on the page while it is open.
pub(super) fn parts(seen: &Seen, language: Language) -> Vec<(&'static str, String)> {
    vec![("link", link_part(seen, language)), ("hint", hint(seen, language))]
}

/// Why a start would not go out now; nothing if it would.
pub(super) fn hint(seen: &Seen, language: Language) -> String {
    let w = Words::of(language);
    match (seen.is_linked, seen.is_ready) {
        (false, _) => w.hint_no_headset.clone(),
        (true, false) => w.hint_not_ready.clone(),
        (true, true) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_next_pseudonym_counts_on() {
        let check = |text: &str, expect: Option<&str>| {
            let trainee = Pseudonym::try_from(text.to_owned()).unwrap();
            assert_eq!(following(&trainee).as_deref(), expect, "{text}");
        };
        check("1122-07", Some("1122-08"));
        check("1122-99", Some("1122-100"));
        check("p9", Some("p10"));
        check("guest", None);
        check("4294967295", None);
        let longest = "a".repeat(63) + "9";
        check(&longest, None);
    }
}
