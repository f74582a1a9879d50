//! A private desktop and a person at it, for tests and benchmarks: a display of its own, real key events, screenshots.

pub mod desk;
pub mod haggle;
pub mod inventory;
pub mod stand_in;
pub mod wait;
pub mod wine;
