//! Lists of persons, bodies and ships, such as sanctions lists: reading them in the forms in which they are published, a compact file
//! that is used in place, and finding the entries that a name may mean.
//!
//! No I/O: bytes in, bytes out.

mod entries;
mod import;
mod mark;
mod screen;
mod store;

pub use entries::Entries;
pub use import::{Entry, Format, Import, Listed, Problem, import};
pub use mark::{mark_article, mark_entities};
pub use screen::{Hit, Query, screen};
pub use store::{Digest, Header, List, write};
