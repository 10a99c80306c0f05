//! What a speaker of a language knows, as data: one struct a section of `languages/<code>/pack.toml`.
//!
//! This module is also compiled into the build script, which turns the TOML files into a blob; it may use
//! nothing but `serde`, `toml` and `std`.

use serde::{Deserialize, Serialize};

mod compile;
mod fold;
mod names;
mod quantities;
mod read;
mod statements;
mod text;
mod times;

pub use compile::{COMMON, compile};
pub use fold::folded;
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

/// What a page in any language is looked at with: the part of a pack that is read without building the language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Glance {
    /// Furniture of pages.
    pub read: ReadPack,
    /// Months by number, full and short names.
    pub months: Vec<(u8, String)>,
    /// Names of weekdays, full and short.
    pub weekdays: Vec<String>,
    /// Whether a date in digits begins with the day, or at least not with the month.
    pub day_first: bool,
}

impl Glance {
    /// Out of a whole pack.
    pub fn of(pack: &Pack) -> Self {
        let times = &pack.times;
        let months = times.months.iter().chain(&times.months_short);
        let months = months.filter_map(|(key, names)| key.parse().ok().map(|month: u8| (month, names)));
        let weekdays = times.weekdays.values().chain(times.weekdays_short.values());
        Self {
            read: pack.read.clone(),
            months: months
                .flat_map(|(month, names)| names.iter().map(move |name| (month, name.to_lowercase())))
                .collect(),
            weekdays: weekdays.flat_map(|names| names.iter().map(|name| name.to_lowercase())).collect(),
            day_first: times.numeric_order == "dmy" || times.numeric_order == "ymd",
        }
    }
}
