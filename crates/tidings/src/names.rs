//! The verbs of `tidings names`.

mod pairs;

use crate::flags::{NameKind, NamesFlags, NamesVerb};
use crate::pipeline::Summary;
use std::io;
use tidings_names::compare::Kind;

pub(crate) fn run(flags: &NamesFlags) -> io::Result<Summary> {
    match &flags.verb {
        NamesVerb::Match(flags) => pairs::run(flags),
    }
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
