//! Who is who: tables of known names, inflected forms, sound, identity.

mod inflect;

pub use inflect::{BaseForm, Inflector};
