//! What a hand feels: a short pulse for what it has taken hold of, passed or reached. It never
//! tells whether something was right.

use crate::apply::StageEffect;
use crate::part::PartState;
use crate::sense::{Grip, Signals};
use anlan_attempt::{Effect, Signal};
use anlan_scenario::Event;
use bevy::prelude::*;

/// Which hand feels it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PulseHand {
    /// The one that marks and holds.
    Pointing,
    /// The other one.
    Other,
}

/// Lets a hand feel something; whoever has controllers passes it on.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub struct Pulse {
    /// Which hand.
    pub hand: PulseHand,
    /// 0 to 1.
    pub strength: f32,
    /// How long.
    pub seconds: f32,
}

/// Strength and seconds of what hands meet. A pulse below 10 ms is felt on no controller.
const NOTCH: (f32, f32) = (0.35, 0.015);
const TOUCH: (f32, f32) = (0.3, 0.02);
const GRASP: (f32, f32) = (0.5, 0.03);
const END: (f32, f32) = (0.8, 0.05);
const STRIKE: (f32, f32) = (1.0, 0.3);

pub(crate) fn pulse_hands(
    signals: Res<Signals>,
    grip: Res<Grip>,
    parts: Query<&PartState>,
    mut last: Local<Option<(Entity, u8)>>,
    mut effects: MessageReader<StageEffect>,
    mut pulses: MessageWriter<Pulse>,
) {
    let mut feel = |hand, (strength, seconds)| {
        pulses.write(Pulse { hand, strength, seconds });
    };
    for signal in &signals.0 {
        let felt = match signal {
            Signal::Marked { .. } => TOUCH,
            Signal::Did(event) => match event {
                Event::Touched(_) => TOUCH,
                Event::Grabbed(_) | Event::Taken(_) | Event::TookOff(_) => GRASP,
                Event::Moved(..) | Event::Placed(..) | Event::PutOn(_) | Event::Used(..) => END,
                _ => continue,
            },
            _ => continue,
        };
        feel(PulseHand::Pointing, felt);
    }
    let held = grip.part.and_then(|part| Some((part, parts.get(part).ok()?.notches())));
    if let (Some(now), Some(before)) = (held, *last)
        && now.0 == before.0
        && now.1 != before.1
    {
        feel(PulseHand::Pointing, NOTCH);
    }
    *last = held;
    if effects.read().any(|StageEffect(effect)| matches!(effect, Effect::Struck(_))) {
        feel(PulseHand::Pointing, STRIKE);
        feel(PulseHand::Other, STRIKE);
    }
}
