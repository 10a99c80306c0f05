//! Calendar arithmetic over TIMEX3 values: which days a value covers, and what a relative time means once an anchor is known.
//!
//! Three questions are answered here:
//! - [`interval`]: which days does `2024-W24` cover?
//! - [`resolve`]: which value has *september last year* (`-1Y =M9`) in an article of 18 June 2024?
//! - [`unanchored`]: what does TIMEX3 write for it as long as no anchor is known (`XXXX-09`)?
//!
//! Weeks are ISO 8601 weeks. Seasons are meteorological and those of the northern half of the Earth: `SP` March to May, `SU` June
//! to August, `FA` September to November, `WI` December to the next year's February (the winter that *begins* in that year).

mod grain;
mod relative;
mod solar;
mod value;

pub use grain::Grain;
pub use relative::{Anchor, Resolved, resolve, resolve_at, unanchored};
pub use solar::{SOLAR_YEARS, gregorian, gregorian_stretch};
pub use value::{anchor, back, even_span, grain, interval, length_in_days, value_of};

pub use jiff::civil::{Date, DateTime, Weekday};
