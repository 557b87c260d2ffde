//! The headset's frame loop on a runtime that these tests make up: every fault at every call, and
//! the rules one by one. No Bevy, no OpenXR loader, no clock.

mod fake;
mod ledger;
mod matrix;
mod parts;
mod rules;
mod script;
