//! Which living cue a prop gives of itself now: as its scenario says, or as a thing of its kind
//! does. Eye and ear ask the same.

use anlan_scenario::{LiveCue, PropKind};
use anlan_stage::{Emission, Placed};
use bevy::prelude::*;

/// A fixture whose foot is higher than this hangs: it drips, it does not burn, metres.
const HANGS_M: f32 = 1.5;
/// From this level on a pot boils over.
const BOILS_OVER: f32 = 0.6;

/// The cue of a prop whose middle is at `at`; none if it gives none.
pub(crate) fn cue_of(prop: &Placed, at: Vec3, emission: &Emission) -> Option<LiveCue> {
    let hangs = at.y - prop.size.y / 2.0 >= HANGS_M;
    emission.cue.or(match prop.kind {
        PropKind::Gas => Some(LiveCue::GasLeak),
        PropKind::Fixture if hangs => Some(LiveCue::Drip),
        PropKind::Fixture => Some(LiveCue::Flames),
        PropKind::Vessel if emission.level >= BOILS_OVER => Some(LiveCue::BoilOver),
        PropKind::Vessel => Some(LiveCue::Steam),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_is_what_the_scenario_says_and_else_what_the_kind_does() {
        let prop = |kind| Placed { prop: "x".into(), kind, size: Vec3::ONE, is_solid: true };
        let of =
            |kind, y: f32, level, cue| cue_of(&prop(kind), Vec3::Y * y, &Emission { level, cue });
        assert_eq!(of(PropKind::Fixture, 0.5, 1.0, None), Some(LiveCue::Flames));
        assert_eq!(of(PropKind::Fixture, 2.5, 1.0, None), Some(LiveCue::Drip));
        assert_eq!(of(PropKind::Vessel, 1.0, 0.7, None), Some(LiveCue::BoilOver));
        assert_eq!(of(PropKind::Vessel, 1.0, 0.5, None), Some(LiveCue::Steam));
        assert_eq!(of(PropKind::Device, 1.0, 0.5, None), None);
        assert_eq!(of(PropKind::Gas, 1.0, 0.5, Some(LiveCue::AirLeak)), Some(LiveCue::AirLeak));
    }
}
