//! Chores: generators, scoreboards, tidy checks.

mod compare;
mod eval;
mod kinds;
mod names;
mod packs;
mod project_names;
mod rbnf;
mod senses;
mod tidy;
mod train_language;
mod train_names;
mod translate_names;

use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};

fn main() -> Result<()> {
    let root =
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the workspace")?.to_owned();
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("names") => names::run(&root, &flag(&arguments, "--sources")?),
        Some("compare") => compare::run(&root, &flag(&arguments, "--sources")?),
        Some("kinds") => kinds::run(&root, &flag(&arguments, "--sources")?, &flag(&arguments, "--data")?),
        Some("senses") => senses::run(&root, &flag(&arguments, "--sources")?),
        Some("packs") => packs::run(&root, &flag(&arguments, "--cldr")?),
        Some("eval") => eval::run(&root, &arguments[1..]),
        Some("train-language") => train_language::run(&root, &flag(&arguments, "--data")?),
        Some("project-names") => {
            project_names::run(&flag(&arguments, "--data")?, &flag(&arguments, "--out")?)
        }
        Some("translate-names") => translate_names::run(
            &flag(&arguments, "--data")?,
            &flag(&arguments, "--annotated")?,
            &flag(&arguments, "--out")?,
        ),
        Some("train-names") => {
            let only = arguments.iter().position(|argument| argument == "--only");
            let only = only.and_then(|at| arguments.get(at + 1)).map(String::as_str);
            let sentences = train_names::Sentences {
                annotated: &flag(&arguments, "--data")?,
                translated: &flag(&arguments, "--translated")?,
                projected: &flag(&arguments, "--projected")?,
            };
            train_names::run(&root, &sentences, only)
        }
        Some("tidy") => tidy::run(&root),
        _ => bail!(
            "usage: cargo xtask eval … | tidy | names --sources DIR | compare --sources DIR | kinds --sources DIR --data DIR | senses --sources DIR | packs --cldr DIR | train-language --data DIR | project-names --data DIR --out DIR | translate-names --data DIR --annotated DIR --out DIR | train-names --data DIR --translated DIR --projected DIR [--only CODES]"
        ),
    }
}

/// The path that follows a flag.
fn flag(arguments: &[String], name: &str) -> Result<PathBuf> {
    let at = arguments
        .iter()
        .position(|argument| argument == name)
        .with_context(|| format!("`{name}` is missing"))?;
    let value = arguments.get(at + 1).with_context(|| format!("`{name}` needs a path"))?;
    Ok(PathBuf::from(value))
}
