//! English adjectives of countries, for glosses.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use tidings_names::{fold, tables};

/// A state a line, a column a language (the first line names them): `inhabitants;adjectives`.
static DEMONYMS: &str = include_str!("../../../../names/demonyms.tsv");

/// The English adjective of a country given by its Wikidata id (`Q884`: `South Korean`).
pub(super) fn english(country: &str) -> Option<&'static str> {
    static ADJECTIVES: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
    let adjectives = ADJECTIVES.get_or_init(|| {
        let mut lines = DEMONYMS.lines().filter(|line| !line.starts_with('#'));
        let mut keys = lines.next().unwrap_or_default().split('\t');
        let place = keys.position(|key| key == tidings_language::GLOSS_LANGUAGE);
        lines
            .filter_map(|line| {
                let column = line.split('\t').nth(place?)?;
                let adjectives = column.split_once(';').map_or(column, |(_, adjectives)| adjectives);
                let first = adjectives.split(',').next()?.split(['~', '!']).next()?;
                Some((tables().nationality_adjective(&fold(first), tidings_language::GLOSS_LANGUAGE)?, first))
            })
            .collect()
    });
    adjectives.get(country).copied()
}
