//! What is heard, asserted on the samples that leave the limiter. kira's own mock backend keeps its
//! samples to itself, so a small one here hands them out.

mod levels;
mod locate;
mod places;

use super::limiter::LIMIT;
use super::scene::{FADE_S, Loop, Source};
use super::way::Muffle;
use super::*;
use crate::speech::Line;
use crate::words::Wording;
use crate::{narration, script};
use anlan_attempt::{Attempt, Mode, Setup, Signal, TICKS_PER_S, ticks};
use anlan_scenario::read_folder;
use anlan_stage::{
    BodyInput, Buttons, PartState, Pose, Recorder, StagePlugin, StageSystems, begin,
};
use bevy::ecs::system::SystemState;
use kira::backend::{Backend, Renderer};
use library::Sound;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

const RATE: u32 = 48_000;
/// Frames in one tick.
const TICK_FRAMES: usize = RATE as usize / TICKS_PER_S as usize;
/// The gas alarm on the wall.
const ALARM: Vec3 = Vec3::new(2.6, 0.5, -6.95);

/// A device that hands out what it plays.
#[derive(Default)]
struct Capture(Mutex<Option<Renderer>>);

impl Backend for Capture {
    type Settings = ();
    type Error = String;

    fn setup((): (), _: usize) -> Result<(Self, u32), String> {
        Ok((Self::default(), RATE))
    }

    fn start(&mut self, renderer: Renderer) -> Result<(), String> {
        *self.0.lock().unwrap() = Some(renderer);
        Ok(())
    }
}

impl Capture {
    /// The next samples, left and right in turn.
    fn samples(&mut self, frames: usize) -> Vec<f32> {
        let mut samples = vec![0.0; frames * 2];
        let mut renderer = self.0.lock().unwrap();
        let renderer = renderer.as_mut().unwrap();
        for chunk in samples.chunks_mut(512) {
            renderer.on_start_processing();
            renderer.process(chunk, 2);
        }
        samples
    }
}

/// A machine without a sound device.
struct Deaf;

impl Backend for Deaf {
    type Settings = ();
    type Error = String;

    fn setup((): (), _: usize) -> Result<(Self, u32), String> {
        Err("no such device".to_owned())
    }

    fn start(&mut self, _: Renderer) -> Result<(), String> {
        Ok(())
    }
}

struct Nowhere;

impl Recorder for Nowhere {
    fn tick(&mut self, _: &[Signal]) -> Result<(), String> {
        Ok(())
    }
    fn trace(&mut self, _: u64, _: &[(String, Pose)]) -> Result<(), String> {
        Ok(())
    }
}

fn root() -> PathBuf {
    Path::new("../../..").canonicalize().unwrap()
}

pub(super) fn assets() -> PathBuf {
    root().join("assets")
}

/// A way with nothing in it.
fn clear(_: Vec3) -> Muffle {
    Muffle::NONE
}

fn listening(ears: Pose) -> Listening<'static> {
    Listening { ears, muffle: &clear }
}

fn from(sound: Sound, at: Vec3, gain_db: f32) -> Scene {
    let from = Some(Source { id: "it".to_owned(), at, near_m: 1.0 });
    Scene { loops: vec![Loop { sound, from, gain_db, fade_s: FADE_S }], cutoff_hz: 20_000.0 }
}

fn hiss(at: Vec3, gain_db: f32) -> Scene {
    from(Sound::GasHiss, at, gain_db)
}

fn mixer() -> Mixer<Capture> {
    Mixer::open((), Library::read(&assets())).unwrap()
}

fn rms(samples: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = samples.fold((0.0, 0), |(sum, count), s| (sum + s * s, count + 1));
    (sum / count.max(1) as f32).sqrt()
}

/// Loudness left and right of one second, once everything has settled.
fn ears(mixer: &mut Mixer<Capture>, scene: &Scene, at: Vec3, yaw_deg: f32) -> (f32, f32) {
    let rot = Quat::from_rotation_y(yaw_deg.to_radians());
    let listening = listening(Pose { at, rot });
    mixer.sound(scene, &listening);
    mixer.follow(&listening);
    mixer.backend().samples(RATE as usize / 2);
    let samples = mixer.backend().samples(RATE as usize);
    (rms(samples.iter().step_by(2).copied()), rms(samples.iter().skip(1).step_by(2).copied()))
}

#[test]
fn a_hiss_is_louder_nearer_and_on_its_own_side_as_the_head_turns() {
    let (mut mixer, leak) = (mixer(), Vec3::new(1.4, 0.5, -5.1));
    let scene = hiss(leak, 0.0);
    let side = Vec3::new(-0.6, 1.6, -5.1);
    let (left, right) = ears(&mut mixer, &scene, side, 0.0);
    assert!(right > 1.5 * left && left > 0.0, "ahead is north: {left} {right}");
    let (left, right) = ears(&mut mixer, &scene, side, 180.0);
    assert!(left > 1.5 * right && right > 0.0, "ahead is south: {left} {right}");
    let (left, right) = ears(&mut mixer, &scene, side, -90.0);
    assert!((left / right - 1.0).abs() < 0.05, "looking at it: {left} {right}");
    let far = ears(&mut mixer, &scene, Vec3::new(1.4, 1.6, 1.0), 0.0);
    let near = ears(&mut mixer, &scene, Vec3::new(1.4, 1.6, -4.1), 0.0);
    let gain_db = 20.0 * (near.0 / far.0).log10();
    assert!(gain_db > 6.0, "only {gain_db} dB from six metres to one and a half");
}

#[test]
fn a_loop_ends_and_a_broken_file_is_silence() {
    let mut mixer = mixer();
    let scene = hiss(Vec3::NEG_Z, 0.0);
    assert!(ears(&mut mixer, &scene, Vec3::ZERO, 0.0).0 > 0.01);
    let silence = Scene { loops: Vec::new(), ..scene.clone() };
    assert_eq!(ears(&mut mixer, &silence, Vec3::ZERO, 0.0), (0.0, 0.0));
    let mut empty = Mixer::<Capture>::open((), Library::default()).unwrap();
    assert_eq!(ears(&mut empty, &scene, Vec3::ZERO, 0.0), (0.0, 0.0));
}

#[test]
fn all_sounds_together_stay_below_the_limit() {
    let mut mixer = mixer();
    let here = listening(Pose::default());
    let at = |i: usize| Vec3::new((i as f32).sin(), 0.3, (i as f32).cos());
    let loops = |(i, sound): (usize, &Sound)| numbered(from(*sound, at(i), 6.0), i);
    let loops = Sound::ALL.iter().enumerate().filter(|(_, s)| is_loop(**s)).flat_map(loops);
    mixer.sound(&Scene { loops: loops.collect(), cutoff_hz: 20_000.0 }, &here);
    for sound in Sound::ALL.iter().filter(|sound| !is_loop(**sound)) {
        mixer.play(&touch::Cue { sound: *sound, at: None, gain_db: 6.0, near_m: 1.0 }, &here);
    }
    let samples = mixer.backend().samples(3 * RATE as usize);
    let peak = samples.iter().map(|s| s.abs()).fold(0.0, f32::max);
    assert!(peak <= LIMIT + 1e-4 && peak > 0.9 * LIMIT, "{peak}");
    assert!(20.0 * LIMIT.log10() <= -1.0, "dB of full scale");
}

/// The loops of a scene, whose sources have names of their own.
fn numbered(scene: Scene, number: usize) -> Vec<Loop> {
    let name = |mut of: Loop| {
        of.from.iter_mut().for_each(|from| from.id = number.to_string());
        of
    };
    scene.loops.into_iter().map(name).collect()
}

fn is_loop(sound: Sound) -> bool {
    library::LOOPS.contains(&sound)
}

/// The kitchen on stage with everything of presentation that is heard.
fn hall(language: Language, mode: Mode, assets: &Path) -> App {
    stage("kitchen-gas-leak", language, mode, assets)
}

fn stage(scenario: &str, language: Language, mode: Mode, assets: &Path) -> App {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, TransformPlugin, StagePlugin))
        .insert_resource(Wording(language))
        .insert_resource(Lines::new(assets, language))
        .init_resource::<Script>()
        .init_resource::<Speech>()
        .configure_sets(FixedUpdate, PresentationSystems.after(StageSystems::Settle))
        .add_systems(
            FixedUpdate,
            (script::heed_effects, narration::heed_words).chain().in_set(PresentationSystems),
        )
        .insert_resource(bevy::time::TimeUpdateStrategy::ManualDuration(default()));
    app.finish();
    app.cleanup();
    app.update();
    let scenario = read_folder(&root().join("scenarios").join(scenario)).unwrap();
    let attempt = Attempt::new(Arc::new(scenario), Setup { mode, seed: 1 });
    begin(app.world_mut(), Run::new(attempt, Nowhere, true));
    app
}

/// One tick and its frame.
fn tick(app: &mut App, input: &BodyInput) {
    app.world_mut().write_message(input.clone());
    app.world_mut().run_schedule(FixedUpdate);
    app.update();
}

fn standing() -> BodyInput {
    let head = Pose { at: Vec3::Y * 1.6, ..default() };
    BodyInput { head, hand: head, ..default() }
}

fn captions(app: &App) -> Vec<String> {
    app.world().resource::<Speech>().captions().map(str::to_owned).collect()
}

fn scene(app: &mut App) -> Scene {
    type Heard = (Place<'static, 'static>, Res<'static, Scape>, Res<'static, Run>);
    let mut state = SystemState::<(Heard, Res<Script>, Res<Body>)>::new(app.world_mut());
    let ((place, scape, run), script, body) = state.get(app.world()).unwrap();
    let (strike, tick) = (playing(&script, &run), run.attempt.ticks());
    Scene::of((&place, &scape), body.head().at, run.attempt.phase(), strike.as_ref(), tick)
}

#[test]
fn captions_come_with_their_voices() {
    for language in Language::ALL {
        let mut app = hall(language, Mode::Exam, &assets());
        // No other sound than voices.
        add_mixer(&mut app, Mixer::<Capture>::open((), Library::default()).unwrap(), &assets());
        let mut silent_for = ticks(1.0);
        let (mut onsets, mut voices, mut up) = (Vec::new(), Vec::new(), Vec::new());
        for now in 0..ticks(108.0) {
            tick(&mut app, &standing());
            let is_new = |c: &String| !up.contains(c);
            let shown = captions(&app);
            onsets.extend(shown.iter().filter(|c| is_new(c)).map(|_| now));
            up = shown;
            let samples = app.world_mut().resource_mut::<Mixer<Capture>>();
            let samples = samples.into_inner().backend().samples(TICK_FRAMES);
            let is_loud = samples.iter().any(|s| s.abs() > 2e-3);
            if is_loud && silent_for > ticks(0.7) {
                voices.push(now);
            }
            silent_for = if is_loud { 0 } else { silent_for + 1 };
        }
        // N1, N2, N3, He and Ding.
        assert_eq!(onsets.len(), 5, "{onsets:?}");
        for onset in onsets {
            let voice = voices.iter().find(|v| **v >= onset).unwrap();
            assert!(voice - onset <= ticks(0.05), "{language:?}: {onset} and {voice}");
        }
    }
}

#[test]
fn the_alarm_is_silent_and_the_explosion_is_not() {
    let mut app = hall(Language::ZhCn, Mode::Exam, &assets());
    add_mixer(&mut app, mixer(), &assets());
    let mut loudest = 0.0_f32;
    let mut heard = HashSet::new();
    while app.world().resource::<Script>().strike.is_none() {
        tick(&mut app, &standing());
        let loops = scene(&mut app).loops;
        assert!(loops.iter().all(|l| l.from.iter().all(|f| f.at.distance(ALARM) > 0.6)));
        heard.extend(loops.into_iter().map(|l| l.sound));
        let run = app.world().resource::<Run>();
        assert!(run.attempt.ticks() < ticks(125.0), "no strike");
    }
    for sound in [Sound::GasHiss, Sound::Flames, Sound::SoupBoil, Sound::WokFry] {
        assert!(heard.contains(&sound), "{sound:?} in {heard:?}");
    }
    assert!(!heard.contains(&Sound::HoodFan), "the fan is off");
    for _ in 0..ticks(2.0) {
        tick(&mut app, &standing());
        let mixer = app.world_mut().resource_mut::<Mixer<Capture>>().into_inner();
        let samples = mixer.backend().samples(TICK_FRAMES);
        loudest = samples.iter().map(|s| s.abs()).fold(loudest, f32::max);
    }
    assert!(loudest > 0.3 && loudest <= LIMIT + 1e-4, "{loudest}");
    for _ in 0..ticks(1.2) {
        tick(&mut app, &standing());
    }
    assert_eq!(scene(&mut app).loops, [], "the freeze is silent");
    assert_eq!(captions(&app), ["一个火花引爆了聚在顶部的燃气"]);
}

/// Standing, with the marking tool pressed on the soup pot.
fn marking() -> BodyInput {
    let (at, pot) = (Vec3::Y * 1.6, Vec3::new(-1.2, 1.25, -5.3));
    let rot = Transform::from_translation(at).looking_at(pot, Vec3::Y).rotation;
    let hand = Pose { at, rot };
    BodyInput { head: hand, hand, buttons: Buttons { mark: true, ..default() }, ..default() }
}

#[test]
fn a_mark_tells_its_verdict_only_where_it_is_told() {
    for (mode, sounds) in [
        (Mode::Exam, &[Sound::Mark][..]),
        (Mode::Practice, &[Sound::Mark, Sound::ToneRight, Sound::CardTick][..]),
    ] {
        let mut app = hall(Language::En, mode, &assets());
        add_mixer(&mut app, mixer(), &assets());
        (0..60).for_each(|_| tick(&mut app, &standing()));
        app.world_mut().resource_mut::<Touches>().take();
        app.world_mut().write_message(marking());
        app.world_mut().run_schedule(FixedUpdate);
        let cues = app.world_mut().resource_mut::<Touches>().take();
        let heard: Vec<Sound> = cues.iter().map(|cue| cue.sound).collect();
        assert_eq!(heard, sounds, "{mode:?}");
        (0..120).for_each(|_| tick(&mut app, &standing()));
        let reads = |app: &App| {
            let sounding = app.world().resource::<Speech>().sounding();
            sounding.is_some_and(|s| s.file.path.ends_with("hazard.H3.ogg"))
        };
        assert_eq!(reads(&app), mode == Mode::Practice, "the card is read out");
        let skip = Buttons { skip: true, ..default() };
        tick(&mut app, &BodyInput { buttons: skip, ..standing() });
        assert!(!reads(&app), "this card is gone, and the next one does not say the name again");
    }
}

#[test]
fn every_part_of_the_kitchen_sounds_like_what_it_is() {
    let mut app = hall(Language::En, Mode::Exam, &assets());
    let mut parts = app.world_mut().query::<&PartState>();
    let scenario = app.world().resource::<Run>().attempt.scenario().clone();
    let scape = Scape::new(&assets());
    let sound = |id: &str| {
        let part = parts.iter(app.world()).find(|part| part.id.as_str() == id).unwrap();
        let mut moved = part.clone();
        moved.at = 0.5;
        touch::part_sound(&scenario, &scape, &moved, part.at).unwrap()
    };
    let heard = [
        "stove_line.knob_left",
        "main_valve.lever",
        "boxes_valve.stack",
        "hood_switch.rocker",
        "window.sash",
        "goods_window.sacks",
        "back_door.leaf",
    ]
    .map(sound);
    let right = [
        Sound::KnobClick,
        Sound::ValveLever,
        Sound::CartonDrag,
        Sound::SwitchClick,
        Sound::WindowSlide,
        Sound::SackDrag,
        Sound::DoorSwing,
    ];
    assert_eq!(heard, right);
}

#[test]
fn without_a_device_the_words_are_still_there() {
    let mut app = hall(Language::ZhCn, Mode::Exam, &assets());
    assert!(open::<Deaf>((), &assets()).is_none());
    for _ in 0..ticks(1.0) {
        tick(&mut app, &standing());
    }
    assert_eq!(captions(&app), ["开市前，检查后厨。"]);
    assert_eq!(app.world().resource::<Run>().attempt.ticks(), ticks(1.0));
}

#[test]
fn a_line_without_a_voice_is_held_by_reading_speed() {
    let folder = scratch("no-voices");
    let mut app = hall(Language::ZhCn, Mode::Exam, &folder);
    let mut up = 0;
    for _ in 0..ticks(8.0) {
        tick(&mut app, &standing());
        up += captions(&app).len() as u64;
    }
    assert_eq!(up, ticks(4.75));
}

#[test]
fn every_word_of_the_interface_that_is_spoken_has_its_voice() {
    use anlan_attempt::{MarkVerdict, Question};
    for language in Language::ALL {
        let (mut lines, ui) = (Lines::new(&assets(), language), Wording(language).ui());
        let verdicts = [
            MarkVerdict::Neutral,
            MarkVerdict::Again,
            MarkVerdict::FalseAlarm(anlan_scenario::LookAlikeId("D1".to_owned())),
        ];
        let all = Question::ALL
            .map(|q| ui.question_line(q))
            .into_iter()
            .chain(anlan_scenario::Factor::ALL.map(|f| ui.factor_line(f)))
            .chain(verdicts.iter().filter_map(|v| ui.verdict_line(v, Mode::Guided)))
            .chain([("over", ui.over)]);
        for (name, text) in all {
            let line = Line { key: format!("ui.{name}"), text: text.to_owned() };
            let file = lines.find("any", &line);
            assert!(file.is_some(), "{language:?}: {text} has no voice: tools/assets/build");
        }
        let changed = Line { key: "ui.over".to_owned(), text: "?".to_owned() };
        assert_eq!(lines.find("any", &changed), None);
    }
}

#[test]
fn a_broken_line_is_a_sentence_and_silence() {
    let folder = scratch("broken-line");
    let place = folder.join("voice/en/anlan");
    std::fs::create_dir_all(&place).unwrap();
    let index = r#"{ "ui.over": (text: "Over.", by: "system") }"#;
    std::fs::write(place.join("words.ron"), index).unwrap();
    std::fs::write(place.join("ui.over.ogg"), [0; 100]).unwrap();
    let mut lines = Lines::new(&folder, Language::En);
    let line = Line { key: "ui.over".to_owned(), text: "Over.".to_owned() };
    assert_eq!(lines.find("any", &line), None);
    // Its first and last pages are whole, what lies between is not.
    let mut bytes = std::fs::read(assets().join("voice/en/anlan/ui.over.ogg")).unwrap();
    let last = bytes.windows(4).rposition(|window| window == b"OggS").unwrap();
    bytes[100..last].fill(0xAA);
    std::fs::write(place.join("ui.over.ogg"), bytes).unwrap();
    let file = lines.find("any", &line).unwrap();
    let mut speech = Speech::default();
    speech.say(line);
    speech.advance(&mut lines, "any", Language::En);
    let here = listening(Pose::default());
    let fault = mixer().speak(speech.sounding(), None, &here).unwrap();
    assert!(fault.contains("cannot be played"), "{fault}: {file:?}");
}
