//! The main text of a page: blocks, the element that holds the text, and what in it is no text.

use super::noise::{Noise, is_named_body, own_noise};
use super::tree::{Attr, Tag, Tree};
use crate::shape::{ends_sentence, fold, is_running, tidy, weight};
use rustc_hash::FxHashSet;

/// A run of text between two line ends of the page.
#[derive(Debug)]
pub(crate) struct Piece {
    pub text: String,
    /// The block-level element it stands in.
    pub node: usize,
    /// Letters and digits, and how many of them are links.
    pub letters: usize,
    pub linked: usize,
    /// 1–6 in a heading.
    pub heading: Option<u8>,
    pub in_list: bool,
    pub in_quote: bool,
    pub in_table: bool,
    pub in_paragraph: bool,
    /// The part of the page it stands in is no text.
    pub noise: Option<Noise>,
    /// Letters and digits of the text, in lower case.
    pub fold: String,
}

impl Piece {
    /// Share of letters that are links.
    pub fn link_share(&self) -> f64 {
        if self.letters == 0 { 0.0 } else { self.linked as f64 / self.letters as f64 }
    }

    /// What it weighs as running text: nothing where it is mostly links or no sentence.
    fn running_weight(&self) -> usize {
        /// Running text holds links, a list of links is made of them.
        const MOST_LINKED: f64 = 0.5;
        if self.link_share() > MOST_LINKED || self.heading.is_some() {
            return 0;
        }
        let weight = weight(&self.text);
        if is_running(&self.text) {
            weight
        } else if self.in_paragraph && ends_sentence(&self.text) {
            weight / 2
        } else {
            0
        }
    }
}

/// A page cut into pieces, and where its text is.
#[derive(Debug)]
pub(crate) struct Content {
    pub pieces: Vec<Piece>,
    /// The element that holds the text.
    pub body: usize,
    /// Of each node, why it is no text.
    pub noise: Vec<Option<Noise>>,
}

impl Content {
    /// Running text in the element that holds the text.
    pub fn weight(&self) -> usize {
        let pieces = self.pieces.iter().filter(|piece| piece.noise.is_none());
        pieces.map(Piece::running_weight).sum()
    }
}

/// Cuts a page into pieces and finds its text. `told` is the text as the page's data tells it.
pub(crate) fn content(tree: &Tree, told: Option<&str>, headline: Option<usize>) -> Content {
    let mut pieces = pieces(tree);
    let mut noise: Vec<Option<Noise>> = (0..tree.nodes.len()).map(|node| own_noise(tree, node)).collect();
    let weights: Vec<usize> = pieces.iter().map(Piece::running_weight).collect();
    forgive(tree, &pieces, &weights, &mut noise);
    // A part of a part that is no text is no text.
    for node in 1..tree.nodes.len() {
        let outer = noise[tree.nodes[node].parent as usize];
        noise[node] = outer.or(noise[node]);
    }
    for piece in &mut pieces {
        piece.noise = noise[piece.node];
    }
    let told = told.map(grams);
    let good: Vec<usize> = pieces
        .iter()
        .zip(&weights)
        .map(|(piece, &weight)| match (&told, piece.noise) {
            (_, Some(_)) => 0,
            (Some(told), None) if !is_told(&piece.text, told) => weight / 8,
            _ => weight,
        })
        .collect();
    let sums = sums(tree, &pieces, &good);
    let body = find_body(tree, &sums, headline);
    Content { pieces, body, noise }
}

/// Sums the pieces' weights over all elements that hold them.
fn sums(tree: &Tree, pieces: &[Piece], weights: &[usize]) -> Vec<usize> {
    let mut sums = vec![0usize; tree.nodes.len()];
    for (piece, &weight) in pieces.iter().zip(weights) {
        sums[piece.node] += weight;
    }
    for node in (1..tree.nodes.len()).rev() {
        let parent = tree.nodes[node].parent as usize;
        sums[parent] += sums[node];
    }
    sums
}

/// A name lies where it would throw away more running text than is left without it: then it is not believed.
fn forgive(tree: &Tree, pieces: &[Piece], weights: &[usize], noise: &mut [Option<Noise>]) {
    /// Comments and terms may be this many times as long as the article.
    const COMMENTS: usize = 6;
    /// Names are nested; every round looks one name deeper.
    const ROUNDS: usize = 12;
    let sums = sums(tree, pieces, weights);
    for _ in 0..ROUNDS {
        let mut inside = noise.to_vec();
        for node in 1..tree.nodes.len() {
            inside[node] = inside[tree.nodes[node].parent as usize].or(inside[node]);
        }
        let clean: usize = pieces
            .iter()
            .zip(weights)
            .filter(|(piece, _)| inside[piece.node].is_none())
            .map(|(_, weight)| weight)
            .sum();
        // The heaviest outermost named part.
        let heaviest = (1..tree.nodes.len())
            .filter(|&node| noise[node].is_some() && inside[tree.nodes[node].parent as usize].is_none())
            .filter(|&node| match noise[node] {
                Some(Noise::Consent) => sums[node] > COMMENTS * clean,
                Some(Noise::Comment) => sums[node] > COMMENTS * clean,
                _ => sums[node] > clean,
            })
            .max_by_key(|&node| (sums[node], std::cmp::Reverse(node)));
        let Some(node) = heaviest.filter(|&node| sums[node] > 0) else { return };
        // The name is believed nowhere: a text may be cut into several such parts.
        let class = tree.attr(node, Attr::Class);
        let tag = tree.nodes[node].tag;
        noise[node] = None;
        if class.is_some() {
            for (other, noise) in noise.iter_mut().enumerate() {
                if noise.is_some() && tree.nodes[other].tag == tag && tree.attr(other, Attr::Class) == class {
                    *noise = None;
                }
            }
        }
    }
}

/// Follows the weight from the root: into a child that holds nearly all of it, or into an element named as the text.
fn find_body(tree: &Tree, sums: &[usize], headline: Option<usize>) -> usize {
    /// A child with this share of its parent's running text holds the text.
    const NEARLY_ALL: f64 = 0.82;
    /// A named element needs less: the rest is what its name sets apart.
    const NAMED: f64 = 0.55;
    /// An article among others.
    const ONE_OF_MANY: f64 = 0.12;
    let mut at = 0;
    loop {
        let total = sums[at].max(1) as f64;
        let mut best: Option<usize> = None;
        let mut child = at + 1;
        let end = tree.nodes[at].end as usize;
        while child < end {
            if tree.nodes[child].tag.is_some() && best.is_none_or(|best| sums[child] > sums[best]) {
                best = Some(child);
            }
            child = tree.nodes[child].end as usize;
        }
        let Some(best) = best.filter(|&best| sums[best] as f64 >= NEARLY_ALL * total && sums[best] > 0)
        else {
            break;
        };
        at = best;
    }
    // Do not stop inside a paragraph or an inline element.
    let total = sums[at].max(1) as f64;
    let inside = at + 1..tree.nodes[at].end as usize;
    let named = inside
        .clone()
        .filter(|&node| {
            let is_named = is_named_body(tree, node) || tree.nodes[node].tag == Some(Tag::Article);
            is_named && sums[node] as f64 >= NAMED * total
        })
        .max_by_key(|&node| (sums[node], std::cmp::Reverse(node)));
    // Pages that go on with the next article under the first: the one with the headline counts.
    let first_of_many = inside
        .filter(|&node| {
            tree.nodes[node].tag == Some(Tag::Article) && sums[node] as f64 >= ONE_OF_MANY * total
        })
        .find(|&node| headline.is_some_and(|headline| tree.is_inside(headline, node)));
    let mut body = named
        .filter(|&named| first_of_many.is_none_or(|first| tree.is_inside(first, named)))
        .or(first_of_many)
        .unwrap_or(at);
    while tree.nodes[body]
        .tag
        .is_some_and(|tag| !tag.is_block() || matches!(tag, Tag::P | Tag::Li | Tag::Td | Tag::Tr))
        && body != 0
    {
        body = tree.nodes[body].parent as usize;
    }
    body
}

/// Runs of four words of a text, by hash: what the page's data says is compared by them.
fn grams(text: &str) -> FxHashSet<u64> {
    gram_hashes(text).collect()
}

fn gram_hashes(text: &str) -> impl Iterator<Item = u64> + '_ {
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .flat_map(|word| {
            // Scripts without spaces: every character is a word.
            let unspaced = word.chars().next().is_some_and(tidings_language::is_unspaced);
            let hash = |text: &str| {
                use std::hash::{Hash, Hasher};
                let mut hasher = rustc_hash::FxHasher::default();
                text.hash(&mut hasher);
                hasher.finish()
            };
            if unspaced {
                word.char_indices().map(|(at, c)| hash(&word[at..at + c.len_utf8()])).collect()
            } else {
                vec![hash(word)]
            }
        })
        .collect();
    (0..words.len().saturating_sub(3)).map(move |at| {
        words[at..at + 4]
            .iter()
            .fold(0u64, |sum, word| sum.rotate_left(7).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word)
    })
}

/// Whether most of a piece stands in what the page's data tells.
pub(crate) fn is_told(text: &str, told: &FxHashSet<u64>) -> bool {
    let (mut all, mut known) = (0usize, 0usize);
    for gram in gram_hashes(text) {
        all += 1;
        known += usize::from(told.contains(&gram));
    }
    all == 0 || known * 2 >= all
}

#[derive(Clone, Copy)]
struct Frame {
    end: usize,
    node: usize,
    is_block: bool,
    heading: Option<u8>,
    in_list: bool,
    in_quote: bool,
    in_table: bool,
    in_paragraph: bool,
    /// What stands in it is set apart on the screen whether or not a space is written.
    is_apart: bool,
}

/// Cuts a page into pieces at the ends of block-level elements and at double line breaks.
fn pieces(tree: &Tree) -> Vec<Piece> {
    let mut cutter = Cutter { pieces: Vec::new(), text: String::new(), letters: 0, linked: 0 };
    let root = Frame {
        end: tree.nodes.len(),
        node: 0,
        is_block: true,
        heading: None,
        in_list: false,
        in_quote: false,
        in_table: false,
        in_paragraph: false,
        is_apart: false,
    };
    let mut frames = vec![root];
    let mut index = 1;
    let mut breaks = 0;
    let mut apart = false;
    // Where an inline element ended: the next one begins there.
    let mut span_end = 0;
    while index < tree.nodes.len() {
        while frames.len() > 1 && frames.last().is_some_and(|frame| frame.end <= index) {
            let frame = frames.pop().unwrap_or(root);
            if frame.is_block {
                cutter.cut(&frame);
            }
            apart |= frame.is_apart;
            span_end = frame.end;
        }
        let top = *frames.last().unwrap_or(&root);
        let node = &tree.nodes[index];
        let Some(tag) = node.tag else {
            let text = tree.text_of(index);
            if breaks > 0 && text.contains(|c: char| !c.is_whitespace()) {
                if breaks > 1 || ends_sentence(cutter.text.trim_end()) {
                    cutter.cut(&top);
                }
                breaks = 0;
            }
            if std::mem::take(&mut apart) {
                cutter.set_apart(text);
            }
            cutter.add(text, node.linked);
            index += 1;
            continue;
        };
        if matches!(
            tag,
            Tag::Script
                | Tag::Style
                | Tag::Template
                | Tag::Svg
                | Tag::Math
                | Tag::Head
                | Tag::Meta
                | Tag::Title
                | Tag::Select
                | Tag::Rt
                | Tag::Rp
        ) {
            index = node.end as usize;
            continue;
        }
        if tag == Tag::Br {
            breaks += 1;
            cutter.text.push(' ');
            index += 1;
            continue;
        }
        let is_block = tag.is_block() || is_button_like(tree, index, tag);
        if is_block {
            breaks = 0;
            cutter.cut(&top);
        }
        frames.push(Frame {
            end: node.end as usize,
            node: if is_block { index } else { top.node },
            is_block,
            heading: tag.heading().or(top.heading),
            in_list: top.in_list || matches!(tag, Tag::Li | Tag::Dd | Tag::Dt),
            in_quote: top.in_quote || tag == Tag::Blockquote,
            in_table: top.in_table || matches!(tag, Tag::Td | Tag::Th),
            in_paragraph: tag == Tag::P || top.in_paragraph && !is_block,
            is_apart: tag == Tag::Time,
        });
        apart |= tag == Tag::Time || tag == Tag::Span && span_end == index && cutter.ends_low();
        index += 1;
    }
    while let Some(frame) = frames.pop() {
        cutter.cut(&frame);
    }
    cutter.pieces
}

/// Inline elements that stand by themselves on the page.
fn is_button_like(tree: &Tree, node: usize, tag: Tag) -> bool {
    matches!(tag, Tag::Button | Tag::Label | Tag::Noscript)
        || matches!(tag, Tag::Span | Tag::Time | Tag::A | Tag::Small | Tag::Cite)
            && (tree.attr(node, Attr::Role).is_some() || own_noise(tree, node).is_some() && tag != Tag::A)
}

struct Cutter {
    pieces: Vec<Piece>,
    text: String,
    letters: usize,
    linked: usize,
}

impl Cutter {
    /// Sets what follows apart from what stands there: software writes a date beside a word without a space.
    fn set_apart(&mut self, next: &str) {
        let before = self.text.ends_with(char::is_alphanumeric);
        if before && next.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase()) {
            self.text.push(' ');
        }
    }

    /// Whether a small letter or a digit stands last: a capital or digit of the next element is another word.
    fn ends_low(&self) -> bool {
        self.text.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
    }

    fn add(&mut self, text: &str, linked: bool) {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters += letters;
        if linked {
            self.linked += letters;
        }
        self.text.push_str(text);
    }

    fn cut(&mut self, frame: &Frame) {
        if self.letters > 0 {
            let text = tidy(&self.text);
            self.pieces.push(Piece {
                fold: fold(&text),
                text,
                node: frame.node,
                letters: self.letters,
                linked: self.linked,
                heading: frame.heading,
                in_list: frame.in_list,
                in_quote: frame.in_quote,
                in_table: frame.in_table,
                in_paragraph: frame.in_paragraph,
                noise: None,
            });
        }
        self.text.clear();
        self.letters = 0;
        self.linked = 0;
    }
}
