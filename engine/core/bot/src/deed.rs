//! What a bot can decide to do: one thing that a person could do.

use anlan_attempt::{Answer, CardId, MarkerId, Signal};
use anlan_scenario::{
    AgentId, CallId, ChoiceId, Event, Markable, PartId, PhraseId, SpotId, ZoneId,
};

/// One deed.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Do nothing for a moment.
    Wait,
    /// Walk to a spot.
    Visit(SpotId),
    /// Walk into a zone.
    Enter(ZoneId),
    /// Report a thing, at its marker or anywhere.
    Mark {
        /// The thing.
        on: Markable,
        /// The marker to aim at.
        marker: Option<MarkerId>,
    },
    /// Move a part to an end.
    Operate {
        /// The part.
        part: PartId,
        /// The end.
        end: String,
    },
    /// Say a phrase to a colleague.
    Say {
        /// The phrase.
        phrase: PhraseId,
        /// To whom.
        to: AgentId,
    },
    /// Call a phrase out to everyone.
    Announce(PhraseId),
    /// Telephone.
    Call(CallId),
    /// Take one of the choices on offer.
    Choose(ChoiceId),
    /// Answer a card.
    Answer {
        /// The card.
        card: CardId,
        /// The answer.
        answer: Answer,
    },
    /// Put away a card unanswered.
    Skip(CardId),
    /// Anything else that happens at one moment.
    Do(Event),
    /// A look, a distance, a speed: what only a sensor tells.
    Tell(Signal),
}
