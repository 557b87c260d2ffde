//! What each of the five places sounds like: what its kit names exists, every part has a sound that
//! fits, walls muffle, steps are those of what one stands on, things land when they are heard to.

use super::super::scape::{Ground, Rhythm};
use super::super::way::Muffle;
use super::super::{mixer, scape, strike};
use super::*;
use crate::consequence::Victim;
use anlan_scenario::{Depiction, Motion};

pub(super) const SCENARIOS: [&str; 5] = [
    "kitchen-gas-leak",
    "shock-distribution-cabinet",
    "bus-depot-repair",
    "falling-object-site",
    "scaffold-edge-fall",
];

/// A scenario on stage that was given a second.
pub(super) fn begun(scenario: &str) -> App {
    let mut app = stage(scenario, Language::ZhCn, Mode::Exam, &assets());
    add_mixer(&mut app, mixer(), &assets());
    (0..60).for_each(|_| tick(&mut app, &standing()));
    app
}

/// Asks what of the stage sounds.
pub(super) fn ask<A>(app: &mut App, question: impl FnOnce(&Place, &Scape, &Run) -> A) -> A {
    type Asked<'w, 's> = (Place<'w, 's>, Res<'w, Scape>, Res<'w, Run>);
    let mut state = SystemState::<Asked>::new(app.world_mut());
    let (place, scape, run) = state.get(app.world()).unwrap();
    question(&place, &scape, &run)
}

fn mixer() -> Mixer<Capture> {
    Mixer::open((), Library::default()).unwrap()
}

#[test]
fn every_kit_says_what_its_scenario_has() {
    for name in SCENARIOS {
        let scenario = read_folder(&root().join("scenarios").join(name)).unwrap();
        let mut scape = Scape::new(&assets());
        assert_eq!(scape.turn_to(&scenario), Vec::<String>::new(), "{name}");
        assert!(scape.bed(true).is_some() && scape.bed(false).is_some());
    }
}

#[test]
fn a_mistake_in_a_kit_is_a_sentence_with_its_place() {
    let folder = scratch("scape").join("kits/workshop");
    std::fs::create_dir_all(&folder).unwrap();
    let whole = std::fs::read_to_string(assets().join("kits/workshop/kit.ron")).unwrap();
    let scenario = read_folder(&root().join("scenarios/shock-distribution-cabinet")).unwrap();
    let faults = |from: &str, to: &str| {
        assert!(whole.contains(from), "{from}");
        std::fs::write(folder.join("kit.ron"), whole.replacen(from, to, 1)).unwrap();
        Scape::new(folder.parent().unwrap().parent().unwrap()).turn_to(&scenario).join("\n")
    };
    for (from, to, sentence) in [
        ("sound: HallHum", "sound: HallHmu", "Unexpected variant named `HallHmu`"),
        ("gain_db: -16.0", "gain_db: 90.0", "gain_db is 90; it is a number from -60 to 24"),
        ("on: \"lathe_headstock\"", "on: \"lathe_had\"", "is on `lathe_had`, which the scenario"),
        (
            "Not(\"breaker_qf1.handle\", \"off\")",
            "Not(\"breaker_qf1.handle\", \"of\")",
            "none of its ends",
        ),
        ("Moves(\"busbars.l1\")", "Moves(\"busbars.l9\")", "waits for the part `busbars.l9`"),
        ("Sometimes(41.0)", "Sometimes(0.0)", "a rhythm of 0 s"),
        ("\"lathe.stop\": (", "\"lathe.halt\": (", "no part `lathe.halt`"),
        ("near_m: 4.0", "near_m: 0.0", "near_m 0"),
        ("at: (-3.0, 1.2, 13.0), ", "", "needs one of `at` and `on`"),
    ] {
        let told = faults(from, to);
        assert!(told.contains(sentence) && told.contains("kit.ron"), "{to}: {told}");
    }
}

#[test]
fn every_part_of_every_place_has_its_sound() {
    for name in SCENARIOS {
        let mut app = begun(name);
        let mut parts = app.world_mut().query::<&PartState>();
        let parts: Vec<PartState> = parts.iter(app.world()).cloned().collect();
        ask(&mut app, |_, scape, run| {
            for part in &parts {
                let sound = |last, at| {
                    let mut moved = part.clone();
                    moved.at = at;
                    touch::part_sound(run.attempt.scenario(), scape, &moved, last)
                };
                let heard = [sound(0.0, 0.1), sound(0.74, 0.76), sound(0.9, 1.0)];
                let is_silent = scape.part(&part.id).is_some_and(|p| p.starts.or(p.ends).is_none());
                let is_heard = heard.iter().any(|h| h.is_some());
                assert!(is_heard != is_silent, "{}: {heard:?}", part.id);
                let file = run.attempt.scenario().part(&part.id).unwrap().1;
                if matches!(file.motion, Motion::Fall { .. }) {
                    assert!(heard[0].is_none() && heard[1].is_some(), "{} lands", part.id);
                }
            }
        });
    }
}

#[test]
fn steps_are_those_of_what_one_stands_on() {
    for (scenario, feet, ground) in [
        ("kitchen-gas-leak", Vec3::new(0.0, 0.0, -4.0), Ground::Tile),
        ("kitchen-gas-leak", Vec3::new(0.0, 0.0, 3.0), Ground::Paving),
        ("shock-distribution-cabinet", Vec3::ZERO, Ground::Concrete),
        ("shock-distribution-cabinet", Vec3::new(-2.65, 0.08, -3.05), Ground::Board),
        ("bus-depot-repair", Vec3::new(2.8, 0.0, -0.8), Ground::Steel),
        ("bus-depot-repair", Vec3::ZERO, Ground::Concrete),
        ("falling-object-site", Vec3::ZERO, Ground::Soil),
        ("falling-object-site", Vec3::new(0.0, 3.6, -10.2), Ground::Board),
        ("scaffold-edge-fall", Vec3::ZERO, Ground::Concrete),
        ("scaffold-edge-fall", Vec3::new(-3.0, 0.0, -8.2), Ground::Board),
    ] {
        let heard = ask(&mut begun(scenario), |place, scape, _| {
            scape.ground(place.under(feet), place.is_indoors(feet))
        });
        assert_eq!(heard, ground, "{scenario} {feet}");
    }
}

#[test]
fn walls_muffle_and_what_is_in_sight_is_clear() {
    for (scenario, ears, at, is_clear) in [
        // Before the open cabinet; the next bay behind the shutter.
        ("shock-distribution-cabinet", [0.0, 1.6, -2.8], [0.0, 1.3, -4.365], true),
        ("shock-distribution-cabinet", [0.0, 1.6, 0.0], [-3.0, 1.2, 13.0], false),
        // The truck's exhaust beside the bus, and from behind the bus.
        ("bus-depot-repair", [5.5, 1.6, -5.0], [5.5, 0.45, -11.65], true),
        ("bus-depot-repair", [0.0, 1.6, -8.0], [5.5, 0.45, -11.65], false),
        // The crane's bell from the yard; through both layers of boards.
        ("falling-object-site", [0.0, 1.6, 0.0], [2.2, 10.5, -6.0], true),
        ("falling-object-site", [0.0, 1.6, -6.0], [2.2, 10.5, -6.0], false),
        // The site below the slab; the wind through the open side.
        ("scaffold-edge-fall", [0.0, 1.6, 0.0], [0.0, -9.0, -16.0], false),
        ("scaffold-edge-fall", [0.0, 1.6, 0.0], [0.0, 1.5, -14.0], true),
    ] {
        let muffle =
            ask(&mut begun(scenario), |place, _, _| place.muffle(Vec3::from(ears), Vec3::from(at)));
        assert_eq!(muffle == Muffle::NONE, is_clear, "{scenario} {ears:?} {at:?}: {muffle:?}");
    }
}

#[test]
fn a_coupler_is_heard_when_it_lands_and_nothing_is_when_the_place_is_laid_out() {
    let mut app = stage("falling-object-site", Language::ZhCn, Mode::Exam, &assets());
    add_mixer(&mut app, mixer(), &assets());
    // No frame is drawn, so that nobody takes what sounds but this.
    let heard = |app: &mut App| {
        app.world_mut().write_message(standing());
        app.world_mut().run_schedule(FixedUpdate);
        let now = app.world().resource::<Run>().attempt.ticks();
        (now, app.world_mut().resource_mut::<Touches>().take())
    };
    let moved = ["PanelClick", "CartonDrag", "BoardLaid"];
    for _ in 0..ticks(3.0) {
        let (_, cues) = heard(&mut app);
        let is_laid_out = |cue: &touch::Cue| moved.contains(&format!("{:?}", cue.sound).as_str());
        assert!(!cues.iter().any(is_laid_out), "{cues:?}");
    }
    let (when, at) = loop {
        let (now, cues) = heard(&mut app);
        assert!(now < ticks(63.0), "no coupler");
        if let Some(cue) = cues.into_iter().find(|cue| cue.sound == Sound::CouplerLand) {
            break (now, cue.at.unwrap());
        }
    };
    let lands = ticks(60.0) + ticks(1.15 * 0.75);
    assert!(when.abs_diff(lands) <= 4, "{when} beside {lands}");
    assert!(at.y < 0.2, "on the ground: {at}");
}

#[test]
fn no_place_has_more_sources_than_the_budget() {
    for name in SCENARIOS {
        let mut app = begun(name);
        let loops = scene(&mut app).loops.len();
        let spots = ask(&mut app, |_, scape, _| scape.spots().len());
        println!("{name}: {loops} loops at its first second, {spots} spots in all");
        assert!(loops + 8 <= mixer::SOURCES_MAX && spots <= 12, "{name}: {loops} {spots}");
    }
}

#[test]
fn what_calls_now_and_then_calls_once_in_each_stretch_and_the_same_each_time() {
    let spots = ask(&mut begun("falling-object-site"), |_, scape, _| scape.spots().to_vec());
    for (number, spot) in spots.iter().enumerate() {
        let scape::Spot { rhythm: Rhythm::Sometimes(s), .. } = spot else { continue };
        let calls: Vec<u64> = (0..5 * ticks(*s)).filter(|t| spot.calls(number, *t)).collect();
        assert_eq!(calls.len(), 5, "{:?}", spot.sound);
        let gaps: HashSet<u64> = calls.windows(2).map(|w| w[1] - w[0]).collect();
        assert!(gaps.len() > 1, "like a machine: {gaps:?}");
    }
}

/// A consequence of each kind, 6 seconds long.
pub(super) fn strikes() -> Vec<script::Strike> {
    let by = [0.0, -4.0, 1.0];
    let kinds = [
        Depiction::Blast,
        Depiction::Shock,
        Depiction::Fall { drop_m: 4.0, at: None },
        Depiction::RunOver { props: Vec::new(), by, at: None },
        Depiction::StruckBy { from: [0.0, 5.0, 0.0], clear_m: 3.0 },
    ];
    let strike = |depiction| script::Strike {
        id: "C1".into(),
        at: 0,
        lasts_s: 6.0,
        depiction,
        spark: None,
        victim: Victim::at(Vec3::ZERO, 0.0, 1.75, &[Vec3::new(0.2, 1.2, -0.4)]),
        view: Transform::default(),
    };
    kinds.into_iter().map(strike).collect()
}

#[test]
fn each_consequence_has_sounds_of_its_own_and_a_silent_freeze() {
    let mut firsts = HashSet::new();
    for strike in strikes() {
        let at = |tick| strike::loops(&strike, &strike.moment(tick), tick, None);
        let cues: Vec<Sound> =
            (0..360).flat_map(|t| strike::cues(&strike, t)).map(|(sound, ..)| sound).collect();
        assert_eq!(cues.iter().filter(|c| **c == Sound::DebriefTone).count(), 1);
        let own: Vec<&Sound> = cues.iter().filter(|c| **c != Sound::DebriefTone).collect();
        assert!(!own.is_empty(), "{:?}", strike.depiction);
        assert!(own.iter().all(|sound| firsts.insert(**sound)), "{own:?}");
        let frozen = strike.frozen_at();
        assert!((frozen..360).all(|t| at(t).loops.is_empty()), "{:?}", strike.depiction);
        let is_alive = (0..frozen).any(|t| !at(t).loops.is_empty());
        let is_short = matches!(strike.depiction, Depiction::StruckBy { .. } | Depiction::Blast);
        assert!(is_alive || is_short, "{:?}", strike.depiction);
    }
}
