//! `cargo xtask train-names --data DIR --translated DIR --projected DIR [--only CODES]`: trains the name tagger and writes
//! `names/tagger.bin`.
//!
//! Each DIR holds `<code>.jsonl.gz` with lines `{"text", "spans": [[start, end, kind, …]]}` (byte offsets). The same data gives the same
//! bytes. Attribution of the corpora: `names/LICENSES.md`.

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use tidings_annotate::tagger::{ANY, MAGIC, Sample, TAGS, View, may_follow, sample};
use tidings_model::EntityKind;

mod weights;

/// A corpus as one model looks at it: its code, the code of the pack to read it with (none: `""`), most sentences, the view, and how
/// often each sentence counts.
type Source = (&'static str, &'static str, usize, View, usize);

/// What a model is trained on.
struct ModelPlan {
    /// Codes of the languages that use it.
    codes: &'static str,
    /// Annotated corpora.
    annotated: &'static [Source],
    /// Languages that annotated text was put into word by word (`translate-names`).
    translated: &'static [&'static str],
    /// Languages whose sentences names were carried over to (`project-names`).
    projected: &'static [&'static str],
    /// Weight of the L2 penalty over all stretches together.
    penalty: f32,
    /// The most bytes it may have.
    most_bytes: usize,
}

/// Where the sentences lie, one `<code>.jsonl.gz` a language in each folder.
pub struct Sentences<'a> {
    /// The annotated corpora.
    pub annotated: &'a Path,
    /// What `translate-names` wrote.
    pub translated: &'a Path,
    /// What `project-names` wrote.
    pub projected: &'a Path,
}

/// Models trained at a time.
const WORKERS: usize = 2;

/// Annotated text that teaches shapes, tables and word lists to models of other languages.
const TAUGHT: [Source; 4] = [
    ("nb", "nb", 16_000, View::Wordless, 1),
    ("nn", "nn", 6_000, View::Wordless, 1),
    ("sv", "sv", 8_000, View::Wordless, 1),
    ("en", "en", 8_000, View::Wordless, 1),
];

/// Models. Only the first three have annotated text of their own. The others learn the words of their languages from sentences that
/// names were carried over to, and what a name looks like from [`TAUGHT`] beside that; English, German and Dutch from Norwegian
/// sentences in their words too. English has so little text of its own that a strong penalty does it good.
const MODELS: &[ModelPlan] = &[
    ModelPlan {
        codes: "hu",
        annotated: &[("hu", "hu", 60_000, View::Full, 1)],
        most_bytes: 1_800_000,
        ..PLAN
    },
    ModelPlan {
        codes: "nb nn sv",
        annotated: &[
            ("nb", "nb", 20_000, View::Full, 1),
            ("nn", "nn", 20_000, View::Full, 1),
            ("sv", "sv", 20_000, View::Full, 1),
        ],
        most_bytes: 1_250_000,
        ..PLAN
    },
    ModelPlan {
        codes: "en",
        annotated: &[("en", "en", 20_000, View::Full, 4)],
        translated: &["en"],
        projected: &["en"],
        penalty: 16.0,
        most_bytes: 880_000,
    },
    ModelPlan { codes: "de lb", translated: &["de"], projected: &["de", "lb"], most_bytes: 320_000, ..PLAN },
    ModelPlan { codes: "is fo", projected: &["is", "fo"], most_bytes: 250_000, ..PLAN },
    ModelPlan {
        codes: "nl af fy",
        translated: &["nl"],
        projected: &["nl", "af"],
        most_bytes: 300_000,
        ..PLAN
    },
    ModelPlan { codes: "da", projected: &["da"], most_bytes: 190_000, ..PLAN },
    ModelPlan {
        codes: "es pt it fr ca gl ro oc",
        projected: &["es", "pt", "it", "fr", "ca", "gl", "ro"],
        most_bytes: 330_000,
        ..PLAN
    },
    ModelPlan {
        codes: "ru uk be bg sr mk",
        projected: &["ru", "uk", "be", "bg", "sr", "mk"],
        most_bytes: 330_000,
        ..PLAN
    },
    ModelPlan {
        codes: "pl cs sk sl hr bs",
        projected: &["pl", "cs", "sk", "sl", "hr", "bs"],
        most_bytes: 285_000,
        ..PLAN
    },
    ModelPlan {
        codes: ANY,
        projected: &[
            "fi", "et", "lv", "lt", "tr", "az", "el", "sq", "eu", "mt", "cy", "ga", "id", "ms", "vi", "sw",
            "kk", "hy",
        ],
        most_bytes: 225_000,
        ..PLAN
    },
];

const PLAN: ModelPlan = ModelPlan {
    codes: ANY,
    annotated: &[],
    translated: &[],
    projected: &[],
    penalty: PENALTY,
    most_bytes: 0,
};

/// Passes over the data; held-out figures are flat from here on.
const EPOCHS: usize = 12;

/// Passes at whose end the weights count for the mean.
const AVERAGED: usize = 4;

/// Rate of the first step.
const FIRST_RATE: f32 = 0.02;

/// Weight of the penalty where a model names none.
const PENALTY: f32 = 2.0;

/// Features met less often than this are left out.
const LEAST_COUNT: u32 = 2;

/// A sentence and its names: byte offsets, kind, kind of the corpus.
#[derive(Deserialize, Serialize)]
pub(crate) struct Line {
    pub text: String,
    pub spans: Vec<(usize, usize, String, String)>,
}

/// Most bytes of all models together.
const MOST_BYTES: usize = 6_000_000;

/// Trains all models, or only those one of whose codes stands in `only` (separated by spaces): the others are taken as they are from
/// the blob there is.
pub fn run(root: &Path, sentences: &Sentences, only: Option<&str>) -> Result<()> {
    let file = root.join("names/tagger.bin");
    let mut blob = MAGIC.to_vec();
    blob.push(u8::try_from(MODELS.len())?);
    let queue = AtomicUsize::new(0);
    let is_asked = |codes: &str| {
        only.is_none_or(|only| codes.split(' ').any(|code| only.split(' ').any(|other| other == code)))
    };
    let mut kept = if only.is_some() { weights::models(&fs::read(&file)?)? } else { FxHashMap::default() };
    let mut trained: Vec<(usize, Result<Vec<u8>>)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS)
            .map(|_| {
                scope.spawn(|| {
                    let mut done = Vec::new();
                    loop {
                        let number = queue.fetch_add(1, Ordering::Relaxed);
                        let Some(model) = MODELS.get(number) else { return done };
                        if is_asked(model.codes) {
                            done.push((number, one(sentences, model)));
                        }
                    }
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    });
    trained.sort_by_key(|(number, _)| *number);
    let mut trained = trained.into_iter().peekable();
    for (number, ModelPlan { codes, annotated, .. }) in MODELS.iter().enumerate() {
        let bytes = match trained.next_if(|(other, _)| *other == number) {
            Some((_, bytes)) => bytes?,
            None => kept.remove(*codes).with_context(|| format!("no model for {codes}"))?,
        };
        blob.push(u8::try_from(codes.len())?);
        blob.extend_from_slice(codes.as_bytes());
        blob.push(u8::from(!annotated.is_empty()));
        blob.extend_from_slice(&u32::try_from(bytes.len())?.to_le_bytes());
        blob.extend_from_slice(&bytes);
    }
    ensure!(blob.len() < MOST_BYTES, "{} bytes are too many", blob.len());
    fs::write(file, blob)?;
    Ok(())
}

/// Trains one model.
fn one(sentences: &Sentences, plan: &ModelPlan) -> Result<Vec<u8>> {
    let mut samples = Vec::new();
    let full = !plan.annotated.is_empty();
    let carried = plan.projected;
    let path = |folder: &Path, code: &str| folder.join(format!("{code}.jsonl.gz"));
    for source in plan.annotated {
        read(&path(sentences.annotated, source.0), source, full, &mut samples)?;
    }
    for code in plan.translated {
        let all = (*code, *code, usize::MAX, View::Full, 1);
        read(&path(sentences.translated, code), &all, full, &mut samples)?;
    }
    let pool = if carried.is_empty() { Pool::default() } else { Pool::read(sentences.annotated)? };
    for code in carried {
        read_projected(&path(sentences.projected, code), code, &pool, full, &mut samples)?;
    }
    if !carried.is_empty() {
        let capital_nouns =
            carried.iter().any(|code| tidings_language::language(code).pack.names.capital_nouns);
        for (folder, code, most, view, times) in TAUGHT {
            let view = if capital_nouns { View::CapitalNouns } else { view };
            read(&path(sentences.annotated, folder), &(folder, code, most, view, times), full, &mut samples)?;
        }
    }
    let bytes = train(&samples, plan.penalty, plan.most_bytes)?;
    eprintln!("{}: {} stretches, {} bytes", plan.codes, samples.len(), bytes.len());
    Ok(bytes)
}

type Stretch = Vec<(Vec<u32>, u8)>;

fn read(
    path: &Path,
    &(_, code, most, view, times): &Source,
    full: bool,
    stretches: &mut Vec<Stretch>,
) -> Result<()> {
    for line in lines(path)?.take(most) {
        let line = line?;
        let text = if view == View::CapitalNouns { with_capitals(&line.text) } else { line.text.clone() };
        let Sample { stretches: found } = sample(&text, code, &spans(&line), view, full);
        for _ in 0..times {
            stretches.extend(found.iter().cloned());
        }
    }
    Ok(())
}

fn spans(line: &Line) -> Vec<(usize, usize, EntityKind)> {
    line.spans
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
        .collect()
}

/// Languages whose names take no endings worth the name: one name stands for another in their sentences.
const EXCHANGEABLE: &str = "de nl af es pt it fr ca gl ro oc da en lb";

/// Names of the annotated text by kind, to put in the place of others.
#[derive(Default)]
struct Pool {
    by_kind: FxHashMap<String, Vec<String>>,
}

impl Pool {
    fn read(data: &Path) -> Result<Self> {
        let mut pool = Self::default();
        for (code, ..) in TAUGHT {
            for line in lines(&data.join(format!("{code}.jsonl.gz")))? {
                let line = line?;
                for (start, end, kind, _) in line.spans {
                    pool.by_kind.entry(kind).or_default().push(line.text[start..end].to_owned());
                }
            }
        }
        Ok(pool)
    }
}

/// The sentences of a file.
pub(crate) fn lines(path: &Path) -> Result<impl Iterator<Item = Result<Line>>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    Ok(BufReader::new(GzDecoder::new(file)).lines().map(|line| Ok(serde_json::from_str(&line?)?)))
}

/// Projected text as it is, and so that more words are seen at the start of a sentence and more names in it: the little text there
/// is has few of either, and what the model has never seen at the start of a sentence would seem a name to it.
fn read_projected(
    path: &Path,
    code: &str,
    pool: &Pool,
    full: bool,
    stretches: &mut Vec<Stretch>,
) -> Result<()> {
    let mut random = Random::default();
    for line in lines(path)? {
        let line = line?;
        let mut add = |line: &Line| {
            stretches.extend(sample(&line.text, code, &spans(line), View::Full, full).stretches);
        };
        add(&line);
        for _ in 0..CUTS {
            if let Some(cut) = without_start(&line, &mut random) {
                add(&cut);
            }
        }
        if !line.spans.is_empty() && EXCHANGEABLE.split(' ').any(|other| other == code) {
            for _ in 0..EXCHANGES {
                add(&exchanged(&line, pool, &mut random));
            }
        }
    }
    Ok(())
}

/// Copies of a projected sentence without its first words, and with other names.
const CUTS: usize = 2;
const EXCHANGES: usize = 2;

/// The rest of a sentence from some word in lower case on, with a capital.
fn without_start(line: &Line, random: &mut Random) -> Option<Line> {
    let starts: Vec<usize> = line
        .text
        .match_indices(' ')
        .map(|(at, _)| at + 1)
        .filter(|&at| {
            line.text[at..].starts_with(char::is_lowercase)
                && !line.spans.iter().any(|span| span.0 < at && at < span.1)
        })
        .collect();
    let at = *starts.get(random.below(starts.len().max(1)))?;
    let first = line.text[at..].chars().next()?;
    let upper = first.to_uppercase().to_string();
    if upper.len() != first.len_utf8() {
        return None;
    }
    let text = format!("{upper}{}", &line.text[at + first.len_utf8()..]);
    let spans = line
        .spans
        .iter()
        .filter(|span| span.0 >= at)
        .map(|(start, end, kind, kind_of)| (start - at, end - at, kind.clone(), kind_of.clone()))
        .collect();
    Some(Line { text, spans })
}

/// A sentence with other names of the same kinds.
fn exchanged(line: &Line, pool: &Pool, random: &mut Random) -> Line {
    let mut text = String::with_capacity(line.text.len());
    let mut spans = Vec::new();
    let mut from = 0;
    for (start, end, kind, kind_of) in &line.spans {
        text.push_str(&line.text[from..*start]);
        let names = pool.by_kind.get(kind).map_or(&[][..], Vec::as_slice);
        let name =
            names.get(random.below(names.len().max(1))).map_or(&line.text[*start..*end], String::as_str);
        spans.push((text.len(), text.len() + name.len(), kind.clone(), kind_of.clone()));
        text.push_str(name);
        from = *end;
    }
    text.push_str(&line.text[from..]);
    Line { text, spans }
}

/// Xorshift: the same numbers every time.
struct Random(u64);

impl Default for Random {
    fn default() -> Self {
        Self(0x2545_f491_4f6c_dd1d)
    }
}

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
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

/// A linear-chain conditional random field, fitted by stochastic gradient descent with an L2 penalty (Bottou 2010); the weights are
/// the mean over the ends of the last passes.
fn train(stretches: &[Stretch], penalty: f32, most_bytes: usize) -> Result<Vec<u8>> {
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
    let mut weights = vec![[0f32; TAGS]; keys.len()];
    // Weights are kept divided by a scale, so that the penalty on all of them is one multiplication.
    let mut scale = 1f32;
    let mut transitions = [[0f32; TAGS]; TAGS];
    let mut averaged = vec![[0f64; TAGS]; keys.len()];
    let mut averaged_transitions = [[0f64; TAGS]; TAGS];
    let mut order: Vec<u32> = (0..data.len() as u32).collect();
    let mut random = Random::default();
    let penalty = penalty / data.len() as f32;
    let mut step = 0f32;
    let mut scores: Vec<[f32; TAGS]> = Vec::new();
    for epoch in 0..EPOCHS {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at + 1));
        }
        let mut loss = 0f64;
        for &number in &order {
            let stretch = &data[number as usize];
            scores.clear();
            scores.extend(stretch.iter().map(|(features, _)| {
                let mut sums = [0f32; TAGS];
                for &feature in features {
                    let row = &weights[feature as usize];
                    for tag in 0..TAGS {
                        sums[tag] += row[tag];
                    }
                }
                sums.map(|sum| sum * scale)
            }));
            let gold: Vec<u8> = stretch.iter().map(|(_, tag)| *tag).collect();
            let found = marginals(&scores, &transitions, &gold);
            loss += found.loss;
            let rate = FIRST_RATE / (1.0 + FIRST_RATE * penalty * step);
            step += 1.0;
            scale *= 1.0 - rate * penalty;
            for (at, (features, tag)) in stretch.iter().enumerate() {
                let mut change = found.tags[at].map(|share| -share * rate / scale);
                change[usize::from(*tag)] += rate / scale;
                for &feature in features {
                    let row = &mut weights[feature as usize];
                    for tag in 0..TAGS {
                        row[tag] += change[tag];
                    }
                }
            }
            for (weight, pairs) in transitions.iter_mut().flatten().zip(found.pairs.iter().flatten()) {
                *weight += rate * (pairs - penalty * *weight);
            }
        }
        if scale < 1e-3 {
            weights.iter_mut().flatten().for_each(|weight| *weight *= scale);
            scale = 1.0;
        }
        if epoch + AVERAGED >= EPOCHS {
            let share = f64::from(scale) / AVERAGED as f64;
            for (sum, weight) in averaged.iter_mut().flatten().zip(weights.iter().flatten()) {
                *sum += f64::from(*weight) * share;
            }
            for (sum, weight) in averaged_transitions.iter_mut().flatten().zip(transitions.iter().flatten()) {
                *sum += f64::from(*weight) / AVERAGED as f64;
            }
        }
        eprintln!("pass {epoch}: loss {:.4}", loss / data.len() as f64);
    }
    weights::encode(&keys, &averaged, &averaged_transitions, most_bytes)
}

/// What a field expects of one stretch.
struct Marginals {
    /// Share of each tag at each place.
    tags: Vec<[f32; TAGS]>,
    /// Counted pairs of tags less expected ones.
    pairs: [[f32; TAGS]; TAGS],
    /// Negative log likelihood of the gold tags.
    loss: f64,
}

/// Forward and backward sums of a stretch, scaled at each place. A stretch begins after a word outside any name.
fn marginals(scores: &[[f32; TAGS]], transitions: &[[f32; TAGS]; TAGS], gold: &[u8]) -> Marginals {
    let count = scores.len();
    let mut steps = [[0f64; TAGS]; TAGS];
    for (before, row) in steps.iter_mut().enumerate() {
        for (tag, step) in row.iter_mut().enumerate() {
            if may_follow(before, tag) {
                *step = f64::from(transitions[before][tag]).exp();
            }
        }
    }
    let mut log_sum = 0f64;
    let local: Vec<[f64; TAGS]> = scores
        .iter()
        .map(|row| {
            let most = row.iter().copied().fold(f32::MIN, f32::max);
            log_sum += f64::from(most);
            row.map(|score| f64::from(score - most).exp())
        })
        .collect();
    let mut forward = vec![[0f64; TAGS]; count];
    let mut scales = vec![0f64; count];
    for at in 0..count {
        for tag in 0..TAGS {
            let into: f64 = if at == 0 {
                steps[0][tag]
            } else {
                (0..TAGS).map(|before| forward[at - 1][before] * steps[before][tag]).sum()
            };
            forward[at][tag] = into * local[at][tag];
        }
        let sum: f64 = forward[at].iter().sum();
        let sum = sum.max(f64::MIN_POSITIVE);
        scales[at] = sum;
        log_sum += sum.ln();
        forward[at].iter_mut().for_each(|value| *value /= sum);
    }
    let mut backward = vec![[1f64; TAGS]; count];
    for at in (0..count.saturating_sub(1)).rev() {
        for before in 0..TAGS {
            let out: f64 =
                (0..TAGS).map(|tag| steps[before][tag] * local[at + 1][tag] * backward[at + 1][tag]).sum();
            backward[at][before] = out / scales[at + 1];
        }
    }
    let mut tags = vec![[0f32; TAGS]; count];
    let mut pairs = [[0f32; TAGS]; TAGS];
    let mut gold_score = 0f64;
    for at in 0..count {
        for tag in 0..TAGS {
            tags[at][tag] = (forward[at][tag] * backward[at][tag]) as f32;
            if at == 0 {
                pairs[0][tag] -= tags[at][tag];
                continue;
            }
            for before in 0..TAGS {
                pairs[before][tag] -=
                    (forward[at - 1][before] * steps[before][tag] * local[at][tag] * backward[at][tag]
                        / scales[at]) as f32;
            }
        }
        let before = if at == 0 { 0 } else { usize::from(gold[at - 1]) };
        let tag = usize::from(gold[at]);
        pairs[before][tag] += 1.0;
        gold_score += f64::from(scores[at][tag] + transitions[before][tag]);
    }
    Marginals { tags, pairs, loss: log_sum - gold_score }
}
