//! What a speaker of a language knows, as data: one struct a section of `languages/<code>/pack.toml`.
//!
//! This module is also compiled into the build script, which turns the TOML files into a blob; it may use
//! nothing but `serde` and `std`.

use serde::{Deserialize, Serialize};

mod names;
mod quantities;
mod read;
mod statements;
mod text;
mod times;

pub use names::*;
pub use quantities::*;
pub use read::*;
pub use statements::*;
pub use text::*;
pub use times::*;

/// One language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pack {
    /// ISO 639-1 code where there is one, else 639-3.
    pub code: String,
    /// English name of the language.
    pub name: String,
    /// Letters, sentences, quote marks, function words.
    pub text: TextPack,
    /// Furniture of pages.
    pub read: ReadPack,
    /// Times.
    pub times: TimesPack,
    /// Numbers, units and counted nouns.
    pub quantities: QuantitiesPack,
    /// How names are written, inflected and introduced.
    pub names: NamesPack,
    /// Reporting, denying, hedging; event words.
    pub statements: StatementsPack,
}

/// Words or phrases in all their forms.
///
/// In TOML an entry `"stem|a|b"` stands for `stema` and `stemb` (`"stem||s"` for `stem` and `stems`);
/// entries are lower case unless case matters.
#[derive(Debug, Clone, Default, Serialize, PartialEq, Eq)]
pub struct Words(pub Vec<String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = Vec::<String>::deserialize(deserializer)?;
        // The build script has already written them out: nothing is left to do at start.
        if !entries.iter().any(|entry| entry.as_bytes().contains(&b'|')) {
            return Ok(Self(entries));
        }
        let mut words = Vec::with_capacity(entries.len());
        for entry in entries {
            match entry.split_once('|') {
                None => words.push(entry),
                Some((stem, endings)) => {
                    words.extend(endings.split('|').map(|ending| format!("{stem}{ending}")))
                }
            }
        }
        Ok(Self(words))
    }
}

impl std::ops::Deref for Words {
    type Target = [String];
    fn deref(&self) -> &[String] {
        &self.0
    }
}
