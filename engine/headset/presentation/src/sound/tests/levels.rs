//! How loud things are, measured as a listener hears them (ITU-R BS.1770, both ears) on what leaves
//! the limiter: beds, spots, cues, alarms, speech and consequences. With `--nocapture` the table of
//! each place is printed.

use super::super::scape::{Rhythm, Spot};
use super::super::scene::{all_around, voice};
use super::super::strike;
use super::super::touch::Cue;
use super::places::{SCENARIOS, ask, begun, strikes};
use super::*;
use anlan_scenario::Effect;

/// The trainee's eyes where every scenario begins.
const START: Vec3 = Vec3::new(0.0, 1.6, 0.0);
/// A moment, as loudness has it, and how often it is looked at, seconds.
const MOMENT_S: f32 = 0.4;
const STEP_S: f32 = 0.1;

/// Squares of both ears as they weigh on the ear, one for each frame.
fn weighed(samples: &[f32]) -> Vec<f64> {
    const SHELF: ([f64; 3], [f64; 2]) =
        ([1.53512486, -2.69169619, 1.19839281], [-1.69065929, 0.73248077]);
    const HIGH: ([f64; 3], [f64; 2]) = ([1.0, -2.0, 1.0], [-1.99004745, 0.99007225]);
    let mut sum = vec![0.0; samples.len() / 2];
    for ear in 0..2 {
        let mut z = [[0.0; 2]; 2];
        for (i, frame) in samples.chunks(2).enumerate() {
            let mut x = f64::from(frame[ear]);
            for ((b, a), z) in [SHELF, HIGH].iter().zip(&mut z) {
                let y = b[0] * x + z[0];
                z[0] = b[1] * x - a[0] * y + z[1];
                z[1] = b[2] * x - a[1] * y;
                x = y;
            }
            sum[i] += x * x;
        }
    }
    sum
}

fn loudness(squares: &[f64]) -> f32 {
    (-0.691 + 10.0 * (squares.iter().sum::<f64>() / squares.len() as f64 + 1e-12).log10()) as f32
}

/// Loudness of all of it, and of its loudest moment.
fn lufs(samples: &[f32]) -> (f32, f32) {
    let squares = weighed(samples);
    let (moment, step) = (MOMENT_S * RATE as f32, STEP_S * RATE as f32);
    let moments = squares.windows(moment as usize).step_by(step as usize).map(loudness);
    (loudness(&squares), moments.fold(f32::MIN, f32::max))
}

/// What these loops are at somebody's ears, once they have come up.
fn heard(loops: &[Loop], listening: &Listening) -> (f32, f32) {
    let mut mixer = mixer();
    let loops = loops.iter().map(|l| Loop { fade_s: 0.0, ..l.clone() }).collect();
    mixer.sound(&Scene { loops, cutoff_hz: 20_000.0 }, listening);
    mixer.backend().samples(RATE as usize / 2);
    lufs(&mixer.backend().samples(6 * RATE as usize))
}

fn once(cue: &Cue, listening: &Listening) -> (f32, f32) {
    let mut mixer = mixer();
    mixer.play(cue, listening);
    lufs(&mixer.backend().samples(2 * RATE as usize))
}

/// A spot at these ears, whatever it waits for.
fn spot(place: &Place, spot: &Spot, listening: &Listening) -> (f32, f32) {
    let at = place.spot(&Spot { when: Vec::new(), ..spot.clone() }).unwrap();
    let Spot { sound, gain_db, near_m, .. } = *spot;
    if matches!(spot.rhythm, Rhythm::Sometimes(_)) {
        return once(&Cue { sound, at: Some(at), gain_db, near_m }, listening);
    }
    let from = Some(Source { id: "it".to_owned(), at, near_m });
    heard(&[Loop { sound, from, gain_db, fade_s: 0.0 }], listening)
}

fn at(place: &Place, at: Vec3, question: impl FnOnce(&Listening)) {
    let ears = Pose { at, rot: Quat::IDENTITY };
    question(&Listening { ears, muffle: &|to| place.muffle(at, to) });
}

/// Loudness of a line in somebody's ear, as the mixer plays it.
fn speech(scenario: &str) -> (f32, f32) {
    let mut mixer = Mixer::<Capture>::open((), Library::default()).unwrap();
    let mut lines = Lines::new(&assets(), Language::ZhCn);
    let mut speech = Speech::default();
    let words = read_folder(&root().join("scenarios").join(scenario)).unwrap();
    let text = words.all_words()[&Language::ZhCn]["line.N2"].clone();
    speech.say(Line { key: "line.N2".to_owned(), text });
    speech.advance(&mut lines, scenario, Language::ZhCn);
    let seconds = speech.sounding().unwrap().file.seconds;
    mixer.speak(speech.sounding(), None, &listening(Pose::default()));
    lufs(&mixer.backend().samples((seconds * RATE as f32) as usize))
}

#[test]
fn beds_lie_under_words_and_alarms_over_beds() {
    for name in SCENARIOS {
        let mut app = begun(name);
        let first = scene(&mut app);
        let (speech, _) = speech(name);
        ask(&mut app, |place, scape, run| {
            at(place, START, |here| {
                let row = |what: &str, (whole, most): (f32, f32)| {
                    println!("{name:26} {what:44} {whole:6.1} {most:6.1}");
                };
                let bed = scape.bed(place.is_indoors(START)).unwrap();
                let bed = heard(&[all_around(bed.sound, bed.gain_db)], here);
                row("bed", bed);
                let all = heard(&first.loops, here);
                row("all of its first second", all);
                scape.spots().iter().for_each(|s| {
                    row(&format!("spot {:?} {:?}", s.sound, s.rhythm), spot(place, s, here));
                });
                let file = run.attempt.scenario().file();
                for effect in file.timeline.iter().flat_map(|row| &row.then) {
                    let Effect::Emit { prop, level, cue: Some(cue) } = effect else {
                        continue;
                    };
                    if *level <= 0.0 {
                        continue;
                    }
                    let prop = file.props.iter().find(|p| p.id == *prop).unwrap();
                    let source = Vec3::from(prop.pos) + Vec3::Y * prop.size[1] / 2.0;
                    let (sound, gain_db) = voice(*cue);
                    let from = Some(Source { id: "it".to_owned(), at: source, near_m: 1.0 });
                    let gain_db = gain_db + 20.0 * level.log10();
                    let it = [Loop { sound, from, gain_db, fade_s: 0.0 }];
                    row(&format!("cue {cue:?} of {} from the start", prop.id), heard(&it, here));
                    let near = source + Vec3::new(0.0, 0.3, 1.5);
                    at(place, near, |near| row("  at 1.5 m", heard(&it, near)));
                    at(place, near, |near| {
                        let (_, most) = heard(&it, near);
                        assert!(most > bed.0 + 3.0, "{name}: {cue:?} is lost in the bed");
                    });
                }
                row("speech", (speech, speech));
                assert!(speech > bed.0 + 10.0, "{name}: words {speech} over the bed {}", bed.0);
                assert!(speech > all.0 + 6.0, "{name}: words {speech} over everything {}", all.0);
            })
        });
    }
}

#[test]
fn alarms_are_ten_decibels_over_all_else_where_they_must_be_heard() {
    let tester = Vec3::new(-1.5, 1.6, -3.6);
    for (name, sound, places) in [
        // At the gate, in the passage under its boards, below the load.
        (
            "falling-object-site",
            Sound::CraneBell,
            [START, Vec3::new(0.0, 1.6, -6.0), Vec3::new(3.0, 1.6, -5.0)],
        ),
        // Before the cabinet in which the tester is proved.
        ("shock-distribution-cabinet", Sound::TesterBeep, [tester; 3]),
    ] {
        let mut app = begun(name);
        // The tester is proved once the breaker is off: cable and bars are silent then.
        let is_dead = |of: &Loop| {
            of.from.as_ref().is_some_and(|f| ["busbars", "trailing_cable"].contains(&f.id.as_str()))
        };
        let others: Vec<Loop> =
            scene(&mut app).loops.into_iter().filter(|of| !is_dead(of)).collect();
        ask(&mut app, |place, scape, _| {
            for ears in places {
                at(place, ears, |here| {
                    let alarm = scape.spots().iter().find(|spot| spot.sound == sound).unwrap();
                    let (whole, most) = spot(place, alarm, here);
                    let (rest, _) = heard(&others, here);
                    println!("{sound:?} at {ears}: {whole:.1} ({most:.1}) over {rest:.1} LUFS");
                    assert!(whole >= rest + 10.0, "{sound:?} at {ears}: {whole} over {rest}");
                });
            }
        });
    }
}

#[test]
fn no_consequence_is_much_louder_than_words_and_its_freeze_is_silent() {
    let (_, words) = speech("kitchen-gas-leak");
    let here = listening(Pose { at: START, rot: Quat::IDENTITY });
    for strike in strikes() {
        let mut mixer = mixer();
        let mut samples = Vec::new();
        for tick in 0..ticks(6.0) {
            for (sound, at, gain_db) in strike::cues(&strike, tick) {
                mixer.play(&Cue { sound, at, gain_db, near_m: 1.0 }, &here);
            }
            mixer.sound(&strike::loops(&strike, &strike.moment(tick), tick, None), &here);
            mixer.follow(&here);
            samples.extend(mixer.backend().samples(TICK_FRAMES));
        }
        let (whole, most) = lufs(&samples);
        println!("{:?}: {whole:.1}, loudest moment {most:.1} LUFS", strike.depiction);
        assert!(most <= words + 6.0 && most > words - 8.0, "{:?}: {most}", strike.depiction);
        if strike.depiction != anlan_scenario::Depiction::Blast {
            let frame = |tick: u64| tick as usize * TICK_FRAMES * 2;
            let freeze = frame(strike.frozen_at() + ticks(0.3))..frame(ticks(5.4));
            assert!(rms(samples[freeze].iter().copied()) < 1e-4, "{:?}", strike.depiction);
        }
    }
}

#[test]
fn words_press_the_rest_down_and_it_does_not_pump() {
    let mut mixer = mixer();
    let here = listening(Pose::default());
    let scene = Scene { loops: vec![all_around(Sound::HallHum, 0.0)], cutoff_hz: 20_000.0 };
    mixer.sound(&scene, &here);
    mixer.backend().samples(RATE as usize / 2);
    let level = |mixer: &mut Mixer<Capture>, s: f32| {
        let samples = mixer.backend().samples((s * RATE as f32) as usize);
        20.0 * rms(samples.into_iter()).log10()
    };
    // A line whose file is no sound: what is heard is the rest.
    let folder = scratch("duck");
    let place = folder.join("voice/en/anlan");
    std::fs::create_dir_all(&place).unwrap();
    let index = r#"{ "ui.over": (text: "Over.", by: "system") }"#;
    std::fs::write(place.join("words.ron"), index).unwrap();
    let mut bytes = std::fs::read(assets().join("voice/en/anlan/ui.over.ogg")).unwrap();
    let last = bytes.windows(4).rposition(|window| window == b"OggS").unwrap();
    bytes[100..last].fill(0xAA);
    std::fs::write(place.join("ui.over.ogg"), bytes).unwrap();
    let mut lines = Lines::new(&folder, Language::En);
    let mut speech = Speech::default();
    speech.say(Line { key: "ui.over".to_owned(), text: "Over.".to_owned() });
    speech.advance(&mut lines, "any", Language::En);
    let loud = level(&mut mixer, 1.0);
    mixer.speak(speech.sounding(), None, &here);
    level(&mut mixer, 0.2);
    let ducked = level(&mut mixer, 1.0);
    assert!(loud - ducked >= 6.0, "{loud} and {ducked} 0.2 s into the words");
    mixer.speak(None, None, &here);
    let gap = level(&mut mixer, 0.4);
    assert!((gap - ducked).abs() < 2.0, "in the gap between two lines: {gap} beside {ducked}");
    mixer.speak(speech.sounding(), None, &here);
    level(&mut mixer, 0.3);
    mixer.speak(None, None, &here);
    level(&mut mixer, 1.5);
    let back = level(&mut mixer, 1.0);
    assert!((back - loud).abs() < 2.0, "{back} beside {loud}");
    println!("{loud:.1} dB, under words {ducked:.1}, in a gap {gap:.1}, later {back:.1}");
}

#[test]
fn a_wall_takes_level_and_more_of_what_is_bright() {
    let scene = hiss(Vec3::NEG_Z * 3.0, 0.0);
    let wall = |_: Vec3| Muffle { gain_db: -10.0, cutoff_hz: 1000.0 };
    let behind = Listening { ears: Pose::default(), muffle: &wall };
    let (clear, _) = heard(&scene.loops, &listening(Pose::default()));
    let (muffled, _) = heard(&scene.loops, &behind);
    assert!(clear - muffled > 18.0, "{clear} and {muffled}: a hiss is nearly gone");
    let far = Loop { from: None, ..scene.loops[0].clone() };
    let far = |metres: f32| {
        let at = Vec3::NEG_Z * metres;
        let from = Some(Source { id: "it".to_owned(), at, near_m: 1.0 });
        heard(&[Loop { from, ..far.clone() }], &listening(Pose::default())).0
    };
    let (two, four) = (far(2.0), far(4.0));
    assert!((two - four - 6.0).abs() < 1.0, "half as loud at twice the way: {two} {four}");
}
