//! The brief as one page that needs nothing else: no network, no script.
//!
//! Filters are check boxes that the style sheet reads with `:has()`; references are fragments, and the sentence they lead to
//! is marked by `:target`.

use crate::view::{self, Said, View};
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};
use std::{collections::BTreeMap, fmt::Write};
use tidings_model::{
    Article, Block, BlockKind, Brief, Claim, Discrepancy, Dropped, LanguageCode, Position, Span, Stance,
    Story, TimelineRow,
};

const STYLE: &str = include_str!("style.css");

/// Rows of one stance that stand open; the rest folds away.
const ROWS: usize = 5;

/// Dots of a timeline drawn with labels; more stand in the table only.
const DOTS: usize = 14;

/// The brief as a self-contained HTML page.
pub fn html(brief: &Brief) -> String {
    let view = View::new(brief);
    let languages = languages(brief);
    let origins = origins(&view);
    let first_title = brief.stories.first().map(|story| story.gloss.as_deref().unwrap_or(&story.title));
    markup! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content="tidings";
                title { (first_title.unwrap_or("No stories")) " – tidings brief" }
                style { (PreEscaped(STYLE)) (PreEscaped(filter_rules(languages.len(), origins.len()))) }
            }
            body {
                header.page {
                    h1 { "tidings brief" }
                    p.meta { (view.summary()) }
                    p.legend {
                        "Sentences are the sources’ own, in their language. Glosses, roles and units are in English. "
                        "The brief tells who says what; it does not rate who is right."
                    }
                }
                (filters(&languages, &origins))
                @if brief.stories.len() > 1 { (contents(brief)) }
                main {
                    @for (index, story) in brief.stories.iter().enumerate() { (story_section(&view, &origins, index, story)) }
                }
                section aria-label="Captures" {
                    h3 #captures { "The captures" }
                    @for (index, article) in brief.articles.iter().enumerate() {
                        (capture(&view, &languages, &origins, index, article))
                    }
                }
                (identities(brief))
            }
        }
    }
    .into_string()
}

fn languages(brief: &Brief) -> Vec<&str> {
    let mut codes: Vec<&str> = brief.articles.iter().map(|article| article.language.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Names of the origins, and the number of the origin of each article.
struct Origins {
    names: Vec<String>,
    of_article: Vec<Option<usize>>,
}

impl Origins {
    fn len(&self) -> usize {
        self.names.len()
    }
}

fn origins(view: &View) -> Origins {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut origins = Origins { names: Vec::new(), of_article: vec![None; view.brief.articles.len()] };
    for origin in view.brief.stories.iter().flat_map(|story| &story.origin_list) {
        let number = *numbers.entry(&origin.name).or_insert_with(|| {
            origins.names.push(view::origin_name(view, origin).to_owned());
            origins.names.len() - 1
        });
        for index in origin.articles.iter().filter_map(|id| view.article_index(id)) {
            origins.of_article[index] = Some(number);
        }
    }
    origins
}

/// Rows of a language or origin whose box is not checked are not shown.
fn filter_rules(languages: usize, origins: usize) -> String {
    let mut rules = String::new();
    for (kind, count) in [("l", languages), ("o", origins)] {
        for number in 0..count {
            let _ =
                writeln!(rules, "body:has(#{kind}{number}:not(:checked)) .{kind}{number}{{display:none}}");
        }
    }
    rules
}

fn filters(languages: &[&str], origins: &Origins) -> Markup {
    markup! {
        @if languages.len() > 1 || origins.len() > 1 {
            fieldset.filter {
                legend { "Show" }
                @for (number, code) in languages.iter().enumerate() {
                    label { input type="checkbox" id=(format!("l{number}")) checked; " " (code) }
                }
                @if origins.len() > 1 {
                    details {
                        summary { "Origins" }
                        @for (number, name) in origins.names.iter().enumerate() {
                            label { input type="checkbox" id=(format!("o{number}")) checked; " " (name) }
                        }
                    }
                }
            }
        }
    }
}

fn contents(brief: &Brief) -> Markup {
    markup! {
        nav aria-label="Stories" {
            ol {
                @for (index, story) in brief.stories.iter().enumerate() {
                    li {
                        a href=(format!("#story{index}")) { (story.gloss.as_deref().unwrap_or(&story.title)) }
                        " " span.meta { (view::counted(story.articles.len(), "article", "articles")) " · " (view::period(story)) }
                    }
                }
            }
        }
    }
}

fn story_section(view: &View, origins: &Origins, index: usize, story: &Story) -> Markup {
    let claims = view::claims(story);
    let told: Vec<&Claim> = claims.contested.iter().chain(&claims.shared).copied().collect();
    let title_language = story_language(view, story);
    markup! {
        article.story #(format!("story{index}")) {
            h2 {
                @match &story.gloss {
                    Some(gloss) => (gloss),
                    None => span lang=(title_language) dir="auto" { (story.title) },
                }
            }
            @if story.gloss.is_some() { p.headline lang=(title_language) dir="auto" { "“" (story.title) "”" } }
            p.meta {
                (view::period(story)) " · " (view::counted(story.articles.len(), "article", "articles")) ", "
                (view::counted(story.origins, "independent origin", "independent origins")) " · " (story.languages.join(" "))
            }
            @if !story.origin_list.is_empty() {
                p.meta {
                    "Origins: "
                    @for (number, origin) in story.origin_list.iter().enumerate() {
                        @if number > 0 { " · " }
                        (view::origin_name(view, origin)) " ("
                        @for (place, id) in origin.articles.iter().enumerate() {
                            @if let Some(article) = view.article_index(id) {
                                @if place > 0 { ", " }
                                a href=(format!("#a{article}")) { (article + 1) }
                            }
                        }
                        @if !origin.why.is_empty() { "; " (origin.why) }
                        ")"
                    }
                }
            }
            @if !story.entities.is_empty() {
                ul.chips {
                    @for id in story.entities.iter().take(12) {
                        li {
                            (view.name(id))
                            @if let Some(entity) = view.entity(id) {
                                @if !entity.listed.is_empty() { " ⚑" }
                            }
                        }
                    }
                }
            }
            @for (sign, what, lines) in view.on_lists(story) {
                p.listed { (sign) " " (what) ": " (lines.join(" · ")) }
            }
            @if !told.is_empty() {
                h3 { "Who says, who denies" }
                @for claim in &told { (claim_box(view, origins, claim)) }
            }
            (comparisons(view, origins, "Accounts differ", "differ", &story.discrepancies))
            (comparisons(view, origins, "Accounts agree", "agree", &story.agreements))
            (timeline(view, origins, story))
            @if !claims.single.is_empty() {
                details open[told.is_empty()] {
                    summary {
                        @if story.origins > 1 { "One origin only: " } @else { "Who says what: " }
                        (view::counted(claims.single.len(), "claim", "claims"))
                    }
                    @for claim in &claims.single { (claim_box(view, origins, claim)) }
                }
            }
            @if !story.why.is_empty() {
                details {
                    summary { "Why these articles are one story" }
                    ul.why { @for why in &story.why { li { (why) } } }
                }
            }
        }
    }
}

fn story_language<'b>(view: &View<'b>, story: &Story) -> &'b str {
    let titled = |id: &String| {
        let article = &view.brief.articles[view.article_index(id)?];
        (article.title.as_deref() == Some(story.title.as_str())).then_some(article.language.code.as_str())
    };
    story.articles.iter().find_map(titled).unwrap_or("und")
}

fn claim_box(view: &View, origins: &Origins, claim: &Claim) -> Markup {
    let groups = view::by_stance(claim);
    let contested = groups.iter().any(|(stance, _)| *stance == Stance::Denies);
    markup! {
        div.claim.contested[contested] {
            p.gloss {
                (claim.gloss)
                small {
                    @if let Some(when) = &claim.when { " · " (when) }
                    " · " (view::counted(claim.origins, "origin", "origins"))
                }
            }
            @for (stance, positions) in &groups {
                @let shown = if positions.len() > ROWS + 1 { ROWS } else { positions.len() };
                (stance_rows(view, origins, *stance, &positions[..shown], true))
                @if shown < positions.len() {
                    details {
                        summary { (positions.len() - shown) " more" }
                        (stance_rows(view, origins, *stance, &positions[shown..], false))
                    }
                }
            }
        }
    }
}

fn stance_rows(
    view: &View,
    origins: &Origins,
    stance: Stance,
    positions: &[&Position],
    first: bool,
) -> Markup {
    let (sign, word) = view::stance_words(stance);
    markup! {
        table.rows {
            @for (row, said) in positions.iter().filter_map(|position| view.said(position)).enumerate() {
                tr class=(classes(view, origins, said.article)) {
                    th scope="row" class=(stance_class(stance)) { @if row == 0 && first { (sign) " " (word) } }
                    (said_cells(&said))
                }
            }
        }
    }
}

fn said_cells(said: &Said) -> Markup {
    markup! {
        td.who { (view::speaker_or_account(said)) small { (view::kind_words(said.statement.kind)) } }
        td { blockquote lang=(said.language) dir="auto" { q { (marked(said)) } } }
        td.place { (said.language) " " a href=(format!("#a{}s{}", said.article, said.sentence)) { (said.article + 1) ":" (said.sentence + 1) } }
    }
}

/// The sentence with what is said marked, where that is only a part of it.
fn marked(said: &Said) -> Markup {
    let end = said.core.end.min(said.text.len());
    let parts = (said.text.get(..said.core.start), said.text.get(said.core.start..end), said.text.get(end..));
    match parts {
        (Some(before), Some(core), Some(after)) if !(before.is_empty() && after.is_empty()) => markup! {
            (before) span.said { (core) } (after)
        },
        _ => markup! { (said.text) },
    }
}

fn stance_class(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "yes",
        Stance::Denies => "no",
        Stance::Speculates => "maybe",
    }
}

/// Classes by which the filters find a row.
fn classes(view: &View, origins: &Origins, article: usize) -> String {
    let mut classes = String::new();
    let code = view.brief.articles[article].language.code.as_str();
    if let Ok(number) = languages(view.brief).binary_search(&code) {
        let _ = write!(classes, "l{number}");
    }
    if let Some(number) = origins.of_article[article] {
        let _ = write!(classes, " o{number}");
    }
    classes
}

fn comparisons(view: &View, origins: &Origins, heading: &str, class: &str, rows: &[Discrepancy]) -> Markup {
    markup! {
        @if !rows.is_empty() {
            h3 { (heading) }
            @for row in rows {
                p.gloss { (row.about) @if !row.why.is_empty() { small { " · " (row.why) } } }
                div.sides class=(class) {
                    @for side in &row.sides {
                        div.side {
                            strong { (side.value) }
                            @for position in &side.positions { (side_row(view, origins, position)) }
                        }
                    }
                }
            }
        }
    }
}

fn side_row(view: &View, origins: &Origins, position: &Position) -> Markup {
    markup! {
        @if let Some(said) = view.said(position) {
            p class=(classes(view, origins, said.article)) {
                q lang=(said.language) dir="auto" { (said.text) } " "
                span.place { (said.language) " " a href=(format!("#a{}s{}", said.article, said.sentence)) { (said.article + 1) ":" (said.sentence + 1) } }
            }
        }
    }
}

fn timeline(view: &View, origins: &Origins, story: &Story) -> Markup {
    markup! {
        @if !story.timeline.is_empty() {
            h3 { "Timeline" }
            figure { (timeline_drawing(&story.timeline)) }
            table.rows {
                @for row in &story.timeline {
                    tr {
                        th scope="row" { time datetime=(row.value) { (row.value) } }
                        td {
                            (row.text)
                            @if let Some(other) = row.story.as_deref().and_then(|id| view.story_index(id)) {
                                " → " a href=(format!("#story{other}")) { (view.brief.stories[other].title) }
                            }
                        }
                        td.place {
                            @for position in &row.positions {
                                @if let Some(said) = view.said(position) {
                                    span class=(classes(view, origins, said.article)) title=(said.text) {
                                        (said.language) " " a href=(format!("#a{}s{}", said.article, said.sentence)) { (said.article + 1) ":" (said.sentence + 1) }
                                    }
                                    br;
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Dots in their order along a line; a gap of years is drawn as a broken line, since days and decades stand side by side.
fn timeline_drawing(rows: &[TimelineRow]) -> Markup {
    let rows = &rows[rows.len().saturating_sub(DOTS)..];
    let (width, step) = (1000.0, 1000.0 / (rows.len() as f64));
    let x = |index: usize| step * (index as f64 + 0.5);
    let year = |row: &TimelineRow| row.value.get(..4).and_then(|year| year.parse::<i32>().ok());
    let label = |words: &str| {
        let most = (step / 6.2) as usize;
        let mut label: String = words.chars().take(most).collect();
        if words.chars().count() > most {
            label.pop();
            label.push('…');
        }
        label
    };
    markup! {
        svg viewBox=(format!("0 0 {width} 96")) role="img" aria-label="Timeline; the table below holds the same rows" {
            @for index in 1..rows.len() {
                @let far = year(&rows[index - 1]).zip(year(&rows[index])).is_some_and(|(before, after)| after - before > 1);
                line.axis x1=(format!("{:.1}", x(index - 1))) x2=(format!("{:.1}", x(index))) y1="40" y2="40"
                    stroke-dasharray=[far.then_some("2 7")] {}
            }
            @for (index, row) in rows.iter().enumerate() {
                @let radius = 5.0 + (row.positions.len().min(6) as f64);
                circle.dot cx=(format!("{:.1}", x(index))) cy="40" r=(radius) { title { (row.value) ": " (row.text) } }
                text x=(format!("{:.1}", x(index))) y="18" text-anchor="middle" { (label(&row.value)) }
                text.faint x=(format!("{:.1}", x(index))) y=(if index % 2 == 0 { "70" } else { "88" }) text-anchor="middle" { (label(&row.text)) }
            }
        }
    }
}

fn capture(view: &View, languages: &[&str], origins: &Origins, index: usize, article: &Article) -> Markup {
    let _ = languages;
    let language = article.language.code.as_str();
    let credits: Vec<String> = article.credits.iter().map(|credit| credit.name.clone()).collect();
    markup! {
        section.capture #(format!("a{index}")) class=(classes(view, origins, index)) {
            h3 lang=(language) dir="auto" { (index + 1) ". " (article.title.as_deref().unwrap_or("(no title)")) }
            p.meta {
                (language) " (" (format!("{:.2}", article.language.confidence)) ") · " (view::published(article))
                @if let Some(words) = &article.published.evidence_text { " “" (words) "”" }
                @if let Some(outlet) = &article.outlet { " · " (outlet.name) }
                @if !credits.is_empty() { " · credits: " (credits.join(", ")) }
            }
            p.meta {
                "source: " (article.source.id)
                @if let Some(url) = &article.source.url { " · " (url) }
                @if let Some(when) = &article.source.captured_at { " · captured " (when) }
                " · " span.hash { "sha256 " (article.source.sha256) }
            }
            @if !article.warnings.is_empty() { p.meta { "⚠ " (article.warnings.join(" · ")) } }
            div.paper {
                @let mut next = 0;
                @for block in &article.blocks {
                    @let until = article.dropped[next..].iter().take_while(|dropped| dropped.at <= block.start).count() + next;
                    @for dropped in &article.dropped[next..until] { (dropped_note(language, dropped)) }
                    (PreEscaped({ next = until; "" }))
                    (block_markup(index, article, block))
                }
                @for dropped in &article.dropped[next..] { (dropped_note(language, dropped)) }
            }
        }
    }
}

fn dropped_note(language: &str, dropped: &Dropped) -> Markup {
    let kind = format!("{:?}", dropped.kind).to_lowercase();
    markup! {
        div.dropped lang=(language) dir="auto" { b { "dropped: " (kind) } (dropped.text) }
    }
}

fn block_markup(index: usize, article: &Article, block: &Block) -> Markup {
    let first = article.sentences.partition_point(|sentence| sentence.start < block.start);
    let last = article.sentences.partition_point(|sentence| sentence.start < block.end);
    let sentences = sentence_spans(index, article, block, first, last);
    let language = article.language.code.as_str();
    match block.kind {
        BlockKind::Title | BlockKind::Heading => markup! { h4 lang=(language) dir="auto" { (sentences) } },
        BlockKind::Quote => markup! { blockquote lang=(language) dir="auto" { (sentences) } },
        BlockKind::Caption => markup! { p.caption lang=(language) dir="auto" { (sentences) } },
        BlockKind::List => markup! { p lang=(language) dir="auto" { "• " (sentences) } },
        BlockKind::Lead | BlockKind::Paragraph => markup! { p lang=(language) dir="auto" { (sentences) } },
    }
}

/// The sentences of a block, each a target, with what stands between them.
fn sentence_spans(index: usize, article: &Article, block: &Block, first: usize, last: usize) -> Markup {
    let piece = |span: Span| article.text.get(span.start..span.end).unwrap_or("");
    let mut at = block.start;
    markup! {
        @for number in first..last {
            @let sentence = article.sentences[number];
            (piece(Span { start: at, end: sentence.start }))
            span.s #(format!("a{index}s{number}")) lang=[sentence.language.as_ref().map(LanguageCode::as_str)] {
                (piece(Span { start: sentence.start, end: sentence.end }))
            }
            (PreEscaped({ at = sentence.end; "" }))
        }
        (piece(Span { start: at, end: block.end }))
    }
}

/// Who is who: forms by language and why they are one.
fn identities(brief: &Brief) -> Markup {
    let told: Vec<_> =
        brief.entities.iter().filter(|entity| entity.names.values().flatten().count() > 1).collect();
    markup! {
        @if !told.is_empty() {
            details {
                summary { "Why these names are one: " (view::counted(told.len(), "identity", "identities")) }
                table.rows {
                    @for entity in told {
                        tr {
                            th scope="row" { (entity.id) }
                            td.who { (entity.name) small { (format!("{:?}", entity.kind).to_lowercase()) } }
                            td {
                                @for (language, forms) in &entity.names {
                                    (language) ": " span lang=(language) dir="auto" { (forms.join(", ")) } ". "
                                }
                                @if !entity.why.is_empty() {
                                    details {
                                        summary { "why" }
                                        ul.why { @for merge in &entity.why { li { (merge.a) " = " (merge.b) ": " (merge.rule) } } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
