//! Web pages.

mod content;
mod metadata;
mod noise;
mod state;
mod tree;

use crate::credits;
use crate::dates;
use crate::draft::{Draft, Fate, Part};
use crate::furniture::{Furniture, furniture, short_line};
use crate::shape::{ends_sentence, fold, is_running, weight};
use content::{Content, Piece};
use jiff::civil::Date;
use metadata::Metadata;
use noise::Noise;
use rustc_hash::{FxHashMap, FxHashSet};
use tidings_model::{Basis, BlockKind, Capture, CreditRole, DroppedKind, Outlet, Published};
use tree::{Tag, Tree};

/// Reads a web page.
pub(crate) fn html(text: &str, capture: &Capture) -> Draft {
    let tree = tree::parse(text);
    let metadata = metadata::metadata(&tree);
    let headline = headline(&tree, &metadata);
    let content = content::content(&tree, metadata.body.as_deref(), headline);
    let drawn = text_of_scripts(&tree, &content, &metadata).map(|markup| {
        let tree = tree::parse(&markup);
        let content = content::content(&tree, None, None);
        (tree, content)
    });
    let sample = match &drawn {
        Some((tree, content)) => sample_for_language(content, tree),
        None => sample_for_language(&content, &tree),
    };
    let hint = capture.hints.language.as_deref();
    let language = crate::language_of(&sample, hint);
    let table = furniture(&language.code);
    let mut draft = Draft { language, ..Draft::default() };
    let host = capture.source.url.as_deref().or(metadata.canonical.as_deref()).and_then(host_of);
    let title = capture.hints.title.clone().or_else(|| title(&tree, &metadata, &content, host));
    let place = place(&tree, &content, headline);
    let marked = marked_dates(&metadata, &content, place.as_ref());
    let stated = place.as_ref().map(|place| stated_dates(&tree, &content, place, &table)).unwrap_or_default();
    let noise = content.noise.clone();
    let bylines = place.as_ref().map(|place| bylines(&content, place)).unwrap_or_default();
    match drawn {
        Some((tree, drawn)) => {
            fates(&tree, drawn, &metadata, title.as_deref(), &table, &mut draft);
            let fate = Fate::Drop(DroppedKind::Boilerplate, "shown before scripts draw the text");
            draft.parts.extend(content.pieces.into_iter().map(|piece| Part { text: piece.text, fate }));
        }
        None => fates(&tree, content, &metadata, title.as_deref(), &table, &mut draft),
    }
    if let Some(title) = title.map(|title| crate::shape::tidy(&title)).filter(|title| !title.is_empty()) {
        draft.parts.insert(0, Part { text: title, fate: Fate::Keep(BlockKind::Title) });
    }
    date(&metadata, &marked, text, stated, capture, &table, &mut draft);
    who(&tree, &noise, &bylines, &metadata, capture, &table, &mut draft);
    draft.address = metadata.canonical;
    draft.section = metadata.section;
    draft
}

/// The text that the page's scripts hold, where the page itself shows next to nothing of it.
fn text_of_scripts(tree: &Tree, content: &Content, metadata: &Metadata) -> Option<String> {
    /// A page that shows this much running text is no empty shell.
    const LITTLE: usize = 700;
    /// Text in scripts must be this many times as long as what is shown.
    const TIMES: usize = 3;
    let shown = content.weight();
    if let Some(body) = &metadata.body {
        let told = state::paragraphs(body);
        if told.weight > TIMES * shown {
            return Some(told.markup);
        }
    }
    if shown > LITTLE {
        return None;
    }
    let titles = [&metadata.og_title, &metadata.ld_headline, &metadata.head_title];
    let titles: Vec<String> = titles.into_iter().flatten().cloned().collect();
    state::text_in_scripts(tree, &titles).filter(|told| told.weight > TIMES * shown).map(|told| told.markup)
}

fn sample_for_language(content: &Content, tree: &Tree) -> String {
    const ENOUGH: usize = 64 << 10;
    let mut sample = String::new();
    for piece in content
        .pieces
        .iter()
        .filter(|piece| piece.noise.is_none() && tree.is_inside(piece.node, content.body))
    {
        sample.push_str(crate::draft::up_to(&piece.text, ENOUGH));
        sample.push('\n');
        if sample.len() > ENOUGH {
            break;
        }
    }
    sample
}

/// The visible headline: the first heading that the page's data knows too.
fn headline(tree: &Tree, metadata: &Metadata) -> Option<usize> {
    /// Headings that are compared.
    const MOST: usize = 256;
    let told: Vec<String> = [
        &metadata.ld_headline,
        &metadata.og_title,
        &metadata.meta_title,
        &metadata.head_title,
        &metadata.twitter_title,
    ]
    .into_iter()
    .flatten()
    .map(|title| fold(title))
    .collect();
    let knows = |node: &usize| {
        let text = fold(&tree.inner_text(*node));
        text.len() >= 8
            && told.iter().any(|told| {
                told.starts_with(&text)
                    || text.len() >= 20
                        && (told.contains(&text) || text.contains(told.as_str()) && told.len() >= 20)
            })
    };
    tree.elements(Tag::H1).chain(tree.elements(Tag::H2)).take(MOST).find(knows)
}

/// The headline. Where a page words it in several ways, the one that differs from the `title` element is the editors'
/// own: the `title` element is written for search engines.
fn title(tree: &Tree, metadata: &Metadata, content: &Content, host: Option<&str>) -> Option<String> {
    let names: Vec<String> = metadata.site_name.iter().map(|name| fold(name)).chain(host.map(fold)).collect();
    let bare = |title: &Option<String>| title.as_deref().map(|title| without_site(title, &names));
    let (open_graph, linked_data) = (bare(&metadata.og_title), bare(&metadata.ld_headline));
    let head = bare(&metadata.head_title);
    let visible = visible_headline(tree, content, metadata, &names, [&open_graph, &linked_data, &head]);
    let is_same = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) => fold(a) == fold(b),
        _ => false,
    };
    let holds = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) => fold(a).contains(&fold(b)) && !a.ends_with(['…', '.']),
        _ => false,
    };
    if visible.is_none() {
        return open_graph
            .or(linked_data)
            .or(head)
            .or(bare(&metadata.meta_title))
            .or(bare(&metadata.twitter_title));
    }
    if open_graph.is_none() || is_same(&visible, &open_graph) {
        return visible;
    }
    // `Headline | What it is about`: the headline with a description for search engines after it.
    let is_described = visible.as_deref().zip(open_graph.as_deref()).is_some_and(|(visible, told)| {
        let start = crate::draft::up_to(told, visible.len());
        let rest = told[start.len()..].trim_start();
        fold(start) == fold(visible) && rest.starts_with(['|', '(', '｜'])
    });
    if is_described {
        return visible;
    }
    let is_cut = visible.as_deref().is_some_and(|visible| {
        open_graph.as_deref().is_some_and(|told| fold(visible).starts_with(&fold(told)))
    });
    if holds(&open_graph, &visible) || holds(&visible, &open_graph) {
        // One has a label or a section that the other has not: two against one.
        return if is_same(&visible, &linked_data) || is_cut { visible } else { open_graph };
    }
    if is_same(&visible, &head) { open_graph } else { visible }
}

/// A title without the name of the site before or after it.
fn without_site(title: &str, names: &[String]) -> String {
    let mut title = title.trim();
    // Twice: a section may stand before the site's name.
    for _ in 0..2 {
        let marks =
            [" | ", "ㅣ", " - ", " – ", " — ", " • ", " · ", " :: ", " » ", " « ", "：", " / ", "｜", ": "];
        let end = marks.iter().filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len()))).max();
        let is_site = |part: &str| {
            let part = fold(part);
            !part.is_empty()
                && names.iter().any(|name| {
                    name == &part
                        || part.len() >= 4
                            && (name.contains(&part)
                                || part.contains(name.as_str()) && part.len() <= name.len() + 12)
                })
        };
        match end {
            Some((at, length)) if is_site(&title[at + length..]) && at > 0 => title = title[..at].trim_end(),
            _ => break,
        }
    }
    title.to_owned()
}

/// The heading a reader takes for the headline: a first-level heading that is not the site's name.
fn visible_headline(
    tree: &Tree,
    content: &Content,
    metadata: &Metadata,
    names: &[String],
    told: [&Option<String>; 3],
) -> Option<String> {
    let told: Vec<String> = told.into_iter().flatten().map(|title| fold(title)).collect();
    let head = metadata.head_title.as_deref().unwrap_or("");
    let is_site = |folded: &str| {
        names.iter().any(|name| name == folded)
            // The shorter part of `Site: Headline`.
            || [" | ", " - ", " – ", " — ", " • ", " · ", ": ", " :: "].iter().any(|mark| {
                head.split_once(mark).is_some_and(|(a, b)| {
                    let (a, b) = (fold(a), fold(b));
                    // Before a bar stands the headline, however short.
                    let is_first = folded == a && a.len() < b.len() && *mark != " | ";
                    (is_first || folded == b && b.len() < a.len()) && !told.iter().any(|told| told == folded)
                })
            })
    };
    let first = content
        .pieces
        .iter()
        .find(|piece| tree.is_inside(piece.node, content.body) && is_running(&piece.text))
        .map_or(usize::MAX, |piece| piece.node);
    /// A page has one headline; what has more headings of the first level than this has no headline among them.
    const MOST: usize = 64;
    let headings: Vec<(usize, String, String)> = tree
        .elements(Tag::H1)
        .take(MOST)
        .map(|node| (node, tree.inner_text(node)))
        .map(|(node, text)| (node, fold(&text), text))
        .filter(|(_, folded, _)| folded.len() >= 4 && !is_site(folded))
        .collect();
    let known = headings.iter().find(|(_, folded, _)| told.contains(folded));
    let half_known = || {
        headings.iter().find(|(_, folded, _)| {
            folded.len() >= 8 && told.iter().any(|told| told.contains(folded) || folded.contains(told))
        })
    };
    let nearest = || {
        headings
            .iter()
            .rfind(|(node, _, text)| *node < first && weight(text) >= 12 && crate::shape::words(text) >= 3)
    };
    known.or_else(half_known).or_else(nearest).map(|(_, _, text)| text.clone())
}

/// Says of each piece what becomes of it.
fn fates(
    tree: &Tree,
    content: Content,
    metadata: &Metadata,
    title: Option<&str>,
    table: &Furniture,
    draft: &mut Draft,
) {
    let body = content.body;
    let title_fold = title.map(fold).unwrap_or_default();
    let description = metadata.description.as_deref().map(fold).unwrap_or_default();
    let mut fates: Vec<Option<Fate>> = Vec::with_capacity(content.pieces.len());
    let pieces = content.pieces;
    let leads = leads(tree, &pieces, body, &title_fold, &description);
    let mut repeats: FxHashMap<&str, usize> = FxHashMap::default();
    for piece in pieces.iter().filter(|piece| tree.is_inside(piece.node, body) && piece.noise.is_none()) {
        *repeats.entry(&piece.fold).or_default() += 1;
    }
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for (index, piece) in pieces.iter().enumerate() {
        let is_lead = leads.contains(&index);
        let mut fate = fate_of(tree, piece, body, &title_fold, is_lead, table, draft);
        if fate.is_none() && is_lead {
            fate = Some(Fate::Keep(BlockKind::Lead));
        }
        if !matches!(fate, Some(Fate::Drop(..))) {
            let count = repeats.get(piece.fold.as_str()).copied().unwrap_or(0);
            let is_long = piece.fold.len() >= SHORTEST_REPEAT;
            if is_long && !seen.insert(&piece.fold) {
                fate = Some(Fate::Drop(DroppedKind::Repeat, "repeats a paragraph"));
            } else if count >= MOST_REPEATS && !is_running(&piece.text) && !piece.in_table {
                fate = Some(Fate::Drop(DroppedKind::Boilerplate, "stands on the page many times"));
            }
        }
        fates.push(fate);
    }
    tail(&pieces, &mut fates);
    headings(&pieces, &mut fates);
    for (piece, fate) in pieces.into_iter().zip(fates) {
        let fate = fate.unwrap_or_else(|| Fate::Keep(kind_of(&piece)));
        draft.parts.push(Part { text: piece.text, fate });
    }
}

/// Letters from which on a paragraph that stands twice is a copy for another screen.
const SHORTEST_REPEAT: usize = 40;
/// A short line that stands this often is a label of the page.
const MOST_REPEATS: usize = 3;

/// Introductions between the headline and the text: running text, or what the page's data describes it with.
fn leads(tree: &Tree, pieces: &[Piece], body: usize, title: &str, description: &str) -> Vec<usize> {
    /// An introduction has one to three paragraphs.
    const MOST: usize = 3;
    let Some(first) =
        pieces.iter().position(|piece| piece.noise.is_none() && tree.is_inside(piece.node, body))
    else {
        return Vec::new();
    };
    let headline = pieces[..first].iter().rposition(|piece| {
        piece.heading.is_some_and(|level| level <= 2)
            && !title.is_empty()
            && (piece.fold == title
                || piece.fold.len() >= 20 && (title.contains(&piece.fold) || piece.fold.contains(title)))
    });
    let described = |piece: &Piece| {
        piece.fold.len() >= 40
            && !description.is_empty()
            && (description.starts_with(&piece.fold) || piece.fold.starts_with(description))
    };
    let is_clean =
        |piece: &Piece| piece.noise.is_none() && piece.link_share() < 0.3 && piece.heading != Some(1);
    let from = headline.map_or(first, |headline| headline + 1);
    let between: Vec<usize> = (from..first)
        .filter(|&index| is_clean(&pieces[index]) && is_running(&pieces[index].text))
        .take(MOST)
        .collect();
    if !between.is_empty() {
        return between;
    }
    (0..first).filter(|&index| is_clean(&pieces[index]) && described(&pieces[index])).take(1).collect()
}

fn kind_of(piece: &Piece) -> BlockKind {
    match piece {
        piece if piece.heading.is_some() => BlockKind::Heading,
        piece if piece.in_quote => BlockKind::Quote,
        piece if piece.in_list => BlockKind::List,
        _ => BlockKind::Paragraph,
    }
}

fn fate_of(
    tree: &Tree,
    piece: &Piece,
    body: usize,
    title: &str,
    is_lead: bool,
    table: &Furniture,
    draft: &mut Draft,
) -> Option<Fate> {
    let folded = piece.fold.as_str();
    let repeats_title = folded == title
        || piece.heading.is_some_and(|level| level <= 2)
            && folded.len() >= 20
            && title.len() >= 20
            && (folded.contains(title) && folded.len() <= title.len() + 40
                || title.contains(folded) && title.len() <= folded.len() + 40);
    if !title.is_empty() && repeats_title {
        return Some(Fate::Drop(DroppedKind::Repeat, "repeats the headline"));
    }
    if !tree.is_inside(piece.node, body) && !is_lead {
        return Some(Fate::Drop(DroppedKind::Boilerplate, "outside the text"));
    }
    if let Some(noise) = piece.noise {
        let (kind, why) = noise.dropped();
        return Some(Fate::Drop(kind, why));
    }
    if piece.link_share() > 0.6 && !is_running(&piece.text)
        || piece.link_share() > 0.85 && weight(&piece.text) < 240
    {
        return Some(Fate::Drop(DroppedKind::Teaser, "links alone"));
    }
    if let Some(tokens) = short_line(&piece.text) {
        if let Some((kind, place)) = table.kind(&tokens)
            && crate::dump::is_furniture(&piece.text, kind, place)
        {
            return Some(Fate::Drop(kind.dropped(), kind.why()));
        }
        if !is_running(&piece.text)
            && let Some(line) = dates::dateline(&tokens, table)
            && (line.has_cue || line.others <= 2)
        {
            crate::dump::take_date(&line, &piece.text, draft);
            return Some(Fate::Drop(DroppedKind::Dateline, "says when"));
        }
        if !is_running(&piece.text) && credits::credit_line(&piece.text, table, false, draft) {
            return Some(Fate::Drop(DroppedKind::Credit, "says who"));
        }
    }
    None
}

/// After the last running piece nothing short is text.
fn tail(pieces: &[Piece], fates: &mut [Option<Fate>]) {
    let Some(last) = (0..pieces.len()).rev().find(|&i| {
        fates[i].is_none() && (is_running(&pieces[i].text) || pieces[i].in_list || pieces[i].in_table)
    }) else {
        return;
    };
    for index in last + 1..pieces.len() {
        if fates[index].is_none() && !ends_sentence(&pieces[index].text) {
            fates[index] = Some(Fate::Drop(DroppedKind::Teaser, "nothing follows it"));
        }
    }
}

/// A heading with nothing under it headed what was dropped.
fn headings(pieces: &[Piece], fates: &mut [Option<Fate>]) {
    /// Headings have levels up to six.
    const NO_HEADING: u8 = 7;
    let mut under = false;
    let mut level_under = NO_HEADING;
    for index in (0..pieces.len()).rev() {
        if fates[index].is_some() {
            continue;
        }
        match pieces[index].heading {
            None => {
                under = true;
                level_under = NO_HEADING;
            }
            Some(level) => {
                if !under && (level >= level_under || level_under == NO_HEADING) {
                    fates[index] = Some(Fate::Drop(DroppedKind::Boilerplate, "heading of what was dropped"));
                } else {
                    level_under = level;
                    under = false;
                }
            }
        }
    }
}

/// The publication date: the page's data first, then its address, then its text. What cannot be a day of publication is
/// refused with a warning.
fn date(
    metadata: &Metadata,
    marked: &[&str],
    page: &str,
    stated: Stated,
    capture: &Capture,
    table: &Furniture,
    draft: &mut Draft,
) {
    let captured = capture.source.captured_at.as_deref().and_then(|at| at.get(..10)?.parse::<Date>().ok());
    let mut refused = None;
    let mut sane = |value: &str| -> bool {
        let Some(day) = value.get(..10).and_then(|day| day.parse::<Date>().ok()) else { return false };
        // A capture of the evening is of the next day elsewhere.
        let is_sane = dates::is_sane(day)
            && captured.is_none_or(|captured| day <= captured.tomorrow().unwrap_or(captured));
        if !is_sane {
            refused.get_or_insert(day);
        }
        is_sane
    };
    let read = |written: &str| -> Option<(String, &'static str)> {
        dates::iso(written).or_else(|| {
            let tokens = tidings_language::tokenize(crate::draft::up_to(written, 120));
            dates::days(&tokens, table).first().map(|day| (day.date.to_string(), "day"))
        })
    };
    let modified = metadata
        .modified
        .iter()
        .filter_map(|written| read(written))
        .find(|(value, _)| sane(value))
        .map(|(value, _)| value)
        .or(stated.updated.map(|day| day.to_string()));
    let told = metadata.published.iter().map(String::as_str).chain(marked.iter().copied());
    let mut found = told
        .filter_map(|written| Some((read(written)?, Basis::Metadata, written.to_owned())))
        .find(|((value, _), ..)| sane(value));
    let day = |day: Date, basis, words: &str| Some(((day.to_string(), "day"), basis, words.to_owned()));
    if found.is_none() {
        let addresses = [metadata.canonical.as_deref(), capture.source.url.as_deref()];
        found = addresses
            .into_iter()
            .flatten()
            .find_map(|address| Some((day_of_address(address, table)?, address)))
            .filter(|(day, _)| sane(&day.to_string()))
            .and_then(|(date, address)| day(date, Basis::Metadata, address));
    }
    if found.is_none() {
        found = day_in_scripts(page)
            .filter(|day| sane(&day.to_string()))
            .and_then(|date| day(date, Basis::Metadata, "datePublished"));
    }
    if found.is_none() {
        found = stated
            .published
            .filter(|(day, _)| sane(&day.to_string()))
            .and_then(|(date, words)| day(date, Basis::Stated, &words));
    }
    if let Some(day) = refused.filter(|_| found.is_none()) {
        draft
            .warnings
            .push(format!("the date {day} was refused: it lies before the web or after the capture"));
    }
    draft.published = Published { modified, ..Published::default() };
    if let Some(((value, grain), basis, words)) = found {
        draft.published.value = Some(value);
        draft.published.grain = Some(grain.to_owned());
        draft.published.basis = basis;
        draft.published.evidence_text = Some(words);
    }
}

/// The day after a key of publication in a page's scripts and attributes, where all such keys name one day.
fn day_in_scripts(page: &str) -> Option<Date> {
    /// Bytes between the key and its date: quotes, escapes, a colon.
    const LONGEST_GAP: usize = 24;
    let mut found: Option<Date> = None;
    for key in [
        "datePublished",
        "publishedAt",
        "published_at",
        "publishDate",
        "datePublication",
        "publicationDate",
        "published-date",
    ] {
        for at in memchr::memmem::find_iter(page.as_bytes(), key.as_bytes()) {
            let after = at + key.len();
            let rest = crate::draft::up_to(&page[after..], LONGEST_GAP + 10);
            let Some(digit) = rest.find(|c: char| c.is_ascii_digit()).filter(|&digit| digit <= LONGEST_GAP)
            else {
                continue;
            };
            if rest[..digit].contains(|c: char| {
                c.is_alphabetic()
                    && c != 'q'
                    && c != 'u'
                    && c != 'o'
                    && c != 't'
                    && c != 'c'
                    && c != 'n'
                    && c != 'e'
            }) {
                continue;
            }
            let Some(day) = rest.get(digit..digit + 10).and_then(|day| day.parse::<Date>().ok()) else {
                continue;
            };
            match found {
                Some(known) if known != day => return None,
                _ => found = Some(day),
            }
        }
    }
    found
}

/// Where the headline and the text stand among the pieces of a page.
struct Place {
    /// The headline.
    headline: usize,
    /// The first and the last running piece of the text.
    first: usize,
    last: usize,
    /// Nodes of headline and first piece.
    nodes: std::ops::RangeInclusive<usize>,
}

/// Lines over the headline in which its date may stand.
const ABOVE: usize = 3;

fn place(tree: &Tree, content: &Content, headline: Option<usize>) -> Option<Place> {
    let pieces = &content.pieces;
    let is_text = |piece: &Piece| {
        piece.noise.is_none() && is_running(&piece.text) && tree.is_inside(piece.node, content.body)
    };
    let first = pieces.iter().position(is_text)?;
    let last = pieces.iter().rposition(is_text).unwrap_or(first);
    let at = headline
        .and_then(|node| pieces.iter().position(|piece| tree.is_inside(piece.node, node)))
        .filter(|&at| at <= first)
        .unwrap_or(first);
    let (from, to) = (pieces[at.saturating_sub(ABOVE)].node, pieces[first].node);
    Some(Place { headline: at, first, last, nodes: from.min(to)..=to.max(from) })
}

/// Dates for machines, the likeliest first: named as publication, between headline and text, at least not among teasers.
fn marked_dates<'m>(metadata: &'m Metadata, content: &Content, place: Option<&Place>) -> Vec<&'m str> {
    let mut ranked: Vec<(u8, &str)> = metadata
        .times
        .iter()
        .filter_map(|time| {
            let elsewhere =
                matches!(content.noise[time.node], Some(Noise::Teaser | Noise::Menu | Noise::Comment));
            let between = place.is_some_and(|place| place.nodes.contains(&time.node));
            let rank = match (time.is_named, between, elsewhere) {
                (_, false, _) if time.is_own => return None,
                (true, true, _) => 0,
                (true, false, false) => 1,
                (false, true, _) => 2,
                (false, false, false) => 3,
                (true, false, true) => 4,
                (false, false, true) => 5,
            };
            Some((rank, time.value.as_str()))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    // One of many bare times elsewhere is as likely another article's.
    ranked.retain(|(rank, _)| *rank < 5);
    ranked.into_iter().map(|(_, value)| value).collect()
}

/// Days that a reader sees.
#[derive(Default)]
struct Stated {
    /// Day of publication, with the words that say it.
    published: Option<(Date, String)>,
    updated: Option<Date>,
}

/// The dates a reader sees near the headline.
fn stated_dates(tree: &Tree, content: &Content, place: &Place, table: &Furniture) -> Stated {
    /// A date stands a few lines above or below the headline.
    const BEFORE: usize = 12;
    const AFTER: usize = 12;
    /// After the text only a word of publication tells its date from others.
    const AT_END: usize = 12;
    /// A line with a date, an author and a length of reading.
    const LONGEST: usize = 160;
    /// Author, place, two dates with their clocks; elsewhere a date and little else.
    const MOST_TOKENS: usize = 36;
    const FEW_TOKENS: usize = 16;
    /// A note on when and where a text was first published.
    const LONGEST_NOTE: usize = 300;
    let pieces = &content.pieces;
    let &Place { headline: at, first, last, .. } = place;
    let mut stated = Stated::default();
    let mut updated = None;
    // Rank (a word of publication, none), day and words of a line's day of publication.
    let mut read = |index: usize, cued: Option<crate::furniture::Cue>| -> Option<(u8, Date, &str)> {
        use crate::furniture::Cue;
        let piece = &pieces[index];
        // Between headline and text stands nothing about other articles.
        let is_between = (at.saturating_sub(ABOVE)..first).contains(&index);
        let elsewhere = match piece.noise {
            Some(Noise::Advert | Noise::Consent | Noise::Hidden) => true,
            Some(Noise::Teaser | Noise::Menu | Noise::Comment) => !is_between,
            _ => false,
        };
        if elsewhere || piece.text.len() > LONGEST || is_running(&piece.text) && piece.noise.is_none() {
            return None;
        }
        let tokens = tidings_language::tokenize(&piece.text);
        if let Some(line) = dates::dateline(&tokens, table).filter(|line| !line.ambiguous) {
            if cued == Some(Cue::Updated) && !line.has_cue {
                stated.updated = stated.updated.or(line.published);
                updated = updated.take().or(line.published.map(|day| (day, piece.text.clone())));
                return None;
            }
            stated.updated = stated.updated.or(line.updated);
            updated = updated.take().or(line.updated.map(|day| (day, piece.text.clone())));
            let rank = u8::from(!line.has_cue && cued != Some(Cue::Published));
            return Some((rank, line.published?, &piece.text));
        }
        if piece.heading.is_some() {
            return None;
        }
        // Parts of a line: author · date · comments. The first of several days is that of publication.
        let days = piece
            .text
            .split(['|', '·', '•', '—'])
            .filter_map(short_line)
            .filter(|tokens| tokens.len() <= if is_between { MOST_TOKENS } else { FEW_TOKENS })
            .flat_map(|tokens| dates::days(&tokens, table));
        Some((1, days.map(|day| day.date).min()?, &piece.text))
    };
    let cue_before = |index: usize| {
        let tokens = short_line(&pieces[index.checked_sub(1)?].text)?;
        let found = table.cues.at(&tokens, 0)?;
        (found.length + 1 >= tokens.len()).then_some(*found.value)
    };
    let near = (at..(first + AFTER).min(pieces.len())).chain((at.saturating_sub(BEFORE)..at).rev());
    let best = near.filter_map(|index| read(index, cue_before(index))).min_by_key(|(rank, ..)| *rank);
    let mut found = best.map(|(rank, day, words)| (rank, day, words.to_owned()));
    if found.is_none() {
        let after = last + 1..(last + 1 + AT_END).min(pieces.len());
        found = after
            .filter_map(|index| read(index, cue_before(index)))
            .find(|(rank, ..)| *rank == 0)
            .map(|(rank, day, words)| (rank, day, words.to_owned()));
    }
    if found.as_ref().is_none_or(|(rank, ..)| *rank > 0) {
        // A note outside the text or at its end: *first published on …*.
        let note = pieces.iter().take(last + 1 + AT_END).enumerate().filter(|&(index, piece)| {
            let is_outside = piece.noise.is_some() || !tree.is_inside(piece.node, content.body);
            (is_outside || index == last)
                && piece.text.len() <= LONGEST_NOTE
                && piece.noise != Some(Noise::Teaser)
        });
        let cued = note.filter_map(|(_, piece)| {
            let tokens = short_line(&piece.text)?;
            let day = dates::days(&tokens, table)
                .into_iter()
                .find(|day| table.is_before(crate::furniture::Cue::Published, &tokens, day.first))?;
            Some((0, day.date, piece.text.clone()))
        });
        if let Some(cued) = cued.min_by_key(|(_, day, _)| *day) {
            found = Some(cued);
        }
    }
    // A page that shows a day of change and no other came out in this form on that day.
    stated.published = found.map(|(_, day, words)| (day, words)).or(updated);
    stated
}

/// `/2024/06/18/`, `2024-06-18` or `/2024/jun/18/` in an address.
fn day_of_address(address: &str, table: &Furniture) -> Option<Date> {
    let path = address.split_once("//").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let numbers: Vec<(usize, &str)> = path
        .split(['/', '-', '_', '.'])
        .enumerate()
        .filter(|(_, part)| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    // `/20240618/`
    let whole = numbers.iter().find_map(|(_, part)| {
        let day = (part.len() == 8).then(|| format!("{}-{}-{}", &part[..4], &part[4..6], &part[6..]))?;
        day.parse::<Date>().ok().filter(|&day| dates::is_sane(day))
    });
    if whole.is_some() {
        return whole;
    }
    for window in numbers.windows(3) {
        let [(a, year), (b, month), (c, day)] = window else { continue };
        if b - a == 1 && c - b == 1 && year.len() == 4 && month.len() <= 2 && day.len() <= 2 {
            let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
            if let Ok(date) = date {
                return Some(date);
            }
        }
    }
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|window| {
        let &[year, month, day] = window else { return None };
        let month = table.months.get(month.to_ascii_lowercase().as_str())?;
        let year: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
        let day = day.parse().ok().filter(|_| day.len() <= 2)?;
        Date::new(year, i8::try_from(*month).ok()?, day).ok()
    })
}

/// Outlet and authors; an agency among them is credited as one.
fn who(
    tree: &Tree,
    content_noise: &[Option<Noise>],
    bylines: &[String],
    metadata: &Metadata,
    capture: &Capture,
    table: &Furniture,
    draft: &mut Draft,
) {
    if let Some(name) = &metadata.site_name {
        draft.outlet = Some(Outlet { name: name.clone() });
    } else {
        let address = capture.source.url.as_deref().or(metadata.canonical.as_deref());
        if let Some(host) = address.and_then(host_of) {
            draft.outlet = Some(Outlet { name: host.to_owned() });
        }
    }
    for author in &metadata.authors {
        if author.chars().count() <= LONGEST_AUTHOR {
            credits::byline(author, table, draft);
        }
    }
    // Without names for machines those a reader sees.
    let is_author = |node: &usize| {
        let is_marked = tree.attr(*node, tree::Attr::Rel) == Some("author")
            || tree.attr(*node, tree::Attr::Itemprop) == Some("author");
        is_marked && !matches!(content_noise[*node], Some(Noise::Comment | Noise::Teaser))
    };
    if !draft.credits.iter().any(|credit| matches!(credit.role, CreditRole::Text | CreditRole::Agency)) {
        const MOST: usize = 4;
        for node in (0..tree.nodes.len()).filter(is_author).take(MOST) {
            let name = tree.inner_text(node);
            let words = crate::shape::words(&name);
            if (1..=5).contains(&words) && name.chars().count() <= LONGEST_AUTHOR {
                credits::byline(&name, table, draft);
            }
        }
        for line in bylines {
            credits::credit_line(line, table, true, draft);
        }
    }
}

/// Short lines between headline and text, where by-lines stand.
fn bylines(content: &Content, place: &Place) -> Vec<String> {
    let lines = &content.pieces[place.headline..place.first.max(place.headline)];
    let may_be = |piece: &&Piece| {
        matches!(piece.noise, None | Some(Noise::Credit))
            && piece.heading.is_none()
            && !is_running(&piece.text)
    };
    lines.iter().filter(may_be).map(|piece| piece.text.clone()).collect()
}

/// Longest by-line in a page's data, in characters.
const LONGEST_AUTHOR: usize = 120;

fn host_of(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| host.contains('.'))
}
