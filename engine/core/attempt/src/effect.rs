//! What an attempt asks the stage to show. Effects change what is seen and heard, never the score.

use crate::card::{Card, CardId};
use crate::mark::MarkVerdict;
use crate::signal::Ending;
use anlan_scenario::{ConsequenceId, ControlLevel, CueTier, ErrorId, HazardId, InjectId, StepId};

/// One thing to show, in the order in which it came to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A row of the timeline fired.
    Scene(anlan_scenario::Effect),
    /// A hazard's cue is out.
    Appeared(HazardId),
    /// A mark was taken; whether the verdict is shown at once is up to the mode.
    Marked(MarkVerdict),
    /// A step of the procedure is done.
    StepDone(StepId),
    /// An error was made.
    Erred(ErrorId),
    /// A consequence strikes.
    Struck(ConsequenceId),
    /// The review of marked hazards begins.
    Review,
    /// This card is open now, in place of any other.
    CardOpened(Card),
    /// No card is open.
    CardClosed,
    /// The attempt is over.
    Ended(Ending),
    /// A hazard's cue got plainer.
    CueGrew(HazardId, CueTier),
    /// A hazard is under control, or (`None`) no longer.
    Controlled(HazardId, Option<ControlLevel>),
    /// Guided mode: look for this one.
    Hint(HazardId),
    /// Guided mode: this step is due.
    StepHint(StepId),
    /// A card's answer was judged, where verdicts are told at once.
    Judged {
        /// Which card.
        card: CardId,
        /// True if the answer was the right one.
        is_right: bool,
    },
    /// The instructor brought this in.
    Injected(InjectId),
}
