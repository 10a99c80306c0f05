use super::*;

/// The likeliest reading of a form.
fn first(form: &str) -> Option<Record> {
    tables().lookup(&fold(form)).next()
}

fn check(form: &str, id: &str) {
    assert_eq!(first(form).map(|record| record.id), Some(id), "{form}");
}

#[test]
fn composed_letters_are_their_own_normal_form() {
    let letters: Vec<char> = (0..0x1000).filter_map(char::from_u32).filter(|&c| is_composed(c)).collect();
    assert!(letters.len() > 300);
    for &c in &letters {
        assert!(c.nfkc().eq([c]), "{c}");
        assert!(!unicode_normalization::char::is_combining_mark(c), "{c}");
    }
}

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

#[test]
fn states_have_their_wikidata_ids_in_every_language() {
    for form in [
        "North Korea",
        "Nordkorea",
        "Nord-Korea",
        "Észak-Korea",
        "Norður-Kórea",
        "N-Kóreu",
        "КНДР",
        "朝鲜",
        "DPRK",
    ] {
        check(form, "Q423");
    }
    for form in [
        "USA",
        "US",
        "U.S.",
        "Förenta staterna",
        "Vereinigten Staaten",
        "Egyesült Államok",
        "Bandaríkjunum",
        "США",
    ] {
        check(form, "Q30");
    }
    for (form, id) in [
        ("Danmark", "Q35"),
        ("Niederlande", "Q55"),
        ("Írország", "Q27"),
        ("Sveits", "Q39"),
        ("Svíþjóðar", "Q34"),
    ] {
        check(form, id);
    }
    assert_eq!(tables().display_name("Q423", "hu"), Some("Észak-Korea"));
    assert_eq!(tables().display_name("Q649", "de"), Some("Moskau"));
    assert_eq!(tables().record("Q423").map(|record| record.name), Some("North Korea"));
}

#[test]
fn the_longest_form_is_found_in_one_walk() {
    let found = |words: &[&str]| tables().longest(words).map(|(count, records)| (count, records[0].id));
    assert_eq!(found(&["norður-kórea", "og"]), Some((1, "Q423")));
    assert_eq!(found(&["új-zéland", "és"]), Some((1, "Q664")));
    assert_eq!(found(&["south", "korea", "said"]), Some((2, "Q884")));
    assert_eq!(found(&["un", "security", "council"]), Some((3, "Q37470")));
    assert_eq!(found(&["xyzzy"]), None);
    assert_eq!(found(&["-", "south"]), None);
    assert_eq!(found(&[]), None);
}

#[test]
fn people_in_the_transcriptions_of_the_press() {
    for form in ["Putyin", "Pútín", "Vlagyimir Putyin", "Wladimir Putin", "Владимир Путин", "プーチン"]
    {
        check(form, "Q7747");
    }
    for form in ["Kim Jong Un", "Kim Dzsong Un", "Kim Jong-un", "김정은", "金正恩", "Ким Чен Ын"]
    {
        check(form, "Q56226");
    }
    for form in ["Zelenszkij", "Selenskyj", "Zelenskyj", "Володимир Зеленський"] {
        check(form, "Q3874799");
    }
    check("Hszi Csin-ping", "Q15031");
    check("Lawrow", "Q58217");
    assert_eq!(first("Kim Jong Il").map(|record| record.id), Some("Q10665"));
    assert_eq!(first("Kim Yo Jong").map(|record| record.name), Some("Kim Yo-jong"));
    assert!(first("Kim").is_none_or(|record| record.class != Class::Person), "a bare Kim is nobody");
    let putin = first("Putin").expect("known");
    assert_eq!((putin.form, putin.sex, putin.first), (Form::Surname, Some(Sex::Male), Some("1952")));
    assert!(putin.offices().any(|office| office.role == "president" && office.of == Some("Q159")));
}

#[test]
fn bodies_and_seats() {
    for form in ["FN", "UN", "ENSZ", "SÞ", "Sameinuðu þjóðanna", "Vereinten Nationen"] {
        check(form, "Q1065");
    }
    assert!(first("FN").is_some_and(|record| record.capitals_only));
    for (form, state) in [
        ("Kreml", "Q159"),
        ("Weißen Hauses", "Q30"),
        ("Hvíta húsið", "Q30"),
        ("Moszkva", "Q159"),
        ("Pjöngjang", "Q423"),
    ] {
        assert_eq!(first(form).and_then(|record| record.speaks_for), Some(state), "{form}");
    }
    for (form, class) in [
        ("Reuters", Class::Agency),
        ("Kyodo", Class::Agency),
        ("VG", Class::Outlet),
        ("Rodong Sinmun", Class::Outlet),
    ] {
        assert_eq!(first(form).map(|record| record.class), Some(class), "{form}");
    }
}

#[test]
fn inhabitants_and_adjectives_by_language() {
    for (word, language, id) in [
        ("Norður-Kóreumenn", "is", "Q423"),
        ("Bandaríkjamenn", "is", "Q30"),
        ("Rússar", "is", "Q159"),
        ("oroszok", "hu", "Q159"),
        ("Nordkoreanern", "de", "Q423"),
        ("norrmännen", "sv", "Q20"),
        ("russerne", "nb", "Q159"),
        ("russarane", "nn", "Q159"),
        ("Swedes", "en", "Q34"),
    ] {
        assert_eq!(tables().demonym(&fold(word), language), Some(id), "{word}");
    }
    for (word, language, id) in [
        ("észak-koreai", "hu", "Q423"),
        ("südkoreanischen", "de", "Q884"),
        ("nordkoreansk", "sv", "Q423"),
        ("amerikanske", "nb", "Q30"),
        ("rússneska", "is", "Q159"),
        ("North Korean", "en", "Q423"),
    ] {
        assert_eq!(tables().nationality_adjective(&fold(word), language), Some(id), "{word}");
    }
    assert_eq!(tables().demonym("rússar", "sv"), None);
}

#[test]
fn words_that_are_names_only_sometimes_are_marked() {
    for form in ["Man", "Horn", "IS", "Reading", "West", "Westen", "Nice", "Mali", "Korea"] {
        assert!(
            tables().lookup(&fold(form)).all(|record| record.ambiguous || record.form == Form::Adjective),
            "{form}"
        );
    }
    for form in ["Russland", "Moskau", "Budapest", "Putin", "NATO", "Ukraine", "Enköping", "China", "Island"]
    {
        assert!(first(form).is_some_and(|record| !record.ambiguous), "{form}");
    }
    assert!(tables().lookup("of").next().is_none());
    assert!(tables().lookup("nu").next().is_none());
}

#[test]
fn happenings_have_their_days() {
    let war = first("síðari heimsstyrjöldinni").expect("known");
    assert_eq!((war.id, war.first, war.last), ("Q362", Some("1939-09-01"), Some("1945-09-02")));
    let korea = first("Koreakrieges").expect("known");
    assert_eq!(
        (korea.kind, korea.first, korea.last),
        (EntityKind::Event, Some("1950-06-25"), Some("1953-07-27"))
    );
}

#[test]
fn parts_of_names() {
    assert_eq!(tables().given_name("anna"), Some(Some(Sex::Female)));
    assert_eq!(tables().given_name("sergej"), Some(Some(Sex::Male)));
    assert!(tables().surname("kovács") && tables().surname("andersson") && tables().surname("müller"));
    assert!(!tables().surname("xyzzy"));
}

/// The blob as a whole: every record decodes, refers to records only, and no two records share an id.
#[test]
fn every_record_is_whole() {
    let tables = tables();
    let mut seen = std::collections::BTreeSet::new();
    for index in 0..tables.len() {
        let record = tables.sections.decode(index as u64, 0, 0).expect("decodes");
        assert!(seen.insert(record.id), "{} is there twice", record.id);
        assert_eq!(tables.record(record.id).map(|same| same.name), Some(record.name));
        assert_eq!(record.kind, record.class.kind());
        for id in [record.country, record.speaks_for].into_iter().flatten() {
            assert!(tables.record(id).is_some(), "{}: {id}", record.name);
        }
        for office in record.offices() {
            assert!(
                !office.role.is_empty() && office.of.is_none_or(|of| tables.record(of).is_some()),
                "{}",
                record.name
            );
        }
    }
}

#[test]
fn the_blob_stays_small() {
    const MOST: usize = 10_000_000;
    assert!(BASE.len() < MOST, "{} bytes", BASE.len());
}
