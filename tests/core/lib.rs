//! Tier 0: the core. The tests are in `main.rs`; this library is empty so that the package builds
//! with the workspace.
