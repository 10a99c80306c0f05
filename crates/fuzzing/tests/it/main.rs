//! Bounded fuzzing of the readers: all that was ever found, the seeds, and what a fixed chance makes of them.
//!
//! `FUZZ_SECONDS` and `FUZZ_SEED` make it longer and other; see `fuzz/README.md`.

use std::{
    env, fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use tidings_fuzzing::{Chance, mutate};

/// Inputs tried for each reader, unless the seconds are over before.
const INPUTS: usize = 1500;
const SECONDS: u64 = 3;

fn folder(name: &str, reader: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name).join(reader)
}

/// The files of a folder, by name.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("the folder is part of the repository");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).expect("readable"))).collect()
}

/// A number from the environment.
fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

fn fuzz(reader: &str, check: fn(&[u8])) {
    for (path, bytes) in files(&folder("found", reader)) {
        println!("{}", path.display());
        check(&bytes);
    }
    let seeds: Vec<Vec<u8>> = files(&folder("seeds", reader)).into_iter().map(|(_, bytes)| bytes).collect();
    assert!(!seeds.is_empty(), "no seeds for {reader}");
    seeds.iter().for_each(|seed| check(seed));

    let mut chance = Chance::new(number("FUZZ_SEED").unwrap_or(1));
    let seconds = number("FUZZ_SECONDS");
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(SECONDS));
    let mut tried = 0;
    while Instant::now() < end && (seconds.is_some() || tried < INPUTS) {
        let input = mutate(&seeds, &mut chance);
        if let Err(cause) = panic::catch_unwind(AssertUnwindSafe(|| check(&input))) {
            let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{reader}-{tried}"));
            fs::write(&kept, &input).expect("written");
            eprintln!("the input is kept in {}", kept.display());
            panic::resume_unwind(cause);
        }
        tried += 1;
    }
    println!("{reader}: {tried} inputs");
}

#[test]
fn html() {
    fuzz("html", tidings_fuzzing::html);
}

#[test]
fn text() {
    fuzz("text", tidings_fuzzing::text);
}

#[test]
fn archive() {
    fuzz("archive", tidings_fuzzing::archive);
}
