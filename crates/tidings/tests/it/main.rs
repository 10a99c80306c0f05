//! Tests of the whole program.

mod cases;
mod examples;
