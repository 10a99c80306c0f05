//! `cargo xtask senses --sources DIR`: what the words of a language mean and name, into `names/senses.bin`.
//!
//! DIR holds `senses-<code>.tsv`, which `names/wordnet.py` writes. The same input gives the same bytes.

use anyhow::{Context, Result};
use fst::MapBuilder;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tidings_names::fold;
use tidings_names::senses::{MAGIC, Sense};

/// Languages with such a file.
const LANGUAGES: [&str; 1] = ["en"];

/// Runs the chore.
pub fn run(root: &Path, sources: &Path) -> Result<()> {
    let mut blob = MAGIC.to_vec();
    for code in LANGUAGES {
        let mut map = MapBuilder::memory();
        let words = words(&sources.join(format!("senses-{code}.tsv")))?;
        for (word, sense) in &words {
            map.insert(word, u64::from(sense.0))?;
        }
        let map = map.into_inner()?;
        println!("{code} {:>7} words {:>8} bytes", words.len(), map.len());
        blob.push(u8::try_from(code.len())?);
        blob.extend_from_slice(code.as_bytes());
        blob.extend_from_slice(&u32::try_from(map.len())?.to_le_bytes());
        blob.extend(map);
    }
    fs::write(root.join("names/senses.bin"), &blob)?;
    println!("names/senses.bin: {} bytes", blob.len());
    Ok(())
}

/// The lines of a file: word, tab, topic, tab, what it is as a name.
fn words(path: &Path) -> Result<BTreeMap<String, Sense>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut words: BTreeMap<String, Sense> = BTreeMap::new();
    for line in text.lines() {
        let mut cells = line.split('\t');
        let (Some(word), Some(topic), Some(names)) = (cells.next(), cells.next(), cells.next()) else {
            anyhow::bail!("`{line}` has too few cells");
        };
        let mut sense: u32 = topic.parse().with_context(|| line.to_owned())?;
        anyhow::ensure!(sense <= Sense::TOPIC, "`{topic}` is no topic");
        for name in names.split(' ') {
            let bit = Sense::BITS.iter().position(|other| *other == name);
            let bit = bit.with_context(|| format!("`{name}` is no kind of name"))?;
            sense |= 1 << (Sense::TOPIC.count_ones() + bit as u32);
        }
        let folded = fold(word);
        if !folded.is_empty() {
            let known = words.entry(folded).or_default();
            // Of two words that fold to one, the topic of the first stays.
            known.0 |= if known.topic() == 0 { sense } else { sense & !Sense::TOPIC };
        }
    }
    Ok(words)
}
