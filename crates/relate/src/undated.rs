//! Placing what has no date: an undated article is placed by its story, an undated story by what others say of it.
//!
//! A date is inferred no finer than its support: a day only where an article tells the story's main event as today's and a dated article
//! gives that event's day; else the month or year that holds the story's whole window. Relative times are then resolved, but
//! only those that mean the same from every day the article may be of.

use crate::days::{Days, date, days_of, days_of_time, iso, number};
use crate::focus::{Focus, Relation, relation};
use crate::parties::{Kinship, Parties};
use crate::reports::Report;
use crate::stories::Group;
use tidings_calendar::resolve;
use tidings_model::{Article, Basis, Published, Stance, Time, TimeKind};

/// An undated article may be so many days older or younger than its story's dated ones.
const SLACK_DAYS: i64 = 7;
/// Dates written out in an article of a story lie at most so many days after it.
const AHEAD_DAYS: i64 = 370;
/// Accounts of other stories that must agree on the time of an undated story.
const LEAST_ACCOUNTS: usize = 2;
/// The time they agree on is at most so long, in days.
const LONGEST: i64 = 31;

/// Places the undated articles of the stories that have dated ones. Returns whether anything changed.
pub(crate) fn place_in_stories(
    articles: &mut [Article],
    groups: &[Group],
    foci: &[Vec<Focus>],
    reports: &[Report],
    parties: &Parties,
) -> bool {
    let mut changed = false;
    for group in groups {
        let dated: Vec<(usize, Days)> = group
            .members
            .iter()
            .filter_map(|&member| {
                let days = articles[member].published.value.as_deref().and_then(days_of)?;
                (days.length() == 1).then_some((member, days))
            })
            .collect();
        let (Some(first), Some(last)) =
            (dated.iter().map(|(_, days)| days.first).min(), dated.iter().map(|(_, days)| days.last).max())
        else {
            continue;
        };
        for &member in &group.members {
            if articles[member].published.value.is_some() {
                continue;
            }
            let likeness = |other: usize| {
                let pair = group
                    .pairs
                    .iter()
                    .find(|pair| (pair.a, pair.b) == (member.min(other), member.max(other)));
                pair.map_or(0.0, |pair| pair.score)
            };
            // Likeness alone dates nothing: a visit and its return share all their names.
            let is_sure = dated.iter().any(|&(other, _)| {
                likeness(other) > 0.0 && relation(&foci[member], &foci[other], parties) == Relation::One
            });
            if !is_sure {
                continue;
            }
            let own = Days { first: first - SLACK_DAYS, last: last + SLACK_DAYS };
            if !may_be_of(&articles[member], own) {
                continue;
            }
            let today = todays_event(member, articles, &dated, foci, reports, parties);
            let published = match &today {
                Some((day, time)) => Some((iso(*day), "day", Some(time.clone()))),
                None => common_unit(own).map(|(value, grain)| (value, grain, None)),
            };
            let known = today.as_ref().map_or(own, |&(day, _)| Days { first: day, last: day });
            let article = &mut articles[member];
            if let Some((value, grain, time)) = published {
                let others = if dated.len() == 1 {
                    "one dated article".to_owned()
                } else {
                    format!("{} dated articles", dated.len())
                };
                let evidence_text = match &time {
                    Some(time) => format!("{}: the event's day in {others} of its story", time.text),
                    None => format!("placed by {others} of its story"),
                };
                article.published = Published {
                    value: Some(value),
                    grain: Some(grain.to_owned()),
                    basis: Basis::Inferred,
                    evidence: time.map(|time| tidings_model::Span { start: time.start, end: time.end }),
                    evidence_text: Some(evidence_text),
                    modified: article.published.modified.take(),
                };
            }
            resolve_times(article, known);
            changed = true;
        }
    }
    changed
}

/// Places stories without any date whose main event other stories' articles date.
pub(crate) fn place_stories(
    articles: &mut [Article],
    groups: &[Group],
    foci: &[Vec<Focus>],
    reports: &[Report],
    parties: &Parties,
) -> bool {
    let mut changed = false;
    for group in groups {
        if group.members.iter().any(|&member| articles[member].published.value.is_some()) {
            continue;
        }
        let Some(focus) = crate::describe::main_focus(&group.members, foci, parties) else { continue };
        let fits = |a: &Option<String>, b: &Option<String>| {
            parties.kinship(a.as_deref(), b.as_deref()) >= Kinship::Side
        };
        let mut tellers: Vec<usize> = Vec::new();
        let mut common: Option<Days> = None;
        let mut agree = true;
        for report in reports {
            let is_of_it = report.kind.kind == focus.kind
                && !report.kind.state
                && !report.previous
                && report.stance == Some(Stance::Asserts)
                && !group.members.contains(&report.article)
                && fits(&report.actor, &focus.actor)
                && fits(&report.target, &focus.target);
            let Some(days) = report.days.filter(|_| is_of_it) else { continue };
            match common {
                None => common = Some(days),
                Some(known) => match known.common(days) {
                    Some(both) => common = Some(both),
                    None => agree = false,
                },
            }
            if !tellers.contains(&report.article) {
                tellers.push(report.article);
            }
        }
        let Some(days) =
            common.filter(|days| agree && tellers.len() >= LEAST_ACCOUNTS && days.length() <= LONGEST)
        else {
            continue;
        };
        let Some((value, grain)) = common_unit(days) else { continue };
        for &member in &group.members {
            if !may_be_of(&articles[member], days) {
                continue;
            }
            let article = &mut articles[member];
            article.published = Published {
                value: Some(value.clone()),
                grain: Some(grain.to_owned()),
                basis: Basis::Inferred,
                evidence: None,
                evidence_text: Some(format!(
                    "{} articles of another story date its main event",
                    tellers.len()
                )),
                modified: article.published.modified.take(),
            };
            resolve_times(article, days);
            changed = true;
        }
    }
    changed
}

/// Whether the dates an article writes out allow it to be of these days: none lies far after them, and where it names days, one
/// lies near.
fn may_be_of(article: &Article, days: Days) -> bool {
    let written: Vec<Days> =
        article.times.iter().filter(|time| time.relative.is_none()).filter_map(days_of_time).collect();
    let none_after =
        written.iter().filter(|time| time.length() <= 31).all(|time| time.first <= days.last + AHEAD_DAYS);
    let mut single = written.iter().filter(|time| time.length() == 1).peekable();
    none_after && (single.peek().is_none() || single.any(|time| time.gap(days) <= 4 * SLACK_DAYS))
}

/// The month or year that holds all the days.
fn common_unit(days: Days) -> Option<(String, &'static str)> {
    let (first, last) = (iso(days.first), iso(days.last));
    if first.get(..7)? == last.get(..7)? {
        Some((first.get(..7)?.to_owned(), "month"))
    } else if first.get(..4)? == last.get(..4)? {
        Some((first.get(..4)?.to_owned(), "year"))
    } else {
        None
    }
}

/// The day of the article's main event, where it tells it as today's and dated articles of the story give one day for it.
fn todays_event(
    member: usize,
    articles: &[Article],
    dated: &[(usize, Days)],
    foci: &[Vec<Focus>],
    reports: &[Report],
    parties: &Parties,
) -> Option<(i64, Time)> {
    let focus = foci[member].first()?;
    let is_of_it = |report: &Report| {
        let fits = |a: &Option<String>, b: &Option<String>| {
            parties.kinship(a.as_deref(), b.as_deref()) >= Kinship::Side
        };
        report.kind.kind == focus.kind
            && !report.previous
            && fits(&report.actor, &focus.actor)
            && fits(&report.target, &focus.target)
    };
    let article = &articles[member];
    let time =
        reports.iter().filter(|report| report.article == member && is_of_it(report)).find_map(|report| {
            let statement = &article.statements[report.statement];
            let mut times = statement
                .event
                .iter()
                .chain(&statement.also)
                .filter_map(|event| article.times.get(event.time?));
            times.find(|time| time.relative.as_deref().is_some_and(|relative| relative.starts_with("+0D")))
        })?;
    let mut days = reports
        .iter()
        .filter(|report| dated.iter().any(|(other, _)| *other == report.article) && is_of_it(report))
        .filter_map(|report| report.days)
        .filter(|days| days.length() == 1);
    let day = days.next()?;
    days.all(|other| other == day).then(|| (day.first, time.clone()))
}

/// Resolves the relative times of an article that mean the same from every one of the days it may be of.
fn resolve_times(article: &mut Article, of: Days) {
    let (Some(first), Some(last)) = (date(of.first), date(of.last)) else { return };
    // A length of time stays one, whenever it is counted from.
    for time in article.times.iter_mut().filter(|time| time.kind != TimeKind::Duration) {
        let is_open = time.first.is_none() && days_of_time(time).is_none();
        // The nearest September may be the last or the next: that takes the day itself to tell.
        let is_plain = |relative: &&str| is_open && (of.length() == 1 || !relative.contains('~'));
        let Some(relative) = time.relative.as_deref().filter(is_plain) else { continue };
        let (Some(from), Some(to)) = (resolve(relative, first), resolve(relative, last)) else { continue };
        if from.value != to.value {
            continue;
        }
        time.value = Some(from.value);
        time.first = Some(iso(number(from.first)));
        time.last = Some(iso(number(from.last)));
        time.why.push_str("; anchored by the story");
    }
}
