use super::*;

#[test]
fn folding_unites_hyphens_apostrophes_and_case() {
    assert_eq!(fold("Kim Jong‑un"), "kim jong un");
    assert_eq!(fold("  Nord–Korea "), "nord korea");
    assert_eq!(fold("O’Neill"), "o'neill");
    assert_eq!(fold("U.S."), "u s");
    assert_eq!(fold("St. Petersburg"), "st petersburg");
    assert_eq!(fold("Øst-Timor"), "øst timor");
    assert_eq!(fold("ＮＡＴＯ"), "nato");
    assert_eq!(without_diacritics("þórshöfn"), "thorshofn");
}

fn first(form: &str) -> Option<&'static str> {
    tables().lookup(&fold(form)).next().map(|record| record.id)
}

#[test]
fn states_have_their_wikidata_ids_in_every_language() {
    for form in ["North Korea", "Nordkorea", "Nord-Korea", "Észak-Korea", "Norður-Kórea", "КНДР", "朝鲜"] {
        assert_eq!(first(form), Some("Q423"), "{form}");
    }
    assert_eq!(tables().display_name("Q423", "hu"), Some("Észak-Korea"));
    assert_eq!(tables().record("Q423").map(|record| record.name), Some("North Korea"));
}

#[test]
fn the_longest_form_is_found_in_one_walk() {
    let found = |words: &[&str]| tables().longest(words).map(|(count, records)| (count, records[0].id));
    assert_eq!(found(&["norður-kórea", "og"]), Some((1, "Q423")));
    assert_eq!(found(&["új-zéland", "és"]), Some((1, "Q664")));
    assert_eq!(found(&["south", "korea", "said"]), Some((2, "Q884")));
    assert_eq!(found(&["xyzzy"]), None);
    assert_eq!(found(&["-", "south"]), None);
    assert_eq!(found(&[]), None);
}
