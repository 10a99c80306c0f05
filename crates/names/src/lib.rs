//! Who is who: tables of known names, inflected forms, sound, identity.

mod events;
mod inflect;
pub mod tables;

pub use events::{EventType, event_type, event_types};
pub use inflect::{BaseForm, Inflector};
pub use tables::{Class, Form, Match, NamePart, Office, Record, Sex, Tables, fold, tables};
