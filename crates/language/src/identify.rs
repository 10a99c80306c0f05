//! Which language a text is in.

use crate::{language, pack_codes, tokenize};
use tidings_model::Language as Identified;

/// The language of a text and how sure we are; `und` where nothing speaks for any.
pub fn identify(text: &str) -> Identified {
    let tokens = tokenize(text);
    let mut best = ("und", 0usize);
    let mut total = 0;
    for code in pack_codes() {
        let language = language(code);
        let hits = (0..tokens.len()).filter(|&index| language.is_function_word(tokens.lower(index))).count();
        total += hits;
        if hits > best.1 {
            best = (code, hits);
        }
    }
    Identified { code: best.0.to_owned(), confidence: best.1 as f64 / total.max(1) as f64 }
}
