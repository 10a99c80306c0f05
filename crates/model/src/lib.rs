//! The nouns of tidings: plain data with public fields and no logic.
//!
//! Everything that passes between rooms is one of these structs. Their JSON form is the output contract
//! (`docs/contract.md`): fields may be added, never renamed or dropped.
//!
//! All offsets are UTF-8 byte offsets, half open, on character boundaries, into [`Article::text`].

mod article;
mod brief;
mod capture;

pub use article::*;
pub use brief::*;
pub use capture::*;
