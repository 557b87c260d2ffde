//! Proves on the files themselves what ARCHITECTURE.md and STYLE.md promise. Each module is one
//! rule: a check from text to violations, shown to fail on a small sample, then run on the project.
//! What the program does is the business of the other tests.

// A test that cannot read the project has nothing to say but that.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod arrows;
mod art;
mod credits;
mod forbidden;
mod glb;
mod glyphs;
mod ktx2;
mod manifest;
mod members;
mod names;
mod openings;
mod pipeline;
mod purity;
mod ratchet;
mod rust_text;
mod size;
mod tree;
mod violation;
mod voice;
