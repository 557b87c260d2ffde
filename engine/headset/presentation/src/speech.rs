//! Who speaks when: one voice at a time, and each line's caption from the line's first tick on.
//! Kept in ticks, so that the same tape speaks the same way at any speed, with or without a sound
//! device. What is said is `narration`'s decision, how it sounds is `sound`'s.

use crate::sound::{Lines, VoiceFile};
use anlan_attempt::ticks;
use anlan_scenario::Language;
use bevy::prelude::*;
use std::collections::VecDeque;

/// A caption stays this long after its last word, seconds.
const CAPTION_TAIL_S: f32 = 0.8;
/// A breath between two lines, seconds.
const BREATH_S: f32 = 0.25;
/// Time to notice that a caption without a voice is there, seconds.
const NOTICE_S: f32 = 2.5;
/// Reading time of one character, seconds: slow readers take four Chinese characters a second,
/// and twelve letters.
const ZH_CHAR_S: f32 = 0.25;
const EN_CHAR_S: f32 = 0.08;
/// More captions at once than two are not read.
const CAPTIONS_MAX: usize = 2;
/// What has to wait longer than for this many lines is no longer news.
const WAITING_MAX: usize = 12;

/// Something to be said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    /// Its key among the words; `ui.` leads those of the interface.
    pub key: String,
    pub text: String,
}

/// What is said, what waits, and which captions are up.
#[derive(Resource, Default)]
pub(crate) struct Speech {
    /// Ticks since this was new; it goes on after the attempt's own have ended.
    clock: u64,
    serial: u64,
    waiting: VecDeque<(Line, Kind)>,
    sounding: Option<Sounding>,
    captions: Vec<Caption>,
    silent_until: u64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// Belongs to the scene and has a caption.
    Scene,
    /// Reads out what stands on a page.
    Reading,
}

/// The voice that is heard now.
#[derive(Clone, Debug)]
pub(crate) struct Sounding {
    /// Another one is another line.
    pub serial: u64,
    pub file: VoiceFile,
    kind: Kind,
    until: u64,
}

struct Caption {
    line: Line,
    until: u64,
}

impl Speech {
    /// A line of the scene: said when the one before it is over, with its caption.
    pub(crate) fn say(&mut self, line: Line) {
        self.stop_reading();
        if self.waiting.len() < WAITING_MAX && !self.waiting.iter().any(|(l, _)| *l == line) {
            self.waiting.push_back((line, Kind::Scene));
        }
    }

    /// Said at once, whoever is speaking: nobody waits with a warning.
    pub(crate) fn shout(&mut self, line: Line) {
        self.stop_reading();
        self.sounding = None;
        self.waiting.push_front((line, Kind::Scene));
    }

    /// Reads out what stands on a page; anything else that is said ends it.
    pub(crate) fn read_out(&mut self, lines: impl IntoIterator<Item = Line>) {
        self.waiting.extend(lines.into_iter().map(|line| (line, Kind::Reading)));
    }

    /// The page is gone.
    pub(crate) fn stop_reading(&mut self) {
        self.waiting.retain(|(_, kind)| *kind != Kind::Reading);
        self.sounding.take_if(|sounding| sounding.kind == Kind::Reading);
    }

    /// Nothing is said for a while; what was to be said is not made up for.
    pub(crate) fn hush(&mut self, seconds: f32) {
        self.waiting.clear();
        self.captions.clear();
        self.sounding = None;
        self.hold(seconds);
    }

    /// What is to be said next waits at least so long.
    pub(crate) fn hold(&mut self, seconds: f32) {
        self.silent_until = self.silent_until.max(self.clock + ticks(seconds));
    }

    /// The captions that are up, oldest first.
    pub(crate) fn captions(&self) -> impl Iterator<Item = &str> {
        self.captions.iter().map(|caption| caption.line.text.as_str())
    }

    /// The voice that is to be heard.
    pub(crate) fn sounding(&self) -> Option<&Sounding> {
        self.sounding.as_ref()
    }

    /// One tick: what is over ends, and what is next begins.
    pub(crate) fn advance(&mut self, lines: &mut Lines, scenario: &str, language: Language) {
        self.clock += 1;
        let clock = self.clock;
        self.sounding.take_if(|sounding| sounding.until <= clock);
        self.captions.retain(|caption| clock < caption.until);
        while self.sounding.is_none() && self.silent_until <= clock {
            let Some((line, kind)) = self.waiting.pop_front() else { return };
            let file = lines.find(scenario, &line);
            let shown_s = file
                .as_ref()
                .map_or_else(|| reading_s(&line.text, language), |f| f.seconds + CAPTION_TAIL_S);
            if kind == Kind::Scene {
                self.caption(line, clock + ticks(shown_s));
            }
            if let Some(file) = file {
                self.serial += 1;
                let until = clock + ticks(file.seconds + BREATH_S);
                self.sounding = Some(Sounding { serial: self.serial, file, kind, until });
            }
        }
    }

    fn caption(&mut self, line: Line, until: u64) {
        self.captions.retain(|caption| caption.line.key != line.key);
        self.captions.push(Caption { line, until });
        let surplus = self.captions.len().saturating_sub(CAPTIONS_MAX);
        self.captions.drain(..surplus);
    }
}

/// How long a caption without a voice stays.
fn reading_s(text: &str, language: Language) -> f32 {
    let per_char = match language {
        Language::ZhCn => ZH_CHAR_S,
        Language::En => EN_CHAR_S,
    };
    NOTICE_S + per_char * text.chars().count() as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Lines of which none has a voice but the interface's.
    fn lines() -> Lines {
        Lines::new(Path::new("../../../assets"), Language::ZhCn)
    }

    fn line(key: &str, text: &str) -> Line {
        Line { key: key.to_owned(), text: text.to_owned() }
    }

    fn over() -> Line {
        line("ui.over", "本次练习到此结束。")
    }

    fn advance(speech: &mut Speech, lines: &mut Lines, seconds: f32) {
        for _ in 0..ticks(seconds) {
            speech.advance(lines, "no-such-scenario", Language::ZhCn);
        }
    }

    #[test]
    fn one_voice_at_a_time_and_a_shout_cuts_in() {
        let (mut speech, mut lines) = (Speech::default(), lines());
        speech.say(over());
        speech.say(line("ui.again", "已经报过"));
        advance(&mut speech, &mut lines, 0.1);
        assert_eq!(speech.captions().collect::<Vec<_>>(), ["本次练习到此结束。"]);
        speech.shout(line("ui.neutral", "没有对准隐患"));
        advance(&mut speech, &mut lines, 0.1);
        assert!(speech.sounding().is_some_and(|s| s.file.path.ends_with("ui.neutral.ogg")));
        advance(&mut speech, &mut lines, 2.0);
        assert!(speech.captions().any(|text| text == "已经报过"), "what waited comes later");
    }

    #[test]
    fn a_reading_ends_with_its_page_or_with_the_next_word() {
        let (mut speech, mut lines) = (Speech::default(), lines());
        speech.read_out([over(), over()]);
        advance(&mut speech, &mut lines, 0.1);
        assert!(speech.sounding().is_some() && speech.captions().count() == 0);
        speech.stop_reading();
        advance(&mut speech, &mut lines, 0.1);
        assert!(speech.sounding().is_none());
        speech.read_out([over()]);
        speech.say(line("line.N1", "总阀关闭。"));
        advance(&mut speech, &mut lines, 0.1);
        assert_eq!(speech.captions().collect::<Vec<_>>(), ["总阀关闭。"]);
        assert!(speech.sounding().is_none());
    }

    #[test]
    fn a_hush_is_silent_and_what_comes_next_waits_for_its_end() {
        let (mut speech, mut lines) = (Speech::default(), lines());
        speech.say(over());
        advance(&mut speech, &mut lines, 0.1);
        speech.hush(1.0);
        speech.say(line("ui.again", "已经报过"));
        advance(&mut speech, &mut lines, 0.9);
        assert!(speech.sounding().is_none() && speech.captions().count() == 0);
        advance(&mut speech, &mut lines, 0.2);
        assert_eq!(speech.captions().collect::<Vec<_>>(), ["已经报过"]);
    }

    #[test]
    fn longer_words_stay_longer() {
        assert_eq!(reading_s("", Language::ZhCn), 2.5);
        assert!((reading_s("开市前，检查后厨。", Language::ZhCn) - 4.75).abs() < 1e-4);
        assert!(reading_s("ab", Language::En) < reading_s("ab", Language::ZhCn));
    }
}
