//! Tests of the whole program.

mod cases;
mod command;
mod examples;
mod robust;
