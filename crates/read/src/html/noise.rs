//! What the names of elements, classes and roles say about a part of a page.

use super::tree::{Attr, Tag, Tree};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use tidings_model::DroppedKind;

/// Why a part of a page is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Noise {
    Menu,
    Teaser,
    Comment,
    Share,
    Advert,
    Signup,
    Consent,
    Hidden,
    Credit,
    Tags,
    Caption,
    Form,
    Embed,
}

impl Noise {
    /// What the contract calls it, and the rule in words.
    pub fn dropped(self) -> (DroppedKind, &'static str) {
        match self {
            Noise::Menu => (DroppedKind::Boilerplate, "navigation"),
            Noise::Teaser => (DroppedKind::Teaser, "box of other articles"),
            Noise::Comment => (DroppedKind::Comment, "comments"),
            Noise::Share => (DroppedKind::Boilerplate, "share buttons"),
            Noise::Advert => (DroppedKind::Boilerplate, "advertisement"),
            Noise::Signup => (DroppedKind::Boilerplate, "newsletter or subscription"),
            Noise::Consent => (DroppedKind::Boilerplate, "consent"),
            Noise::Hidden => (DroppedKind::Boilerplate, "hidden on the page"),
            Noise::Credit => (DroppedKind::Credit, "byline"),
            Noise::Tags => (DroppedKind::Teaser, "tags"),
            Noise::Caption => (DroppedKind::Boilerplate, "caption"),
            Noise::Form => (DroppedKind::Boilerplate, "form"),
            Noise::Embed => (DroppedKind::Boilerplate, "embedded"),
        }
    }
}

/// What an element's own name, role and classes say.
pub(crate) fn own_noise(tree: &Tree, node: usize) -> Option<Noise> {
    let tag = tree.nodes[node].tag?;
    if tree.ancestors(node).take(3).any(|up| tree.nodes[up].tag == Some(Tag::Pre))
        || matches!(tag, Tag::Pre | Tag::Code)
    {
        // Highlighted code has classes of its own.
        return None;
    }
    let by_tag = match tag {
        Tag::Nav | Tag::Menu => Some(Noise::Menu),
        Tag::Footer => Some(Noise::Menu),
        Tag::Aside => Some(Noise::Teaser),
        Tag::Figcaption | Tag::Caption => Some(Noise::Caption),
        Tag::Button | Tag::Select | Tag::Option | Tag::Textarea | Tag::Label | Tag::Input | Tag::Fieldset => {
            Some(Noise::Form)
        }
        Tag::Form => Some(Noise::Form),
        Tag::Dialog => Some(Noise::Consent),
        Tag::Iframe | Tag::Object | Tag::Embed | Tag::Video | Tag::Audio | Tag::Canvas | Tag::Noscript => {
            Some(Noise::Embed)
        }
        Tag::Body | Tag::Html | Tag::Main | Tag::Head => return None,
        _ => None,
    };
    if by_tag.is_some() {
        return by_tag;
    }
    if tree.attr(node, Attr::Hidden).is_some() || tree.attr(node, Attr::AriaHidden) == Some("true") {
        return Some(Noise::Hidden);
    }
    if let Some(style) = tree.attr(node, Attr::Style) {
        let style: String =
            style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        if style.contains("display:none") || style.contains("visibility:hidden") {
            return Some(Noise::Hidden);
        }
    }
    match tree.attr(node, Attr::Role).unwrap_or("") {
        "navigation" | "menu" | "menubar" | "tablist" | "toolbar" | "contentinfo" | "banner" | "search" => {
            return Some(Noise::Menu);
        }
        "complementary" => return Some(Noise::Teaser),
        "dialog" | "alertdialog" | "alert" => return Some(Noise::Consent),
        _ => {}
    }
    for attr in [Attr::Class, Attr::Id, Attr::TestId, Attr::Component, Attr::Qa, Attr::DataType] {
        if let Some(noise) =
            tree.attr(node, attr).and_then(|names| names.split_ascii_whitespace().find_map(by_name))
        {
            return Some(noise);
        }
    }
    match tree.attr(node, Attr::Itemprop) {
        Some("author" | "publisher" | "datePublished" | "dateModified") => Some(Noise::Credit),
        Some("caption" | "copyrightHolder") => Some(Noise::Caption),
        Some("comment") => Some(Noise::Comment),
        Some("keywords") => Some(Noise::Tags),
        _ => None,
    }
}

/// Words of a class name: `article__related-links`, `articleRelated` → article, related, links.
fn class_words(name: &str) -> impl Iterator<Item = String> + '_ {
    name.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(|part| {
        let mut words = Vec::new();
        let mut word = String::new();
        let mut after_lower = false;
        for c in part.chars() {
            if c.is_ascii_uppercase() && after_lower {
                words.push(std::mem::take(&mut word));
            }
            after_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
            word.push(c.to_ascii_lowercase());
        }
        words.push(word);
        words.into_iter().filter(|word| !word.is_empty())
    })
}

/// Words of class names and what they say, surest first; two words must follow one another.
const NAMES: &[(Noise, &str)] = &[
    (
        Noise::Comment,
        "comment, comments, disqus, commentlist, respond, kommentare, kommentar, kommentarer, comentarios, commentaires, reactions",
    ),
    (
        Noise::Teaser,
        "related, recommended, recommendation, recommendations, recirc, recirculation, readmore, outbrain, taboola, trending, popular, \
         sidebar, teaser, teasers, teaserlist, aside, upnext, promo, promos, crosslinks, relacionadas, relacionados, relatedposts, \
         relatedarticles, relatedlinks, mostread, zergnet, plista, dianomi, rightrail, siderail, similar, seealso, suggested, \
         suggestions, empfehlungen, topics, yarpp, read more, most read, read next, up next, see also, more stories, more articles, \
         also like, latest news, right rail",
    ),
    (
        Noise::Share,
        "share, sharing, sharedaddy, social, socials, addtoany, addthis, sharebar, sharethis, shareaholic, socialshare, rating, ratings",
    ),
    (
        Noise::Signup,
        "newsletter, newsletters, subscribe, subscription, subscriptions, signup, optin, mailchimp, mailpoet, donate, donation, \
         membership, regwall, piano, abo, cta, leadmagnet",
    ),
    (
        Noise::Advert,
        "ad, ads, advert, advertisement, advertising, adsbygoogle, adslot, adunit, adbox, sponsor, sponsored, sponsors, anzeige, \
         werbung, dfp, gpt, affiliate, disclaimer, disclosure",
    ),
    (Noise::Consent, "cookie, cookies, consent, gdpr, onetrust, cookiebanner"),
    (
        Noise::Menu,
        "nav, navbar, navigation, menu, breadcrumb, breadcrumbs, footer, pagination, pager, toc, toolbar, skip, masthead, topbar, \
         submenu, colophon, sitemap, pagenav, postnav, tableofcontents, table contents, of contents",
    ),
    (Noise::Tags, "tag, tags, taglist, tagcloud, keywords, categories, hashtags, schlagworte"),
    (
        Noise::Credit,
        "byline, author, authors, autor, autoren, authorbox, authorbio, dateline, timestamp, postmeta, entrymeta, pubdate, publishdate, \
         biography, bio, post meta, entry meta, article meta, entry footer, post date, reading time, read time, article info",
    ),
    (
        Noise::Caption,
        "caption, captions, credit, credits, figcaption, copyright, bildunterschrift, imagecaption, photocredit, legend, attribution",
    ),
    (
        Noise::Hidden,
        "hidden, visuallyhidden, invisible, noprint, screenreader, offscreen, sr only, visually hidden, screen reader",
    ),
    (
        Noise::Embed,
        "player, gallery, slideshow, carousel, slider, infobox, modal, popup, overlay, lightbox, toast, tooltip, twitter, instagram, \
         tweet, iframe, videoplayer, quiz, poll, survey",
    ),
];

/// The table of [`NAMES`]: by word, or by two words with a space between; with the place in the list.
fn names() -> &'static FxHashMap<&'static str, (usize, Noise)> {
    static TABLE: OnceLock<FxHashMap<&'static str, (usize, Noise)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = FxHashMap::default();
        for (place, (noise, words)) in NAMES.iter().enumerate() {
            for word in words.split(',') {
                table.entry(word.trim()).or_insert((place, *noise));
            }
        }
        table
    })
}

fn by_name(name: &str) -> Option<Noise> {
    /// Generated names say nothing.
    const LONGEST: usize = 80;
    if name.len() > LONGEST || name.contains([':', '[', '(']) {
        return None;
    }
    // A state of the whole page (`has-comments`, `no-sidebar`) or a layout is no part of it.
    let lower = name.to_ascii_lowercase();
    const STATES: [&str; 12] = [
        "has-", "no-", "with-", "is-", "without-", "hide-", "show-", "single-", "wp-", "js-", "layout-", "--",
    ];
    if STATES.iter().any(|prefix| lower.starts_with(prefix)) {
        return None;
    }
    let words: Vec<String> = class_words(name).collect();
    let table = names();
    let single = words.iter().filter_map(|word| table.get(word.as_str()));
    let pairs: Vec<String> = words.windows(2).map(|pair| pair.join(" ")).collect();
    let pairs = pairs.iter().filter_map(|pair| table.get(pair.as_str()));
    let &(_, noise) = single.chain(pairs).min_by_key(|(place, _)| *place)?;
    let beside = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let is_other = match noise {
        // `tag-heading` is the name of a heading.
        Noise::Tags => beside(&["article", "heading", "headline", "title", "name"]),
        // `hidden-sm`, `overflow-hidden`: a layout.
        Noise::Hidden => beside(&["sm", "md", "lg", "xs", "xl", "overflow", "print"]),
        _ => false,
    };
    (!is_other).then_some(noise)
}

/// Whether an element is named as the place of the text.
pub(crate) fn is_named_body(tree: &Tree, node: usize) -> bool {
    if tree
        .attr(node, Attr::Itemprop)
        .is_some_and(|prop| prop.split_ascii_whitespace().any(|p| p == "articleBody" || p == "text"))
    {
        return true;
    }
    [Attr::Class, Attr::Id, Attr::TestId, Attr::Component].into_iter().any(|attr| {
        tree.attr(node, attr).is_some_and(|names| {
            names.split_ascii_whitespace().any(|name| {
                let words: Vec<String> = class_words(name).collect();
                let joined = words.concat();
                [
                    "articlebody",
                    "articlecontent",
                    "articletext",
                    "entrycontent",
                    "postcontent",
                    "postbody",
                    "storybody",
                    "storycontent",
                    "storytext",
                    "articlebodycontent",
                    "blogcontent",
                    "contentbody",
                    "bodycontent",
                    "maincontent",
                    "newsbody",
                    "newscontent",
                    "newstext",
                    "singlecontent",
                    "tdpostcontent",
                    "richtext",
                    "articlebodytext",
                    "postentry",
                    "blogpostbody",
                    "articlemain",
                    "bodytext",
                    "textbody",
                    "fulltext",
                    "articlewrap",
                ]
                .iter()
                .any(|known| joined == *known || joined.ends_with(known))
            })
        })
    })
}
