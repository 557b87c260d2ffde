//! What each consequence sounds like, beside its course on the picture: what sounds once and when,
//! and what sounds on until the freeze, which is silent. Nobody cries out.

use super::library::Sound;
use super::scene::{CLEAR_HZ, Loop, Scene, all_around};
use crate::consequence::{DARK_FALL_S, KNOCK_S, Moment, ROLLS_S, THUD_S, freeze_s};
use crate::script::Strike;
use anlan_attempt::ticks;
use anlan_scenario::Depiction;
use bevy::prelude::*;

/// An explosion is no more than a raised voice, decibels.
const BLAST_DB: f32 = -5.0;
/// Ears after an explosion: nothing above this comes through, hertz, and it is this much softer.
const STUNNED_HZ: f64 = 500.0;
const STUNNED_DB: f32 = -6.0;
/// The hum of the current fades by this much until the freeze, decibels.
const BUZZ_FADES_DB: f32 = 40.0;
/// The heart is heard from here on, seconds.
const HEART_S: f32 = 0.8;
const HEART_DB: f32 = 2.0;
/// Air that rushes past: how loud when the fall begins and when it ends, decibels.
const RUSH_DB: (f32, f32) = (-16.0, -3.0);
const SCRAPE_DB: f32 = -7.0;
/// The dust after the knock, seconds.
const PATTER_S: f32 = 0.1;

/// What sounds in this tick, where if that can be told, and how loud beside its file, decibels.
pub(super) fn cues(strike: &Strike, tick: u64) -> Vec<(Sound, Option<Vec3>, f32)> {
    let once = match strike.depiction {
        Depiction::Blast => vec![
            (0.0, Sound::RelayClick, strike.spark),
            (0.0, Sound::Explosion, None),
            (0.0, Sound::EarRing, None),
        ],
        Depiction::Shock => vec![(0.0, Sound::ShockCrack, strike.victim.source)],
        Depiction::Fall { .. } => {
            let below = strike.victim.edge(&strike.depiction);
            vec![(0.0, Sound::BoardCrack, Some(below)), (THUD_S, Sound::DullThud, None)]
        }
        Depiction::RunOver { .. } => vec![(0.0, Sound::BrakeAir, None)],
        Depiction::StruckBy { from, .. } => vec![
            (0.0, Sound::FallWhistle, Some(Vec3::from(from))),
            (KNOCK_S, Sound::HelmetKnock, Some(strike.victim.crown())),
            (KNOCK_S + PATTER_S, Sound::DustPatter, None),
        ],
    };
    let tone = (strike.lasts_s - DARK_FALL_S, Sound::DebriefTone, None);
    let is_now = |s: f32| tick == strike.at + ticks(s);
    let all = once.into_iter().chain([tone]);
    all.filter(|(s, ..)| is_now(*s))
        .map(|(_, sound, at)| {
            let gain_db = if sound == Sound::Explosion { BLAST_DB } else { 0.0 };
            (sound, at, gain_db)
        })
        .collect()
}

/// What sounds on at this tick; `street` is what is heard outdoors.
pub(super) fn loops(strike: &Strike, moment: &Moment, tick: u64, street: Option<Loop>) -> Scene {
    let quiet = Scene { loops: Vec::new(), cutoff_hz: CLEAR_HZ };
    if moment.is_frozen {
        return quiet;
    }
    let s = tick.saturating_sub(strike.at) as f32 / anlan_attempt::TICKS_PER_S as f32;
    // Whole decibels: a loop's loudness need not be told anew each frame.
    let on = |sound, gain_db: f32| all_around(sound, gain_db.round());
    match strike.depiction {
        Depiction::Blast if moment.is_away => {
            let dulled = |street: Loop| Loop { gain_db: street.gain_db + STUNNED_DB, ..street };
            let loops = street.map(dulled).into_iter().collect();
            Scene { loops, cutoff_hz: STUNNED_HZ }
        }
        Depiction::Shock => {
            let share = s / freeze_s(&strike.depiction, strike.lasts_s);
            let mut loops = vec![on(Sound::ShockBuzz, -BUZZ_FADES_DB * share)];
            if s >= HEART_S {
                loops.push(on(Sound::Heartbeat, HEART_DB));
            }
            Scene { loops, ..quiet }
        }
        Depiction::Fall { .. } if s < THUD_S => {
            let gain_db = RUSH_DB.0 + (RUSH_DB.1 - RUSH_DB.0) * s / THUD_S;
            Scene { loops: vec![on(Sound::WindRush, gain_db)], ..quiet }
        }
        Depiction::RunOver { .. } if s >= ROLLS_S && moment.rolled < 1.0 => {
            let loops = vec![on(Sound::TyreCreak, 0.0), on(Sound::MetalScrape, SCRAPE_DB)];
            Scene { loops, ..quiet }
        }
        _ => quiet,
    }
}
