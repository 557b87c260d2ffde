//! What the pictures of the kitchen must show.

use crate::frame::Frame;
use crate::theatre::*;
use anlan_attempt::Mode;
use anlan_presentation::Pictures;
use anlan_scenario::Language;
use anlan_stage::{AgentBody, Body, BodyInput, Buttons, CardPanel};
use bevy::prelude::*;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Where the trainee looks at the start: at the range.
const AHEAD: Vec3 = Vec3::new(0.0, 1.3, -5.0);
/// The marker of the gas hose.
const HOSE: Vec3 = Vec3::new(1.4, 0.5, -5.05);
/// From the scenario's picture `birdseye`, and from the view of its consequence.
const ABOVE: [Vec3; 2] = [Vec3::new(0.0, 12.0, 1.0), Vec3::new(0.0, 0.0, -1.8)];
/// From beside the cook toward the hose.
const NEAR_HOSE: [Vec3; 2] = [Vec3::new(0.8, 0.75, -4.35), Vec3::new(1.35, 0.5, -5.1)];
const YARD: [Vec3; 2] = [Vec3::new(1.9, 1.65, 6.4), Vec3::new(1.2, 1.4, 2.0)];

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures").join(name)
}

/// One attempt from the start to the debrief, in which nobody is stopped.
struct Show {
    folder: PathBuf,
    /// Where the card was, and the row that the hand pointed at.
    card: Transform,
    hovered: Option<usize>,
    /// Where the cook was when he had had six seconds to walk.
    cook: Vec3,
    /// Cameras that were awake between pictures.
    awake: usize,
}

impl Show {
    fn frame(&self, id: &str) -> Frame {
        Frame::read(&self.folder.join(format!("{id}.png")))
    }
}

fn show() -> &'static Show {
    static SHOW: OnceLock<Show> = OnceLock::new();
    SHOW.get_or_init(play)
}

fn play() -> Show {
    let folder = folder("zh");
    let ahead = look_at(AHEAD);
    let mut theatre = Theatre::open(Mode::Guided, 7, Language::ZhCn, &folder, &assets());
    theatre.play(62, &ahead);
    theatre.picture_from("hose", NEAR_HOSE);
    theatre.play(63, &mark(HOSE));
    theatre.play(64, &ahead);
    theatre.picture("card");
    let world = theatre.world_mut();
    let card = *world.query_filtered::<&Transform, With<CardPanel>>().single(world).unwrap();
    let hovered = CardPanel::row_under(&card, &world.resource::<Body>().hand());
    let skip = BodyInput { buttons: Buttons { skip: true, ..default() }, ..ahead.clone() };
    theatre.play(65, &skip);
    theatre.play(66, &skip);
    theatre.play(96 * 60, &ahead);
    theatre.frame();
    let world = theatre.world_mut();
    let mut agents = world.query::<(&AgentBody, &Transform)>();
    let cook = agents.iter(world).find(|(agent, _)| agent.id.as_str() == "he");
    let cook = cook.unwrap().1.translation;
    let awake = world.query::<&Camera>().iter(world).filter(|camera| camera.is_active).count();
    theatre.play(u64::MAX, &ahead);
    theatre.picture("debrief");
    let taken = theatre.taken();
    let names = taken.iter().map(|path| path.file_stem().unwrap().to_str().unwrap());
    assert_eq!(
        names.collect::<Vec<_>>(),
        ["start", "hose", "card", "birdseye", "consequence", "debrief"]
    );
    Show { folder, card, hovered, cook, awake }
}

/// Where a point of the place is on a picture seen from `eye` toward `toward`, as shares.
fn on_picture(point: Vec3, [eye, toward]: [Vec3; 2]) -> Vec2 {
    let at = Transform::from_translation(eye).looking_at(toward, Vec3::Y);
    let local = at.rotation.inverse() * (point - eye);
    // The cameras' opening is 60 degrees from top to bottom.
    let high = 2.0 * -local.z * 30.0_f32.to_radians().tan();
    Vec2::new(0.5 + local.x / high * SIZE.y as f32 / SIZE.x as f32, 0.5 - local.y / high)
}

/// The colour about a point of a picture.
fn colour(frame: &Frame, at: Vec2) -> Vec3 {
    const HALF: Vec2 = Vec2::new(0.002, 0.0035);
    let pixels: Vec<Vec3> = frame.part(at - HALF, at + HALF).map(|(x, y)| frame.at(x, y)).collect();
    pixels.iter().sum::<Vec3>() / pixels.len() as f32
}

fn is_yellow(c: Vec3) -> bool {
    c.x > 1.4 * c.z && c.y > 1.15 * c.z && c.x < 1.7 * c.y
}

fn is_red(c: Vec3) -> bool {
    c.x > 1.8 * c.y && c.x > 1.8 * c.z
}

/// Neither black nor white nor grey soup: a picture that somebody can read.
fn expect_readable(frame: &Frame) {
    let (light, edges) = (frame.mean_light(), frame.edges());
    assert!((0.3..0.75).contains(&light), "mean light {light}");
    assert!((0.01..0.3).contains(&edges), "edges {edges}");
    let dark = frame.share(Vec2::ZERO, Vec2::ONE, 0.0..0.08);
    let white = frame.share(Vec2::ZERO, Vec2::ONE, 0.97..1.1);
    assert!(dark < 0.2 && white < 0.2, "dark {dark}, white {white}");
}

/// Light words on a dark ground, about the middle of the picture's foot.
fn expect_caption(frame: &Frame) {
    let (from, to) = (Vec2::new(0.42, 0.875), Vec2::new(0.58, 0.935));
    let (words, ground) = (frame.share(from, to, 0.8..1.1), frame.share(from, to, 0.0..0.55));
    assert!((0.03..0.5).contains(&words) && ground > 0.3, "words {words}, ground {ground}");
}

#[test]
fn the_start_shows_the_kitchen() {
    let frame = show().frame("start");
    expect_readable(&frame);
    expect_caption(&frame);
    let at = |point: Vec3| colour(&frame, on_picture(point, [EYES, AHEAD]));
    let extinguisher = at(Vec3::new(-2.74, 1.22, -6.79));
    assert!(is_red(extinguisher), "extinguisher {extinguisher}");
    let pipe = at(Vec3::new(-3.83, 0.66, -5.3));
    assert!(is_yellow(pipe), "gas pipe {pipe}");
    let soot = at(Vec3::new(-1.2, 0.92, -5.27));
    assert!(soot.element_sum() < 1.2, "foot of the soup pot {soot}");
    let wall = at(Vec3::new(2.6, 2.2, -7.0));
    assert!(wall.min_element() > 0.5 && wall.max_element() - wall.min_element() < 0.15, "{wall}");
}

#[test]
fn the_hose_can_be_seen_to_be_cracked() {
    let frame = show().frame("hose");
    expect_readable(&frame);
    let heights = (0..30).map(|i| 0.36 + 0.01 * i as f32);
    let spots = heights.flat_map(|y| [1.36, 1.37, 1.38, 1.39, 1.4, 1.41].map(|x| (x, y)));
    let rubber: Vec<Vec3> = spots
        .map(|(x, y)| colour(&frame, on_picture(Vec3::new(x, y, -5.06), NEAR_HOSE)))
        .filter(|colour| is_yellow(*colour))
        .collect();
    assert!(rubber.len() >= 20, "only {} spots are hose", rubber.len());
    let lights = rubber.iter().map(|c| c.element_sum());
    let span = lights.clone().fold(0.0, f32::max) - lights.fold(3.0, f32::min);
    assert!(span > 0.25, "a hose without a crack: {span}");
}

#[test]
fn the_birdseye_lifts_the_ceiling() {
    let frame = show().frame("birdseye");
    expect_readable(&frame);
    let at = |point: Vec3| colour(&frame, on_picture(point, ABOVE));
    let floor = at(Vec3::new(1.2, 0.0, -1.0));
    assert!(floor.x > floor.z * 1.05 && floor.x < 0.75, "floor {floor}");
    let blanket = at(Vec3::new(-2.49, 1.69, -6.915));
    assert!(is_red(blanket), "fire blanket {blanket}");
    let pipe = at(Vec3::new(-3.85, 0.67, -5.3));
    assert!(is_yellow(pipe), "gas pipe {pipe}");
    let cartons = at(Vec3::new(-3.27, 1.19, -2.85));
    assert!(cartons.x > 1.25 * cartons.z, "cartons {cartons}");
}

#[test]
fn every_row_of_the_card_can_be_read() {
    let show = show();
    let frame = show.frame("card");
    let on_page = |at: Vec2| on_picture(show.card.transform_point(at.extend(0.0)), [EYES, AHEAD]);
    for row in 0..anlan_stage::OPTION_ROWS {
        let (centre, size) = (CardPanel::row_centre(row), CardPanel::row_size());
        // Where the words are: right of the badge, away from the row's edges.
        let from = on_page(centre + size * Vec2::new(-0.38, 0.25));
        let to = on_page(centre + size * Vec2::new(-0.02, -0.25));
        let ink = frame.share(from, to, 0.0..0.4);
        let paper = frame.share(from, to, 0.7..1.1);
        assert!((0.02..0.4).contains(&ink) && paper > 0.5, "row {row}: {ink} ink, {paper} paper");
        let right = on_page(centre + size * Vec2::new(0.4, 0.0));
        let is_lit = is_yellow(colour(&frame, right));
        assert_eq!(is_lit, show.hovered == Some(row), "row {row} is lit: {is_lit}");
    }
    assert!(show.hovered.is_some(), "the hand points at the card");
}

#[test]
fn the_freeze_shows_the_gas_that_reaches_down_to_the_spark() {
    let frame = show().frame("consequence");
    expect_readable(&frame);
    expect_caption(&frame);
    let at = |point: Vec3| colour(&frame, on_picture(point, YARD));
    let gas = at(Vec3::new(-1.0, 2.9, 1.9));
    assert!(is_yellow(gas), "gas {gas}");
    let thin = at(Vec3::new(-1.0, 1.75, 1.9));
    assert!(gas.x - gas.z > 1.5 * (thin.x - thin.z), "gas {gas} above, {thin} below");
    let spark = at(Vec3::new(2.3, 1.46, -6.9));
    assert!(spark.x > 1.4 * spark.z, "spark {spark}");
}

#[test]
fn the_debrief_is_a_page_of_words() {
    let frame = show().frame("debrief");
    let (from, to) = (Vec2::new(0.15, 0.4), Vec2::new(0.85, 0.65));
    let (words, ground) = (frame.share(from, to, 0.7..1.1), frame.share(from, to, 0.0..0.3));
    assert!((0.03..0.4).contains(&words) && ground > 0.5, "words {words}, ground {ground}");
}

#[test]
fn nothing_draws_between_pictures_and_colleagues_walk_as_without() {
    let show = show();
    assert_eq!(show.awake, 0, "cameras awake between pictures");
    let switch = Vec2::new(2.2, -6.3);
    let off = show.cook.xz().distance(switch);
    assert!(off < 0.3, "the cook stands {off} m from the hood switch");
}

#[test]
fn the_same_seed_gives_the_same_picture() {
    let folder = folder("again");
    let mut theatre = Theatre::open(Mode::Guided, 7, Language::ZhCn, &folder, &assets());
    theatre.play(62, &look_at(AHEAD));
    let (most, mean) = show().frame("start").difference(&Frame::read(&theatre.taken()[0]));
    // Threads of the rasteriser may round an edge pixel in another order; nobody can see it.
    assert!(most <= 8 && mean < 0.01, "differs by {most} at most, {mean} on average");
}

#[test]
fn missing_fonts_and_folders_are_sentences() {
    let manifest = PathBuf::from("Cargo.toml");
    let shots = manifest.join("shots");
    let assets = folder("no-assets");
    let mut theatre = Theatre::open(Mode::Exam, 7, Language::En, &shots, &assets);
    theatre.play(62, &look_at(AHEAD));
    let pictures = theatre.world().resource::<Pictures>();
    assert!(pictures.taken().is_empty() && !pictures.is_busy());
    assert_eq!(pictures.faults().len(), 1, "{:?}", pictures.faults());
    assert!(pictures.faults()[0].contains("cannot be written"), "{:?}", pictures.faults());
}
