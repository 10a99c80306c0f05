//! Captures from files and folders: text dumps, pages, JSON lines and WARC archives.
//!
//! Collecting never stops at a bad input: what cannot be read comes out as a [`Failure`] with its place and a way out,
//! and the next input follows.

mod jsonl;
mod warc;

use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};
use tidings_model::{Capture, Hints, Media, Source};

/// Where captures are to be taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with everything below it.
    Path(PathBuf),
    /// JSON lines on standard input.
    Stdin,
}

/// An input, or a part of one, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The path, with the line or byte offset where one is known.
    pub place: String,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// What comes out of collecting, in the order of the inputs.
#[derive(Debug)]
pub enum Collected {
    /// Something to read.
    Capture(Capture),
    /// Something that could not be read.
    Failure(Failure),
    /// A file of a folder that is none of the known kinds.
    Skipped(PathBuf),
    /// So many bytes of the inputs are done.
    Progress(u64),
}

/// The largest file or record that is taken, in bytes; a larger one is a failure, not a memory error.
pub const LARGEST_CAPTURE: u64 = 256 << 20;

/// Kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind {
    Text,
    Html,
    Jsonl,
    Warc,
}

/// Size of the inputs in bytes, where the file system tells it; `None` where standard input is among them.
pub fn total_bytes(inputs: &[Input]) -> Option<u64> {
    let mut total = 0;
    for input in inputs {
        match input {
            Input::Stdin => return None,
            Input::Path(path) => walk(path, &mut |file| total += fs::metadata(file).map_or(0, |m| m.len())),
        }
    }
    Some(total)
}

/// Takes everything from the inputs, in order (folders by name), and hands it to `each`.
pub fn collect(inputs: &[Input], each: &mut dyn FnMut(Collected)) {
    for input in inputs {
        match input {
            Input::Stdin => jsonl::collect(&mut io::stdin().lock(), "standard input", each),
            Input::Path(path) if path.is_dir() => {
                let mut unreadable = Vec::new();
                walk_with(path, &mut |file| folder_file(file, each), &mut |folder, error| {
                    unreadable.push(failure(folder, &error));
                });
                unreadable.into_iter().for_each(|failure| each(Collected::Failure(failure)));
            }
            Input::Path(path) => named_file(path, each),
        }
    }
}

/// A capture of bytes that are already in memory; `name` stands for the path and tells the kind by its ending.
pub fn from_memory(name: &str, bytes: &[u8], each: &mut dyn FnMut(Collected)) {
    match kind_by_name(Path::new(name)) {
        Some(FileKind::Text) => each(Collected::Capture(capture(name, Media::Text, bytes.to_vec()))),
        Some(FileKind::Html) => each(Collected::Capture(capture(name, Media::Html, bytes.to_vec()))),
        Some(FileKind::Jsonl) => jsonl::collect(&mut io::Cursor::new(bytes), name, each),
        Some(FileKind::Warc) => warc::collect(io::Cursor::new(bytes.to_vec()), name, each),
        None => each(Collected::Skipped(PathBuf::from(name))),
    }
}

/// SHA-256 of bytes as lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn capture(id: &str, media: Media, bytes: Vec<u8>) -> Capture {
    Capture {
        source: Source { id: id.to_owned(), url: None, sha256: sha256(&bytes), captured_at: None },
        media,
        bytes,
        charset: None,
        hints: Hints::default(),
    }
}

fn failure(path: &Path, error: &io::Error) -> Failure {
    let hint = match error.kind() {
        io::ErrorKind::NotFound => Some("check the spelling of the path".to_owned()),
        io::ErrorKind::PermissionDenied => {
            Some("you may not read it; change its permissions or copy it".to_owned())
        }
        _ => None,
    };
    Failure { place: path.display().to_string(), reason: error.to_string(), hint }
}

fn folder_file(path: &Path, each: &mut dyn FnMut(Collected)) {
    match kind_by_name(path) {
        Some(kind) => file_of_kind(path, kind, each),
        None => each(Collected::Skipped(path.to_owned())),
    }
}

fn named_file(path: &Path, each: &mut dyn FnMut(Collected)) {
    match kind_by_name(path).map_or_else(|| kind_by_content(path), Ok) {
        Ok(kind) => file_of_kind(path, kind, each),
        Err(error) => each(Collected::Failure(failure(path, &error))),
    }
}

fn file_of_kind(path: &Path, kind: FileKind, each: &mut dyn FnMut(Collected)) {
    let size = match fs::metadata(path) {
        Ok(metadata) => metadata.len(),
        Err(error) => return each(Collected::Failure(failure(path, &error))),
    };
    let name = path.display().to_string();
    match kind {
        FileKind::Text | FileKind::Html => {
            let media = if kind == FileKind::Html { Media::Html } else { Media::Text };
            match read_limited(path) {
                Ok(bytes) => each(Collected::Capture(capture(&name, media, bytes))),
                Err(error) => each(Collected::Failure(failure(path, &error))),
            }
            each(Collected::Progress(size));
        }
        FileKind::Jsonl => match File::open(path) {
            Ok(file) => jsonl::collect(&mut BufReader::with_capacity(1 << 16, file), &name, each),
            Err(error) => each(Collected::Failure(failure(path, &error))),
        },
        FileKind::Warc => match File::open(path) {
            Ok(file) => warc::collect(BufReader::with_capacity(1 << 16, file), &name, each),
            Err(error) => each(Collected::Failure(failure(path, &error))),
        },
    }
}

fn read_limited(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST_CAPTURE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_CAPTURE {
        return Err(io::Error::other(format!("larger than {} MiB", LARGEST_CAPTURE >> 20)));
    }
    Ok(bytes)
}

fn kind_by_name(path: &Path) -> Option<FileKind> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let ending = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if ending(&[".txt", ".text"]) {
        Some(FileKind::Text)
    } else if ending(&[".html", ".htm", ".xhtml"]) {
        Some(FileKind::Html)
    } else if ending(&[".jsonl", ".ndjson"]) {
        Some(FileKind::Jsonl)
    } else if ending(&[".warc", ".warc.gz", ".warc.zst"]) {
        Some(FileKind::Warc)
    } else {
        None
    }
}

/// What a file without a telling name is, by its first bytes.
fn kind_by_content(path: &Path) -> io::Result<FileKind> {
    let mut reader = BufReader::new(File::open(path)?);
    let head = reader.fill_buf()?;
    let start = head.trim_ascii_start();
    let lower: Vec<u8> = start.iter().take(15).map(u8::to_ascii_lowercase).collect();
    Ok(
        if head.starts_with(b"WARC/")
            || head.starts_with(&[0x1f, 0x8b])
            || head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd])
        {
            FileKind::Warc
        } else if lower.starts_with(b"<!doctype")
            || lower.starts_with(b"<html")
            || lower.starts_with(b"<?xml")
        {
            FileKind::Html
        } else if start.starts_with(b"{\"") {
            FileKind::Jsonl
        } else {
            FileKind::Text
        },
    )
}

fn walk(path: &Path, each: &mut dyn FnMut(&Path)) {
    walk_with(path, each, &mut |_, _| ());
}

/// Visits the files at and below a path by name; hidden ones and links to folders are passed over.
fn walk_with(path: &Path, each: &mut dyn FnMut(&Path), unreadable: &mut dyn FnMut(&Path, io::Error)) {
    if !path.is_dir() {
        return each(path);
    }
    let mut entries: Vec<PathBuf> = match fs::read_dir(path) {
        Ok(entries) => entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect(),
        Err(error) => return unreadable(path, error),
    };
    entries.sort();
    for entry in entries {
        let hidden = entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden || (entry.is_symlink() && entry.is_dir()) {
            continue;
        }
        walk_with(&entry, each, unreadable);
    }
}
