//! Temporary: views to look at.
use crate::theatre::*;
use anlan_attempt::Mode;
use anlan_scenario::Language;
use anlan_stage::{BodyInput, Buttons};
use bevy::prelude::*;

#[test]
fn look() {
    let out = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("look");
    let ahead = look_at(Vec3::new(0.0, 1.3, -5.0));
    for (name, language) in [("zh", Language::ZhCn), ("en", Language::En)] {
        let mut theatre = Theatre::open(Mode::Guided, 7, language, &out.join(name), &assets());
        let mut at = std::time::Instant::now();
        let mut told = |what: &str| {
            println!("{what} {:?}", at.elapsed());
            at = std::time::Instant::now();
        };
        theatre.play(62, &ahead);
        told("start");
        theatre.play(63, &mark(Vec3::new(1.4, 0.5, -5.05)));
        theatre.play(64, &ahead);
        theatre.picture("card_factor");
        told("card_factor");
        let skip = BodyInput { buttons: Buttons { skip: true, ..default() }, ..ahead.clone() };
        theatre.play(65, &skip);
        theatre.play(66, &ahead);
        theatre.picture("card_control");
        told("card_control");
        theatre.play(67, &skip);
        theatre.play(68, &ahead);
        theatre.play(69, &mark(Vec3::new(-2.6, 1.4, -6.75)));
        theatre.play(75, &ahead);
        theatre.picture("verdict");
        told("verdict");
        theatre.play(80, &look_at(Vec3::new(-4.0, 1.0, -3.2)));
        theatre.picture("west");
        told("west");
        theatre.play(185, &look_at(Vec3::new(4.0, 1.0, -3.0)));
        theatre.picture("east");
        told("east");
        theatre.play(190, &look_at(Vec3::new(0.5, 1.4, 3.0)));
        theatre.picture("south");
        told("south");
        theatre.play(5460, &look_at(Vec3::new(2.2, 1.2, -6.0)));
        theatre.picture("walk");
        told("walk");
        theatre.play(6000, &look_at(Vec3::new(2.2, 1.2, -6.0)));
        theatre.picture("reach");
        told("reach");
        theatre.play(6500, &look_at(Vec3::new(-1.8, 1.2, -1.6)));
        theatre.picture("phone");
        told("phone");
        theatre.play(7170, &ahead);
        told("ticks");
        theatre.play(99999, &ahead);
        told("consequence");
        theatre.picture("debrief");
        told("debrief");
    }
}
