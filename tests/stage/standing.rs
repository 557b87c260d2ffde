//! For every hazard of every scenario and variant, a place to stand from which its cue can be
//! perceived: on the floor that feet can reach, nothing between, and half a degree or more. The
//! report is `STANDING.md`; it is written again by `ANLAN_WRITE=1 cargo test -p anlan-tests-stage`.

use crate::theatre::{Theatre, bundle, scenarios};
use anlan_attempt::{MarkerId, Mode};
use anlan_bot::BotKind;
use anlan_scenario::{Bundle, Floor, Variant};
use anlan_stage::{Cues, MarkerPoint, Obstacles, Run, Sight};
use bevy::ecs::system::RunSystemOnce;
use bevy::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Variants are looked for among so many seeds.
const SEEDS: u64 = 64;
/// What the timeline sets at the start stands after this long.
const SETTLED_TICKS: usize = 120;
/// No perfect run takes longer than this.
const RUN_TICKS_MAX: usize = 60 * 600;
/// Places are tried this far apart, metres.
const GRID_M: f32 = 0.25;
/// Eyes of somebody who stands, and of somebody who sits, metres.
const EYES_M: [f32; 2] = [1.6, 1.15];

/// Where to stand for a hazard, and how its cue looks from there; per height of the eyes.
type Stands = [Option<(Vec2, Sight)>; 2];

/// The nearest places, by the way from the start, for these hazards as things stand now.
fn stands(world: &mut World, wanted: BTreeSet<String>) -> BTreeMap<String, Stands> {
    world.run_system_once_with(find, wanted).unwrap()
}

fn find(
    wanted: In<BTreeSet<String>>,
    cues: Cues,
    markers: Query<(&MarkerPoint, &Transform)>,
    obstacles: Res<Obstacles>,
    run: Res<Run>,
) -> BTreeMap<String, Stands> {
    let scenario = run.attempt.scenario();
    let file = scenario.file();
    let floor = Floor::new(scenario, &obstacles.0);
    let ways = floor.ways([file.start.pos[0], file.start.pos[2]]);
    let mut places = Vec::new();
    for rect in &file.floor {
        let count = |i: usize| ((rect.max[i] - rect.min[i]) / GRID_M) as usize;
        for (i, j) in (0..=count(0)).flat_map(|i| (0..=count(1)).map(move |j| (i, j))) {
            let at = [rect.min[0] + i as f32 * GRID_M, rect.min[1] + j as f32 * GRID_M];
            places.extend(ways.metres_to(at).map(|metres| (metres, Vec2::from(at))));
        }
    }
    places.sort_by(|a, b| {
        a.0.total_cmp(&b.0).then(a.1.x.total_cmp(&b.1.x)).then(a.1.y.total_cmp(&b.1.y))
    });
    let from = |marker: &MarkerPoint, at: Vec3, eyes_m: f32| {
        places.iter().find_map(|(_, place)| {
            let eyes = Vec3::new(place.x, file.start.pos[1] + eyes_m, place.y);
            Some((*place, cues.sight(eyes, marker, at)?))
        })
    };
    let hazard = |id: &MarkerId| match id {
        MarkerId::Hazard(id) => Some(id.to_string()),
        MarkerId::LookAlike(_) => None,
    };
    markers
        .iter()
        .filter_map(|(marker, at)| Some((hazard(&marker.id)?, marker, at.translation)))
        .filter(|(id, ..)| wanted.contains(id))
        .map(|(id, marker, at)| (id, EYES_M.map(|eyes_m| from(marker, at, eyes_m))))
        .collect()
}

/// Hazards whose cue is out now.
fn out(theatre: &Theatre) -> BTreeSet<String> {
    let lives = theatre.attempt().outcome().hazards.iter();
    lives.filter(|l| l.appeared.is_some()).map(|l| l.id.to_string()).collect()
}

/// Every hazard that is out at the start.
fn at_start(bundle: &Bundle, seed: u64) -> BTreeMap<String, Stands> {
    let mut theatre = Theatre::open(bundle, Mode::Exam, seed, None);
    for _ in 0..SETTLED_TICKS {
        theatre.tick();
    }
    let out = out(&theatre);
    stands(theatre.app.world_mut(), out)
}

/// Every hazard in the moment in which its cue comes out while the perfect bot plays.
fn in_course(bundle: &Bundle, seed: u64) -> BTreeMap<String, Stands> {
    let mut theatre = Theatre::open(bundle, Mode::Exam, seed, Some(BotKind::Perfect));
    let mut found = BTreeMap::new();
    for tick in 0..RUN_TICKS_MAX {
        theatre.tick();
        if tick % 60 == 0 {
            theatre.app.update();
        }
        let is_new = |id: &String| !found.contains_key(id);
        let new: BTreeSet<_> = out(&theatre).into_iter().filter(is_new).collect();
        if !new.is_empty() {
            found.extend(stands(theatre.app.world_mut(), new));
        }
        if !theatre.attempt().scene_runs() {
            break;
        }
    }
    found
}

/// One seed for each variant, the smallest.
fn variants(bundle: &Bundle) -> Vec<(u64, Variant)> {
    let mut all: Vec<(u64, Variant)> = Vec::new();
    for seed in 1..=SEEDS {
        let variant = Variant::draw(bundle.scenario().file(), seed);
        if !all.iter().any(|(_, known)| *known == variant) {
            all.push((seed, variant));
        }
    }
    all
}

fn report() -> (String, Vec<String>) {
    let mut text = String::from(
        "# Where to stand\n\nMade by `tests/stage/standing.rs`. For each hazard of each variant: \
         the nearest place on the way from the start from which its cue can be perceived (nothing \
         between, half a degree or more), for eyes at 1.6 m, and whether there is one for eyes at \
         1.15 m, who sits. Hazards whose cue comes out later are taken in that moment of the \
         perfect run.\n",
    );
    let mut exceptions = Vec::new();
    let mut folders = scenarios();
    folders.sort();
    for folder in folders {
        let id = folder.file_name().unwrap().to_str().unwrap();
        let bundle = bundle(id);
        let later = in_course(&bundle, 1);
        writeln!(text, "\n## {id}\n\n| Seed | Hazard | Stand at (x, z) | Cue | Seated |").unwrap();
        writeln!(text, "|---|---|---|---|---|").unwrap();
        for (seed, variant) in variants(&bundle) {
            let now = at_start(&bundle, seed);
            for hazard in &bundle.scenario().file().hazards {
                let hazard_id = hazard.id.to_string();
                if variant.absent.contains(&hazard.id) {
                    continue;
                }
                let course = || in_course(&bundle, seed).get(&hazard_id).copied();
                let found = now.get(&hazard_id).or(later.get(&hazard_id)).copied();
                let [standing, seated] = found.or_else(course).unwrap_or_default();
                let seated = if seated.is_some() { "yes" } else { "no" };
                let row = match standing {
                    Some((at, sight)) => format!(
                        "({:.2}, {:.2}) | {:.1} m, {:.1}° | {seated}",
                        at.x, at.y, sight.distance_m, sight.degrees
                    ),
                    None => format!("none | — | {seated}"),
                };
                writeln!(text, "| {seed} | {hazard_id} | {row} |").unwrap();
                if standing.is_none() || seated == "no" {
                    let who = if standing.is_none() { "nobody" } else { "nobody who sits" };
                    exceptions.push(format!("{id}, seed {seed}: {who} sees {hazard_id}"));
                }
            }
        }
    }
    writeln!(text, "\n## Exceptions\n").unwrap();
    if exceptions.is_empty() {
        writeln!(text, "None.").unwrap();
    }
    exceptions.iter().for_each(|line| writeln!(text, "- {line}").unwrap());
    (text, exceptions)
}

#[test]
fn for_every_hazard_there_is_a_place_from_which_it_can_be_perceived() {
    let (text, exceptions) = report();
    if std::env::var_os("ANLAN_WRITE").is_some() {
        std::fs::write("STANDING.md", &text).unwrap();
    }
    let standing: Vec<_> = exceptions.iter().filter(|e| e.contains("nobody sees")).collect();
    assert!(standing.is_empty(), "{standing:#?}");
    let kept = std::fs::read_to_string("STANDING.md").unwrap_or_default();
    assert!(kept == text, "STANDING.md is old: set ANLAN_WRITE and run this test again");
}
