//! Web pages.

use crate::draft::Draft;
use tidings_model::Capture;

/// Reads a web page.
pub(crate) fn html(text: &str, capture: &Capture) -> Draft {
    let _ = (text, capture);
    Draft::default()
}
