//! What hands do with things: take, carry, put, hand over, wear, hook, lock, use, turn, press and
//! pull; nothing that is let go of is lost.

use crate::room::*;
use crate::theatre::Theatre;
use anlan_scenario::{Event, ItemId};
use anlan_stage::{BodyInput, Buttons, ItemPlace, Pulse};
use bevy::prelude::*;

const HASP: Vec3 = Vec3::new(-3.5, 1.1, -2.9);
const TERMINALS: Vec3 = Vec3::new(-2.5, 1.1, -2.9);
const ANCHOR: Vec3 = Vec3::new(-4.4, 1.8, -1.0);

/// Where things lie on the bench.
fn on_bench(x: f32) -> Vec3 {
    Vec3::new(x, 0.96, -2.2)
}

fn before_bench(x: f32) -> BodyInput {
    look(Vec2::new(x, -1.5), on_bench(x))
}

fn placed(item: &str, socket: &str) -> Event {
    Event::Placed(item.into(), socket.into())
}

fn taken(item: &str) -> Event {
    Event::Taken(item.into())
}

/// Closes the hand on what is there and keeps it closed.
fn take(theatre: &mut Theatre, input: &BodyInput) -> Vec<Event> {
    theatre.send(input.clone());
    deeds(theatre, &closed(input), 3)
}

/// Goes there with the hand closed, and opens it.
fn put(theatre: &mut Theatre, input: &BodyInput) -> Vec<Event> {
    let mut told = deeds(theatre, &closed(input), 3);
    told.extend(deeds(theatre, input, 2));
    told
}

#[test]
fn an_item_is_taken_carried_and_put_where_it_rests() {
    let mut theatre = open();
    assert_eq!(take(&mut theatre, &before_bench(-1.9)), [taken("lock")]);
    assert_eq!(place_of(&mut theatre, "lock").0, ItemPlace::Hand);
    let at_hasp = look(Vec2::new(-3.5, -2.2), HASP);
    assert_eq!(put(&mut theatre, &at_hasp), [placed("lock", "hasp")]);
    let (place, at) = place_of(&mut theatre, "lock");
    assert_eq!(place, ItemPlace::On("hasp".into()));
    assert!(at.abs_diff_eq(HASP, 1e-4), "{at}");
    // What hangs there can be taken off again, and the socket it came from is free.
    assert_eq!(take(&mut theatre, &at_hasp), [taken("lock")]);
    assert_eq!(put(&mut theatre, &before_bench(-1.9)), [placed("lock", "peg")]);
}

#[test]
fn a_hand_does_not_take_what_is_out_of_reach_or_hidden() {
    let mut theatre = open();
    let far = look(Vec2::new(-1.9, -0.5), on_bench(-1.9));
    assert_eq!(take(&mut theatre, &far), []);
    theatre.send(far);
    // The socket behind the wall is near the ray, and not open to it.
    take(&mut theatre, &before_bench(-1.65));
    let wall = look(Vec2::new(2.0, -1.5), Vec3::new(2.0, 1.4, -2.3));
    assert_eq!(put(&mut theatre, &wall), []);
    assert!(matches!(place_of(&mut theatre, "key").0, ItemPlace::Belt(_)));
}

#[test]
fn what_is_dropped_hangs_at_the_belt_and_is_taken_from_there() {
    let mut theatre = open();
    take(&mut theatre, &before_bench(-1.65));
    let nowhere = look(Vec2::new(0.0, 1.0), Vec3::new(0.0, 1.6, 3.0));
    assert_eq!(put(&mut theatre, &nowhere), [], "not on any socket");
    let (place, at) = place_of(&mut theatre, "key");
    assert!(matches!(place, ItemPlace::Belt(_)));
    assert!(at.xz().distance(Vec2::new(0.0, 1.0)) < 0.4 && (0.8..1.1).contains(&at.y), "{at}");
    // It goes along, and stands in no ray's way.
    theatre.send(look(Vec2::new(-4.0, 0.0), Vec3::new(-4.0, 1.6, -5.0)));
    theatre.send(look(Vec2::new(-4.0, 0.0), Vec3::new(-4.0, 1.6, -5.0)));
    let along = place_of(&mut theatre, "key").1;
    assert!(along.xz().distance(Vec2::new(-4.0, 0.0)) < 0.4, "{along}");
    // Who has no hand looks down at himself; then it can be put on the hasp.
    let down = look(Vec2::new(-3.5, -2.2), Vec3::new(-3.5, 0.0, -2.21));
    take(&mut theatre, &down);
    assert_eq!(place_of(&mut theatre, "key").0, ItemPlace::Hand);
    let at_hasp = look(Vec2::new(-3.5, -2.2), HASP);
    assert_eq!(put(&mut theatre, &at_hasp), [placed("key", "hasp")]);
}

#[test]
fn a_real_hand_takes_from_the_belt() {
    let mut theatre = open();
    take(&mut theatre, &before_bench(-1.65));
    let away = look(Vec2::new(0.0, 1.0), Vec3::new(0.0, 1.6, 3.0));
    put(&mut theatre, &away);
    let belt = place_of(&mut theatre, "key").1;
    let off = with_hand(away.clone(), belt + Vec3::Y * 0.4, belt + Vec3::Y * 3.0);
    take(&mut theatre, &off);
    assert!(matches!(place_of(&mut theatre, "key").0, ItemPlace::Belt(_)), "40 cm above it");
    theatre.send(off);
    let near = with_hand(away, belt + Vec3::Y * 0.1, belt + Vec3::Y * 3.0);
    take(&mut theatre, &near);
    assert_eq!(place_of(&mut theatre, "key").0, ItemPlace::Hand);
}

#[test]
fn a_thing_is_handed_over_wherever_the_colleague_has_gone() {
    let mut theatre = open();
    take(&mut theatre, &before_bench(-0.5));
    let input = closed(&look(Vec2::new(-3.0, 1.0), Vec3::new(-3.0, 1.1, 2.0)));
    let empty = put(&mut theatre, &look(Vec2::new(-2.9, 1.2), Vec3::new(-3.0, 1.1, 2.0)));
    assert_eq!(empty, [], "nobody is there yet");
    theatre.send(look(Vec2::new(-3.0, 1.0), Vec3::new(-3.0, 0.0, 0.99)));
    take(&mut theatre, &look(Vec2::new(-3.0, 1.0), Vec3::new(-3.0, 0.0, 0.99)));
    assert_eq!(place_of(&mut theatre, "lamp").0, ItemPlace::Hand);
    // Lin walks over at 20 s, and turns.
    for _ in 0..60 * 30 {
        theatre.send(input.clone());
    }
    let hand = socket_on_lin(&mut theatre);
    let feet = Vec2::new(hand.x, hand.z - 0.7);
    let told = put(&mut theatre, &look(feet, hand));
    assert_eq!(told, [placed("lamp", "lin_hand")]);
    assert!(place_of(&mut theatre, "lamp").1.distance(hand) < 0.05);
}

/// Where the hand of the colleague is, from where it was at the start.
fn socket_on_lin(theatre: &mut Theatre) -> Vec3 {
    let world = theatre.app.world_mut();
    let mut agents = world.query::<(&anlan_stage::AgentBody, &Transform)>();
    let (_, lin) = agents.iter(world).next().unwrap();
    lin.transform_point(Vec3::new(3.2 - 3.5, 1.1 - 0.85, 0.2 - 0.5))
}

#[test]
fn a_hook_is_hooked_and_unhooked() {
    let mut theatre = open();
    take(&mut theatre, &before_bench(-0.2));
    let at_anchor = look(Vec2::new(-4.0, -0.5), ANCHOR);
    assert_eq!(put(&mut theatre, &at_anchor), [placed("hook", "anchor")]);
    assert_eq!(take(&mut theatre, &at_anchor), [taken("hook")]);
}

#[test]
fn a_socket_that_is_taken_takes_no_more() {
    let mut theatre = open();
    let at_hasp = look(Vec2::new(-3.5, -2.2), HASP);
    take(&mut theatre, &before_bench(-1.9));
    put(&mut theatre, &at_hasp);
    // The key is kept: on the belt it rests nowhere.
    take(&mut theatre, &before_bench(-1.65));
    assert_eq!(put(&mut theatre, &at_hasp), []);
    assert!(matches!(place_of(&mut theatre, "key").0, ItemPlace::Belt(_)));
}

#[test]
fn a_tool_is_used_where_it_is_held_for_a_second() {
    let mut theatre = open();
    take(&mut theatre, &before_bench(-1.4));
    let used = Event::Used("tester".into(), Some("terminals".into()));
    let at_hasp = closed(&look(Vec2::new(-3.5, -2.2), HASP));
    assert!(!deeds(&mut theatre, &at_hasp, 120).contains(&used), "another place");
    let at = closed(&look(Vec2::new(-2.5, -2.2), TERMINALS));
    assert!(!deeds(&mut theatre, &at, 58).contains(&used), "not for long");
    let told = deeds(&mut theatre, &at, 120);
    assert_eq!(told.iter().filter(|e| **e == used).count(), 1);
}

#[test]
fn a_tool_with_a_button_is_used_by_it_and_marks_nothing() {
    let mut theatre = open();
    let at = look(Vec2::new(0.8, -2.4), Vec3::new(0.8, 1.0, -2.9));
    assert_eq!(take(&mut theatre, &at), [taken("spray")]);
    let press = |hold| BodyInput {
        buttons: Buttons { mark: true, hold, ..default() },
        ..look(Vec2::ZERO, Vec3::new(0.0, 1.55, -2.95))
    };
    assert_eq!(deeds(&mut theatre, &press(true), 1), [Event::Used("spray".into(), None)]);
    assert_eq!(theatre.attempt().outcome().marks, 0);
    deeds(&mut theatre, &look(Vec2::ZERO, Vec3::ZERO.with_z(3.0)), 2);
    deeds(&mut theatre, &press(false), 1);
    assert_eq!(theatre.attempt().outcome().marks, 1, "at the belt it is no tool");
}

#[test]
fn a_real_hand_puts_things_on_where_they_are_worn() {
    // Item, place in the room, a wrong place on the body, the right one.
    let feet = Vec2::new(0.0, 1.0);
    let head = Vec3::new(0.0, EYES_M, 1.0);
    let chest = head - Vec3::Y * 0.4;
    let soles = Vec3::new(0.0, 0.1, 1.0);
    let other = Vec3::new(-0.4, 1.0, 0.6);
    let cases = [
        ("helmet", on_bench(-1.1), soles, head),
        ("gloves", on_bench(-0.8), head, other),
        ("boots", Vec3::new(4.0, 0.1, 2.0), head, soles),
        ("harness", Vec3::new(3.0, 1.1, 2.4), soles, chest),
    ];
    for (item, at, wrong, right) in cases {
        let mut theatre = open();
        let id = ItemId::from(item);
        let beside = match item {
            "boots" => Vec2::new(4.0, 1.5),
            "harness" => Vec2::new(3.0, 1.9),
            _ => Vec2::new(at.x, -1.5),
        };
        let hand = Vec3::new(beside.x, at.y.max(0.5), beside.y - (beside.y - at.z) * 0.4);
        let reaching = with_hand(look(beside, at), hand, at);
        assert_eq!(take(&mut theatre, &reaching), [Event::Taken(id.clone())], "{item}");
        let ahead = Vec3::new(0.0, 1.6, -1.0);
        let bring = |to: Vec3| {
            let mut input = with_hand(look(feet, ahead), to, to + Vec3::NEG_Z);
            let palm = input.palms[0]
                .map(|p| anlan_stage::Pose { at: other - Vec3::new(feet.x, 0.0, feet.y), ..p });
            input.palms[1] = palm;
            closed(&input)
        };
        assert_eq!(deeds(&mut theatre, &bring(wrong), 30), [], "{item} is not worn there");
        let told = deeds(&mut theatre, &bring(right), 3);
        assert_eq!(told, [Event::PutOn(id.clone())], "{item}");
        // And off again: the hand opens, and closes there.
        let open_hand = BodyInput { buttons: Buttons::default(), ..bring(right) };
        assert_eq!(deeds(&mut theatre, &open_hand, 3), [], "{item}");
        assert_eq!(deeds(&mut theatre, &bring(right), 3), [Event::TookOff(id)], "{item}");
        assert_eq!(place_of(&mut theatre, item).0, ItemPlace::Hand);
    }
}

#[test]
fn who_has_no_hand_wears_by_a_press_and_takes_off_by_looking_down() {
    let mut theatre = open();
    let told = take(&mut theatre, &before_bench(-1.1));
    assert_eq!(told, [taken("helmet"), Event::PutOn("helmet".into())]);
    theatre.send(before_bench(-1.1));
    let down = look(Vec2::new(0.0, 1.0), Vec3::new(0.0, 0.0, 0.99));
    assert_eq!(take(&mut theatre, &down), [Event::TookOff("helmet".into())]);
    // Let go of at the body it is on again; elsewhere it hangs at the belt.
    assert_eq!(put(&mut theatre, &down), [Event::PutOn("helmet".into())]);
    take(&mut theatre, &down);
    let ahead = look(Vec2::new(0.0, 1.0), Vec3::new(0.0, 1.6, 3.0));
    assert_eq!(put(&mut theatre, &ahead), []);
    assert!(matches!(place_of(&mut theatre, "helmet").0, ItemPlace::Belt(_)));
}

fn pulses(theatre: &mut Theatre) -> Vec<Pulse> {
    theatre.app.world_mut().resource_mut::<Messages<Pulse>>().drain().collect()
}

#[test]
fn a_knob_is_felt_at_its_notches_and_its_end() {
    let mut theatre = open();
    let knob = Vec3::new(-3.4, 1.55, -2.9);
    let input = look(Vec2::new(-3.4, -2.2), knob);
    theatre.send(input.clone());
    pulses(&mut theatre);
    let told = deeds(&mut theatre, &closed(&input), 70);
    let moved = Event::Moved("panel.knob".into(), "on".into());
    assert_eq!(told, [Event::Grabbed("panel.knob".into()), moved]);
    let felt = pulses(&mut theatre);
    assert_eq!(felt.len(), 5, "the grip, three notches, the end: {felt:?}");
    assert!(felt[4].strength > felt[0].strength && felt[0].strength > felt[1].strength);
    assert!(felt.iter().all(|p| (0.01..0.1).contains(&p.seconds) && p.strength <= 1.0));
    deeds(&mut theatre, &input, 30);
    assert_eq!(pulses(&mut theatre), [], "an open hand feels nothing");
}

#[test]
fn a_button_springs_back_and_a_rope_stays() {
    let mut theatre = open();
    let button = look(Vec2::new(-3.0, -2.2), Vec3::new(-3.0, 1.55, -2.9));
    theatre.send(button.clone());
    let moved = |end: &str| Event::Moved("panel.button".into(), end.into());
    let pressed = deeds(&mut theatre, &closed(&button), 60);
    assert_eq!(pressed, [Event::Grabbed("panel.button".into()), moved("in")], "held in");
    assert_eq!(deeds(&mut theatre, &button, 30), [moved("out")]);
    let rope = look(Vec2::new(-2.6, -2.2), Vec3::new(-2.6, 1.55, -2.9));
    theatre.send(rope.clone());
    deeds(&mut theatre, &closed(&rope), 60);
    assert_eq!(deeds(&mut theatre, &rope, 60), [], "between its ends it stays");
    let rope = look(Vec2::new(-2.6, -2.2), Vec3::new(-2.6, 1.45, -2.9));
    theatre.send(rope.clone());
    let pulled = deeds(&mut theatre, &closed(&rope), 150);
    assert!(pulled.contains(&Event::Moved("panel.rope".into(), "down".into())));
}

#[test]
fn every_item_is_somewhere_whatever_hands_do() {
    let mut theatre = open();
    let all = ["lock", "key", "tester", "helmet", "gloves", "lamp", "hook"];
    let xs = [-1.9, -1.65, -1.4, -1.1, -0.8, -0.5, -0.2];
    for (round, x) in xs.iter().cycle().take(21).enumerate() {
        take(&mut theatre, &before_bench(*x));
        let turned = look(Vec2::new(0.0, round as f32 * 0.1), Vec3::new(0.0, 1.6, 3.0));
        put(&mut theatre, &turned);
    }
    for item in all {
        let (place, at) = place_of(&mut theatre, item);
        let is_kept = matches!(place, ItemPlace::Belt(_) | ItemPlace::Worn(_));
        assert!(is_kept && at.is_finite(), "{item}: {place:?} {at}");
        assert!(at.y > 0.0 && at.x.abs() < 5.0, "{item}: {at}");
    }
}
