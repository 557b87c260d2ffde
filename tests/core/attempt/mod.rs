//! The run: what signals bring about, in every order, and what they cannot.

mod cards;
mod conditions;
mod endings;
mod marks;
mod worlds;
