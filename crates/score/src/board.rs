//! A score as a page of Markdown that can be read in a review.

use crate::{Figure, Score};
use std::fmt::Write;

/// Whether the captures' own words may stand on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Privacy {
    /// The captures belong to the repository: misses are told in their words.
    Open,
    /// They do not: misses are told by article and number.
    Closed,
}

/// A page: heading, what it is, the figures, every miss.
pub fn board(title: &str, about: &str, score: &Score, privacy: Privacy) -> String {
    let mut page = format!("# {title}\n\n{about}\n\n| figure | value |\n| --- | ---: |\n");
    for (name, figure) in &score.figures {
        let value = match figure {
            Figure::Share(share) => format!("{share:.3}"),
            Figure::Count(count) => count.to_string(),
        };
        let _ = writeln!(page, "| {name} | {value} |");
    }
    let _ = writeln!(page, "\n## Misses: {}", score.misses.len());
    let mut kind = "";
    for miss in &score.misses {
        if miss.kind != kind {
            kind = miss.kind;
            let count = score.misses.iter().filter(|other| other.kind == kind).count();
            let _ = writeln!(page, "\n### {kind}: {count}\n");
        }
        let _ = match privacy {
            Privacy::Open => writeln!(page, "- `{}` {}", miss.place, miss.what.replace('\n', " ")),
            Privacy::Closed => writeln!(page, "- {} no. {}", short(&miss.place), miss.number),
        };
    }
    page
}

/// The number in front of a capture's name.
fn short(place: &str) -> &str {
    place.split(['_', '.']).next().unwrap_or(place)
}
