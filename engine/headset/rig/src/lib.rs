//! How a body enters the place: from mouse and keyboard, or steered by a bot. A rig only moves a
//! body and presses buttons; what that means is sensed by the stage. It never sees presentation.

mod bot;
mod desktop;
mod steer;

pub use desktop::key_bindings;

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
    /// A scripted trainee.
    Bot(BotKind),
}

/// Runs before the stage reads the body.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub struct RigSystems;

impl Plugin for RigPlugin {
    fn build(&self, app: &mut App) {
        app.configure_sets(
            FixedUpdate,
            RigSystems.before(StageSystems::Read).run_if(resource_exists::<Run>),
        );
        match self {
            Self::Desktop => desktop::plugin(app),
            Self::Bot(kind) => bot::plugin(app, *kind),
        }
    }
}
