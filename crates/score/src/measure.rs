//! What is counted, figure by figure. Follows the scorer that the figures of the seed captures come from, so that
//! boards can be compared.

use crate::gold::{GoldAttribution, GoldDiscrepancy, GoldQuantity, GoldTime};
use crate::{Gold, Hit, Printed, Score};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use tidings_model::{Act, Article, BlockKind, Certainty, Claim, Discrepancy, Position, Statement};
use unicode_normalization::UnicodeNormalization;

/// Half open, in bytes.
type Range = (usize, usize);

/// A mention: the reference's name, the printed identity.
type Row<'a> = (&'a str, Option<&'a str>);

/// Parts of a day, which a value may carry or lack.
const PARTS_OF_DAY: [&str; 5] = ["TMO", "TMI", "TAF", "TEV", "TNI"];

pub(crate) fn measure(gold: &Gold, printed: &Printed) -> Score {
    let mut score = Score::default();
    reading(gold, printed, &mut score);
    annotation(gold, printed, &mut score);
    names(gold, printed, &mut score);
    stories(gold, printed, &mut score);
    claims(gold, printed, &mut score);
    copies(gold, printed, &mut score);
    score
}

/// Language, title, date, main text.
fn reading(gold: &Gold, printed: &Printed, score: &mut Score) {
    let (mut language, mut title, mut stated) = (Vec::new(), Vec::new(), Vec::new());
    let (mut body, mut noise, mut headings) = (Vec::new(), Vec::new(), Vec::new());
    let mut wrong = Vec::new();
    for (key, wanted) in &gold.articles {
        let got = printed.article(key);
        let hit = |list: &mut Vec<Hit>, number: usize, ok: bool, what: String| {
            list.push(Hit { ok, place: key.clone(), number, what });
        };
        let code = &got.language.code;
        hit(&mut language, 1, *code == wanted.language, format!("{} came as {code}", wanted.language));
        let got_title = got.title.as_deref().unwrap_or("");
        let right_title = fold(got_title).contains(&fold(&wanted.title));
        hit(&mut title, 1, right_title, format!("“{}” came as “{got_title}”", wanted.title));

        let date = got.published.value.as_deref();
        let came = format!("{} came as {}", wanted.published.value, date.unwrap_or("nothing"));
        let right = if wanted.published.basis == "stated" {
            let exact = date == Some(&wanted.published.value)
                || date.is_some() && date == wanted.published.instant.as_deref();
            hit(&mut stated, 1, exact, came.clone());
            date.is_none() || exact
        } else {
            date.is_none_or(|date| wanted.published.value.starts_with(date))
        };
        hit(&mut wrong, 1, right, came);

        for (number, text) in wanted.body.iter().enumerate() {
            hit(&mut body, number + 1, got.text.contains(text), format!("lost “{text}”"));
        }
        for (number, text) in wanted.not_body.iter().enumerate() {
            hit(&mut noise, number + 1, !got.text.contains(text.trim()), format!("kept “{}”", text.trim()));
        }
        for (number, text) in wanted.captions.iter().enumerate() {
            let once = got.text.matches(text.as_str()).count() <= 1;
            hit(&mut noise, wanted.not_body.len() + number + 1, once, format!("repeated “{text}”"));
        }
        for (number, text) in wanted.headings.iter().enumerate() {
            let mut blocks = got.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
            let found = blocks.any(|block| got.text[block.start..block.end].trim() == text);
            hit(&mut headings, number + 1, found, format!("no heading “{text}”"));
        }
    }
    score.share("language", language);
    score.share("title", title);
    score.share("date_stated", stated);
    score.count("wrong_dates", wrong.iter().filter(|hit| !hit.ok).count());
    score.misses("wrong_dates", wrong);
    score.share("body_kept", body);
    score.share("noise_dropped", noise);
    score.share("headings", headings);
}

/// Times and quantities of the dated reading, attributions of the brief.
fn annotation(gold: &Gold, printed: &Printed, score: &mut Score) {
    let (mut times, mut quantities) = (Vec::new(), Vec::new());
    let (mut found, mut chains, mut acts) = (Vec::new(), Vec::new(), Vec::new());
    for (key, wanted) in &gold.articles {
        let dated = &printed.dated[key];
        for (number, time) in wanted.all_times().iter().enumerate() {
            times.push(Hit { place: key.clone(), number: number + 1, ..judge_time(time, dated) });
        }
        for (number, quantity) in wanted.quantities.iter().enumerate() {
            quantities.push(Hit {
                place: key.clone(),
                number: number + 1,
                ..judge_quantity(quantity, dated)
            });
        }
        let got = printed.article(key);
        for (number, attribution) in wanted.attributions.iter().enumerate() {
            let near = statements_at(got, &attribution.evidence);
            let hit = |list: &mut Vec<Hit>, ok: bool, what: String| {
                list.push(Hit { ok, place: key.clone(), number: number + 1, what });
            };
            let evidence = &attribution.evidence;
            hit(&mut found, !near.is_empty(), format!("no speaker at “{evidence}”"));
            // What was not found at all is told once.
            let came = |what: String| if near.is_empty() { String::new() } else { what };
            let names: Vec<String> = near.iter().map(|statement| chain_words(statement)).collect();
            let right = near.iter().any(|statement| says(printed, statement, attribution));
            let wanted_chain = attribution.chain.join(" > ");
            hit(&mut chains, right, came(format!("“{evidence}”: {wanted_chain} came as {}", listed(&names))));
            let right = near.iter().any(|statement| acts_like(statement, &attribution.stance));
            let got_acts: Vec<String> = near.iter().map(|statement| word(&statement.act)).collect();
            let what = format!("“{evidence}”: {} came as {}", attribution.stance, listed(&got_acts));
            hit(&mut acts, right, came(what));
        }
    }
    score.share("times", times);
    score.share("quantities", quantities);
    score.share("attribution_found", found);
    score.share("attribution_chain", chains);
    score.share("attribution_act", acts);
}

fn judge_time(wanted: &GoldTime, dated: &Article) -> Hit {
    let place = byte_range(&dated.text, &wanted.text);
    let near: Vec<_> = dated
        .times
        .iter()
        .filter(|time| place.is_some_and(|place| overlap((time.start, time.end), place)))
        .collect();
    let same = |value: &str| {
        let without_part = PARTS_OF_DAY.iter().find_map(|part| wanted.value.strip_suffix(part));
        let with_part =
            value.strip_prefix(wanted.value.as_str()).is_some_and(|rest| PARTS_OF_DAY.contains(&rest));
        value == wanted.value || with_part || without_part == Some(value)
    };
    let came: Vec<String> = near
        .iter()
        .map(|time| format!("{} = {}", time.text, time.value.as_deref().unwrap_or("nothing")))
        .collect();
    Hit {
        ok: near.iter().any(|time| same(time.value.as_deref().unwrap_or(""))),
        place: String::new(),
        number: 0,
        what: format!("{} = {} came as {}", wanted.text, wanted.value, listed(&came)),
    }
}

fn judge_quantity(wanted: &GoldQuantity, dated: &Article) -> Hit {
    let place = byte_range(&dated.text, &wanted.text);
    let near = |start: usize, end: usize| place.is_some_and(|place| overlap((start, end), place));
    let low = wanted.low();
    let same = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs();
    let unit_matters = matches!(wanted.unit.as_str(), "km" | "USD");
    let hits: Vec<_> =
        dated.quantities.iter().filter(|quantity| near(quantity.start, quantity.end)).collect();
    let counted = hits.iter().any(|quantity| {
        same(quantity.value.unwrap_or(0.0), low)
            && (!unit_matters || quantity.unit.as_deref() == Some(&wanted.unit))
            && wanted.value_max.is_none_or(|max| quantity.max.is_some_and(|got| same(got, max)))
    });
    // A duration such as `24 ár` may be printed as a time.
    let duration = match wanted.unit.as_str() {
        "year" => Some(format!("P{low}Y")),
        "day" => Some(format!("P{low}D")),
        _ => None,
    };
    let mut spans = dated.times.iter().filter(|time| near(time.start, time.end));
    let as_time = duration.is_some() && spans.any(|time| time.value == duration);
    let came: Vec<String> = hits
        .iter()
        .map(|q| {
            let value = q.value.map_or("nothing".to_owned(), |value| value.to_string());
            let max = q.max.map_or(String::new(), |max| format!("..{max}"));
            format!("{} = {value}{max} {}", q.text, q.unit.as_deref().unwrap_or(""))
        })
        .collect();
    let max = wanted.value_max.map_or(String::new(), |max| format!("..{max}"));
    Hit {
        ok: counted || as_time,
        place: String::new(),
        number: 0,
        what: format!("{} = {low}{max} {} came as {}", wanted.text, wanted.unit, listed(&came)),
    }
}

/// Attributed statements in the sentences that the evidence touches.
fn statements_at<'a>(article: &'a Article, evidence: &str) -> Vec<&'a Statement> {
    let Some(place) = byte_range(&article.text, evidence) else { return Vec::new() };
    let mut around = sentences_at(article, place);
    if around.is_empty() {
        around.push(place);
    }
    let touches = |statement: &&Statement| {
        !statement.chain.is_empty()
            && around.iter().any(|&range| overlap((statement.start, statement.end), range))
    };
    article.statements.iter().filter(touches).collect()
}

fn sentences_at(article: &Article, place: Range) -> Vec<Range> {
    let ranges = article.sentences.iter().map(|sentence| (sentence.start, sentence.end));
    ranges.filter(|&range| overlap(range, place)).collect()
}

/// Whether every proper name of the wanted chain is in the statement's chain: the last words of the names begin alike,
/// since both stand in their own language.
fn says(printed: &Printed, statement: &Statement, wanted: &GoldAttribution) -> bool {
    let mut names: Vec<String> = statement.chain.iter().map(|speaker| fold(&speaker.name)).collect();
    for speaker in &statement.chain {
        let entities = printed.brief.entities.iter();
        names.extend(
            entities
                .filter(|entity| Some(&entity.id) == speaker.entity.as_ref())
                .map(|entity| fold(&entity.name)),
        );
    }
    let key =
        |name: &str| name.split_whitespace().last().map(|last| last.chars().take(4).collect::<String>());
    wanted.chain.iter().all(|speaker| {
        let wanted_key = key(&fold(speaker));
        !is_title(speaker) || names.iter().any(|name| key(name).is_some() && key(name) == wanted_key)
    })
}

/// Whether the statement's act is the wanted one or of its kin.
fn acts_like(statement: &Statement, stance: &str) -> bool {
    let kin: &[Act] = match stance {
        "asserts" | "confirms" => &[Act::Assert, Act::Confirm],
        "denies" => &[Act::Deny],
        "accuses" => &[Act::Accuse, Act::Assert],
        "warns" | "demands" => &[Act::Warn, Act::Demand],
        "speculates" => &[Act::Speculate, Act::Assert],
        "declines" => &[Act::Decline],
        "promises" | "plans" => &[Act::Promise, Act::Plan],
        _ => &[],
    };
    let unsure = statement.act == Act::Speculate || statement.certainty != Certainty::Certain;
    kin.contains(&statement.act) && (stance != "speculates" || unsure)
}

/// Every occurrence of a surface that stands alone as a word must be a mention of the group's one entity.
fn names(gold: &Gold, printed: &Printed, score: &mut Score) {
    let articles: Vec<&Article> = gold.articles.keys().map(|key| printed.article(key)).collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut seen = Vec::new();
    for (group, surfaces) in &gold.names {
        for (number, surface) in surfaces.iter().enumerate() {
            let is_it = |text: &str| {
                text.strip_prefix(surface.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['\'', '’', '-']))
            };
            let before = rows.len();
            for mention in articles.iter().flat_map(|article| &article.mentions).filter(|m| is_it(&m.text)) {
                rows.push((group, mention.entity.as_deref()));
            }
            let ok = rows.len() > before;
            seen.push(Hit {
                ok,
                place: group.clone(),
                number: number + 1,
                what: format!("no mention “{surface}”"),
            });
        }
    }
    let (mut by_row, mut by_group, mut by_entity) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for &(group, entity) in &rows {
        *by_row.entry((group, entity)).or_insert(0usize) += 1;
        *by_group.entry(group).or_insert(0usize) += 1;
        *by_entity.entry(entity).or_insert(0usize) += 1;
    }
    let mean =
        |part: &dyn Fn(Row) -> f64| rows.iter().map(|&row| part(row)).sum::<f64>() / rows.len().max(1) as f64;
    let precision = mean(&|(group, entity)| by_row[&(group, entity)] as f64 / by_entity[&entity] as f64);
    let recall = mean(&|(group, entity)| by_row[&(group, entity)] as f64 / by_group[group] as f64);
    let ids = |group: &str| -> BTreeSet<Option<&str>> {
        rows.iter().filter(|(name, _)| *name == group).map(|(_, entity)| *entity).collect()
    };
    let mut kept = Vec::new();
    for (number, group) in gold.must_differ.iter().enumerate() {
        let merged = group
            .iter()
            .enumerate()
            .any(|(index, a)| group[index + 1..].iter().any(|b| !ids(a).is_disjoint(&ids(b))));
        kept.push(Hit {
            ok: !merged,
            place: group.join(", "),
            number: number + 1,
            what: "share an identity".into(),
        });
    }
    // A group that is spread over several identities, or shares one, lowers the B-cubed figure: say where.
    let mut split = Vec::new();
    for (number, group) in gold.names.keys().enumerate() {
        let own = ids(group);
        let others: Vec<&str> = gold
            .names
            .keys()
            .filter(|other| *other != group && !ids(other).is_disjoint(&own))
            .map(String::as_str)
            .collect();
        let names: Vec<String> = own.iter().map(|id| id.unwrap_or("none").to_owned()).collect();
        let with =
            if others.is_empty() { String::new() } else { format!(", shared with {}", others.join(", ")) };
        split.push(Hit {
            ok: own.len() <= 1 && others.is_empty(),
            place: group.clone(),
            number: number + 1,
            what: format!("identities: {}{with}", names.join(", ")),
        });
    }
    score.share("names_found", seen);
    let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
    score.figures.push(("identity_b3", crate::Figure::Share(f1)));
    score.misses("identity_b3", split);
    score.share("kept_apart", kept);
}

/// Which articles are together, and which stories are linked.
fn stories(gold: &Gold, printed: &Printed, score: &mut Score) {
    let mut story_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, story) in printed.brief.stories.iter().enumerate() {
        for article in &story.articles {
            if let Some(key) = printed.key_of.get(article) {
                story_of.insert(key, index);
            }
        }
    }
    let mut gold_story: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, story) in gold.stories.iter().enumerate() {
        gold_story.extend(story.articles.iter().map(|key| (key.as_str(), index)));
    }
    let keys: Vec<&String> = gold.articles.keys().collect();
    let mut pairs = Vec::new();
    for (index, a) in keys.iter().enumerate() {
        for b in &keys[index + 1..] {
            // An article in no story stands alone.
            let together =
                matches!((story_of.get(a.as_str()), story_of.get(b.as_str())), (Some(x), Some(y)) if x == y);
            let wanted = gold_story[a.as_str()] == gold_story[b.as_str()];
            let what =
                format!("{} `{b}`", if wanted { "not together with" } else { "wrongly together with" });
            pairs.push(Hit { ok: together == wanted, place: (*a).clone(), number: index + 1, what });
        }
    }
    score.share("stories", pairs);

    // Every line as its printed stories, each with the reference's stories that its articles belong to, commonest first.
    let belongs = |story: &tidings_model::Story| -> Vec<usize> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for key in story.articles.iter().filter_map(|id| printed.key_of.get(id)) {
            if let Some(&index) = gold_story.get(key.as_str()) {
                *counts.entry(index).or_insert(0) += 1;
            }
        }
        let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        counts.into_iter().map(|(index, _)| index).collect()
    };
    let lines: Vec<Vec<Vec<usize>>> = printed
        .brief
        .storylines
        .iter()
        .map(|line| {
            let stories = printed.brief.stories.iter().filter(|story| line.stories.contains(&story.id));
            stories.map(belongs).collect()
        })
        .collect();
    let label = |name: &str| gold.stories.iter().position(|story| story.label == name);
    let links: Vec<_> = gold.storylines.iter().flat_map(|line| &line.links).collect();
    let mut linked = Vec::new();
    for (number, (a, b)) in links.iter().enumerate() {
        let ok = match (label(a), label(b)) {
            (Some(a), Some(b)) => lines.iter().any(|line| {
                line.iter().enumerate().any(|(i, one)| {
                    one.contains(&a) && line.iter().enumerate().any(|(j, other)| i != j && other.contains(&b))
                })
            }),
            _ => false,
        };
        linked.push(Hit {
            ok, place: a.clone(), number: number + 1, what: format!("not linked with “{b}”")
        });
    }
    score.share("storyline", linked);
    let wrongly = lines
        .iter()
        .flat_map(|line| {
            let main: BTreeSet<usize> = line.iter().filter_map(|story| story.first().copied()).collect();
            let main: Vec<usize> = main.into_iter().collect();
            let pairs: Vec<_> = main
                .iter()
                .enumerate()
                .flat_map(|(i, &a)| main[i + 1..].iter().map(move |&b| (a, b)))
                .collect();
            pairs
        })
        .filter(|&(a, b)| {
            !links.iter().any(|(x, y)| {
                let (x, y) = (label(x), label(y));
                (x, y) == (Some(a), Some(b)) || (x, y) == (Some(b), Some(a))
            })
        })
        .collect::<BTreeSet<_>>();
    score.count("false_storylines", wrongly.len());
    score.misses(
        "false_storylines",
        wrongly
            .iter()
            .enumerate()
            .map(|(number, &(a, b))| Hit {
                ok: false,
                place: gold.stories[a].label.clone(),
                number: number + 1,
                what: format!("linked with “{}”", gold.stories[b].label),
            })
            .collect(),
    );

    if gold.stories.iter().all(|story| story.origins.is_none()) {
        return;
    }
    let mut origins = Vec::new();
    for (number, story) in gold.stories.iter().enumerate() {
        let Some(wanted) = story.origins else { continue };
        // The printed story that holds most of the articles.
        let shared = |printed_story: &tidings_model::Story| {
            let keys = printed_story.articles.iter().filter_map(|id| printed.key_of.get(id));
            keys.filter(|key| story.articles.contains(key)).count()
        };
        let best = printed.brief.stories.iter().rev().max_by_key(|story| shared(story));
        let got = best.map_or(0, |story| story.origins);
        origins.push(Hit {
            ok: got == wanted,
            place: story.label.clone(),
            number: number + 1,
            what: format!("{wanted} origins came as {got}"),
        });
    }
    score.share("origins", origins);
}

/// Claims with their positions, and what differs.
fn claims(gold: &Gold, printed: &Printed, score: &mut Score) {
    let claims: Vec<&Claim> = printed.brief.stories.iter().flat_map(|story| &story.claims).collect();
    let mut purities = Vec::new();
    let mut whole = Vec::new();
    for (number, wanted) in gold.shared_claims.iter().enumerate() {
        let sides =
            wanted.asserts.iter().map(|e| (e, "asserts")).chain(wanted.denies.iter().map(|e| (e, "denies")));
        let sides: Vec<_> = sides.collect();
        let known: Vec<_> = sides.iter().map(|(e, _)| *e).chain(&wanted.speculates).collect();
        let mut best = (0.0, 0.0);
        let mut lost: Vec<String> = sides.iter().map(|(e, stance)| format!("{} {stance}", e.0)).collect();
        for claim in &claims {
            let has = |evidence: &(String, String), stance: &str| {
                claim.positions.iter().any(|position| {
                    position.stance.is_some_and(|own| word(&own) == stance)
                        && covers(printed, position, evidence)
                })
            };
            let hit = sides.iter().filter(|(evidence, stance)| has(evidence, stance)).count();
            let pure = claim
                .positions
                .iter()
                .filter(|position| known.iter().any(|evidence| covers(printed, position, evidence)))
                .count();
            let figures =
                (hit as f64 / sides.len() as f64, pure as f64 / claim.positions.len().max(1) as f64);
            if figures > best {
                best = figures;
                let missing = sides.iter().filter(|(evidence, stance)| !has(evidence, stance));
                lost = missing.map(|(e, stance)| format!("{} {stance}", e.0)).collect();
            }
        }
        let what = format!("recall {:.2}, purity {:.2}; without: {}", best.0, best.1, lost.join(", "));
        whole.push(Hit { ok: best.0 >= 1.0, place: wanted.claim.clone(), number: number + 1, what });
        purities.push(best);
    }
    let mean =
        |part: fn(&(f64, f64)) -> f64| purities.iter().map(part).sum::<f64>() / purities.len().max(1) as f64;
    score.figures.push(("claim_recall", crate::Figure::Share(mean(|best| best.0))));
    score.figures.push(("claim_purity", crate::Figure::Share(mean(|best| best.1))));
    score.misses("claim_recall", whole);

    let shown: Vec<&Discrepancy> =
        printed.brief.stories.iter().flat_map(|story| &story.discrepancies).collect();
    let apart = |wanted: &GoldDiscrepancy| {
        wanted.sides.iter().enumerate().any(|(index, a)| {
            wanted.sides[index + 1..].iter().any(|b| shown.iter().any(|d| shows(printed, d, a, b)))
        })
    };
    let real = gold.discrepancies.iter().filter(|wanted| wanted.sides.len() > 1);
    let judged = |(number, wanted): (usize, &GoldDiscrepancy), ok: bool, what: &str| Hit {
        ok,
        place: wanted.about.clone(),
        number: number + 1,
        what: what.to_owned(),
    };
    score.share(
        "discrepancies",
        real.enumerate().map(|(n, wanted)| judged((n, wanted), apart(wanted), "not shown")).collect(),
    );
    let false_ones: Vec<Hit> = gold
        .not_discrepancies
        .iter()
        .enumerate()
        .map(|(n, wanted)| judged((n, wanted), !apart(wanted), "shown as a difference"))
        .collect();
    score.count("false_discrepancies", false_ones.iter().filter(|hit| !hit.ok).count());
    score.misses("false_discrepancies", false_ones);
    score.count("discrepancies_shown", shown.len());
}

/// Whether the two pieces of evidence stand on different sides.
fn shows(printed: &Printed, discrepancy: &Discrepancy, a: &(String, String), b: &(String, String)) -> bool {
    let sides = |evidence: &(String, String)| -> Vec<usize> {
        let sides = discrepancy.sides.iter().enumerate();
        sides
            .filter(|(_, side)| side.positions.iter().any(|position| covers(printed, position, evidence)))
            .map(|(index, _)| index)
            .collect()
    };
    let (a, b) = (sides(a), sides(b));
    a.iter().any(|x| b.iter().any(|y| x != y))
}

/// Whether a position's statement is in the sentences of the evidence.
fn covers(printed: &Printed, position: &Position, (key, evidence): &(String, String)) -> bool {
    let Some(own) = printed.key_of.get(&position.article) else { return false };
    if own != key {
        return false;
    }
    let article = printed.article(own);
    let Some(statement) = article.statements.get(position.statement) else { return false };
    let Some(place) = byte_range(&article.text, evidence) else { return false };
    sentences_at(article, place).iter().any(|&around| overlap((statement.start, statement.end), around))
}

/// Pairs of articles that share their words. Where a pair is printed twice, its first kind counts.
fn copies(gold: &Gold, printed: &Printed, score: &mut Score) {
    if gold.copies.is_empty() {
        return;
    }
    let mut got: BTreeMap<(&str, &str), String> = BTreeMap::new();
    for group in &printed.brief.copies {
        let keys: Vec<&str> =
            group.articles.iter().filter_map(|id| printed.key_of.get(id)).map(String::as_str).collect();
        for pair in pairs_of(&keys) {
            got.entry(pair).or_insert_with(|| word(&group.kind));
        }
    }
    let mut wanted: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for group in &gold.copies {
        let keys: Vec<&str> = group.articles.iter().map(String::as_str).collect();
        wanted.extend(pairs_of(&keys).into_iter().map(|pair| (pair, group.kind.as_str())));
    }
    let found = wanted.iter().enumerate().map(|(number, (pair, kind))| {
        let came = got.get(pair).map_or("nothing", String::as_str);
        let what = format!("{kind} of `{}` came as {came}", pair.1);
        Hit { ok: came == *kind, place: pair.0.to_owned(), number: number + 1, what }
    });
    score.share("copies", found.collect());
    let wrong = got.iter().filter(|(pair, _)| !wanted.contains_key(*pair));
    let wrong: Vec<Hit> = wrong
        .enumerate()
        .map(|(number, (pair, kind))| Hit {
            ok: false,
            place: pair.0.to_owned(),
            number: number + 1,
            what: format!("is no {kind} of `{}`", pair.1),
        })
        .collect();
    score.count("false_copies", wrong.len());
    score.misses("false_copies", wrong);
}

fn pairs_of<'a>(keys: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    let mut pairs = Vec::new();
    for (index, a) in keys.iter().enumerate() {
        pairs.extend(keys[index + 1..].iter().map(|b| (*a, *b)));
    }
    pairs
}

/// Letters and digits without accents and case, single blanks kept.
fn fold(text: &str) -> String {
    let lower = text.nfkd().collect::<String>().to_lowercase().replace('ß', "ss");
    let kept: String = lower.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    kept.trim().to_owned()
}

/// Every word begins with a capital and goes on without: a proper name, where `VG` and `Russian sources` are none.
fn is_title(text: &str) -> bool {
    let (mut any, mut after_cased) = (false, false);
    for c in text.chars() {
        if c.is_uppercase() {
            if after_cased {
                return false;
            }
            (any, after_cased) = (true, true);
        } else if c.is_lowercase() {
            if !after_cased {
                return false;
            }
            any = true;
        } else {
            after_cased = false;
        }
    }
    any
}

/// The first place of `needle`.
fn byte_range(text: &str, needle: &str) -> Option<Range> {
    let start = text.find(needle)?;
    Some((start, start + needle.len()))
}

fn overlap(a: Range, b: Range) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// The word by which a value of an enumeration is printed.
fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn chain_words(statement: &Statement) -> String {
    statement.chain.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>().join(" > ")
}

fn listed(items: &[String]) -> String {
    if items.is_empty() { "nothing".to_owned() } else { items.join(" | ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proper_names_are_told_from_descriptions() {
        for (text, expected) in [
            ("Reuters", true),
            ("Kim Yo-jong", false),
            ("VG", false),
            ("Russian sources", false),
            ("New York", true),
        ] {
            assert_eq!(is_title(text), expected, "{text}");
        }
    }

    #[test]
    fn folding_keeps_letters_and_blanks() {
        assert_eq!(fold(" Þór – Große Élan!"), "þor  grosse elan");
    }
}
