//! The core, rule by rule: what a scenario file may say, how an attempt runs, what a tape keeps
//! and what it earns. One binary, so that the tier links once. No test waits for a clock.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod attempt;
mod bots;
mod corpus;
mod headset;
mod play;
mod scenario;
mod score;
mod tape;
mod texts;
