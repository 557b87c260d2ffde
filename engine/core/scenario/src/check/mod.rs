//! From a file that says anything to a [`Scenario`] that can be run: ids resolve, numbers lie in
//! range, words exist in every language. Every problem is collected with the path of its value.

mod course;
mod place;
mod rules;
mod text;

use crate::course::Variant;
use crate::file::*;
use crate::id::*;
use crate::words::{Language, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More hazards than a worker could meet in one turn.
pub const HAZARDS_MAX: usize = 64;
/// More props than the frame budget could show.
pub const PROPS_MAX: usize = 512;
/// So many seeds are tried for one that differs from the neighbours'.
const SEEDS_TRIED: u64 = 256;
/// Longest scene; cabin turns are 3–5 minutes.
const DURATION_S: std::ops::RangeInclusive<f32> = 30.0..=600.0;

/// A checked scenario with its words. Only [`Scenario::check`] makes one.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    file: ScenarioFile,
    words: BTreeMap<Language, Words>,
}

/// A problem of the scenario file (`None`) or of a language's words, at the path of a value.
pub(crate) struct Finding {
    pub words_of: Option<Language>,
    pub path: String,
    pub sentence: String,
}

impl Scenario {
    /// Checks everything and reports everything.
    pub(crate) fn check(
        file: ScenarioFile,
        words: BTreeMap<Language, Words>,
    ) -> Result<Self, Vec<Finding>> {
        let mut check = Check { file: &file, findings: Vec::new() };
        check.frame();
        check.place();
        check.people();
        check.hazards();
        check.procedure();
        check.course();
        check.rubric();
        for language in Language::ALL {
            match words.get(&language) {
                Some(words) => check.words(language, words),
                None => check.words_finding(language, "", "the words of this language are missing"),
            }
        }
        let findings = check.findings;
        if findings.is_empty() { Ok(Self { file, words }) } else { Err(findings) }
    }

    /// The scenario as this seed plays it; the same one where the seed draws nothing.
    pub fn drawn(self: &Arc<Self>, seed: u64) -> Arc<Self> {
        let variant = Variant::draw(&self.file, seed);
        if variant == Variant::default() {
            return self.clone();
        }
        let mut drawn = Self::clone(self);
        variant.apply(&mut drawn.file);
        Arc::new(drawn)
    }

    /// The scenario in which these hazards were under control from the start: they never appear.
    pub fn without(&self, hazards: &[HazardId]) -> Arc<Self> {
        let mut tamed = self.clone();
        Variant { absent: hazards.to_vec(), swapped: Vec::new() }.apply(&mut tamed.file);
        Arc::new(tamed)
    }

    /// The first seed from this one on that draws another variant, or if there is but one, another
    /// order of options, than any of the neighbours' seeds.
    pub fn seed_apart(&self, seed: u64, neighbours: &[u64]) -> u64 {
        let draw = |seed| Variant::draw(&self.file, seed);
        let taken: Vec<_> = neighbours.iter().map(|n| draw(*n)).collect();
        let tried = (0..SEEDS_TRIED).map(|step| seed.wrapping_add(step));
        let is_new = |seed: &u64| !neighbours.contains(seed);
        let apart = tried.clone().find(|s| is_new(s) && !taken.contains(&draw(*s)));
        apart.or_else(|| tried.clone().find(is_new)).unwrap_or(seed)
    }

    /// What the author wrote.
    pub fn file(&self) -> &ScenarioFile {
        &self.file
    }

    /// All words of all languages.
    pub fn all_words(&self) -> &BTreeMap<Language, Words> {
        &self.words
    }

    /// The words under a key of [`keys`]. A checked scenario has them all; a key it does not know
    /// comes back as itself so that it shows.
    pub fn word<'a>(&'a self, language: Language, key: &'a str) -> &'a str {
        self.words.get(&language).and_then(|w| w.get(key)).map_or(key, String::as_str)
    }

    /// The hazard of this id.
    pub fn hazard(&self, id: &HazardId) -> Option<&Hazard> {
        self.file.hazards.iter().find(|h| h.id == *id)
    }

    /// The step of this id.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.file.steps.iter().find(|s| s.id == *id)
    }

    /// The part of this id and the prop it belongs to.
    pub fn part(&self, id: &PartId) -> Option<(&Prop, &Part)> {
        self.file.props.iter().find_map(|p| Some((p, p.parts.iter().find(|x| x.id == *id)?)))
    }

    /// The spot of this name.
    pub fn spot(&self, id: &SpotId) -> Option<&Spot> {
        self.file.spots.iter().find(|s| s.id == *id)
    }

    /// The agent of this name.
    pub fn agent(&self, id: &AgentId) -> Option<&Agent> {
        self.file.agents.iter().find(|a| a.id == *id)
    }

    /// The consequence of this id.
    pub fn consequence(&self, id: &ConsequenceId) -> Option<&Consequence> {
        self.file.consequences.iter().find(|c| c.id == *id)
    }

    /// The zone of this name.
    pub fn zone(&self, id: &ZoneId) -> Option<&Zone> {
        self.file.zones.iter().find(|z| z.id == *id)
    }
}

impl Part {
    /// The end where the part starts.
    pub fn start_end(&self) -> &str {
        self.starts.as_deref().unwrap_or(&self.ends.0)
    }
}

struct Check<'a> {
    file: &'a ScenarioFile,
    findings: Vec<Finding>,
}

impl Check<'_> {
    fn finding(&mut self, path: impl Into<String>, sentence: impl Into<String>) {
        let (path, sentence) = (path.into(), sentence.into());
        self.findings.push(Finding { words_of: None, path, sentence });
    }

    fn words_finding(&mut self, language: Language, path: &str, sentence: impl Into<String>) {
        let words_of = Some(language);
        self.findings.push(Finding { words_of, path: path.to_owned(), sentence: sentence.into() });
    }

    fn range<T: PartialOrd + std::fmt::Display>(
        &mut self,
        path: String,
        what: &str,
        value: T,
        range: std::ops::RangeInclusive<T>,
    ) {
        // Written so that NaN is out of range.
        if !range.contains(&value) {
            let (low, high) = range.into_inner();
            self.finding(path, format!("{what} is {value}; it must lie in {low}–{high}"));
        }
    }

    fn unique<'i>(&mut self, list: &str, ids: impl Iterator<Item = &'i str>) {
        let mut seen = BTreeSet::new();
        for (i, id) in ids.enumerate() {
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
            if id.is_empty() || !id.chars().all(plain) {
                let sentence = format!("`{id}` is no name: use ASCII letters, digits and _");
                self.finding(format!("{list}[{i}]"), sentence);
            }
            if !seen.insert(id) {
                self.finding(format!("{list}[{i}]"), format!("`{id}` is declared twice"));
            }
        }
    }

    /// Metadata, sizes, counts, unique names.
    fn frame(&mut self) {
        let f = self.file;
        if !crate::folder::is_slug(&f.id) {
            self.finding("id", format!("`{}` is no id: use a–z, 0–9 and hyphens", f.id));
        }
        self.range("version".into(), "the version", f.version, 1..=u32::MAX);
        self.range("duration_s".into(), "the duration in seconds", f.duration_s, DURATION_S);
        self.range("comfort".into(), "the comfort class", f.comfort, 1..=3);
        self.range("accident_class".into(), "the accident class", f.accident_class, 1..=20);
        for (i, class) in f.secondary_classes.iter().enumerate() {
            self.range(format!("secondary_classes[{i}]"), "the accident class", *class, 1..=20);
        }
        self.range("hazards".into(), "the number of hazards", f.hazards.len(), 1..=HAZARDS_MAX);
        self.range("props".into(), "the number of props", f.props.len(), 1..=PROPS_MAX);
        self.unique("props", f.props.iter().map(|x| x.id.as_str()));
        self.unique("zones", f.zones.iter().map(|x| x.id.as_str()));
        self.unique("agents", f.agents.iter().map(|x| x.id.as_str()));
        self.unique("spots", f.spots.iter().map(|x| x.id.as_str()));
        self.unique("phrases", f.phrases.iter().map(|x| x.id.as_str()));
        self.unique("calls", f.calls.iter().map(|x| x.as_str()));
        self.unique("choices", f.choices.iter().map(|x| x.as_str()));
        self.unique("prompts", f.prompts.iter().map(String::as_str));
        self.unique("hazards", f.hazards.iter().map(|x| x.id.as_str()));
        self.unique("look_alikes", f.look_alikes.iter().map(|x| x.id.as_str()));
        self.unique("steps", f.steps.iter().map(|x| x.id.as_str()));
        self.unique("errors", f.errors.iter().map(|x| x.id.as_str()));
        self.unique("consequences", f.consequences.iter().map(|x| x.id.as_str()));
        self.unique("items", f.items.iter().map(|x| x.id.as_str()));
        self.unique("sockets", f.sockets.iter().map(|x| x.id.as_str()));
        self.unique("gestures", f.gestures.iter().map(|x| x.as_str()));
        self.unique("injects", f.injects.iter().map(|x| x.id.as_str()));
        self.unique("lines", f.lines.iter().map(|x| x.as_str()));
        self.unique("quiz", f.quiz.iter().map(|x| x.id.as_str()));
        self.unique("pictures", f.pictures.iter().map(|x| x.id.as_str()));
    }
}
