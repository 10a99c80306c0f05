//! The verbs of `tidings names`.

mod decide;
mod kept;
mod pairs;
mod screening;

pub(crate) use decide::read as read_decisions;
pub(crate) use kept::open as open_lists;

use crate::flags::{NameKind, NamesFlags, NamesVerb};
use crate::pipeline::Summary;
use std::io;
use std::path::Path;
use tidings_names::compare::Kind;

pub(crate) fn run(flags: &NamesFlags) -> io::Result<Summary> {
    match &flags.verb {
        NamesVerb::Match(flags) => pairs::run(flags),
        NamesVerb::Import(flags) => kept::import(flags),
        NamesVerb::Lists(flags) => kept::print(flags),
        NamesVerb::Screen(flags) => screening::run(flags),
        NamesVerb::Merge(flags) => decide::run(flags, true),
        NamesVerb::Split(flags) => decide::run(flags, false),
    }
}

/// A file's bytes; the error names it.
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    std::fs::read(path)
        .map_err(|error| io::Error::new(error.kind(), format!("cannot read `{}`: {error}", path.display())))
}

impl From<NameKind> for Kind {
    fn from(kind: NameKind) -> Self {
        match kind {
            NameKind::Person => Self::Person,
            NameKind::Organisation => Self::Organisation,
            NameKind::Vessel => Self::Vessel,
        }
    }
}
