//! Tests of the whole program.

mod cases;
mod command;
mod examples;
mod names;
mod robust;
