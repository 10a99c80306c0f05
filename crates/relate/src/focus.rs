//! What an article is mainly about: the event that its title and its opening tell, with its direction and its time.
//!
//! Two articles may share every name and nearly every word and still tell of two events: one leader's journey to another's
//! capital, and the visit returned nine months later. Who does it to whom tells them apart.

use crate::days::Days;
use crate::parties::{Kinship, Parties};
use crate::reports::Report;
use tidings_model::{Article, BlockKind, EntityKind, Stance};
use tidings_names::{EventType, event_type};

/// Weights of the places an event may stand in.
const TITLE: f32 = 4.0;
const LEAD: f32 = 3.0;
const OPENING: f32 = 1.5;
const BODY: f32 = 0.5;
/// Paragraphs after the lead that still open the article.
const OPENING_PARAGRAPHS: usize = 3;
/// An event that lies further back than this, in days, is background.
const NEWS_DAYS: i64 = 45;
/// What is left of the weight of background, of states and of what is said not to happen.
const BACKGROUND: f32 = 0.25;
/// News lies no further ahead than this, in days.
const AHEAD_DAYS: i64 = 370;
/// A time longer than this, in days, dates no news.
const LONG_DAYS: i64 = 100;
/// What is left of the weight of an event with a party that is not known.
const HALF: f32 = 0.6;
/// An event with this share of the weight of the weightiest is a main event too.
const MAIN_SHARE: f32 = 0.6;
/// Least weight of a main event: a single sentence of the body makes none.
const LEAST: f32 = 1.5;
/// How much more an article must say of its own event than of the other's to be of another story.
const DOMINANCE: f32 = 1.5;

/// An event an article tells, with how much it makes of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Focus {
    /// Event type.
    pub kind: String,
    /// Its family.
    pub family: &'static str,
    /// Who does it.
    pub actor: Option<String>,
    /// To whom, or where to.
    pub target: Option<String>,
    /// When, where a sentence fixes it.
    pub days: Option<Days>,
    /// It lies in the past of the article, or is the time before.
    pub is_past: bool,
    /// Weight of all its sentences.
    pub weight: f32,
}

/// The events of an article, weightiest first, from its reports.
pub(crate) fn foci(article: &Article, reports: &[Report], parties: &Parties) -> Vec<Focus> {
    let mut foci: Vec<Focus> = Vec::new();
    let published = article.published.value.as_deref().and_then(crate::days::days_of);
    for report in reports {
        let place = place_weight(article, article.statements[report.statement].start);
        let Some((kind, actor, target)) = normal(report, parties) else { continue };
        // A time of a season or more dates no news, and what lies far ahead is a plan or a misreading.
        let days = report.days.filter(|days| match published {
            Some(published) => {
                days.last < published.first || days.length() <= LONG_DAYS && days.gap(published) <= AHEAD_DAYS
            }
            None => true,
        });
        let is_past = report.previous
            || match (days, published) {
                (Some(days), Some(published)) => days.last < published.first - NEWS_DAYS,
                // An article that does not say when it was written names the year of what is not news.
                (Some(days), None) => days.length() > LONG_DAYS,
                _ => false,
            };
        let is_background = is_past || report.stance == Some(Stance::Denies) || kind.state;
        let needs = |slot: &str, party: &Option<String>| kind.gloss.contains(slot) && party.is_none();
        let is_half = needs("{actor}", &actor) || needs("{target}", &target);
        let weight = place
            * if is_background { BACKGROUND } else { 1.0 }
            * if is_half || report.implied { HALF } else { 1.0 };
        let known = foci.iter_mut().find(|focus| {
            focus.kind == kind.kind
                && focus.is_past == is_past
                && agrees(parties, focus.actor.as_deref(), actor.as_deref())
                && agrees(parties, focus.target.as_deref(), target.as_deref())
                && !matches!((focus.days, days), (Some(a), Some(b)) if a.gap(b) > NEWS_DAYS)
        });
        match known {
            Some(focus) => {
                focus.weight += weight;
                focus.actor = focus.actor.take().or(actor);
                focus.target = focus.target.take().or(target);
                focus.days = focus.days.or(days);
            }
            None => foci.push(Focus {
                kind: kind.kind.to_owned(),
                family: kind.family,
                actor,
                target,
                days,
                is_past,
                weight,
            }),
        }
    }
    // The sort is stable: what is told first stays first.
    foci.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    foci
}

/// An event's type and parties as they are compared: who sets out from home is on a journey, and who visits somebody visits
/// their country. `None` where no party is left.
fn normal(
    report: &Report,
    parties: &Parties,
) -> Option<(&'static EventType, Option<String>, Option<String>)> {
    let kind = report.kind;
    let (actor, target) = (report.actor.clone(), report.target.clone());
    let side = |id: &Option<String>| id.as_deref().map(|id| parties.side(id).to_owned());
    let (kind, actor, target) = match kind.kind {
        "leave" | "depart" if actor.is_some() && side(&actor) == side(&target) => {
            (event_type("visit")?, actor, None)
        }
        // A visitor who is not known and a host who is a person are as often the other way round.
        "visit" if actor.is_none() && target.as_deref().is_some_and(|id| is_person(parties, id)) => {
            return None;
        }
        "visit" => (kind, actor, side(&target)),
        _ => (kind, actor, target),
    };
    (actor.is_some() || target.is_some()).then_some((kind, actor, target))
}

fn is_person(parties: &Parties, id: &str) -> bool {
    parties.get(id).is_some_and(|party| party.kind == EntityKind::Person)
}

fn agrees(parties: &Parties, a: Option<&str>, b: Option<&str>) -> bool {
    parties.kinship(a, b) != Kinship::Apart
}

fn place_weight(article: &Article, offset: usize) -> f32 {
    let mut paragraphs = 0;
    for block in &article.blocks {
        let holds = offset < block.end;
        match block.kind {
            BlockKind::Title if holds => return TITLE,
            BlockKind::Lead if holds => return LEAD,
            BlockKind::Caption | BlockKind::Heading | BlockKind::Title | BlockKind::Lead => {}
            _ => {
                paragraphs += 1;
                if holds {
                    return if paragraphs <= OPENING_PARAGRAPHS { OPENING } else { BODY };
                }
            }
        }
        if holds {
            return BODY;
        }
    }
    BODY
}

/// How two articles' main events stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// They tell of one event.
    One,
    /// Nothing speaks for or against it.
    Open,
    /// One type of event, other parties.
    Other,
    /// The same parties the other way round, or the same event at another time.
    Reversed,
}

/// Compares what two articles are mainly about.
pub(crate) fn relation(a: &[Focus], b: &[Focus], parties: &Parties) -> Relation {
    let mut worst = Relation::Open;
    for first in main(a) {
        for second in main(b) {
            match one_relation(first, second, a, b, parties) {
                Relation::One => return Relation::One,
                Relation::Reversed => worst = Relation::Reversed,
                Relation::Other if worst == Relation::Open => worst = Relation::Other,
                _ => {}
            }
        }
    }
    worst
}

/// The events an article is mainly about.
fn main(foci: &[Focus]) -> impl Iterator<Item = &Focus> {
    let least = foci.first().map_or(0.0, |focus| focus.weight * MAIN_SHARE).max(LEAST);
    foci.iter().take_while(move |focus| focus.weight >= least).filter(|focus| !focus.is_past)
}

fn one_relation(first: &Focus, second: &Focus, a: &[Focus], b: &[Focus], parties: &Parties) -> Relation {
    if first.kind != second.kind {
        return Relation::Open;
    }
    if is_one(first, second, parties) {
        return if matches!((first.days, second.days), (Some(x), Some(y)) if x.gap(y) > NEWS_DAYS) {
            Relation::Reversed
        } else {
            Relation::One
        };
    }
    // An article that makes nearly as much of the other's event is about both.
    let makes_of = |foci: &[Focus], other: &Focus| -> f32 {
        let of_it = foci.iter().filter(|focus| !focus.is_past && is_one(focus, other, parties));
        of_it.map(|focus| focus.weight).sum()
    };
    if makes_of(a, second) * DOMINANCE > first.weight || makes_of(b, first) * DOMINANCE > second.weight {
        return Relation::Open;
    }
    // One party may be left open, not both.
    let crossed = |x: &Option<String>, y: &Option<String>| match (x, y) {
        (Some(x), Some(y)) => Some(parties.side(x) == parties.side(y)),
        _ => None,
    };
    let is_apart = |x: &Option<String>, y: &Option<String>| {
        parties.kinship(x.as_deref(), y.as_deref()) == Kinship::Apart
    };
    // A doer the tables do not know may be a misreading of the other's.
    let is_known = |id: &Option<String>| {
        id.as_deref().and_then(|id| parties.get(id)).is_some_and(|party| party.rank > 0)
    };
    let crossings = [crossed(&first.actor, &second.target), crossed(&first.target, &second.actor)];
    if is_directed(first)
        && is_known(&first.actor)
        && is_known(&second.actor)
        && is_apart(&first.actor, &second.actor)
        && crossings.contains(&Some(true))
        && !crossings.contains(&Some(false))
    {
        Relation::Reversed
    } else if is_apart(&first.target, &second.target) {
        Relation::Other
    } else {
        Relation::Open
    }
}

fn is_directed(focus: &Focus) -> bool {
    event_type(&focus.kind).is_some_and(|kind| !kind.symmetric)
}

fn is_one(a: &Focus, b: &Focus, parties: &Parties) -> bool {
    let fits = |a: &Option<String>, b: &Option<String>| agrees(parties, a.as_deref(), b.as_deref());
    a.kind == b.kind && fits(&a.actor, &b.actor) && fits(&a.target, &b.target)
}
