use super::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Words of time.
///
/// Keys of months are `1`–`12`, of weekdays `1` (Monday) – `7`, of seasons `SP SU FA WI`, of parts of the day `MO MI AF EV NI DT`, of units
/// `m h D W WE M Q S H Y E C L` (minute … millennium) with `s` for seconds, as `tidings-calendar` writes them.
/// CLDR (`languages/<code>/cldr.toml`) fills months, weekdays, units and the commonest relative words; what it lacks is written by hand.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TimesPack {
    /// Names of months, all forms.
    pub months: BTreeMap<String, Words>,
    /// Abbreviations of months without full stop: they count only beside a day or a year.
    pub months_short: BTreeMap<String, Words>,
    /// Names of weekdays, all forms.
    pub weekdays: BTreeMap<String, Words>,
    /// Abbreviations of weekdays without full stop: they count only beside a date.
    pub weekdays_short: BTreeMap<String, Words>,
    /// Words that mean every such weekday (`dienstags`, `om tisdagar`).
    pub weekday_sets: BTreeMap<String, Words>,
    /// Seasons, all forms.
    pub seasons: BTreeMap<String, Words>,
    /// Parts of the day, all forms.
    pub parts: BTreeMap<String, Words>,
    /// Parts of the day need no word of *in* before them (`este`).
    pub parts_alone: bool,
    /// Units in the singular, all forms; also the form after a number where that is the singular.
    pub units: BTreeMap<String, Words>,
    /// Units in the plural, all forms.
    pub unit_plurals: BTreeMap<String, Words>,
    /// Forms that mean two of a unit (`يومان`, `שבועיים`).
    pub unit_duals: BTreeMap<String, Words>,
    /// What is glued to a number to make an adjective or noun of a duration (`tägig`, `napos`, `årig`).
    pub unit_adjectives: BTreeMap<String, Words>,
    /// Months and weekdays begin with a capital (en, de).
    pub capitals: bool,
    /// They are written with a capital or without (Turkish `5 Mart`, `mart ayında`).
    pub capitals_either: bool,
    /// A day may follow its month (`June 17`, `június 17`).
    pub month_first: bool,
    /// Order of a date in digits: `dmy`, `mdy` or `ymd`.
    pub numeric_order: String,
    /// Words of the above that are other words too and count only beside another word of time or a preposition of `on` (`may`, `mars`).
    pub weak: Words,
    /// Whole phrases with what they mean in the notation of `tidings-calendar`; `?` stands for the direction that the tense gives
    /// (`?M12D24`); a modifier may follow after `|` (`+0Y|end`).
    pub fixed: BTreeMap<String, Words>,
    /// Phrases that count from the day told of before (`tags darauf`), in the same notation.
    pub following: BTreeMap<String, Words>,
    /// Words for a time that is not fixed: `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    pub vague: BTreeMap<String, Words>,
    /// Words of repetition: `P1D` (`täglich`).
    pub sets: BTreeMap<String, Words>,
    /// Words of a length of time: `PXD` (`tagelang`).
    pub durations: BTreeMap<String, Words>,
    /// Adjectives before a unit, weekday, month or season: `-1` last, `0` this, `1` next, `-2`, `2`; all forms.
    pub shifts: BTreeMap<String, Words>,
    /// The same where they follow it (`semana pasada`, `الشهر الماضي`), all forms.
    pub shifts_after: BTreeMap<String, Words>,
    /// What last and next mean before a weekday, in the notation: `-1` is `<<` and `1` is `>>` where nothing stands here.
    pub weekday_shifts: BTreeMap<String, String>,
    /// Words of *next* that mean the very next one before a weekday, where others mean the one of next week (`coming`, `komende`).
    pub coming: Words,
    /// Words of *last* that mean the one of the week before, before a weekday or behind it (`previous`, `anterior`).
    pub preceding: Words,
    /// First … thirty-first: `1`–`31`, and `-1` (the last of a row), all forms.
    pub ordinals: BTreeMap<String, Words>,
    /// Ordinals may follow what they count (`الأسبوع الأول من مايو`).
    pub ordinals_after: bool,
    /// Ordinals count decades of a century (`níundi áratugurinn`, 1980–1989).
    pub ordinal_decades: bool,
    /// *The beginning of*, before the time.
    pub start: Words,
    /// *The middle of*.
    pub mid: Words,
    /// *The end of*.
    pub end: Words,
    /// The same where they follow the time (`július végén`).
    pub start_after: Words,
    /// The same for the middle.
    pub mid_after: Words,
    /// The same for the end.
    pub end_after: Words,
    /// *Since*, *from … on*, before the time.
    pub since: Words,
    /// After it (`óta`).
    pub since_after: Words,
    /// *Until*, before the time.
    pub until: Words,
    /// After it.
    pub until_after: Words,
    /// *After* a named happening, before its name (`nach`, `efter`).
    pub after_event: Words,
    /// The same after its name (`után`).
    pub after_event_after: Words,
    /// *Before* a named happening, before its name.
    pub before_event: Words,
    /// The same after its name (`előtt`).
    pub before_event_after: Words,
    /// *During* a named happening, before its name.
    pub during: Words,
    /// The same after its name (`alatt`, `idején`).
    pub during_after: Words,
    /// Endings that mean *since* (`-tól`).
    pub since_endings: Words,
    /// Endings that mean *until* (`-ig`).
    pub until_endings: Words,
    /// *Ago*, before the length (`vor`, `för`).
    pub ago: Words,
    /// *Ago*, after it (`sedan`, `ezelőtt`).
    pub ago_after: Words,
    /// *Ago* needs both words (`för … sedan`).
    pub ago_both: bool,
    /// A time told by *ago* is written as its length (German, after the KRAUTS corpus), with its place beside it.
    pub ago_is_length: bool,
    /// Forms of units that hold *ago* in themselves (`éve`, `évtizede`).
    pub unit_ago: BTreeMap<String, Words>,
    /// *In … from now*, before the length.
    pub hence: Words,
    /// After it (`múlva`).
    pub hence_after: Words,
    /// Words before a length that mean *from now* in a sentence of the present or future, and the length itself in one of the past
    /// (`en tres años`).
    pub hence_open: Words,
    /// *Every*.
    pub each: Words,
    /// *Per*, before a unit.
    pub per: Words,
    /// *A few*, *several*, *many*, *long* before a unit.
    pub several: Words,
    /// *Both* before a unit.
    pub both: Words,
    /// *A couple of*: about two.
    pub couple: Words,
    /// Words that let a bare plural unit be a length of time (`seit Jahren`).
    pub vague_before: Words,
    /// Words before a time that are no part of it but show that it is one (`in`, `am`, `på`).
    pub on: Words,
    /// *Of*, *in*, between a part and its whole (`av`, `im`, `of the`).
    pub of: Words,
    /// Articles and determiners that belong to the time they stand before.
    pub articles: Words,
    /// *Starting*, between a length and the time at which it begins (`three days starting on Monday`).
    pub starting: Words,
    /// Words of a week of the calendar that stand before its number (`vecka 34`, `KW 34`), where such a number is no week of a season
    /// or a trial.
    pub numbered_weeks: Words,
    /// Times of the clock that have a name, by hour and minute (`12:00` → `noon`); beside a day or after a word of the clock.
    pub clock_words: BTreeMap<String, Words>,
    /// Phrases in which words of time mean something else (`up to date`): nothing is read in them.
    pub no_times: Words,
    /// *From*, before the first of two times (`from 7 to 8`, `von`).
    pub from: Words,
    /// *From*, between a length and the day it is counted from (`two days from Sunday`).
    pub from_day: Words,
    /// *Between*, before both times.
    pub between: Words,
    /// After both.
    pub between_after: Words,
    /// *And*.
    pub and: Words,
    /// Between the two times of a stretch (`till`, `bis`).
    pub to: Words,
    /// Words that make a number after them a year (`in`, `år`), beside the unit's own name.
    pub year_cues: Words,
    /// Words that make the four digits before them a year (`году`, `roku`, `gada`) and belong to it.
    pub year_after: Words,
    /// Years before such a word have a full stop (`2024. godine`).
    pub year_dot: bool,
    /// Four digits below this are years of another calendar, which are not read; 0 where none is in use.
    pub earliest_year: u32,
    /// Months of the Persian solar calendar: `1`–`12`, all forms. Its dates are given as those of the common calendar.
    pub solar_months: BTreeMap<String, Words>,
    /// Words after a year that make it one of the solar calendar (`شمسی`).
    pub solar_after: Words,
    /// Words after a year that make it one of another calendar (`هـ`).
    pub other_calendar: Words,
    /// A part of the day may stand before its day (`مساء الثلاثاء`, `صبح امروز`).
    pub part_before_day: bool,
    /// A bare number after a weekday is its day of the month (`el martes 25`, `terça-feira (25)`).
    pub day_after_weekday: bool,
    /// Words before a bare number that make it a day of the month (`el día 18`).
    pub day_cues: Words,
    /// What may be glued to a year (`-ben`).
    pub year_affixes: Words,
    /// Words that may follow the day of a month (`d.` of `kovo 5 d.`).
    pub day_after: Words,
    /// What may be glued to a day (`-én`, `th`).
    pub day_affixes: Words,
    /// What makes decades of a year (`-talet`, `er`, `-es`).
    pub decade_affixes: Words,
    /// Words that must follow a decade affix, or a decade in words; none needed where empty.
    pub decade_after: Words,
    /// Words before a year, its last two digits or a decade in words that make decades of it (`w latach 90.`, `los años 90`, `jaren '90`).
    pub decade_before: Words,
    /// Decades in words: `2`–`9` → `zwanziger`, `tjugotalet`.
    pub decades: BTreeMap<String, Words>,
    /// The decade affix after full hundreds means a century (`1900-talet`).
    pub hundreds_are_centuries: bool,
    /// Before a time of the clock (`kl.`, `um`, `at`).
    pub clock: Words,
    /// After it (`Uhr`, `o'clock`, `órakor`).
    pub clock_after: Words,
    /// Between an hour and the minutes, halves and quarters that are added to it (`las tres y media`).
    pub hour_plus: Words,
    /// The same where they are taken off (`las tres menos cuarto`).
    pub hour_minus: Words,
    /// Endings of words that a number counts: before one of them a number after a word of the clock is no hour (`a las dos víctimas`).
    pub counted_endings: Words,
    /// Before noon.
    pub am: Words,
    /// After noon.
    pub pm: Words,
    /// At night, which is before midnight or after it as the hour says (`в 11 ночи`, `o trzeciej w nocy`).
    pub night: Words,
    /// Minutes stand right behind the word of the hour (`sept heures dix`).
    pub minutes_after_hour: bool,
    /// What is glued to an hour after its day or part of the day (`sabah 7'de`).
    pub clock_affixes: Words,
    /// What is glued to the first of two numbers or years that are the ends of a stretch (`5'ten 6'ya kadar`).
    pub from_affixes: Words,
    /// The same for the second.
    pub to_affixes: Words,
    /// The whole stands before its part: *of 2015 the first week* (`2015'in ilk haftası`, `bu ayın 21'i`).
    pub whole_first: bool,
    /// There, forms of a unit that name the running one before its part (`yılın son günü`).
    pub open_wholes: Words,
    /// There, words of the half of a year behind *first* and *second* (`yarısında`).
    pub half_units: Words,
    /// A weekday may follow its date (`15 Ocak Salı`).
    pub weekday_after_date: bool,
    /// Words between a month and the last two digits of its year (`abril del 87`).
    pub short_year: Words,
    /// Days from Monday to Friday, as they are counted (`business days`).
    pub working_days: Words,
    /// Words of a part of the day that need no word before them (`'s avonds`, `after lunch`); they stand among `parts` too.
    pub parts_standing: Words,
    /// Hours are told by ordinals (`o ósmej`, `о восьмій`).
    pub clock_ordinals: bool,
    /// Half an hour before the hour that follows (`halb neun`).
    pub half_to: Words,
    /// Words between a count of minutes or a half or quarter and the hour: after it (`past`, `nach`).
    pub past: Words,
    /// Before it (`to`, `vor`).
    pub before: Words,
    /// Endings of the hour before its minutes and a word of *past* (`sekizi yirmi geçe`); of one before a word of *to* are `to_affixes`.
    pub past_affixes: Words,
    /// Words of *past* behind the minutes (`geçe`).
    pub past_after: Words,
    /// The same of *to* (`kala`).
    pub to_after: Words,
    /// *Half*, *a quarter* of an hour, in minutes: `30`, `15`.
    pub clock_parts: BTreeMap<String, Words>,
    /// Words after a length of years that make it an age (`alt`, `old`).
    pub age_after: Words,
    /// Words before a length of years that make it an age (`ab 16 Jahren`, `aged`).
    pub age_before: Words,
    /// A day and its month in digits stand without a year after a word of *on* or a part of the day (`ngày 17/6`).
    pub slashed_days: bool,
    /// Words before the first of two days of a month that are a stretch (`du 13 au 18`).
    pub days_from: Words,
    /// Words between the two.
    pub days_to: Words,
    /// Articles after which a day and its month stand in digits (`el 22/04`).
    pub slashed_after: Words,
    /// Articles behind which a bare number is a day of the month where nothing follows that it could count (`le 23`).
    pub days_after: Words,
    /// Letters of a quarter in digits besides *Q*, beside its year (`T3 2024`, `3T24`).
    pub quarter_letters: Words,
    /// Times go from the great to the small, each number before the name of its part (`2024年3月5日`): the rules are others
    /// (`times/descending.rs`), and everything here may stand without a space beside them.
    pub descending: bool,
    /// There, what makes a date or a time of the clock of the number before it: `C` `E` `Y` `M` `D` `h` `m` `s` (`年`, `月`).
    pub marks: BTreeMap<String, Words>,
    /// There, more marks of a day, which count only after a month (`号`).
    pub weak_day_marks: Words,
    /// Reigns by the year before their first one (`2018` → `令和`).
    pub reigns: BTreeMap<String, Words>,
    /// The first year of a reign (`元`).
    pub first_year: Words,
    /// There, words before a day or month that say which one: `<` the last, `>` the next (`지난 5일`).
    pub toward: BTreeMap<String, Words>,
    /// There, what goes on after a number and a mark so that they are no time (`年生`, `日元`), with the mark.
    pub not_marks: Words,
    /// There, behind a place on the calendar: its first half, and its second (`前半`, `後半`).
    pub first_half: Words,
    /// The second half.
    pub second_half: Words,
    /// There, behind a year or month and before a number of units: the first so many (`今年前三个月`), and the last.
    pub first_units: Words,
    /// The last so many.
    pub last_units: Words,
    /// There, what may be glued to the end of a time in a script with spaces (`에`, `부터`).
    pub particles: Words,
    /// Names of the time zones that stand after a time of the clock.
    pub zones: Words,
    /// Words that put a sentence in the future.
    pub future: Words,
    /// Endings of verbs in the future; a word must be three letters longer.
    pub future_endings: Words,
    /// Words that end like a verb in the future and are none (`tubarão`).
    pub future_not: Words,
    /// The future is told by a word of it and the past's form of the verb (`bo prišel`, `będzie pisał`): the word outweighs the form.
    pub future_first: bool,
    /// Words that put a sentence in the past: auxiliaries and the commonest verbs.
    pub past_words: Words,
    /// Endings of verbs in the past; a word must be three letters longer.
    pub past_endings: Words,
    /// Words that end like a verb in the past and are none.
    pub past_not: Words,
}
