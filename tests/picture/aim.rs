//! What bodies do beside their clips: heads turn to whom they heed, hands go to the part itself,
//! and eyes blink.

use crate::theatre::*;
use anlan_attempt::Mode;
use anlan_scenario::{Language, PhraseId, Posture};
use anlan_stage::{AgentBody, Body, BodyInput, PartState};
use bevy::prelude::*;
use std::path::PathBuf;

/// A neck turns at most so fast, degrees per second; the clip's own sway comes on top.
const TURN_MAX: f32 = 180.0;
/// Who is spoken to looks at the speaker after so many ticks, within so many degrees.
const HEED_TICKS: u64 = 75;
const HEED_DEG: f32 = 5.0;
/// A hand holds what it reaches for within this, metres.
const HOLD_M: f32 = 0.03;

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("aim").join(name)
}

fn open(shots: &str) -> Theatre {
    let mut theatre = Theatre::open(Mode::Guided, 7, Language::ZhCn, &folder(shots), &assets());
    theatre.play(2, &look_at(Vec3::new(0.0, 1.3, -5.0)));
    theatre.frame();
    theatre
}

/// The node of a name within the person of a name.
fn node(theatre: &mut Theatre, person: &str, name: &str) -> Entity {
    let world = theatre.world_mut();
    let mut names = world.query::<(Entity, &Name)>();
    let named: Vec<_> =
        names.iter(world).filter(|(_, n)| n.as_str() == name).map(|(e, _)| e).collect();
    let is_of = |entity: Entity| {
        let mut at = Some(entity);
        while let Some(here) = at {
            if world.get::<Name>(here).is_some_and(|own| own.as_str() == person) {
                return true;
            }
            at = world.get::<ChildOf>(here).map(ChildOf::parent);
        }
        false
    };
    named.into_iter().find(|entity| is_of(*entity)).unwrap()
}

fn place(theatre: &Theatre, entity: Entity) -> GlobalTransform {
    *theatre.world().get::<GlobalTransform>(entity).unwrap()
}

/// Where a head looks, and how far off that is from a point, degrees.
fn off_deg(head: GlobalTransform, point: Vec3) -> f32 {
    let eyes = head.transform_point(Vec3::Y * 0.06);
    (head.rotation() * Vec3::Z).angle_between(point - eyes).to_degrees()
}

#[test]
fn who_is_spoken_to_turns_the_head_and_no_neck_snaps() {
    let mut theatre = open("heed");
    let head = node(&mut theatre, "ding", "head");
    let toward = look_at(Vec3::new(-1.8, 1.5, 3.0));
    theatre.play(3, &BodyInput { teleport: Some(Vec2::new(0.0, -4.6)), ..toward.clone() });
    theatre.play(60, &toward);
    theatre.frame();
    let eyes = theatre.world().resource::<Body>().head().at;
    assert!(eyes.distance(Vec3::new(0.0, 1.65, -4.6)) < 0.1, "the trainee stands at {eyes}");
    let before = off_deg(place(&theatre, head), eyes);
    assert!(before > 25.0, "looks at the trainee already, {before} degrees off");
    let say = Some(PhraseId("stop".to_owned()));
    theatre.play(61, &BodyInput { say, ..toward.clone() });
    let mut fastest: f32 = 0.0;
    for tick in 62..61 + HEED_TICKS {
        let was = place(&theatre, head).rotation();
        theatre.play(tick, &toward);
        theatre.frame();
        let turned = was.angle_between(place(&theatre, head).rotation());
        fastest = fastest.max(turned.to_degrees() * 60.0);
    }
    let after = off_deg(place(&theatre, head), eyes);
    assert!(after < HEED_DEG, "{after} degrees off after {HEED_TICKS} ticks");
    assert!(fastest < TURN_MAX, "the head turned {fastest} degrees a second");
    theatre.picture("ding_heeds");
    theatre.play(61 + 8 * 60, &toward);
    theatre.frame();
    let later = off_deg(place(&theatre, head), eyes);
    assert!(later > 25.0, "still looks up from the work, {later} degrees off");
}

#[test]
fn a_hand_that_reaches_is_at_the_part() {
    let mut theatre = open("reach");
    let ahead = look_at(Vec3::new(0.0, 1.3, -5.0));
    let mut tick = 92 * 60;
    let grip = node(&mut theatre, "he", "grip.reach");
    let mut reached = 0;
    while reached < 90 {
        tick += 1;
        assert!(tick < 110 * 60, "nobody reaches for anything");
        theatre.play(tick, &ahead);
        let world = theatre.world_mut();
        let mut agents = world.query::<&AgentBody>();
        let is_reaching = agents.iter(world).any(|agent| {
            agent.id.as_str() == "he" && agent.posture == Posture::Reach && !agent.is_walking
        });
        reached = if is_reaching { reached + 1 } else { 0 };
    }
    theatre.frame();
    let hand = place(&theatre, grip).translation();
    let world = theatre.world_mut();
    let mut parts = world.query::<(&PartState, &Transform)>();
    let far = |part: &PartState, at: &Transform| {
        let local = at.rotation.inverse() * (hand - at.translation);
        (local.abs() - part.size / 2.0).max(Vec3::ZERO).length()
    };
    let (id, far) = parts
        .iter(world)
        .map(|(part, at)| (part.id.to_string(), far(part, at)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap();
    assert!(far < HOLD_M, "the finger is {far} m from {id}");
    theatre.view("he_reaches", hand + Vec3::new(0.7, 0.3, 0.8), hand);
}

#[test]
fn eyes_shut_in_a_blink_and_are_open_else() {
    let mut theatre = open("blink");
    let lids = node(&mut theatre, "he", "lids");
    let ahead = look_at(Vec3::new(0.0, 1.3, -5.0));
    let mut shut = Vec::new();
    for tick in 3..8 * 60 {
        theatre.play(tick, &ahead);
        theatre.frame();
        let turned = theatre.world().get::<Transform>(lids).unwrap().rotation;
        shut.push(turned.angle_between(Quat::IDENTITY));
    }
    let most = shut.iter().copied().fold(0.0, f32::max);
    assert!(most > 0.55, "the lids fall by {most}");
    let blinking = shut.iter().filter(|angle| **angle > 0.01).count();
    assert!((9..=27).contains(&blinking), "eyes are not open in {blinking} ticks of 8 s");
}
