//! Checking the rules: hazards and their options, steps, errors, timeline, consequences, rubric.

use super::Check;
use crate::condition::{Condition, Effect, Event};
use crate::file::*;
use crate::id::*;
use crate::living::Depiction;

impl Check<'_> {
    pub(super) fn markable(&mut self, path: String, on: &Markable) {
        match on {
            Markable::Prop(id) => {
                let is_structure = |p: &Prop| p.id == *id && p.kind == PropKind::Structure;
                if self.file.props.iter().any(is_structure) {
                    let sentence = format!("`{id}` is part of the building and cannot be marked");
                    self.finding(path.clone(), sentence);
                }
                self.known_prop(path, id);
            }
            Markable::Agent(id) => self.known_agent(path, id),
        }
    }

    pub(super) fn hazards(&mut self) {
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
            for (j, id) in quiz.about.iter().enumerate() {
                let path = format!("quiz[{i}].about[{j}]");
                self.known(&path, "hazard", id, f.hazards.iter().map(|h| &h.id));
            }
        }
    }

    /// Steps, errors, timeline, consequences, pictures.
    pub(super) fn procedure(&mut self) {
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
            self.depiction(&format!("consequences[{i}].depiction"), &consequence.depiction);
        }
    }

    fn depiction(&mut self, path: &str, depiction: &Depiction) {
        match depiction {
            Depiction::RunOver { props, .. } => {
                for (i, prop) in props.iter().enumerate() {
                    self.known_prop(format!("{path}.props[{i}]"), prop);
                }
            }
            Depiction::StruckBy { clear_m, .. } => {
                self.range(format!("{path}.clear_m"), "the radius in metres", *clear_m, 0.5..=50.0);
            }
            Depiction::Fall { drop_m, .. } => {
                self.range(
                    format!("{path}.drop_m"),
                    "the way down in metres",
                    *drop_m,
                    0.3..=100.0,
                );
            }
            Depiction::Blast | Depiction::Shock => {}
        }
    }

    pub(super) fn condition(&mut self, path: &str, condition: &Condition) {
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
                other => self.present(path, other),
            }
        }
    }

    pub(super) fn event(&mut self, path: &str, event: &Event) {
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
            other => self.deed(path, other),
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

    pub(super) fn effect(&mut self, path: &str, effect: &Effect) {
        let f = self.file;
        match effect {
            Effect::Say(id) => self.known(path, "line", id, f.lines.iter()),
            Effect::Smell { bars, s_per_bar } => {
                self.range(path.into(), "the number of bars", *bars, 0..=4);
                self.range(path.into(), "the seconds per bar", *s_per_bar, 0.0..=f.duration_s);
            }
            Effect::Emit { prop, level, .. } => {
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

    pub(super) fn rubric(&mut self) {
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
        self.range(
            "rubric.fatal_cap".into(),
            "the cap after a fatal error",
            r.fatal_cap,
            below_pass,
        );
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
}
