//! Who is who: tables of known names, inflected forms, sound, identity.
