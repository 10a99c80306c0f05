//! Claims: statements of one event, whoever makes them, with everybody's stance.
//!
//! Two statements speak of one claim if the type of event, the parties and the time fit: a country and its leader, capital or people
//! are one side; a time that is not given is that of the story.

use crate::days::Days;
use crate::focus::Focus;
use crate::gloss::event_gloss;
use crate::keys::key_hash;
use crate::parties::{Kinship, Parties};
use crate::reports::Report;
use rustc_hash::{FxHashMap, FxHashSet};
use tidings_model::{Article, BlockKind, Claim, EntityKind, Event, Origin, Position, Stance};

/// Days before a story's first and after its last article in which an event without a time is taken to happen.
const BEFORE_STORY: i64 = 10;
const AFTER_STORY: i64 = 45;
/// Days within which two accounts of a visit or meeting mean the same one.
const VISIT_DAYS: i64 = 3;
/// Families of events that befall people, whoever does them.
const BEFALLS: [&str; 4] = ["violence", "disaster", "health", "crime"];
/// Families of events that persons do, not their countries.
const PERSONAL: [&str; 5] = ["meeting", "politics", "crime", "culture", "sport"];
/// Claims listed of one story at most.
const MOST_CLAIMS: usize = 40;

/// A claim on its way, with all that speaks of it.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Indices into the reports.
    pub reports: Vec<usize>,
    /// Its days: the narrowest that a report fixes.
    pub days: Option<Days>,
    /// TIMEX3 value of those days.
    pub value: Option<String>,
    /// Who does it, most precisely.
    pub actor: Option<String>,
    /// To whom.
    pub target: Option<String>,
    /// All reports tell of the time before.
    pub previous: bool,
}

/// Days of a story: when what it tells without a time is taken to happen.
pub(crate) fn story_days(articles: &[Article], members: &[usize]) -> Option<Days> {
    let published = members
        .iter()
        .filter_map(|&member| articles[member].published.value.as_deref().and_then(crate::days::days_of));
    published.reduce(|a, b| Days { first: a.first.min(b.first), last: a.last.max(b.last) })
}

fn window(story: Option<Days>) -> Option<Days> {
    story.map(|days| Days { first: days.first - BEFORE_STORY, last: days.last + AFTER_STORY })
}

/// Groups the reports of a story's articles into claims.
pub(crate) fn drafts(
    articles: &[Article],
    reports: &[Report],
    own: &[usize],
    story: Option<Days>,
    parties: &Parties,
) -> Vec<Draft> {
    let window = window(story);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_root: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut order: Vec<usize> = own
        .iter()
        .copied()
        .filter(|&index| reports[index].stance.is_some() && !reports[index].is_bare())
        .collect();
    // What is said in full comes first, so that the rest finds it; a stable sort keeps the order of the text.
    order.sort_by_key(|&index| {
        let report = &reports[index];
        (!report.is_complete(), report.implied, report.days.map_or(i64::MAX, Days::length))
    });
    for index in order {
        let report = &reports[index];
        let known = by_root.entry(report.root()).or_default();
        let mut fitting: Vec<(Kinship, usize)> = known
            .iter()
            .filter_map(|&draft| Some((fits(&drafts[draft], report, reports, window, parties)?, draft)))
            .collect();
        fitting.sort_by_key(|&(kinship, draft)| (std::cmp::Reverse(kinship), draft));
        let joins = match fitting[..] {
            [] => None,
            [(Kinship::Unknown, _), _, ..] => None,
            [(_, draft), ..] => Some(draft),
        };
        match joins {
            Some(draft) => join(&mut drafts[draft], index, report, parties),
            None => {
                known.push(drafts.len());
                drafts.push(Draft {
                    reports: vec![index],
                    days: report.days,
                    value: report.value.clone(),
                    actor: report.actor.clone(),
                    target: report.target.clone(),
                    previous: report.previous,
                });
            }
        }
    }
    for &index in own.iter().filter(|&&index| reports[index].is_bare()) {
        if let Some(draft) = referred_to(articles, reports, &drafts, &reports[index], parties) {
            drafts[draft].reports.push(index);
        }
    }
    drafts
}

/// The claim a party denies without naming it again: the only one of its type that the article has told with both parties, and the
/// speaker is one of them.
fn referred_to(
    articles: &[Article],
    reports: &[Report],
    drafts: &[Draft],
    report: &Report,
    parties: &Parties,
) -> Option<usize> {
    let chain = &articles[report.article].statements[report.statement].chain;
    let speaks = |party: &Option<String>| {
        let side = party.as_deref().map(|id| parties.side(id));
        chain.iter().filter_map(|link| link.entity.as_deref()).any(|id| Some(parties.side(id)) == side)
    };
    let mut found = drafts.iter().enumerate().filter(|(_, draft)| {
        let is_told_here = draft.reports.iter().any(|&index| {
            let told = &reports[index];
            told.root() == report.root()
                && told.article == report.article
                && told.statement < report.statement
        });
        let is_whole = draft.actor.is_some() && draft.target.is_some();
        is_told_here && is_whole && (speaks(&draft.actor) || speaks(&draft.target))
    });
    let (draft, _) = found.next()?;
    found.next().is_none().then_some(draft)
}

/// How well a report fits a claim; `None` where it does not.
pub(crate) fn fits(
    draft: &Draft,
    report: &Report,
    reports: &[Report],
    window: Option<Days>,
    parties: &Parties,
) -> Option<Kinship> {
    let first = &reports[*draft.reports.first()?];
    if !times_fit(draft, report, window) {
        return None;
    }
    let kinship = |a: &Option<String>, b: &Option<String>| match (a, b) {
        // Who does it is often not said of what befalls people, and then it is one matter all the same.
        (None, None) if BEFALLS.contains(&report.kind.family) => Kinship::Side,
        _ => parties.kinship(a.as_deref(), b.as_deref()),
    };
    let same_thing = first.object.is_some() && first.object == report.object;
    let target = match (&draft.target, &report.target) {
        // `sent balloons over the border`: what is sent tells the deed where nobody says to whom.
        (None, None) if same_thing && first.kind.objects.is_some() && !report.implied => Kinship::Side,
        (a, b) => kinship(a, b),
    };
    let straight = both(kinship(&draft.actor, &report.actor), target, first);
    let swapped = if report.kind.symmetric && first.kind.symmetric {
        both(kinship(&draft.actor, &report.target), kinship(&draft.target, &report.actor), first)
    } else {
        None
    };
    let kinship = straight.max(swapped)?;
    // What leaves a party open joins only what is attributed or denied: narration with half a name may be about anything.
    if kinship == Kinship::Unknown && !report.spoken && report.days.is_none() {
        return None;
    }
    let objects_differ = match (&first.object, &report.object) {
        (Some(a), Some(b)) => a != b && is_id(a) && is_id(b),
        _ => false,
    };
    (!objects_differ).then_some(kinship)
}

fn is_id(object: &str) -> bool {
    object.starts_with('Q') && object[1..].bytes().all(|b| b.is_ascii_digit()) || object.contains(':')
}

fn both(actor: Kinship, target: Kinship, first: &Report) -> Option<Kinship> {
    let needs_target = first.kind.gloss.contains("{target}");
    let needs_actor = first.kind.gloss.contains("{actor}");
    let actor = if needs_actor || actor != Kinship::Unknown { actor } else { Kinship::Same };
    let target = if needs_target || target != Kinship::Unknown { target } else { Kinship::Same };
    match (actor, target) {
        (Kinship::Apart, _) | (_, Kinship::Apart) => None,
        (Kinship::Unknown, Kinship::Unknown) => None,
        (actor, target) => Some(actor.min(target)),
    }
}

fn times_fit(draft: &Draft, report: &Report, window: Option<Days>) -> bool {
    match (draft.previous, report.previous) {
        (true, true) => true,
        (true, false) | (false, true) => {
            matches!((draft.days, report.days), (Some(a), Some(b)) if a.overlaps(b))
        }
        (false, false) => {
            if report.kind.state {
                return true;
            }
            // A visit lasts some days, and is announced for one and told on another.
            let slack = if report.kind.family == "meeting" { VISIT_DAYS } else { 0 };
            match (draft.days.or(window), report.days.or(window)) {
                (Some(a), Some(b)) => a.gap(b) <= slack && (slack > 0 || a.overlaps(b)),
                (None, None) => true,
                _ => false,
            }
        }
    }
}

fn join(draft: &mut Draft, index: usize, report: &Report, parties: &Parties) {
    draft.reports.push(index);
    draft.previous &= report.previous;
    if let Some(days) = report.days
        && draft.days.is_none_or(|known| days.length() < known.length() && days.overlaps(known))
    {
        draft.days = Some(days);
        draft.value = report.value.clone();
    }
    // Who travels and meets is a person; who supplies, attacks and punishes is a country, whoever signs for it.
    let is_personal = PERSONAL.contains(&report.kind.family);
    let is_country = |id: &str| parties.get(id).is_some_and(|party| party.is_country);
    let is_person = |id: &str| parties.get(id).is_some_and(|party| party.kind == EntityKind::Person);
    let finer = |known: &Option<String>, new: &Option<String>| match (known.as_deref(), new.as_deref()) {
        (None, Some(_)) => true,
        (Some(known), Some(new)) if is_personal => is_country(known) && is_person(new),
        (Some(known), Some(new)) => !is_country(known) && is_country(new),
        _ => false,
    };
    let swapped = report.kind.symmetric
        && parties.kinship(draft.actor.as_deref(), report.actor.as_deref()) == Kinship::Apart;
    let (actor, target) =
        if swapped { (&report.target, &report.actor) } else { (&report.actor, &report.target) };
    if finer(&draft.actor, actor) {
        draft.actor = actor.clone();
    }
    if draft.target.is_none() || !is_personal && finer(&draft.target, target) {
        draft.target = target.clone();
    }
}

/// Where other stories speak of a claim's event.
pub(crate) struct Elsewhere<'a> {
    /// Report indices by type and side of the actor.
    pub by_actor: &'a FxHashMap<(&'static str, String), Vec<usize>>,
    /// Story of each article.
    pub story_of: &'a [usize],
    /// Days of each story.
    pub story_days: &'a [Option<Days>],
    /// What each article is mainly about.
    pub foci: &'a [Vec<Focus>],
}

/// Key of [`Elsewhere::by_actor`].
pub(crate) fn actor_key(report: &Report, parties: &Parties) -> Option<(&'static str, String)> {
    Some((report.root(), parties.side(report.actor.as_deref()?).to_owned()))
}

/// Reports in other stories that speak of a claim: its type, its parties and, for what happens once, its time.
pub(crate) fn from_elsewhere(
    draft: &Draft,
    reports: &[Report],
    story: usize,
    elsewhere: &Elsewhere,
    parties: &Parties,
) -> Vec<usize> {
    let Some(&first) = draft.reports.first() else { return Vec::new() };
    let Some(actor) = draft.actor.as_deref().filter(|_| draft.target.is_some() && !draft.previous) else {
        return Vec::new();
    };
    let key = (reports[first].root(), parties.side(actor).to_owned());
    let Some(list) = elsewhere.by_actor.get(&key) else { return Vec::new() };
    let is_same = |a: Option<&str>, b: &Option<String>| parties.kinship(a, b.as_deref()) >= Kinship::Side;
    let speaks_of_it = |&index: &usize| {
        let report = &reports[index];
        let other = elsewhere.story_of[report.article];
        if other == story || report.stance.is_none() || report.previous {
            return false;
        }
        if !is_same(Some(actor), &report.actor) || !is_same(draft.target.as_deref(), &report.target) {
            return false;
        }
        if report.kind.state {
            return true;
        }
        let own = draft.days.or_else(|| window(elsewhere.story_days[story]));
        match (own, report.days.or_else(|| window(elsewhere.story_days[other]))) {
            (Some(a), Some(b)) => a.overlaps(b),
            // What is not placed at all is placed by its main event, which the claim dates.
            (Some(_), None) => {
                draft.days.is_some()
                    && elsewhere.foci[report.article].first().is_some_and(|focus| {
                        focus.kind == report.kind.kind
                            && focus.actor == report.actor
                            && focus.target == report.target
                    })
            }
            _ => false,
        }
    };
    list.iter().copied().filter(speaks_of_it).collect()
}

/// How much a claim is worth reading: contested, its origins, something that happens rather than lasts, its positions.
type Rank = (bool, usize, bool, usize);

/// The printed claims of a story, most worth reading first.
pub(crate) fn claims(
    articles: &[Article],
    reports: &[Report],
    drafts: &[Draft],
    further: &[Vec<usize>],
    origins: &[Origin],
    parties: &Parties,
) -> Vec<Claim> {
    let origin_of: FxHashMap<&str, usize> = origins
        .iter()
        .enumerate()
        .flat_map(|(index, origin)| origin.articles.iter().map(move |article| (article.as_str(), index)))
        .collect();
    let mut claims: Vec<(Claim, Rank)> = Vec::new();
    for (place, draft) in drafts.iter().enumerate() {
        let Some(&first) = draft.reports.first() else { continue };
        let mut all: Vec<usize> = draft.reports.iter().chain(&further[place]).copied().collect();
        all.sort_unstable_by_key(|&index| (reports[index].article, reports[index].statement, index));
        let shown = shown(articles, reports, &all);
        let spoken = shown.iter().filter(|&&index| reports[index].spoken).count();
        // An article of another story is an origin of its own.
        let mut voices: FxHashSet<(usize, usize)> = FxHashSet::default();
        for &index in &shown {
            let article = reports[index].article;
            voices.insert(match origin_of.get(articles[article].id.as_str()) {
                Some(&origin) => (0, origin),
                None => (1, article),
            });
        }
        let has = |stance: Stance| shown.iter().any(|&index| reports[index].stance == Some(stance));
        let is_contested = has(Stance::Denies) && (has(Stance::Asserts) || has(Stance::Speculates));
        // One account that nobody is named for, of nothing with a date, is the article's own business; one that leaves open who or
        // whom says little by itself.
        let is_whole = draft.reports.iter().any(|&index| reports[index].is_complete());
        let says_enough = shown.len() > 1 && voices.len() > 1 || is_contested;
        if !says_enough && (!is_whole || spoken == 0 && draft.days.is_none()) {
            continue;
        }
        let kind = reports[first].kind;
        let object = all.iter().find_map(|&index| reports[index].object.clone());
        let (actor, target) = (draft.actor.as_deref(), draft.target.as_deref());
        let gloss = event_gloss(kind.kind, actor, target, object.as_deref(), parties);
        let when = draft.value.clone();
        let seed =
            format!("{gloss}|{}|{}", when.as_deref().unwrap_or(""), articles[reports[first].article].id);
        let claim = Claim {
            id: format!("c{:012x}", key_hash(b'c', &seed) & 0xffff_ffff_ffff),
            gloss,
            event: Event {
                kind: kind.kind.to_owned(),
                actor: draft.actor.clone(),
                target: draft.target.clone(),
                object,
                previous: draft.previous,
                ..Event::default()
            },
            origins: voices.len(),
            when,
            positions: shown.iter().map(|&index| position(articles, &reports[index])).collect(),
        };
        let rank = (is_contested, voices.len(), !kind.state, shown.len() + spoken);
        claims.push((claim, rank));
    }
    // A stable sort: what the story tells first stays first.
    claims.sort_by_key(|(_, rank)| std::cmp::Reverse(*rank));
    claims.truncate(MOST_CLAIMS);
    claims.into_iter().map(|(claim, _)| claim).collect()
}

/// A report as a position.
pub(crate) fn position(articles: &[Article], report: &Report) -> Position {
    Position {
        article: articles[report.article].id.clone(),
        statement: report.statement,
        stance: report.stance,
    }
}

/// The reports worth showing, in the order given: all that somebody is named for; of each article's own narration the most
/// precise sentence of each stance, and so with what speakers mention beside something else. A statement is shown once.
pub(crate) fn shown(articles: &[Article], reports: &[Report], all: &[usize]) -> Vec<usize> {
    // How precise a narrated report is, less being better.
    let vagueness = |index: usize| {
        let report = &reports[index];
        let article = &articles[report.article];
        let start = article.statements[report.statement].start;
        let is_caption = article
            .blocks
            .iter()
            .any(|block| block.kind == BlockKind::Caption && (block.start..block.end).contains(&start));
        let length = report.days.map_or(i64::MAX, Days::length);
        (!report.is_complete(), report.aside, length, is_caption, report.implied, report.statement)
    };
    let is_plain = |report: &Report| report.spoken && !report.aside;
    let mut best: FxHashMap<(usize, Option<Stance>), usize> = FxHashMap::default();
    for &index in all.iter().filter(|&&index| !is_plain(&reports[index])) {
        let report = &reports[index];
        let known = best.entry((report.article, report.stance)).or_insert(index);
        if vagueness(index) < vagueness(*known) {
            *known = index;
        }
    }
    let mut seen: FxHashSet<(usize, usize)> = FxHashSet::default();
    all.iter()
        .copied()
        .filter(|&index| {
            let report = &reports[index];
            let is_shown = is_plain(report) || best.get(&(report.article, report.stance)) == Some(&index);
            is_shown && seen.insert((report.article, report.statement))
        })
        .collect()
}
