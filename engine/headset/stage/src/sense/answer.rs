//! Answers: a press while the ray is on a row of the open card.

use super::Signals;
use crate::body::Body;
use crate::card::CardPanel;
use anlan_attempt::Signal;
use bevy::prelude::*;

pub(crate) fn sense_answers(
    body: Res<Body>,
    panels: Query<(&CardPanel, &Transform)>,
    mut signals: ResMut<Signals>,
) {
    for (panel, transform) in &panels {
        let card = panel.card.id.clone();
        if body.input.buttons.skip {
            signals.0.push(Signal::Skipped { card });
        } else if body.input.buttons.mark || body.grasps() {
            let row = CardPanel::row_under(transform, &body.hand());
            let option = row.and_then(|row| panel.card.options.get(row));
            signals.0.extend(option.map(|o| Signal::Answered { card, answer: o.answer.clone() }));
        }
    }
}
