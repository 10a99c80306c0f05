//! Who is who: tables of known names, inflected forms, sound, identity.

pub mod compare;
mod decisions;
mod events;
mod identity;
mod inflect;
pub mod kinds;
pub mod senses;
mod sound;
pub mod tables;

pub use decisions::{DECISIONS_HEAD, Decisions};
pub use events::{EventType, event_type, event_types};
pub use identity::{unify, unify_deciding};
pub use inflect::{BaseForm, Inflector};
pub use kinds::{Dictionary, Kinds, dictionary};
pub use sound::{Likeness, Part, Sound, compare, sound};
pub use tables::{Class, Form, Match, NamePart, Office, Record, Sex, Tables, fold, tables};
