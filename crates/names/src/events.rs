//! What can be said to happen: the types of `names/events.toml`.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// One type of event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventType {
    /// Its name (`supply-arms`).
    pub kind: &'static str,
    /// English sentence with `{actor}`, `{target}` and `{object}`.
    pub gloss: &'static str,
    /// Actor and target may change places.
    pub symmetric: bool,
    /// It lasts or is repeated (`ally`), so its time does not tell one instance from another; else it happens at its time (`veto`).
    pub state: bool,
    /// Types that may speak of one matter share a family.
    pub family: &'static str,
    /// A type that holds wherever this one does.
    pub implies: Option<&'static str>,
    /// The type of PLOVER it falls under.
    pub plover: Option<&'static str>,
    /// Relations in which the target stands to the event words, in the order in which they are tried.
    pub target: Vec<&'static str>,
    /// The word list of the packs that it is found by.
    pub trigger: &'static str,
    /// Class the object must have.
    pub objects: Option<&'static str>,
    /// English gloss of the object where the words only name its class.
    pub object: Option<&'static str>,
}

static EVENTS: &str = include_str!("../../../names/events.toml");

struct Shelf {
    types: Vec<EventType>,
    by_kind: FxHashMap<&'static str, usize>,
}

fn shelf() -> &'static Shelf {
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    SHELF.get_or_init(|| {
        let types = parse(EVENTS);
        let by_kind = types.iter().enumerate().map(|(index, event)| (event.kind, index)).collect();
        Shelf { types, by_kind }
    })
}

/// The type of that name.
pub fn event_type(kind: &str) -> Option<&'static EventType> {
    let shelf = shelf();
    shelf.by_kind.get(kind).map(|&index| &shelf.types[index])
}

/// All types, in the order of the file.
pub fn event_types() -> &'static [EventType] {
    &shelf().types
}

/// Reads the one shape of TOML the file has (`[kind]`, then `key = "words"` or `key = true`): a whole parser would cost
/// more at start than all else this room does.
fn parse(file: &'static str) -> Vec<EventType> {
    let mut types: Vec<EventType> = Vec::new();
    for line in file.lines() {
        if let Some(kind) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            types.push(EventType { kind, trigger: kind, ..EventType::default() });
            continue;
        }
        let (Some(event), Some((key, value))) = (types.last_mut(), line.split_once(" = ")) else { continue };
        let value = value.trim_matches('"');
        match key {
            "gloss" => event.gloss = value,
            "symmetric" => event.symmetric = value == "true",
            "state" => event.state = value == "true",
            "family" => event.family = value,
            "implies" => event.implies = Some(value),
            "plover" => event.plover = Some(value),
            "target" => event.target = value.split(' ').collect(),
            "trigger" => event.trigger = value,
            "objects" => event.objects = Some(value),
            "object" => event.object = Some(value),
            _ => {}
        }
    }
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_whole() {
        assert!(event_types().len() >= 60);
        for event in event_types() {
            assert!(!event.gloss.is_empty() && !event.family.is_empty(), "{event:?}");
            assert_eq!(event_type(event.kind), Some(event), "a name stands for one type");
            assert!(event.implies.is_none_or(|kind| event_type(kind).is_some()), "{event:?}");
        }
        let supply = event_type("supply-arms").expect("it is there");
        assert_eq!((supply.trigger, supply.objects, supply.state), ("supply", Some("arms"), true));
    }
}
