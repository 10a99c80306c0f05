use serde::{Deserialize, Serialize};

/// How fine a time is, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    /// A minute of the clock.
    Minute,
    /// An hour of the clock.
    Hour,
    /// Morning, afternoon, evening, night.
    Part,
    /// A calendar day.
    Day,
    /// Saturday and Sunday of one ISO week.
    Weekend,
    /// An ISO 8601 week.
    Week,
    /// A calendar month.
    Month,
    /// Three months, from January, April, July or October.
    Quarter,
    /// A meteorological season.
    Season,
    /// Six months, from January or July.
    Half,
    /// A calendar year.
    Year,
    /// Ten years; `199` is 1990 to 1999.
    Decade,
    /// A hundred years; `19` is 1900 to 1999, as TIMEX3 writes the 20th century.
    Century,
    /// A thousand years; `2` is 2000 to 2999.
    Millennium,
    /// Anything else that has a first and a last day (`2023-08/2024-02`).
    Span,
}

impl Grain {
    /// The letters that name a unit in the notation of relative times (`-3D`).
    pub(crate) fn from_letters(letters: &str) -> Option<Self> {
        Some(match letters {
            "m" => Self::Minute,
            "h" => Self::Hour,
            "D" => Self::Day,
            "WE" => Self::Weekend,
            "W" => Self::Week,
            "M" => Self::Month,
            "Q" => Self::Quarter,
            "S" => Self::Season,
            "H" => Self::Half,
            "Y" => Self::Year,
            "E" => Self::Decade,
            "C" => Self::Century,
            "L" => Self::Millennium,
            _ => return None,
        })
    }
}
