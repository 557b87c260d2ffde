//! The run: what signals bring about, in every order, and what they cannot.

mod cards;
mod conditions;
mod course;
mod endings;
mod guessing;
mod laws;
mod marks;
mod vocabulary;
mod worlds;
