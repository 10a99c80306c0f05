//! English sentences for events, from the templates of `names/events.toml` and the entities' English names.

use crate::parties::Parties;
use tidings_names::event_type;

/// What happened, in English; a party that is not known is `someone`.
pub(crate) fn event_gloss(
    kind: &str,
    actor: Option<&str>,
    target: Option<&str>,
    object: Option<&str>,
    parties: &Parties,
) -> String {
    let Some(event) = event_type(kind) else { return kind.replace('-', " ") };
    let name = |id: Option<&str>| id.map(|id| with_article(parties.name(id)));
    let object =
        object.map(|object| parties.name(object).to_owned()).or_else(|| event.object.map(str::to_owned));
    let mut gloss = event.gloss.to_owned();
    // A party that is not known goes out together with the words that lead to it.
    for (slot, value) in [("{target}", name(target)), ("{object}", object), ("{actor}", name(actor))] {
        let Some(at) = gloss.find(slot) else { continue };
        match value {
            Some(value) => gloss.replace_range(at..at + slot.len(), &value),
            None if at == 0 => gloss.replace_range(..slot.len(), "someone"),
            None => {
                let before = gloss[..at].trim_end();
                let leads = [
                    " with", " to", " from", " of", " on", " in", " by", " against", " into", " and",
                    " between",
                ];
                let cut = leads
                    .iter()
                    .find(|word| before.ends_with(**word))
                    .map_or(before.len(), |word| before.len() - word.len());
                let after = gloss[at + slot.len()..].to_owned();
                gloss.truncate(cut);
                gloss.push_str(&after);
            }
        }
    }
    gloss
}

/// Names of states that English says with an article.
const WITH_ARTICLE: [&str; 14] = [
    "United ",
    "Netherlands",
    "Philippines",
    "European Union",
    "Soviet Union",
    "Czech Republic",
    "Dominican Republic",
    "Central African",
    "Bahamas",
    "Gambia",
    "Kremlin",
    "White House",
    "Democratic Republic",
    "West Bank",
];

fn with_article(name: &str) -> String {
    if WITH_ARTICLE.iter().any(|start| name.starts_with(start)) {
        format!("the {name}")
    } else {
        name.to_owned()
    }
}
