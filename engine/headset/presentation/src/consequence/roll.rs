//! What rolls in a consequence is drawn where it has come to. On the stage it stays where it was:
//! the attempt is decided, and nothing is sensed of it any more.

use crate::script::{Script, playing};
use anlan_scenario::{Depiction, PropId};
use anlan_stage::Run;
use bevy::prelude::*;

/// Which props are drawn aside of where they stand, and how far, metres.
#[derive(Resource, Default, PartialEq)]
pub(crate) struct Rolling {
    props: Vec<PropId>,
    by: Vec3,
}

impl Rolling {
    /// How far a thing of this prop is drawn aside.
    pub fn of(&self, prop: &PropId) -> Vec3 {
        if self.props.contains(prop) { self.by } else { Vec3::ZERO }
    }

    /// How far a piece of a kit that is called `dressing_PROP` is drawn aside.
    pub fn of_dressing(&self, name: &str) -> Vec3 {
        let prop = name.strip_prefix("dressing_");
        let rolls = self.props.iter().any(|rolling| Some(rolling.as_str()) == prop);
        if rolls { self.by } else { Vec3::ZERO }
    }
}

pub(super) fn roll(mut rolling: ResMut<Rolling>, script: Res<Script>, run: Option<Res<Run>>) {
    let now = run.and_then(|run| playing(&script, &run)).map(|(strike, moment)| {
        let Depiction::RunOver { props, by, .. } = &strike.depiction else { return default() };
        Rolling { props: props.clone(), by: Vec3::from(*by) * moment.rolled }
    });
    rolling.set_if_neq(now.unwrap_or_default());
}
