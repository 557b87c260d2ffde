//! Whether a record that came in may be kept: its tape is scored again, a cabin that is registered
//! here must have signed it, and ticket and card must be what the tape says.

use anlan_scenario::Bundle;
use anlan_score::Scorecard;
use anlan_wire::{Proof, PublicKey, Record, Refusal, RefusalCode};
use serde_json::Value;

/// What the tape proves, if the record says the same. Where no cabin is registered, tapes need no
/// signature.
pub(crate) fn judge(
    record: &Record,
    bundle: &Bundle,
    trusted: &[PublicKey],
) -> Result<Proof, Refusal> {
    let mut proof = Proof::of(bundle, &record.tape)?;
    if !trusted.is_empty() {
        expect_signed(proof.signed_by, trusted)?;
    }
    if record.card.measures.is_none() {
        // An older headset takes none; what it does tell must agree all the same.
        proof.card.measures = None;
    }
    if let Some(field) = record.ticket.first_difference(&proof.ticket) {
        let sentence = format!("the ticket's `{field}` is not what the tape's header says");
        return Err(Refusal::new(RefusalCode::OtherTicket, sentence));
    }
    if record.rubric != proof.card.rubric {
        let (told, is) = (record.rubric, proof.card.rubric);
        let sentence = format!("the record names rubric {told}; its scenario is scored by {is}");
        return Err(Refusal::new(RefusalCode::OtherCard, sentence));
    }
    if record.card != proof.card {
        let field = first_difference(&record.card, &proof.card).unwrap_or_default();
        let sentence = format!("the card's `{field}` is not what the tape earns");
        return Err(Refusal::new(RefusalCode::OtherCard, sentence));
    }
    Ok(proof)
}

fn expect_signed(signed_by: Option<PublicKey>, trusted: &[PublicKey]) -> Result<(), Refusal> {
    let Some(key) = signed_by else {
        let sentence = "no cabin signed this tape; only tapes of registered cabins are taken";
        return Err(Refusal::new(RefusalCode::NotSigned, sentence));
    };
    if !trusted.contains(&key) {
        let sentence = format!(
            "the tape is signed by {key}, the key of no registered cabin; register that cabin \
             if it is one of yours"
        );
        return Err(Refusal::new(RefusalCode::UnknownCabin, sentence));
    }
    Ok(())
}

fn first_difference(told: &Scorecard, earned: &Scorecard) -> Option<String> {
    let fields = |card| match serde_json::to_value(card) {
        Ok(Value::Object(fields)) => Some(fields),
        _ => None,
    };
    let (told, earned) = (fields(told)?, fields(earned)?);
    earned.into_iter().find(|(name, value)| told.get(name) != Some(value)).map(|(name, _)| name)
}
