//! From a file that says anything to a [`Scenario`] that can be run: ids resolve, numbers lie in
//! range, words exist in every language. Every problem is collected with the path of its value.

use crate::condition::{Condition, Effect, Event};
use crate::file::*;
use crate::id::*;
use crate::words::{Language, WORD_CHARS_MAX, Words, keys};
use std::collections::{BTreeMap, BTreeSet};

/// More hazards than a worker could meet in one turn.
pub const HAZARDS_MAX: usize = 64;
/// More props than the frame budget could show.
pub const PROPS_MAX: usize = 512;
/// Longest scene; cabin turns are 3–5 minutes.
const DURATION_S: std::ops::RangeInclusive<f32> = 30.0..=600.0;
/// The right option may be the longest of its four in this many hazards of a file.
const RIGHT_IS_LONGEST_MAX: usize = 3;

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
        check.rubric();
        for language in Language::ALL {
            match words.get(&language) {
                Some(words) => check.words(language, words),
                None => {
                    check.words_finding(language, "", "the words of this language are missing")
                }
            }
        }
        let findings = check.findings;
        if findings.is_empty() { Ok(Self { file, words }) } else { Err(findings) }
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
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
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
        self.unique("lines", f.lines.iter().map(|x| x.as_str()));
        self.unique("quiz", f.quiz.iter().map(|x| x.id.as_str()));
        self.unique("pictures", f.pictures.iter().map(|x| x.id.as_str()));
    }

    fn inside(&mut self, path: String, at: &Metres3) {
        let Bounds { min, max } = self.file.bounds;
        let inside = (0..3).all(|i| (min[i]..=max[i]).contains(&at[i]));
        if !inside {
            self.finding(path, format!("{at:?} lies outside the bounds {min:?} to {max:?}"));
        }
    }

    fn size(&mut self, path: String, size: &Metres3) {
        if !size.iter().all(|s| (0.001..=100.0).contains(s)) {
            self.finding(path, format!("the size {size:?} must lie in 0.001–100 m on every side"));
        }
    }

    /// Props, parts, zones, spots, floor.
    fn place(&mut self) {
        let f = self.file;
        if !(0..3).all(|i| f.bounds.min[i] < f.bounds.max[i]) {
            self.finding("bounds", "the lowest corner must lie below the highest on every axis");
        }
        if f.floor.is_empty() {
            self.finding("floor", "there is no floor to stand on");
        }
        for (i, rect) in f.floor.iter().enumerate() {
            for corner in [rect.min, rect.max] {
                let at = [corner[0], f.bounds.min[1].max(0.0), corner[1]];
                self.inside(format!("floor[{i}]"), &at);
            }
            if !(rect.min[0] < rect.max[0] && rect.min[1] < rect.max[1]) {
                self.finding(format!("floor[{i}]"), "the rectangle is empty");
            }
        }
        for (i, prop) in f.props.iter().enumerate() {
            self.size(format!("props[{i}].size"), &prop.size);
            if prop.kind != PropKind::Structure {
                self.inside(format!("props[{i}].pos"), &prop.pos);
            }
            for (j, part) in prop.parts.iter().enumerate() {
                self.part(format!("props[{i}].parts[{j}]"), prop, part);
            }
        }
        for (i, zone) in f.zones.iter().enumerate() {
            self.size(format!("zones[{i}].size"), &zone.size);
            self.inside(format!("zones[{i}].pos"), &zone.pos);
        }
        for (i, spot) in f.spots.iter().enumerate() {
            self.inside(format!("spots[{i}].pos"), &spot.pos);
        }
        self.inside("start.pos".into(), &f.start.pos);
        for (i, spot) in f.routine.iter().enumerate() {
            self.known_spot(format!("routine[{i}]"), spot);
        }
    }

    fn part(&mut self, path: String, prop: &Prop, part: &Part) {
        if part.id.prop() != prop.id || part.id.as_str().matches('.').count() != 1 {
            let sentence = format!("`{}` must read `{}.part`", part.id, prop.id);
            self.finding(format!("{path}.id"), sentence);
        }
        self.size(format!("{path}.size"), &part.size);
        self.range(format!("{path}.travel_s"), "the travel in seconds", part.travel_s, 0.05..=20.0);
        let (first, second) = &part.ends;
        if first == second || first.is_empty() || second.is_empty() {
            self.finding(format!("{path}.ends"), "the two ends need two names");
        }
        if ![first, second].iter().any(|e| *e == part.start_end()) {
            let sentence = format!("it starts at `{}`, which is none of its ends", part.start_end());
            self.finding(format!("{path}.starts"), sentence);
        }
        if let Motion::Turn { axis, degrees, .. } = part.motion {
            let length: f32 = axis.iter().map(|a| a * a).sum::<f32>().sqrt();
            self.range(format!("{path}.motion"), "the length of the axis", length, 0.999..=1.001);
            self.range(format!("{path}.motion"), "the angle in degrees", degrees, -720.0..=720.0);
        }
    }

    fn known_spot(&mut self, path: String, id: &SpotId) {
        if !self.file.spots.iter().any(|s| s.id == *id) {
            self.finding(path, format!("there is no spot `{id}`"));
        }
    }

    fn known_agent(&mut self, path: String, id: &AgentId) {
        if !self.file.agents.iter().any(|a| a.id == *id) {
            self.finding(path, format!("there is no agent `{id}`"));
        }
    }

    fn known_prop(&mut self, path: String, id: &PropId) {
        if !self.file.props.iter().any(|p| p.id == *id) {
            self.finding(path, format!("there is no prop `{id}`"));
        }
    }

    fn known_part_end(&mut self, path: String, id: &PartId, end: Option<&str>) {
        let part = self.file.props.iter().flat_map(|p| &p.parts).find(|p| p.id == *id);
        match (part, end) {
            (None, _) => self.finding(path, format!("there is no part `{id}`")),
            (Some(part), Some(end)) if end != part.ends.0 && end != part.ends.1 => {
                let (first, second) = &part.ends;
                let sentence = format!("`{id}` ends at `{first}` or `{second}`, not at `{end}`");
                self.finding(path, sentence);
            }
            _ => {}
        }
    }

    fn known<'i, T: PartialEq + std::fmt::Display + 'i>(
        &mut self,
        path: &str,
        what: &str,
        id: &T,
        mut all: impl Iterator<Item = &'i T>,
    ) {
        if !all.any(|x| x == id) {
            self.finding(path, format!("there is no {what} `{id}`"));
        }
    }

    fn people(&mut self) {
        for (i, agent) in self.file.agents.iter().enumerate() {
            self.known_spot(format!("agents[{i}].spot"), &agent.spot);
            let path = format!("agents[{i}].height_m");
            self.range(path, "the body height in metres", agent.height_m, 1.4..=2.0);
        }
    }

    fn markable(&mut self, path: String, on: &Markable) {
        match on {
            Markable::Prop(id) => self.known_prop(path, id),
            Markable::Agent(id) => self.known_agent(path, id),
        }
    }

    fn hazards(&mut self) {
        let f = self.file;
        for (i, hazard) in f.hazards.iter().enumerate() {
            let path = |field: &str| format!("hazards[{i}].{field}");
            self.markable(path("marker.on"), &hazard.marker.on);
            self.inside(path("marker.at"), &hazard.marker.at);
            for (j, also) in hazard.also.iter().enumerate() {
                self.markable(path(&format!("also[{j}]")), also);
            }
            self.range(path("severity"), "the severity", hazard.severity, 1..=5);
            self.range(path("likelihood"), "the likelihood", hazard.likelihood, 1..=5);
            self.range(path("class"), "the accident class", hazard.class, 1..=20);
            self.condition(&path("appears"), &hazard.appears);
            let ids: Vec<_> = hazard.controls.iter().map(|o| o.id.as_str()).collect();
            if ids != ["a", "b", "c", "d"] {
                self.finding(path("controls"), "a control question has the options a, b, c, d");
            }
            if hazard.controls.iter().filter(|o| o.right).count() != 1 {
                self.finding(path("controls"), "exactly one option must be right");
            }
        }
        for (i, look_alike) in f.look_alikes.iter().enumerate() {
            self.markable(format!("look_alikes[{i}].marker.on"), &look_alike.marker.on);
            self.inside(format!("look_alikes[{i}].marker.at"), &look_alike.marker.at);
        }
        for (i, quiz) in f.quiz.iter().enumerate() {
            if !["a", "b", "c", "d"].contains(&quiz.right.as_str()) {
                let path = format!("quiz[{i}].right");
                self.finding(path, format!("`{}` is none of a, b, c, d", quiz.right));
            }
        }
    }

    /// Steps, errors, timeline, consequences, pictures.
    fn procedure(&mut self) {
        let f = self.file;
        for (i, step) in f.steps.iter().enumerate() {
            self.condition(&format!("steps[{i}].from"), &step.from);
            self.condition(&format!("steps[{i}].done"), &step.done);
            let path = format!("steps[{i}].limit_s");
            self.range(path, "the limit in seconds", step.limit_s, 1.0..=600.0);
        }
        for (i, error) in f.errors.iter().enumerate() {
            self.condition(&format!("errors[{i}].when"), &error.when);
            if let ErrorWeight::Fatal(id) = &error.weight {
                let path = format!("errors[{i}].weight");
                self.known(&path, "consequence", id, f.consequences.iter().map(|c| &c.id));
            }
        }
        for (i, row) in f.timeline.iter().enumerate() {
            self.condition(&format!("timeline[{i}].when"), &row.when);
            for (j, effect) in row.then.iter().enumerate() {
                self.effect(&format!("timeline[{i}].then[{j}]"), effect);
            }
        }
        for (i, consequence) in f.consequences.iter().enumerate() {
            let path = format!("consequences[{i}].lasts_s");
            self.range(path, "the length in seconds", consequence.lasts_s, 3.0..=10.0);
            for (j, id) in consequence.hazards.iter().enumerate() {
                let path = format!("consequences[{i}].hazards[{j}]");
                self.known(&path, "hazard", id, f.hazards.iter().map(|h| &h.id));
            }
        }
    }

    fn condition(&mut self, path: &str, condition: &Condition) {
        let f = self.file;
        let mut all = Vec::new();
        condition.walk(&mut |c| all.push(c));
        for condition in all {
            match condition {
                Condition::At(s) => {
                    self.range(path.into(), "the second of the scene", *s, 0.0..=f.duration_s);
                }
                Condition::Held(_, s) => {
                    self.range(path.into(), "the delay in seconds", *s, 0.0..=f.duration_s);
                }
                Condition::Done(id) => self.known(path, "step", id, f.steps.iter().map(|x| &x.id)),
                Condition::Appeared(id) | Condition::Marked(id) => {
                    self.known(path, "hazard", id, f.hazards.iter().map(|x| &x.id));
                }
                Condition::Erred(id) => {
                    self.known(path, "error", id, f.errors.iter().map(|x| &x.id));
                }
                Condition::Struck(id) => {
                    self.known(path, "consequence", id, f.consequences.iter().map(|x| &x.id));
                }
                Condition::Did(event) | Condition::DidWhile(event, _) => self.event(path, event),
                Condition::Is(part, end) => self.known_part_end(path.into(), part, Some(end)),
                Condition::In(id) => self.known(path, "zone", id, f.zones.iter().map(|x| &x.id)),
                Condition::All(list) | Condition::Any(list) if list.is_empty() => {
                    self.finding(path, "an empty All or Any says nothing");
                }
                _ => {}
            }
        }
    }

    fn event(&mut self, path: &str, event: &Event) {
        let f = self.file;
        match event {
            Event::Grabbed(part) => self.known_part_end(path.into(), part, None),
            Event::Moved(part, end) => self.known_part_end(path.into(), part, Some(end)),
            Event::Said(phrase, agent) => {
                self.phrase(path, phrase, false);
                self.known_agent(path.into(), agent);
            }
            Event::Announced(phrase) => self.phrase(path, phrase, true),
            Event::Called(id) => self.known(path, "telephone line", id, f.calls.iter()),
            Event::CalledAny => {}
            Event::Chose(id) => self.known(path, "choice", id, f.choices.iter()),
            Event::Entered(id) | Event::Left(id) => {
                self.known(path, "zone", id, f.zones.iter().map(|z| &z.id));
            }
        }
    }

    fn phrase(&mut self, path: &str, id: &PhraseId, to_all: bool) {
        match self.file.phrases.iter().find(|p| p.id == *id) {
            None => self.finding(path, format!("there is no phrase `{id}`")),
            Some(phrase) if phrase.to_all != to_all => {
                let how = if phrase.to_all { "everyone: use Announced" } else { "one: use Said" };
                self.finding(path, format!("`{id}` is said to {how}"));
            }
            Some(_) => {}
        }
    }

    fn effect(&mut self, path: &str, effect: &Effect) {
        let f = self.file;
        match effect {
            Effect::Say(id) => self.known(path, "line", id, f.lines.iter()),
            Effect::Smell { bars, s_per_bar } => {
                self.range(path.into(), "the number of bars", *bars, 0..=4);
                self.range(path.into(), "the seconds per bar", *s_per_bar, 0.0..=f.duration_s);
            }
            Effect::Emit { prop, level } => {
                self.known_prop(path.into(), prop);
                self.range(path.into(), "the level", *level, 0.0..=1.0);
            }
            Effect::Go(agent, spot) => {
                self.known_agent(path.into(), agent);
                self.known_spot(path.into(), spot);
            }
            Effect::Set(part, end) => self.known_part_end(path.into(), part, Some(end)),
            Effect::Pose(agent, _) => self.known_agent(path.into(), agent),
            Effect::Strike(id) => {
                self.known(path, "consequence", id, f.consequences.iter().map(|c| &c.id));
            }
            Effect::Prompt(id) => self.known(path, "prompt", id, f.prompts.iter()),
            Effect::Offer(ids) => {
                ids.iter().for_each(|id| self.known(path, "choice", id, f.choices.iter()));
            }
            Effect::Picture(id) => {
                self.known(path, "picture", id, f.pictures.iter().map(|p| &p.id));
            }
            Effect::End => {}
        }
    }

    fn rubric(&mut self) {
        let r = &self.file.rubric;
        if r.version != 1 {
            let sentence = format!("there is no rubric version {}; this build has 1", r.version);
            self.finding("rubric.version", sentence);
        }
        let parts = [r.identification, r.classification, r.control, r.actions];
        let sum: u64 = parts.iter().map(|&p| u64::from(p)).sum();
        if sum != 100 {
            self.finding("rubric", format!("the four weights add up to {sum}; they must make 100"));
        }
        self.range("rubric.pass".into(), "the pass mark", r.pass, 1..=100);
        let below_pass = 0..=r.pass.saturating_sub(1);
        self.range("rubric.fatal_cap".into(), "the cap after a fatal error", r.fatal_cap, below_pass);
        for (name, value) in [
            ("false_alarm[0]", r.false_alarm.0),
            ("false_alarm[1]", r.false_alarm.1),
            ("over_par[0]", r.over_par.0),
            ("over_par[1]", r.over_par.1),
            ("major", r.major),
        ] {
            self.range(format!("rubric.{name}"), "the penalty in points", value, 0..=100);
        }
        self.range("rubric.par_s".into(), "the par time in seconds", r.par_s, 1..=600);
    }

    fn words(&mut self, language: Language, words: &Words) {
        let keys = keys(self.file);
        for key in keys.iter().filter(|k| !words.contains_key(*k)) {
            self.words_finding(language, "", format!("the words for `{key}` are missing"));
        }
        for (key, text) in words {
            if !keys.contains(key) {
                let sentence = format!("nothing in the scenario is called `{key}`");
                self.words_finding(language, key, sentence);
            }
            let length = text.chars().count();
            if text.trim().is_empty() {
                self.words_finding(language, key, format!("the words for `{key}` are empty"));
            } else if length > WORD_CHARS_MAX {
                let limit = format!("{length} characters, more than the {WORD_CHARS_MAX} that fit");
                self.words_finding(language, key, format!("the words for `{key}` have {limit}"));
            }
        }
        self.guessing(language, words);
    }

    /// Guessing the longest option must not pay.
    fn guessing(&mut self, language: Language, words: &Words) {
        let longest_is_right = |hazard: &&Hazard| {
            let length = |o: &ControlOption| {
                let key = format!("hazard.{}.control.{}", hazard.id, o.id);
                words.get(&key).map_or(0, |t| t.chars().count())
            };
            let right = hazard.controls.iter().filter(|o| o.right).map(length).max();
            let wrong = hazard.controls.iter().filter(|o| !o.right).map(length).max();
            right > wrong
        };
        let longest = self.file.hazards.iter().filter(longest_is_right).count();
        if longest > RIGHT_IS_LONGEST_MAX {
            let sentence = format!(
                "the right control is the longest option of {longest} hazards; \
                 {RIGHT_IS_LONGEST_MAX} at most, or guessing pays"
            );
            self.words_finding(language, "", sentence);
        }
    }
}
