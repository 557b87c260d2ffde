//! When something is so, and what then happens: the catalogue's trigger grammar and check verbs as
//! types (ADR 0002 maps every verb). What is evaluated, and when, is the attempt's business.

use crate::file::{Markable, ScenarioFile};
use crate::id::*;
use crate::living::LiveCue;
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
    /// `start_ride()`: the own vehicle set off.
    RodeOff,
    /// `gesture(name)`: made with the hands.
    Gestured(GestureId),
    /// `point(P)`: a hand pointed at it and rested there.
    Pointed(Markable),
    /// `touch(P)`: a hand lay on it.
    Touched(Markable),
    /// `grab(item)`: taken into the hand, away from wherever it was.
    Taken(ItemId),
    /// `place(item -> P)`, `connect(P)`: put where it can rest.
    Placed(ItemId, SocketId),
    /// `use(tool -> P part)`; without a target, just used.
    Used(ItemId, Option<SocketId>),
    /// `wear(P: items)`: put on.
    PutOn(ItemId),
    /// Taken off again.
    TookOff(ItemId),
    /// `hand_in(P)`: a hand came into the zone.
    HandEntered(ZoneId),
    /// The last hand left the zone.
    HandLeft(ZoneId),
    /// `head_in(P)`: the head came into the zone.
    HeadEntered(ZoneId),
    /// The head left the zone.
    HeadLeft(ZoneId),
    /// `turn_speed(P)`, `pull_speed(P)`: moved faster than its part allows.
    MovedFast(PartId),
    /// `compress(P, …)`: one compression, whatever its rate and depth.
    Compressed,
    /// `breathe(n)`: one breath given.
    Breathed,
}

/// A predicate over what has happened so far. `Did`, `Done`, `Appeared`, … stay true once true;
/// `Is`, `In` and the like follow the present.
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
    /// `look(P)`: the eyes rest on it now; with `Held`, `look(P) Ns`.
    LooksAt(Markable),
    /// `near(P, m)`: the trainee, or the own vehicle, is within so many metres now.
    Near(Markable, f32),
    /// `hand_in(P)`: a hand is in the zone now.
    HandIn(ZoneId),
    /// `head_in(P)`: the head is in the zone now.
    HeadIn(ZoneId),
    /// `place(item -> P)`, `connect(P)`: the item rests there now.
    Rests(ItemId, SocketId),
    /// `wear(P: items)`: worn now.
    Wears(ItemId),
    /// `speed(N)`, `stop(P)`: the own vehicle goes no faster than this now, km/h.
    Slower(f32),
    /// `crouch`: the head is no higher than this now, metres.
    HeadBelow(f32),
    /// `moving(P)`: the colleague or vehicle is on its way.
    Moving(AgentId),
    /// `gone(P)`, `wait(P passed)`: it has come to this spot.
    Arrived(AgentId, SpotId),
    /// The instructor brought it in.
    Injected(InjectId),
    /// The seed drew this hazard as a real one.
    Real(HazardId),
    /// The hazard is under control now, at whatever level.
    Controlled(HazardId),
    /// `within Ns of` an event: it happened no longer ago than this, seconds.
    Recently(Event, f32),
    /// The event happened at least this often.
    Times(Event, u16),
    /// Latches: held at some moment.
    Once(Box<Condition>),
    /// `60% of Ns`: held for this share (0–1) of the last so many seconds.
    Share(Box<Condition>, f32, f32),
    /// `compress(P, n, rate, depth)`: so many compressions with rate and depth in range.
    Compressions {
        /// At least so many good ones.
        count: u16,
        /// From–to, per minute.
        rate_per_min: (u16, u16),
        /// From–to, millimetres.
        depth_mm: (u16, u16),
    },
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
    /// A living cue of a prop (hiss, drip, flame) gets this strong: 0 = off, 1 = full.
    Emit {
        /// Where it comes from.
        prop: PropId,
        /// 0–1.
        level: f32,
        /// Which; none means what a thing of its kind does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cue: Option<LiveCue>,
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
            Self::DidWhile(_, inner)
            | Self::Held(inner, _)
            | Self::Not(inner)
            | Self::Once(inner)
            | Self::Share(inner, ..) => inner.walk(visit),
            Self::All(all) | Self::Any(all) => all.iter().for_each(|c| c.walk(visit)),
            _ => {}
        }
    }

    /// The event that this condition itself asks for.
    pub fn event(&self) -> Option<&Event> {
        match self {
            Self::Did(event)
            | Self::DidWhile(event, _)
            | Self::Recently(event, _)
            | Self::Times(event, _) => Some(event),
            _ => None,
        }
    }
}

impl ScenarioFile {
    /// Calls `visit` for every condition of the file and every condition inside it.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Condition)) {
        for hazard in &self.hazards {
            hazard.appears.walk(visit);
            hazard.grows.iter().for_each(|cue| cue.when.walk(visit));
            hazard.controlled.iter().for_each(|control| control.when.walk(visit));
        }
        for step in &self.steps {
            step.from.walk(visit);
            step.done.walk(visit);
        }
        self.errors.iter().for_each(|error| error.when.walk(visit));
        self.timeline.iter().for_each(|row| row.when.walk(visit));
    }
}
