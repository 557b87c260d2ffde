//! The console (控制台): pages for the instructor, made on the server. At the desk an instructor
//! starts an attempt, follows it and stops it; the other pages list records and show one with every
//! identification and why. It reads the registry's archive and changes nothing in it. It never
//! knows the headset: the two speak in `anlan-wire`'s orders and reports.

mod badge;
mod catalogue;
mod debrief;
mod desk;
mod figures;
mod glance;
mod identification;
mod language;
mod list;
mod pages;
mod plan;
mod points;
mod procedure;
mod sheet;
mod words;

pub use catalogue::Catalogue;
pub use desk::{Clock, Desk};
pub use pages::router;
