//! Tier 1: the headless stage. The tests are in `main.rs`; this library is empty so that the
//! package builds with the workspace.
