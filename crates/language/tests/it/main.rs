//! Tests of the language room's surface.

mod numbers;
