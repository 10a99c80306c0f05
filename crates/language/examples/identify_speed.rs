//! How fast languages are told: the time of the very first sentence, then of all lines of standard input, one thread.
//! Prints one JSON object. `cargo xtask eval identification` makes a board of it.

use std::{
    hint::black_box,
    io::{self, Read, Write},
    time::{Duration, Instant},
};

/// The fastest of so many rounds counts, since other work on the machine only adds.
const ROUNDS: usize = 7;

fn main() -> io::Result<()> {
    let start = Instant::now();
    black_box(tidings_language::identify(black_box(
        "Färjan var sen igen på måndagen, som hamnkaptenen hade väntat sig.",
    )));
    let first = start.elapsed();

    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    let lines: Vec<&str> = input.lines().filter(|line| !line.trim().is_empty()).collect();
    let bytes: usize = lines.iter().map(|line| line.len()).sum();
    let round = |_| {
        let start = Instant::now();
        for line in &lines {
            black_box(tidings_language::identify(line));
        }
        start.elapsed()
    };
    let best = (0..ROUNDS).map(round).min().unwrap_or(Duration::MAX).as_secs_f64();
    writeln!(
        io::stdout(),
        "{{\"first_ms\": {:.3}, \"lines\": {}, \"lines_per_s\": {:.0}, \"mb_per_s\": {:.2}}}",
        first.as_secs_f64() * 1e3,
        lines.len(),
        lines.len() as f64 / best,
        bytes as f64 / best / 1e6
    )
}
