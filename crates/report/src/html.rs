//! The brief as one page that needs nothing else.
use tidings_model::Brief;

/// The brief as a self-contained HTML page.
pub fn html(brief: &Brief) -> String {
    format!("{} stories\n", brief.stories.len())
}
