use super::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Numbers, units, currencies and counted nouns.
///
/// The CLDR half (`languages/<code>/cldr.toml`, generated) fills `numbers.scales`, `units` (`symbol`, `forms`)
/// and `currencies` (`code`, `forms`): map keys and array entries of the two halves are joined, and where both give a word,
/// the entry that comes first wins. File names sort: give the generated entries a later file name, or none of a word twice.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuantitiesPack {
    /// Decimal mark (`,` or `.`); a second one that some write may follow it (`.,`), which is read where no three digits follow.
    pub decimal: String,
    /// Marks between groups of three digits, beside all kinds of spaces (`.`, `,`, `’`).
    pub group: String,
    /// New nouns are made by writing words together (`artillerigranater`): the last part is the head.
    pub compounds: bool,
    /// Nouns are written with a capital (German): a capitalised word after a number may be what is counted.
    pub capital_nouns: bool,
    /// Number words.
    pub numbers: NumbersPack,
    /// Words that say how exact a number is.
    pub modifiers: ModifierWords,
    /// Words that make a range of two numbers.
    pub ranges: RangeWords,
    /// Units of measure and of time.
    pub units: Vec<UnitForms>,
    /// Currencies.
    pub currencies: Vec<CurrencyForms>,
    /// Names shared by several currencies, by family: `dollar`, `krona`, `pound`, `franc`, `rupee`, `peso`, `yuan`, `rial`,
    /// `dinar`, `lira`, `ruble`, `won`, `shilling`, `cent`.
    pub families: BTreeMap<String, CurrencyFamily>,
    /// Adjectives of countries beside a currency's name, by ISO 3166 code: `US` → `amerikansk`, all forms.
    pub countries: BTreeMap<String, Words>,
    /// Counted nouns: English gloss (singular) → all forms that stand beside a number.
    pub nouns: BTreeMap<String, Words>,
    /// Forms of a hundredth of whatever currency, which count only behind a sum of it (`20 dollars and 43c`).
    pub cents: Words,
    /// Bare degrees are Celsius.
    pub celsius: bool,
    /// Endings by which an unknown word after a number is surely a noun (`heter`, `ions`).
    pub noun_endings: Words,
    /// Words that can stand between a number and its noun beside adjectives (`av`, `of`, `stycken`, `db`).
    pub links: Words,
    /// Endings that make an adjective of a number with a unit (`mm-es`, `-millimetrige`) or of an attribute before a noun.
    pub adjective_endings: Words,
    /// Case endings that a digit number (`2000-ben`), a unit (`km-re`) or a symbol (`%-os`) may carry, without hyphen.
    pub endings: Words,
    /// What is weighed in pounds: *pounds of* it are no money (`libras de carne`).
    pub weighed: Words,
    /// Words besides *and* that join them to it (`3 euros con 50 céntimos`).
    pub cent_joiners: Words,
    /// Forms of units and currencies that mean two of them by themselves (`لترين`); they stand among their forms too.
    pub duals: Words,
    /// Words before a number that make it a name, a page, a rule (`nummer`, `artikel`, `§`, `kapitel`), not a quantity.
    pub labels: Words,
    /// The same behind a number (`35 nolu yol`, `12. számú`).
    pub labels_after: Words,
}

/// Number words: keys are values (`"20"`, `"0.5"`, `"1e6"`).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NumbersPack {
    /// 0–99 as far as they are words of their own (0–19, the tens), all forms.
    pub cardinals: BTreeMap<String, Words>,
    /// Forms that only begin a compound (`tizen`, `huszon`).
    pub prefixes: BTreeMap<String, Words>,
    /// 100 and powers of 1000, in forms that follow a number or stand for one of them.
    /// CLDR (`decimalFormat long`) fills these.
    pub scales: BTreeMap<String, Words>,
    /// Abbreviations of scales, that stand only after digits (`mrd.`, `mn`, `k`); with their full stop where they have one.
    pub short_scales: BTreeMap<String, Words>,
    /// Forms of scale words that mean *several of them* where no number goes before (`tusenden`, `Millionen`, `ezrek`);
    /// after a number they count as scales.
    pub plurals: BTreeMap<String, Words>,
    /// Vague numbers that may multiply a scale (`titalls millioner`, `dutzende`): read as 2 to 9 times their key.
    pub vague: BTreeMap<String, Words>,
    /// Words that make a scale word vague (`flera hundra`, `mehrere tausend`, `több száz`).
    pub several: Words,
    /// Words between a vague number and its scale (`tens of thousands`).
    pub of: Words,
    /// Sets that are counted like scales (`dozen`).
    pub sets: BTreeMap<String, Words>,
    /// Sets that mean *about so many* (`tiotal`, `hundratal`).
    pub rounded: BTreeMap<String, Words>,
    /// Ordinals 1–99 as far as they are words of their own, and of the scales.
    pub ordinals: BTreeMap<String, Words>,
    /// What is glued to digits to make an ordinal (`th`, `:a`, `-ik`).
    pub ordinal_affixes: Words,
    /// Numbers that are one half or hold one (`halv`, `anderthalb`, `másfél`).
    pub halves: BTreeMap<String, Words>,
    /// What adds one half to the number before it (`och en halv`, `and a half`; `einhalb` inside a word).
    pub plus_half: Words,
    /// Denominators by their number (`tredjedel`, `Drittel`, `harmad`).
    pub fractions: BTreeMap<String, Words>,
    /// Endings that make a denominator of any number above ten (`avos`, `esimi`).
    pub share_endings: Words,
    /// Vowels that a number loses before them (`ventuno`, `ventunesimi`).
    pub lost_vowels: Words,
    /// Words that make a denominator of the number before them (`vinte e cinco avos`).
    pub share_words: Words,
    /// Endings of denominators that can be no ordinals (`quintos`).
    pub share_plurals: Words,
    /// Forms of *one* that are the indefinite article too: a number only before scales, sets, halves, fractions, units.
    pub articles: Words,
    /// Number words that are other words too (`sex`, `hat`): a number only before a scale, a unit or a known noun.
    pub homographs: Words,
    /// Where numbers are counted by ten thousands (`text.by_character`): after a number, *and more* (`余`, `多`).
    pub and_more: Words,
    /// *Divided by*, between two numbers (`bir bölü beş`); in the same languages, between a denominator and the numerator after it (`分之`).
    pub over: Words,
    /// Between a share and what it is a share of: *nine out of ten*, `9 von 10`.
    pub out_of: Words,
    /// The same where only *one* may stand before it: *one in five*, `1 op de 3`.
    pub one_in: Words,
    /// In the same languages, between a whole number and a fraction (`又`).
    pub and_fraction: Words,
    /// In the same languages, what makes an ordinal of the number after it (`第`).
    pub ordinal_prefixes: Words,
    /// In the same languages, the same as `over` between two single numerals (`四分三`).
    pub over_short: Words,
    /// In the same languages, digits that only begin a row of digits (`两`).
    pub opening: Words,
    /// In the same languages, digits that are endings too where nothing counted follows (`이`).
    pub trailing: Words,
    /// In the same languages, numerals written by their sound (`にじゅう`), which count where they fill a whole run of such letters.
    pub spelled: BTreeMap<String, Words>,
    /// In the same languages, a last digit counts the power below the last one (`一万三`).
    pub elliptic: bool,
    /// Joins inside a word (`und` of `dreiundzwanzig`).
    pub inner_joiners: Words,
    /// Joins between words after a hundred or a scale (`and`, `og`).
    pub joiners: Words,
    /// The joiner stands after tens too (`tuttugu og þrír`).
    pub joiner_after_tens: bool,
    /// Ones go before tens (`dreiundzwanzig`).
    pub inverted: bool,
    /// The decimal mark in words (`komma`, `point`, `egész`).
    pub point: Words,
    /// Words of a negative number.
    pub minus: Words,
    /// Endings that a number word may carry (`hárommal`).
    pub endings: Words,
}

/// Words that say how exact a number is, by their place.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ModifierWords {
    /// Before the number: about.
    pub approx: Words,
    /// Before the number: about, but *by so much* after a word of change (Icelandic `um`).
    pub weak_approx: Words,
    /// Words of change (`hækkaði`), all forms.
    pub change: Words,
    /// Before the number: more than, at least.
    pub more_than: Words,
    /// Before the number: less than, nearly, at most.
    pub less_than: Words,
    /// After the number or its noun: about.
    pub approx_after: Words,
    /// After the number or its noun: more than, at least.
    pub more_than_after: Words,
    /// After the number or its noun: less than, nearly, at most.
    pub less_than_after: Words,
}

/// Words that make a range of two numbers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RangeWords {
    /// Between two numbers (`till`, `bis`, `to`).
    pub to: Words,
    /// Between two numbers that a word before or after holds together (`och`, `und`).
    pub and: Words,
    /// Before the first (`mellan`, `zwischen`).
    pub between: Words,
    /// After the second (`között`).
    pub between_after: Words,
    /// Before the first of *from A to B* (`från`, `von`).
    pub from: Words,
    /// Between two neighbouring numbers that mean a range (`two or three`).
    pub or: Words,
}

/// A unit in all forms.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnitForms {
    /// The contract's symbol: `km`, `kg`, `°C`, `%`, `MW`; `year`, `month`, `week`, `day`, `hour`, `minute`, `second`.
    pub symbol: String,
    /// How many of `symbol` one of these is (10 for a Scandinavian *mil* in `km`).
    pub factor: f64,
    /// Names and abbreviations, all forms. Case matters where a form has a capital (`MW`).
    pub forms: Words,
    /// Forms that stand before the number (`yüzde 10`, `% 10`, `百分之`, `摂氏`).
    pub before: Words,
    /// Forms that count only behind a greater measure (`in` of `5 ft 10 in`).
    pub behind: Words,
    /// Forms that are glued to a number, by a hyphen too, and make an adjective or noun of it (`tägig`, `napos`, `årig`).
    pub adjectives: Words,
}

impl Default for UnitForms {
    fn default() -> Self {
        Self {
            symbol: String::new(),
            factor: 1.0,
            forms: Words::default(),
            before: Words::default(),
            behind: Words::default(),
            adjectives: Words::default(),
        }
    }
}

/// A currency in all forms.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CurrencyForms {
    /// ISO 4217 code.
    pub code: String,
    /// How many of the currency one of these is (0.01 for pence).
    pub factor: f64,
    /// Names, symbols, abbreviations that mean this currency alone, all forms.
    pub forms: Words,
}

impl Default for CurrencyForms {
    fn default() -> Self {
        Self { code: String::new(), factor: 1.0, forms: Words::default() }
    }
}

/// A name that several countries give their currency (`dollar`, `krona`, `pound`, `cent`).
///
/// Which one is meant is said by a country's adjective beside it ([`QuantitiesPack::countries`]), else by `code`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CurrencyFamily {
    /// ISO 4217 code of the one meant where no country is named; empty where none is.
    pub code: String,
    /// How many of the currency one of these is.
    pub factor: f64,
    /// All forms.
    pub forms: Words,
    /// Symbol of a unit of measure of the same name (`lb` of pounds). Which of the two is meant the words around it tell; where they do
    /// not, the family's name stands for both.
    pub unit: String,
    /// Words near by that speak of the unit (`weighs`).
    pub unit_cues: Words,
    /// Words near by that speak of money (`costs`).
    pub money_cues: Words,
}

impl Default for CurrencyFamily {
    fn default() -> Self {
        Self {
            code: String::new(),
            factor: 1.0,
            forms: Words::default(),
            unit: String::new(),
            unit_cues: Words::default(),
            money_cues: Words::default(),
        }
    }
}
