//! The brief as a person reads it in a terminal.
use tidings_model::Brief;

/// How the text is to look.
#[derive(Debug, Clone, Copy)]
pub struct TextStyle {
    /// Columns.
    pub width: usize,
    /// Whether colours may be used (never the only sign).
    pub colour: bool,
    /// Every row instead of the most telling ones.
    pub all: bool,
}

/// The brief as text.
pub fn text(brief: &Brief, style: &TextStyle) -> String {
    let _ = style;
    format!("{} stories\n", brief.stories.len())
}
