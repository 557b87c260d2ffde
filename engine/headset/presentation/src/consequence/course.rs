//! How a consequence goes, moment by moment: plain functions of seconds, so that the same tape
//! shows the same thing. Whatever it is, light comes and goes once, nothing moves the eyes, the
//! view cuts while nothing can be seen, and the explanation has time to be read.

use anlan_scenario::Depiction;

/// A consequence at one of its moments.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Moment {
    /// How white the view is, 0–1.
    pub white: f32,
    /// How dark it is, 0–1.
    pub dark: f32,
    /// How much colour has gone, 0–1.
    pub faded: f32,
    /// How far the view has narrowed, 0–1.
    pub narrow: f32,
    /// How far what rolls has come, 0–1.
    pub rolled: f32,
    /// Seen from the consequence's own view.
    pub is_away: bool,
    /// Time stands still, and the picture explains itself.
    pub is_frozen: bool,
}

/// The way to the dark at the end, seconds.
pub(crate) const DARK_FALL_S: f32 = 0.5;
/// The view comes out of the dark of a cut in this time, seconds.
const CLEAR_S: f32 = 0.4;

/// Blast: light fills the view in 0.2 s, once; behind it the view cuts away; by 1.5 s it is gone.
const BLAST_RISE_S: f32 = 0.2;
const BLAST_CUT_S: f32 = 0.5;
const BLAST_GONE_S: f32 = 1.5;

/// Shock: light at the hand for a moment, then colour and width of the view go; then a cut.
const SHOCK_WHITE: f32 = 0.55;
const SHOCK_WHITE_S: (f32, f32) = (0.08, 0.35);
const SHOCK_FADES_S: (f32, f32) = (0.4, 2.2);

/// Fall: dark in the instant in which support is lost, until after the thud.
const FALL_DARK_S: f32 = 0.08;
/// When whoever fell has come to lie; it is heard.
pub(crate) const THUD_S: f32 = 1.5;

/// A vehicle: it rolls at an even pace, and its shadow takes the light.
pub(crate) const ROLLS_S: f32 = 0.6;
const ROLL_DARK: f32 = 0.8;

/// Something falls: its shadow, then a knock no longer than 0.15 s.
const SHADOW: f32 = 0.45;
const KNOCK_WHITE: f32 = 0.7;
const KNOCK_WHITE_S: f32 = 0.15;
/// When it strikes.
pub(crate) const KNOCK_S: f32 = 0.8;

/// Seconds from the strike to the cut to the consequence's own view.
fn cut_s(depiction: &Depiction, lasts_s: f32) -> f32 {
    match depiction {
        Depiction::Blast => BLAST_CUT_S,
        Depiction::Shock => lasts_s * 0.45,
        Depiction::Fall { .. } => FALL_DARK_S,
        Depiction::RunOver { .. } => lasts_s * 0.5,
        Depiction::StruckBy { .. } => KNOCK_S + 0.4,
    }
}

/// Seconds from the strike to the freeze, in which the picture explains itself.
pub(crate) fn freeze_s(depiction: &Depiction, lasts_s: f32) -> f32 {
    match depiction {
        Depiction::Blast => (lasts_s * 0.5).max(BLAST_GONE_S),
        Depiction::Fall { .. } => THUD_S + CLEAR_S,
        _ => cut_s(depiction, lasts_s) + CLEAR_S,
    }
}

/// How a consequence stands `s` seconds after the strike.
pub(crate) fn moment(depiction: &Depiction, lasts_s: f32, s: f32) -> Moment {
    let is_away = s >= cut_s(depiction, lasts_s);
    let is_frozen = s >= freeze_s(depiction, lasts_s);
    let end = ramp(s, lasts_s - DARK_FALL_S, lasts_s);
    let mut moment = Moment { is_away, is_frozen, ..Moment::default() };
    match depiction {
        Depiction::Blast => {
            moment.white = if is_away {
                1.0 - ramp(s, BLAST_CUT_S, BLAST_GONE_S)
            } else {
                ramp(s, 0.0, BLAST_RISE_S)
            };
        }
        Depiction::Shock => {
            let (rise_s, gone_s) = SHOCK_WHITE_S;
            moment.white = SHOCK_WHITE * ramp(s, 0.0, rise_s) * (1.0 - ramp(s, rise_s, gone_s));
            if !is_away {
                moment.faded = ramp(s, SHOCK_FADES_S.0, SHOCK_FADES_S.1);
                moment.narrow = moment.faded;
            }
        }
        Depiction::RunOver { .. } => {
            moment.rolled = ramp(s, ROLLS_S, cut_s(depiction, lasts_s));
            if !is_away {
                moment.dark = ROLL_DARK * moment.rolled;
            }
        }
        Depiction::StruckBy { .. } => {
            let since = s - KNOCK_S;
            if since < 0.0 {
                moment.dark = SHADOW * ramp(s, 0.0, KNOCK_S);
            } else if since < KNOCK_WHITE_S {
                moment.white = KNOCK_WHITE * (1.0 - since / KNOCK_WHITE_S);
            }
        }
        Depiction::Fall { .. } => {}
    }
    if *depiction != Depiction::Blast {
        moment.dark = moment.dark.max(behind_cut(depiction, lasts_s, s));
    }
    moment.dark = moment.dark.max(end);
    moment
}

/// The dark in which the view cuts, and out of which it comes.
fn behind_cut(depiction: &Depiction, lasts_s: f32, s: f32) -> f32 {
    let cut = cut_s(depiction, lasts_s);
    let falls_s = if matches!(depiction, Depiction::Fall { .. }) { FALL_DARK_S } else { 0.3 };
    let clear = freeze_s(depiction, lasts_s);
    ramp(s, cut - falls_s, cut) * (1.0 - ramp(s, clear - CLEAR_S, clear))
}

/// 0 before `from`, 1 after `to`, even between.
fn ramp(s: f32, from: f32, to: f32) -> f32 {
    ((s - from) / (to - from)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> [Depiction; 5] {
        let by = [0.0, -4.0, 1.0];
        [
            Depiction::Blast,
            Depiction::Shock,
            Depiction::Fall { drop_m: 4.0, at: None },
            Depiction::RunOver { props: Vec::new(), by, at: None },
            Depiction::StruckBy { from: [0.0, 5.0, 0.0], clear_m: 3.0 },
        ]
    }

    /// Ticks of a consequence of this length.
    fn course(depiction: &Depiction, lasts_s: f32) -> Vec<Moment> {
        let ticks = (lasts_s * 60.0) as u32;
        (0..ticks).map(|t| moment(depiction, lasts_s, t as f32 / 60.0)).collect()
    }

    fn rises(values: impl Iterator<Item = f32>) -> usize {
        let values: Vec<f32> = values.collect();
        let signs: Vec<bool> =
            values.windows(2).filter(|w| w[0] != w[1]).map(|w| w[1] > w[0]).collect();
        signs.chunk_by(|a, b| a == b).filter(|run| run[0]).count()
    }

    #[test]
    fn light_comes_once_and_the_dark_never_flickers() {
        for depiction in all() {
            for lasts_s in [4.0, 6.0, 10.0] {
                let course = course(&depiction, lasts_s);
                // The knock of a falling thing is there at once.
                assert!(rises(course.iter().map(|m| m.white)) <= 1, "{depiction:?}");
                assert!(rises(course.iter().map(|m| m.dark)) <= 3, "{depiction:?}");
            }
        }
    }

    #[test]
    fn the_view_cuts_while_nothing_can_be_seen() {
        for depiction in all() {
            let course = course(&depiction, 6.0);
            let cut = course.iter().position(|m| m.is_away).unwrap();
            for moment in &course[cut - 1..=cut] {
                assert!(moment.white.max(moment.dark) > 0.8, "{depiction:?}: {moment:?}");
            }
        }
    }

    #[test]
    fn the_freeze_is_clear_and_long_enough_to_be_read() {
        for depiction in all() {
            for lasts_s in [4.0, 6.0, 10.0] {
                let clear = |m: &&Moment| m.is_frozen && m.white == 0.0 && m.dark == 0.0;
                let course = course(&depiction, lasts_s);
                let clear = course.iter().filter(clear).count() as f32 / 60.0;
                assert!(
                    clear >= 1.0_f32.max(lasts_s * 0.25),
                    "{depiction:?}: {clear} of {lasts_s}"
                );
                let frozen = course.iter().filter(|m| m.is_frozen);
                assert!(frozen.clone().all(|m| m.faded == 0.0 && m.narrow == 0.0 && m.is_away));
                assert!(course.last().unwrap().dark > 0.9);
            }
        }
    }

    #[test]
    fn what_rolls_rolls_at_an_even_pace_for_two_seconds_or_so() {
        let depiction = Depiction::RunOver { props: Vec::new(), by: [0.0, 0.0, 1.6], at: None };
        let course = course(&depiction, 6.0);
        let steps: Vec<f32> = course.windows(2).map(|w| w[1].rolled - w[0].rolled).collect();
        let widest = steps.iter().copied().fold(0.0, f32::max);
        assert!(widest < 1.0 / 100.0, "{widest} in a tick");
        assert_eq!(course.last().unwrap().rolled, 1.0);
    }
}
