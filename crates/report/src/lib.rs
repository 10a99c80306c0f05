//! Brief → terminal, HTML.

mod html;
mod text;

pub use html::html;
pub use text::{TextStyle, text};
