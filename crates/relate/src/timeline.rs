//! What happened when, oldest first, the same event in several languages in one row.

use crate::claims::{Draft, position, shown};
use crate::days::{Days, days_of_time};
use crate::gloss::event_gloss;
use crate::parties::Parties;
use crate::reports::{Report, is_narrated};
use rustc_hash::FxHashSet;
use tidings_model::{Article, Position, Stance, TimeKind, TimelineRow};

/// Rows of a timeline at most: it should be read at a glance.
const MOST_ROWS: usize = 20;
/// Sentences without an event that fill a timeline with few rows, at most.
const MOST_SENTENCES: usize = 6;
/// Times longer than this tell no moment of a story, in days.
const LONGEST: i64 = 370;

/// A timeline row on its way.
struct Row {
    days: Days,
    row: TimelineRow,
    /// Articles that tell it, and whether it tells an event: what it is worth.
    worth: (usize, bool, usize),
}

/// The timeline of a story from its claims and its dated sentences. `other_story` tells which other story a claim is about.
pub(crate) fn timeline(
    articles: &[Article],
    members: &[usize],
    reports: &[Report],
    drafts: &[Draft],
    further: &[Vec<usize>],
    parties: &Parties,
    other_story: impl Fn(usize) -> Option<String>,
) -> Vec<TimelineRow> {
    let mut rows: Vec<Row> = Vec::new();
    let mut told: FxHashSet<(usize, usize)> = FxHashSet::default();
    for (place, draft) in drafts.iter().enumerate() {
        let (Some(days), Some(value), Some(&first)) = (draft.days, &draft.value, draft.reports.first())
        else {
            continue;
        };
        let is_since = reports[first].kind.state && draft.reports.iter().any(|&index| reports[index].since);
        let is_whole = draft.reports.iter().any(|&index| reports[index].is_complete());
        if !is_whole || days.length() > LONGEST && !is_since {
            continue;
        }
        let mut all: Vec<usize> = draft.reports.iter().chain(&further[place]).copied().collect();
        all.sort_unstable_by_key(|&index| (reports[index].article, reports[index].statement, index));
        all.retain(|&index| reports[index].stance != Some(Stance::Denies));
        let shown = shown(articles, reports, &all);
        if shown.is_empty() {
            continue;
        }
        shown.iter().for_each(|&index| {
            told.insert((reports[index].article, reports[index].statement));
        });
        let object = draft.reports.iter().find_map(|&index| reports[index].object.as_deref());
        let kind = reports[first].kind.kind;
        let mut tellers: Vec<usize> = shown.iter().map(|&index| reports[index].article).collect();
        tellers.dedup();
        rows.push(Row {
            days,
            worth: (tellers.len(), true, shown.len()),
            row: TimelineRow {
                value: value.clone(),
                text: event_gloss(kind, draft.actor.as_deref(), draft.target.as_deref(), object, parties),
                positions: shown.iter().map(|&index| position(articles, &reports[index])).collect(),
                story: other_story(place),
            },
        });
    }
    rows.sort_by(|a, b| b.worth.cmp(&a.worth).then(a.days.cmp(&b.days)));
    rows.truncate(MOST_ROWS);
    if rows.len() < MOST_ROWS {
        let room = (MOST_ROWS - rows.len()).min(MOST_SENTENCES);
        rows.extend(sentences(articles, members, &told).into_iter().take(room));
    }
    rows.sort_by_key(|row| (row.days.first, row.days.last));
    rows.into_iter().map(|row| row.row).collect()
}

/// Narrated sentences with one fixed time and no event that the tables know.
fn sentences(articles: &[Article], members: &[usize], told: &FxHashSet<(usize, usize)>) -> Vec<Row> {
    let mut rows = Vec::new();
    for &member in members {
        let article = &articles[member];
        for (index, statement) in article.statements.iter().enumerate() {
            if told.contains(&(member, index)) || statement.event.is_some() || !is_narrated(statement) {
                continue;
            }
            let mut times = statement
                .times
                .iter()
                .filter_map(|&time| article.times.get(time))
                .filter(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time));
            let (Some(time), None) = (times.next(), times.next()) else { continue };
            let (Some(days), Some(value)) = (days_of_time(time), time.value.clone()) else { continue };
            if days.length() > 31 || statement.mentions.is_empty() {
                continue;
            }
            rows.push(Row {
                days,
                worth: (1, false, statement.mentions.len()),
                row: TimelineRow {
                    value,
                    text: statement.text.clone(),
                    positions: vec![Position {
                        article: article.id.clone(),
                        statement: index,
                        stance: Some(Stance::Asserts),
                    }],
                    story: None,
                },
            });
        }
    }
    rows.sort_by(|a, b| b.worth.cmp(&a.worth).then(a.days.cmp(&b.days)));
    rows
}
