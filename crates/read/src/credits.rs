//! Who contributed: bylines, photo credits, agencies, outlets.

use crate::draft::Draft;
use crate::furniture::{Cue, Furniture, Source, short_line};
use crate::shape::is_dash;
use tidings_language::{Case, TokenKind, Tokens, tokenize};
use tidings_model::{CreditRole, Outlet};

/// Longest name of a contributor, in words.
const LONGEST_NAME: usize = 6;

/// A line that is a credit and nothing else: adds its credits. `at_edge`: near the title or the end, where bylines stand.
pub(crate) fn credit_line(line: &str, table: &Furniture, at_edge: bool, draft: &mut Draft) -> bool {
    short_line(line).is_some_and(|tokens| credit_line_of(line, &tokens, table, at_edge, draft))
}

/// The same of a line whose tokens are known.
pub(crate) fn credit_line_of(
    line: &str,
    tokens: &Tokens,
    table: &Furniture,
    at_edge: bool,
    draft: &mut Draft,
) -> bool {
    if tokens.is_empty() {
        return false;
    }
    if lone_source(line, table, draft) || picture_sources(line, table, draft) {
        return true;
    }
    let first = (0..tokens.len()).find(|&index| tokens[index].kind != TokenKind::Mark).unwrap_or(0);
    let found: Vec<_> = table.cues.all_at(tokens, first).collect();
    // *Source: X* names whom the words are from even where the same word credits pictures.
    let is_material = |value: &Cue| matches!(value, Cue::Material);
    let ordered =
        found.iter().filter(|f| is_material(f.value)).chain(found.iter().filter(|f| !is_material(f.value)));
    for found in ordered {
        let end = first + found.length;
        let colon = tokens.is_mark(end, ':') || tokens.is_mark(end, '/');
        let after = if colon { end + 1 } else { end };
        if after >= tokens.len() {
            continue;
        }
        let rest = &line[tokens[after].start..];
        match found.value {
            Cue::Material if names_after(rest, table, draft, colon) => return true,
            Cue::Translated if at_edge && is_short_name(rest, tokens, after) => {
                draft.credit(CreditRole::TranslationOf, trim_name(rest));
                return true;
            }
            Cue::Photo
                if (colon || found.length > 1 && is_byline(tokens, after, table)) && is_short_list(rest) =>
            {
                photo(rest, table, draft);
                return true;
            }
            Cue::By if at_edge && is_desk(tokens, after, table) => {
                return true;
            }
            Cue::By if (colon || at_edge) && is_byline(tokens, after, table) => {
                byline(rest, table, draft);
                return true;
            }
            _ => {}
        }
    }
    false
}

/// `mbl.is`, `(dpa)`, `© AFP`, `TT`: a line that is one source.
fn lone_source(line: &str, table: &Furniture, draft: &mut Draft) -> bool {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() || bare.len() > 60 {
        return false;
    }
    if is_host(bare) {
        let name = bare.trim_start_matches("www.");
        draft.outlet.get_or_insert_with(|| Outlet { name: name.to_owned() });
        return true;
    }
    let mut sources = Vec::new();
    for name in
        bare.split(['/', ',', '|', '+', ';']).map(|name| name.trim_matches(|c: char| !c.is_alphanumeric()))
    {
        match table.source(name) {
            Some((source, _)) => sources.push((source, name)),
            None => return false,
        }
    }
    for (source, name) in sources {
        let role = if source == Source::Agency { CreditRole::Agency } else { CreditRole::Outlet };
        draft.credit(role, name);
    }
    true
}

/// `Jane Doe/Stringer/Getty Images`: names with an agency among them, and nothing else.
fn picture_sources(line: &str, table: &Furniture, draft: &mut Draft) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    if line.len() > 90 || !line.contains(['/', '|']) || line.contains(['!', '?', ':', '"']) {
        return false;
    }
    let names: Vec<&str> = line.split(['/', '|']).map(trim_name).filter(|name| !name.is_empty()).collect();
    let is_name = |name: &&str| {
        let words = name.split_whitespace().count();
        table.source(name).is_some()
            || words <= 3 && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
    };
    let has_agency = names.iter().any(|name| matches!(table.source(name), Some((Source::Agency, _))));
    if !has_agency || names.len() < 2 || !names.iter().all(is_name) {
        return false;
    }
    for name in names {
        draft.credit(CreditRole::Photo, name);
    }
    true
}

/// A host name alone, such as `news.example.org`.
pub(crate) fn is_host(word: &str) -> bool {
    let labels: Vec<&str> = word.split('.').collect();
    let Some((&last, others)) = labels.split_last() else { return false };
    (2..=4).contains(&labels.len())
        && (2..=6).contains(&last.len())
        && last.bytes().all(|b| b.is_ascii_lowercase())
        && others.iter().all(|label| {
            label.len() >= 2
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && label.contains(char::is_alphabetic)
        })
}

fn trim_name(name: &str) -> &str {
    name.trim().trim_matches(|c: char| {
        matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '[' | ']' | '©' | '/' | '|')
            || c.is_whitespace()
            || is_dash(c)
    })
}

fn is_short_list(rest: &str) -> bool {
    rest.split_whitespace().count() <= 12 && rest.len() <= 120
}

fn is_short_name(rest: &str, tokens: &Tokens, after: usize) -> bool {
    rest.split_whitespace().count() <= LONGEST_NAME && tokens[after].case != Case::Lower
}

/// After a byline word come only names, their offices and an address.
fn is_byline(tokens: &Tokens, after: usize, table: &Furniture) -> bool {
    let mut names = 0;
    for index in after..tokens.len() {
        let token = tokens[index];
        match token.kind {
            TokenKind::Word if token.case != Case::Lower => names += 1,
            TokenKind::Word => {
                let is_joint = table
                    .cues
                    .all_at(tokens, index)
                    .any(|found| matches!(found.value, Cue::And | Cue::By | Cue::Photo));
                let is_particle = tokens.lower(index).chars().count() <= 3;
                let is_address = tokens.is_mark(index.wrapping_sub(1), '@')
                    || tokens.is_mark(index + 1, '@')
                    || tokens[index].glued;
                if !is_joint && !is_particle && !is_address {
                    return false;
                }
            }
            TokenKind::Number | TokenKind::Affix => return false,
            TokenKind::Mark if matches!(tokens.surface(index), "?" | "!" | ":") => return false,
            TokenKind::Mark => {}
        }
    }
    (1..=2 * LONGEST_NAME).contains(&names) && !tokens.text.trim_end().ends_with('.')
}

/// *From our correspondent*: people of the outlet without a name.
fn is_desk(tokens: &Tokens, after: usize, table: &Furniture) -> bool {
    tokens.len() - after <= LONGEST_NAME
        && (after..tokens.len()).all(|index| tokens[index].kind == TokenKind::Word)
        && (after..tokens.len()).any(|index| table.is_desk(tokens.lower(index)))
}

/// Adds the authors of a by-line, agencies as such; a word such as *by* before them is left out.
pub(crate) fn byline(rest: &str, table: &Furniture, draft: &mut Draft) {
    let rest = match short_line(rest) {
        Some(tokens) => {
            let cue = table
                .cues
                .all_at(&tokens, 0)
                .filter(|found| *found.value == Cue::By)
                .map(|found| found.length)
                .max();
            cue.and_then(|length| tokens.get(length)).map_or(rest, |after| &rest[after.start..])
        }
        None => rest,
    };
    for name in split_names(rest, table) {
        match table.source(name) {
            Some((Source::Agency, _)) => draft.credit(CreditRole::Agency, name),
            _ => draft.credit(CreditRole::Text, name),
        }
    }
}

/// Names of a list: `dpa, Reuters und Le Monde`.
fn split_names<'a>(rest: &'a str, table: &Furniture) -> Vec<&'a str> {
    let mut names = Vec::new();
    for piece in rest.split([',', ';', '/', '|', '•', '·']) {
        let Some(tokens) = short_line(piece) else { continue };
        let mut start = 0;
        for index in 0..tokens.len() {
            let is_and =
                table.cues.all_at(&tokens, index).any(|found| *found.value == Cue::And && found.length == 1);
            if is_and {
                names.push(&piece[start..tokens[index].start]);
                start = tokens[index].end;
            }
        }
        names.push(&piece[start..]);
    }
    names
        .into_iter()
        .map(trim_name)
        .filter(|name| name.contains(char::is_alphabetic) && !name.contains('@'))
        .collect()
}

/// *With material from* …: all that follows are names. Without a known source among them the words must be capitalised.
fn names_after(rest: &str, table: &Furniture, draft: &mut Draft, colon: bool) -> bool {
    if !is_short_list(rest) {
        return false;
    }
    let names = split_names(rest, table);
    let looks_like_name = |name: &&str| {
        name.split_whitespace().count() <= LONGEST_NAME
            && name.chars().next().is_some_and(|c| c.is_uppercase() || is_host(name))
    };
    let known = names.iter().filter(|name| table.source(name).is_some() || is_host(name)).count();
    if names.is_empty() || !names.iter().all(|name| looks_like_name(name) || table.source(name).is_some()) {
        return false;
    }
    if known == 0 && !colon && names.len() > 4 {
        return false;
    }
    for name in names {
        match table.source(name) {
            Some((Source::Agency, _)) => draft.credit(CreditRole::Agency, name),
            _ => draft.credit(CreditRole::Outlet, name),
        }
    }
    true
}

/// Adds the makers of a picture: `AFP/Sergei Ilyin`, `Anna Svensson / TT`.
fn photo(rest: &str, table: &Furniture, draft: &mut Draft) {
    for name in split_names(rest, table) {
        draft.credit(CreditRole::Photo, name);
    }
}

/// The photo credit at the end of a caption (`Foto: AP`, `AFP/Name`, `(AP)`): adds it.
pub(crate) fn caption_credit(line: &str, table: &Furniture, draft: &mut Draft) -> bool {
    /// A caption is a sentence or two.
    const LONGEST_CAPTION: usize = 420;
    if line.len() > LONGEST_CAPTION {
        return false;
    }
    // A cue word with a colon, near the end.
    let tokens = tokenize(if line.contains([':', '/']) { line } else { "" });
    for index in (1..tokens.len()).rev() {
        if !tokens.is_mark(index, ':') && !tokens.is_mark(index, '/') {
            continue;
        }
        let is_colon = tokens.is_mark(index, ':');
        let cue = table
            .cues
            .all_at(&tokens, index - 1)
            .any(|found| *found.value == Cue::Photo && found.length == 1);
        let capital_cue = tokens[index - 1].case != Case::Lower || !is_colon;
        if cue && capital_cue && index > 2 && index + 1 < tokens.len() {
            let rest = &line[tokens[index + 1].start..];
            if is_short_list(rest) && rest.split_whitespace().count() <= 8 {
                photo(rest, table, draft);
                return true;
            }
        }
    }
    // © Name as the last words.
    if let Some(at) = line.rfind('©').filter(|&at| at > 20)
        && is_short_list(&line[at..])
    {
        photo(&line[at + '©'.len_utf8()..], table, draft);
        return true;
    }
    // AFP/Name or Name/TT as the last words, after a full stop.
    let tail = line.rsplit_once(['.', '!', '?', ')', '"', '”', '“']).map_or("", |(_, tail)| tail).trim();
    if tail.contains('/') && is_short_list(tail) {
        let names: Vec<&str> = tail.split('/').map(trim_name).collect();
        let is_credit = names.iter().any(|name| table.source(name).is_some())
            && names.iter().all(|name| !name.is_empty() && name.split_whitespace().count() <= 4);
        if is_credit {
            for name in names {
                draft.credit(CreditRole::Photo, name);
            }
            return true;
        }
    }
    // (AP Photo/Name) and (AFP)
    if line.ends_with(')')
        && let Some(open) = line.rfind('(')
    {
        let inside = &line[open + 1..line.len() - 1];
        let first = inside.split(['/', ',', ' ', ':']).next().unwrap_or("");
        let is_credit =
            inside.len() <= 80 && table.source(first).is_some_and(|(source, _)| source == Source::Agency);
        let whole_is_agency = table.source(inside).is_some();
        if is_credit
            && (inside.contains('/') || whole_is_agency)
            && open > 20
            && !line[..open].trim_end().ends_with(['"', '”'])
        {
            photo(inside, table, draft);
            return inside.contains('/');
        }
    }
    false
}

/// The source before the first words of a text: `CNN  —  `, `STOCKHOLM (TT)`, `BERLIN, 18. Juni (dpa) –`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LeadPrefix {
    /// Bytes of the paragraph that are the prefix.
    pub length: usize,
    /// The sources it names.
    pub sources: Vec<String>,
}

/// Finds the source before the first words of the first paragraph. `raw` keeps the runs of spaces of the capture.
pub(crate) fn lead_prefix(raw: &str, table: &Furniture) -> Option<LeadPrefix> {
    /// `WASHINGTON/NEW YORK, June 18 (Reuters) - `
    const LONGEST_PREFIX: usize = 70;
    let head = crate::draft::up_to(raw, LONGEST_PREFIX);
    let dash = head.char_indices().find(|&(at, c)| {
        let before = head[..at].ends_with(char::is_whitespace) || head[..at].ends_with(')');
        let after = head[at + c.len_utf8()..].starts_with(|c: char| c.is_whitespace() || is_dash(c));
        (is_dash(c) && before && after) || (c == '|' && at > 0) || (c == ':' && head[..at].ends_with(')'))
    });
    let bracket = head.find(')').filter(|_| head.contains('('));
    if let Some((at, _)) = dash {
        let prefix = head[..at].trim();
        let rest_start =
            at + raw[at..].find(|c: char| !is_dash(c) && !c.is_whitespace() && c != '|' && c != ':')?;
        // Two spaces round the dash are set by software, not by a writer.
        let is_set_apart = head[..at].chars().rev().take_while(|c| c.is_whitespace()).count() >= 2;
        let starts_sentence = raw[rest_start..].starts_with(|c: char| !c.is_lowercase());
        if let Some(sources) = sources_of_prefix(prefix, table, is_set_apart, starts_sentence) {
            return Some(LeadPrefix { length: rest_start, sources });
        }
    }
    if let Some(at) = bracket {
        // Without a dash the bracket must hold a known agency, after a place.
        let open = head.find('(')?;
        let inside = head.get(open + 1..at)?;
        let place = head[..open].trim();
        let is_place = !place.is_empty()
            && place.split_whitespace().count() <= 4
            && place.split([' ', '/', '-']).all(|word| word.chars().next().is_none_or(|c| !c.is_lowercase()));
        let known: Vec<String> = inside
            .split(['/', ','])
            .map(trim_name)
            .filter(|name| table.source(name).is_some())
            .map(str::to_owned)
            .collect();
        if is_place && !known.is_empty() {
            let rest = at + 1;
            let length = rest
                + raw[rest..].find(|c: char| !c.is_whitespace() && !matches!(c, ':' | ',') && !is_dash(c))?;
            return Some(LeadPrefix { length, sources: known });
        }
    }
    None
}

fn sources_of_prefix(
    prefix: &str,
    table: &Furniture,
    is_set_apart: bool,
    starts_sentence: bool,
) -> Option<Vec<String>> {
    if prefix.is_empty() {
        return None;
    }
    if let Some(open) = prefix.find('(') {
        let inside = prefix[open + 1..].trim_end_matches(|c: char| !c.is_alphanumeric());
        let place = prefix[..open].trim();
        let short = inside.split_whitespace().count() <= 3;
        let capital_place = place.is_empty() || place.chars().next().is_some_and(char::is_uppercase);
        let names: Vec<String> =
            inside.split(['/', ',']).map(trim_name).filter(|n| !n.is_empty()).map(str::to_owned).collect();
        let known = names.iter().any(|name| table.source(name).is_some());
        let acronym =
            inside.chars().all(|c| c.is_uppercase() || c == '/') && (2..=8).contains(&inside.chars().count());
        let place_in_capitals =
            place.chars().any(char::is_alphabetic) && !place.chars().any(char::is_lowercase);
        // `Ort (NPA) – Die …`: one word, an acronym and a new sentence; a person and a party go on in lower case.
        let is_one_word = !place.is_empty() && place.split_whitespace().count() == 1;
        let unknown = acronym && (place_in_capitals || is_one_word && starts_sentence);
        return (short && capital_place && (known || unknown)).then_some(names);
    }
    // A source by itself.
    let names: Vec<&str> = prefix.split(['/', ',']).map(trim_name).collect();
    if names.iter().all(|name| table.source(name).is_some())
        && (is_set_apart
            || names
                .iter()
                .all(|name| table.source(name).is_some_and(|(source, _)| source == Source::Agency)))
    {
        return Some(names.into_iter().map(str::to_owned).collect());
    }
    // A place in capitals, five letters or more (shorter ones may be acronyms).
    let letters = prefix.chars().filter(|c| c.is_alphabetic()).count();
    let is_place = letters >= 5
        && !prefix.chars().any(|c| c.is_lowercase() || c.is_ascii_digit())
        && prefix.split_whitespace().count() <= 3;
    (is_place && is_set_apart).then(Vec::new)
}

/// Adds the sources of a lead prefix. An outlet that publishes in other languages only was translated.
pub(crate) fn add_sources(sources: &[String], table: &Furniture, draft: &mut Draft) {
    for name in sources {
        match table.source(name) {
            Some((Source::Outlet, false)) => draft.credit(CreditRole::TranslationOf, name),
            Some((Source::Outlet, true)) => draft.credit(CreditRole::Outlet, name),
            _ => draft.credit(CreditRole::Agency, name),
        }
    }
}
