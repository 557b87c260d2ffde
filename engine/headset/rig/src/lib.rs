//! How a body enters the place: from mouse and keyboard, from a headset, or
//! steered by a bot. A rig only moves a
//! body and presses buttons; what that means is sensed by the stage. It never sees presentation.

mod bot;
mod desktop;
mod headset;
mod speech;
mod steer;
mod step;

pub use speech::speech_lines;

use anlan_bot::BotKind;
use anlan_stage::{Run, StageSystems};
use bevy::prelude::*;

/// Height of the eyes of a standing body, metres.
pub const EYE_HEIGHT_M: f32 = 1.6;

/// Whose body it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RigPlugin {
    /// A person at a window with mouse and keyboard.
    Desktop,
    /// A person with a headset, and controllers or bare hands.
    Headset {
        /// The left hand points, marks and holds; otherwise the right one does.
        is_left_handed: bool,
    },
    /// A scripted trainee.
    Bot(BotKind),
    /// A scripted trainee whose eyes are those of a headset.
    BotInHeadset(BotKind),
}

/// Runs before the stage reads the body.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub struct RigSystems;

/// In `PostUpdate`: the play space is put where the body stands.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub struct StandSystems;

impl Plugin for RigPlugin {
    fn build(&self, app: &mut App) {
        app.configure_sets(
            FixedUpdate,
            RigSystems.before(StageSystems::Read).run_if(resource_exists::<Run>),
        );
        match self {
            Self::Desktop => desktop::plugin(app),
            Self::Headset { is_left_handed } => headset::plugin(app, *is_left_handed),
            Self::Bot(kind) => bot::plugin(app, *kind),
            Self::BotInHeadset(kind) => {
                bot::plugin(app, *kind);
                headset::wear(app);
            }
        }
    }
}
