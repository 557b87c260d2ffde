//! What is said of the attempt's effects: narration, colleagues, the trainee's own words, and the
//! pages that a trainee who reads slowly wants read out. When each is heard is `speech`'s business.

use crate::script::Script;
use crate::sound::Lines;
use crate::speech::{Line, Speech};
use crate::words::Wording;
use anlan_attempt::{Answer, Card, Effect, Ending, Question};
use anlan_scenario::Effect as SceneEffect;
use anlan_stage::{Body, Run, StageEffect};
use bevy::prelude::*;

/// The explosion is heard alone for this long, seconds.
const STRIKE_SILENCE_S: f32 = 1.5;
/// The telephone's own tones come before whoever answers, seconds.
const CALL_TONE_S: f32 = 1.2;

/// Finds lines among the scenario's words and those of the interface.
struct Desk<'a> {
    run: &'a Run,
    wording: Wording,
}

impl Desk<'_> {
    fn line(&self, key: String) -> Line {
        let text = self.run.attempt.scenario().word(self.wording.0, &key).to_owned();
        Line { key, text }
    }

    fn ui(&self, name: &str, text: &str) -> Line {
        Line { key: format!("ui.{name}"), text: text.to_owned() }
    }

    /// The hazard's name with the first of its cards, the question, and the four rows as they
    /// stand on the page.
    fn card(&self, card: &Card) -> Vec<Line> {
        let (ui, hazard) = (self.wording.ui(), &card.id.hazard);
        let (name, question) = ui.question_line(card.id.question);
        let options = card.options.iter().map(|option| match &option.answer {
            Answer::Factor(factor) => {
                let (name, text) = ui.factor_line(*factor);
                self.ui(name, text)
            }
            Answer::Control(id) => self.line(format!("hazard.{hazard}.control.{id}")),
            Answer::Class(class) => self.ui(&format!("class.{class}"), ui.class(*class)),
            Answer::Severity(anchor) => {
                self.ui(&format!("severity.{}", *anchor as u8), ui.severity(*anchor))
            }
            Answer::Likelihood(anchor) => {
                self.ui(&format!("likelihood.{}", *anchor as u8), ui.likelihood(*anchor))
            }
            Answer::Confidence(is_sure) => {
                let name = if *is_sure { "face.sure" } else { "face.unsure" };
                self.ui(name, ui.face(*is_sure))
            }
        });
        let is_first = card.id.question == Question::Factor;
        let hazard_name = is_first.then(|| self.line(format!("hazard.{hazard}")));
        hazard_name.into_iter().chain([self.ui(name, question)]).chain(options).collect()
    }
}

/// Takes down what this tick's effects and the trainee's own words ask to be said.
pub(crate) fn heed_words(
    mut speech: ResMut<Speech>,
    mut lines: ResMut<Lines>,
    mut effects: MessageReader<StageEffect>,
    (script, body): (Res<Script>, Res<Body>),
    (run, wording): (Res<Run>, Res<Wording>),
) {
    let tick = run.attempt.ticks();
    if tick <= 1 {
        *speech = Speech::default();
    }
    let desk = Desk { run: &run, wording: *wording };
    let is_over = run.attempt.outcome().ending.is_some();
    if run.attempt.scene_runs() {
        heed_body(&mut speech, &body, &desk);
    }
    for StageEffect(effect) in effects.read() {
        heed_effect(&mut speech, effect, &desk);
    }
    if let Some(strike) = script.strike.as_ref().filter(|s| !is_over && s.frozen_at() == tick) {
        speech.hush(0.0);
        speech.say(desk.line(format!("consequence.{}", strike.id)));
    }
    speech.advance(&mut lines, &run.attempt.scenario().file().id, wording.0);
}

fn heed_body(speech: &mut Speech, body: &Body, desk: &Desk) {
    if let Some(phrase) = &body.input.say {
        speech.shout(desk.line(format!("phrase.{phrase}")));
    }
    if body.input.call.is_some() {
        speech.hold(CALL_TONE_S);
    }
    if body.input.choose.is_some() {
        speech.stop_reading();
    }
}

fn heed_effect(speech: &mut Speech, effect: &Effect, desk: &Desk) {
    match effect {
        Effect::Scene(SceneEffect::Say(id)) => speech.say(desk.line(format!("line.{id}"))),
        Effect::Scene(SceneEffect::Prompt(id)) => speech.say(desk.line(format!("prompt.{id}"))),
        Effect::Scene(SceneEffect::Offer(choices)) => {
            speech.read_out(choices.iter().map(|id| desk.line(format!("choice.{id}"))));
        }
        Effect::CardOpened(card) => {
            speech.stop_reading();
            speech.read_out(desk.card(card));
        }
        Effect::CardClosed => speech.stop_reading(),
        Effect::Marked(verdict) => {
            let mode = desk.run.attempt.setup().mode;
            if let Some((name, text)) = desk.wording.ui().verdict_line(verdict, mode) {
                speech.stop_reading();
                speech.read_out([desk.ui(name, text)]);
            }
        }
        Effect::Struck(_) => speech.hush(STRIKE_SILENCE_S),
        Effect::Ended(ending) => {
            speech.say(desk.ui("over", desk.wording.ui().over));
            // Who was stopped, by whomever, is not lectured.
            if !matches!(ending, Ending::Stopped(_)) {
                speech.read_out([desk.line("debrief".to_owned())]);
            }
        }
        _ => {}
    }
}
