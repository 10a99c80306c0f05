//! The program as a user runs it.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

fn tidings(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tidings")).args(arguments).output().expect("the program runs")
}

fn with_input(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tidings"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("the program reads");
    child.wait_with_output().expect("the program ends")
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the output is UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const TEXT: &str =
    "Ministern reser till Oslo\n\nUtrikesministern reser till Oslo på tisdag, säger en talesperson.\n";

#[test]
fn wrong_usage_ends_with_two_and_says_how() {
    for arguments in
        [&["brief", "--format", "xml"][..], &["read", "--published", "18/6/2024", "x"], &["nonsense"], &[]]
    {
        let output = tidings(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stdout(&output).is_empty() && !stderr(&output).is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_missing_file_is_named_and_the_rest_goes_on() {
    let folder = folder("missing");
    let good = folder.join("good.txt");
    fs::write(&good, TEXT).expect("written");
    fs::write(folder.join("empty.txt"), "").expect("written");
    let output = tidings(&["read", "no/such.txt", &folder.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("`no/such.txt`"), "{}", stderr(&output));
    assert!(stderr(&output).contains("empty.txt"), "{}", stderr(&output));
    assert!(stdout(&output).contains("Ministern reser till Oslo"));
}

#[test]
fn json_lines_come_in_by_standard_input() {
    let input = "{\"id\":\"a\",\"published\":\"2024-06-18\",\"text\":\"Ministern kom i går.\"}\nbroken\n";
    let output = with_input(&["read", "-"], input);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("standard input:2"), "{}", stderr(&output));
    let article: serde_json::Value = serde_json::from_str(stdout(&output).trim()).expect("one JSON object");
    assert_eq!(article["schema"], "tidings.article/1");
    assert_eq!(article["source"]["id"], "a");
    assert_eq!(article["published"]["value"], "2024-06-18");
}

#[test]
fn the_date_given_is_for_undated_inputs_only() {
    let folder = folder("published");
    fs::write(folder.join("a.txt"), TEXT).expect("written");
    let output =
        tidings(&["read", "--published", "2024-06-18", "--language", "sv", &folder.to_string_lossy()]);
    let article: serde_json::Value = serde_json::from_str(stdout(&output).trim()).expect("one JSON object");
    assert_eq!(article["published"]["value"], "2024-06-18");
    assert_eq!(article["published"]["grain"], "day");
    assert_eq!(article["language"]["code"], "sv");
}

#[test]
fn the_example_corpus_is_briefed_without_a_path() {
    let output = tidings(&["brief"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(
        stdout(&output).contains("TIMELINE") && stdout(&output).contains("WHO SAYS"),
        "{}",
        stdout(&output)
    );
    assert!(stderr(&output).contains("example corpus"));
    assert!(stdout(&output).lines().all(|line| !line.contains('\u{1b}')), "no colour where no terminal is");
}

#[test]
fn the_same_bytes_come_out_on_any_number_of_threads() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/summit");
    let run = |threads: &str| {
        tidings(&["brief", "--format", "json", "--threads", threads, &examples.to_string_lossy()]).stdout
    };
    let one = run("1");
    assert!(one.len() > 1000);
    assert!(one == run("8"), "1 and 8 threads differ");
}

#[test]
fn a_page_is_written_whole_and_needs_nothing_else() {
    let folder = folder("page");
    let page = folder.join("brief.html");
    let output = tidings(&["brief", "--output", &page.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(output.stdout.is_empty());
    let html = fs::read_to_string(&page).expect("the page is there");
    assert!(html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"));
    for needle in ["<script", "<link", "<img", "@import", "url("] {
        assert!(!html.contains(needle), "{needle} in the page");
    }
    // Every reference leads somewhere.
    for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(html.contains(&format!("id=\"{target}\"")), "#{target} leads nowhere");
    }
    assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 1, "no draft is left");
}

#[test]
fn output_that_cannot_be_written_is_an_error_with_its_path() {
    let output = tidings(&["brief", "--output", "no/such/folder/brief.html"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no/such/folder/brief.html"), "{}", stderr(&output));
}
