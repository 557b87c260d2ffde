//! The trainee's body: where the feet stand in the place, and head and hand above them. The rig
//! says what the body wants; walls and furniture say what it gets.

use crate::StageSystems;
use crate::place::Obstacles;
use anlan_scenario::{BODY_RADIUS_M, CallId, ChoiceId, GestureId, PhraseId};
use bevy::prelude::*;

/// Fastest walk that is taken from a rig, metres per second.
const WALK_M_PER_S_MAX: f32 = 2.0;

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Body>()
        .add_message::<BodyInput>()
        .add_systems(FixedUpdate, read_body.in_set(StageSystems::Read));
}

/// A place and a direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Metres.
    pub at: Vec3,
    /// Turn from −z forward, y up.
    pub rot: Quat,
}

impl Default for Pose {
    fn default() -> Self {
        Self { at: Vec3::ZERO, rot: Quat::IDENTITY }
    }
}

impl Pose {
    /// Unit vector ahead.
    pub fn forward(&self) -> Vec3 {
        self.rot * Vec3::NEG_Z
    }
}

/// Buttons of one tick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Buttons {
    /// The marking tool was pressed in this tick; on a card: take the option under the ray.
    pub mark: bool,
    /// The hand is closed.
    pub hold: bool,
    /// Put the open card away.
    pub skip: bool,
    /// The exit gesture is complete.
    pub exit: bool,
}

/// What the rig sends each tick: one body's poses, wishes and buttons. Poses are in the body's own
/// frame: origin between the feet, turned with the body.
#[derive(Message, Clone, Debug, Default, PartialEq)]
pub struct BodyInput {
    /// Eyes.
    pub head: Pose,
    /// The pointing hand; its ray marks and grasps.
    pub hand: Pose,
    /// Real hands, the pointing one first; none where a hand is not tracked, and for a body that
    /// points with its eyes. The palm faces down when the pose is not turned.
    pub palms: [Option<Pose>; 2],
    /// The head is not tracked: its pose is an old one.
    pub is_lost: bool,
    /// Wish to walk, world x and z, metres per second.
    pub walk: Vec2,
    /// Wish to turn to the left, radians.
    pub turn: f32,
    /// Wish to stand somewhere else at once, world x and z.
    pub teleport: Option<Vec2>,
    /// Where a step at once would lead, while it is being chosen; only shown. World x and z.
    pub goal: Option<Vec2>,
    /// The line of what can be said that is chosen next, while lines are leafed through; only
    /// shown.
    pub line: Option<usize>,
    /// Buttons.
    pub buttons: Buttons,
    /// Said in this tick.
    pub say: Option<PhraseId>,
    /// Telephoned in this tick.
    pub call: Option<CallId>,
    /// Chosen in this tick.
    pub choose: Option<ChoiceId>,
    /// Made with the hands in this tick, by name.
    pub gesture: Option<GestureId>,
}

impl BodyInput {
    /// False for what no body can do: a sensor has told nonsense.
    fn is_sound(&self) -> bool {
        let poses = [self.head, self.hand].into_iter().chain(self.palms.into_iter().flatten());
        let points = self.teleport.into_iter().chain([self.walk, Vec2::splat(self.turn)]);
        poses.into_iter().all(|p| p.at.is_finite() && p.rot.is_finite() && p.rot.is_normalized())
            && points.into_iter().all(Vec2::is_finite)
    }
}

/// The body in the world, written by the stage alone.
#[derive(Resource, Clone, Debug, Default)]
pub struct Body {
    /// Between the feet, on the floor.
    pub feet: Vec3,
    /// Turned to the left of −z, radians.
    pub yaw: f32,
    /// The last input, whose poses and buttons hold until the next.
    pub input: BodyInput,
    pub(crate) was_held: bool,
}

impl Body {
    /// Eyes in the world.
    pub fn head(&self) -> Pose {
        self.world(self.input.head)
    }

    /// The pointing hand in the world.
    pub fn hand(&self) -> Pose {
        self.world(self.input.hand)
    }

    /// Real hands in the world, the pointing one first.
    pub(crate) fn palms(&self) -> [Option<Pose>; 2] {
        self.input.palms.map(|palm| palm.map(|palm| self.world(palm)))
    }

    /// True in the tick in which the hand closed.
    pub(crate) fn grasps(&self) -> bool {
        self.input.buttons.hold && !self.was_held
    }

    fn world(&self, local: Pose) -> Pose {
        let turn = Quat::from_rotation_y(self.yaw);
        Pose { at: self.feet + turn * local.at, rot: turn * local.rot }
    }
}

fn read_body(
    mut inputs: MessageReader<BodyInput>,
    mut body: ResMut<Body>,
    run: Res<crate::Run>,
    obstacles: Res<Obstacles>,
) {
    body.was_held = body.input.buttons.hold;
    let held = body.input.clone();
    // Without news from the rig the body stands still with its poses; nothing is pressed twice.
    let next =
        inputs.read().filter(|input| input.is_sound()).last().cloned().unwrap_or(BodyInput {
            head: held.head,
            hand: held.hand,
            palms: held.palms,
            is_lost: held.is_lost,
            buttons: Buttons { hold: held.buttons.hold, ..default() },
            ..default()
        });
    let rects = &run.attempt.scenario().file().floor;
    let is_free = |from: Vec2, to: Vec2| {
        rects.iter().any(|r| r.contains(to.to_array()))
            && obstacles.0.iter().all(|o| {
                let distance = o.distance_m(to.to_array());
                // Who has come too close may always move away.
                distance >= BODY_RADIUS_M || distance > o.distance_m(from.to_array())
            })
    };
    body.yaw += next.turn;
    let mut at = Vec2::new(body.feet.x, body.feet.z);
    if let Some(to) = next.teleport.filter(|to| is_free(*to, *to)) {
        at = to;
    }
    let step = next.walk.clamp_length_max(WALK_M_PER_S_MAX) / anlan_attempt::TICKS_PER_S as f32;
    for step in [Vec2::new(step.x, 0.0), Vec2::new(0.0, step.y)] {
        if is_free(at, at + step) {
            at += step;
        }
    }
    body.feet = Vec3::new(at.x, body.feet.y, at.y);
    body.input = next;
}
