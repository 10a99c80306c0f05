//! What collecting makes of whole, damaged and hostile inputs.

mod archives;
mod make;
mod warcio;
mod zips;
