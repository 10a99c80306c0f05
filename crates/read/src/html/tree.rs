//! A page as a flat tree: nodes in document order, each with the end of its subtree. Built in one linear pass.
//!
//! This is no browser: it closes what authors leave open (`p`, `li`, `td` …) and ignores what they close without opening.
//! Unlike the tree builder of the HTML standard its cost is linear for any input: nesting, attributes and the search
//! for an open element are bounded.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::{memchr, memchr2, memmem};

/// Elements nested deeper than this become siblings (browsers do the same at 512).
const DEEPEST: usize = 256;
/// Attributes of one element that are read.
const MOST_ATTRIBUTES: usize = 64;
/// Longest name of an entity (`&CounterClockwiseContourIntegral;`).
const LONGEST_ENTITY: usize = 34;

macro_rules! names {
    ($(#[$meta:meta])* $kind:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $kind { $($variant,)* Other }
        impl $kind {
            fn of(name: &[u8]) -> Self {
                /// Longest name in the table.
                const LONGEST: usize = 16;
                let mut lower = [0u8; LONGEST];
                let Some(lower) = lower.get_mut(..name.len()) else { return Self::Other };
                lower.copy_from_slice(name);
                lower.make_ascii_lowercase();
                $(if lower == $name.as_bytes() { return Self::$variant; })*
                Self::Other
            }
        }
    };
}

names! {
    /// Elements that mean something here.
    Tag {
        P = "p", Div = "div", A = "a", Span = "span", Li = "li", Br = "br", Img = "img", Ul = "ul", Ol = "ol", H1 = "h1", H2 = "h2",
        H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Strong = "strong", B = "b", Em = "em", I = "i", U = "u", Small = "small",
        Article = "article", Section = "section", Main = "main", Header = "header", Footer = "footer", Nav = "nav",
        Aside = "aside", Figure = "figure", Figcaption = "figcaption", Blockquote = "blockquote", Q = "q", Cite = "cite",
        Table = "table", Thead = "thead", Tbody = "tbody", Tfoot = "tfoot", Tr = "tr", Td = "td", Th = "th", Caption = "caption",
        Dl = "dl", Dt = "dt", Dd = "dd", Pre = "pre", Code = "code", Time = "time", Script = "script", Style = "style",
        Noscript = "noscript", Template = "template", Svg = "svg", Math = "math", Iframe = "iframe", Form = "form", Button = "button",
        Input = "input", Select = "select", Option = "option", Textarea = "textarea", Label = "label", Fieldset = "fieldset",
        Head = "head", Title = "title", Meta = "meta", Link = "link", Base = "base", Body = "body", Html = "html", Hr = "hr",
        Video = "video", Audio = "audio", Source = "source", Track = "track", Object = "object", Embed = "embed", Canvas = "canvas",
        Picture = "picture", Details = "details", Summary = "summary", Dialog = "dialog", Address = "address", Center = "center",
        Font = "font", Wbr = "wbr", Area = "area", Col = "col", Param = "param", Hgroup = "hgroup", Sup = "sup", Sub = "sub",
        Ruby = "ruby", Rt = "rt", Rp = "rp", Xmp = "xmp", Noembed = "noembed", Noframes = "noframes", Menu = "menu", Del = "del", Abbr = "abbr",
    }
}

names! {
    /// Attributes that are kept.
    Attr {
        Class = "class", Id = "id", Href = "href", Rel = "rel", Itemprop = "itemprop", Role = "role", Datetime = "datetime",
        Content = "content", Property = "property", Name = "name", Style = "style", Hidden = "hidden", AriaHidden = "aria-hidden",
        Type = "type", Lang = "lang", Itemtype = "itemtype", TestId = "data-testid", Component = "data-component", Qa = "data-qa",
        Label = "aria-label", HttpEquiv = "http-equiv", Pubdate = "pubdate", Alt = "alt", DataType = "data-type",
        Title = "title", Published = "data-published", Stamp = "data-timestamp",
    }
}

impl Tag {
    /// Whether a line ends before and after it.
    pub fn is_block(self) -> bool {
        use Tag::*;
        !matches!(
            self,
            A | Span
                | Strong
                | B
                | Em
                | I
                | U
                | Small
                | Q
                | Cite
                | Code
                | Time
                | Img
                | Label
                | Font
                | Wbr
                | Sup
                | Sub
                | Ruby
                | Rt
                | Rp
                | Br
                | Picture
                | Source
                | Input
                | Button
                | Other
                | Del
                | Abbr
                | Title
                | Meta
                | Link
                | Noscript
        )
    }

    /// 1–6 for a heading.
    pub fn heading(self) -> Option<u8> {
        use Tag::*;
        match self {
            H1 => Some(1),
            H2 => Some(2),
            H3 => Some(3),
            H4 => Some(4),
            H5 => Some(5),
            H6 => Some(6),
            _ => None,
        }
    }

    fn is_void(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Br | Img | Meta | Link | Base | Hr | Input | Source | Track | Embed | Wbr | Area | Col | Param
        )
    }

    fn is_raw(self) -> bool {
        use Tag::*;
        matches!(self, Script | Style | Textarea | Title | Xmp | Noembed | Noframes | Iframe)
    }

    /// Elements at which the search for an open element ends.
    fn is_barrier(self) -> bool {
        use Tag::*;
        matches!(self, Html | Body | Table | Td | Th | Caption | Template | Object)
    }

    /// A start tag that closes an open paragraph.
    fn closes_paragraph(self) -> bool {
        use Tag::*;
        self.is_block()
            && !matches!(
                self,
                Script
                    | Style
                    | Template
                    | Svg
                    | Math
                    | Iframe
                    | Video
                    | Audio
                    | Object
                    | Canvas
                    | Select
                    | Option
                    | Textarea
                    | Td
                    | Th
                    | Tr
                    | Tbody
                    | Thead
                    | Tfoot
                    | Caption
                    | Head
                    | Html
                    | Body
                    | Noembed
                    | Embed
                    | Track
                    | Param
                    | Base
                    | Col
                    | Area
            )
    }
}

/// A node: an element, or a run of text where `tag` is `None`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    /// The element's name; `None` for text.
    pub tag: Option<Tag>,
    /// Index of the parent; the root is its own.
    pub parent: u32,
    /// One past the last node of the subtree.
    pub end: u32,
    /// Text: bytes of [`Tree::text`]. Element: indices of [`Tree::attrs`].
    from: u32,
    to: u32,
    /// The text stands in a link.
    pub linked: bool,
}

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// In document order; the first is the root.
    pub nodes: Vec<Node>,
    attrs: Vec<(Attr, u32, u32)>,
    text: String,
}

impl Tree {
    /// The text of a text node.
    pub fn text_of(&self, node: usize) -> &str {
        let node = &self.nodes[node];
        if node.tag.is_some() { "" } else { &self.text[node.from as usize..node.to as usize] }
    }

    /// The value of an element's attribute.
    pub fn attr(&self, node: usize, name: Attr) -> Option<&str> {
        let node = &self.nodes[node];
        node.tag?;
        let attrs = &self.attrs[node.from as usize..node.to as usize];
        attrs
            .iter()
            .find(|(known, ..)| *known == name)
            .map(|&(_, from, to)| &self.text[from as usize..to as usize])
    }

    /// The text of a subtree, up to the length of a long headline; runs of white space joined, scripts and styles left out.
    pub fn inner_text(&self, node: usize) -> String {
        /// Headlines and dates are shorter; subtrees may be nested in one another.
        const LONGEST: usize = 2048;
        let mut text = String::new();
        let mut index = node + 1;
        let end = self.nodes[node].end as usize;
        while index < end && text.len() < LONGEST {
            match self.nodes[index].tag {
                Some(Tag::Script | Tag::Style | Tag::Svg | Tag::Template) => {
                    index = self.nodes[index].end as usize;
                    continue;
                }
                Some(tag) if tag.is_block() || tag == Tag::Br => text.push(' '),
                Some(_) => {}
                None => text.push_str(crate::draft::up_to(self.text_of(index), LONGEST)),
            }
            index += 1;
        }
        crate::shape::tidy(&text)
    }

    /// The text right inside a raw element (a script).
    pub fn raw_text(&self, node: usize) -> &str {
        let first = node + 1;
        if first < self.nodes[node].end as usize { self.text_of(first) } else { "" }
    }

    /// Elements of one name, in order.
    pub fn elements(&self, tag: Tag) -> impl Iterator<Item = usize> + '_ {
        self.nodes.iter().enumerate().filter(move |(_, node)| node.tag == Some(tag)).map(|(index, _)| index)
    }

    /// Ancestors of a node, from its parent outwards.
    pub fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = node;
        std::iter::from_fn(move || {
            let parent = self.nodes[at].parent as usize;
            (parent != at).then(|| {
                at = parent;
                parent
            })
        })
    }

    /// Whether `node` is `outer` or stands inside it.
    pub fn is_inside(&self, node: usize, outer: usize) -> bool {
        node >= outer && node < self.nodes[outer].end as usize
    }
}

struct Builder<'h> {
    html: &'h str,
    at: usize,
    tree: Tree,
    /// Open elements: node and name; a name that was closed across a block is `None`.
    open: Vec<(u32, Option<Tag>)>,
    /// Elements opened beyond [`DEEPEST`].
    too_deep: usize,
    links: usize,
}

/// Parses a page. Any input gives a tree.
pub(crate) fn parse(html: &str) -> Tree {
    // Offsets are 32 bits wide.
    let html = crate::draft::up_to(html, u32::MAX as usize / 4);
    let root = Node { tag: Some(Tag::Html), parent: 0, end: 0, from: 0, to: 0, linked: false };
    let mut builder = Builder {
        html,
        at: 0,
        // Index 0 of the attributes stands for none.
        tree: Tree {
            nodes: vec![root],
            attrs: vec![(Attr::Other, 0, 0)],
            text: String::with_capacity(html.len() / 2),
        },
        open: vec![(0, Some(Tag::Html))],
        too_deep: 0,
        links: 0,
    };
    builder.run();
    while !builder.open.is_empty() {
        builder.pop();
    }
    builder.tree
}

impl Builder<'_> {
    fn run(&mut self) {
        let bytes = self.html.as_bytes();
        while self.at < bytes.len() {
            let next = memchr(b'<', &bytes[self.at..]).map_or(bytes.len(), |offset| self.at + offset);
            if next > self.at {
                let (from, to) = (self.at, next);
                self.add_text(from, to, true);
                self.at = next;
                continue;
            }
            match bytes.get(self.at + 1) {
                Some(b'!') => self.skip_declaration(),
                Some(b'?') => self.skip_past(b'>'),
                Some(b'/') if bytes.get(self.at + 2).is_some_and(u8::is_ascii_alphabetic) => self.end_tag(),
                Some(b'/') => self.skip_past(b'>'),
                Some(c) if c.is_ascii_alphabetic() => self.start_tag(),
                _ => {
                    let from = self.at;
                    self.add_text(from, from + 1, false);
                    self.at += 1;
                }
            }
        }
    }

    fn skip_past(&mut self, mark: u8) {
        let rest = &self.html.as_bytes()[self.at..];
        self.at += memchr(mark, rest).map_or(rest.len(), |offset| offset + 1);
    }

    fn skip_declaration(&mut self) {
        let rest = &self.html.as_bytes()[self.at..];
        if rest.starts_with(b"<!--") {
            let inside = &rest[4..];
            if inside.starts_with(b">") || inside.starts_with(b"->") {
                return self.skip_past(b'>');
            }
            self.at += 4 + memmem::find(inside, b"-->").map_or(inside.len(), |offset| offset + 3);
        } else if rest.starts_with(b"<![CDATA[") {
            self.at += memmem::find(rest, b"]]>").map_or(rest.len(), |offset| offset + 3);
        } else {
            self.skip_past(b'>');
        }
    }

    fn name_end(&self, from: usize) -> usize {
        let bytes = &self.html.as_bytes()[from..];
        from + bytes
            .iter()
            .position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
            .unwrap_or(bytes.len())
    }

    fn end_tag(&mut self) {
        let from = self.at + 2;
        let name_end = self.name_end(from);
        let tag = Tag::of(&self.html.as_bytes()[from..name_end]);
        self.at = name_end;
        self.skip_past(b'>');
        if self.too_deep > 0 && tag != Tag::Body && tag != Tag::Html {
            self.too_deep -= 1;
            return;
        }
        match tag {
            Tag::Body | Tag::Html => return,
            Tag::Br => return self.add_element(Tag::Br, 0),
            _ => {}
        }
        let mut crosses_block = false;
        for place in (1..self.open.len()).rev() {
            let open = self.open[place].1;
            if open == Some(tag) {
                if crosses_block && !tag.is_block() {
                    // `<a><div></a>`: the link ends here, the block goes on.
                    self.open[place].1 = None;
                    self.links -= usize::from(tag == Tag::A);
                } else {
                    while self.open.len() > place {
                        self.pop();
                    }
                }
                return;
            }
            let Some(open) = open else { continue };
            if open.is_barrier()
                && !(tag.is_barrier() || matches!(tag, Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot))
            {
                return;
            }
            crosses_block |= open.is_block() && open != Tag::P;
        }
    }

    fn pop(&mut self) {
        if let Some((node, tag)) = self.open.pop() {
            self.tree.nodes[node as usize].end = self.tree.nodes.len() as u32;
            self.links -= usize::from(tag == Some(Tag::A) && self.links > 0);
        }
    }

    /// Closes the innermost open element among `tags`, unless one of `barriers` stands inside it.
    fn close(&mut self, tags: &[Tag], barriers: &[Tag]) {
        for place in (1..self.open.len()).rev() {
            let Some(open) = self.open[place].1 else { continue };
            if tags.contains(&open) {
                while self.open.len() > place {
                    self.pop();
                }
                return;
            }
            if barriers.contains(&open) || open.is_barrier() {
                return;
            }
        }
    }

    fn start_tag(&mut self) {
        let from = self.at + 1;
        let name_end = self.name_end(from);
        let tag = Tag::of(&self.html.as_bytes()[from..name_end]);
        self.at = name_end;
        let first_attr = self.tree.attrs.len();
        let self_closing = self.attributes();
        if matches!(tag, Tag::Html | Tag::Body) {
            // The root stands already; its attributes are kept on a node of their own.
            self.close(&[Tag::Head], &[]);
        }
        self.close_implied(tag);
        self.add_element(tag, first_attr);
        if tag.is_void()
            || (self_closing && matches!(tag, Tag::Svg | Tag::Math | Tag::Other))
            || tag == Tag::Html
        {
            return;
        }
        let node = self.tree.nodes.len() as u32 - 1;
        if tag.is_raw() {
            self.raw(tag, name_end - from, from);
            self.tree.nodes[node as usize].end = self.tree.nodes.len() as u32;
            return;
        }
        if self.open.len() >= DEEPEST {
            self.too_deep += 1;
            return;
        }
        self.open.push((node, Some(tag)));
        self.links += usize::from(tag == Tag::A);
    }

    fn close_implied(&mut self, tag: Tag) {
        use Tag::*;
        if tag.closes_paragraph() {
            self.close(&[P], &[Button, Li, Div, Section, Article, Blockquote]);
        }
        match tag {
            Li => self.close(&[Li], &[Ul, Ol, Menu]),
            Dt | Dd => self.close(&[Dt, Dd], &[Dl]),
            Td | Th => self.close(&[Td, Th], &[Tr]),
            Tr => {
                self.close(&[Td, Th], &[Table]);
                self.close(&[Tr], &[Table]);
            }
            Tbody | Thead | Tfoot => {
                self.close(&[Td, Th], &[Table]);
                self.close(&[Tr], &[Table]);
                self.close(&[Tbody, Thead, Tfoot], &[Table]);
            }
            Option => self.close(&[Option], &[Select]),
            A => self.close_link(),
            Body => self.close(&[Head], &[]),
            _ => {}
        }
    }

    /// A link cannot stand in a link.
    fn close_link(&mut self) {
        if self.links == 0 {
            return;
        }
        for place in (1..self.open.len()).rev() {
            if self.open[place].1 == Some(Tag::A) {
                self.open[place].1 = None;
                self.links -= 1;
            }
        }
    }

    fn add_element(&mut self, tag: Tag, first_attr: usize) {
        let parent = self.open.last().map_or(0, |&(node, _)| node);
        let from = if first_attr == 0 { self.tree.attrs.len() } else { first_attr };
        let from = from.min(self.tree.attrs.len());
        let index = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node {
            tag: Some(tag),
            parent,
            end: index + 1,
            from: from as u32,
            to: self.tree.attrs.len() as u32,
            linked: false,
        });
    }

    /// Reads attributes up to and with `>`; whether the tag closes itself.
    fn attributes(&mut self) -> bool {
        let bytes = self.html.as_bytes();
        let mut count = 0;
        let mut slash = false;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'>' => {
                    self.at += 1;
                    return slash;
                }
                b'/' => {
                    slash = true;
                    self.at += 1;
                }
                b if b.is_ascii_whitespace() => self.at += 1,
                _ => {
                    slash = false;
                    let name_from = self.at;
                    let name_to = name_from
                        + 1
                        + bytes[name_from + 1..]
                            .iter()
                            .position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'='))
                            .unwrap_or(bytes.len() - name_from - 1);
                    self.at = name_to;
                    let (from, to) = self.attribute_value();
                    count += 1;
                    let attr = match Attr::of(&bytes[name_from..name_to]) {
                        Attr::Other => own_attribute(&bytes[name_from..name_to]),
                        known => known,
                    };
                    if count <= MOST_ATTRIBUTES && attr != Attr::Other {
                        let start = self.tree.text.len();
                        unescape(&self.html[from..to], &mut self.tree.text);
                        self.tree.attrs.push((attr, start as u32, self.tree.text.len() as u32));
                    }
                }
            }
        }
        slash
    }

    fn attribute_value(&mut self) -> (usize, usize) {
        let bytes = self.html.as_bytes();
        let skip_space = |mut at: usize| {
            while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            at
        };
        let equals = skip_space(self.at);
        if bytes.get(equals) != Some(&b'=') {
            return (self.at, self.at);
        }
        let from = skip_space(equals + 1);
        match bytes.get(from) {
            Some(&quote @ (b'"' | b'\'')) => {
                let inside = from + 1;
                let to = memchr(quote, &bytes[inside..]).map_or(bytes.len(), |offset| inside + offset);
                self.at = (to + 1).min(bytes.len());
                (inside, to)
            }
            _ => {
                let to = from
                    + bytes[from..]
                        .iter()
                        .position(|b| b.is_ascii_whitespace() || *b == b'>')
                        .unwrap_or(bytes.len() - from);
                self.at = to;
                (from, to)
            }
        }
    }

    /// The text of a raw element, up to its end tag.
    fn raw(&mut self, tag: Tag, name_length: usize, name_from: usize) {
        let bytes = self.html.as_bytes();
        let name = &bytes[name_from..name_from + name_length];
        let from = self.at;
        let mut to = bytes.len();
        let mut search = from;
        while let Some(offset) = memmem::find(&bytes[search..], b"</") {
            let place = search + offset;
            let after = &bytes[place + 2..];
            let closes = after.len() >= name.len()
                && after[..name.len()].eq_ignore_ascii_case(name)
                && after.get(name.len()).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'));
            if closes {
                to = place;
                break;
            }
            search = place + 2;
        }
        self.at = to;
        let parent = self.tree.nodes.len() as u32 - 1;
        let start = self.tree.text.len();
        if matches!(tag, Tag::Title | Tag::Textarea) {
            unescape(&self.html[from..to], &mut self.tree.text);
        } else if tag == Tag::Script {
            self.tree.text.push_str(&self.html[from..to]);
        }
        let index = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node {
            tag: None,
            parent,
            end: index + 1,
            from: start as u32,
            to: self.tree.text.len() as u32,
            linked: false,
        });
        if to < bytes.len() {
            self.at = to + 2 + name_length;
            self.skip_past(b'>');
        }
    }

    fn add_text(&mut self, from: usize, to: usize, escaped: bool) {
        let raw = &self.html[from..to];
        let start = self.tree.text.len();
        if escaped {
            unescape(raw, &mut self.tree.text);
        } else {
            self.tree.text.push_str(raw);
        }
        let parent = self.open.last().map_or(0, |&(node, _)| node);
        let index = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node {
            tag: None,
            parent,
            end: index + 1,
            from: start as u32,
            to: self.tree.text.len() as u32,
            linked: self.links > 0,
        });
    }
}

/// What an attribute of a site's own making says about dates: `data-article-publish-date`, `data-datetime`.
fn own_attribute(name: &[u8]) -> Attr {
    /// Longest name that is looked at.
    const LONGEST: usize = 40;
    let Some(own) = name.strip_prefix(b"data-").filter(|own| own.len() <= LONGEST) else {
        return Attr::Other;
    };
    let letters: Vec<u8> =
        own.iter().filter(|b| b.is_ascii_alphabetic()).map(u8::to_ascii_lowercase).collect();
    let has = |part: &[u8]| memmem::find(&letters, part).is_some();
    if has(b"publish") && (has(b"date") || has(b"time") || has(b"at"))
        || has(b"publicationdate")
        || letters == b"pubdate"
    {
        Attr::Published
    } else if matches!(letters.as_slice(), b"date" | b"datetime" | b"time" | b"unix" | b"epoch") {
        Attr::Stamp
    } else {
        Attr::Other
    }
}

/// Appends a text with its character references resolved.
pub(crate) fn unescape(raw: &str, into: &mut String) {
    let mut rest = raw;
    while let Some(at) = memchr2(b'&', b'\0', rest.as_bytes()) {
        into.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('\0') {
            rest = &rest[1..];
            continue;
        }
        match reference(rest) {
            Some((first, second, length)) => {
                into.push(first);
                into.extend(second);
                rest = &rest[length..];
            }
            None => {
                into.push('&');
                rest = &rest[1..];
            }
        }
    }
    into.push_str(rest);
}

/// A character reference at the start of a text: its characters and length.
fn reference(text: &str) -> Option<(char, Option<char>, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        let is_hex = matches!(bytes.get(2), Some(b'x' | b'X'));
        let from = if is_hex { 3 } else { 2 };
        let length = bytes[from..]
            .iter()
            .take(8)
            .take_while(|b| if is_hex { b.is_ascii_hexdigit() } else { b.is_ascii_digit() })
            .count();
        let digits = &text[from..from + length];
        let code = u32::from_str_radix(digits, if is_hex { 16 } else { 10 }).ok()?;
        let end = from + length + usize::from(bytes.get(from + length) == Some(&b';'));
        let c = match code {
            0x80..=0x9f => C1_REPLACEMENTS[(code - 0x80) as usize].or(char::from_u32(code)),
            0 => Some('\u{fffd}'),
            _ => char::from_u32(code),
        };
        return Some((c.unwrap_or('\u{fffd}'), None, end));
    }
    let length = bytes[1..].iter().take(LONGEST_ENTITY).take_while(|b| b.is_ascii_alphanumeric()).count();
    if length == 0 {
        return None;
    }
    let with_semicolon = bytes.get(1 + length) == Some(&b';');
    let longest = if with_semicolon { length + 2 } else { length + 1 };
    // Without a semicolon the longest known name counts (`&nbspx`); only old names may lack it.
    let known = |end: usize| {
        let (first, second) = *NAMED_ENTITIES.get(text.get(1..end)?)?;
        let first = char::from_u32(first).filter(|&c| c != '\0')?;
        Some((first, char::from_u32(second).filter(|&c| c != '\0'), end))
    };
    if with_semicolon && let Some(found) = known(longest) {
        return Some(found);
    }
    // Old names have six letters at most.
    (3..=(length + 1).min(7)).rev().find_map(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<(String, bool)> {
        let tree = parse(html);
        (0..tree.nodes.len())
            .filter(|&i| tree.nodes[i].tag.is_none())
            .map(|i| (tree.text_of(i).to_owned(), tree.nodes[i].linked))
            .collect()
    }

    #[test]
    fn entities_and_broken_markup() {
        assert_eq!(
            texts("a &amp; b&nbsp;&#8211;&#x41;&auml &unknown; &"),
            [("a & b\u{a0}–Aä &unknown; &".to_owned(), false)]
        );
        assert_eq!(
            texts("<a href=x>in<div>deep</a>out</div>"),
            [("in".to_owned(), true), ("deep".to_owned(), true), ("out".to_owned(), false)]
        );
        let found: Vec<String> = texts("1 < 2 <p>x<!-- no --><script>if (a</b) {}</script>y")
            .into_iter()
            .map(|(text, _)| text)
            .collect();
        assert_eq!(found, ["1 ", "<", " 2 ", "x", "if (a</b) {}", "y"]);
    }

    #[test]
    fn unclosed_items_are_siblings() {
        let tree = parse("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>");
        let items: Vec<usize> = tree.elements(Tag::Li).collect();
        let parents: Vec<u32> = items.iter().map(|&i| tree.nodes[i].parent).collect();
        assert_eq!(parents[0], parents[1]);
        assert_eq!(parents[0], parents[3]);
        assert_ne!(parents[0], parents[2]);
    }

    #[test]
    fn any_depth_is_linear() {
        let deep = "<div><b>".repeat(200_000);
        assert!(parse(&deep).nodes.len() > 100_000);
        let attributes = format!("<p {}>x", "a1 ".repeat(500_000));
        assert_eq!(parse(&attributes).nodes.len(), 3);
    }
}
