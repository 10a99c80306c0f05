//! Captures from files and folders: text dumps, pages, JSON lines, WARC and ZIP archives, packed by gzip or zstd or not.
//! All but ZIP is read as a stream: the size of an input is never the memory it needs.
//!
//! Collecting never stops at a bad input: what cannot be read comes out as a [`Failure`] with its place and a way out,
//! and the next input follows.

mod http;
mod jsonl;
mod kind;
mod meter;
mod mhtml;
mod unpack;
mod warc;
mod zip;

use kind::Kind;
use meter::{Meter, Metered};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read, Seek},
    path::{Path, PathBuf},
};
use tidings_model::{Capture, Hints, Media, Source};
use unpack::Unpacked;

/// Where captures are to be taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with everything below it.
    Path(PathBuf),
    /// Standard input: JSON lines, or an archive.
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

/// Where collecting hands over what it finds in one input.
pub(crate) struct Sink<'e> {
    meter: Meter,
    each: &'e mut dyn FnMut(Collected),
}

impl<'e> Sink<'e> {
    fn new(size: u64, each: &'e mut dyn FnMut(Collected)) -> Self {
        Self { meter: Meter::new(size), each }
    }

    fn capture(&mut self, capture: Capture) {
        (self.each)(Collected::Capture(capture));
    }

    fn failure(&mut self, failure: Failure) {
        (self.each)(Collected::Failure(failure));
    }

    fn skipped(&mut self, path: PathBuf) {
        (self.each)(Collected::Skipped(path));
    }

    /// Tells how many bytes of the input were read since the last time.
    fn progress(&mut self) {
        match self.meter.news() {
            0 => {}
            bytes => (self.each)(Collected::Progress(bytes)),
        }
    }

    /// Tells that the input is done with, all of it.
    fn done(&mut self) {
        (self.each)(Collected::Progress(self.meter.rest()));
    }
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
            Input::Stdin => standard_input(each),
            Input::Path(path) if path.is_dir() => {
                let mut unreadable = Vec::new();
                walk_with(path, &mut |file| folder_file(file, each), &mut |folder, error| {
                    unreadable.push(failure(folder, &error));
                });
                unreadable.into_iter().for_each(|failure| each(Collected::Failure(failure)));
            }
            Input::Path(path) => file(path, kind_of(path), each),
        }
    }
}

/// A capture of bytes that are already in memory; `name` stands for the path and tells the kind by its ending.
pub fn from_memory(name: &str, mut bytes: &[u8], each: &mut dyn FnMut(Collected)) {
    let mut sink = Sink::new(bytes.len() as u64, each);
    let Some(kind) = kind::by_name(name) else { return sink.skipped(PathBuf::from(name)) };
    let meter = sink.meter.clone();
    from_stream(&mut Metered { inner: &mut bytes, meter }, name, Some(kind), 0, &mut sink);
    sink.done();
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

fn kind_of(path: &Path) -> Option<Kind> {
    kind::by_name(&path.file_name()?.to_string_lossy())
}

fn folder_file(path: &Path, each: &mut dyn FnMut(Collected)) {
    match kind_of(path) {
        Some(kind) => file(path, Some(kind), each),
        None => {
            let size = fs::metadata(path).map_or(0, |metadata| metadata.len());
            each(Collected::Skipped(path.to_owned()));
            each(Collected::Progress(size));
        }
    }
}

/// Takes what a file holds; without a kind its first bytes tell.
fn file(path: &Path, kind: Option<Kind>, each: &mut dyn FnMut(Collected)) {
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (metadata, file) = match opened {
        Ok(opened) => opened,
        Err(error) => return each(Collected::Failure(failure(path, &error))),
    };
    // A pipe has no size.
    let size = if metadata.is_file() { metadata.len() } else { u64::MAX };
    let mut sink = Sink::new(size, each);
    let name = path.display().to_string();
    let mut reader = Metered { inner: file, meter: sink.meter.clone() };
    let zipped = metadata.is_file() && is_zip(&mut reader, kind).unwrap_or(false);
    match zipped {
        true => zip::collect(BufReader::new(reader), &name, 0, &mut sink),
        false => from_stream(&mut reader, &name, kind, 0, &mut sink),
    }
    sink.done();
}

/// Whether a file that may be a ZIP archive is one.
fn is_zip(file: &mut (impl Read + Seek), kind: Option<Kind>) -> io::Result<bool> {
    if !matches!(kind, None | Some(Kind::Zip)) {
        return Ok(false);
    }
    let mut head = Vec::new();
    file.by_ref().take(4).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(kind::by_content(&head) == Kind::Zip)
}

/// Whatever comes in by standard input: JSON lines, unless it is plainly an archive.
fn standard_input(each: &mut dyn FnMut(Collected)) {
    let mut sink = Sink::new(u64::MAX, each);
    let mut reader = Metered { inner: io::stdin().lock(), meter: sink.meter.clone() };
    from_stream(&mut reader, STANDARD_INPUT, None, 0, &mut sink);
}

const STANDARD_INPUT: &str = "standard input";

/// Takes what a stream holds, unpacked where it is packed; without a kind its first bytes tell.
fn from_stream(reader: &mut dyn Read, name: &str, kind: Option<Kind>, depth: usize, sink: &mut Sink) {
    let stopped = |error: io::Error, place: String| Failure {
        place,
        reason: error.to_string(),
        hint: Some("what stands before it was read; get the file again to have the rest".to_owned()),
    };
    let mut stream = match Unpacked::new(reader, sink.meter.clone()) {
        Ok(stream) => stream,
        Err(error) => return sink.failure(stopped(error, name.to_owned())),
    };
    let kind = match (kind, stream.fill_buf()) {
        (Some(kind), _) => kind,
        (None, Ok(head)) => match kind::by_content(head) {
            Kind::Text | Kind::Html | Kind::Mhtml if name == STANDARD_INPUT => Kind::Jsonl,
            kind => kind,
        },
        (None, Err(error)) => return sink.failure(stopped(error, name.to_owned())),
    };
    let media = match kind {
        Kind::Jsonl => return jsonl::collect(&mut stream, name, sink),
        Kind::Warc => return warc::collect(&mut stream, name, sink),
        Kind::Zip => return zip::collect_stream(&mut stream, name, depth, sink),
        Kind::Mhtml => None,
        Kind::Html => Some(Media::Html),
        Kind::Text => Some(Media::Text),
    };
    let mut bytes = Vec::new();
    let read = stream.by_ref().take(LARGEST_CAPTURE + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > LARGEST_CAPTURE {
        let reason = format!("larger than {} MiB", LARGEST_CAPTURE >> 20);
        let hint = Some("give it as JSON lines or as an archive, an article each".to_owned());
        return sink.failure(Failure { place: name.to_owned(), reason, hint });
    }
    // What was read before a cut is read; an empty file is an empty article, which is said later.
    if read.is_ok() || !bytes.is_empty() {
        match media {
            Some(media) => sink.capture(capture(name, media, bytes)),
            None => mhtml::collect(&bytes, name, sink),
        }
    }
    if let Err(error) = read {
        let place = stream.place();
        sink.failure(stopped(error, format!("{name} at byte {}", place.file)));
    }
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
