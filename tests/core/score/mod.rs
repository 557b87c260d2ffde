//! What a tape earns in the kitchen, worked out by hand.

mod case;
mod debrief;
mod identification;
mod measures;
mod penalties;
mod procedure;
mod record;
