//! From the list of what sounds to samples: kira's tracks, a listener that is the trainee's head,
//! and a limiter at the end. It decides nothing about the scene.

use super::library::{Library, Sound, decode};
use super::limiter::Limiter;
use super::scene::{Loop, Scene};
use super::touch::Cue;
use crate::speech::Sounding;
use anlan_scenario::PropId;
use anlan_stage::Pose;
use bevy::prelude::*;
use kira::backend::Backend;
use kira::effect::filter::{FilterBuilder, FilterHandle};
use kira::listener::ListenerHandle;
use kira::sound::static_sound::{StaticSoundData, StaticSoundHandle};
use kira::track::{
    MainTrackBuilder, SpatialTrackBuilder, SpatialTrackDistances, SpatialTrackHandle, TrackBuilder,
    TrackHandle,
};
use kira::{AudioManager, AudioManagerSettings, Capacities, Easing, StartTime, Tween};
use std::fmt::Display;
use std::time::Duration;

/// Voices beside their files, whose loudness is -18 LUFS: peaks stay below the limit, decibels.
const VOICE_DB: f32 = -4.0;
/// Everything that is no voice gives way to a voice, decibels.
const DUCKED_DB: f32 = -9.0;
/// Full loudness up to the first distance, silence from the second on, metres. Cues are for near
/// by, steps and doors for the room, voices carry farthest.
const LOOP_M: SpatialTrackDistances = reach(0.6, 20.0);
const CUE_M: SpatialTrackDistances = reach(1.0, 25.0);
const VOICE_M: SpatialTrackDistances = reach(2.0, 40.0);
/// How much of a sound's side is heard, 0–1: the far ear never goes quite deaf.
const SIDE: f32 = 0.8;
/// Loops come and go over this time, a broken-off voice ends, ducking moves, milliseconds.
const FADE_MS: u64 = 150;
const CUT_MS: u64 = 40;
const DUCK_MS: u64 = 250;
/// Position and turn are followed without steps, milliseconds: about a frame.
const FOLLOW_MS: u64 = 20;

const fn reach(min_distance: f32, max_distance: f32) -> SpatialTrackDistances {
    SpatialTrackDistances { min_distance, max_distance }
}

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
    listener: ListenerHandle,
    ambience: TrackHandle,
    cutoff: FilterHandle,
    cutoff_hz: f64,
    effects: TrackHandle,
    voices: TrackHandle,
    library: Library,
    loops: Vec<Playing>,
    voice: Option<Voice>,
    is_ducked: bool,
}

/// A loop that sounds.
struct Playing {
    id: (Sound, Option<PropId>),
    gain_db: f32,
    sound: StaticSoundHandle,
    /// Where it comes from, held while it sounds.
    _place: Option<SpatialTrackHandle>,
}

/// The line that is spoken.
struct Voice {
    serial: u64,
    sound: Option<StaticSoundHandle>,
    place: Option<SpatialTrackHandle>,
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
            listener: manager
                .add_listener(Vec3::ZERO.to_array(), Quat::IDENTITY.to_array())
                .map_err(full)?,
            ambience: manager.add_sub_track(ambience).map_err(full)?,
            effects: manager.add_sub_track(TrackBuilder::new()).map_err(full)?,
            voices: manager.add_sub_track(TrackBuilder::new()).map_err(full)?,
            _device: manager,
            cutoff,
            cutoff_hz: 20_000.0,
            library,
            loops: Vec::new(),
            voice: None,
            is_ducked: false,
        })
    }

    /// The trainee's ears.
    pub(super) fn hear_from(&mut self, ears: Pose) {
        self.listener.set_position(ears.at.to_array(), over(FOLLOW_MS));
        self.listener.set_orientation(ears.rot.to_array(), over(FOLLOW_MS));
    }

    /// Nothing sounds any more.
    pub(super) fn fall_silent(&mut self) {
        self.loops.drain(..).for_each(|mut playing| playing.sound.stop(over(FADE_MS)));
        self.speak(None, None);
    }

    /// The loops of this frame, and no others.
    pub(super) fn sound(&mut self, scene: &Scene) {
        if self.cutoff_hz != scene.cutoff_hz {
            self.cutoff_hz = scene.cutoff_hz;
            self.cutoff.set_cutoff(scene.cutoff_hz, over(CUT_MS));
        }
        let id = |of: &Loop| (of.sound, of.from.as_ref().map(|(prop, _)| prop.clone()));
        self.loops.retain_mut(|playing| {
            let wanted = scene.loops.iter().any(|wanted| id(wanted) == playing.id);
            if !wanted {
                playing.sound.stop(over(FADE_MS));
            }
            wanted
        });
        for wanted in &scene.loops {
            match self.loops.iter_mut().find(|playing| playing.id == id(wanted)) {
                Some(playing) if playing.gain_db == wanted.gain_db => {}
                Some(playing) => {
                    playing.gain_db = wanted.gain_db;
                    playing.sound.set_volume(wanted.gain_db, over(FADE_MS));
                }
                None => self.begin(id(wanted), wanted),
            }
        }
    }

    fn begin(&mut self, id: (Sound, Option<PropId>), wanted: &Loop) {
        let Some(data) = self.library.endless(wanted.sound) else { return };
        let data = data.volume(wanted.gain_db).fade_in_tween(over(FADE_MS));
        let at = wanted.from.as_ref().map(|(_, at)| *at);
        let placed = place(&mut self.ambience, &self.listener, at, LOOP_M, data);
        if let Some((sound, _place)) = placed {
            self.loops.push(Playing { id, gain_db: wanted.gain_db, sound, _place });
        }
    }

    /// A sound that ends by itself.
    pub(super) fn play(&mut self, cue: &Cue) {
        if let Some(data) = self.library.once(cue.sound) {
            let data = data.volume(cue.gain_db);
            place(&mut self.effects, &self.listener, cue.at, CUE_M, data);
        }
    }

    /// The line that is to be heard, from a colleague's mouth or from nowhere in particular. Gives
    /// a sentence if it cannot be played.
    pub(super) fn speak(&mut self, line: Option<&Sounding>, at: Option<Vec3>) -> Option<String> {
        let is_same = self.voice.as_ref().map(|voice| voice.serial) == line.map(|l| l.serial);
        let mut fault = None;
        if !is_same {
            if let Some(mut sound) = self.voice.take().and_then(|voice| voice.sound) {
                sound.stop(over(CUT_MS));
            }
            self.voice = line.map(|line| {
                let data = decode(&line.file.path).map_err(|sentence| fault = Some(sentence)).ok();
                let placed = data.and_then(|data| {
                    place(&mut self.voices, &self.listener, at, VOICE_M, data.volume(VOICE_DB))
                });
                let (sound, place) = placed.unzip();
                Voice { serial: line.serial, sound, place: place.flatten() }
            });
            self.duck(line.is_some());
        } else if let Some((voice, at)) = self.voice.as_mut().zip(at)
            && let Some(place) = &mut voice.place
        {
            place.set_position(at.to_array(), over(FOLLOW_MS));
        }
        fault
    }

    fn duck(&mut self, is_ducked: bool) {
        if self.is_ducked != is_ducked {
            self.is_ducked = is_ducked;
            let gain_db = if is_ducked { DUCKED_DB } else { 0.0 };
            self.ambience.set_volume(gain_db, over(DUCK_MS));
            self.effects.set_volume(gain_db, over(DUCK_MS));
        }
    }

    #[cfg(test)]
    pub(super) fn backend(&mut self) -> &mut B {
        self._device.backend_mut()
    }
}

/// Plays on a bus, at a place if there is one. Where too much sounds already, this does not.
fn place(
    bus: &mut TrackHandle,
    listener: &ListenerHandle,
    at: Option<Vec3>,
    reach: SpatialTrackDistances,
    data: StaticSoundData,
) -> Option<(StaticSoundHandle, Option<SpatialTrackHandle>)> {
    let Some(at) = at else { return Some((bus.play(data).ok()?, None)) };
    let track = SpatialTrackBuilder::new()
        .distances(reach)
        .spatialization_strength(SIDE)
        .persist_until_sounds_finish(true);
    let mut track = bus.add_spatial_sub_track(listener, at.to_array(), track).ok()?;
    Some((track.play(data).ok()?, Some(track)))
}
