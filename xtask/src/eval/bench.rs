//! Boards of the scorers that lie beside the repository. Their data is for evaluation only: a board holds figures, no text.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

/// What is measured, and the figures of others on the same data.
struct Bench {
    name: &'static str,
    about: &'static str,
    /// (system, its figures), from the data's own README.
    anchors: &'static [(&'static str, &'static str)],
}

const BENCHES: [Bench; 10] = [
    Bench {
        name: "language",
        about: "Which of 49 languages is it: sentences, headlines, documents.",
        anchors: &[
            ("cld2", "sentence .940, headline .850, document .972; Nordic six .945 / .771 / 1.000"),
            ("lingua, high accuracy", "sentence .925, headline .902; Nordic six .782 / .721"),
            ("whatlang", "sentence .838, headline .786, document .862; Nordic six .437 / .380 / .500"),
        ],
    },
    Bench {
        name: "extraction",
        about: "Main text, title and date of 275 web pages.",
        anchors: &[
            (
                "trafilatura (Python)",
                "F1 .946 (wcxb .939, fundus .955), title .676, date .914 right and .082 wrong",
            ),
            (
                "trafilatura (Rust crate, with fallback)",
                "F1 .937, title .676, date .739 right and .261 wrong",
            ),
            ("rs-trafilatura", "F1 .924, title .775, date .780 right and .041 wrong"),
            ("dom_smoothie", "F1 .923, title .702, date .718 right and .020 wrong"),
        ],
    },
    Bench {
        name: "ner",
        about: "Names of persons, organisations and places in ten languages.",
        anchors: &[
            (
                "plain CRF, one a language",
                "exact / relaxed: nb .886 / .913, nn .865 / .897, hu .785 / .855, sv .585 / .627",
            ),
            ("its English model elsewhere", "exact: de .24, en .35, es .27, is .09, nl .32, ru .12"),
            ("every capitalised run a place", "macro .170 / .206"),
        ],
    },
    Bench {
        name: "krauts",
        about: "Time expressions in German news, to the letter and with their value.",
        anchors: &[
            ("HeidelTime", "strict .722, relaxed .803, value .673, type .772"),
            ("CLDR and about 35 rules, all 192 texts", "strict .663, relaxed .804, value .627"),
            ("dateparser, all 192 texts", "strict .132, relaxed .255, value .126"),
        ],
    },
    Bench {
        name: "timewords",
        about: "Time and number phrases in 21 languages.",
        anchors: &[(
            "dateparser",
            "time accuracy .224 (sv .294, nb .307, de .226, en .214, hu .216); 43 of 154 false readings",
        )],
    },
    Bench {
        name: "quotes",
        about: "Who said what in German news.",
        anchors: &[
            (
                "quote marks and 55 cue words",
                "sentence F1 .698 (correlation .562), direct F1 .638, indirect F1 .564, attribution .195",
            ),
            ("quote marks", "sentence F1 .416 (correlation .318), direct F1 .638"),
            ("perceptron on words, trained on this data, its test half", "sentence F1 .778"),
        ],
    },
    Bench {
        name: "stories",
        about: "One story across languages.",
        anchors: &[
            (
                "name prefixes and skeletons, local scaling",
                "version F1: ntrex .914, hard .564, flores .599; hard disjoint .189; B-cubed ntrex .838",
            ),
            ("plain cosine .20", "version F1: ntrex .850, flores .730"),
        ],
    },
    Bench {
        name: "copies",
        about: "Near duplicates, rewrites of one source, translations.",
        anchors: &[(
            "Jaccard of character 5-grams over all pairs",
            "macro F1 .623: near .991, same source .879, translation 0",
        )],
    },
    Bench {
        name: "identity",
        about: "One identity for a name across six Slavic languages.",
        anchors: &[
            (
                "gold base form in Latin letters",
                "B-cubed .561, other languages only .286, links .981 / .089 (names given)",
            ),
            (
                "form in Latin letters",
                "B-cubed .426, other languages only .136, links .963 / .028 (names given)",
            ),
        ],
    },
    Bench {
        name: "listmatch",
        about: "Do two names mean one entry of a list.",
        anchors: &[
            (
                "nomenklatura logic-v2",
                "F1 / average precision: .765 / .890 (name_bench .810 / .889, persons .718 / .899, organisations .722 / .873)",
            ),
            ("Levenshtein, Latin letters, sorted words", ".621 / .761"),
        ],
    },
];

/// Words in the keys of figures that differ from run to run: speeds and sizes, which belong to `eval/speed.md`.
const VOLATILE: [&str; 7] = ["per_s", "seconds", "wall", "peak", "_ms", "us_per", "exit"];

/// Runs the named scorers, or all that are here, and writes their boards.
pub fn run(root: &Path, binary: &Path, names: &[String]) -> Result<()> {
    let folder = root.join("../shared/bench");
    if !folder.exists() {
        bail!("the scorers are not here: {} does not exist", folder.display());
    }
    if let Some(name) = names.iter().find(|name| BENCHES.iter().all(|bench| bench.name != name.as_str())) {
        bail!("no bench `{name}`");
    }
    let binary = binary.canonicalize().context("the binary is not there")?;
    let mut scores = Scores::read(root)?;
    for bench in
        BENCHES.iter().filter(|bench| names.is_empty() || names.iter().any(|name| name == bench.name))
    {
        let pages = std::env::temp_dir().join(format!("tidings-pages-{}", std::process::id()));
        let by_page = bench.name == "extraction";
        match figures(&folder.join(bench.name), &binary, by_page.then_some(pages.as_path())) {
            Ok(figures) if nothing_came(&figures) => {
                eprintln!("warning: {}: the program answers nothing; its board stays as it is", bench.name);
            }
            Ok(figures) => {
                let mut board = page(bench, &figures);
                if by_page {
                    board += &failing(&std::fs::read_to_string(&pages)?);
                    let _ = std::fs::remove_file(&pages);
                    // What other generators wrote below stays.
                    let before = std::fs::read_to_string(root.join("eval/extraction.md")).unwrap_or_default();
                    board += before.find(super::compare::BEGINS).map_or("", |at| &before[at..]);
                }
                super::write(root, bench.name, &board)?;
                scores.take(bench.name, &figures);
                if bench.name == "listmatch" {
                    super::names::run(root, &binary, &folder.join(bench.name), &figures)?;
                }
            }
            Err(error) => eprintln!("warning: no figures of {}: {error:#}", bench.name),
        }
    }
    scores.write()?;
    if names.is_empty() || names.iter().any(|name| name == "timewords") {
        super::write(root, "times", &times(&folder, &binary)?)?;
    }
    Ok(())
}

/// Figures of single languages that the program shows beside what it knows of them: (bench, part of its figures, key, name).
const OF_LANGUAGES: [(&str, &str, &str, &str); 2] =
    [("timewords", "languages", "all", "times and quantities"), ("ner", "by_language", "exact_f1", "names")];

/// `languages/scores.tsv`: code, what, figure; sorted.
struct Scores {
    path: PathBuf,
    rows: BTreeMap<(String, String), String>,
}

impl Scores {
    fn read(root: &Path) -> Result<Self> {
        let path = root.join("languages/scores.tsv");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let rows = text.lines().filter_map(|line| {
            let [code, what, figure] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
            Some(((code.to_owned(), what.to_owned()), figure.to_owned()))
        });
        Ok(Self { rows: rows.collect(), path })
    }

    /// Puts the figures of a bench in the place of the older ones.
    fn take(&mut self, bench: &str, figures: &Value) {
        for (_, part, key, what) in OF_LANGUAGES.iter().filter(|(name, ..)| *name == bench) {
            let Some(languages) = figures[*part].as_object() else {
                eprintln!("warning: {bench}: no figures of single languages under `{part}`");
                continue;
            };
            self.rows.retain(|(_, other), _| other != what);
            for (code, row) in languages {
                if let Some(figure) = row[*key].as_f64() {
                    self.rows.insert((code.clone(), (*what).to_owned()), format!("{figure:.3}"));
                }
            }
        }
    }

    fn write(&self) -> Result<()> {
        let rows = self.rows.iter().map(|((code, what), figure)| format!("{code}\t{what}\t{figure}\n"));
        fs::write(&self.path, rows.collect::<String>())?;
        Ok(())
    }
}

/// Whether the program gave no answer at all: it lacks the verb, or failed.
fn nothing_came(figures: &Value) -> bool {
    let all = ["cases", "articles", "docs"].iter().find_map(|key| figures[*key].as_u64());
    all.is_some() && figures["missing"].as_u64() == all
}

/// Pages that fail, by their ids: text lost, no title or another, no date or another.
fn failing(rows: &str) -> String {
    /// Less than this share of the words right: the text is lost.
    const LOST: f64 = 0.5;
    let (mut lost, mut titles, mut dates) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let &[id, _, _, words, title, date] = cells.as_slice() else { continue };
        if words.parse::<f64>().is_ok_and(|words| words < LOST) {
            lost.push(format!("{id} ({words})"));
        }
        if title == "False" {
            titles.push(id.to_owned());
        }
        if date == "False" {
            dates.push(id.to_owned());
        }
    }
    let list = |ids: &[String]| if ids.is_empty() { "none".to_owned() } else { ids.join(", ") };
    format!(
        "\n## Pages that fail\n\nText, word F1 below {LOST}: {}.\n\nTitle is another one ({}): {}.\n\nDate is missing or another day ({}): {}.\n",
        list(&lost),
        titles.len(),
        list(&titles),
        dates.len(),
        list(&dates)
    )
}

/// The scorer's last line: one JSON object. `pages` takes the figures of each page.
fn figures(folder: &Path, binary: &Path, pages: Option<&Path>) -> Result<Value> {
    figures_with(folder, binary, pages, &[])
}

/// The same with variables of the environment, which the scorer hands down.
pub(super) fn figures_with(
    folder: &Path,
    binary: &Path,
    pages: Option<&Path>,
    variables: &[(&str, &str)],
) -> Result<Value> {
    let done = Command::new("python3")
        .envs(variables.iter().copied())
        .arg(folder.join("score.py"))
        .arg("--tidings")
        .arg(binary)
        .args(pages.map(|_| "--pages"))
        .args(pages)
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .context("cannot run `python3`")?;
    let text = String::from_utf8_lossy(&done.stdout);
    let last = text.lines().last().and_then(|line| serde_json::from_str::<Value>(line).ok());
    last.filter(Value::is_object).with_context(|| {
        let said = String::from_utf8_lossy(&done.stderr);
        said.lines().last().unwrap_or("it printed no figures").to_owned()
    })
}

/// Times and quantities in one place: the figures, and the failing cases by language and kind. Cases are named by their ids; their
/// texts stay where they are.
fn times(folder: &Path, binary: &Path) -> Result<String> {
    let misses = env::temp_dir().join(format!("tidings-misses-{}.jsonl", std::process::id()));
    let run = Command::new("python3")
        .arg(folder.join("timewords/score.py"))
        .arg("--tidings")
        .arg(binary)
        .arg("--misses")
        .arg(&misses)
        .stdin(Stdio::null())
        .output()?;
    let text = String::from_utf8_lossy(&run.stdout);
    let words: Value =
        text.lines().last().and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default();
    let failing = fs::read_to_string(&misses)?;
    fs::remove_file(&misses)?;
    let news = figures(&folder.join("krauts"), binary, None)?;
    let mut page = format!(
        "# Times and quantities\n\nConformance phrases in 21 languages (`timewords.md`) and German news (`krauts.md`). \
         How fast the two grammars are stands in `speed.md`.\n\n\
         | what | figure |\n| --- | ---: |\n| phrases right | {} |\n| false readings of texts without a time | {} |\n\
         | German news: strict F1 | {} |\n| German news: relaxed F1 | {} |\n| German news: value F1 | {} |\n",
        number(&words["accuracy"]),
        number(&words["false_share"]),
        number(&news["strict_f1"]),
        number(&news["relaxed_f1"]),
        number(&news["value_f1"]),
    );
    if let Some(rows) = words["languages"].as_object() {
        page.push_str(&table("Phrases right, by language", rows));
    }
    let mut by_language: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for row in failing.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let (Some(id), Some(kind)) = (row["id"].as_str(), row["kind"].as_str()) else { continue };
        let (language, case) = id.split_once('-').unwrap_or((id, ""));
        let kinds = by_language.entry(language.to_owned()).or_default();
        kinds.entry(kind.to_owned()).or_default().push(case.to_owned());
    }
    page.push_str("\n## Failing cases\n");
    for (language, kinds) in by_language {
        let _ = writeln!(page, "\n### {language}");
        for (kind, mut cases) in kinds {
            cases.sort();
            let _ = writeln!(page, "\n{kind}, {}: {}", cases.len(), cases.join(" "));
        }
    }
    Ok(page)
}

fn page(bench: &Bench, figures: &Value) -> String {
    let mut page =
        format!("# {}\n\n{}\n\n## To beat\n\n| system | figures |\n| --- | --- |\n", bench.name, bench.about);
    for (system, figures) in bench.anchors {
        let _ = writeln!(page, "| {system} | {figures} |");
    }
    let _ = writeln!(page, "\n## Ours\n\n| figure | value |\n| --- | ---: |");
    let all: Vec<(&String, &Value)> = figures
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(key, _)| is_steady(key) && *key != "bench")
        .collect();
    for (key, value) in all.iter().filter(|(_, value)| !value.is_object()) {
        let _ = writeln!(page, "| {key} | {} |", number(value));
    }
    for (key, value) in &all {
        if let Some(rows) = value.as_object() {
            page.push_str(&table(key, rows));
        }
    }
    page
}

/// Figures of parts, such as languages: a row each.
fn table(name: &str, rows: &serde_json::Map<String, Value>) -> String {
    let mut columns: Vec<&String> = Vec::new();
    for row in rows.values().filter_map(Value::as_object) {
        for key in row.keys().filter(|key| is_steady(key)) {
            if !columns.contains(&key) {
                columns.push(key);
            }
        }
    }
    let mut page = format!("\n### {name}\n\n");
    if columns.is_empty() {
        page.push_str("| | value |\n| --- | ---: |\n");
        for (key, value) in rows {
            let _ = writeln!(page, "| {key} | {} |", number(value));
        }
        return page;
    }
    let heads: Vec<&str> = columns.iter().map(|column| column.as_str()).collect();
    let _ = writeln!(page, "| | {} |\n| --- |{}", heads.join(" | "), " ---: |".repeat(columns.len()));
    for (key, row) in rows {
        let cells: Vec<String> = columns.iter().map(|column| number(&row[column.as_str()])).collect();
        let _ = writeln!(page, "| {key} | {} |", cells.join(" | "));
    }
    page
}

fn is_steady(key: &str) -> bool {
    VOLATILE.iter().all(|word| !key.contains(word))
}

fn number(value: &Value) -> String {
    match value {
        Value::Number(number) if number.is_f64() => format!("{:.3}", number.as_f64().unwrap_or(f64::NAN)),
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
