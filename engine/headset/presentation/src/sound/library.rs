//! The sounds that are no voice: one file each under `assets/sound`, decoded before the first frame
//! so that no click waits for a disk.

use kira::sound::static_sound::StaticSoundData;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;

/// A loop's file holds this much more than one period at either end, seconds: what a codec does to
/// the edges of a file is then outside the loop. `tools/assets/sound.py` has the same number.
const EDGE_S: f64 = 0.1;

macro_rules! sounds {
    ($($name:ident => $file:literal),* $(,)?) => {
        /// A sound; its file has the same name.
        #[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash)]
        pub(super) enum Sound { $($name),* }

        impl Sound {
            pub(super) const ALL: &[Self] = &[$(Self::$name),*];

            /// The name of its file, without the ending.
            pub(super) fn file(self) -> &'static str {
                match self { $(Self::$name => $file),* }
            }
        }
    };
}

sounds! {
    GasHiss => "gas_hiss",
    Flames => "flames",
    SoupBoil => "soup_boil",
    WokFry => "wok_fry",
    GreaseDrip => "grease_drip",
    HoodFan => "hood_fan",
    RoomTone => "room_tone",
    Yard => "yard",
    StepTile1 => "step_tile_1",
    StepTile2 => "step_tile_2",
    StepTile3 => "step_tile_3",
    StepPaving1 => "step_paving_1",
    StepPaving2 => "step_paving_2",
    StepPaving3 => "step_paving_3",
    ValveLever => "valve_lever",
    KnobClick => "knob_click",
    SwitchClick => "switch_click",
    WindowSlide => "window_slide",
    DoorSwing => "door_swing",
    CartonDrag => "carton_drag",
    SackDrag => "sack_drag",
    Mark => "mark",
    CardTick => "card_tick",
    ToneRight => "tone_right",
    ToneWrong => "tone_wrong",
    PhoneTone => "phone_tone",
    RelayClick => "relay_click",
    Explosion => "explosion",
    EarRing => "ear_ring",
    HallHum => "hall_hum",
    DepotHall => "depot_hall",
    SiteYard => "site_yard",
    WindHigh => "wind_high",
    WindStrong => "wind_strong",
    Traffic => "traffic",
    LatheRun => "lathe_run",
    CompressorRun => "compressor_run",
    Excavator => "excavator",
    CraneMotor => "crane_motor",
    CraneBell => "crane_bell",
    TesterBeep => "tester_beep",
    AirLeak => "air_leak",
    EngineIdle => "engine_idle",
    ArcCrackle => "arc_crackle",
    GritTrickle => "grit_trickle",
    RopeCreak => "rope_creak",
    ClothFlutter => "cloth_flutter",
    BoardCreak => "board_creak",
    MainsHum => "mains_hum",
    ImpactWrench => "impact_wrench",
    HammerFar1 => "hammer_far_1",
    HammerFar2 => "hammer_far_2",
    TubeClank => "tube_clank",
    BreakerHeavy => "breaker_heavy",
    LockClick => "lock_click",
    TagFlap => "tag_flap",
    ProbeTouch => "probe_touch",
    MetalDoor => "metal_door",
    ClampBite => "clamp_bite",
    PanelClick => "panel_click",
    Rustle => "rustle",
    HelmetOn => "helmet_on",
    ChockPlace => "chock_place",
    JackPump => "jack_pump",
    StandPlace => "stand_place",
    KeysJingle => "keys_jingle",
    BrakeAir => "brake_air",
    HookClip => "hook_clip",
    BoomArm => "boom_arm",
    BoardLaid => "board_laid",
    LidDown => "lid_down",
    Ratchet => "ratchet",
    SheetShift => "sheet_shift",
    CouplerLand => "coupler_land",
    BrickLand => "brick_land",
    ShockBuzz => "shock_buzz",
    Heartbeat => "heartbeat",
    WindRush => "wind_rush",
    TyreCreak => "tyre_creak",
    MetalScrape => "metal_scrape",
    ShockCrack => "shock_crack",
    BoardCrack => "board_crack",
    DullThud => "dull_thud",
    FallWhistle => "fall_whistle",
    HelmetKnock => "helmet_knock",
    DustPatter => "dust_patter",
    DebriefTone => "debrief_tone",
    StepConcrete1 => "step_concrete_1",
    StepConcrete2 => "step_concrete_2",
    StepConcrete3 => "step_concrete_3",
    StepSteel1 => "step_steel_1",
    StepSteel2 => "step_steel_2",
    StepSteel3 => "step_steel_3",
    StepBoard1 => "step_board_1",
    StepBoard2 => "step_board_2",
    StepBoard3 => "step_board_3",
    StepSoil1 => "step_soil_1",
    StepSoil2 => "step_soil_2",
    StepSoil3 => "step_soil_3",
}

/// The decoded sounds, and why others are missing.
#[derive(Default)]
pub(super) struct Library {
    sounds: HashMap<Sound, StaticSoundData>,
    faults: Vec<String>,
}

impl Library {
    /// Reads all of them. What cannot be read stays silent.
    pub(super) fn read(asset_root: &Path) -> Self {
        let mut library = Self::default();
        for sound in Sound::ALL {
            let path = asset_root.join("sound").join(format!("{}.ogg", sound.file()));
            match decode(&path) {
                Ok(data) => {
                    library.sounds.insert(*sound, data);
                }
                Err(sentence) => library.faults.push(sentence),
            }
        }
        library
    }

    /// Why sounds are missing, one sentence each.
    pub(super) fn faults(&self) -> &[String] {
        &self.faults
    }

    /// A sound from its beginning.
    pub(super) fn once(&self, sound: Sound) -> Option<StaticSoundData> {
        self.sounds.get(&sound).cloned()
    }

    /// A sound without end, begun at this share of its period.
    pub(super) fn endless(&self, sound: Sound, share: f64) -> Option<StaticSoundData> {
        let data = self.sounds.get(&sound)?;
        let end = data.duration().as_secs_f64() - EDGE_S;
        let start = EDGE_S + share * (end - EDGE_S);
        Some(data.loop_region(EDGE_S..end).start_position(start))
    }
}

/// The samples of a file, or a sentence.
pub(super) fn decode(path: &Path) -> Result<StaticSoundData, String> {
    let cannot = |why: &str| format!("{}: the sound cannot be played: {why}", path.display());
    let data = StaticSoundData::from_file(path).map_err(|error| cannot(&error.to_string()))?;
    // A decoder skips what it does not understand, if need be to the end.
    if data.num_frames() == 0 { Err(cannot("it holds no samples")) } else { Ok(data) }
}

/// What is played without end.
#[cfg(test)]
pub(super) const LOOPS: &[Sound] = &[
    Sound::GasHiss,
    Sound::Flames,
    Sound::SoupBoil,
    Sound::WokFry,
    Sound::GreaseDrip,
    Sound::HoodFan,
    Sound::RoomTone,
    Sound::Yard,
    Sound::HallHum,
    Sound::DepotHall,
    Sound::SiteYard,
    Sound::WindHigh,
    Sound::WindStrong,
    Sound::Traffic,
    Sound::LatheRun,
    Sound::CompressorRun,
    Sound::Excavator,
    Sound::CraneMotor,
    Sound::CraneBell,
    Sound::TesterBeep,
    Sound::AirLeak,
    Sound::EngineIdle,
    Sound::ArcCrackle,
    Sound::GritTrickle,
    Sound::RopeCreak,
    Sound::ClothFlutter,
    Sound::BoardCreak,
    Sound::MainsHum,
    Sound::ShockBuzz,
    Sound::Heartbeat,
    Sound::WindRush,
    Sound::TyreCreak,
    Sound::MetalScrape,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::tests::assets;

    #[test]
    fn every_sound_is_there() {
        let library = Library::read(&assets());
        assert!(library.faults().is_empty(), "{:?}", library.faults());
        assert_eq!(library.sounds.len(), Sound::ALL.len());
    }

    #[test]
    fn loops_close_without_a_click() {
        let library = Library::read(&assets());
        for &sound in LOOPS {
            let data = library.endless(sound, 0.0).unwrap();
            let edge = (EDGE_S * f64::from(data.sample_rate)) as usize;
            let wave: Vec<f32> = data.frames.iter().map(|frame| frame.left).collect();
            let widest = wave.windows(2).map(|w| (w[1] - w[0]).abs()).fold(0.0, f32::max);
            let seam = (wave[edge] - wave[wave.len() - edge - 1]).abs();
            assert!(seam <= widest, "{}: {seam} beside {widest}", sound.file());
            // What follows the end of the loop is what follows its beginning.
            let (head, tail) = (&wave[edge..2 * edge], &wave[wave.len() - edge..]);
            let error: f32 = head.iter().zip(tail).map(|(a, b)| (a - b).powi(2)).sum();
            let power: f32 = head.iter().map(|a| a * a).sum();
            assert!(error < power * 0.5, "{}: another wave", sound.file());
        }
    }

    #[test]
    fn a_missing_and_a_broken_sound_are_told_of() {
        let folder = crate::sound::scratch("broken-sounds");
        std::fs::create_dir(folder.join("sound")).unwrap();
        let whole = std::fs::read(assets().join("sound/mark.ogg")).unwrap();
        let write = |name: &str, bytes: &[u8]| {
            std::fs::write(folder.join("sound").join(name), bytes).unwrap();
        };
        write("mark.ogg", &whole);
        write("explosion.ogg", b"OggS and then nothing that any decoder knows");
        let library = Library::read(&folder);
        assert!(library.once(Sound::Mark).is_some() && library.once(Sound::Explosion).is_none());
        assert_eq!(library.faults().len(), Sound::ALL.len() - 1);
        let told = |name: &str| library.faults().iter().any(|s| s.contains(name));
        assert!(told("explosion.ogg: the sound cannot be played") && told("gas_hiss.ogg"));
    }
}
