//! Chores: generators, scoreboards, tidy checks.
fn main() {}
