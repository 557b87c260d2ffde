//! What happened in an attempt, in the words of its scenario.

use crate::badge::Tone;
use crate::words::{Words, fill};
use anlan_scenario::{Event, Hazard, HazardId, Language, PartId, Scenario};
use anlan_wire::{Anchor, Answer, CardId, Happening, MarkVerdict, Question};

/// A scenario's words for a reader; ids where this desk does not have the scenario.
pub(super) struct Told<'a> {
    pub w: &'static Words,
    pub language: Language,
    pub scenario: Option<&'a Scenario>,
}

impl Told<'_> {
    /// The scenario's own word under this key, else the id.
    pub fn word(&self, kind: &str, id: &str) -> String {
        let key = format!("{kind}.{id}");
        let word = self.scenario.map(|s| s.word(self.language, &key).to_owned());
        word.filter(|word| *word != key).unwrap_or_else(|| id.to_owned())
    }

    /// One line about it, or nothing if it is too small for a line.
    pub fn line(&self, what: &Happening) -> Option<(Tone, String)> {
        let w = self.w;
        let say = |tone, sentence: &str, name: String| {
            Some((tone, fill(sentence, &[("name", name.as_str())])))
        };
        match what {
            Happening::Did(event) => Some((Tone::Calm, self.deed(event)?)),
            Happening::Answered { card, answer } => self.answered(card, answer),
            Happening::Appeared(id) => {
                say(Tone::Calm, &w.note_appeared, self.word("hazard", id.as_str()))
            }
            Happening::Marked(MarkVerdict::Hit(id)) => {
                say(Tone::Good, &w.note_hit, self.word("hazard", id.as_str()))
            }
            Happening::Marked(MarkVerdict::FalseAlarm(id)) => {
                say(Tone::Bad, &w.note_false_alarm, self.word("look_alike", id.as_str()))
            }
            Happening::Marked(MarkVerdict::Neutral) => Some((Tone::Warn, w.note_beside.clone())),
            Happening::Marked(MarkVerdict::Again) => Some((Tone::Calm, w.note_again.clone())),
            Happening::StepDone(id) => {
                say(Tone::Good, &w.note_step, self.word("step", id.as_str()))
            }
            Happening::Erred(id) => say(Tone::Bad, &w.note_erred, self.word("error", id.as_str())),
            Happening::Struck(id) => {
                say(Tone::Bad, &w.note_struck, self.word("consequence", id.as_str()))
            }
        }
    }

    fn deed(&self, event: &Event) -> Option<String> {
        let w = self.w;
        Some(match event {
            Event::Said(phrase, agent) => {
                let (who, what) =
                    (self.word("agent", agent.as_str()), self.word("phrase", phrase.as_str()));
                fill(&w.note_said, &[("who", &who), ("what", &what)])
            }
            Event::Announced(phrase) => {
                fill(&w.note_announced, &[("what", &self.word("phrase", phrase.as_str()))])
            }
            Event::Called(line) => {
                fill(&w.note_called, &[("who", &self.word("call", line.as_str()))])
            }
            Event::Chose(choice) => {
                fill(&w.note_chose, &[("what", &self.word("choice", choice.as_str()))])
            }
            Event::Moved(part, _) => fill(&w.note_moved, &[("what", &self.thing(part))]),
            // Hands, looks and steps are too many to tell.
            _ => return None,
        })
    }

    fn thing(&self, part: &PartId) -> String {
        self.word("prop", part.prop().as_str())
    }

    fn answered(&self, card: &CardId, answer: &Answer) -> Option<(Tone, String)> {
        let w = self.w;
        let hazard = self.hazard(&card.hazard);
        let is_right = match answer {
            Answer::Factor(factor) => hazard.map(|h| h.factor == *factor),
            Answer::Control(id) => {
                hazard.map(|h| h.controls.iter().any(|o| o.id == *id && o.right))
            }
            Answer::Class(class) => hazard.map(|h| h.class == *class),
            Answer::Severity(anchor) => hazard.map(|h| Anchor::of(h.severity) == *anchor),
            Answer::Likelihood(anchor) => hazard.map(|h| Anchor::of(h.likelihood) == *anchor),
            Answer::Confidence(_) => None,
        };
        let (tone, verdict) = match is_right {
            Some(true) => (Tone::Good, &w.chose_right),
            Some(false) => (Tone::Bad, &w.chose_wrong),
            None => (Tone::Calm, &w.dash),
        };
        let question = match card.question {
            Question::Factor => &w.hazard_factor,
            Question::Control => &w.hazard_control,
            Question::Class => &w.question_class,
            Question::Severity => &w.question_severity,
            Question::Likelihood => &w.question_likelihood,
            Question::Confidence => &w.question_confidence,
        };
        let name = self.word("hazard", card.hazard.as_str());
        let values = [("name", name.as_str()), ("question", question), ("verdict", verdict)];
        Some((tone, fill(&w.note_answered, &values)))
    }

    fn hazard(&self, id: &HazardId) -> Option<&Hazard> {
        self.scenario.and_then(|scenario| scenario.hazard(id))
    }
}
