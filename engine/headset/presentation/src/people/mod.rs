//! Colleagues as people: a body with a face, clothes and clips for each, in the place of the
//! blockout's figure. What they do is the stage's; here it is read off, tick by tick, and shown.

mod aim;
mod blink;
mod cast;
mod deed;
mod detail;
mod dress;
mod file;
mod gaze;

pub(crate) use dress::{prepare, shows};

use crate::blockout::Figure;
use crate::{FrameSystems, PresentationSystems};
use anlan_stage::AgentBody;
use bevy::app::AnimationSystems;
use bevy::prelude::*;
use std::path::Path;

pub(crate) fn plugin(app: &mut App, asset_root: &Path) {
    app.insert_resource(dress::Wardrobe::new(asset_root))
        .add_systems(
            FixedUpdate,
            (cast::note_deeds, gaze::note_gazes)
                .chain()
                .after(crate::narration::heed_words)
                .in_set(PresentationSystems),
        )
        .add_systems(
            Update,
            (
                dress::dress_people
                    .run_if(any_match_filter::<(With<AgentBody>, Without<Figure>)>)
                    .after(FrameSystems::Pictures)
                    .before(FrameSystems::Dress),
                (
                    (dress::place_people, dress::lay_down).chain(),
                    dress::pose_people,
                    dress::show_held,
                    detail::choose_detail,
                )
                    .in_set(FrameSystems::Draw),
            ),
        )
        .add_systems(
            PostUpdate,
            aim::aim_people.after(AnimationSystems).before(TransformSystems::Propagate),
        );
}
