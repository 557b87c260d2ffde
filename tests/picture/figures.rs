//! What the pictures of the kitchen must show.

use crate::frame::Frame;
use crate::theatre::*;
use anlan_attempt::Mode;
use anlan_scenario::Language;
use anlan_stage::{BodyInput, Buttons};
use bevy::prelude::*;

#[test]
fn walk() {
    let mut theatre = Theatre::open(Mode::Exam, 7, Language::En, std::path::Path::new("/tmp/walk"));
    for s in 88..118 {
        theatre.play(s * 60, &look_at(Vec3::ZERO));
        let world = theatre.world_mut();
        let mut q = world.query::<(&anlan_stage::AgentBody, &Transform)>();
        for (a, t) in q.iter(world) {
            if a.id.as_str() == "he" {
                println!("{s} {} {:?} {}", t.translation, a.posture, a.is_walking);
            }
        }
    }
}

#[test]
fn look() {
    let out = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("look");
    let ahead = look_at(Vec3::new(0.0, 1.3, -5.0));
    for (name, language) in [("zh", Language::ZhCn), ("en", Language::En)] {
        let started = std::time::Instant::now();
        let mut theatre = Theatre::open(Mode::Guided, 7, language, &out.join(name));
        println!("open {:?}", started.elapsed());
        theatre.play(62, &ahead);
        println!("start {:?}", started.elapsed());
        theatre.play(63, &mark(Vec3::new(1.4, 0.5, -5.05)));
        theatre.play(64, &ahead);
        theatre.picture("card_factor");
        println!("card {:?}", started.elapsed());
        let skip = BodyInput { buttons: Buttons { skip: true, ..default() }, ..ahead.clone() };
        theatre.play(65, &skip);
        theatre.play(66, &ahead);
        theatre.picture("card_control");
        theatre.play(67, &skip);
        theatre.play(68, &ahead);
        theatre.play(69, &mark(Vec3::new(-2.6, 1.4, -6.75)));
        theatre.play(75, &ahead);
        theatre.picture("verdict");
        theatre.play(80, &look_at(Vec3::new(-4.0, 1.0, -3.2)));
        theatre.picture("west");
        theatre.play(85, &look_at(Vec3::new(4.0, 1.0, -3.0)));
        theatre.picture("east");
        theatre.play(90, &look_at(Vec3::new(0.5, 1.4, 3.0)));
        theatre.picture("south");
        theatre.play(6240, &look_at(Vec3::new(2.2, 1.2, -6.0)));
        theatre.picture("reach");
        theatre.play(6500, &look_at(Vec3::new(-1.8, 1.2, -1.6)));
        theatre.picture("phone");
        theatre.play(7400, &ahead);
        theatre.play(8000, &ahead);
        theatre.picture("debrief");
        println!("all {:?} {:?}", started.elapsed(), theatre.taken());
    }
}
