//! When something is so, and what then happens: the catalogue's trigger grammar and check verbs as
//! types (ADR 0002 maps every verb). What is evaluated, and when, is the attempt's business.

use crate::id::*;
use serde::{Deserialize, Serialize};

/// Something that happens at one moment, by the trainee's doing. The variants' order is the
/// tape's format: append, never reorder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Event {
    /// `grab(P)`: the hand closed on the part.
    Grabbed(PartId),
    /// `press(P)`, `turn(P)`, `open(P)`, `close(P)`: the part came to the named end of its travel.
    Moved(PartId, String),
    /// `say(phrase P)`: said to a colleague in view and within earshot.
    Said(PhraseId, AgentId),
    /// `say(phrase)`: said to everyone.
    Announced(PhraseId),
    /// `call(who)`: telephoned this line.
    Called(CallId),
    /// `call(any)`: telephoned, whoever.
    CalledAny,
    /// `choose(item)`: took this of the choices on offer.
    Chose(ChoiceId),
    /// `enter(Z)`: stepped into the zone.
    Entered(ZoneId),
    /// `leave(Z)`: stepped out of the zone.
    Left(ZoneId),
}

/// A predicate over what has happened so far. `Did`, `Done`, `Appeared`, … stay true once true;
/// `Is` and `In` follow the present.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Condition {
    /// `start`: from the first tick.
    Start,
    /// `t=N`: scene time has reached N seconds (a paused scene clock does not count).
    At(f32),
    /// `do(An)`: the step is done.
    Done(StepId),
    /// `appear(Hn)`: the hazard's cue is out.
    Appeared(HazardId),
    /// `mark(Hn)`: the hazard was reported.
    Marked(HazardId),
    /// `err(En)`: the error was made.
    Erred(ErrorId),
    /// The consequence has struck.
    Struck(ConsequenceId),
    /// `pass` / `fail` at the end of the scene: it ended with every critical step done and no
    /// fatal error (or not).
    Ended {
        /// True for `pass`, false for `fail`.
        safe: bool,
    },
    /// The event happened at least once.
    Did(Event),
    /// The event happened while the condition held (`after`, `before`, `while`, `in Z`).
    DidWhile(Event, Box<Condition>),
    /// The part stands at the named end now.
    Is(PartId, String),
    /// The trainee is in the zone now.
    In(ZoneId),
    /// `+ Ns`: the condition has held without a break for this many seconds of scene time.
    Held(Box<Condition>, f32),
    /// `and`, `+`, `,`.
    All(Vec<Condition>),
    /// `or`.
    Any(Vec<Condition>),
    /// `unless`, `none(x)`.
    Not(Box<Condition>),
}

/// What the scene does at a moment of its timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Effect {
    /// Speak a line of the narration (and caption it).
    Say(LineId),
    /// The smell indicator goes to this many bars (0–4), one bar per `s_per_bar` seconds.
    Smell {
        /// Target, 0–4 bars.
        bars: u8,
        /// Seconds of scene time per bar.
        s_per_bar: f32,
    },
    /// A living cue of a prop (hiss, drip, flame) gets this loud: 0 = off, 1 = full.
    Emit {
        /// Where it comes from.
        prop: PropId,
        /// 0–1.
        level: f32,
    },
    /// A colleague walks to a spot.
    Go(AgentId, SpotId),
    /// A colleague (or the scene) moves a part to an end.
    Set(PartId, String),
    /// A colleague's posture: what the hands do.
    Pose(AgentId, Posture),
    /// A consequence strikes; the scene ends after it.
    Strike(ConsequenceId),
    /// Words of the scene on the prompt line (`prompt.<key>`).
    Prompt(String),
    /// Put choices before the trainee.
    Offer(Vec<ChoiceId>),
    /// A moment worth a picture.
    Picture(PictureId),
    /// The scene ends.
    End,
}

/// What a colleague's hands and body do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Posture {
    /// Stands at ease.
    Idle,
    /// Works at what is before them.
    Work,
    /// Reaches for a switch or handle.
    Reach,
    /// Holds a telephone to look at or speak into.
    Phone,
}

impl Condition {
    /// Calls `visit` for this condition and every condition inside it, outermost first.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Condition)) {
        visit(self);
        match self {
            Self::DidWhile(_, inner) | Self::Held(inner, _) | Self::Not(inner) => inner.walk(visit),
            Self::All(all) | Self::Any(all) => all.iter().for_each(|c| c.walk(visit)),
            _ => {}
        }
    }
}
