//! Tests of the annotations as a whole.

mod spans;
