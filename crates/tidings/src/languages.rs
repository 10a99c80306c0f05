//! `tidings languages`: what is known of which language.

use crate::{
    flags::{LanguagesFlags, ListFormat},
    pipeline::Summary,
};
use std::io::{self, Write};

/// Prints one language a line.
pub(crate) fn print(flags: &LanguagesFlags) -> io::Result<Summary> {
    let mut out = io::stdout().lock();
    for code in tidings_language::pack_codes() {
        let language = tidings_language::language(code);
        match flags.format {
            ListFormat::Text => writeln!(out, "{code:4} {}", language.pack.name)?,
            ListFormat::Jsonl => {
                writeln!(out, "{}", serde_json::json!({"code": code, "name": language.pack.name}))?;
            }
        }
    }
    out.flush()?;
    Ok(Summary::default())
}
