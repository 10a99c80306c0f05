//! The conformance cases of the languages: `languages/<code>/cases*.toml`.

use serde::Deserialize;
use std::{fmt::Write, fs, path::PathBuf};
use tidings::{Options, article};
use tidings_model::{
    Act, Article, Capture, DroppedKind, EntityKind, Hints, Media, Source, Statement, StatementKind,
    TimeModifier,
};

/// Cases that a language must have at least, if its pack has all rooms.
const LEAST_CASES: usize = 60;
/// Cases of a pack that knows times and numbers but no statements yet.
const LEAST_CASES_OF_THIN: usize = 25;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// A text and what is to be found in it. Only the fields given are compared.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    published: Option<String>,
    #[serde(default)]
    #[allow(dead_code, reason = "for the reader of the cases")]
    why: String,
    times: Option<Vec<String>>,
    quantities: Option<Vec<String>>,
    names: Option<Vec<String>>,
    statements: Option<Vec<String>>,
    events: Option<Vec<String>>,
    sentences: Option<Vec<String>>,
    dropped: Option<Vec<String>>,
    title: Option<String>,
}

#[test]
fn cases() {
    let languages = match std::env::var_os("TIDINGS_PACKS") {
        // Packs that are being written are tried without building anything.
        Some(folder) => {
            let folder = PathBuf::from(folder);
            tidings::add_packs_from(&folder).expect("the packs can be read");
            folder
        }
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../languages"),
    };
    let only = std::env::var("TIDINGS_CASES").unwrap_or_default();
    let (mut failures, mut total) = (String::new(), 0);
    for code in tidings_language::pack_codes() {
        let mut files: Vec<PathBuf> = fs::read_dir(languages.join(code))
            .expect("a pack has a folder")
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("cases")))
            .collect();
        files.sort();
        let mut of_language = 0;
        for path in files {
            let text = fs::read_to_string(&path).expect("a case file can be read");
            let file: File =
                toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let place = format!("{code}/{}", path.file_name().unwrap_or_default().to_string_lossy());
            of_language += file.case.len();
            for (index, case) in file.case.iter().enumerate() {
                if place.contains(&only) {
                    check(&format!("{place} case {}", index + 1), code, case, &mut failures);
                }
            }
        }
        total += of_language;
        let pack = &tidings_language::language(code).pack;
        let least = match (pack.quantities.nouns.is_empty(), pack.statements.is_empty()) {
            // Nothing but what was generated.
            (true, true) => 0,
            (_, true) => LEAST_CASES_OF_THIN,
            _ => LEAST_CASES,
        };
        if only.is_empty() && of_language < least {
            let _ = writeln!(failures, "{code}: {of_language} cases, at least {least} are wanted");
        }
    }
    assert!(
        failures.is_empty(),
        "\n{failures}\n{} of {total} cases differ",
        failures.matches("\n  text").count()
    );
}

fn check(place: &str, code: &str, case: &Case, failures: &mut String) {
    let capture = Capture {
        source: Source { id: place.to_owned(), sha256: "0".repeat(64), ..Source::default() },
        media: Media::Text,
        bytes: case.text.clone().into_bytes(),
        charset: Some("utf-8".to_owned()),
        hints: Hints { published: case.published.clone(), language: Some(code.to_owned()), title: None },
    };
    let found = article(&capture, &Options::default());
    let mut compare = |what: &str, expected: &Option<Vec<String>>, got: Vec<String>| {
        if let Some(expected) = expected
            && *expected != got
        {
            let _ = writeln!(
                failures,
                "{place}: {what}\n  text     {}\n  expected {expected:?}\n  found    {got:?}",
                case.text.replace('\n', "⏎")
            );
        }
    };
    compare(
        "times",
        &case.times,
        found
            .times
            .iter()
            .map(|t| with_mod(format!("{} = {}", t.text, t.value.as_deref().unwrap_or("null")), t.modifier))
            .collect(),
    );
    compare("quantities", &case.quantities, quantities(&found));
    compare("names", &case.names, names(&found, case.names.as_deref().unwrap_or_default()));
    compare(
        "statements",
        &case.statements,
        found
            .statements
            .iter()
            .filter(|s| s.kind != StatementKind::Narrated || !s.chain.is_empty())
            .map(statement)
            .collect(),
    );
    compare(
        "sentences",
        &case.sentences,
        found.sentences.iter().map(|s| found.text[s.start..s.end].to_owned()).collect(),
    );
    compare(
        "dropped",
        &case.dropped,
        found.dropped.iter().map(|d| format!("{}: {}", dropped_kind(d.kind), d.text)).collect(),
    );
    compare("title", &case.title.clone().map(|title| vec![title]), found.title.iter().cloned().collect());
    if let Some(wanted) = &case.events {
        let events: Vec<String> = found
            .statements
            .iter()
            .filter_map(|s| s.event.as_ref())
            .map(|event| {
                let id = |id: &Option<String>| id.clone().unwrap_or_else(|| "null".to_owned());
                format!(
                    "{}{}({}, {})",
                    if event.negated { "!" } else { "" },
                    event.kind,
                    id(&event.actor),
                    id(&event.target)
                )
            })
            .collect();
        let missing: Vec<&String> =
            wanted.iter().filter(|wanted| !events.iter().any(|event| like(wanted, event))).collect();
        compare(
            "events",
            &Some(Vec::new()),
            missing.iter().map(|missing| format!("{missing} is not among {events:?}")).collect(),
        );
    }
}

/// Whether an event is as wanted, where `_` stands for anything.
fn like(wanted: &str, event: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        text.split(['(', ',', ')']).map(|part| part.trim().to_owned()).collect()
    };
    let (wanted, event) = (parts(wanted), parts(event));
    wanted.len() == event.len()
        && wanted.iter().zip(&event).all(|(wanted, event)| wanted == "_" || wanted == event)
}

fn with_mod(text: String, modifier: Option<TimeModifier>) -> String {
    match modifier {
        None => text,
        Some(modifier) => format!("{text} ({})", json_word(&modifier)),
    }
}

/// The word that stands for a value in the output contract.
fn json_word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn quantities(article: &Article) -> Vec<String> {
    article
        .quantities
        .iter()
        .map(|q| {
            let mut text =
                format!("{} = {}", q.text, q.value.map_or("null".to_owned(), |value| value.to_string()));
            if let Some(max) = q.max {
                let _ = write!(text, "..{max}");
            }
            if let Some(unit) = &q.unit {
                let _ = write!(text, " {unit}");
            }
            with_mod(text, q.modifier)
        })
        .collect()
}

/// Names in the detail in which the case gives them.
fn names(article: &Article, wanted: &[String]) -> Vec<String> {
    let with_citation =
        |surface: &str| wanted.iter().any(|w| w.starts_with(&format!("{surface} = ")) && w.contains(": "));
    let with_id = |surface: &str| {
        wanted.iter().any(|w| {
            w.strip_prefix(&format!("{surface} = ")).is_some_and(|rest| {
                rest.split(':').next().is_some_and(|head| head.split_whitespace().count() > 1)
            })
        })
    };
    article
        .mentions
        .iter()
        .map(|m| {
            let mut text = format!("{} = {}", m.text, json_word(&m.kind));
            let _: EntityKind = m.kind;
            if with_id(&m.text) {
                let _ = write!(text, " {}", m.entity.as_deref().unwrap_or("null"));
            }
            if with_citation(&m.text) {
                let _ = write!(text, ": {}", m.name);
            }
            text
        })
        .collect()
}

fn statement(statement: &Statement) -> String {
    let act: Act = statement.act;
    let chain: Vec<&str> = statement.chain.iter().map(|speaker| speaker.name.as_str()).collect();
    format!("{}: {}", json_word(&act), chain.join(" > "))
}

fn dropped_kind(kind: DroppedKind) -> String {
    json_word(&kind)
}
