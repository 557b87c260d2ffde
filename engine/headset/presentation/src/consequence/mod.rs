//! What a consequence shows in the place itself. Its course, moment by moment, is `course`'s; in
//! its freeze the picture explains itself: what came from where, and what should have been in its
//! way. Nobody is hurt on the picture: colleagues are not on it, and the trainee is an outline. The
//! white, the dark and the words are the HUD's.

mod course;
mod explain;
mod eyes;
mod gas;
mod outline;
mod roll;
mod sketch;
mod victim;
mod witness;

pub(crate) use course::{DARK_FALL_S, KNOCK_S, Moment, ROLLS_S, THUD_S, freeze_s, moment};
pub(crate) use roll::Rolling;
pub(crate) use victim::Victim;
pub(crate) use witness::{Scene, witness};

use crate::FrameSystems;
use crate::blockout::Figure;
use crate::script::{Script, playing};
use anlan_stage::Run;
use bevy::prelude::*;

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Rolling>()
        .add_systems(Startup, (eyes::hang_tunnel, sketch::mix_inks))
        .add_systems(
            Update,
            (send_away, roll::roll, explain::explain_freeze, gas::hide_ghosted, eyes::change_sight)
                .chain()
                .in_set(FrameSystems::Draw),
        );
}

/// Nobody is on the picture of a consequence.
fn send_away(
    mut was_away: Local<bool>,
    script: Res<Script>,
    run: Option<Res<Run>>,
    figures: Query<&Figure>,
    mut visibilities: Query<&mut Visibility>,
) {
    let moment = run.and_then(|run| playing(&script, &run)).map(|(_, moment)| moment);
    let is_away = moment.is_some_and(|moment| moment.is_away);
    if is_away == *was_away {
        return;
    }
    *was_away = is_away;
    for figure in &figures {
        if let Ok(mut visibility) = visibilities.get_mut(figure.root) {
            *visibility = if is_away { Visibility::Hidden } else { Visibility::Inherited };
        }
    }
}
