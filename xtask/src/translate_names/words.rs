//! Function words, which no alignment of few sentences tells well.

/// Forms in Bokmål and Nynorsk, then what stands for them in English, German and Dutch.
type Row = (&'static str, &'static str, &'static str, &'static str);

/// What a row has for a language; `None` for a language without a column.
pub fn column(code: &str) -> Option<fn(&Row) -> &'static str> {
    match code {
        "en" => Some(|row| row.1),
        "de" => Some(|row| row.2),
        "nl" => Some(|row| row.3),
        _ => None,
    }
}

pub const FUNCTION_WORDS: &[Row] = &[
    ("i", "in", "in", "in"),
    ("og", "and", "und", "en"),
    ("av", "of", "von", "van"),
    ("på", "on", "auf", "op"),
    ("til", "to", "zu", "naar"),
    ("fra frå", "from", "aus", "uit"),
    ("med", "with", "mit", "met"),
    ("for", "for", "für", "voor"),
    ("som", "who", "der", "die"),
    ("at", "that", "dass", "dat"),
    ("å", "to", "zu", "te"),
    ("er", "is", "ist", "is"),
    ("var", "was", "war", "was"),
    ("ble blei vart", "was", "wurde", "werd"),
    ("blir vert", "is", "wird", "wordt"),
    ("har", "has", "hat", "heeft"),
    ("hadde", "had", "hatte", "had"),
    ("vil", "will", "will", "wil"),
    ("skal", "will", "soll", "zal"),
    ("kan", "can", "kann", "kan"),
    ("må", "must", "muss", "moet"),
    ("ikke ikkje", "not", "nicht", "niet"),
    ("en ein ei et eit", "a", "ein", "een"),
    ("den", "the", "die", "de"),
    ("det", "it", "das", "het"),
    ("de dei", "they", "sie", "ze"),
    ("han", "he", "er", "hij"),
    ("hun ho", "she", "sie", "ze"),
    ("vi me", "we", "wir", "we"),
    ("jeg eg", "I", "ich", "ik"),
    ("sin si sitt sine", "his", "sein", "zijn"),
    ("seg", "himself", "sich", "zich"),
    ("ved", "at", "bei", "bij"),
    ("hos", "at", "bei", "bij"),
    ("om", "about", "über", "over"),
    ("mot", "against", "gegen", "tegen"),
    ("etter", "after", "nach", "na"),
    ("før", "before", "vor", "voor"),
    ("under", "under", "unter", "onder"),
    ("over", "over", "über", "over"),
    ("mellom", "between", "zwischen", "tussen"),
    ("men", "but", "aber", "maar"),
    ("eller", "or", "oder", "of"),
    ("ifølge ifølgje", "according to", "laut", "volgens"),
    ("da då", "when", "als", "toen"),
    ("så", "then", "dann", "dan"),
];
