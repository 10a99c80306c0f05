//! Brief → terminal, HTML, JSON.
