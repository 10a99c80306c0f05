//! Where accounts of one thing differ, and where they say the same in other words.
//!
//! Values are compared after normalisation only, as ranges as wide as the words are vague. A row needs the same claim, the same
//! kind of value and two articles of different origin. What changed over time is no disagreement: numbers are compared only
//! between articles published within a day of each other.

use crate::claims::{Draft, position};
use crate::days::{Days, days_of};
use crate::gloss::event_gloss;
use crate::parties::{Kinship, Parties};
use crate::reports::Report;
use rustc_hash::FxHashMap;
use tidings_model::{Article, Discrepancy, DiscrepancyKind, Origin, Quantity, Side, Stance, TimeModifier};

/// Two reports whose days lie this close together may mean one day that one of them got wrong; further apart they are
/// two happenings.
const ONE_HAPPENING_DAYS: i64 = 3;
/// Articles published this close together, in days, tell the same state of affairs.
const SAME_NEWS_DAYS: i64 = 1;
/// How far `about` reaches, as a share.
const ABOUT: f64 = 0.15;
/// How far beyond its number `more than` reaches, and below it `less than`, as factors.
const MORE_THAN: f64 = 1.5;
const LESS_THAN: f64 = 0.67;
/// Smaller counts agree by chance too often to say so.
const LEAST_AGREED: f64 = 10.0;
/// Rows of each kind at most: what differs should be read.
const MOST_ROWS: usize = 12;

/// One account of a value.
#[derive(Debug, Clone)]
struct Account {
    report: usize,
    /// Lowest and highest the words allow.
    low: f64,
    high: f64,
    /// As a reader should see it.
    shown: String,
    /// As written, to tell different words.
    words: String,
}

/// What a comparison needs to know of a story.
pub(crate) struct Scene<'a> {
    /// All articles.
    pub articles: &'a [Article],
    /// All reports.
    pub reports: &'a [Report],
    /// All entities.
    pub parties: &'a Parties,
    origin_of: FxHashMap<&'a str, usize>,
}

impl<'a> Scene<'a> {
    /// Looks up the origins.
    pub fn new(
        articles: &'a [Article],
        reports: &'a [Report],
        parties: &'a Parties,
        origins: &'a [Origin],
    ) -> Self {
        let origin_of = origins
            .iter()
            .enumerate()
            .flat_map(|(index, origin)| origin.articles.iter().map(move |article| (article.as_str(), index)))
            .collect();
        Self { articles, reports, parties, origin_of }
    }

    fn origin(&self, report: usize) -> Option<usize> {
        self.origin_of.get(self.articles[self.reports[report].article].id.as_str()).copied()
    }

    fn published(&self, report: usize) -> Option<Days> {
        self.articles[self.reports[report].article].published.value.as_deref().and_then(days_of)
    }

    fn gloss(&self, draft: &Draft) -> String {
        let kind = draft.reports.first().map_or("", |&first| self.reports[first].kind.kind);
        let object = draft.reports.iter().find_map(|&index| self.reports[index].object.as_deref());
        event_gloss(kind, draft.actor.as_deref(), draft.target.as_deref(), object, self.parties)
    }
}

/// Discrepancies and agreements of a story's claims.
pub(crate) fn compare(scene: &Scene, drafts: &[Draft]) -> (Vec<Discrepancy>, Vec<Discrepancy>) {
    let (mut differ, mut agree) = (Vec::new(), Vec::new());
    for draft in drafts {
        let about = scene.gloss(draft);
        beginnings(scene, draft, &about, &mut differ);
        times_before(scene, draft, &about, &mut differ, &mut agree);
        numbers(scene, draft, &about, &mut differ, &mut agree);
    }
    single_days(scene, drafts, &mut differ);
    blamed(scene, drafts, &mut differ);
    differ.truncate(MOST_ROWS);
    agree.truncate(MOST_ROWS);
    (differ, agree)
}

/// `Allies since 1945` against `allies since 1953`.
fn beginnings(scene: &Scene, draft: &Draft, about: &str, differ: &mut Vec<Discrepancy>) {
    let accounts: Vec<Account> = draft
        .reports
        .iter()
        .filter(|&&index| {
            let report = &scene.reports[index];
            report.kind.state && report.since && !report.previous && report.stance == Some(Stance::Asserts)
        })
        .filter_map(|&index| day_account(scene, index))
        .collect();
    let sides = sides(accounts);
    if sides.len() > 1 && are_independent(scene, &sides) {
        differ.push(row(
            scene,
            format!("since when: {about}"),
            DiscrepancyKind::Date,
            sides,
            "the beginnings do not overlap",
        ));
    }
}

/// The time before, in years counted back or as a date.
fn times_before(
    scene: &Scene,
    draft: &Draft,
    about: &str,
    differ: &mut Vec<Discrepancy>,
    agree: &mut Vec<Discrepancy>,
) {
    if !draft.reports.iter().any(|&index| scene.reports[index].previous) {
        return;
    }
    let accounts: Vec<Account> = draft
        .reports
        .iter()
        .filter(|&&index| scene.reports[index].stance == Some(Stance::Asserts))
        .filter_map(|&index| day_account(scene, index))
        .collect();
    let worded = accounts.clone();
    let sides = sides(accounts);
    let about = format!("the time before: {about}");
    match sides.len() {
        0 => {}
        1 if said_differently(scene, &worded) => {
            let rows = worded.into_iter().map(|account| vec![account]).collect();
            agree.push(row(
                scene,
                about,
                DiscrepancyKind::Date,
                rows,
                "counted back from the day of publication they overlap",
            ));
        }
        1 => {}
        _ if are_independent(scene, &sides) => {
            differ.push(row(
                scene,
                about,
                DiscrepancyKind::Date,
                sides,
                "counted back from the day of publication they do not overlap",
            ));
        }
        _ => {}
    }
}

fn day_account(scene: &Scene, index: usize) -> Option<Account> {
    let report = &scene.reports[index];
    let days = report.days?;
    let value = report.value.clone()?;
    let words = report.time_text.clone().unwrap_or_default();
    // TIMEX3 writes a decade as its first three digits.
    let value = if value.len() == 3 { format!("{value}0s") } else { value };
    let shown = if words.is_empty() || words == value {
        value
    } else {
        format!("{} ({words})", value.replace('/', "–"))
    };
    Some(Account { report: index, low: days.first as f64, high: days.last as f64, shown, words })
}

/// What a quantity counts, and of which kind (a calibre).
type Unit = (String, Option<String>);

/// Quantities of one kind in the statements of one claim.
fn numbers(
    scene: &Scene,
    draft: &Draft,
    about: &str,
    differ: &mut Vec<Discrepancy>,
    agree: &mut Vec<Discrepancy>,
) {
    let mut by_unit: Vec<(Unit, Vec<Account>)> = Vec::new();
    for &index in &draft.reports {
        let report = &scene.reports[index];
        if report.implied || report.previous || report.stance != Some(Stance::Asserts) {
            continue;
        }
        let article = &scene.articles[report.article];
        let statement = &article.statements[report.statement];
        let quantities: Vec<&Quantity> =
            statement.quantities.iter().filter_map(|&quantity| article.quantities.get(quantity)).collect();
        for quantity in &quantities {
            let Some(unit) = quantity.unit.as_deref() else { continue };
            let kind = (unit, quantity.of.as_deref());
            let is_alone = quantities
                .iter()
                .filter(|other| (other.unit.as_deref(), other.of.as_deref()) == (Some(kind.0), kind.1))
                .count()
                == 1;
            if !is_alone || is_time_unit(unit) {
                continue;
            }
            let Some((low, high)) = range(quantity) else { continue };
            let account = Account {
                report: index,
                low,
                high,
                shown: shown(quantity, unit),
                words: quantity.text.clone(),
            };
            let key = (unit.to_owned(), quantity.of.clone());
            match by_unit.iter_mut().find(|(known, _)| *known == key) {
                Some((_, accounts)) => accounts.push(account),
                None => by_unit.push((key, vec![account])),
            }
        }
    }
    for ((unit, _), accounts) in by_unit {
        let of_one_time: Vec<Account> = accounts
            .iter()
            .filter(|account| {
                accounts.iter().any(|other| {
                    other.report != account.report && are_same_news(scene, account.report, other.report)
                })
            })
            .cloned()
            .collect();
        let worded = of_one_time.clone();
        let sides = sides(of_one_time);
        let about = format!("{unit}: {about}");
        if sides.len() > 1 && are_independent(scene, &sides) && are_one_news(scene, &sides) {
            differ.push(row(
                scene,
                about,
                DiscrepancyKind::Number,
                sides,
                "the ranges of the numbers do not overlap",
            ));
        } else if sides.len() == 1
            && worded.iter().all(|account| account.low >= LEAST_AGREED)
            && said_differently(scene, &worded)
        {
            let rows = worded.into_iter().map(|account| vec![account]).collect();
            agree.push(row(scene, about, DiscrepancyKind::Number, rows, "the ranges of the numbers overlap"));
        }
    }
}

fn is_time_unit(unit: &str) -> bool {
    matches!(unit, "year" | "month" | "week" | "day" | "hour" | "minute" | "second" | "decade" | "century")
}

/// Lowest and highest value the words of a quantity allow. A round number is as exact as its last digit that is not 0.
fn range(quantity: &Quantity) -> Option<(f64, f64)> {
    let value = quantity.value?;
    if let Some(max) = quantity.max {
        return Some((value, max));
    }
    let slack = half_of_last_digit(value);
    Some(match quantity.modifier {
        Some(TimeModifier::MoreThan) => (value - slack, value * MORE_THAN),
        Some(TimeModifier::LessThan) => (value * LESS_THAN, value + slack),
        Some(TimeModifier::Approx) => {
            (value - value.abs() * ABOUT - slack, value + value.abs() * ABOUT + slack)
        }
        _ => (value - slack, value + slack),
    })
}

/// Half the place of the last digit that is not 0, from tens up; 0 for what is counted to the unit.
fn half_of_last_digit(value: f64) -> f64 {
    let mut place = 1.0;
    while value != 0.0 && value.abs() >= place * 10.0 && value % (place * 10.0) == 0.0 {
        place *= 10.0;
    }
    if place < 10.0 { 0.0 } else { place / 2.0 }
}

fn shown(quantity: &Quantity, unit: &str) -> String {
    let number = |value: f64| {
        if value.fract() == 0.0 && value.abs() < 1e15 { grouped(value as i64) } else { value.to_string() }
    };
    let mark = match quantity.modifier {
        Some(TimeModifier::MoreThan) => "> ",
        Some(TimeModifier::LessThan) => "< ",
        Some(TimeModifier::Approx) => "≈ ",
        _ => "",
    };
    let value = quantity.value.map(number).unwrap_or_default();
    let value = match quantity.max {
        Some(max) => format!("{value}–{}", number(max)),
        None => value,
    };
    let of = quantity.of.as_deref().map(|of| format!("{of} ")).unwrap_or_default();
    format!("{mark}{value} {of}{unit}")
}

fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if value < 0 { format!("-{grouped}") } else { grouped }
}

/// One happening on two days: claims that are the same but for a day or two, each told to the day by another origin.
fn single_days(scene: &Scene, drafts: &[Draft], differ: &mut Vec<Discrepancy>) {
    for (place, later) in drafts.iter().enumerate() {
        for earlier in &drafts[..place] {
            let (Some(&a), Some(&b)) = (earlier.reports.first(), later.reports.first()) else { continue };
            let (first, second) = (&scene.reports[a], &scene.reports[b]);
            let is_once = !first.kind.state && is_singular(first.kind.kind);
            if !is_once || first.kind.kind != second.kind.kind || earlier.previous || later.previous {
                continue;
            }
            let is_same = scene.parties.kinship(earlier.actor.as_deref(), later.actor.as_deref())
                == Kinship::Same
                || (earlier.actor.is_none() && later.actor.is_none());
            let same_target = scene.parties.kinship(earlier.target.as_deref(), later.target.as_deref())
                == Kinship::Same
                || (earlier.target.is_none() && later.target.is_none());
            let (Some(x), Some(y)) = (earlier.days, later.days) else { continue };
            if !is_same || !same_target || x.length() > 1 || y.length() > 1 || x.gap(y) > ONE_HAPPENING_DAYS {
                continue;
            }
            let accounts = |draft: &Draft| -> Vec<Account> {
                draft.reports.iter().filter_map(|&index| day_account(scene, index)).collect()
            };
            let sides = vec![accounts(earlier), accounts(later)];
            // An article that tells both days tells of two happenings.
            let tells_both = sides[0].iter().any(|one| {
                sides[1]
                    .iter()
                    .any(|other| scene.reports[one.report].article == scene.reports[other.report].article)
            });
            if !tells_both && are_independent(scene, &sides) && are_one_news(scene, &sides) {
                let about = format!("when: {}", scene.gloss(earlier));
                differ.push(row(
                    scene,
                    about,
                    DiscrepancyKind::Date,
                    sides,
                    "two days for what happens once",
                ));
            }
        }
    }
}

/// What happens to somebody once, or so seldom that two days within three mean one of them is wrong.
fn is_singular(kind: &str) -> bool {
    matches!(
        kind,
        "die"
            | "elect"
            | "election"
            | "resign"
            | "appoint"
            | "dismiss"
            | "sentence"
            | "coup"
            | "quake"
            | "eruption"
            | "crash"
            | "bankrupt"
            | "acquire"
            | "merge"
            | "recognise"
            | "break-ties"
            | "sign-agreement"
    )
}

/// One deed with two doers: an attack on one place on one day that accounts lay to different sides.
fn blamed(scene: &Scene, drafts: &[Draft], differ: &mut Vec<Discrepancy>) {
    for (place, later) in drafts.iter().enumerate() {
        for earlier in &drafts[..place] {
            let (Some(&a), Some(&b)) = (earlier.reports.first(), later.reports.first()) else { continue };
            let (first, second) = (&scene.reports[a], &scene.reports[b]);
            if first.root() != second.root()
                || first.root() != "attack"
                || first.kind.state
                || second.kind.state
            {
                continue;
            }
            let (Some(x), Some(y)) = (earlier.days, later.days) else { continue };
            let is_one_place = earlier.target.is_some()
                && earlier.target == later.target
                && earlier
                    .target
                    .as_deref()
                    .and_then(|id| scene.parties.get(id))
                    .is_some_and(|party| !party.is_country);
            if !is_one_place || x != y || x.length() > 1 {
                continue;
            }
            if scene.parties.kinship(earlier.actor.as_deref(), later.actor.as_deref()) != Kinship::Apart {
                continue;
            }
            let accounts = |draft: &Draft| -> Vec<Account> {
                let name =
                    draft.actor.as_deref().map(|id| scene.parties.name(id).to_owned()).unwrap_or_default();
                let asserted = draft
                    .reports
                    .iter()
                    .filter(|&&index| scene.reports[index].stance == Some(Stance::Asserts));
                asserted
                    .map(|&index| Account {
                        report: index,
                        low: 0.0,
                        high: 0.0,
                        shown: name.clone(),
                        words: name.clone(),
                    })
                    .collect()
            };
            let sides = vec![accounts(earlier), accounts(later)];
            if sides.iter().all(|side| !side.is_empty()) && are_independent(scene, &sides) {
                let about = format!("who: {}", scene.gloss(earlier));
                differ.push(row(scene, about, DiscrepancyKind::Party, sides, "one place and day, two doers"));
            }
        }
    }
}

/// Accounts whose ranges overlap are on one side; sides in order of their values.
fn sides(mut accounts: Vec<Account>) -> Vec<Vec<Account>> {
    accounts.sort_by(|a, b| a.low.total_cmp(&b.low).then(a.report.cmp(&b.report)));
    let mut sides: Vec<Vec<Account>> = Vec::new();
    let mut reach = f64::NEG_INFINITY;
    for account in accounts {
        match sides.last_mut() {
            Some(side) if account.low <= reach => side.push(account.clone()),
            _ => sides.push(vec![account.clone()]),
        }
        reach = reach.max(account.high);
    }
    sides
}

/// Every side has an origin that no other side has, and no article stands on two sides.
fn are_independent(scene: &Scene, sides: &[Vec<Account>]) -> bool {
    sides.iter().enumerate().all(|(place, side)| {
        side.iter().all(|account| {
            sides.iter().enumerate().filter(|(other, _)| *other != place).flat_map(|(_, others)| others).all(
                |other| {
                    let (a, b) = (scene.origin(account.report), scene.origin(other.report));
                    a.is_some() && a != b
                },
            )
        })
    })
}

fn are_same_news(scene: &Scene, a: usize, b: usize) -> bool {
    match (scene.published(a), scene.published(b)) {
        (Some(a), Some(b)) => a.gap(b) <= SAME_NEWS_DAYS && a.length().max(b.length()) <= 2,
        _ => false,
    }
}

fn are_one_news(scene: &Scene, sides: &[Vec<Account>]) -> bool {
    let all: Vec<&Account> = sides.iter().flatten().collect();
    all.iter()
        .enumerate()
        .all(|(place, a)| all[..place].iter().all(|b| are_same_news(scene, a.report, b.report)))
}

/// At least two articles say it, and not in the same words.
fn said_differently(scene: &Scene, accounts: &[Account]) -> bool {
    accounts.iter().any(|a| {
        accounts.iter().any(|b| {
            scene.reports[a.report].article != scene.reports[b.report].article
                && a.words.to_lowercase() != b.words.to_lowercase()
        })
    })
}

fn row(
    scene: &Scene,
    about: String,
    kind: DiscrepancyKind,
    sides: Vec<Vec<Account>>,
    why: &str,
) -> Discrepancy {
    let ranges: Vec<String> = sides
        .iter()
        .map(|side| {
            let shown: Vec<&str> = side.iter().map(|account| account.shown.as_str()).collect();
            shown.first().copied().unwrap_or("").to_owned()
        })
        .collect();
    let mut printed: Vec<Side> = Vec::new();
    for side in sides {
        let Some(first) = side.first() else { continue };
        let positions: Vec<_> =
            side.iter().map(|account| position(scene.articles, &scene.reports[account.report])).collect();
        let mut distinct = Vec::new();
        for position in positions {
            if !distinct.contains(&position) {
                distinct.push(position);
            }
        }
        match printed.iter_mut().find(|known| known.value == first.shown) {
            Some(known) => known.positions.extend(distinct),
            None => printed.push(Side { value: first.shown.clone(), positions: distinct }),
        }
    }
    Discrepancy { about, kind, sides: printed, why: format!("{why}: {}", ranges.join(" / ")) }
}
