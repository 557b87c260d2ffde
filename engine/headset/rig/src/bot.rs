//! A bot's deeds as motion: walk there, look at it, press. Only the stage makes signals of it.

use crate::RigSystems;
use crate::steer::{Senses, Steering};
use anlan_attempt::{Attempt, MarkerId, TICKS_PER_S};
use anlan_bot::{Bot, BotKind, Deed, is_pointless};
use anlan_scenario::{Markable, PartId};
use anlan_stage::*;
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

/// A deed that has not come about in this time is given up, seconds.
const GIVE_UP_S: u64 = 25;
/// Eyes rest on a thing before the hand presses, seconds.
const DWELL_S: f32 = 0.5;
/// A part is grasped from this near, metres: a little less than the reach.
const GRASP_M: f32 = REACH_M_MAX - 0.1;
/// Things are marked from this near, metres.
const MARK_FROM_M: f32 = 5.0;
/// A ray that ends this near a marker marks it, metres; the stage allows 0.35.
const NEAR_MARKER_M: f32 = 0.2;
/// A place to stand is chosen this much nearer than it must be, metres.
const SLACK_M: f32 = 0.04;
/// Colleagues are spoken to from this near, metres.
const SPEAK_FROM_M: f32 = 5.0;
/// A look round at a spot of the routine, seconds.
const ROUND_STOP_S: f32 = 2.0;

pub(crate) fn plugin(app: &mut App, kind: BotKind) {
    app.insert_resource(Steered { kind, bot: None })
        .add_systems(FixedUpdate, steer_bot.in_set(RigSystems));
}

#[derive(Resource)]
struct Steered {
    kind: BotKind,
    bot: Option<Driver>,
}

struct Driver {
    bot: Bot,
    deed: Deed,
    /// Ticks since the deed was taken up.
    since: u64,
    /// Ticks that the eyes have rested on the aim.
    dwelt: u64,
    /// The part was grasped, the thing marked, the word said.
    has_pressed: bool,
    steering: Steering,
}

/// What a bot sees of the stage.
#[derive(SystemParam)]
struct Sights<'w, 's> {
    markers: Query<'w, 's, (&'static MarkerPoint, &'static Transform)>,
    parts: Query<'w, 's, (Entity, &'static PartState, &'static Transform)>,
    things: Query<'w, 's, (Entity, &'static Thing, &'static Transform)>,
    panels: Query<'w, 's, (&'static CardPanel, &'static Transform)>,
}

/// What a deed is aimed at, and when it is near enough.
struct Aim {
    /// The middle of the box that is aimed at, and half its size; a point if that is zero.
    place: Transform,
    half: Vec3,
    entity: Entity,
    from_m: f32,
    /// The ray must meet the entity itself, not just come near a marker on it.
    is_exact: bool,
}

impl Aim {
    /// The point of the box nearest to the eyes, a little inside its edges.
    fn at(&self, eyes: Vec3) -> Vec3 {
        const EDGE_M: f32 = 0.02;
        let local = self.place.rotation.inverse() * (eyes - self.place.translation);
        let half = (self.half - EDGE_M).max(self.half * 0.5);
        self.place.translation + self.place.rotation * local.clamp(-half, half)
    }
}

fn steer_bot(
    mut steered: ResMut<Steered>,
    run: Res<Run>,
    body: Res<Body>,
    rays: Rays,
    obstacles: Res<Obstacles>,
    world: Sights,
    mut inputs: MessageWriter<BodyInput>,
) {
    let attempt = &run.attempt;
    if attempt.ticks() == 0 {
        steered.bot = None;
    }
    let kind = steered.kind;
    let driver = steered.bot.get_or_insert_with(|| Driver {
        bot: Bot::new(kind, attempt.scenario()),
        deed: Deed::Wait,
        since: 0,
        dwelt: 0,
        has_pressed: false,
        steering: Steering::default(),
    });
    let senses =
        Senses { body: &body, rays: &rays, obstacles: &obstacles, scenario: attempt.scenario() };
    if driver.is_done(attempt, &world) {
        driver.deed = driver.bot.next(attempt);
        driver.since = 0;
        driver.dwelt = 0;
        driver.has_pressed = false;
        driver.steering.halt();
    }
    driver.since += 1;
    inputs.write(driver.act(&senses, &world, attempt));
}

impl Driver {
    fn is_done(&self, attempt: &Attempt, world: &Sights) -> bool {
        let is_round = matches!(self.deed, Deed::Visit(_));
        if is_pointless(&self.deed, attempt) || self.since > GIVE_UP_S * TICKS_PER_S {
            return true;
        }
        match &self.deed {
            Deed::Wait => true,
            Deed::Operate { part, end } if end.is_empty() => self.has_pressed && !part.0.is_empty(),
            // Pointless, and so done, once the end is reached; a slipped hand tries again.
            Deed::Operate { part, .. } => {
                self.has_pressed && part_of(world, part).is_none_or(|(_, p, _)| p.end().is_some())
            }
            Deed::Enter(_) => false,
            _ if is_round => self.dwelt as f32 > ROUND_STOP_S * TICKS_PER_S as f32,
            _ => self.has_pressed,
        }
    }

    fn act(&mut self, senses: &Senses, world: &Sights, attempt: &Attempt) -> BodyInput {
        match self.deed.clone() {
            Deed::Wait => self.steering.look(senses, None).0,
            Deed::Visit(spot) => {
                let to = senses.scenario.spot(&spot).map(|s| [s.pos[0], s.pos[2]]);
                self.go(senses, to)
            }
            Deed::Enter(zone) => {
                let to = senses.scenario.zone(&zone).map(|z| [z.pos[0], z.pos[2]]);
                self.go(senses, to)
            }
            Deed::Mark { on, marker } => {
                let aim = marker.and_then(|m| marker_aim(world, &m));
                let aim = aim.or_else(|| thing_aim(world, &on, MARK_FROM_M));
                self.press(senses, aim, |input| input.buttons.mark = true)
            }
            Deed::Operate { part, .. } => self.operate(senses, world, &part),
            Deed::Say { phrase, to } => {
                let aim = thing_aim(world, &Markable::Agent(to), SPEAK_FROM_M);
                self.press(senses, aim, |input| input.say = Some(phrase))
            }
            Deed::Announce(phrase) => self.press_anywhere(senses, |i| i.say = Some(phrase)),
            Deed::Call(line) => self.press_anywhere(senses, |i| i.call = Some(line)),
            Deed::Choose(choice) if attempt.offer().contains(&choice) => {
                self.press_anywhere(senses, |i| i.choose = Some(choice))
            }
            Deed::Choose(_) => self.steering.look(senses, None).0,
            // What this bot does with no body yet is over at once: it carries nothing.
            Deed::Do(_) | Deed::Tell(_) | Deed::Skip(_) => {
                self.has_pressed = true;
                self.steering.look(senses, None).0
            }
            Deed::Answer { card, answer } => {
                let panel = world.panels.iter().find(|(p, _)| p.card.id == card);
                let aim = panel.and_then(|(panel, transform)| {
                    let row = panel.card.options.iter().position(|o| o.answer == answer)?;
                    Some(transform.transform_point(CardPanel::row_centre(row).extend(0.0)))
                });
                let (mut input, is_on) = self.steering.look(senses, aim);
                if self.has_dwelt(is_on && aim.is_some()) {
                    input.buttons.mark = true;
                    self.has_pressed = true;
                }
                input
            }
        }
    }

    /// Walks to a place, then waits there; the dwelling counts the waiting.
    fn go(&mut self, senses: &Senses, to: Option<[f32; 2]>) -> BodyInput {
        // The way is looked for again each second: doors open, goods are moved.
        if self.since % TICKS_PER_S == 1 && self.dwelt == 0 {
            to.into_iter().for_each(|to| self.steering.set_out(senses, to));
        }
        let input = self.steering.walk(senses);
        if !self.steering.is_walking() {
            self.dwelt += 1;
        }
        input
    }

    /// Gets into a place from which the aim can be met, looks at it, and presses once.
    fn press(
        &mut self,
        senses: &Senses,
        aim: Option<Aim>,
        press: impl FnOnce(&mut BodyInput),
    ) -> BodyInput {
        let (mut input, is_on) = self.approach(senses, aim);
        if self.has_dwelt(is_on) && !self.has_pressed {
            press(&mut input);
            self.has_pressed = true;
        }
        input
    }

    fn press_anywhere(&mut self, senses: &Senses, press: impl FnOnce(&mut BodyInput)) -> BodyInput {
        let mut input = self.steering.look(senses, None).0;
        if self.has_dwelt(true) && !self.has_pressed {
            press(&mut input);
            self.has_pressed = true;
        }
        input
    }

    fn operate(&mut self, senses: &Senses, world: &Sights, id: &PartId) -> BodyInput {
        let aim = part_of(world, id).map(|(entity, part, transform)| Aim {
            place: *transform,
            half: part.size / 2.0,
            entity,
            from_m: GRASP_M,
            is_exact: true,
        });
        // The hand has slipped off before an end: open it, and take hold again.
        self.has_pressed &= part_of(world, id).is_some_and(|(_, part, _)| part.is_moving());
        if self.has_pressed {
            // Hold on while the part moves.
            let at = aim.map(|a| a.at(senses.eyes()));
            let mut input = self.steering.look(senses, at).0;
            input.buttons.hold = true;
            return input;
        }
        self.press(senses, aim, |input| input.buttons.hold = true)
    }

    /// True once the eyes are on the aim from where it can be met.
    fn approach(&mut self, senses: &Senses, aim: Option<Aim>) -> (BodyInput, bool) {
        let Some(aim) = aim else { return self.steering.look(senses, None) };
        let meets = |eyes: Vec3, slack_m: f32| {
            let at = aim.at(eyes);
            let way = at - eyes;
            if way.length() > aim.from_m - slack_m {
                return false;
            }
            match senses.rays.first(eyes, way.normalize_or_zero(), aim.from_m) {
                Some((entity, met)) => {
                    entity == aim.entity || (!aim.is_exact && met.distance(at) < NEAR_MARKER_M)
                }
                None => !aim.is_exact,
            }
        };
        if meets(senses.eyes(), 0.0) {
            self.steering.halt();
            return self.steering.look(senses, Some(aim.at(senses.eyes())));
        }
        // Looked for again each second: doors open, goods are moved, colleagues walk.
        if self.since % TICKS_PER_S == 1 {
            match senses.stance(aim.place.translation, |eyes| meets(eyes, SLACK_M)) {
                Some(place) => self.steering.set_out(senses, place),
                None => self.steering.halt(),
            }
        }
        (self.steering.walk(senses), false)
    }

    fn has_dwelt(&mut self, is_on: bool) -> bool {
        self.dwelt = if is_on { self.dwelt + 1 } else { 0 };
        self.dwelt as f32 >= DWELL_S * TICKS_PER_S as f32
    }
}

fn part_of<'a>(world: &'a Sights, id: &PartId) -> Option<(Entity, &'a PartState, &'a Transform)> {
    world.parts.iter().find(|(_, part, _)| part.id == *id)
}

fn marker_aim(world: &Sights, id: &MarkerId) -> Option<Aim> {
    let (marker, transform) = world.markers.iter().find(|(m, _)| m.id == *id)?;
    Some(Aim {
        place: *transform,
        half: Vec3::ZERO,
        entity: marker.carrier,
        from_m: MARK_FROM_M,
        is_exact: false,
    })
}

fn thing_aim(world: &Sights, on: &Markable, from_m: f32) -> Option<Aim> {
    let (entity, _, transform) = world.things.iter().find(|(_, thing, _)| thing.0 == *on)?;
    Some(Aim { place: *transform, half: Vec3::ZERO, entity, from_m, is_exact: false })
}
