//! Every event that any statement speaks of, in one list: who, whom, when, and whether it is said to be so.

use crate::days::{Days, date, days_of, days_of_time, iso, number};
use crate::parties::Parties;
use tidings_calendar::{back, length_in_days, resolve};
use tidings_model::{
    Act, Article, Certainty, EntityKind, Event, Stance, Statement, StatementKind, Time, TimeKind,
    TimeModifier,
};
use tidings_names::{EventType, event_type, tables};

/// One statement's event.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    /// Index of the article.
    pub article: usize,
    /// Index of the statement in it.
    pub statement: usize,
    /// Event type, as stated or implied.
    pub kind: &'static EventType,
    /// Who does it.
    pub actor: Option<String>,
    /// To whom, or where to.
    pub target: Option<String>,
    /// What is given, signed, fired.
    pub object: Option<String>,
    /// Whether it is said to be so; `None` for what is only asked for.
    pub stance: Option<Stance>,
    /// The days it happens on, where the statement fixes them.
    pub days: Option<Days>,
    /// TIMEX3 value of those days.
    pub value: Option<String>,
    /// The words of the time.
    pub time_text: Option<String>,
    /// The time tells since when.
    pub since: bool,
    /// It is the time before (`first visit in 24 years`).
    pub previous: bool,
    /// Somebody is named who says so.
    pub spoken: bool,
    /// The statement speaks of it beside its main event.
    pub aside: bool,
    /// The type was not stated but follows (a meeting in a country is a visit to it).
    pub implied: bool,
}

impl Report {
    /// The type it is grouped under: what a bombing implies is an attack.
    pub fn root(&self) -> &'static str {
        self.kind.implies.unwrap_or(self.kind.kind)
    }

    /// Whether it leaves open who and whom.
    pub fn is_bare(&self) -> bool {
        self.actor.is_none() && self.target.is_none()
    }

    /// Whether all parties are known that the type speaks of.
    pub fn is_complete(&self) -> bool {
        let needs = |slot: &str| self.kind.gloss.contains(slot);
        (self.actor.is_some() || !needs("{actor}"))
            && (self.target.is_some() || !needs("{target}"))
            && (self.actor.is_some() || self.target.is_some())
    }
}

/// Events that are named in passing (`weapons for the war`): whoever denies the rest of the sentence does not deny them.
const BACKDROP: [&str; 4] = ["war", "invade", "sanction", "outbreak"];
/// A war is where the rest happens; that it is, nobody disputes.
const SCENERY: &str = "war";
/// Families of events between countries: with both parties of one country the sentence has been misread.
const WITHIN_NO_COUNTRY: [&str; 3] = ["arms", "diplomacy", "sanctions"];

fn is_within(report: &Report, parties: &Parties) -> bool {
    match (&report.actor, &report.target) {
        (Some(actor), Some(target)) => parties.side(actor) == parties.side(target),
        _ => false,
    }
}

/// The reports of an article, in text order.
pub(crate) fn reports(index: usize, article: &Article, parties: &Parties) -> Vec<Report> {
    let mut reports = Vec::new();
    for (place, statement) in article.statements.iter().enumerate() {
        for (rank, event) in statement.event.iter().chain(&statement.also).enumerate() {
            if event.kind == SCENERY || rank > 0 && BACKDROP.contains(&event.kind.as_str()) {
                continue;
            }
            let event = &with_parties(event, article, statement, parties);
            let Some(mut report) = report(index, place, article, statement, event) else { continue };
            report.aside = rank > 0;
            if WITHIN_NO_COUNTRY.contains(&report.kind.family) && is_within(&report, parties) {
                continue;
            }
            let implied = implied_visit(&report, article, statement, parties);
            reports.push(report);
            reports.extend(implied);
        }
    }
    reports
}

fn report(
    index: usize,
    place: usize,
    article: &Article,
    statement: &Statement,
    event: &Event,
) -> Option<Report> {
    let kind = event_type(&event.kind)?;
    // `They denied any such deliveries`: whose, the article has said before.
    let refers_back = matches!(statement.act, Act::Deny | Act::Confirm) && !statement.chain.is_empty();
    if event.actor.is_none() && event.target.is_none() && !refers_back {
        return None;
    }
    let time =
        event.time.and_then(|time| article.times.get(time)).or_else(|| only_time(article, statement, kind));
    let published = article.published.value.as_deref().and_then(days_of);
    let mut days = time.filter(|time| time.kind != TimeKind::Set).and_then(days_of_time);
    let mut value = time.and_then(|time| time.value.clone());
    let mut time_text = time.map(|time| time.text.clone());
    let mut since = time.is_some_and(|time| {
        matches!(time.modifier, Some(TimeModifier::Start | TimeModifier::End))
            || time.value.as_deref().is_some_and(|value| value.contains('/'))
    });
    if event.previous
        && let Some(time) = time
        && time.kind != TimeKind::Duration
        && let (Some(TimeModifier::MoreThan), Some(known)) = (time.modifier, days)
        && time.relative.is_some()
    {
        // `More than two decades ago` reaches back from the decade it names.
        days = Some(Days { first: known.first - known.length(), last: known.last });
        value = days.map(span);
    } else if event.previous
        && let Some(time) = time
        && time.kind == TimeKind::Duration
    {
        let counted = counted_back(time, published);
        value = counted.map(|days| if days.length() <= 370 { year_of(days.last) } else { span(days) });
        days = counted;
    } else if time.is_some_and(|time| time.kind == TimeKind::Duration) {
        value = None;
    }
    // What is said to happen in a generation has been misread.
    if let (Some(told), Some(published)) = (days, published)
        && told.first > published.last + AHEAD_DAYS
    {
        days = None;
        since = false;
    }
    if days.is_none() && kind.state && !event.previous {
        // `Allies since the end of the war`: a named event is a time.
        if let Some((named, name)) = named_event(article, statement) {
            value = Some(span(named));
            days = Some(named);
            time_text = Some(name);
            since = true;
        }
    }
    Some(Report {
        article: index,
        statement: place,
        kind,
        actor: event.actor.clone(),
        target: event.target.clone(),
        object: event.object.clone(),
        stance: stance(statement, event.negated),
        value: value.filter(|_| days.is_some()),
        days,
        time_text,
        since,
        previous: event.previous,
        spoken: !statement.chain.is_empty(),
        aside: false,
        implied: false,
    })
}

/// Whether a statement says that its event is so; `None` where it only asks for it or gives no answer.
pub(crate) fn stance(statement: &Statement, negated: bool) -> Option<Stance> {
    let is_so = match statement.act {
        Act::Deny => negated,
        Act::Assert | Act::Confirm | Act::Accuse | Act::Plan | Act::Promise => !negated,
        Act::Speculate => return Some(Stance::Speculates),
        Act::Warn => return Some(Stance::Speculates),
        Act::Demand | Act::Decline => return None,
    };
    Some(if !is_so {
        Stance::Denies
    } else if statement.certainty == Certainty::Possible {
        Stance::Speculates
    } else {
        Stance::Asserts
    })
}

/// The time of a narrated event whose sentence gives it none of its own: the only one there, or, of a state, the only one that
/// tells since when.
fn only_time<'a>(article: &'a Article, statement: &Statement, kind: &EventType) -> Option<&'a Time> {
    if !is_narrated(statement) || !statement.also.is_empty() {
        return None;
    }
    let mut times = statement.times.iter().filter_map(|&time| article.times.get(time)).filter(|time| {
        matches!(time.kind, TimeKind::Date | TimeKind::Time)
            && (!kind.state || matches!(time.modifier, Some(TimeModifier::Start)))
    });
    let only = times.next()?;
    times.next().is_none().then_some(only)
}

/// An event between equals with the parties its sentence names, where the event itself lacks one: the only two persons, or else the only
/// two countries.
fn with_parties(event: &Event, article: &Article, statement: &Statement, parties: &Parties) -> Event {
    let mut event = event.clone();
    let is_symmetric = event_type(&event.kind).is_some_and(|kind| kind.symmetric);
    let is_person = |id: &Option<String>| {
        id.as_deref().is_some_and(|id| kind_of(parties, id) == Some(EntityKind::Person))
    };
    // A person does not meet a country: that is where, and the other is somebody else in the sentence.
    let is_mixed = is_person(&event.actor) != is_person(&event.target);
    if !is_symmetric || (event.actor.is_some() && event.target.is_some() && !is_mixed) {
        return event;
    }
    let knows = |list: &[&str], id: &Option<String>| id.as_deref().is_none_or(|id| list.contains(&id));
    let named = |until: usize| {
        let mut persons: Vec<&str> = Vec::new();
        let mut sides: Vec<&str> = Vec::new();
        let mentions = statement.mentions.iter().filter_map(|&index| article.mentions.get(index));
        for mention in mentions.filter(|mention| mention.start < until && mention.kind != EntityKind::Event) {
            let Some(id) = mention.entity.as_deref() else { continue };
            if mention.kind == EntityKind::Person && !persons.contains(&id) {
                persons.push(id);
            }
            let side = mention.speaks_for.as_deref().unwrap_or_else(|| parties.side(id));
            if !sides.contains(&side) {
                sides.push(side);
            }
        }
        if persons.len() == 2 {
            Some((persons[0].to_owned(), persons[1].to_owned()))
        } else if persons.is_empty()
            && sides.len() == 2
            && knows(&sides, &event.actor)
            && knows(&sides, &event.target)
        {
            Some((sides[0].to_owned(), sides[1].to_owned()))
        } else {
            None
        }
    };
    // Up to the event words first: what follows them may be about something else.
    let pair = event.span.and_then(|span| named(span.end)).or_else(|| named(usize::MAX));
    if let Some((first, second)) = pair {
        let is_swapped = event.target.as_deref() == Some(first.as_str());
        let (first, second) = if is_swapped { (second, first) } else { (first, second) };
        event.actor = Some(first);
        event.target = Some(second);
    }
    event
}

fn kind_of(parties: &Parties, id: &str) -> Option<EntityKind> {
    parties.get(id).map(|party| party.kind)
}

/// Events lie no further ahead of the publication than this, in days.
const AHEAD_DAYS: i64 = 3 * 366;
/// How much longer than said `more than two decades` may be, and how far off `about` may be, as shares.
const MORE_THAN: f64 = 0.5;
const ABOUT: f64 = 0.1;

/// Shortest time, in days, that somebody counts back to the time before.
const SHORTEST_GAP: f64 = 28.0;

/// The days a duration before the publication leads to, as wide as its words are vague.
fn counted_back(time: &Time, published: Option<Days>) -> Option<Days> {
    let published = published?;
    let duration = time.value.as_deref()?;
    // `A two-day visit` is no time between two visits.
    let length = length_in_days(duration).filter(|days| *days >= SHORTEST_GAP)?;
    if let Some(years) = time.modifier.is_none().then(|| back(duration)).flatten() {
        let resolved = resolve(&years, date(published.last)?)?;
        return Some(Days { first: number(resolved.first), last: number(resolved.last) });
    }
    // A counted year is over when its last day is, so the words are a year wide to begin with.
    let unit = if duration.ends_with('Y') { 366.0 } else { length * ABOUT };
    let (shortest, longest) = match time.modifier {
        Some(TimeModifier::MoreThan) => (length, length * (1.0 + MORE_THAN)),
        Some(TimeModifier::LessThan) => (length - 2.0 * unit, length),
        _ => (length * (1.0 - ABOUT), length * (1.0 + ABOUT) + unit),
    };
    Some(Days { first: published.first - longest as i64, last: published.last - shortest as i64 })
}

fn year_of(day: i64) -> String {
    iso(day).get(..4).unwrap_or_default().to_owned()
}

fn span(days: Days) -> String {
    let (from, to) = (year_of(days.first), year_of(days.last));
    if from == to { from } else { format!("{from}/{to}") }
}

/// The first event with a name and known days that a statement mentions.
fn named_event(article: &Article, statement: &Statement) -> Option<(Days, String)> {
    let mentions = statement.mentions.iter().filter_map(|&index| article.mentions.get(index));
    mentions.filter(|mention| mention.kind == EntityKind::Event).find_map(|mention| {
        let record = tables().record(mention.entity.as_deref()?)?;
        let first = days_of(record.first?)?;
        let last = record.last.and_then(days_of).unwrap_or(first);
        Some((Days { first: first.first, last: last.last }, record.name.to_owned()))
    })
}

/// A meeting of two that takes place in the country of one of them is a visit of the other; so is being received.
fn implied_visit(
    report: &Report,
    article: &Article,
    statement: &Statement,
    parties: &Parties,
) -> Option<Report> {
    let visit = event_type("visit")?;
    let (actor, target) = (report.actor.as_deref()?, report.target.as_deref()?);
    let (guest, country) = match report.kind.kind {
        "host" => (target, parties.side(actor)),
        "meet" | "negotiate" => {
            let is_person = |id: &str| parties.get(id).is_some_and(|party| party.kind == EntityKind::Person);
            if !is_person(actor) || !is_person(target) || parties.side(actor) == parties.side(target) {
                return None;
            }
            // The place must stand in the very words, as a place and not as whoever speaks for it.
            let place = statement
                .mentions
                .iter()
                .filter_map(|&index| article.mentions.get(index))
                .filter(|mention| mention.kind == EntityKind::Place && !is_adjective(&mention.why))
                .filter_map(|mention| Some(parties.side(mention.entity.as_deref()?)))
                .find(|side| *side == parties.side(actor) || *side == parties.side(target))?;
            if place == parties.side(actor) { (target, place) } else { (actor, place) }
        }
        _ => return None,
    };
    (parties.side(guest) != country).then(|| Report {
        kind: visit,
        actor: Some(guest.to_owned()),
        target: Some(country.to_owned()),
        object: None,
        implied: true,
        ..report.clone()
    })
}

fn is_adjective(why: &str) -> bool {
    why.contains("adjective") || why.contains("demonym")
}

/// Whether a statement is the article's own narration.
pub(crate) fn is_narrated(statement: &Statement) -> bool {
    statement.kind == StatementKind::Narrated && statement.chain.is_empty()
}
