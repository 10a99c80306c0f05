//! Captures from files and folders.
