//! One identity across documents and languages.

use crate::decisions::Decisions;
use crate::inflect::Inflector;
use crate::sound::{Sound, compare, sound};
use crate::tables::{fold, tables};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, RwLock};
use tidings_model::{Article, Entity, EntityKind, Merge};

/// In a block of candidates with more members than this each is compared with its neighbours in the order of their sounds only.
const LARGEST_BLOCK: usize = 200;

/// Share of the pairs of mentions between two groups that must be alike before the groups become one: no chains.
const QUORUM: f64 = 0.6;

/// Likeness from which names of bodies and places of other words are one across languages. Higher than for persons: they have no
/// given name that could speak against it.
const SAME_BODY: f64 = 0.93;

/// Shortest name, in letters, of a body or place that is compared by sound at all.
const SHORTEST_BODY: usize = 6;

/// A name with the id it has so far: the unit that is merged.
#[derive(Debug, Clone)]
struct Bearer {
    id: String,
    kind: EntityKind,
    /// Names (citation forms) by language, with their number of mentions.
    names: BTreeMap<(String, String), usize>,
    /// Forms as written, by language, with their number.
    forms: BTreeMap<(String, String), usize>,
    kinds: BTreeMap<EntityKind, usize>,
    mentions: usize,
    known: bool,
    sex: Option<crate::Sex>,
}

/// Gives mentions of one person, body or place one entity in all articles, and lists the entities, most mentioned first.
///
/// Ids of the tables stay; local ids are joined with each other and with table ids where their names sound alike part by part and
/// nothing speaks against it. Speakers and events of statements are rewritten with them.
pub fn unify(articles: &mut [Article]) -> Vec<Entity> {
    unify_deciding(articles, &Decisions::default())
}

/// The same, with what a person has decided.
pub fn unify_deciding(articles: &mut [Article], decisions: &Decisions) -> Vec<Entity> {
    crate::decisions::part(articles, decisions);
    let mut bearers = collect(articles);
    let mut groups = Groups::new(bearers.len());
    variants(&bearers, &mut groups);
    share_kinds(&mut bearers, &mut groups);
    let pairs = candidates(&bearers);
    decide(&bearers, &mut groups, decisions);
    join(&bearers, &mut groups, pairs);
    surnames(&bearers, &mut groups);
    let ids = final_ids(&bearers, &mut groups);
    rewrite(articles, &bearers, &mut groups, &ids);
    entities(&bearers, &mut groups, &ids)
}

fn collect(articles: &[Article]) -> Vec<Bearer> {
    let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
    let mut bearers: Vec<Bearer> = Vec::new();
    for article in articles {
        let code = article.language.code.as_str();
        for mention in &article.mentions {
            let Some(id) = mention.entity.as_deref() else { continue };
            let at = *by_id.entry(id).or_insert_with(|| {
                let record = tables().record(id);
                bearers.push(Bearer {
                    id: id.to_owned(),
                    kind: record.as_ref().map_or(mention.kind, |record| record.kind),
                    names: BTreeMap::new(),
                    forms: BTreeMap::new(),
                    kinds: BTreeMap::new(),
                    mentions: 0,
                    known: record.is_some(),
                    sex: record.and_then(|record| record.sex),
                });
                bearers.len() - 1
            });
            let bearer = &mut bearers[at];
            bearer.mentions += 1;
            *bearer.kinds.entry(mention.kind).or_default() += 1;
            // A people is not a name of its state.
            if mention.kind != EntityKind::Other || bearer.kind == EntityKind::Other {
                *bearer.names.entry((code.to_owned(), mention.name.clone())).or_default() += 1;
            }
            *bearer.forms.entry((code.to_owned(), mention.text.clone())).or_default() += 1;
        }
    }
    for bearer in &mut bearers {
        if !bearer.known {
            let most = bearer.kinds.iter().max_by_key(|&(kind, count)| (*count, std::cmp::Reverse(*kind)));
            bearer.kind = most.map_or(bearer.kind, |(kind, _)| *kind);
        }
        if bearer.sex.is_none() && bearer.kind == EntityKind::Person {
            bearer.sex = sex_of(bearer);
        }
    }
    bearers
}

/// Sex that the given name tells, where only one of the parts tells any.
fn sex_of(bearer: &Bearer) -> Option<crate::Sex> {
    let (_, name) = bearer.names.keys().next()?;
    let folded = crate::fold(name);
    let parts: Vec<&str> = folded.split(' ').collect();
    if parts.len() < 2 {
        return None;
    }
    let mut sexes = parts.iter().filter_map(|part| {
        let part = tables().name_part(part).filter(|part| part.given && !part.surname)?;
        part.sex()
    });
    let first = sexes.next()?;
    sexes.all(|sex| sex == first).then_some(first)
}

/// Most citation forms of one name that are tried.
const MOST_FORMS: usize = 6;

/// Most words of a name whose citation forms are tried.
const MOST_WORDS: usize = 4;

/// Shortest citation form, in letters, that may join two names of which neither is written so.
const SHORTEST_STEM: usize = 5;

/// The forms a name may have without its endings, folded; none where the language does not inflect every word of a name, for there
/// the document has taken the endings off. The name itself is not among them.
fn citation_forms(name: &str, code: &str) -> Vec<String> {
    let Some(inflector) = inflector_of(code) else { return Vec::new() };
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    if words.len() > MOST_WORDS {
        return Vec::new();
    }
    // All words stand in one case: a form takes off an ending of each word that has one, or of one word only where the others
    // have none.
    let mut forms: Vec<(usize, String)> = vec![(0, String::new())];
    for word in &words {
        let mut bases: Vec<(usize, String)> = vec![(1, (*word).to_owned())];
        if word.chars().count() >= SHORTEST_INFLECTED {
            bases.extend(inflector.base_forms(word).into_iter().map(|form| (0, form.base)));
        }
        let mut longer = Vec::with_capacity(forms.len() * bases.len());
        for (left, form) in &forms {
            for (cost, base) in &bases {
                let joint = if form.is_empty() { "" } else { " " };
                longer.push((left + cost, format!("{form}{joint}{base}")));
            }
        }
        longer.sort();
        longer.truncate(MOST_FORMS * MOST_WORDS);
        forms = longer;
    }
    forms.retain(|(_, form)| *form != folded);
    forms.truncate(MOST_FORMS * 2);
    forms.into_iter().map(|(_, form)| form).collect()
}

/// Shortest word, in letters, that may carry an ending.
const SHORTEST_INFLECTED: usize = 4;

/// The endings of a language in which every word of a name is inflected.
fn inflector_of(code: &str) -> Option<Arc<Inflector>> {
    static SHELF: OnceLock<RwLock<FxHashMap<String, Option<Arc<Inflector>>>>> = OnceLock::new();
    let shelf = SHELF.get_or_init(RwLock::default);
    if let Ok(built) = shelf.read()
        && let Some(inflector) = built.get(code)
    {
        return inflector.clone();
    }
    let language = tidings_language::language(code);
    let pack = &language.pack.names;
    let made = pack.inflects_all_words.then(|| Arc::new(Inflector::new(pack)));
    let made = made.filter(|inflector| !inflector.is_empty());
    if let Ok(mut built) = shelf.write() {
        built.insert(code.to_owned(), made.clone());
    }
    made
}

/// Names of one language that differ by their endings alone are one: a citation form of the one is the other, or both have the same.
///
/// A kind may differ where one of the two is hardly ever met: the kind of a rare form is a guess.
fn variants(bearers: &[Bearer], groups: &mut Groups) {
    /// Who is written so, and who may be with an ending taken off.
    #[derive(Default)]
    struct Owners {
        written: Vec<usize>,
        inflected: Vec<usize>,
    }
    let mut by_form: BTreeMap<(String, String), Owners> = BTreeMap::new();
    for (index, bearer) in bearers.iter().enumerate() {
        for (code, name) in bearer.names.keys() {
            if inflector_of(code).is_none() {
                continue;
            }
            let written = &mut by_form.entry((code.clone(), fold(name))).or_default().written;
            if !written.contains(&index) {
                written.push(index);
            }
            if bearer.known {
                continue;
            }
            for form in citation_forms(name, code) {
                let inflected = &mut by_form.entry((code.clone(), form)).or_default().inflected;
                if !inflected.contains(&index) {
                    inflected.push(index);
                }
            }
        }
    }
    let alike = |a: usize, b: usize| {
        let (a, b) = (&bearers[a], &bearers[b]);
        let other_sex = a.sex.is_some() && b.sex.is_some() && a.sex != b.sex;
        let rare = a.mentions.min(b.mentions) <= RARE;
        !(other_sex || a.known && b.known) && (a.kind == b.kind || rare)
    };
    for ((_, form), owners) in &by_form {
        let letters = form.chars().count();
        if letters < SHORTEST_INFLECTED - 1 {
            continue;
        }
        // Who is written so owns the form: the known one, else the most mentioned.
        let rank = |&index: &usize| (bearers[index].known, bearers[index].mentions, std::cmp::Reverse(index));
        let owner = owners.written.iter().copied().max_by_key(rank);
        let owner = owner.or_else(|| {
            (letters >= SHORTEST_STEM).then(|| owners.inflected.iter().copied().max_by_key(rank)).flatten()
        });
        let Some(owner) = owner else { continue };
        for &other in owners.written.iter().chain(&owners.inflected) {
            if other != owner && alike(owner, other) && fits(bearers, groups, owner, other) {
                groups.join(owner, other, (owner, other, "other endings of one name".to_owned()));
            }
        }
    }
}

/// All names of a group are of the kind of its known name, else of the kind most mentioned.
fn share_kinds(bearers: &mut [Bearer], groups: &mut Groups) {
    for index in 0..bearers.len() {
        if groups.of(index) != index || groups.members[index].len() < 2 {
            continue;
        }
        let members = groups.members[index].clone();
        let best = members.iter().copied().max_by_key(|&member| {
            (bearers[member].known, bearers[member].mentions, std::cmp::Reverse(member))
        });
        let kind = bearers[best.unwrap_or(index)].kind;
        for member in members {
            if !bearers[member].known {
                bearers[member].kind = kind;
            }
        }
    }
}

/// Mentions up to which the kind of a name is a guess that another of its forms may overrule.
const RARE: usize = 6;

/// Whether two groups may become one: no two known names in it.
fn fits(bearers: &[Bearer], groups: &mut Groups, a: usize, b: usize) -> bool {
    let (a, b) = (groups.of(a), groups.of(b));
    let known = |group: usize| groups.members[group].iter().any(|&member| bearers[member].known);
    a != b && !(known(a) && known(b))
}

/// Sounds of a bearer: of each of its names in each of its languages, and of their citation forms.
fn sounds(bearer: &Bearer) -> Vec<Sound> {
    let mut found: Vec<Sound> = Vec::new();
    let mut add = |sound: Sound| {
        if !sound.parts.is_empty() && !found.contains(&sound) {
            found.push(sound);
        }
    };
    for (code, name) in bearer.names.keys() {
        add(sound(name, code));
        if !bearer.known && bearer.kind == EntityKind::Person {
            for form in citation_forms(name, code).into_iter().take(MOST_FORMS) {
                add(sound(&form, code));
            }
        }
    }
    if bearer.known
        && let Some(record) = tables().record(&bearer.id)
    {
        add(sound(record.name, tidings_language::GLOSS_LANGUAGE));
    }
    found
}

/// A pair that may be one, with its likeness.
struct Pair {
    a: usize,
    b: usize,
    score: f64,
    rule: &'static str,
}

fn candidates(bearers: &[Bearer]) -> Vec<Pair> {
    let sounds: Vec<Vec<Sound>> = bearers.iter().map(sounds).collect();
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, bearer) in bearers.iter().enumerate() {
        let mut keys: FxHashSet<String> = FxHashSet::default();
        for sound in &sounds[index] {
            keys_of(bearer.kind, sound, &mut keys);
        }
        for key in keys {
            blocks.entry(key).or_default().push(index);
        }
    }
    let mut seen: FxHashSet<(usize, usize)> = FxHashSet::default();
    let mut pairs = Vec::new();
    for members in blocks.values_mut() {
        // Sorted neighbourhoods (Hernández and Stolfo 1995).
        if members.len() > LARGEST_BLOCK {
            let whole = |index: usize| -> String {
                let parts = sounds[index].first().map_or(&[][..], |sound| &sound.parts);
                parts.iter().filter_map(|part| part.sounds.first()).map(String::as_str).collect()
            };
            members.sort_by_cached_key(|&index| (whole(index), index));
        }
        for (place, &a) in members.iter().enumerate() {
            let end = members.len().min(place + 1 + LARGEST_BLOCK);
            for &b in &members[place + 1..end] {
                if !may_be_one(&bearers[a], &bearers[b]) || !seen.insert((a.min(b), a.max(b))) {
                    continue;
                }
                let kinds_differ = bearers[a].kind != bearers[b].kind;
                let strict = kinds_differ || bearers[a].kind != EntityKind::Person;
                if let Some((score, rule)) = judge(&sounds[a], &sounds[b], strict, kinds_differ) {
                    pairs.push(Pair { a: a.min(b), b: a.max(b), score, rule });
                }
            }
        }
    }
    // What is of one kind comes together first; only then is a kind overruled.
    let kinds_differ = |pair: &Pair| bearers[pair.a].kind != bearers[pair.b].kind;
    pairs.sort_by(|x, y| {
        kinds_differ(x)
            .cmp(&kinds_differ(y))
            .then(y.score.total_cmp(&x.score))
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    pairs
}

/// Consonants, in classes, of a surname that says enough without its last.
const LONG_SKELETON: usize = 4;

/// Blocking keys: every pair of parts' skeletons, in alphabetical order; of bodies and places the whole skeleton.
fn keys_of(kind: EntityKind, sound: &Sound, keys: &mut FxHashSet<String>) {
    // What may have been given another kind elsewhere.
    if sound.parts.len() > 1
        && matches!(
            kind,
            EntityKind::Person | EntityKind::Place | EntityKind::Organisation | EntityKind::Other
        )
    {
        keys.insert(format!(
            "x {}",
            sound.parts.iter().filter_map(|part| part.skeletons().next()).collect::<String>()
        ));
    }
    if kind != EntityKind::Person {
        let whole: String = sound.parts.iter().filter_map(|part| part.skeletons().next()).collect();
        let letters: usize = sound.parts.iter().map(|part| part.written.chars().count()).sum();
        if letters >= SHORTEST_BODY {
            keys.insert(format!("{kind:?} {whole}"));
            let other: String = sound.parts.iter().filter_map(|part| part.skeletons().last()).collect();
            keys.insert(format!("{kind:?} {other}"));
        }
        return;
    }
    if sound.parts.len() < 2 {
        return;
    }
    let mut skeletons: Vec<Vec<String>> =
        sound.parts.iter().take(6).map(|part| part.skeletons().collect()).collect();
    let whole: String =
        skeletons.iter().filter_map(|readings| readings.first()).map(String::as_str).collect();
    // The last consonant of a surname may be silent, and left out where others write what they hear: *Barnier*, *Барньє*.
    if let Some(last) = skeletons.last_mut() {
        let trimmed = last
            .iter()
            .filter(|skeleton| skeleton.len() >= LONG_SKELETON)
            .map(|skeleton| skeleton[..skeleton.len() - 1].to_owned());
        let trimmed: Vec<String> = trimmed.collect();
        last.extend(trimmed);
        last.sort();
        last.dedup();
    }
    for (i, one) in skeletons.iter().enumerate() {
        for other in &skeletons[i + 1..] {
            for a in one {
                for b in other {
                    let (first, second) = if a <= b { (a, b) } else { (b, a) };
                    keys.insert(format!("p {first} {second}"));
                }
            }
        }
    }
    // Written together in another language: `Jongun`.
    keys.insert(format!("w {whole}"));
}

/// Nothing known speaks against it: both of the tables, other sexes, other kinds.
fn may_be_one(a: &Bearer, b: &Bearer) -> bool {
    let other_sex = a.sex.is_some() && b.sex.is_some() && a.sex != b.sex;
    let both_known = a.known && b.known;
    kinds_agree(a, b) && !both_known && !other_sex
}

/// One kind, or kinds that are mistaken for each other where nothing is known: a name of several words is a person's in one language and,
/// by the letters of another, that of a place. Firms are called after persons: those two are no mistake.
fn kinds_agree(a: &Bearer, b: &Bearer) -> bool {
    use EntityKind::{Organisation, Other, Person, Place};
    a.kind == b.kind
        || !a.known
            && !b.known
            && matches!(
                (a.kind, b.kind),
                (Person, Place)
                    | (Place, Person)
                    | (Other, Person | Place | Organisation)
                    | (Person | Place | Organisation, Other)
            )
}

/// `strict`: their kinds differ, or they are no persons.
fn judge(a: &[Sound], b: &[Sound], strict: bool, several: bool) -> Option<(f64, &'static str)> {
    let mut best: Option<f64> = None;
    for one in a {
        for other in b {
            if several && one.parts.len().min(other.parts.len()) < 2 {
                continue;
            }
            let judged = compare(one, other);
            let bodies_differ = strict
                && (one.parts.len() != other.parts.len()
                    || judged.score < SAME_BODY
                    || !in_order(one, other));
            if judged.same && !bodies_differ {
                best = Some(best.map_or(judged.score, |best: f64| best.max(judged.score)));
            }
        }
    }
    best.map(|score| (score, if strict { "sound" } else { "sound of the parts" }))
}

/// Every part is alike to the part at its own place.
fn in_order(a: &Sound, b: &Sound) -> bool {
    a.parts.iter().zip(&b.parts).all(|(one, other)| one.likeness(other) >= SAME_BODY)
}

/// Joins what is decided to be one, and notes what is decided to be two, before anything is joined by its sound.
fn decide(bearers: &[Bearer], groups: &mut Groups, decisions: &Decisions) {
    let of = |name: &str| -> Vec<usize> {
        let folded = crate::fold(name);
        let is_named = |bearer: &Bearer| {
            bearer.id == name
                || bearer.names.keys().chain(bearer.forms.keys()).any(|(_, form)| crate::fold(form) == folded)
        };
        (0..bearers.len()).filter(|&index| is_named(&bearers[index])).collect()
    };
    for (a, b) in &decisions.splits {
        let (left, right) = (of(a), of(b));
        for &one in &left {
            groups.apart.extend(
                right.iter().filter(|&&other| other != one).map(|&other| (one.min(other), one.max(other))),
            );
        }
    }
    for (a, b) in &decisions.merges {
        let (left, right) = (of(a), of(b));
        let Some(&first) = left.first() else { continue };
        if right.is_empty() {
            continue;
        }
        for &other in left.iter().skip(1).chain(&right) {
            groups.join(first, other, (first, other, format!("decided: merge {a} | {b}")));
        }
    }
}

/// Groups of bearers, with the pairs that made them.
struct Groups {
    /// Pairs that a person has decided to be two.
    apart: FxHashSet<(usize, usize)>,
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
    why: Vec<Vec<(usize, usize, String)>>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self {
            apart: FxHashSet::default(),
            parent: (0..count).collect(),
            members: (0..count).map(|index| vec![index]).collect(),
            why: vec![Vec::new(); count],
        }
    }

    fn of(&mut self, index: usize) -> usize {
        let mut root = index;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        let mut at = index;
        while self.parent[at] != root {
            at = std::mem::replace(&mut self.parent[at], root);
        }
        root
    }

    /// A member of one is decided to be another than a member of the other.
    fn are_apart(&self, a: usize, b: usize) -> bool {
        !self.apart.is_empty()
            && self.members[a].iter().any(|&one| {
                self.members[b].iter().any(|&other| self.apart.contains(&(one.min(other), one.max(other))))
            })
    }

    fn join(&mut self, a: usize, b: usize, pair: (usize, usize, String)) {
        let (a, b) = (self.of(a), self.of(b));
        if a == b {
            return;
        }
        if self.are_apart(a, b) {
            return;
        }
        let (keep, gone) = if a < b { (a, b) } else { (b, a) };
        self.parent[gone] = keep;
        let members = std::mem::take(&mut self.members[gone]);
        self.members[keep].extend(members);
        let why = std::mem::take(&mut self.why[gone]);
        self.why[keep].extend(why);
        self.why[keep].push(pair);
    }
}

/// Joins groups from the most alike pair down; two groups become one only if enough of their pairs are alike and none conflicts.
fn join(bearers: &[Bearer], groups: &mut Groups, pairs: Vec<Pair>) {
    let alike: FxHashSet<(usize, usize)> = pairs.iter().map(|pair| (pair.a, pair.b)).collect();
    for pair in &pairs {
        let (a, b) = (groups.of(pair.a), groups.of(pair.b));
        if a == b {
            continue;
        }
        let (left, right) = (&groups.members[a], &groups.members[b]);
        // A form that is met once, with an ending nobody could take off, has less to say than one met a hundred times.
        let (mut agree, mut all) = (0, 0);
        let mut conflict = false;
        for &one in left {
            for &other in right {
                let weight = bearers[one].mentions * bearers[other].mentions;
                all += weight;
                agree += if alike.contains(&(one.min(other), one.max(other))) { weight } else { 0 };
                conflict |= !may_be_one(&bearers[one], &bearers[other]);
            }
        }
        if conflict || (agree as f64) < QUORUM * all as f64 {
            continue;
        }
        groups.join(a, b, (pair.a, pair.b, format!("{} {:.2}", pair.rule, pair.score)));
    }
}

/// How much more often than the next the best known bearer of a surname must be named for a bare one to be theirs.
const FAR_MORE: usize = 5;

/// Shortest bare surname, in letters, that finds its bearer.
const SHORTEST_SURNAME: usize = 4;

/// The sound of a bare surname, and that of the initial of a given name before it.
type Surname = (String, Option<char>);

/// The sound of the initial in `T. May`: one letter and a surname.
fn initial_of(sound: &Sound) -> Option<char> {
    let [first, last] = &sound.parts[..] else { return None };
    let is_initial = first.written.chars().count() == 1 && last.written.chars().count() > 1;
    first.sounds.first().filter(|_| is_initial)?.chars().next()
}

/// Whether a part of one of the names, not its last, sounds so at its beginning.
fn has_initial(bearer: &Bearer, initial: char) -> bool {
    bearer.names.keys().any(|(code, name)| {
        let sound = sound(name, code);
        let given = sound.parts.len().saturating_sub(1);
        sound.parts[..given].iter().any(|part| part.sounds.iter().any(|sound| sound.starts_with(initial)))
    })
}

/// A surname that no document of its own names in full belongs to the one person of all documents who bears it, if there is only one,
/// or one who is named far more often than the others.
fn surnames(bearers: &[Bearer], groups: &mut Groups) {
    let mut by_part: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut bare: Vec<(usize, Vec<Surname>)> = Vec::new();
    for (index, bearer) in bearers.iter().enumerate().filter(|(_, bearer)| bearer.kind == EntityKind::Person)
    {
        let mut own: Vec<Surname> = Vec::new();
        let mut is_bare = !bearer.known;
        for (code, name) in bearer.names.keys() {
            let mut readings = vec![sound(name, code)];
            if !bearer.known {
                readings
                    .extend(citation_forms(name, code).iter().take(MOST_FORMS).map(|form| sound(form, code)));
            }
            for sound in readings {
                // The surname stands last, in some languages first; a given name alone is never enough.
                let count = sound.parts.len();
                let initial = initial_of(&sound);
                is_bare &= count == 1 || initial.is_some();
                for (place, part) in sound.parts.iter().enumerate() {
                    let Some(first) = part.sounds.first() else { continue };
                    if place == count - 1 && (count == 1 || initial.is_some()) {
                        let is_long = initial.is_some() || part.written.chars().count() >= SHORTEST_SURNAME;
                        let surname = (first.clone(), initial);
                        if is_long && !own.contains(&surname) {
                            own.push(surname);
                        }
                    } else if place == count - 1
                        || place == 0 && initial.is_none() && tables().given_name(&part.written).is_none()
                    {
                        let list = by_part.entry(first.clone()).or_default();
                        if !list.contains(&index) {
                            list.push(index);
                        }
                    }
                }
            }
        }
        if is_bare && !own.is_empty() {
            bare.push((index, own));
        }
    }
    for (index, sounds) in bare {
        let group = groups.of(index);
        let is_full = |member: &usize| bearers[*member].known;
        if groups.members[group].iter().any(is_full) {
            continue;
        }
        let mut owners: Vec<(usize, usize)> = Vec::new();
        for (sound, initial) in &sounds {
            let owners_of_sound = by_part.get(sound).into_iter().flatten();
            for &owner in owners_of_sound
                .filter(|&&owner| initial.is_none_or(|initial| has_initial(&bearers[owner], initial)))
            {
                let group = groups.of(owner);
                if !owners.iter().any(|(_, other)| *other == group) {
                    let mentions = groups.members[group].iter().map(|&member| bearers[member].mentions).sum();
                    owners.push((mentions, group));
                }
            }
        }
        owners.sort_unstable_by_key(|&(mentions, group)| (std::cmp::Reverse(mentions), group));
        let (owner, rule) = match owners[..] {
            [(_, owner)] => (owner, "the only bearer of the surname"),
            [(most, owner), (next, _), ..] if most >= FAR_MORE * next => {
                (owner, "by far the most named bearer of the surname")
            }
            _ => continue,
        };
        let pair = (groups.members[owner][0], index, rule.to_owned());
        groups.join(owner, index, pair);
    }
}

/// The id of each group: the table's, else of the most mentioned bearer of the kind most mentioned, else the first in the alphabet.
fn final_ids(bearers: &[Bearer], groups: &mut Groups) -> FxHashMap<usize, usize> {
    let mut ids = FxHashMap::default();
    for index in 0..bearers.len() {
        let group = groups.of(index);
        if group != index {
            continue;
        }
        let members = &groups.members[group];
        let of_kind = |kind: EntityKind| -> usize {
            members
                .iter()
                .map(|&member| &bearers[member])
                .filter(|bearer| bearer.kind == kind)
                .map(|bearer| bearer.mentions)
                .sum()
        };
        let best = members.iter().copied().max_by(|&a, &b| {
            let (a, b) = (&bearers[a], &bearers[b]);
            a.known
                .cmp(&b.known)
                .then_with(|| of_kind(a.kind).cmp(&of_kind(b.kind)))
                .then(a.mentions.cmp(&b.mentions))
                .then_with(|| b.id.cmp(&a.id))
        });
        ids.insert(group, best.unwrap_or(index));
    }
    ids
}

fn rewrite(articles: &mut [Article], bearers: &[Bearer], groups: &mut Groups, ids: &FxHashMap<usize, usize>) {
    let mut to: FxHashMap<String, (String, EntityKind)> = FxHashMap::default();
    for (index, bearer) in bearers.iter().enumerate() {
        let best = ids[&groups.of(index)];
        if best != index {
            to.insert(bearer.id.clone(), (bearers[best].id.clone(), bearers[best].kind));
        }
    }
    if to.is_empty() {
        return;
    }
    let change = |id: &mut Option<String>| {
        if let Some((new, _)) = id.as_ref().and_then(|id| to.get(id)) {
            *id = Some(new.clone());
        }
    };
    for article in articles {
        for mention in &mut article.mentions {
            // What a name is called elsewhere also says what it is.
            if let Some((_, kind)) = mention.entity.as_ref().and_then(|id| to.get(id)) {
                mention.kind = *kind;
            }
            change(&mut mention.entity);
            change(&mut mention.speaks_for);
        }
        for statement in &mut article.statements {
            for speaker in &mut statement.chain {
                change(&mut speaker.entity);
            }
            for event in statement.event.iter_mut().chain(&mut statement.also) {
                change(&mut event.actor);
                change(&mut event.target);
                change(&mut event.object);
            }
        }
    }
}

fn entities(bearers: &[Bearer], groups: &mut Groups, ids: &FxHashMap<usize, usize>) -> Vec<Entity> {
    let mut roots: Vec<usize> = ids.keys().copied().collect();
    roots.sort_unstable();
    let mut entities: Vec<Entity> = roots
        .into_iter()
        .map(|root| {
            let best = &bearers[ids[&root]];
            let members = &groups.members[root];
            let mut names: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
            let mut citations: BTreeMap<&str, usize> = BTreeMap::new();
            for &member in members {
                let bearer = &bearers[member];
                for ((code, form), count) in bearer.forms.iter().chain(&bearer.names) {
                    *names.entry(code.clone()).or_default().entry(form.clone()).or_default() += count;
                }
                for ((_, name), count) in &bearer.names {
                    *citations.entry(name).or_default() += count;
                }
            }
            let commonest = citations
                .into_iter()
                .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)))
                .map_or_else(|| best.id.clone(), |(name, _)| name.to_owned());
            let name = tables().record(&best.id).map_or(commonest, |record| record.name.to_owned());
            let names = names
                .into_iter()
                .map(|(code, forms)| {
                    let mut forms: Vec<(String, usize)> = forms.into_iter().collect();
                    forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                    (code, forms.into_iter().map(|(form, _)| form).collect())
                })
                .collect();
            let first_name = |index: usize| {
                bearers[index]
                    .names
                    .keys()
                    .next()
                    .map_or_else(|| bearers[index].id.clone(), |(_, name)| name.clone())
            };
            let why = groups.why[root]
                .iter()
                .map(|(a, b, rule)| Merge { a: first_name(*a), b: first_name(*b), rule: rule.clone() })
                .collect();
            let mentions = members.iter().map(|&member| bearers[member].mentions).sum();
            Entity {
                id: best.id.clone(),
                kind: best.kind,
                name,
                names,
                why,
                listed: Vec::new(),
                possibly_listed: Vec::new(),
                mentions,
            }
        })
        .collect();
    entities.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.id.cmp(&b.id)));
    entities
}
