//! What `relate` makes of hand-made articles.
//!
//! The visits are of public record: Emmanuel Macron went to China in April 2023, Xi Jinping to France in May 2024.

mod draft;

use draft::Draft;
use tidings_model::*;
use tidings_relate::relate;

const MACRON: &str = "Q3052772";
const XI: &str = "Q15031";
const FRANCE: &str = "Q142";
const CHINA: &str = "Q148";
const UKRAINE: &str = "Q212";
const NORWAY: &str = "Q20";

/// Xi Jinping's visit to Paris, told in May 2024.
fn xi_in_paris() -> Vec<Article> {
    vec![
        Draft::new("a", "en", "2024-05-06")
            .from("Morning Post", "")
            .title("[Xi Jinping|p:Q15031>Q148] arrives in [France|Q142]", &[("visit", XI, FRANCE)])
            .tells("[Xi Jinping|p:Q15031>Q148] landed in [Paris|Q90>Q142] {on Monday|2024-05-06} for talks with [Emmanuel Macron|p:Q3052772>Q142].", &[("visit", XI, FRANCE)])
            .tells("It is his first visit to [France|Q142] in {five years|P5Y}.", &[("^visit", XI, FRANCE)])
            .tells("The war in [Ukraine|Q212] and trade with the [European Union|Q458] are on the table.", &[])
            .says(&["Paris"], Act::Accuse, "[China|Q148] supplies [Russia|Q159] with parts for weapons.", &[("supply-arms", CHINA, "Q159")])
            .tells("[Macron|p:Q3052772>Q142] had visited [China|Q148] in {April last year|2023-04}.", &[("visit", MACRON, CHINA)])
            .done(),
        Draft::new("b", "de", "2024-05-07")
            .from("Abendblatt", "")
            .title("[Xi|p:Q15031>Q148] zu Besuch bei [Macron|p:Q3052772>Q142]", &[("visit", XI, "")])
            .tells("Der chinesische Staatschef [Xi Jinping|p:Q15031>Q148] ist {am Montag|2024-05-06} in [Frankreich|Q142] eingetroffen.", &[("visit", XI, FRANCE)])
            .tells("Zuletzt war [Xi|p:Q15031>Q148] {2019|2019} in [Frankreich|Q142].", &[("^visit", XI, FRANCE)])
            .says(&["Peking"], Act::Deny, "dass [China|Q148] [Russland|Q159] mit Waffen beliefert", &[("supply-arms", CHINA, "Q159")])
            .tells("[Macron|p:Q3052772>Q142] war {im April 2023|2023-04} nach [China|Q148] gereist.", &[("visit", MACRON, CHINA)])
            .tells("Es geht um die [Ukraine|Q212] und um Handel mit der [Europäischen Union|Q458].", &[])
            .done(),
        Draft::new("c", "sv", "")
            .from("Kvällsposten", "")
            .title("[Xi Jinping|p:Q15031>Q148] i [Paris|Q90>Q142]", &[("visit", XI, FRANCE)])
            .tells("{I kväll||+0D TEV} landar [Kinas|Q148] ledare [Xi Jinping|p:Q15031>Q148] i [Frankrike|Q142].", &[("visit", XI, FRANCE)])
            .tells("{I april i fjol||-1Y =M4} reste [Macron|p:Q3052772>Q142] till [Kina|Q148].", &[("visit", MACRON, CHINA)])
            .tells("Kriget i [Ukraina|Q212] och handeln med [Europeiska unionen|Q458] ska diskuteras.", &[])
            .done(),
    ]
}

/// Emmanuel Macron's visit to China, told without a date.
fn macron_in_china() -> Article {
    Draft::new("d", "nb", "")
        .from("Dagbladet Nord", "")
        .title("[Macron|p:Q3052772>Q142] i [Kina|Q148] for å møte [Xi|p:Q15031>Q148]", &[("visit", MACRON, CHINA)])
        .tells("[Emmanuel Macron|p:Q3052772>Q142] har ankommet [Kina|Q148], der han skal møte [Xi Jinping|p:Q15031>Q148].", &[("visit", MACRON, CHINA), ("meet", MACRON, XI)])
        .tells("Krigen i [Ukraina|Q212] og handelen med [EU|Q458] står på dagsordenen.", &[])
        .tells("[Frankrike|Q142] og [Kina|Q148] har lenge hatt et tett forhold.", &[])
        .done()
}

fn brief() -> Brief {
    let mut articles = xi_in_paris();
    articles.push(macron_in_china());
    relate(articles)
}

fn members(brief: &Brief) -> Vec<Vec<&str>> {
    brief.stories.iter().map(|story| story.articles.iter().map(String::as_str).collect()).collect()
}

fn article<'b>(brief: &'b Brief, id: &str) -> &'b Article {
    brief.articles.iter().find(|article| article.id == id).unwrap()
}

fn claim<'b>(story: &'b Story, gloss: &str) -> &'b Claim {
    let glosses: Vec<&str> = story.claims.iter().map(|claim| claim.gloss.as_str()).collect();
    story
        .claims
        .iter()
        .find(|claim| claim.gloss == gloss)
        .unwrap_or_else(|| panic!("{gloss} is not in {glosses:?}"))
}

fn stances(claim: &Claim) -> Vec<(&str, Stance)> {
    claim.positions.iter().map(|position| (position.article.as_str(), position.stance.unwrap())).collect()
}

#[test]
fn a_visit_and_its_return_are_two_stories() {
    let brief = brief();
    assert_eq!(members(&brief), [vec!["a", "c", "b"], vec!["d"]], "{:#?}", brief.stories);
    assert_eq!(brief.stories[0].gloss.as_deref(), Some("Xi Jinping visits France"));
    assert_eq!(brief.stories[0].languages, ["de", "en", "sv"]);
}

#[test]
fn what_one_story_recalls_links_it_to_the_other() {
    let brief = brief();
    let line = &brief.storylines[0];
    assert_eq!(line.stories, [brief.stories[0].id.clone(), brief.stories[1].id.clone()]);
    let from: Vec<&str> = line.positions.iter().map(|position| position.article.as_str()).collect();
    assert_eq!(from, ["a", "b", "c"]);
    let row = brief.stories[0].timeline.iter().find(|row| row.text.ends_with("Macron visits China")).unwrap();
    assert_eq!((row.value.as_str(), row.story.as_ref()), ("2023-04", Some(&brief.stories[1].id)));
}

#[test]
fn an_undated_article_is_placed_by_its_story() {
    let brief = brief();
    let placed = &article(&brief, "c").published;
    assert_eq!((placed.value.as_deref(), placed.basis), (Some("2024-05-06"), Basis::Inferred));
    let april = article(&brief, "c").times.iter().find(|time| time.text == "I april i fjol").unwrap();
    assert_eq!(april.value.as_deref(), Some("2023-04"));
}

#[test]
fn an_undated_story_is_placed_by_what_others_say_of_it() {
    let brief = brief();
    let placed = &article(&brief, "d").published;
    assert_eq!((placed.value.as_deref(), placed.basis), (Some("2023-04"), Basis::Inferred));
}

#[test]
fn without_a_shared_main_event_an_undated_article_stays_undated() {
    let mut articles = xi_in_paris();
    articles[2] = Draft::new("c", "sv", "")
        .title("Så påverkas handeln mellan [Frankrike|Q142] och [Kina|Q148]", &[])
        .tells("[Xi Jinping|p:Q15031>Q148] och [Emmanuel Macron|p:Q3052772>Q142] talar om [Ukraina|Q212] och [Europeiska unionen|Q458].", &[])
        .done();
    assert_eq!(article(&relate(articles), "c").published.value, None);
}

#[test]
fn a_claim_shows_who_asserts_and_who_denies() {
    let brief = brief();
    let claim = claim(&brief.stories[0], "China supplies Russia with weapons");
    assert_eq!(stances(claim), [("a", Stance::Asserts), ("b", Stance::Denies)]);
    assert_eq!(claim.origins, 2);
    assert_eq!(brief.stories[0].claims[0].id, claim.id, "what is contested comes first");
}

#[test]
fn five_years_ago_and_2019_agree() {
    let brief = brief();
    let story = &brief.stories[0];
    assert!(story.discrepancies.is_empty(), "{:#?}", story.discrepancies);
    let row = story.agreements.iter().find(|row| row.about.starts_with("the time before")).unwrap();
    assert_eq!((row.kind, row.sides.len()), (DiscrepancyKind::Date, 2));
}

#[test]
fn two_visits_of_one_guest_at_two_times_are_two_claims() {
    let brief = brief();
    let story = &brief.stories[0];
    let visits: Vec<Option<&str>> = story
        .claims
        .iter()
        .filter(|claim| claim.gloss == "Xi Jinping visits France")
        .map(|claim| claim.when.as_deref())
        .collect();
    assert_eq!(visits.len(), 2, "{visits:?}");
}

/// Two reports of one storm.
fn storm(first: &str, second: &str, day: &str) -> Vec<Discrepancy> {
    let report = |id: &str, language: &str, published: &str, line: &str| {
        Draft::new(id, language, published)
            .from(id, "")
            .title(
                "[Bergen|Q26793] [Norway|Q20] [Vestland|Q56407063] [Askøy|Q105405]",
                &[("storm", "", NORWAY)],
            )
            .tells(line, &[("kill", "", NORWAY)])
            .tells("[Bergen|Q26793] [Vestland|Q56407063] [Norway|Q20]", &[])
            .done()
    };
    let brief = relate(vec![report("x", "en", "2021-11-20", first), report("y", "sv", day, second)]);
    assert_eq!(brief.stories.len(), 1);
    brief.stories[0].discrepancies.clone()
}

#[test]
fn numbers_of_one_day_that_do_not_overlap_differ() {
    let rows = storm("<four people|4|person> were killed", "<sju personer|7|person> omkom", "2021-11-20");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0].kind, DiscrepancyKind::Number);
    let values: Vec<&str> = rows[0].sides.iter().map(|side| side.value.as_str()).collect();
    assert_eq!(values, ["4 person", "7 person"]);
}

#[test]
fn a_later_higher_number_is_an_update() {
    assert_eq!(
        storm("<four people|4|person> were killed", "<sju personer|7|person> omkom", "2021-11-23"),
        []
    );
}

#[test]
fn round_and_exact_numbers_agree() {
    assert_eq!(storm("<about 70|~70|person> were killed", "<74 personer|74|person> omkom", "2021-11-20"), []);
}

#[test]
fn beginnings_of_a_state_differ() {
    let tell = |id: &str, language: &str, line: &str| {
        Draft::new(id, language, "2024-05-06")
            .from(id, "")
            .title(
                "[Xi Jinping|p:Q15031>Q148] [Emmanuel Macron|p:Q3052772>Q142] [France|Q142]",
                &[("visit", XI, FRANCE)],
            )
            .tells(line, &[("ally", CHINA, FRANCE)])
            .done()
    };
    let story = |first: &str, second: &str| {
        let brief = relate(vec![tell("x", "en", first), tell("y", "de", second)]);
        assert_eq!(brief.stories.len(), 1);
        brief.stories[0].discrepancies.clone()
    };
    let rows = story("Friends {since 1949|1949|start}.", "Freunde {seit 1964|1964|start}.");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0].kind, DiscrepancyKind::Date);
    assert_eq!(story("Friends {since 1964|1964|start}.", "Freunde {seit 1964|1964|start}."), []);
    assert_eq!(story("They met {in 1949|1949}.", "Sie trafen sich {1964|1964}."), []);
}

#[test]
fn one_agency_is_one_origin_of_a_claim() {
    let tell = |id: &str, language: &str, line: &str| {
        Draft::new(id, language, "2022-03-01")
            .from(id, "AFP")
            .title(
                "[Ukraine|Q212] [China|Q148] [Xi Jinping|p:Q15031>Q148] [Emmanuel Macron|p:Q3052772>Q142]",
                &[("call", XI, MACRON)],
            )
            .says(&["Paris"], Act::Accuse, line, &[("support", CHINA, UKRAINE)])
            .done()
    };
    let brief = relate(vec![tell("x", "en", "It helps."), tell("y", "de", "Es hilft.")]);
    assert_eq!(brief.stories[0].origins, 1);
    assert_eq!(claim(&brief.stories[0], "China supports Ukraine").origins, 1);
}

#[test]
fn the_same_input_gives_the_same_brief_whatever_the_threads() {
    let once = serde_json::to_string(&brief()).unwrap();
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(pool.install(|| serde_json::to_string(&brief()).unwrap()), once);
    }
}

#[test]
fn nothing_gives_nothing() {
    let brief = relate(Vec::new());
    assert_eq!((brief.stories.len(), brief.copies.len()), (0, 0));
    assert_eq!(relate(vec![Article::default()]).stories.len(), 1);
}

#[test]
fn a_party_denies_what_the_article_told_before() {
    let articles = vec![
        Draft::new("x", "en", "2022-03-01")
            .title("[Xi Jinping|p:Q15031>Q148] [Ukraine|Q212]", &[])
            .says(
                &["Paris"],
                Act::Accuse,
                "[China|Q148] ships weapons to [Ukraine|Q212].",
                &[("supply-arms", CHINA, UKRAINE)],
            )
            .says_as("Q148", Act::Deny, "any such deliveries", &[("supply-arms", "", "")])
            .says_as("Q20", Act::Deny, "any such deliveries", &[("supply-arms", "", "")])
            .done(),
    ];
    let brief = relate(articles);
    let claim = claim(&brief.stories[0], "China supplies Ukraine with weapons");
    let told: Vec<(usize, Stance)> =
        claim.positions.iter().map(|position| (position.statement, position.stance.unwrap())).collect();
    assert_eq!(told, [(1, Stance::Asserts), (2, Stance::Denies)]);
}

/// Eight sentences of an invented council's meeting; `names` and `numbers` fill them in order.
fn council(id: &str, language: &str, sentences: [&str; 8]) -> Article {
    let mut draft = Draft::new(id, language, "2021-03-02").from(id, "");
    for sentence in sentences {
        draft = draft.tells(sentence, &[]);
    }
    draft.done()
}

#[test]
fn the_same_names_and_numbers_in_the_same_order_are_a_translation() {
    let english = council(
        "en",
        "en",
        [
            "The council of Vestervik met on Tuesday with mayor Torvald Lindqvist in the chair.",
            "It gave 4,350 kronor to the rowing club of Hallsund for a new landing stage.",
            "Agneta Broström asked for a second bridge over the Ljusna, which would cost 1,780 times as much.",
            "The engineer Pablo Ferreira had drawn one that stands on 37 piers.",
            "Nobody from Morlanda came, although 612 households had signed a list.",
            "The vote was put off until the firm Kvarnberg has counted the cars on route 91.",
            "Ernst Hagelin spoke for the school in Solbacken, where 208 pupils share two rooms.",
            "The meeting closed with coffee from Ingrid Ekwall's bakery.",
        ],
    );
    let german = council(
        "de",
        "de",
        [
            "Der Rat von Vestervik tagte am Dienstag unter dem Vorsitz des Bürgermeisters Torvald Lindqvist.",
            "Er gab dem Ruderverein Hallsund 4350 Kronen für einen neuen Steg.",
            "Agneta Broström verlangte eine zweite Brücke über die Ljusna, die 1780 Mal so viel kosten würde.",
            "Der Ingenieur Pablo Ferreira hatte eine entworfen, die auf 37 Pfeilern steht.",
            "Aus Morlanda kam niemand, obwohl 612 Haushalte eine Liste unterschrieben hatten.",
            "Die Abstimmung wurde verschoben, bis die Firma Kvarnberg die Autos auf der Straße 91 gezählt hat.",
            "Ernst Hagelin sprach für die Schule in Solbacken, wo sich 208 Schüler zwei Räume teilen.",
            "Die Sitzung schloss mit Kaffee aus der Bäckerei von Ingrid Ekwall.",
        ],
    );
    let another = council(
        "sv",
        "sv",
        [
            "Torvald Lindqvist är trött på Vestervik.",
            "Borgmästaren har suttit i rådet sedan 1998 och vill nu ägna sig åt sina 14 bikupor.",
            "Agneta Broström väntas ta över om Morlanda och Solbacken röstar som de brukar.",
            "Hon vann med 3 211 röster den gången Ernst Hagelin drog sig ur.",
            "Någon bro över Ljusna lovar hon inte.",
            "I Hallsund minns man annat från valet för 8 år sedan, då allt skulle byggas på en gång.",
            "Ingrid Ekwall skakar på huvudet bakom disken.",
            "Pablo Ferreira ritar vidare.",
        ],
    );
    let brief = relate(vec![english, german, another]);
    let found: Vec<(Vec<&str>, CopyKind)> = brief
        .copies
        .iter()
        .map(|copies| (copies.articles.iter().map(String::as_str).collect(), copies.kind))
        .collect();
    assert_eq!(found, [(vec!["en", "de"], CopyKind::Translation)]);
    let story = brief.stories.iter().find(|story| story.articles.len() > 1).unwrap();
    assert!(story.origins < story.articles.len());
}
