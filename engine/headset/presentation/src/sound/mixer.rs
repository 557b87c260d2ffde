//! From the list of what sounds to samples: kira's tracks, the trainee's ears on each that comes
//! from somewhere, and a limiter at the end. It decides nothing about the scene.

use super::ears::{Aim, Ears};
use super::library::{Library, Sound, decode};
use super::limiter::Limiter;
use super::scene::{Loop, Scene, Source};
use super::touch::Cue;
use super::way::{Listening, Muffle};
use crate::speech::Sounding;
use bevy::prelude::*;
use kira::backend::Backend;
use kira::effect::filter::{FilterBuilder, FilterHandle};
use kira::sound::PlaybackState;
use kira::sound::static_sound::{StaticSoundData, StaticSoundHandle};
use kira::track::{MainTrackBuilder, TrackBuilder, TrackHandle};
use kira::{AudioManager, AudioManagerSettings, Capacities, Easing, StartTime, Tween};
use std::fmt::Display;
use std::time::Duration;

/// Voices beside their files, whose loudness is -18 LUFS: peaks stay below the limit, decibels.
const VOICE_DB: f32 = -4.0;
/// Everything that is no voice gives way to a voice, decibels.
const DUCKED_DB: f32 = -9.0;
/// A voice is as loud as recorded up to here, metres, and no wall takes of it: words are to be
/// understood.
const VOICE_M: f32 = 3.0;
/// Sources that are heard at once; one more that ends by itself is left out.
pub(super) const SOURCES_MAX: usize = 25;
/// What is all around is played twice, half a period apart, one for each ear: it has width, and
/// together both are 3 dB louder than one in the middle.
const WIDE_DB: f32 = -3.0;
/// A loop's loudness changes over this time, a broken-off voice ends, milliseconds.
const TURN_MS: u64 = 150;
/// However slowly a loop comes, it is gone before any freeze, seconds.
const GONE_S: f32 = 1.0;
const CUT_MS: u64 = 40;
/// The rest gives way as a voice begins. It comes back slowly, and not between two lines that
/// follow each other: nothing pumps. Milliseconds.
const DUCK_MS: u64 = 150;
const DUCK_HOLD_MS: u64 = 500;
const DUCK_BACK_MS: u64 = 700;

fn over(ms: u64) -> Tween {
    Tween {
        start_time: StartTime::Immediate,
        duration: Duration::from_millis(ms),
        easing: Easing::Linear,
    }
}

/// A backend that a mixer can run on.
pub(super) trait Settings:
    Backend<Settings: Default, Error: Display> + Send + Sync + 'static
{
}

impl<B: Backend<Settings: Default, Error: Display> + Send + Sync + 'static> Settings for B {}

/// The one owner of the sound device.
#[derive(Resource)]
pub(super) struct Mixer<B: Settings> {
    /// Dropped, it closes the device.
    _device: AudioManager<B>,
    ambience: TrackHandle,
    cutoff: FilterHandle,
    cutoff_hz: f64,
    effects: TrackHandle,
    voices: TrackHandle,
    library: Library,
    loops: Vec<Playing>,
    /// What ends by itself and has not yet.
    once: Vec<Placed>,
    voice: Option<Voice>,
    is_ducked: bool,
}

/// A sound that comes from somewhere.
struct Placed {
    sound: StaticSoundHandle,
    at: Vec3,
    near_m: f32,
    /// Walls take none of it.
    is_clear: bool,
    aim: Aim,
    /// Held while it sounds.
    _track: TrackHandle,
}

/// A loop that sounds.
struct Playing {
    id: (Sound, Option<String>),
    gain_db: f32,
    /// How it goes.
    out: Tween,
    heard: Heard,
}

/// How it does.
enum Heard {
    From(Placed),
    Around([StaticSoundHandle; 2]),
}

/// The line that is spoken.
struct Voice {
    serial: u64,
    heard: Option<Spoken>,
}

enum Spoken {
    From(Placed),
    Nowhere(StaticSoundHandle),
}

impl Heard {
    fn sounds(&mut self) -> &mut [StaticSoundHandle] {
        match self {
            Self::From(placed) => std::slice::from_mut(&mut placed.sound),
            Self::Around(both) => both,
        }
    }
}

impl Placed {
    /// Tells it where it is heard from now.
    fn follow(&self, listening: &Listening) {
        let muffle = if self.is_clear { Muffle::NONE } else { (listening.muffle)(self.at) };
        self.aim.set(listening.bearing(self.at, self.near_m, muffle));
    }
}

impl<B: Settings> Mixer<B> {
    /// Opens the device, or says why not.
    pub(super) fn open(settings: B::Settings, library: Library) -> Result<Self, String> {
        let mut manager = AudioManager::<B>::new(AudioManagerSettings {
            capacities: Capacities::default(),
            main_track_builder: MainTrackBuilder::new().with_effect(Limiter),
            internal_buffer_size: 128,
            backend_settings: settings,
        })
        .map_err(|error| format!("there is no sound device to play on: {error}"))?;
        let full = |_| "the sound device takes no more tracks".to_owned();
        let mut ambience = TrackBuilder::new();
        let cutoff = ambience.add_effect(FilterBuilder::new().cutoff(20_000.0));
        Ok(Self {
            ambience: manager.add_sub_track(ambience).map_err(full)?,
            effects: manager.add_sub_track(TrackBuilder::new()).map_err(full)?,
            voices: manager.add_sub_track(TrackBuilder::new()).map_err(full)?,
            _device: manager,
            cutoff,
            cutoff_hz: 20_000.0,
            library,
            loops: Vec::new(),
            once: Vec::new(),
            voice: None,
            is_ducked: false,
        })
    }

    /// All that comes from somewhere is heard from here now; to be called last in a frame.
    pub(super) fn follow(&mut self, listening: &Listening) {
        self.once.retain(|placed| placed.sound.state() != PlaybackState::Stopped);
        self.once.iter().for_each(|placed| placed.follow(listening));
        for playing in &self.loops {
            if let Heard::From(placed) = &playing.heard {
                placed.follow(listening);
            }
        }
        if let Some(Spoken::From(placed)) = self.voice.as_ref().and_then(|v| v.heard.as_ref()) {
            placed.follow(listening);
        }
    }

    /// Nothing sounds any more.
    pub(super) fn fall_silent(&mut self) {
        self.loops.drain(..).for_each(|mut playing| stop(&mut playing));
        if let Some(voice) = self.voice.take() {
            hush(voice);
            self.duck(false);
        }
    }

    /// The loops of this frame, and no others.
    pub(super) fn sound(&mut self, scene: &Scene, listening: &Listening) {
        if self.cutoff_hz != scene.cutoff_hz {
            self.cutoff_hz = scene.cutoff_hz;
            self.cutoff.set_cutoff(scene.cutoff_hz, over(CUT_MS));
        }
        let id = |of: &Loop| (of.sound, of.from.as_ref().map(|from| from.id.clone()));
        self.loops.retain_mut(|playing| {
            let wanted = scene.loops.iter().any(|wanted| id(wanted) == playing.id);
            if !wanted {
                stop(playing);
            }
            wanted
        });
        for wanted in &scene.loops {
            match self.loops.iter_mut().find(|playing| playing.id == id(wanted)) {
                Some(playing) => playing.heed(wanted),
                None => self.begin(id(wanted), wanted, listening),
            }
        }
    }

    fn begin(&mut self, id: (Sound, Option<String>), wanted: &Loop, listening: &Listening) {
        let (gain_db, over_s) = (wanted.gain_db, |s: f32| over((s * 1e3) as u64));
        let (fade, out) = (over_s(wanted.fade_s), over_s(wanted.fade_s.min(GONE_S)));
        let endless = |share, gain_db: f32| {
            let data = self.library.endless(wanted.sound, share)?;
            Some(data.volume(gain_db).fade_in_tween(fade))
        };
        let heard = match &wanted.from {
            Some(Source { at, near_m, .. }) => endless(0.0, gain_db)
                .and_then(|data| place(&mut self.ambience, listening, (*at, *near_m, false), data))
                .map(Heard::From),
            None => {
                let mut side = |share, panning: f32| {
                    let data = endless(share, gain_db + WIDE_DB)?.panning(panning);
                    self.ambience.play(data).ok()
                };
                side(0.0, -1.0).zip(side(0.5, 1.0)).map(|(l, r)| Heard::Around([l, r]))
            }
        };
        self.loops.extend(heard.map(|heard| Playing { id, gain_db, out, heard }));
    }

    /// How many sources are heard now.
    pub(super) fn sources(&self) -> usize {
        self.loops.len() + self.once.len() + usize::from(self.voice.is_some())
    }

    /// A sound that ends by itself.
    pub(super) fn play(&mut self, cue: &Cue, listening: &Listening) {
        let Some(data) = self.library.once(cue.sound) else { return };
        let data = data.volume(cue.gain_db);
        match cue.at {
            // Where too much sounds already, this does not.
            Some(_) if self.sources() >= SOURCES_MAX => {}
            Some(at) => {
                let whence = (at, cue.near_m, false);
                self.once.extend(place(&mut self.effects, listening, whence, data));
            }
            // A bus that takes no more is full of sound already.
            None => drop(self.effects.play(data)),
        }
    }

    /// The line that is to be heard, from a colleague's mouth or from nowhere in particular. Gives
    /// a sentence if it cannot be played.
    pub(super) fn speak(
        &mut self,
        line: Option<&Sounding>,
        at: Option<Vec3>,
        listening: &Listening,
    ) -> Option<String> {
        let is_same = self.voice.as_ref().map(|voice| voice.serial) == line.map(|l| l.serial);
        let mut fault = None;
        if !is_same {
            self.voice.take().into_iter().for_each(hush);
            self.voice = line.map(|line| {
                let data = decode(&line.file.path).map_err(|sentence| fault = Some(sentence)).ok();
                let data = data.map(|data| data.volume(VOICE_DB));
                let heard = data.and_then(|data| match at {
                    Some(at) => {
                        let whence = (at, VOICE_M, true);
                        place(&mut self.voices, listening, whence, data).map(Spoken::From)
                    }
                    None => self.voices.play(data).ok().map(Spoken::Nowhere),
                });
                Voice { serial: line.serial, heard }
            });
            self.duck(line.is_some());
        } else if let Some((voice, at)) = self.voice.as_mut().zip(at)
            && let Some(Spoken::From(placed)) = &mut voice.heard
        {
            placed.at = at;
        }
        fault
    }

    fn duck(&mut self, is_ducked: bool) {
        if self.is_ducked == is_ducked {
            return;
        }
        self.is_ducked = is_ducked;
        let (gain_db, tween) = if is_ducked {
            (DUCKED_DB, over(DUCK_MS))
        } else {
            let start_time = StartTime::Delayed(Duration::from_millis(DUCK_HOLD_MS));
            (0.0, Tween { start_time, ..over(DUCK_BACK_MS) })
        };
        self.ambience.set_volume(gain_db, tween);
        self.effects.set_volume(gain_db, tween);
    }

    #[cfg(test)]
    pub(super) fn backend(&mut self) -> &mut B {
        self._device.backend_mut()
    }
}

impl Playing {
    /// Is where and as loud as it is wanted now.
    fn heed(&mut self, wanted: &Loop) {
        if let (Heard::From(placed), Some(from)) = (&mut self.heard, &wanted.from) {
            placed.at = from.at;
        }
        if self.gain_db != wanted.gain_db {
            self.gain_db = wanted.gain_db;
            let wide_db = if wanted.from.is_none() { WIDE_DB } else { 0.0 };
            for sound in self.heard.sounds() {
                sound.set_volume(wanted.gain_db + wide_db, over(TURN_MS));
            }
        }
    }
}

fn stop(playing: &mut Playing) {
    let out = playing.out;
    playing.heard.sounds().iter_mut().for_each(|sound| sound.stop(out));
}

fn hush(voice: Voice) {
    match voice.heard {
        Some(Spoken::From(mut placed)) => placed.sound.stop(over(CUT_MS)),
        Some(Spoken::Nowhere(mut sound)) => sound.stop(over(CUT_MS)),
        None => {}
    }
}

/// Plays on a bus, from a place, as loud as recorded up to a distance; whether walls take of it.
fn place(
    bus: &mut TrackHandle,
    listening: &Listening,
    (at, near_m, is_clear): (Vec3, f32, bool),
    data: StaticSoundData,
) -> Option<Placed> {
    let muffle = if is_clear { Muffle::NONE } else { (listening.muffle)(at) };
    let aim = Aim::new(listening.bearing(at, near_m, muffle));
    let track = TrackBuilder::new().sub_track_capacity(0).sound_capacity(1);
    let mut track = track.persist_until_sounds_finish(true);
    track.add_effect(Ears(aim.clone()));
    let mut track = bus.add_sub_track(track).ok()?;
    let sound = track.play(data).ok()?;
    Some(Placed { sound, at, near_m, is_clear, aim, _track: track })
}
