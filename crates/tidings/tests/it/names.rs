//! `tidings names` as a user runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("names-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// Runs the program with a data folder of its own.
fn tidings(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tidings"))
        .args(arguments)
        .current_dir(folder)
        .env("TIDINGS_LISTS", folder.join("lists"))
        .output()
        .expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn complained(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const TABLE: &str = "name\tkind\tid\taliases\n\
    Gamal Abdel Nasser\tperson\tP1\tجمال عبد الناصر;Jamal Abd al-Nasir\n\
    Suez Canal Trading Company\torganisation\tO1\n\
    bad row\tghost\n";

#[test]
fn pairs_are_judged_line_by_line() {
    let folder = folder("pairs");
    let pairs = folder.join("pairs.jsonl");
    let lines = "{\"id\": 1, \"a\": \"Gamal Abdel Nasser\", \"b\": \"جمال عبد الناصر\", \"kind\": \"person\"}\n\
                 {\"id\": \"x\", \"a\": \"Acme Ltd\", \"b\": \"Zenith Ltd\", \"kind\": \"organisation\"}\nbroken\n";
    fs::write(&pairs, lines).expect("written");
    let output = tidings(&folder, &["names", "match", "--format", "jsonl", &pairs.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complained(&output).contains("line 3"), "{}", complained(&output));
    let answers: Vec<serde_json::Value> =
        said(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((answers[0]["id"].as_u64(), answers[0]["match"].as_bool()), (Some(1), Some(true)));
    assert_eq!((answers[1]["id"].as_str(), answers[1]["match"].as_bool()), (Some("x"), Some(false)));
    assert!(answers.iter().all(|answer| answer["why"].as_str().is_some_and(|why| !why.is_empty())));

    let output = tidings(&folder, &["names", "match", "--a", "Anwar Sadat", "--b", "Anouar es-Sadate"]);
    assert!(said(&output).starts_with("match "), "{}", said(&output));
}

#[test]
fn a_list_is_kept_shown_screened_and_marked() {
    let folder = folder("lists");
    let output = tidings(&folder, &["names", "screen", "Gamal Abdel Nasser"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complained(&output).contains("tidings names import"), "{}", complained(&output));

    let article = folder.join("article.txt");
    let text = "Gamal Abdel Nasser spoke in Cairo\n\nPresident Gamal Abdel Nasser spoke to a crowd in Cairo on Thursday. \
                Nasser said that the canal belonged to Egypt.\n";
    fs::write(&article, text).expect("written");
    let brief = |format: &str| {
        said(&tidings(&folder, &["brief", "--quiet", "--format", format, &article.to_string_lossy()]))
    };
    let before = brief("json");
    assert!(!brief("text").contains('⚑'));

    fs::write(folder.join("watch.tsv"), TABLE).expect("written");
    let output = tidings(&folder, &["names", "import", "watch.tsv"]);
    assert_eq!(output.status.code(), Some(1), "a bad row is a failure");
    assert!(complained(&output).contains("line 4"), "{}", complained(&output));
    let shown = said(&tidings(&folder, &["names", "lists"]));
    assert!(
        shown.starts_with("watch  table") && shown.contains("1 persons, 1 organisations; 4 names"),
        "{shown}"
    );

    let output =
        tidings(&folder, &["names", "screen", "--format", "jsonl", "Джамаль Абдель Насер", "Isaac Newton"]);
    let hits: Vec<serde_json::Value> =
        said(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(hits[0]["hits"][0]["id"].as_str(), Some("P1"), "{}", said(&output));
    assert_eq!(hits[1]["hits"].as_array().map(Vec::len), Some(0));

    assert!(brief("text").contains("⚑ on a list"), "{}", brief("text"));
    assert!(brief("html").contains("⚑ on a list"));
    let marked: serde_json::Value = serde_json::from_str(&brief("json")).expect("JSON");
    let listed = |brief: &serde_json::Value| -> Vec<String> {
        let entities = brief["entities"].as_array().cloned().unwrap_or_default();
        let listed = entities.iter().filter(|entity| !entity["listed"].as_array().is_none_or(Vec::is_empty));
        listed.map(|entity| entity["name"].as_str().unwrap_or("").to_owned()).collect()
    };
    assert_eq!(listed(&marked).len(), 1, "{:?}", listed(&marked));
    // Without the list all is as before.
    fs::remove_dir_all(folder.join("lists")).expect("removed");
    assert_eq!(brief("json"), before);
}

#[test]
fn decisions_are_written_and_followed() {
    let folder = folder("decisions");
    let corpus = "{\"id\": \"a\", \"language\": \"en\", \"text\": \"Mark Twain reads in Boston\\n\\nMark Twain read in Boston on Monday. Twain smiled.\"}\n\
                  {\"id\": \"b\", \"language\": \"en\", \"text\": \"Samuel Clemens sails to London\\n\\nSamuel Clemens sailed to London on Monday, his publisher said.\"}\n";
    fs::write(folder.join("corpus.jsonl"), corpus).expect("written");
    let entities = || -> Vec<serde_json::Value> {
        let output = tidings(&folder, &["brief", "--quiet", "--format", "json", "corpus.jsonl"]);
        let brief: serde_json::Value = serde_json::from_str(&said(&output)).expect("JSON");
        brief["entities"].as_array().cloned().unwrap_or_default()
    };
    let holds = |entity: &serde_json::Value, form: &str| entity["names"].to_string().contains(form);
    let one = |entities: &[serde_json::Value]| {
        entities.iter().any(|entity| holds(entity, "Mark Twain") && holds(entity, "Samuel Clemens"))
    };
    let before = entities();
    assert!(before.iter().any(|entity| holds(entity, "Samuel Clemens")) && !one(&before), "{before:#?}");
    let output = tidings(&folder, &["names", "merge", "Mark Twain", "Samuel Clemens"]);
    assert!(output.status.success(), "{}", complained(&output));
    let merged = entities();
    assert!(one(&merged), "{merged:#?}");
    assert!(merged.iter().any(|entity| entity["why"].to_string().contains("decided: merge")), "{merged:#?}");
    assert!(tidings(&folder, &["names", "split", "Mark Twain", "Samuel Clemens"]).status.success());
    assert!(!one(&entities()));
    let file = fs::read_to_string(folder.join("lists/decisions.txt")).expect("it is kept beside the lists");
    assert!(file.starts_with('#') && file.ends_with("split Mark Twain | Samuel Clemens\n"), "{file}");
}
