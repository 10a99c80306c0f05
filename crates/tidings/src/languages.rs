//! `tidings languages`: what is known of which language, and how well it was measured to do.

use crate::{
    flags::{LanguagesFlags, ListFormat},
    pipeline::Summary,
};
use std::fmt::Write as _;
use std::io::{self, Write};
use tidings_language::pack::Pack;

/// Measured scores: code, what, figure. `cargo xtask eval bench` writes the file.
const SCORES: &str = include_str!("../../../languages/scores.tsv");

/// How much a pack knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// All rooms.
    Full,
    /// Some rooms are empty, such as who says what.
    Thin,
    /// Only what was generated from CLDR.
    Generated,
}

impl Depth {
    fn of(pack: &Pack) -> Self {
        let lacks = ROOMS.iter().any(|(_, knows)| !knows(pack));
        match (!knows_relative_times(pack) && pack.quantities.nouns.is_empty(), lacks) {
            (true, true) => Self::Generated,
            (_, true) => Self::Thin,
            _ => Self::Full,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Thin => "thin",
            Self::Generated => "generated",
        }
    }
}

/// Whether a pack knows a room.
type Knows = fn(&Pack) -> bool;

/// What a pack can do, by the words it has for it.
const ROOMS: [(&str, Knows); 6] = [
    ("sentences", |pack| !pack.text.function_words.is_empty()),
    ("page furniture", |pack| {
        let read = &pack.read;
        let has_comments = !read.comment.whole.is_empty() || !read.comment.start.is_empty();
        has_comments && !read.published.is_empty()
    }),
    ("times", |pack| !pack.times.months.is_empty() && knows_relative_times(pack)),
    ("quantities", |pack| !pack.quantities.numbers.cardinals.is_empty() && !pack.quantities.nouns.is_empty()),
    ("names", |pack| !pack.names.roles.is_empty() || !pack.names.titles.is_empty()),
    ("statements", |pack| !pack.statements.is_empty()),
];

/// *Last*, *next*: CLDR has whole phrases alone, so these words are of a pack that was written.
fn knows_relative_times(pack: &Pack) -> bool {
    pack.times.descending || !pack.times.shifts.is_empty() || !pack.times.shifts_after.is_empty()
}

/// Prints one language a line.
pub(crate) fn print(flags: &LanguagesFlags) -> io::Result<Summary> {
    let mut out = io::stdout().lock();
    let packs = tidings_language::pack_codes();
    let others: Vec<&str> =
        tidings_language::identified_codes().into_iter().filter(|code| !packs.contains(code)).collect();
    match flags.format {
        ListFormat::Text => out.write_all(text(&packs, &others).as_bytes())?,
        ListFormat::Jsonl => {
            for &code in &packs {
                let pack = &tidings_language::language(code).pack;
                let (can, lacks): (Vec<_>, Vec<_>) = ROOMS.iter().partition(|(_, knows)| knows(pack));
                let names = |rooms: &[&(&'static str, Knows)]| {
                    rooms.iter().map(|(name, _)| *name).collect::<Vec<_>>()
                };
                let row = serde_json::json!({
                    "code": code,
                    "name": pack.name,
                    "pack": Depth::of(pack).name(),
                    "can": names(&can),
                    "lacks": names(&lacks),
                    "scores": scores(code).collect::<std::collections::BTreeMap<_, _>>(),
                });
                writeln!(out, "{row}")?;
            }
            for code in others {
                let scores = scores(code).collect::<std::collections::BTreeMap<_, _>>();
                writeln!(
                    out,
                    "{}",
                    serde_json::json!({"code": code, "pack": null, "can": [], "scores": scores})
                )?;
            }
        }
    }
    out.flush()?;
    Ok(Summary::default())
}

fn text(packs: &[&str], others: &[&str]) -> String {
    let mut page =
        String::from("code  language           pack       what it lacks                    measured\n");
    for &code in packs {
        let pack = &tidings_language::language(code).pack;
        let depth = Depth::of(pack);
        let lacks: Vec<&str> =
            ROOMS.iter().filter(|(_, knows)| !knows(pack)).map(|(name, _)| *name).collect();
        let lacks = match depth {
            Depth::Full => "–".to_owned(),
            Depth::Generated => "all but numbers and dates".to_owned(),
            Depth::Thin => lacks.join(", "),
        };
        let measured: Vec<String> = scores(code).map(|(what, figure)| format!("{what} {figure}")).collect();
        let _ = writeln!(
            page,
            "{code:<5} {:<18} {:<10} {lacks:<32} {}",
            pack.name,
            depth.name(),
            measured.join(" · ")
        );
    }
    page += "\nA thin pack reads times, numbers and measures; who says what and who denies it is read with a full pack alone.\n";
    let _ = writeln!(
        page,
        "Without a pack these are told apart, cleaned, dated and put into stories by their names:\n{}",
        wrapped(others)
    );
    page
}

/// The scores of a language, in the order of the file.
fn scores(code: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    SCORES.lines().filter_map(move |line| {
        let mut cells = line.split('\t');
        (cells.next()? == code).then_some(())?;
        Some((cells.next()?, cells.next()?))
    })
}

/// Codes in lines of a terminal's usual width.
fn wrapped(codes: &[&str]) -> String {
    codes.chunks(25).map(|row| row.join(" ")).collect::<Vec<_>>().join("\n")
}
