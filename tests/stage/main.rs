//! Tier 1: attempts through the real stage, without window, sound or GPU.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod again;
mod body;
mod bots;
mod faults;
mod percepts;
mod room;
mod standing;
mod theatre;
mod verbs;
