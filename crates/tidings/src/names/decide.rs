//! `tidings names merge` and `split`: decisions of a person, kept in a text file.

use crate::flags::DecideFlags;
use crate::pipeline::Summary;
use crate::watch;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tidings_names::{DECISIONS_HEAD, Decisions};

/// A file of this name in the working folder comes before the user's own.
const HERE: &str = "tidings-decisions.txt";
/// The user's own, beside the lists.
const OWN: &str = "decisions.txt";

/// The file that holds: as typed, in this folder, beside the lists.
fn place(typed: Option<&Path>) -> Option<PathBuf> {
    let here = || Some(PathBuf::from(HERE)).filter(|path| path.is_file());
    typed
        .map(Path::to_owned)
        .or_else(here)
        .or_else(|| super::kept::folder(None).map(|folder| folder.join(OWN)))
}

/// What is decided; nothing where there is no file. A file that was typed must be there.
pub(crate) fn read(typed: Option<&Path>) -> io::Result<Decisions> {
    let Some(path) = place(typed) else { return Ok(Decisions::default()) };
    let text = match fs::read(&path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(_) if typed.is_none() => return Ok(Decisions::default()),
        Err(error) => {
            return Err(io::Error::new(error.kind(), format!("cannot read `{}`: {error}", path.display())));
        }
    };
    let (decisions, wrong) = Decisions::parse(&text);
    for (line, what) in wrong {
        watch::error(&format!("`{}`, line {line}: {what}; skipped", path.display()), None);
    }
    Ok(decisions)
}

/// Writes a decision at the end of the file; what stands there stays as it is.
pub(super) fn run(flags: &DecideFlags, merge: bool) -> io::Result<Summary> {
    let path = place(flags.decisions.as_deref()).ok_or_else(|| {
        io::Error::other("no data folder is known here; name a file with `--decisions FILE`")
    })?;
    let line = Decisions::line(merge, &flags.a, &flags.b);
    if let (_, wrong) = Decisions::parse(&line)
        && !wrong.is_empty()
    {
        watch::error("a name must have letters", None);
        return Ok(Summary { failures: 1, ..Summary::default() });
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let before = fs::read(&path).unwrap_or_default();
    let mut file = fs::OpenOptions::new().create(true).append(true).open(&path).map_err(|error| {
        io::Error::new(error.kind(), format!("cannot write `{}`: {error}", path.display()))
    })?;
    let head = if before.is_empty() { DECISIONS_HEAD } else { "" };
    let gap = if before.is_empty() || before.ends_with(b"\n") { "" } else { "\n" };
    file.write_all(format!("{head}{gap}{line}\n").as_bytes())?;
    println!("{line}  → {}", path.display());
    Ok(Summary::default())
}
