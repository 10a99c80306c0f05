//! `cargo xtask train-language --data DIR` (a folder with `language/` and `crosslingual/`): trains the model by which languages are identified.
//!
//! A softmax over hashed character n-grams, trained by AdaGrad on pieces of sentences of one to all words, so that headlines and
//! documents are served by one model. Deterministic: the order of the samples comes from a fixed generator.

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{BufRead, BufReader},
    path::Path,
};
use tidings_language::train::{BUCKETS, features, norm};

/// FLORES-200 codes and ours. One of ours may come from several scripts.
pub(crate) const LANGUAGES: &str = "afr_Latn af|als_Latn sq|amh_Ethi am|arb_Arab ar|asm_Beng as|azj_Latn az|bel_Cyrl be|ben_Beng bn|bos_Latn bs|\
    bul_Cyrl bg|cat_Latn ca|ceb_Latn ceb|ces_Latn cs|ckb_Arab ckb|cym_Latn cy|dan_Latn da|deu_Latn de|ell_Grek el|eng_Latn en|\
    epo_Latn eo|est_Latn et|eus_Latn eu|fao_Latn fo|fin_Latn fi|fra_Latn fr|gle_Latn ga|glg_Latn gl|guj_Gujr gu|hau_Latn ha|\
    heb_Hebr he|hin_Deva hi|hrv_Latn hr|hun_Latn hu|hye_Armn hy|ibo_Latn ig|ind_Latn id|isl_Latn is|ita_Latn it|jav_Latn jv|\
    jpn_Jpan ja|kan_Knda kn|kat_Geor ka|kaz_Cyrl kk|khk_Cyrl mn|khm_Khmr km|kir_Cyrl ky|kmr_Latn ku|kor_Hang ko|lao_Laoo lo|\
    lit_Latn lt|ltz_Latn lb|lvs_Latn lv|mal_Mlym ml|mar_Deva mr|mkd_Cyrl mk|mlt_Latn mt|mya_Mymr my|nld_Latn nl|nno_Latn nn|\
    nob_Latn nb|npi_Deva ne|oci_Latn oc|ory_Orya or|pan_Guru pa|pbt_Arab ps|pes_Arab fa|plt_Latn mg|pol_Latn pl|por_Latn pt|\
    ron_Latn ro|rus_Cyrl ru|sin_Sinh si|slk_Latn sk|slv_Latn sl|som_Latn so|spa_Latn es|srp_Cyrl sr|swe_Latn sv|swh_Latn sw|\
    tam_Taml ta|tat_Cyrl tt|tel_Telu te|tgk_Cyrl tg|tgl_Latn tl|tha_Thai th|tuk_Latn tk|tur_Latn tr|uig_Arab ug|ukr_Cyrl uk|\
    urd_Arab ur|uzn_Latn uz|vie_Latn vi|ydd_Hebr yi|yor_Latn yo|zho_Hans zh|zho_Hant zh|zsm_Latn ms|zul_Latn zu";

/// Codes of the other collection, where they differ from ours.
const TATOEBA_NORWEGIAN: (&str, &str) = ("no", "nb");

/// Sentences of the other collection taken for a language: its short everyday sentences shall not outweigh the news.
const MOST_TATOEBA: usize = 6000;

/// Every so many sentences one is held back to tell how good the model is.
const HELD_BACK: usize = 12;

/// Languages in which little of the world's press is written, and their neighbours in which much is: with little text to go by, the
/// neighbour is the likelier. Codes and what is added to their log-odds (of 0, -.5, -1 and -1.5 the best on development text).
const RARE: &str = "bs zu oc af tl jv ceb eo lb gl so ha ig yo mg sw uz tk ku ky tt tg mn eu ga cy mt";
const RARE_LOG_ODDS: f32 = -1.0;

const EPOCHS: usize = 60;
const SAMPLES_PER_EPOCH: usize = 700;
const RATE: f32 = 0.35;
/// Pull of all weights towards zero at each use.
const DECAY: f32 = 2e-6;

#[derive(Deserialize)]
struct Flores {
    language: String,
    lines: Vec<String>,
}

/// Trains and writes `crates/language/src/model.bin`.
pub fn run(root: &Path, data: &Path) -> Result<()> {
    let (classes, train, held_back) = load(data)?;
    let codes: Vec<&str> = classes.keys().map(String::as_str).collect();
    println!("{} languages, {} sentences", codes.len(), train.iter().map(Vec::len).sum::<usize>());
    let weights = train_model(&train);
    report(&codes, &weights, &held_back);
    fs::write(root.join("crates/language/src/model.bin"), pack(&codes, &weights)).context("model.bin")?;
    Ok(())
}

type Sentences = Vec<Vec<String>>;

fn load(data: &Path) -> Result<(BTreeMap<String, usize>, Sentences, Sentences)> {
    let ours: BTreeMap<&str, &str> =
        LANGUAGES.split('|').filter_map(|pair| pair.trim().split_once(' ')).collect();
    let mut by_code: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in lines(&data.join("language/flores200.jsonl.gz"))? {
        let flores: Flores = serde_json::from_str(&line?)?;
        let Some(code) = ours.get(flores.language.as_str()) else { continue };
        if *code == "sr" {
            by_code
                .entry("sr".to_owned())
                .or_default()
                .extend(flores.lines.iter().map(|line| serbian_latin(line)));
        }
        by_code.entry((*code).to_owned()).or_default().extend(flores.lines);
    }
    let (mut train, mut held_back): (BTreeMap<String, Vec<String>>, BTreeMap<String, Vec<String>>) =
        Default::default();
    for (code, sentences) in &by_code {
        for (index, sentence) in sentences.iter().enumerate() {
            let side = if index % HELD_BACK == 0 { &mut held_back } else { &mut train };
            side.entry(code.clone()).or_default().push(sentence.clone());
        }
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines(&data.join("crosslingual/tatoeba.tsv.gz"))? {
        let line = line?;
        let fields: Vec<&str> = line.split('\t').collect();
        for pair in fields.chunks_exact(2) {
            let code = if pair[0] == TATOEBA_NORWEGIAN.0 { TATOEBA_NORWEGIAN.1 } else { pair[0] };
            let count = taken.entry(code.to_owned()).or_default();
            let Some(sentences) = train.get_mut(code) else { continue };
            if *count < MOST_TATOEBA
                && pair[1].chars().count() > 25
                && sentences.last().map(String::as_str) != Some(pair[1])
            {
                *count += 1;
                sentences.push(pair[1].to_owned());
            }
        }
    }
    let classes = by_code.keys().enumerate().map(|(index, code)| (code.clone(), index)).collect();
    Ok((classes, train.into_values().collect(), held_back.into_values().collect()))
}

fn lines(path: &Path) -> Result<impl Iterator<Item = std::io::Result<String>>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    Ok(BufReader::new(GzDecoder::new(file)).lines())
}

/// Serbian is written in two scripts that stand letter for letter.
fn serbian_latin(text: &str) -> String {
    const PAIRS: &str = "аaбbвvгgдdђđеeжžзzиiјjкkлlмmнnоoпpрrсsтtћćуuфfхhцcчčшš";
    let letters: Vec<char> = PAIRS.chars().collect();
    let mut latin = String::new();
    for c in text.chars() {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let plain: String = match lower {
            'љ' => "lj".to_owned(),
            'њ' => "nj".to_owned(),
            'џ' => "dž".to_owned(),
            _ => letters
                .chunks_exact(2)
                .find(|pair| pair[0] == lower)
                .map_or(lower, |pair| pair[1])
                .to_string(),
        };
        if c.is_uppercase() {
            latin.push_str(&plain.to_uppercase());
        } else {
            latin += &plain;
        }
    }
    latin
}

struct Weights {
    /// Bucket by bucket, one weight a class.
    by_bucket: Vec<f32>,
    biases: Vec<f32>,
    classes: usize,
}

fn train_model(train: &Sentences) -> Weights {
    let classes = train.len();
    let mut weights =
        Weights { by_bucket: vec![0.0; BUCKETS * classes], biases: vec![0.0; classes], classes };
    let mut squares = vec![1e-4f32; BUCKETS];
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut found = Vec::new();
    for epoch in 0..EPOCHS {
        let rate = RATE * (1.0 - epoch as f32 / EPOCHS as f32).max(0.05);
        let mut loss = 0.0;
        for sample in 0..SAMPLES_PER_EPOCH * classes {
            let class = (sample * 31 + epoch) % classes;
            let sentences = &train[class];
            let mut text = piece(&sentences[random.below(sentences.len())], &mut random);
            // Now and then a longer text.
            if random.below(6) == 0 {
                text = format!("{text} {}", sentences[random.below(sentences.len())]);
            }
            found.clear();
            features(&text, &mut found);
            if found.is_empty() {
                continue;
            }
            found.sort_unstable();
            let probabilities = softmax(&weights.scores(&found));
            loss -= probabilities[class].max(1e-9).ln();
            let norm = norm(found.len());
            let gradient: Vec<f32> = probabilities
                .iter()
                .enumerate()
                .map(|(k, p)| p - if k == class { 1.0 } else { 0.0 })
                .collect();
            let size: f32 = gradient.iter().map(|g| g * g).sum();
            if size < 1e-5 {
                continue;
            }
            let mut at = 0;
            while at < found.len() {
                let feature = found[at] as usize;
                let count = found[at..].iter().take_while(|&&other| other as usize == feature).count();
                at += count;
                let value = count as f32 * norm;
                squares[feature] += size * value * value / classes as f32;
                let step = rate * value / squares[feature].sqrt();
                let row = &mut weights.by_bucket[feature * classes..(feature + 1) * classes];
                for (weight, g) in row.iter_mut().zip(&gradient) {
                    *weight -= step * g + DECAY * *weight;
                }
            }
            for (bias, g) in weights.biases.iter_mut().zip(&gradient) {
                *bias -= 0.001 * rate * g;
            }
        }
        println!("epoch {epoch}: loss {:.4}", loss / (SAMPLES_PER_EPOCH * classes) as f32);
    }
    weights
}

/// A run of words of a sentence: a fifth of them short as headlines are, the others up to the whole.
fn piece(sentence: &str, random: &mut Random) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    if words.len() < 3 {
        // Scripts without spaces: a run of characters.
        let characters: Vec<char> = sentence.chars().collect();
        let length = 8 + random.below(characters.len().max(1));
        let start = random.below(characters.len().saturating_sub(length).max(1));
        return characters.iter().skip(start).take(length).collect();
    }
    let length = if random.below(3) == 0 { 3 + random.below(7) } else { 6 + random.below(words.len()) };
    let start = random.below(words.len().saturating_sub(length).max(1));
    words[start..(start + length).min(words.len())].join(" ")
}

impl Weights {
    fn scores(&self, found: &[u32]) -> Vec<f32> {
        let mut scores = vec![0.0f32; self.classes];
        for &feature in found {
            let row = &self.by_bucket[feature as usize * self.classes..(feature as usize + 1) * self.classes];
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += weight;
            }
        }
        let norm = norm(found.len());
        scores.iter().zip(&self.biases).map(|(score, bias)| score * norm + bias).collect()
    }
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
    let total: f32 = powers.iter().sum();
    powers.iter().map(|power| power / total).collect()
}

fn report(codes: &[&str], weights: &Weights, held_back: &Sentences) {
    let mut found = Vec::new();
    let mut right_in_all = 0.0;
    for (class, sentences) in held_back.iter().enumerate() {
        let mut confused: BTreeMap<&str, usize> = BTreeMap::new();
        for sentence in sentences {
            found.clear();
            features(sentence, &mut found);
            let scores = weights.scores(&found);
            let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
            *confused.entry(codes[best]).or_default() += 1;
        }
        let right = confused.get(codes[class]).copied().unwrap_or(0) as f64 / sentences.len().max(1) as f64;
        right_in_all += right;
        if right < 0.99 {
            println!("{}: {right:.3} {confused:?}", codes[class]);
        }
    }
    println!("held back: {:.4} of sentences right", right_in_all / held_back.len() as f64);
}

/// One signed byte a weight, one scale a class.
fn pack(codes: &[&str], weights: &Weights) -> Vec<u8> {
    let classes = weights.classes;
    let mut bytes = (classes as u16).to_le_bytes().to_vec();
    for code in codes {
        let mut padded = [0u8; 8];
        padded[..code.len()].copy_from_slice(code.as_bytes());
        bytes.extend(padded);
    }
    let scales: Vec<f32> = (0..classes)
        .map(|class| {
            let mut sizes: Vec<f32> =
                weights.by_bucket.iter().skip(class).step_by(classes).map(|weight| weight.abs()).collect();
            sizes.sort_unstable_by(f32::total_cmp);
            // The few largest weights are clipped, so that the many small ones keep their steps.
            (sizes[sizes.len() - 1 - sizes.len() / 2000] / 127.0).max(1e-9)
        })
        .collect();
    for (code, bias) in codes.iter().zip(&weights.biases) {
        let is_rare = RARE.split(' ').any(|rare| rare == *code);
        bytes.extend((bias + if is_rare { RARE_LOG_ODDS } else { 0.0 }).to_le_bytes());
    }
    scales.iter().for_each(|scale| bytes.extend(scale.to_le_bytes()));
    for (index, weight) in weights.by_bucket.iter().enumerate() {
        let scaled = (weight / scales[index % classes]).round().clamp(-127.0, 127.0);
        bytes.push(scaled as i8 as u8);
    }
    bytes
}

/// A xorshift generator: the same samples at every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}
