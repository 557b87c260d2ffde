//! The console (控制台): pages for the instructor, made on the server, plain HTML and one style
//! sheet. In this slice it lists records and shows one with every identification and why. It
//! reads the registry's archive and changes nothing; it never knows the headset.

mod badge;
mod figures;
mod identification;
mod language;
mod list;
mod pages;
mod points;
mod procedure;
mod sheet;
mod words;

pub use pages::router;
