//! The brief as a person reads it in a terminal.

use crate::view::{self, Said, View};
use std::fmt::Write;
use tidings_model::{Brief, Claim, Discrepancy, Position, Stance, Story, TimelineRow};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How the text is to look.
#[derive(Debug, Clone, Copy)]
pub struct TextStyle {
    /// Columns.
    pub width: usize,
    /// Whether colours may be used (never the only sign).
    pub colour: bool,
    /// Every row instead of the most telling ones.
    pub all: bool,
}

/// Rows shown of a kind where not all are asked for: what an analyst takes in at a glance.
const CLAIMS: usize = 6;
const POSITIONS: usize = 6;
const SINGLES: usize = 4;
const TIMELINE: usize = 12;
const ENTITIES: usize = 8;
const SMALL_STORIES: usize = 30;

/// The brief as text.
pub fn text(brief: &Brief, style: &TextStyle) -> String {
    let view = View::new(brief);
    let mut page = Page { view: &view, style: *style, out: String::new() };
    let _ = writeln!(page.out, "{}\n", view.summary());
    for (index, story) in brief.stories.iter().enumerate() {
        if !style.all && index >= SMALL_STORIES {
            let _ = writeln!(page.out, "{} more stories: `--all` shows them\n", brief.stories.len() - index);
            break;
        }
        page.story(index, story);
    }
    page.sources();
    page.out
}

struct Page<'v, 'b> {
    view: &'v View<'b>,
    style: TextStyle,
    out: String,
}

/// What a piece of text is, for its colour.
#[derive(Clone, Copy)]
enum Ink {
    Title,
    Label,
    Faint,
    Asserted,
    Denied,
    Possible,
}

impl Page<'_, '_> {
    fn story(&mut self, index: usize, story: &Story) {
        let period = view::period(story);
        let title = story.gloss.as_deref().unwrap_or(&story.title);
        let room = self.style.width.saturating_sub(period.width() + 6);
        let title = cut(title, room);
        let gap = self.style.width.saturating_sub(3 + title.width() + period.width()).max(2);
        let (title, period) = (self.ink(Ink::Title, &title), self.ink(Ink::Label, &period));
        let _ = writeln!(self.out, "━━ {title}{}{period}", " ".repeat(gap));
        if story.gloss.is_some() {
            self.wrapped(3, 3, &format!("“{}”", story.title));
        }
        let counts = format!(
            "{}, {} · {}",
            view::counted(story.articles.len(), "article", "articles"),
            view::counted(story.origins, "independent origin", "independent origins"),
            story.languages.join(" ")
        );
        self.wrapped(3, 3, &counts);
        let origins: Vec<String> = story
            .origin_list
            .iter()
            .map(|origin| {
                format!("{} ({})", view::origin_name(self.view, origin), self.refs(&origin.articles))
            })
            .collect();
        if !origins.is_empty() {
            self.wrapped(3, 12, &format!("origins: {}", origins.join(" · ")));
        }
        let people: Vec<&str> = story.entities.iter().take(ENTITIES).map(|id| self.view.name(id)).collect();
        if !people.is_empty() {
            self.wrapped(3, 3, &people.join(" · "));
        }
        for (sign, what, lines) in self.view.on_lists(story) {
            self.wrapped(3, 5, &format!("{sign} {what}: {}", lines.join(" · ")));
        }
        self.out.push('\n');
        let claims = view::claims(story);
        let told: Vec<&Claim> = claims.contested.iter().chain(&claims.shared).copied().collect();
        let shown = self.most(told.len(), CLAIMS);
        if shown > 0 {
            self.heading("WHO SAYS, WHO DENIES");
            told[..shown].iter().for_each(|claim| self.claim(claim));
            self.more(told.len() - shown, "claim", "claims");
            self.out.push('\n');
        }
        self.comparison("ACCOUNTS DIFFER", "≠", &story.discrepancies);
        self.comparison("ACCOUNTS AGREE", "=", &story.agreements);
        self.singles(story, &claims.single);
        self.timeline(story);
        let _ = index;
    }

    fn claim(&mut self, claim: &Claim) {
        let when = claim.when.as_ref().map(|when| format!(" · {when}")).unwrap_or_default();
        self.wrapped(3, 5, &format!("{}{when}", claim.gloss));
        for (stance, positions) in view::by_stance(claim) {
            let (sign, word) = view::stance_words(stance);
            let ink = match stance {
                Stance::Asserts => Ink::Asserted,
                Stance::Denies => Ink::Denied,
                Stance::Speculates => Ink::Possible,
            };
            let shown = self.most(positions.len(), POSITIONS);
            for (row, position) in positions[..shown].iter().enumerate() {
                let label = if row == 0 { format!("{sign} {word}") } else { String::new() };
                self.position(position, &label, ink);
            }
            if shown < positions.len() {
                self.indented(18, &format!("and {} more", positions.len() - shown));
            }
        }
    }

    /// Label, who, language, the sentence, its place.
    fn position(&mut self, position: &Position, label: &str, ink: Ink) {
        let Some(said) = self.view.said(position) else { return };
        let label = format!("{}{}", self.ink(ink, label), " ".repeat(12usize.saturating_sub(label.width())));
        self.row(&format!("     {label} "), 18, &said);
    }

    /// `lead` is what stands before the speaker, `left` columns wide.
    fn row(&mut self, lead: &str, left: usize, said: &Said) {
        let place = format!("{}:{}", said.article + 1, said.sentence + 1);
        let who = view::speaker_or_account(said);
        let who_room = (self.style.width / 4).clamp(14, 34);
        let who = cut(&who, who_room);
        let language = format!("{:<3}", said.language);
        let quote_room =
            self.style.width.saturating_sub(left + who_room + 1 + language.width() + 1 + place.width() + 4);
        let quote = around(said, quote_room.max(20));
        let pad = " ".repeat(who_room.saturating_sub(who.width()) + 1);
        let fill = " ".repeat(quote_room.saturating_sub(quote.width()));
        let (language, place) = (self.ink(Ink::Faint, &language), self.ink(Ink::Faint, &place));
        let _ = writeln!(self.out, "{lead}{who}{pad}{language} “{quote}”{fill} {place}");
    }

    fn comparison(&mut self, heading: &str, sign: &str, rows: &[Discrepancy]) {
        if rows.is_empty() {
            return;
        }
        self.heading(heading);
        for row in rows {
            self.wrapped(3, 5, &row.about);
            for (index, side) in row.sides.iter().enumerate() {
                let places: Vec<String> = side
                    .positions
                    .iter()
                    .filter_map(|position| {
                        let said = self.view.said(position)?;
                        Some(format!("{} {}:{}", said.language, said.article + 1, said.sentence + 1))
                    })
                    .collect();
                let sign = if index == 0 { " " } else { sign };
                let line = format!("{sign} {}   {}", side.value, self.ink(Ink::Faint, &places.join(", ")));
                self.indented(5, &line);
                if let Some(said) = side.positions.first().and_then(|position| self.view.said(position)) {
                    let quote = around(&said, self.style.width.saturating_sub(12));
                    self.indented(9, &format!("“{quote}”"));
                }
            }
        }
        self.out.push('\n');
    }

    fn singles(&mut self, story: &Story, single: &[&Claim]) {
        let shown = self.most(single.len(), SINGLES);
        if shown == 0 {
            return;
        }
        self.heading(if story.origins > 1 { "ONE ORIGIN ONLY" } else { "WHO SAYS WHAT" });
        for claim in &single[..shown] {
            let when = claim.when.as_ref().map(|when| format!(" · {when}")).unwrap_or_default();
            self.wrapped(3, 5, &format!("{}{when}", claim.gloss));
            for position in claim.positions.iter().take(self.most(claim.positions.len(), 2)) {
                if let Some(said) = self.view.said(position) {
                    self.row("     ", 5, &said);
                }
            }
        }
        self.more(single.len() - shown, "claim", "claims");
        self.out.push('\n');
    }

    fn timeline(&mut self, story: &Story) {
        if story.timeline.is_empty() {
            return;
        }
        self.heading("TIMELINE");
        let shown = self.most(story.timeline.len(), TIMELINE);
        for row in &story.timeline[..shown] {
            self.timeline_row(row);
        }
        self.more(story.timeline.len() - shown, "row", "rows");
        self.out.push('\n');
    }

    fn timeline_row(&mut self, row: &TimelineRow) {
        let said: Vec<Said> = row.positions.iter().filter_map(|position| self.view.said(position)).collect();
        let mut places: Vec<String> = said
            .iter()
            .map(|said| format!("{} {}:{}", said.language, said.article + 1, said.sentence + 1))
            .collect();
        places.dedup();
        let more = places.len().saturating_sub(3);
        places.truncate(3);
        let mut places = places.join(", ");
        if more > 0 {
            places += &format!(" +{more}");
        }
        let story = row
            .story
            .as_deref()
            .and_then(|id| self.view.story_index(id))
            .map(|index| format!("  → {}", self.view.brief.stories[index].title))
            .unwrap_or_default();
        let room = self.style.width.saturating_sub(3 + 16 + places.width() + 2);
        let what = cut(&format!("{}{story}", row.text), room);
        let fill = " ".repeat(room.saturating_sub(what.width()) + 1);
        let places = self.ink(Ink::Faint, &places);
        let _ = writeln!(self.out, "   {:<16}{what}{fill}{places}", row.value);
    }

    fn sources(&mut self) {
        if self.view.brief.articles.is_empty() {
            return;
        }
        self.heading("SOURCES");
        let brief = self.view.brief;
        let shown = self.most(brief.articles.len(), 60);
        for (index, article) in brief.articles[..shown].iter().enumerate() {
            let head =
                format!("{:>4}  {:<3} {:<22}", index + 1, article.language.code, view::published(article));
            let source = view::source_name(article);
            let room = self.style.width.saturating_sub(3 + head.width() + source.width() + 4);
            let title = cut(article.title.as_deref().unwrap_or("(no title)"), room.max(16));
            let fill = " ".repeat(room.saturating_sub(title.width()) + 2);
            let source = self.ink(Ink::Faint, source);
            let _ = writeln!(self.out, "{head}  {title}{fill}{source}");
        }
        self.more(brief.articles.len() - shown, "article", "articles");
        let note = "Places are article:sentence. Words in quotation marks are the source's own; everything else is a gloss.";
        let note = self.ink(Ink::Faint, note);
        let _ = writeln!(self.out, "\n   {note}");
    }

    /// Numbers of articles as they stand in the list of sources.
    fn refs(&self, ids: &[String]) -> String {
        let numbers: Vec<String> = ids
            .iter()
            .filter_map(|id| self.view.article_index(id))
            .map(|index| (index + 1).to_string())
            .collect();
        numbers.join(", ")
    }

    fn heading(&mut self, words: &str) {
        let words = self.ink(Ink::Label, words);
        let _ = writeln!(self.out, "   {words}");
    }

    fn more(&mut self, count: usize, one: &str, many: &str) {
        if count > 0 {
            let line = format!("+ {} more: `--all` shows them", view::counted(count, one, many));
            let line = self.ink(Ink::Faint, &line);
            let _ = writeln!(self.out, "   {line}");
        }
    }

    fn most(&self, count: usize, limit: usize) -> usize {
        if self.style.all { count } else { count.min(limit) }
    }

    fn indented(&mut self, columns: usize, line: &str) {
        let _ = writeln!(self.out, "{}{line}", " ".repeat(columns));
    }

    /// Text broken at spaces; the first line starts at `first`, the others at `rest`.
    fn wrapped(&mut self, first: usize, rest: usize, words: &str) {
        let mut line = " ".repeat(first);
        let mut is_empty = true;
        for word in words.split_whitespace() {
            if !is_empty && line.width() + 1 + word.width() > self.style.width {
                let _ = writeln!(self.out, "{line}");
                line = " ".repeat(rest);
                is_empty = true;
            }
            if !is_empty {
                line.push(' ');
            }
            line.push_str(word);
            is_empty = false;
        }
        let _ = writeln!(self.out, "{line}");
    }

    fn ink(&self, ink: Ink, words: &str) -> String {
        if !self.style.colour || words.is_empty() {
            return words.to_owned();
        }
        let code = match ink {
            Ink::Title => "1",
            Ink::Label => "1;34",
            Ink::Faint => "2",
            Ink::Asserted => "32",
            Ink::Denied => "31",
            Ink::Possible => "33",
        };
        format!("\u{1b}[{code}m{words}\u{1b}[0m")
    }
}

/// The words cut to so many columns, with an ellipsis where something is missing. Control characters become spaces.
fn cut(words: &str, columns: usize) -> String {
    let clean: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.width() <= columns {
        return clean;
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in clean.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide + 1 > columns {
            break;
        }
        used += wide;
        kept.push(c);
    }
    kept.truncate(kept.trim_end().len());
    kept + "…"
}

/// The sentence cut to so many columns around what is said.
fn around(said: &Said, columns: usize) -> String {
    let text = said.text;
    if text.width() <= columns {
        return cut(text, columns);
    }
    let start = said.core.start.min(text.len());
    // The whole beginning where the statement still shows; else from the statement on.
    let from_start = text.get(..start).is_some_and(|before| before.width() * 2 <= columns);
    if from_start {
        return cut(text, columns);
    }
    let rest = text.get(start..).unwrap_or(text);
    cut(&format!("…{rest}"), columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_by_columns_not_by_bytes() {
        assert_eq!(cut("Pútín í Pjongjang", 8), "Pútín í…");
        assert_eq!(cut("金正恩访问俄罗斯", 7), "金正恩…");
        assert_eq!(cut("short", 10), "short");
    }

    #[test]
    fn an_empty_brief_is_one_line() {
        let style = TextStyle { width: 80, colour: false, all: false };
        assert_eq!(text(&Brief::default(), &style), "0 stories · 0 articles · 0 languages\n\n");
    }
}
