//! `cargo xtask train-names --data DIR`: trains the name tagger and writes `names/tagger.bin`.
//!
//! DIR holds `<code>.jsonl.gz` with lines `{"text", "spans": [[start, end, kind, …]]}` (byte offsets). The same data gives the same
//! bytes. Attribution of the corpora: `names/LICENSES.md`.

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use tidings_annotate::tagger::{ANY, MAGIC, Sample, TAGS, View, best_path, sample};
use tidings_model::EntityKind;

/// A corpus as one model looks at it: its code, the code of the pack to read it with (none: `""`), most sentences, the view, and how
/// often each sentence counts.
type Source = (&'static str, &'static str, usize, View, usize);

/// Models: codes that use it, and what it is trained on. German and Icelandic have no corpus that may be used: theirs know no words,
/// the German one is trained on texts in which every fourth longer word was given a capital as German nouns have.
///
/// The last figure is the most bytes the model may have.
const MODELS: &[(&str, &[Source], usize)] = &[
    ("hu", &[("hu", "hu", 60_000, View::Full, 1)], 640_000),
    (
        "nb nn sv",
        &[
            ("nb", "nb", 20_000, View::Full, 1),
            ("nn", "nn", 20_000, View::Full, 1),
            ("sv", "sv", 20_000, View::Full, 1),
        ],
        640_000,
    ),
    (
        "en",
        &[
            ("en", "en", 20_000, View::Full, 3),
            ("nb", "nb", 20_000, View::Wordless, 1),
            ("nn", "nn", 8_000, View::Wordless, 1),
            ("sv", "sv", 8_000, View::Wordless, 1),
        ],
        320_000,
    ),
    (
        "de",
        &[
            ("nb", "nb", 20_000, View::CapitalNouns, 1),
            ("sv", "sv", 8_000, View::CapitalNouns, 1),
            ("en", "en", 8_000, View::CapitalNouns, 2),
        ],
        150_000,
    ),
    (
        "is",
        &[
            ("nb", "nb", 20_000, View::Wordless, 1),
            ("nn", "nn", 8_000, View::Wordless, 1),
            ("sv", "sv", 8_000, View::Wordless, 1),
            ("en", "en", 8_000, View::Wordless, 1),
        ],
        130_000,
    ),
    (
        ANY,
        &[
            ("nb", "", 12_000, View::Wordless, 1),
            ("sv", "", 8_000, View::Wordless, 1),
            ("en", "", 8_000, View::Wordless, 2),
            ("hu", "", 8_000, View::Wordless, 1),
        ],
        180_000,
    ),
];

/// Passes over the data; held-out figures are flat from here on.
const EPOCHS: usize = 8;

/// Features met less often than this are left out.
const LEAST_COUNT: u32 = 3;

/// Weights whose quantised square root is smaller than this are always left out.
const LEAST_WEIGHT: i32 = 5;

#[derive(Deserialize)]
struct Line {
    text: String,
    spans: Vec<(usize, usize, String, String)>,
}

/// Trains all models.
pub fn run(root: &Path, data: &Path) -> Result<()> {
    let mut blob = MAGIC.to_vec();
    blob.push(u8::try_from(MODELS.len())?);
    for (codes, sources, most_bytes) in MODELS {
        let mut samples = Vec::new();
        for source in *sources {
            read(&data.join(format!("{}.jsonl.gz", source.0)), source, &mut samples)?;
        }
        let bytes = train(&samples, *most_bytes)?;
        eprintln!("{codes}: {} stretches, {} bytes", samples.len(), bytes.len());
        blob.push(u8::try_from(codes.len())?);
        blob.extend_from_slice(codes.as_bytes());
        blob.extend_from_slice(&u32::try_from(bytes.len())?.to_le_bytes());
        blob.extend_from_slice(&bytes);
    }
    fs::write(root.join("names/tagger.bin"), blob)?;
    Ok(())
}

type Stretch = Vec<(Vec<u32>, u8)>;

fn read(path: &Path, &(_, code, most, view, times): &Source, stretches: &mut Vec<Stretch>) -> Result<()> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    for line in BufReader::new(GzDecoder::new(file)).lines().take(most) {
        let line: Line = serde_json::from_str(&line?)?;
        let spans: Vec<(usize, usize, EntityKind)> = line
            .spans
            .iter()
            .map(|(start, end, kind, _)| {
                let kind = match kind.as_str() {
                    "person" => EntityKind::Person,
                    "organisation" => EntityKind::Organisation,
                    "place" => EntityKind::Place,
                    _ => EntityKind::Other,
                };
                (*start, *end, kind)
            })
            .collect();
        let text = if view == View::CapitalNouns { with_capitals(&line.text) } else { line.text };
        let Sample { stretches: found } = sample(&text, code, &spans, view);
        for _ in 0..times {
            stretches.extend(found.iter().cloned());
        }
    }
    Ok(())
}

/// A text in which some longer words have got a capital, always the same ones. Byte offsets stay.
fn with_capitals(text: &str) -> String {
    const SHORTEST_NOUN: usize = 4;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(end);
        let sum = word.bytes().fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        let is_noun = word.chars().count() >= SHORTEST_NOUN && (sum >> 3) % 5 < 2;
        match word.chars().next() {
            Some(first) if is_noun && first.is_ascii_lowercase() => {
                out.push(first.to_ascii_uppercase());
                out.push_str(&word[1..]);
            }
            _ => out.push_str(word),
        }
        let gap = tail.chars().next().map_or(0, char::len_utf8);
        out.push_str(&tail[..gap]);
        rest = &tail[gap..];
    }
    out
}

/// Averaged structured perceptron: weights are stepped by whole numbers, the average is taken over all stretches of all passes.
fn train(stretches: &[Stretch], most_bytes: usize) -> Result<Vec<u8>> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for (features, _) in stretches.iter().flatten() {
        for &feature in features {
            *counts.entry(feature).or_default() += 1;
        }
    }
    let mut keys: Vec<u32> =
        counts.iter().filter(|(_, count)| **count >= LEAST_COUNT).map(|(&key, _)| key).collect();
    keys.sort_unstable();
    let index: FxHashMap<u32, u32> = keys.iter().enumerate().map(|(at, &key)| (key, at as u32)).collect();
    let data: Vec<Vec<(Vec<u32>, u8)>> = stretches
        .iter()
        .map(|stretch| {
            stretch
                .iter()
                .map(|(features, tag)| {
                    (features.iter().filter_map(|key| index.get(key).copied()).collect(), *tag)
                })
                .collect()
        })
        .collect();
    let mut weights = vec![[0i32; TAGS]; keys.len()];
    let mut sums = vec![[0i64; TAGS]; keys.len()];
    let mut transitions = [[0i32; TAGS]; TAGS];
    let mut transition_sums = [[0i64; TAGS]; TAGS];
    let mut order: Vec<u32> = (0..data.len() as u32).collect();
    let mut random = 0x2545_f491_4f6c_dd1du64;
    let mut step: i64 = 1;
    for epoch in 0..EPOCHS {
        for at in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            order.swap(at, (random % (at as u64 + 1)) as usize);
        }
        let mut wrong = 0;
        for &number in &order {
            let stretch = &data[number as usize];
            let scores: Vec<[i32; TAGS]> = stretch
                .iter()
                .map(|(features, _)| {
                    let mut scores = [0; TAGS];
                    for &feature in features {
                        let row = &weights[feature as usize];
                        for tag in 0..TAGS {
                            scores[tag] += row[tag];
                        }
                    }
                    scores
                })
                .collect();
            let path = best_path(&scores, &transitions);
            step += 1;
            if path.iter().zip(stretch).all(|(tag, (_, gold))| tag == gold) {
                continue;
            }
            wrong += 1;
            let (mut before_gold, mut before_path) = (0usize, 0usize);
            for (&tag, (features, gold)) in path.iter().zip(stretch) {
                let (tag, gold) = (usize::from(tag), usize::from(*gold));
                if tag != gold {
                    for &feature in features {
                        let (row, sum) = (&mut weights[feature as usize], &mut sums[feature as usize]);
                        row[gold] += 1;
                        sum[gold] += step;
                        row[tag] -= 1;
                        sum[tag] -= step;
                    }
                }
                if (before_gold, gold) != (before_path, tag) {
                    transitions[before_gold][gold] += 1;
                    transition_sums[before_gold][gold] += step;
                    transitions[before_path][tag] -= 1;
                    transition_sums[before_path][tag] -= step;
                }
                (before_gold, before_path) = (gold, tag);
            }
        }
        eprintln!("pass {epoch}: {wrong} of {} wrong", data.len());
    }
    let average = |weight: i32, sum: i64| f64::from(weight) - sum as f64 / step as f64;
    let mut largest = 0f64;
    let averaged: Vec<[f64; TAGS]> = weights
        .iter()
        .zip(&sums)
        .map(|(row, sum)| {
            let mut out = [0.0; TAGS];
            for tag in 0..TAGS {
                out[tag] = average(row[tag], sum[tag]);
                largest = largest.max(out[tag].abs());
            }
            out
        })
        .collect();
    // Square roots are kept in a byte, so that the few large weights do not swallow the many small ones.
    let root_scale = 127.0 / largest.max(1e-9).sqrt();
    let mut bytes = Vec::new();
    for before in 0..TAGS {
        for tag in 0..TAGS {
            let value =
                average(transitions[before][tag], transition_sums[before][tag]) * root_scale * root_scale;
            bytes.extend_from_slice(&(value.round().clamp(-1e9, 1e9) as i32).to_le_bytes());
        }
    }
    let quantised: Vec<[i8; TAGS]> = averaged
        .iter()
        .map(|row| {
            row.map(|weight| ((weight.abs().sqrt() * root_scale).round().min(127.0) * weight.signum()) as i8)
        })
        .collect();
    // The weights that matter least go first until the model is small enough.
    let size = |least: i32| -> usize {
        let kept = |row: &[i8; TAGS]| row.iter().filter(|weight| i32::from(**weight).abs() >= least).count();
        quantised.iter().map(kept).filter(|&kept| kept > 0).map(|kept| 6 + kept).sum()
    };
    let least = (LEAST_WEIGHT..127).find(|&least| size(least) <= most_bytes).unwrap_or(127);
    let (mut hashes, mut masks, mut values) = (Vec::new(), Vec::new(), Vec::new());
    let mut count = 0u32;
    for (key, row) in keys.iter().zip(&quantised) {
        let mut mask = 0u16;
        for (tag, &weight) in row.iter().enumerate() {
            if i32::from(weight).abs() >= least {
                mask |= 1 << tag;
                values.push(weight as u8);
            }
        }
        if mask == 0 {
            continue;
        }
        hashes.extend_from_slice(&key.to_le_bytes());
        masks.extend_from_slice(&mask.to_le_bytes());
        count += 1;
    }
    bytes.extend_from_slice(&count.to_le_bytes());
    bytes.extend(hashes);
    bytes.extend(masks);
    bytes.extend(values);
    Ok(bytes)
}
