//! The program: reads what the user typed and runs the verb.

use std::process::ExitCode;

fn main() -> ExitCode {
    tidings::run(std::env::args_os())
}
