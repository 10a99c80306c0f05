//! The lists that are kept: `tidings names import` and `tidings names lists`.

use crate::flags::{ImportFlags, ListFormat, ListsFlags};
use crate::output::Output;
use crate::pipeline::Summary;
use crate::watch;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};
use tidings_lists::{Digest, Format, Header, Import, List};

/// Ending of the files of lists.
const ENDING: &str = "tidlist";
/// Bad rows of a file that are named one by one.
const MOST_PROBLEMS: usize = 20;

/// The folder of lists: as typed, `TIDINGS_LISTS`, or in the user's data folder. `None` where the system has none.
pub(super) fn folder(typed: Option<&Path>) -> Option<PathBuf> {
    let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = || {
        let home = || variable("HOME").map(|home| home.join(".local").join("share"));
        variable("XDG_DATA_HOME").or_else(|| variable("APPDATA")).or_else(home)
    };
    typed
        .map(Path::to_owned)
        .or_else(|| variable("TIDINGS_LISTS"))
        .or_else(|| data().map(|data| data.join("tidings").join("lists")))
}

/// All lists of the folder, by name. A folder that was typed must be there; the user's own may be missing.
pub(crate) fn open(typed: Option<&Path>) -> io::Result<Vec<List>> {
    let Some(folder) = folder(typed) else { return Ok(Vec::new()) };
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(_) if typed.is_none() => return Ok(Vec::new()),
        Err(error) => {
            return Err(io::Error::new(error.kind(), format!("cannot read `{}`: {error}", folder.display())));
        }
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
        .collect();
    paths.sort();
    let mut lists = Vec::with_capacity(paths.len());
    for path in paths {
        match List::open(super::read_bytes(&path)?) {
            Some(list) => lists.push(list),
            None => {
                let hint = "import the list again";
                watch::error(
                    &format!("`{}` is no list of this version, it is left out", path.display()),
                    Some(hint),
                );
            }
        }
    }
    Ok(lists)
}

/// A list in the making, and the files it comes from.
struct Draft {
    import: Import,
    sources: Vec<String>,
    digest: Digest,
}

pub(super) fn import(flags: &ImportFlags) -> io::Result<Summary> {
    let folder = folder(flags.lists.as_deref())
        .ok_or_else(|| io::Error::other("no data folder is known here; name one with `--lists DIR`"))?;
    let mut summary = Summary::default();
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    for path in &flags.files {
        let bytes = match super::read_bytes(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                watch::error(&error.to_string(), None);
                summary.failures += 1;
                continue;
            }
        };
        match tidings_lists::import(&bytes) {
            Ok(import) => {
                summary.failures += tell_problems(path, &import);
                let name = flags.name.clone().unwrap_or_else(|| name_of(import.format, path));
                let source = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                match drafts.get_mut(&name) {
                    Some(draft) => {
                        draft.import.join(import);
                        draft.sources.push(source);
                        draft.digest.add(&bytes);
                    }
                    None => {
                        let mut digest = Digest::default();
                        digest.add(&bytes);
                        drafts.insert(name, Draft { import, sources: vec![source], digest });
                    }
                }
            }
            Err(what) => {
                watch::error(&format!("cannot import `{}`: {what}", path.display()), None);
                summary.failures += 1;
            }
        }
    }
    let mut output = Output::open(None)?;
    for (name, draft) in drafts {
        if draft.import.entries.is_empty() {
            let passed = draft.import.passed_over;
            let hint = "OFAC's addresses and aliases go together with `sdn.csv`";
            watch::error(
                &format!("`{name}`: no names ({passed} rows hold none); nothing is kept"),
                Some(hint),
            );
            summary.failures += 1;
            continue;
        }
        let passed_over = draft.import.passed_over;
        let bytes = tidings_lists::write(&name, &draft.sources, draft.digest, draft.import);
        fs::create_dir_all(&folder)?;
        let path = folder.join(&name).with_extension(ENDING);
        let mut file = Output::open(Some(&path))?;
        file.write_all(&bytes)?;
        file.finish()?;
        if let Some(list) = List::open(bytes) {
            writeln!(output, "{}", line(&list.header))?;
        }
        if passed_over > 0 {
            eprintln!("note: {passed_over} rows hold no names (addresses and the like)");
        }
    }
    output.finish()?;
    Ok(summary)
}

/// Names the rows that were skipped, and says how many there are.
fn tell_problems(path: &Path, import: &Import) -> usize {
    for problem in import.problems.iter().take(MOST_PROBLEMS) {
        eprintln!("warning: `{}`, line {}: {}; skipped", path.display(), problem.line, problem.what);
    }
    let more = import.problems.len().saturating_sub(MOST_PROBLEMS);
    if more > 0 {
        eprintln!("warning: `{}`: {more} more rows were skipped", path.display());
    }
    import.problems.len()
}

/// The name a list is kept under where the user gives none.
fn name_of(format: Format, path: &Path) -> String {
    match format {
        Format::UnXml => "un-sc".to_owned(),
        Format::OfacXml | Format::OfacCsv => "ofac-sdn".to_owned(),
        Format::EuXml | Format::EuCsv => "eu-fsf".to_owned(),
        Format::Ftm | Format::SimpleCsv | Format::Tsv => {
            let stem = path.file_name().unwrap_or_default().to_string_lossy();
            let stem = stem.split('.').next().unwrap_or("");
            let plain: String = stem.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
            let plain = plain.trim_matches('-');
            if plain.is_empty() { "list".to_owned() } else { plain.to_owned() }
        }
    }
}

fn line(header: &Header) -> String {
    let mut counts: Vec<String> = Vec::new();
    for (count, word) in [
        (header.persons, "persons"),
        (header.organisations, "organisations"),
        (header.vessels, "vessels"),
        (header.others, "of no kind told"),
    ] {
        if count > 0 {
            counts.push(format!("{count} {word}"));
        }
    }
    let date = header.date.as_deref().unwrap_or("no date told");
    format!(
        "{}  {}, {date}: {}; {} names  (from {}, sha256 {})",
        header.name,
        header.title,
        counts.join(", "),
        header.names,
        header.sources.join(", "),
        header.sha256.get(..16).unwrap_or(&header.sha256)
    )
}

pub(super) fn print(flags: &ListsFlags) -> io::Result<Summary> {
    let lists = open(flags.lists.as_deref())?;
    let mut output = Output::open(None)?;
    for list in &lists {
        match flags.format {
            ListFormat::Text => writeln!(output, "{}", line(&list.header))?,
            ListFormat::Jsonl => writeln!(output, "{}", serde_json::to_string(&list.header)?)?,
        }
    }
    output.finish()?;
    if lists.is_empty() {
        eprintln!("note: no list is kept; `tidings names import FILE` keeps one");
    }
    Ok(Summary::default())
}
