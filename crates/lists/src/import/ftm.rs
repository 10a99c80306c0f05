//! FollowTheMoney entities, a JSON object a line, as OpenSanctions publishes them.

use super::{Entry, Format, Import, Names, Problem, read_lines};
use serde::Deserialize;
use std::collections::BTreeMap;
use tidings_names::compare::Kind;

#[derive(Deserialize)]
struct Entity {
    id: String,
    schema: String,
    #[serde(default)]
    caption: String,
    #[serde(default)]
    properties: BTreeMap<String, serde_json::Value>,
    #[serde(default)]
    last_change: Option<String>,
}

/// Properties that hold names; whether they are weak ones.
const NAMES: [(&str, bool); 5] =
    [("name", false), ("alias", false), ("previousName", false), ("weakAlias", true), ("abbreviation", true)];

pub(super) fn read(text: &str) -> Import {
    let mut import = Import::new(Format::Ftm);
    read_lines(
        text,
        |_, line| (line.trim().is_empty(), one(line)),
        |number, (is_empty, result)| match result {
            Ok(Some((entry, changed))) => {
                import.entries.push(&entry);
                import.date = import.date.take().max(changed.map(|time| time.chars().take(10).collect()));
            }
            Ok(None) if is_empty => {}
            Ok(None) => import.passed_over += 1,
            Err(what) => import.problems.push(Problem { line: number as u64, what }),
        },
    );
    import
}

/// An entry with the time of its last change, nothing where the line is no such thing, or what is wrong with it.
type Read = Result<Option<(Entry, Option<String>)>, String>;

fn one(line: &str) -> Read {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let entity: Entity = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let Some(kind) = kind_of(&entity.schema) else { return Ok(None) };
    let mut names = Names::default();
    names.add(&entity.caption, false);
    for (property, weak) in NAMES {
        for value in entity.properties.get(property).and_then(|value| value.as_array()).into_iter().flatten()
        {
            names.add(value.as_str().unwrap_or(""), weak);
        }
    }
    if names.0.is_empty() {
        return Err(format!("`{}` has no name", entity.id));
    }
    let topics: Vec<&str> = ["programId", "program", "topics"]
        .iter()
        .filter_map(|property| entity.properties.get(*property)?.as_array())
        .flatten()
        .filter_map(|value| value.as_str())
        .collect();
    Ok(Some((
        Entry { id: entity.id, kind, names: names.0, programme: topics.join(", ") },
        entity.last_change,
    )))
}

/// The kind of a schema that names somebody; `None` for addresses, documents, links.
pub(super) fn kind_of(schema: &str) -> Option<Option<Kind>> {
    Some(match schema {
        "Person" => Some(Kind::Person),
        "Organization" | "Company" | "PublicBody" => Some(Kind::Organisation),
        "Vessel" | "Airplane" | "Vehicle" => Some(Kind::Vessel),
        "LegalEntity" => None,
        _ => return None,
    })
}
