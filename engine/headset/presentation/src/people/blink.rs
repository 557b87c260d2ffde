//! When a colleague blinks: everybody in a rhythm of their own, which their id gives, counted in
//! ticks of the scene.

use anlan_attempt::TICKS_PER_S;
use anlan_scenario::AgentId;

/// Lids turned by so much are shut, radians; `tools/assets/people/body.py` has it too.
pub(super) const SHUT_RAD: f32 = 0.6;
/// Each round has one blink, in its first half: so two of them are two to six seconds apart.
const ROUND_TICKS: u64 = 4 * TICKS_PER_S;
/// How far the lids are shut in each tick of a blink, 0.15 s: they fall faster than they rise.
const BLINK: [f32; 9] = [0.45, 0.9, 1.0, 1.0, 0.8, 0.55, 0.3, 0.15, 0.05];

/// How far somebody's lids are shut in a tick of the body's life, 0–1.
pub(super) fn shut(id: &AgentId, life: u64) -> f32 {
    let (round, at) = (life / ROUND_TICKS, life % ROUND_TICKS);
    let begins = chance(id, round) % (ROUND_TICKS / 2);
    let tick = at.checked_sub(begins).and_then(|tick| usize::try_from(tick).ok());
    tick.and_then(|tick| BLINK.get(tick)).copied().unwrap_or(0.0)
}

/// A number that is any for each id and round, and always the same (FNV-1a).
fn chance(id: &AgentId, round: u64) -> u64 {
    let bytes = id.as_str().bytes().chain(round.to_le_bytes());
    let mixed = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The last byte is not mixed in well; the higher ones are.
    mixed >> 24
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blinks(id: &str) -> Vec<u64> {
        let id = AgentId(id.to_owned());
        let is_begun = |t: &u64| shut(&id, *t) > 0.0 && (*t == 0 || shut(&id, *t - 1) == 0.0);
        (0..100 * ROUND_TICKS).filter(is_begun).collect()
    }

    #[test]
    fn people_blink_every_two_to_six_seconds_each_in_an_own_rhythm() {
        let (he, ding) = (blinks("he"), blinks("ding"));
        assert_ne!(he, ding);
        for begun in [he, ding] {
            assert_eq!(begun.len(), 100);
            let gaps: Vec<u64> = begun.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let (least, most) = (gaps.iter().min(), gaps.iter().max());
            assert!(least >= Some(&120) && most <= Some(&360), "{least:?} {most:?}");
            assert!(least < Some(&200) && most > Some(&280), "{least:?} {most:?}: a metronome");
        }
    }

    #[test]
    fn a_blink_shuts_the_eyes_and_lasts_nine_ticks() {
        let id = AgentId("sun".to_owned());
        let all: Vec<f32> = (0..ROUND_TICKS).map(|tick| shut(&id, tick)).collect();
        assert_eq!(all.iter().filter(|shut| **shut > 0.0).count(), 9);
        assert_eq!(all.iter().copied().fold(0.0, f32::max), 1.0);
    }
}
