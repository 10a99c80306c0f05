//! Who an entity stands for: a country, its capital, its government, its leader and its people are one side of an event.

use rustc_hash::FxHashMap;
use tidings_model::{Article, Entity, EntityKind};
use tidings_names::{Class, tables};

/// How two parties of events stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kinship {
    /// They cannot be the same side.
    Apart,
    /// One of them is not known.
    Unknown,
    /// Of one country: it and its leader, capital or people.
    Side,
    /// The same.
    Same,
}

/// What is known of an entity as a party.
#[derive(Debug, Clone)]
pub(crate) struct Party {
    /// What it is.
    pub kind: EntityKind,
    /// Country it stands for or lies in; its own id for a country.
    pub country: Option<String>,
    /// It is a country.
    pub is_country: bool,
    /// English name.
    pub name: String,
    /// Fame, see [`tidings_names::Record::rank`]; 0 where the tables do not know it.
    pub rank: u32,
}

/// All entities as parties, by id.
#[derive(Debug, Default)]
pub(crate) struct Parties {
    by_id: FxHashMap<String, Party>,
}

impl Parties {
    /// Looks up what the tables and the articles know of every entity.
    pub fn new(articles: &[Article], entities: &[Entity]) -> Self {
        let mut by_id: FxHashMap<String, Party> = FxHashMap::default();
        for entity in entities {
            by_id.insert(entity.id.clone(), party(&entity.id, entity.kind, &entity.name));
        }
        for article in articles {
            for mention in &article.mentions {
                let (Some(id), Some(country)) = (&mention.entity, &mention.speaks_for) else { continue };
                if let Some(party) = by_id.get_mut(id)
                    && party.country.is_none()
                {
                    party.country = Some(country.clone());
                }
                if !by_id.contains_key(country) {
                    by_id.insert(country.clone(), party(country, EntityKind::Place, country));
                }
            }
            let events =
                article.statements.iter().flat_map(|statement| statement.event.iter().chain(&statement.also));
            for id in events.flat_map(|event| [&event.actor, &event.target]).flatten() {
                if !by_id.contains_key(id) {
                    by_id.insert(id.clone(), party(id, EntityKind::Other, id));
                }
            }
        }
        let countries: Vec<String> = by_id.values().filter_map(|party| party.country.clone()).collect();
        for id in countries {
            if !by_id.contains_key(&id) {
                by_id.insert(id.clone(), party(&id, EntityKind::Place, &id));
            }
        }
        Self { by_id }
    }

    /// What is known of an entity.
    pub fn get(&self, id: &str) -> Option<&Party> {
        self.by_id.get(id)
    }

    /// English name of an entity; its id where there is no name.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.by_id.get(id).map_or(id, |party| &party.name)
    }

    /// The country an entity stands for, itself where it is none's.
    pub fn side<'a>(&'a self, id: &'a str) -> &'a str {
        self.by_id.get(id).and_then(|party| party.country.as_deref()).unwrap_or(id)
    }

    /// How two parties stand to each other. Two persons of one country are two parties, so are two of its bodies or cities;
    /// the country itself is on either's side.
    pub fn kinship(&self, a: Option<&str>, b: Option<&str>) -> Kinship {
        let (Some(a), Some(b)) = (a, b) else { return Kinship::Unknown };
        if a == b {
            return Kinship::Same;
        }
        let (Some(first), Some(second)) = (self.by_id.get(a), self.by_id.get(b)) else {
            return Kinship::Apart;
        };
        if self.side(a) != self.side(b) {
            return Kinship::Apart;
        }
        let is_wide = |party: &Party| party.is_country || party.kind != EntityKind::Person;
        if first.is_country || second.is_country || is_wide(first) != is_wide(second) {
            Kinship::Side
        } else if first.kind == EntityKind::Place && second.kind == EntityKind::Place {
            // A city and the region it lies in cannot be told from two cities.
            Kinship::Side
        } else {
            Kinship::Apart
        }
    }
}

fn party(id: &str, kind: EntityKind, name: &str) -> Party {
    let Some(record) = tables().record(id) else {
        return Party { kind, country: None, is_country: false, name: name.to_owned(), rank: 0 };
    };
    let is_country = matches!(record.class, Class::Territory | Class::FormerState);
    let office_of = || record.offices().find_map(|office| office.of);
    let country = if is_country {
        Some(record.id)
    } else if record.kind == EntityKind::Person {
        // The country of a person is where they hold office.
        record.country.or_else(office_of)
    } else {
        record.speaks_for.or(record.country)
    };
    Party {
        kind: record.kind,
        country: country.map(str::to_owned),
        is_country,
        name: record.name.to_owned(),
        rank: record.rank,
    }
}
