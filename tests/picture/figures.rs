//! What the pictures of the kitchen must show.

use crate::frame::Frame;
use crate::theatre::*;
use anlan_attempt::Mode;
use anlan_scenario::Language;
use anlan_stage::{BodyInput, Buttons};
use bevy::prelude::*;

#[test]
fn look() {
    let out = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("look");
    for (name, language) in [("zh", Language::ZhCn), ("en", Language::En)] {
        let started = std::time::Instant::now();
        let mut theatre = Theatre::open(Mode::Guided, 7, language, &out.join(name));
        println!("open {:?}", started.elapsed());
        theatre.play(62, &look_at(Vec3::new(0.0, 1.3, -5.0)));
        println!("start {:?}", started.elapsed());
        theatre.play(63, &mark(Vec3::new(1.4, 0.5, -5.05)));
        println!("card {:?}", started.elapsed());
        let skip = BodyInput { buttons: Buttons { skip: true, ..default() }, ..look_at(Vec3::Z) };
        theatre.play(66, &skip);
        theatre.play(7500, &look_at(Vec3::new(0.0, 1.3, -5.0)));
        println!("all {:?} {:?}", started.elapsed(), theatre.taken());
    }
}
