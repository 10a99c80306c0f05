//! Text dumps: what something else has taken out of a page, furniture and all. Judged line by line, by structure
//! first and by the pack's phrases second.

use crate::credits;
use crate::dates;
use crate::draft::{Draft, Fate, Part};
use crate::furniture::{Cue, Furniture, Kind, Where, furniture, short_line};
use crate::shape::{ends_in_stop, ends_sentence, fold, is_dash, is_opener, is_running, tidy, weight, words};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::OnceCell;
use tidings_language::Tokens;
use tidings_model::{Basis, BlockKind, Capture, DroppedKind, Outlet, Published};

/// Longest headline, in characters.
const LONGEST_TITLE: usize = 220;
/// Longest heading inside a text, in characters.
const LONGEST_HEADING: usize = 90;
/// Furniture in whole sentences is shorter than this, in characters.
const LONG_SENTENCE: usize = 120;
/// Lines shorter than this, letters and digits, may stand twice (`Ja.`).
const SHORTEST_REPEAT: usize = 12;

/// A line of the capture.
#[derive(Debug)]
struct Line {
    text: String,
    fold: String,
    fate: Option<Fate>,
    /// A blank line stands before it.
    apart: bool,
}

impl Line {
    fn is_open(&self) -> bool {
        self.fate.is_none()
    }

    fn drop(&mut self, kind: DroppedKind, why: &'static str) {
        self.fate = Some(Fate::Drop(kind, why));
    }
}

/// Reads a text dump.
pub(crate) fn dump(text: &str, capture: &Capture) -> Draft {
    let mut draft = Draft::default();
    let mut lines = lines_of(text);
    let sample: String = sample_for_language(&lines);
    let language = crate::language_of(&sample, capture.hints.language.as_deref());
    let table = furniture(&language.code);
    draft.language = language;

    let texts: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
    let cut = CutLines::new(&texts);
    drop_markup(&mut lines);
    let is_lone = lines.len() == 1;
    if !is_lone {
        drop_paths(&mut lines, &table);
    }
    let title = find_title(&mut lines, &cut, capture.hints.title.as_deref(), &table, &mut draft);
    // A single line is the text, whatever it looks like.
    if !is_lone {
        drop_repeats(&mut lines, title.as_deref());
        drop_furniture(&mut lines, &cut, &table, &mut draft);
        read_datelines(&mut lines, &cut, given_year(capture), &table, &mut draft);
        read_credits(&mut lines, &cut, &table, &mut draft);
        drop_tail(&mut lines);
    }
    read_lead_prefix(&mut lines, text, &table, &mut draft);
    name_blocks(&mut lines, &table, &mut draft);

    for line in lines {
        let fate = line.fate.unwrap_or(Fate::Keep(BlockKind::Paragraph));
        draft.parts.push(Part { text: line.text, fate });
    }
    if let Some(title) = title
        && !draft.parts.iter().any(|part| part.fate == Fate::Keep(BlockKind::Title))
    {
        draft.parts.insert(0, Part { text: title, fate: Fate::Keep(BlockKind::Title) });
    }
    draft
}

/// The tokens of lines as they stood at first: one step after the other asks for them.
struct CutLines<'t> {
    texts: &'t [String],
    /// By line, once asked for; `None` for one too long to be furniture.
    tokens: Vec<OnceCell<Option<Tokens<'t>>>>,
}

impl<'t> CutLines<'t> {
    fn new(texts: &'t [String]) -> Self {
        Self { texts, tokens: vec![OnceCell::new(); texts.len()] }
    }

    /// The tokens of a line, as [`short_line`] has them; `text` is what it says now.
    fn tokens<'a>(&'a self, index: usize, text: &'a str) -> Option<Cow<'a, Tokens<'a>>> {
        match (self.texts.get(index), self.tokens.get(index)) {
            (Some(first), Some(tokens)) if first == text => {
                tokens.get_or_init(|| short_line(first)).as_ref().map(Cow::Borrowed)
            }
            _ => short_line(text).map(Cow::Owned),
        }
    }
}

/// Lines without blank ones; hard-wrapped paragraphs joined.
fn lines_of(text: &str) -> Vec<Line> {
    let mut raw: Vec<(String, bool)> = Vec::new();
    let mut apart = false;
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{85}']) {
        let line = tidy(line);
        if line.is_empty() {
            apart = true;
            continue;
        }
        raw.push((line, apart));
        apart = false;
    }
    let joined = if is_wrapped(&raw) { unwrap(raw) } else { raw };
    joined.into_iter().map(|(text, apart)| Line { fold: fold(&text), text, fate: None, apart }).collect()
}

/// Whether lines are cut at a column: most lines inside a group go on in the middle of a sentence.
fn is_wrapped(lines: &[(String, bool)]) -> bool {
    /// Columns at which software wraps.
    const COLUMNS: std::ops::RangeInclusive<usize> = 45..=110;
    let mut inside = 0;
    let mut going_on = 0;
    for pair in lines.windows(2) {
        let [(this, _), (next, apart)] = pair else { continue };
        if *apart {
            continue;
        }
        inside += 1;
        let starts_low = next.chars().next().is_some_and(char::is_lowercase);
        if COLUMNS.contains(&this.chars().count()) && !ends_sentence(this) && starts_low {
            going_on += 1;
        }
    }
    inside >= 4 && going_on * 5 > inside * 2
}

fn unwrap(lines: Vec<(String, bool)>) -> Vec<(String, bool)> {
    let width = lines.iter().map(|(line, _)| line.chars().count()).filter(|&n| n <= 110).max().unwrap_or(0);
    let mut joined: Vec<(String, bool)> = Vec::new();
    let mut last_width = 0;
    for (line, apart) in lines {
        let count = line.chars().count();
        match joined.last_mut() {
            // The line before was full: this word did not fit there any more.
            Some((before, _)) if !apart && last_width + first_word(&line) + 1 > width * 9 / 10 => {
                before.push(' ');
                before.push_str(&line);
            }
            _ => joined.push((line, apart)),
        }
        last_width = count;
    }
    joined
}

fn first_word(line: &str) -> usize {
    line.split(' ').next().map_or(0, |word| word.chars().count())
}

/// Running lines tell the language better than furniture does.
fn sample_for_language(lines: &[Line]) -> String {
    const ENOUGH: usize = 64 << 10;
    let mut sample = String::new();
    let any_running = lines.iter().any(|line| is_running(&line.text));
    for line in lines.iter().filter(|line| !any_running || is_running(&line.text)) {
        sample.push_str(crate::draft::up_to(&line.text, ENOUGH));
        sample.push('\n');
        if sample.len() > ENOUGH {
            break;
        }
    }
    sample
}

/// Paths through a site above the text: `Home > World > Asia`.
fn drop_paths(lines: &mut [Line], table: &Furniture) {
    let first_running =
        lines.iter().position(|line| line.is_open() && is_running(&line.text)).unwrap_or(lines.len());
    for line in lines[..first_running].iter_mut().filter(|line| line.is_open()) {
        if is_path(&line.text, table) {
            line.drop(DroppedKind::Section, "path through the site");
        }
    }
}

/// Short capitalised parts between arrows, or at least three between slashes, none of them a source (a picture's).
fn is_path(text: &str, table: &Furniture) -> bool {
    /// Names of sections are short, in words and characters.
    const LONGEST_PART: (usize, usize) = (4, 32);
    ["»", ">", "›", "→", "/"].iter().any(|&mark| {
        let parts: Vec<&str> = text.split(mark).map(str::trim).filter(|part| !part.is_empty()).collect();
        let fewest = if mark == "/" { 3 } else { 2 };
        let separated = text.matches(&format!(" {mark} ")).count() + 1 >= fewest;
        separated
            && parts.len() >= fewest
            && parts.iter().all(|part| {
                words(part) <= LONGEST_PART.0
                    && part.chars().count() <= LONGEST_PART.1
                    && part.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
                    && !ends_in_stop(part)
                    && !(mark == "/" && table.source(part).is_some())
            })
    })
}

/// Separators, rests of markup, bare addresses.
fn drop_markup(lines: &mut [Line]) {
    let is_lone = lines.len() == 1;
    for line in lines {
        let text = line.text.as_str();
        if line.fold.is_empty() {
            line.drop(DroppedKind::Boilerplate, "no letter or digit");
        } else if !is_lone
            && text.chars().count() <= LONGEST_NUMBER
            && !text.contains(char::is_alphabetic)
            && !may_be_day(text)
        {
            line.drop(DroppedKind::Boilerplate, "a number alone");
        } else if is_markup(text) {
            line.drop(DroppedKind::Boilerplate, "rest of markup");
        } else if !text.contains(' ') && is_address(text) {
            line.drop(DroppedKind::Boilerplate, "address");
        } else if text.split(' ').all(|word| word.starts_with('#') && word.len() > 2) {
            line.drop(DroppedKind::Teaser, "tags");
        }
    }
}

/// A count or a page number is shorter than a date.
const LONGEST_NUMBER: usize = 12;

/// Whether digits alone may be a date: six or more with marks between.
fn may_be_day(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 5 && text.chars().any(|c| !c.is_ascii_digit())
}

fn is_markup(text: &str) -> bool {
    let tag = text.starts_with('<') && text.ends_with('>') && text.len() < 2000;
    let code = text.ends_with([';', '{', '}'])
        && ["function(", "function (", "var ", "window.", "document.", "{\"", "@media", "px;", "};"]
            .iter()
            .any(|sign| text.contains(sign));
    let entity_rest = text.starts_with("/>")
        || text.starts_with("\"/>")
        || text.starts_with("--&gt;")
        || text.starts_with("&nbsp;") && text.len() < 12;
    let shortcode =
        text.starts_with('[') && text.ends_with(']') && text.contains('=') && !text[1..].contains('[');
    tag || code || entity_rest || shortcode
}

fn is_address(word: &str) -> bool {
    word.starts_with("http://")
        || word.starts_with("https://")
        || word.starts_with("www.")
        || (word.contains('@') && word.contains('.') && word.len() > 5)
}

/// Finds the headline, gives its line the fate of a title and returns it without furniture.
fn find_title(
    lines: &mut [Line],
    cut: &CutLines,
    hint: Option<&str>,
    table: &Furniture,
    draft: &mut Draft,
) -> Option<String> {
    if let Some(hint) = hint.map(tidy).filter(|hint| !hint.is_empty()) {
        let folded = fold(&hint);
        let same = lines.iter().position(|line| line.is_open() && !folded.is_empty() && line.fold == folded);
        if let Some(index) = same {
            lines[index].text.clone_from(&hint);
            lines[index].fate = Some(Fate::Keep(BlockKind::Title));
        }
        return Some(hint);
    }
    let candidates = title_candidates(lines, cut, table);
    let &first = candidates.first()?;
    let mut chosen = first;
    // A longer line that holds a later one of the head is that title with furniture glued to it.
    for &later in &candidates[1..] {
        let (long, short) = (&lines[first].fold, &lines[later].fold);
        if short.len() >= SHORTEST_REPEAT
            && short.len() * 5 >= long.len() * 2
            && long != short
            && long.contains(short.as_str())
        {
            chosen = later;
            break;
        }
    }
    if chosen == first && !is_title(lines, first, &candidates) {
        return None;
    }
    if let Some(&second) = candidates.get(1)
        && chosen == first
        && is_kicker(lines, first, second)
    {
        lines[first].drop(DroppedKind::Section, "label above the headline");
        chosen = second;
    }
    if chosen != first && lines[first].is_open() {
        lines[first].drop(DroppedKind::Repeat, "headline with furniture");
    }
    let (title, rest) = split_title(&lines[chosen].text, table, draft);
    let line = &mut lines[chosen];
    if let Some((rest, kind)) = rest {
        draft.parts.push(Part { text: rest, fate: Fate::Drop(kind, "glued to the headline") });
    }
    line.fold = fold(&title);
    line.text.clone_from(&title);
    line.fate = Some(Fate::Keep(BlockKind::Title));
    Some(title)
}

/// Lines of the head that may be a headline: up to and with the first running line.
fn title_candidates(lines: &[Line], cut: &CutLines, table: &Furniture) -> Vec<usize> {
    /// A headline stands near the top.
    const HEAD: usize = 14;
    let mut candidates = Vec::new();
    let mut glued = None;
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.is_open()) {
        if candidates.len() >= HEAD {
            break;
        }
        let is_body = is_running(&line.text) && !candidates.is_empty() && ends_in_stop(&line.text);
        if is_body {
            candidates.push(index);
            break;
        }
        // A whole sentence on cookies asks for consent, in any language: the word is the same in all of them.
        let asks_consent = ends_in_stop(&line.text) && line.text.to_lowercase().contains("cookie");
        if asks_consent || table.is_section(&line.text) {
            continue;
        }
        if let Some(tokens) = cut.tokens(index, &line.text) {
            let is_furniture = matches!(
                table.kind(&tokens),
                Some((_, Where::Whole | Where::Start) | (Kind::Cookie, Where::Inside | Where::End))
            );
            if is_furniture {
                continue;
            }
            if is_date(&tokens, table) {
                let is_first = candidates.is_empty() && glued.is_none();
                if is_first && has_glued_date(&line.text, table) {
                    glued = Some(index);
                }
                continue;
            }
        }
        candidates.push(index);
    }
    // A dateline that carries a headline is one where no better line follows.
    let none_better = candidates.first().is_none_or(|&first| is_running(&lines[first].text));
    if let Some(glued) = glued.filter(|_| none_better) {
        candidates.insert(0, glued);
    }
    candidates
}

/// Whether a dateline follows words of its own after a dash or bar.
fn has_glued_date(text: &str, table: &Furniture) -> bool {
    let glue = |&(at, c): &(usize, char)| is_dash(c) && !joins_digits(text, at, c) || c == '|';
    text.char_indices().rev().filter(glue).any(|(at, c)| {
        let (before, rest) = (text[..at].trim_end(), text[at + c.len_utf8()..].trim());
        let tokens = tidings_language::tokenize(rest);
        words(before) >= 2
            && dates::days(&tidings_language::tokenize(before), table).is_empty()
            && is_date(&tokens, table)
    })
}

/// Whether a dash stands between two digits: it is one of a date (`1-10-2018`) and glues nothing to a headline.
fn joins_digits(text: &str, at: usize, dash: char) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    text[..at].ends_with(is_digit) && text[at + dash.len_utf8()..].starts_with(is_digit)
}

fn is_date(tokens: &tidings_language::Tokens, table: &Furniture) -> bool {
    dates::dateline(tokens, table).is_some_and(|line| line.has_cue || line.others <= 2)
}

/// Whether the first candidate can be the headline of what follows.
fn is_title(lines: &[Line], first: usize, candidates: &[usize]) -> bool {
    let text = &lines[first].text;
    if text.chars().count() > LONGEST_TITLE
        || text.starts_with(is_dash) && candidates.len() > 1 && ends_in_stop(text)
    {
        return false;
    }
    let Some(&second) = candidates.get(1) else {
        return !ends_in_stop(text) && words(text) <= 24;
    };
    if !ends_in_stop(text) {
        return true;
    }
    // A headline with a stop is short and stands apart from a longer text.
    lines[second].apart && weight(text) <= 80 && weight(&lines[second].text) > weight(text)
}

/// One to three words above a line that looks like a headline itself.
fn is_kicker(lines: &[Line], first: usize, second: usize) -> bool {
    let (label, headline) = (&lines[first].text, &lines[second].text);
    words(label) <= 2
        && label.chars().count() <= 24
        && !label.ends_with(['?', '!', '.', ':', '"', '”'])
        && words(headline) >= 4
        && headline.chars().count() <= 130
        && !ends_in_stop(headline)
        && lines[second + 1..].iter().any(|line| line.is_open() && is_running(&line.text))
}

/// Splits what software glues to a headline: a dateline after a dash, the site's name after a bar.
fn split_title(text: &str, table: &Furniture, draft: &mut Draft) -> (String, Option<(String, DroppedKind)>) {
    let glue = |&(at, c): &(usize, char)| is_dash(c) && !joins_digits(text, at, c) || c == '|' || c == '(';
    for (at, c) in text.char_indices().rev().filter(glue) {
        let before = text[..at].trim_end();
        let rest = text[at + c.len_utf8()..].trim();
        if before.chars().count() < 8 || rest.is_empty() {
            continue;
        }
        let tokens = tidings_language::tokenize(rest);
        let starts_apart = text[..at].ends_with(char::is_whitespace);
        // `18 Nov-19 Dec 2015`, `1/10/2017 - 2/11/2017`: the dash joins two days and parts nothing.
        let is_hyphen = c == '-' && !starts_apart && !text[at + 1..].starts_with(char::is_whitespace);
        if is_hyphen || is_dash(c) && ends_in_date(before, table) {
            continue;
        }
        if let Some(line) = dates::dateline(&tokens, table)
            && (line.has_cue || line.others == 0)
        {
            take_date(&line, rest, draft);
            return (before.to_owned(), Some((rest.to_owned(), DroppedKind::Dateline)));
        }
        // The word of a button is no name of a site.
        if table.kind(&tokens).is_some() || table.is_section(rest) {
            continue;
        }
        let is_source = table.source(rest).is_some() || credits::is_host(rest);
        if c != '(' && starts_apart && (is_source || c == '|' && words(rest) <= 4) {
            draft.outlet.get_or_insert_with(|| Outlet { name: rest.to_owned() });
            return (before.to_owned(), Some((rest.to_owned(), DroppedKind::Boilerplate)));
        }
    }
    (text.to_owned(), None)
}

/// Whether a text ends in a whole date.
fn ends_in_date(text: &str, table: &Furniture) -> bool {
    /// *18 November 2014*, with a comma apart.
    const LONGEST_DATE: usize = 4;
    let starts = text.char_indices().rev().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    text.ends_with(|c: char| c.is_ascii_digit())
        && starts.take(LONGEST_DATE).any(|at| {
            let tokens = tidings_language::tokenize(text[at..].trim_start());
            dates::dateline(&tokens, table).is_some_and(|line| line.others == 0)
        })
}

/// Lines that stand in the text already; captions cut with an ellipsis before the full one.
fn drop_repeats(lines: &mut [Line], title: Option<&str>) {
    let title = title.map(fold).filter(|title| title.len() >= SHORTEST_REPEAT);
    for index in 0..lines.len() {
        if !lines[index].is_open() {
            continue;
        }
        if let Some(title) = &title
            && lines[index].fold.contains(title.as_str())
            && lines[index].fold.len() <= title.len() + 90
            && !ends_in_stop(&lines[index].text)
        {
            lines[index].drop(DroppedKind::Repeat, "repeats the headline");
            continue;
        }
        let Some(next) = (index + 1..lines.len()).take(3).find(|&next| lines[next].is_open()) else {
            continue;
        };
        let (this, that) = (&lines[index], &lines[next]);
        let cut = this.text.ends_with('…') || this.text.ends_with("...");
        let is_start = this.fold.len() >= SHORTEST_REPEAT
            && that.fold.len() > this.fold.len()
            && that.fold.starts_with(this.fold.as_str());
        if is_start && (cut || that.fold.len() - this.fold.len() <= 60) {
            lines[index].drop(DroppedKind::Repeat, "cut-off start of the next line");
        }
    }
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for (index, line) in lines.iter_mut().enumerate() {
        let kept = line.is_open();
        if !kept || line.fold.len() < SHORTEST_REPEAT {
            continue;
        }
        if seen.contains_key(&line.fold) {
            line.drop(DroppedKind::Repeat, "repeats a line");
        } else {
            seen.insert(line.fold.clone(), index);
        }
    }
}

/// Lines that the packs know.
fn drop_furniture(lines: &mut [Line], cut: &CutLines, table: &Furniture, draft: &mut Draft) {
    let running: Vec<usize> =
        (0..lines.len()).filter(|&i| lines[i].is_open() && is_running(&lines[i].text)).collect();
    let first_running = running.first().copied().unwrap_or(0);
    for index in 0..lines.len() {
        let line = &lines[index];
        let is_repeat = matches!(line.fate, Some(Fate::Drop(DroppedKind::Repeat, _)));
        if !line.is_open() && !is_repeat {
            continue;
        }
        let Some(tokens) = cut.tokens(index, &line.text) else { continue };
        let kind = table.kind(&tokens);
        if is_repeat {
            // The headline inside a comment form or a pointer: the form says more than the repeat.
            if let Some((kind @ Kind::Comment, _)) = kind {
                lines[index].drop(kind.dropped(), kind.why());
            }
            continue;
        }
        if let Some(outlet) = more_from(&tokens, table) {
            if let Some(name) = outlet {
                draft.outlet.get_or_insert(Outlet { name });
            }
            lines[index].drop(DroppedKind::Teaser, "more from the outlet");
            continue;
        }
        // A whole sentence of the text may begin like a button.
        let is_sentence = ends_in_stop(&line.text) && weight(&line.text) >= LONG_SENTENCE;
        if let Some((kind, place)) = kind
            && is_furniture(&line.text, kind, place)
            && (!is_sentence || place == Where::Whole || matches!(kind, Kind::Comment | Kind::Cookie))
        {
            lines[index].drop(kind.dropped(), kind.why());
            continue;
        }
        let at_head = index < first_running;
        if table.is_section(&line.text) && (at_head || !is_before_text(lines, index)) {
            lines[index].drop(DroppedKind::Section, "label of a section");
        }
    }
}

/// Whether a phrase is enough: a whole line always is; a start or a word inside only in a line that is no running text.
pub(crate) fn is_furniture(text: &str, kind: Kind, place: Where) -> bool {
    /// Teasers carry a headline after their first words.
    const LONGEST_TEASER: usize = 200;
    /// Sentences of consent and forms are short.
    const LONGEST_NOTE: usize = 240;
    let length = text.chars().count();
    match (kind, place) {
        (_, Where::Whole) => true,
        (Kind::Comment, Where::Start | Where::End) => length <= LONGEST_NOTE,
        (Kind::Teaser, Where::Start) => length <= LONGEST_TEASER,
        (Kind::Teaser, Where::End) => length <= LONGEST_TEASER && !ends_in_stop(text),
        (Kind::Cookie | Kind::Boilerplate, Where::Start) => length <= LONGEST_NOTE,
        (_, Where::Start) => length <= LONGEST_TEASER,
        (_, Where::End) => length <= 100 && !ends_in_stop(text),
        (_, Where::Inside) => length <= LONGEST_TEASER,
    }
}

/// `Mer fra X` → `X` where it is a name, nothing where it is a section.
fn more_from(tokens: &tidings_language::Tokens, table: &Furniture) -> Option<Option<String>> {
    let found = table.cues.all_at(tokens, 0).find(|found| *found.value == Cue::MoreFrom)?;
    let rest =
        tokens.text.get(tokens.get(found.length)?.start..)?.trim_end_matches([':', '.', ' ', '»', '>']);
    if words(rest) > 5 || rest.contains(['.', '?', '!', ':']) && !credits::is_host(rest) {
        return None;
    }
    let is_name = rest.chars().next().is_some_and(char::is_uppercase) || credits::is_host(rest);
    if !is_name {
        return None;
    }
    let known = table.source(rest).is_some() || credits::is_host(rest);
    let label = table.is_section(rest);
    Some((known || !label).then(|| rest.to_owned()))
}

/// Whether running text follows directly: then a label may be a heading.
fn is_before_text(lines: &[Line], index: usize) -> bool {
    lines[index + 1..].iter().find(|line| line.is_open()).is_some_and(|next| is_running(&next.text))
}

/// Takes the day of a dateline as stated by the text.
pub(crate) fn take_date(line: &dates::Dateline, words: &str, draft: &mut Draft) {
    if line.ambiguous {
        return;
    }
    if let Some(updated) = line.updated {
        draft.published.modified.get_or_insert_with(|| updated.to_string());
    }
    let Some(day) = line.published.or(line.updated) else { return };
    // A day of publication outranks one of change; two different ones of the same rank are left as they are first met.
    let is_better = draft.published.value.is_none()
        || line.published.is_some() && draft.published.value == draft.published.modified;
    if !is_better || draft.published.basis == Basis::Metadata {
        return;
    }
    draft.published = Published {
        value: Some(day.to_string()),
        grain: Some("day".to_owned()),
        basis: Basis::Stated,
        evidence: None,
        evidence_text: Some(words.to_owned()),
        modified: draft.published.modified.take(),
    };
}

/// The year of publication that the giver of the capture names.
fn given_year(capture: &Capture) -> Option<i16> {
    capture.hints.published.as_deref()?.trim().get(..4)?.parse().ok()
}

/// Lines that say when the text was published. Outside the head a word of publication must stand in them.
/// Where the day of publication is given, a line without a word of it that names a year other than that one and its neighbours is text.
fn read_datelines(
    lines: &mut [Line],
    cut: &CutLines,
    given: Option<i16>,
    table: &Furniture,
    draft: &mut Draft,
) {
    let first_running =
        lines.iter().position(|line| line.is_open() && is_running(&line.text)).unwrap_or(lines.len());
    let last_running = lines.iter().rposition(|line| line.is_open() && is_running(&line.text)).unwrap_or(0);
    for (index, line) in lines.iter_mut().enumerate().filter(|(_, line)| line.is_open()) {
        let Some(tokens) = cut.tokens(index, &line.text) else { continue };
        let Some(found) = dates::dateline(&tokens, table) else {
            if dates::is_clock(&tokens, table) {
                line.drop(DroppedKind::Dateline, "a clock or a length of reading");
            }
            continue;
        };
        let in_head = index <= first_running;
        let at_edge = in_head || index > last_running;
        let is_dateline = found.others == 0 || found.has_cue || in_head && !ends_in_stop_of_words(&line.text);
        let year = found.published.or(found.updated).map(|day| day.year());
        let is_of_another_year = given.zip(year).is_some_and(|(given, year)| given.abs_diff(year) > 1);
        if !is_dateline || is_of_another_year && !found.has_cue {
            continue;
        }
        if found.has_cue || at_edge {
            take_date(&found, &line.text, draft);
        }
        line.drop(DroppedKind::Dateline, "says when");
    }
}

/// A full stop after a word (not after the day of a date).
fn ends_in_stop_of_words(text: &str) -> bool {
    text.strip_suffix('.').is_some_and(|rest| rest.ends_with(char::is_alphabetic))
}

/// Credit lines near the title and after the text, captions' lines anywhere.
fn read_credits(lines: &mut [Line], cut: &CutLines, table: &Furniture, draft: &mut Draft) {
    let first_running =
        lines.iter().position(|line| line.is_open() && is_running(&line.text)).unwrap_or(lines.len());
    let last_running = lines.iter().rposition(|line| line.is_open() && is_running(&line.text)).unwrap_or(0);
    for (index, line) in lines.iter_mut().enumerate().filter(|(_, line)| line.is_open()) {
        let at_edge = index < first_running || index > last_running;
        let is_credit = cut
            .tokens(index, &line.text)
            .is_some_and(|tokens| credits::credit_line_of(&line.text, &tokens, table, at_edge, draft));
        if is_credit {
            line.drop(DroppedKind::Credit, "says who");
        }
    }
}

/// What follows the last running line and does not end a sentence belongs to the page, not to the text; once the page
/// has begun, short sentences belong to it too.
fn drop_tail(lines: &mut [Line]) {
    let Some(last) = last_of_text(lines) else { return };
    let mut tail: Option<Fate> = None;
    let mut items = lines[last].text.starts_with(is_bullet);
    for index in last + 1..lines.len() {
        let line = &lines[index];
        match line.fate {
            Some(Fate::Drop(DroppedKind::Teaser | DroppedKind::Comment | DroppedKind::Boilerplate, _)) => {
                tail = Some(match line.fate {
                    Some(Fate::Drop(DroppedKind::Comment, _)) => {
                        Fate::Drop(DroppedKind::Comment, "after the text")
                    }
                    _ => Fate::Drop(DroppedKind::Teaser, "after the text"),
                });
            }
            Some(_) => {}
            None => {
                let is_item = line.text.starts_with(is_bullet) && items;
                let is_sentence = ends_sentence(&line.text) || weight(&line.text) >= 100;
                let is_list_intro = line.text.ends_with(':') && index + 1 < lines.len();
                items = is_item;
                if let Some(fate) = tail {
                    lines[index].fate = Some(fate);
                } else if !is_sentence && !is_item && !is_list_intro {
                    let fate = Fate::Drop(DroppedKind::Teaser, "nothing follows it");
                    lines[index].fate = Some(fate);
                    tail = Some(fate);
                }
            }
        }
    }
}

/// The last running line that is text: not one among comments or pointers that follow the body.
fn last_of_text(lines: &[Line]) -> Option<usize> {
    /// After a comment form or a heading of pointers, this share of the text's letters must follow for it to go on.
    const REST_OF_TEXT: usize = 8;
    let body: usize = lines
        .iter()
        .filter(|line| line.is_open() && is_running(&line.text))
        .map(|line| line.fold.len())
        .sum();
    let mut so_far = 0;
    let mut last = None;
    let mut last_before_page = None;
    for (index, line) in lines.iter().enumerate() {
        let ends_text = matches!(line.fate, Some(Fate::Drop(DroppedKind::Comment | DroppedKind::Teaser, _)));
        if ends_text && so_far > 0 {
            let rest = body - so_far;
            let is_comment = matches!(line.fate, Some(Fate::Drop(DroppedKind::Comment, _)));
            let small = rest * REST_OF_TEXT <= body && is_scattered(&lines[index + 1..]);
            if last_before_page.is_none() && (small || is_comment && rest * 2 <= body) {
                last_before_page = Some(last);
            }
        }
        if line.is_open() && is_running(&line.text) {
            so_far += line.fold.len();
            last = Some(index);
        }
    }
    last_before_page.flatten().or(last)
}

/// Whether running lines are the lesser part of what follows: summaries among headlines.
fn is_scattered(rest: &[Line]) -> bool {
    /// So many lines tell; a long rest is not counted for each of its pointers.
    const ENOUGH: usize = 60;
    let open = rest.iter().filter(|line| line.is_open()).take(ENOUGH);
    let (mut all, mut running) = (0, 0);
    for line in open {
        all += 1;
        running += usize::from(is_running(&line.text) && ends_in_stop(&line.text));
    }
    running * 2 < all
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '·' | '*' | '▪' | '■' | '●' | '○' | '►' | '▶' | '➤' | '✓' | '–' | '-')
}

/// The source before the first words: `CNN  —  `.
fn read_lead_prefix(lines: &mut Vec<Line>, text: &str, table: &Furniture, draft: &mut Draft) {
    let Some(index) = lines.iter().position(|line| line.is_open() && is_running(&line.text)) else { return };
    let line = &lines[index].text;
    // The runs of spaces stand in the capture only.
    let start = crate::draft::up_to(line, 12);
    let head = start.split(' ').next().unwrap_or(start);
    let raw = text
        .split(['\n', '\r'])
        .map(str::trim)
        .find(|raw| {
            raw.starts_with(head)
                && tidy(crate::draft::up_to(raw, 4096)).starts_with(crate::draft::up_to(line, 60))
        })
        .unwrap_or(line);
    let Some(found) = credits::lead_prefix(raw, table) else { return };
    credits::add_sources(&found.sources, table, draft);
    let prefix = tidy(&raw[..found.length]);
    // Only the prefix is taken from the capture's line: another line may begin the same, and a wrapped one ends early.
    let rest = line.strip_prefix(prefix.as_str()).map(str::trim_start).unwrap_or_default().to_owned();
    if rest.is_empty() {
        return;
    }
    let kind = if found.sources.is_empty() { DroppedKind::Dateline } else { DroppedKind::Credit };
    let dropped = Line {
        fold: fold(&prefix),
        text: prefix,
        fate: Some(Fate::Drop(kind, "before the first words")),
        apart: lines[index].apart,
    };
    lines[index].fold = fold(&rest);
    lines[index].text = rest;
    lines.insert(index, dropped);
}

/// Says what each kept line is.
fn name_blocks(lines: &mut [Line], table: &Furniture, draft: &mut Draft) {
    for index in 0..lines.len() {
        if !lines[index].is_open() {
            continue;
        }
        let follows_repeat = index > 0
            && matches!(
                lines[index - 1].fate,
                Some(Fate::Drop(DroppedKind::Repeat, "cut-off start of the next line"))
            );
        let text = lines[index].text.clone();
        let next = lines[index + 1..].iter().find(|line| line.is_open());
        let is_caption = credits::caption_credit(&text, table, draft) || follows_repeat;
        let kind = if is_caption {
            BlockKind::Caption
        } else if is_heading(&text)
            && next.is_some_and(|next| !is_heading(&next.text) || next.text.starts_with(is_dash))
        {
            BlockKind::Heading
        } else if is_list_item(&text) {
            BlockKind::List
        } else {
            BlockKind::Paragraph
        };
        lines[index].fate = Some(Fate::Keep(kind));
    }
}

/// A short line without a final stop.
fn is_heading(text: &str) -> bool {
    let count = text.chars().count();
    let words = words(text);
    let has_letter = text.contains(char::is_alphabetic);
    let is_speech = text.starts_with(is_dash) && ends_sentence(text);
    let quoted = text.starts_with(is_opener);
    has_letter
        && count <= LONGEST_HEADING
        && words <= 14
        && !text.ends_with([':', ',', ';', '…'])
        && !(ends_in_stop(text) && !(quoted && words <= 6))
        && !is_speech
        && !text.starts_with(['•', '·', '▪', '●', '*'])
        // Running text cut by a line break starts low.
        && !text.trim_start_matches(is_opener).chars().next().is_some_and(char::is_lowercase)
}

fn is_list_item(text: &str) -> bool {
    let bullet = text.starts_with(['•', '·', '▪', '■', '●', '○', '►', '▶', '➤', '✓', '*']);
    let number = text.split_once([')', '.']).is_some_and(|(n, rest)| {
        n.len() <= 2
            && !n.is_empty()
            && n.bytes().all(|b| b.is_ascii_digit())
            && rest.starts_with(' ')
            && !rest[1..].starts_with(char::is_lowercase)
    });
    bullet || number
}
