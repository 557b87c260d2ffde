//! What an author writes: every good folder is read, every bad one is refused with the place.

mod broken;
mod bundle;
mod course;
mod floor;
mod folder;
mod limits;
mod mangled;
mod table;
