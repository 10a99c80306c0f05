//! What a page says about itself: JSON-LD, OpenGraph, meta elements, `time`, its address.

use super::tree::{Attr, Tag, Tree};
use crate::shape::tidy;
use serde_json::Value;

/// Longest script that is read as JSON: a page's data, not an application.
const LONGEST_JSON: usize = 4 << 20;

/// Names of authors that are read from one page.
const MOST_AUTHORS: usize = 24;

/// A page's own words about itself, as found.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    /// From JSON-LD: `headline`.
    pub ld_headline: Option<String>,
    pub og_title: Option<String>,
    pub twitter_title: Option<String>,
    /// Other meta elements that carry a title (`dc.title`, `parsely-title`, `sailthru.title`).
    pub meta_title: Option<String>,
    /// The `title` element.
    pub head_title: Option<String>,
    pub description: Option<String>,
    pub site_name: Option<String>,
    /// `link rel=canonical`, else `og:url`.
    pub canonical: Option<String>,
    og_url: Option<String>,
    pub authors: Vec<String>,
    /// `articleSection` of linked data, else `article:section`.
    pub section: Option<String>,
    /// Publication dates, surest first, as written.
    pub published: Vec<String>,
    /// Dates of change, as written.
    pub modified: Vec<String>,
    /// Elements that carry a date for machines: which of them is the article's, its place tells.
    pub times: Vec<Marked>,
    /// The whole text, where JSON-LD carries it.
    pub body: Option<String>,
}

/// An element that carries a date.
#[derive(Debug)]
pub(crate) struct Marked {
    pub node: usize,
    /// As written.
    pub value: String,
    /// Its name says that it is a date of publication.
    pub is_named: bool,
    /// An attribute of the site's own making: lists of other articles carry it too.
    pub is_own: bool,
}

/// Reads everything a page says about itself.
pub(crate) fn metadata(tree: &Tree) -> Metadata {
    let mut found = Metadata::default();
    let mut later_published = Vec::new();
    for node in 0..tree.nodes.len() {
        match tree.nodes[node].tag {
            Some(Tag::Meta) => read_meta(tree, node, &mut found, &mut later_published),
            Some(Tag::Title) if found.head_title.is_none() && !in_picture(tree, node) => {
                found.head_title = Some(tidy(crate::draft::up_to(tree.raw_text(node), 4096)))
                    .filter(|title| !title.is_empty());
            }
            Some(Tag::Link)
                if tree.attr(node, Attr::Rel).is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
            {
                let href = tree.attr(node, Attr::Href).map(str::trim).filter(|href| href.starts_with("http"));
                found.canonical = found.canonical.take().or(href.map(str::to_owned));
            }
            _ => {}
        }
    }
    read_linked_data(tree, &mut found);
    found.published.append(&mut later_published);
    read_times(tree, &mut found);
    found.canonical = found.canonical.take().or(found.og_url.take());
    found
}

fn in_picture(tree: &Tree, node: usize) -> bool {
    tree.ancestors(node).any(|up| matches!(tree.nodes[up].tag, Some(Tag::Svg)))
}

fn read_meta(tree: &Tree, node: usize, found: &mut Metadata, later: &mut Vec<String>) {
    /// Titles, descriptions, dates: what is longer is something else.
    const LONGEST: usize = 4096;
    let content = tree.attr(node, Attr::Content).map(|content| tidy(crate::draft::up_to(content, LONGEST)));
    let Some(content) = content.filter(|content| !content.is_empty()) else {
        return;
    };
    let name = tree
        .attr(node, Attr::Property)
        .or_else(|| tree.attr(node, Attr::Name))
        .or_else(|| tree.attr(node, Attr::Itemprop).filter(|prop| !prop.starts_with("date")))
        .unwrap_or("");
    let first = |slot: &mut Option<String>, content: String| {
        if slot.is_none() {
            *slot = Some(content);
        }
    };
    match name.to_ascii_lowercase().as_str() {
        "og:title" => first(&mut found.og_title, content),
        "twitter:title" => first(&mut found.twitter_title, content),
        "dc.title" | "dcterms.title" | "parsely-title" | "sailthru.title" | "headline" | "hdl" | "title"
        | "rnews:headline" | "cxenseparse:title" => first(&mut found.meta_title, content),
        "og:description" | "description" | "twitter:description" => {
            // The longest is the least cut.
            if found.description.as_ref().is_none_or(|known| known.len() < content.len()) {
                found.description = Some(content);
            }
        }
        "og:url" if content.starts_with("http") => first(&mut found.og_url, content),
        "article:section" | "og:article:section" | "parsely-section" => first(&mut found.section, content),
        "og:site_name" => first(&mut found.site_name, content),
        "application-name" | "publisher" | "dc.publisher" | "article:publisher" | "cxenseparse:publisher" => {
            if !content.starts_with("http") {
                first(&mut found.site_name, content);
            }
        }
        "author" | "article:author" | "dc.creator" | "parsely-author" | "sailthru.author" | "byl" => {
            if !content.starts_with("http") && content.len() < 200 && found.authors.len() < MOST_AUTHORS {
                found.authors.push(content);
            }
        }
        "article:published_time"
        | "article:published"
        | "og:published_time"
        | "og:article:published_time"
        | "datepublished"
        | "date_published"
        | "published_time"
        | "publish-date"
        | "publish_date"
        | "publication_date"
        | "pubdate"
        | "published-date"
        | "ptime"
        | "rnews:datepublished"
        | "sailthru.date"
        | "parsely-pub-date"
        | "parsely-pubdate"
        | "cxenseparse:recs:publishtime"
        | "article_date_original"
        | "originalpublicationdate"
        | "displaydate"
        | "analyticsattributes.articledate"
        | "date.published"
        | "article.published"
        | "dc.date.issued"
        | "dcterms.issued"
        | "dcterms.date"
        | "dcterms.created"
        | "dc.date.created"
        | "citation_publication_date"
        | "citation_date"
        | "prism.publicationdate"
        | "bt:pubdate"
        | "vr:published_time"
        | "article:post_date"
        | "cxenseparse:publishtime"
        | "cxenseparse:articlepublishdate"
        | "lp.article:published_time" => found.published.push(content),
        "dc.date" | "date" | "article.created" | "datecreated" | "created" | "article_date"
        | "og:pubdate" | "release_date" | "og:release_date" | "releasedate" => later.push(content),
        "article:modified_time"
        | "og:updated_time"
        | "datemodified"
        | "last-modified"
        | "lastmod"
        | "date_modified"
        | "dc.date.modified"
        | "dcterms.modified"
        | "article:updated"
        | "modified_time"
        | "revised"
        | "utime"
        | "article.updated"
        | "updated_time"
        | "date.updated"
        | "og:article:modified_time" => found.modified.push(content),
        other => {
            // Names of a site's own making: `w-published-date`.
            let says = |part: &str| other.contains(part);
            if says("publish") && (says("date") || says("time")) && content.len() <= 40 {
                later.push(content);
            }
        }
    }
}

/// Elements with a date: `time`, microdata, classes of blogs (`published`), attributes of a site's own making.
fn read_times(tree: &Tree, found: &mut Metadata) {
    /// A page of lists has thousands.
    const MOST: usize = 2000;
    for node in 0..tree.nodes.len() {
        let Some(tag) = tree.nodes[node].tag else { continue };
        if found.times.len() >= MOST {
            break;
        }
        if tag == Tag::Meta {
            if let (Some(prop), Some(content)) =
                (tree.attr(node, Attr::Itemprop), tree.attr(node, Attr::Content))
            {
                match prop {
                    "datePublished" => {
                        found.times.push(Marked {
                            node,
                            value: tidy(content),
                            is_named: true,
                            is_own: false,
                        });
                    }
                    "dateModified" => found.modified.push(tidy(content)),
                    _ => {}
                }
            }
            continue;
        }
        let attr = |name| tree.attr(node, name).map(tidy).filter(|value| !value.is_empty());
        if let Some(value) = attr(Attr::Published) {
            found.times.push(Marked { node, value, is_named: true, is_own: true });
            continue;
        }
        let property =
            tree.attr(node, Attr::Itemprop).or_else(|| tree.attr(node, Attr::Property)).unwrap_or("");
        let property = property.rsplit(':').next().unwrap_or(property);
        let is_property = matches!(property, "datePublished" | "dateModified" | "dateCreated");
        let class = || tree.attr(node, Attr::Class).unwrap_or("").to_ascii_lowercase();
        let is_abbreviation = || tag == Tag::Abbr && class().contains("published");
        if !is_property && tag != Tag::Time && tree.attr(node, Attr::Stamp).is_none() && !is_abbreviation() {
            continue;
        }
        let machine = attr(Attr::Datetime)
            .or_else(|| attr(Attr::Content))
            .or_else(|| attr(Attr::Stamp))
            .or_else(|| attr(Attr::Title).filter(|_| is_abbreviation()));
        // What only a reader sees is read with the other lines of the page.
        let Some(value) = machine.or_else(|| is_property.then(|| tree.inner_text(node))) else { continue };
        let class = class();
        // Software of blogs marks one date as both where they are the same.
        let is_named = property == "datePublished"
            || tree.attr(node, Attr::Pubdate).is_some()
            || class.contains("publish")
            || class.contains("entry-date");
        if !is_named && (property == "dateModified" || class.contains("updat") || class.contains("modif")) {
            found.modified.push(value);
        } else {
            let is_own = tree.attr(node, Attr::Datetime).is_none() && tree.attr(node, Attr::Stamp).is_some();
            found.times.push(Marked { node, value, is_named, is_own });
        }
    }
}

/// Types of schema.org that are an article.
fn is_article_type(value: &Value) -> bool {
    let is = |name: &str| {
        let name = name.rsplit(['/', ':', '#']).next().unwrap_or(name);
        name.ends_with("Article")
            || name.ends_with("Posting")
            || matches!(name, "Report" | "Review" | "LiveBlogPosting" | "CreativeWork" | "OpinionNewsArticle")
    };
    match value {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

fn is_page_type(value: &Value) -> bool {
    matches!(
        value.as_str(),
        Some("WebPage" | "ItemPage" | "VideoObject" | "Recipe" | "HowTo" | "FAQPage" | "MedicalWebPage")
    )
}

fn read_linked_data(tree: &Tree, found: &mut Metadata) {
    let mut articles: Vec<Value> = Vec::new();
    let mut pages: Vec<Value> = Vec::new();
    for node in tree.elements(Tag::Script) {
        if !tree.attr(node, Attr::Type).is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) {
            continue;
        }
        let raw = tree.raw_text(node);
        if raw.len() > LONGEST_JSON {
            continue;
        }
        let Some(value) = parse_json(raw) else { continue };
        let mut stack = vec![value];
        let mut steps = 0;
        while let Some(value) = stack.pop() {
            steps += 1;
            /// A graph of a page has a few dozen objects.
            const MOST: usize = 20_000;
            if steps > MOST {
                break;
            }
            match value {
                Value::Array(items) => stack.extend(items.into_iter().rev()),
                Value::Object(map) => {
                    let kind = map.get("@type").cloned().unwrap_or(Value::Null);
                    let is_article = is_article_type(&kind);
                    let is_page = is_page_type(&kind);
                    let nested: Vec<Value> = ["@graph", "mainEntity", "mainEntityOfPage"]
                        .iter()
                        .filter_map(|key| map.get(*key).cloned())
                        .filter(Value::is_object_or_array)
                        .collect();
                    stack.extend(nested.into_iter().rev());
                    if is_article {
                        articles.push(Value::Object(map));
                    } else if is_page {
                        pages.push(Value::Object(map));
                    }
                }
                _ => {}
            }
        }
    }
    let told = found.og_title.clone().or(found.head_title.clone()).unwrap_or_default();
    let told = crate::shape::fold(&told);
    let matches = |value: &Value| {
        let headline = crate::shape::fold(&string(value, "headline").unwrap_or_default());
        !headline.is_empty() && (told.contains(&headline) || headline.contains(&told) && !told.is_empty())
    };
    let chosen = articles.iter().find(|value| matches(value)).or_else(|| articles.first());
    let mut published = Vec::new();
    if let Some(article) = chosen {
        found.ld_headline = string(article, "headline");
        published.extend(string(article, "datePublished"));
        if published.is_empty() {
            published.extend(string(article, "dateCreated"));
        }
        found.modified.extend(string(article, "dateModified"));
        found.body = article["articleBody"].as_str().filter(|body| body.len() > 200).map(|body| {
            // Its line breaks are paragraphs.
            let mut plain = String::with_capacity(body.len());
            super::tree::unescape(body, &mut plain);
            plain
        });
        let mut told = Vec::new();
        authors(&article["author"], &mut told);
        told.retain(|name| !name.starts_with("http") && !name.is_empty());
        if !told.is_empty() {
            // Linked data before meta elements.
            found.authors = told;
        }
        if found.site_name.is_none() {
            found.site_name = string(&article["publisher"], "name");
        }
        // Linked data before meta elements.
        let named = match &article["articleSection"] {
            Value::Array(names) => names.iter().find_map(Value::as_str),
            name => name.as_str(),
        };
        let named = named.map(str::trim).filter(|name| !name.is_empty() && name.len() <= LONGEST_SECTION);
        found.section = named.map(str::to_owned).or(found.section.take());
    }
    for page in pages.iter().take(1) {
        published.extend(string(page, "datePublished"));
    }
    published.append(&mut found.published);
    found.published = published;
}

/// Longest name of a section, in bytes.
const LONGEST_SECTION: usize = 80;

trait IsNested {
    fn is_object_or_array(&self) -> bool;
}

impl IsNested for Value {
    fn is_object_or_array(&self) -> bool {
        self.is_object() || self.is_array()
    }
}

/// JSON as pages write it: with line breaks in strings, comments round it, a semicolon after it.
fn parse_json(raw: &str) -> Option<Value> {
    let raw = raw.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let raw = raw.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(raw) {
        return Some(value);
    }
    let mended: String = raw.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&mended).ok()
}

/// A string of an object (or of the first object of a list), tidied.
fn string(value: &Value, key: &str) -> Option<String> {
    let value = match value {
        Value::Array(items) => items.first()?,
        value => value,
    };
    let text = match value.get(key)? {
        Value::String(text) => text.as_str(),
        Value::Array(items) => items.first()?.as_str()?,
        Value::Object(map) => map.get("@value")?.as_str()?,
        _ => return None,
    };
    let mut plain = String::with_capacity(text.len());
    super::tree::unescape(text, &mut plain);
    let plain = tidy(&plain);
    (!plain.is_empty()).then_some(plain)
}

fn authors(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(name) => into.push(tidy(name)),
        Value::Array(items) => items.iter().take(12).for_each(|item| {
            if let Value::String(name) = item {
                into.push(tidy(name));
            } else {
                into.extend(string(item, "name"));
            }
        }),
        Value::Object(_) => into.extend(string(value, "name")),
        _ => {}
    }
}
