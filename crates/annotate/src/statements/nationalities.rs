//! English adjectives of countries, for glosses.

/// The English adjective of a country given by its Wikidata id (`Q884`: `South Korean`).
pub(super) fn english(country: &str) -> Option<&'static str> {
    let _ = country;
    None
}
