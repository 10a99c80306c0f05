//! Tests of the whole program.

mod cases;
