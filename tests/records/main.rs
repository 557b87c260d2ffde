//! Records from end to end: tapes of a small scenario through outbox, registry and console. One
//! binary, so that the tier links once. No test waits for a clock.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod bot_turn;
mod cabin;
mod console;
mod debrief;
mod desk;
mod desk_pages;
mod fault;
mod fixture;
mod outbox;
mod registry;
mod signed;
mod traces;
