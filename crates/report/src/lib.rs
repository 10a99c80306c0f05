//! Brief → terminal and HTML.
//!
//! Both say the same in the same order: stories first, then who says and who denies, where accounts differ and agree, what
//! only one origin says, when it happened. Sentences stay in their language; glosses are in English and marked as such.

mod html;
mod text;
mod view;

pub use html::html;
pub use text::{TextStyle, text};
