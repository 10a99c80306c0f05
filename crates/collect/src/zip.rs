//! ZIP archives of any of the other kinds, with limits against those that are made to do harm. Nothing is ever
//! written to disk, so names in them can only mislead a reader, not the file system.

use crate::{
    Failure, LARGEST_CAPTURE, Sink, from_stream,
    kind::{self, Kind},
    meter::Unpacking,
};
use std::{
    io::{Cursor, Read, Seek},
    path::PathBuf,
};
use zip::{ZipArchive, result::ZipError};

/// Archives within archives that are opened: the press is sent in folders of folders at most.
const DEEPEST: usize = 2;

/// Entries of one archive that are looked at; a news archive of a year has fewer.
const MOST_ENTRIES: usize = 200_000;

const UNPACK_IT: &str = "unpack it and give its folder instead";

/// Takes every entry of a known kind, in the archive's order.
pub(crate) fn collect<R: Read + Seek>(archive: R, name: &str, depth: usize, sink: &mut Sink) {
    let fail =
        |place: String, reason: String, hint: &str| Failure { place, reason, hint: Some(hint.to_owned()) };
    let mut archive = match ZipArchive::new(archive) {
        Ok(archive) => archive,
        Err(error) => {
            let reason = format!("no readable ZIP archive: {error}");
            return sink.failure(fail(name.to_owned(), reason, "it is damaged or cut; get it again"));
        }
    };
    let entries = archive.len();
    if entries > MOST_ENTRIES {
        let reason = format!("{entries} entries, of which the first {MOST_ENTRIES} are read");
        sink.failure(fail(name.to_owned(), reason, UNPACK_IT));
    }
    for index in 0..entries.min(MOST_ENTRIES) {
        let named = archive.name_for_index(index).and_then(Result::ok);
        let called = named.map_or_else(|| format!("entry {index}"), |name| harmless(&name));
        let place = format!("{name}!{called}");
        let mut entry = match archive.by_index(index) {
            Ok(entry) => entry,
            Err(error) => {
                let hint = match error {
                    ZipError::UnsupportedArchive(_) | ZipError::InvalidPassword => UNPACK_IT,
                    _ => "the entry is damaged; the others were read",
                };
                sink.failure(fail(place, error.to_string(), hint));
                continue;
            }
        };
        // As in folders, what is hidden is passed over.
        let hidden = called.split('/').any(|part| part.starts_with('.') && part != "." && part != "..");
        if entry.is_dir() || hidden || called.starts_with("__MACOSX/") {
            continue;
        }
        let Some(kind) = kind::by_name(&called) else {
            sink.skipped(PathBuf::from(place));
            continue;
        };
        if kind == Kind::Zip && depth + 1 >= DEEPEST {
            let reason = format!("a ZIP archive more than {DEEPEST} deep is not opened");
            sink.failure(fail(place, reason, UNPACK_IT));
            continue;
        }
        let meter = sink.meter.clone();
        from_stream(&mut Unpacking { inner: &mut entry, meter }, &place, Some(kind), depth + 1, sink);
        sink.progress();
    }
}

/// The same for an archive that cannot be sought in, held in memory.
pub(crate) fn collect_stream(reader: &mut dyn Read, name: &str, depth: usize, sink: &mut Sink) {
    let mut bytes = Vec::new();
    let read = reader.take(LARGEST_CAPTURE + 1).read_to_end(&mut bytes);
    let reason = match read {
        Ok(length) if length as u64 > LARGEST_CAPTURE => {
            format!("a ZIP archive larger than {} MiB inside another input", LARGEST_CAPTURE >> 20)
        }
        Ok(_) => return collect(Cursor::new(bytes), name, depth, sink),
        Err(error) => error.to_string(),
    };
    sink.failure(Failure { place: name.to_owned(), reason, hint: Some(UNPACK_IT.to_owned()) });
}

/// A name without what would steer a terminal.
fn harmless(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
