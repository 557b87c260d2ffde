//! Cards in the course of an attempt: when they are asked, what an answer brings about, and the
//! review after the scene.

use crate::attempt::{Attempt, Phase};
use crate::card::{Card, CardId, Question};
use crate::effect::Effect;
use crate::outcome::AnsweredCard;
use crate::signal::{Ending, Mode};
use anlan_scenario::HazardId;

/// A card of the review that nobody answers is put away after this time, seconds.
pub const REVIEW_CARD_S_MAX: u64 = 60;

impl Attempt {
    pub(crate) fn queue_cards(&mut self, id: &HazardId) {
        let asked = Question::asked(self.scenario.file().cards);
        if let Some(hazard) = self.scenario.hazard(id) {
            let seed = self.setup.seed;
            self.cards.extend(asked.map(|question| Card::new(hazard, question, seed)));
        }
    }

    pub(crate) fn open_next_card(&mut self) {
        let may_open = matches!(self.phase, Phase::Scene | Phase::Review);
        if let Some(card) = self.cards.front().filter(|_| may_open && self.card_since.is_none()) {
            self.effects.push(Effect::CardOpened(card.clone()));
            self.card_since = Some(self.tick);
        }
    }

    pub(crate) fn answer(&mut self, answer: &crate::Answer) {
        let Some(card) = self.card() else { return };
        let id = card.id.clone();
        let CardId { hazard, question } = id.clone();
        let is_right = card.options.iter().any(|o| o.answer == *answer && o.is_right);
        let answered = AnsweredCard { question, answer: answer.clone(), is_right };
        if let Some(life) = self.life(&hazard) {
            life.answers.push(answered);
        }
        let is_judged = question != Question::Confidence;
        if is_judged && self.tells_verdicts() {
            self.effects.push(Effect::Judged { card: id, is_right });
        }
        if is_judged && !is_right && self.tries < self.retries() {
            self.ask_again(answer);
        } else {
            self.close_card();
        }
    }

    /// How often guided mode asks a card again.
    fn retries(&self) -> u8 {
        let guidance = self.scenario.file().guidance.filter(|_| self.setup.mode == Mode::Guided);
        guidance.map_or(0, |g| g.retries)
    }

    /// The same card, without the option that was tried.
    fn ask_again(&mut self, tried: &crate::Answer) {
        self.tries += 1;
        if let Some(card) = self.cards.front_mut() {
            card.options.retain(|o| o.answer != *tried);
        }
        self.card_since = None;
        self.effects.push(Effect::CardClosed);
    }

    pub(crate) fn close_card(&mut self) {
        self.cards.pop_front();
        self.card_since = None;
        self.tries = 0;
        self.effects.push(Effect::CardClosed);
    }

    pub(crate) fn after_scene(&mut self) {
        self.phase = Phase::Review;
        if self.setup.mode == Mode::Exam {
            let mut marked: Vec<_> = self
                .outcome
                .hazards
                .iter()
                .filter_map(|l| Some((l.marked?, l.id.clone())))
                .collect();
            marked.sort();
            marked.iter().for_each(|(_, id)| self.queue_cards(id));
        }
        self.effects.push(Effect::Review);
    }

    pub(crate) fn review(&mut self) {
        let limit = crate::TICKS_PER_S * REVIEW_CARD_S_MAX;
        if self.card_since.is_some_and(|since| self.tick - since >= limit) {
            self.close_card();
        }
        if self.cards.is_empty() {
            let ending = self.ending.take().unwrap_or(Ending::Finished);
            self.finish(ending);
        }
    }
}
