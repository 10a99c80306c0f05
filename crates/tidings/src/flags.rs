//! What the user may type.

use crate::watch::Noise;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};
use tidings_collect::Input;

const ABOUT: &str = "Reads the press in every language as one.\n\n\
From raw captures (text dumps, web pages, JSON lines, WARC and ZIP archives) to a brief: stories instead of articles, who says it and \
who denies it, what the accounts agree on and where they differ, how many of them are independent. Every row is a sentence in \
its own language with its place. It reports who says what; it never rates who is right.";

const EXAMPLES: &str = "Examples:
  tidings brief                                  brief the example corpus that ships inside
  tidings brief captures/                        everything in a folder, as text
  tidings brief --format html -o brief.html a.txt b.html
  tidings read captures/ > articles.jsonl        one annotated article a line
  curl -s … | jq -c … | tidings read -           JSON lines from standard input
  tidings languages                              what it knows of which language

Exit codes: 0 all inputs read, 1 some failed (each is named on standard error), 2 wrong usage.";

#[derive(Debug, Parser)]
#[command(name = "tidings", version, about = ABOUT, after_help = EXAMPLES, max_term_width = 110)]
pub(crate) struct Flags {
    #[command(subcommand)]
    pub(crate) verb: Verb,
    /// Language packs of your own: a folder with a folder for each language, such as `sv/*.toml`; also the variable TIDINGS_PACKS
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) packs: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Clean, date and annotate captures: one article a line
    Read(ReadFlags),
    /// Relate captures to each other: stories, claims, who says and who denies
    Brief(BriefFlags),
    /// Names: judge pairs, keep lists, screen against them
    Names(NamesFlags),
    /// List the languages and what is known of each
    Languages(LanguagesFlags),
}

#[derive(Debug, Args)]
pub(crate) struct ReadFlags {
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ReadFormat::Jsonl)]
    pub(crate) format: ReadFormat,
    #[command(flatten)]
    pub(crate) input: InputFlags,
}

#[derive(Debug, Args)]
pub(crate) struct BriefFlags {
    /// Form of the output; by default text, or what the ending of --output says (.html, .json)
    #[arg(long, value_enum)]
    format: Option<BriefFormat>,
    /// Show every row instead of the most telling ones (text only; HTML and JSON always hold all)
    #[arg(long)]
    pub(crate) all: bool,
    /// Width of the text in columns, instead of the terminal's
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=400))]
    pub(crate) width: Option<u16>,
    #[command(flatten)]
    pub(crate) input: InputFlags,
}

#[derive(Debug, Args)]
pub(crate) struct NamesFlags {
    #[command(subcommand)]
    pub(crate) verb: NamesVerb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NamesVerb {
    /// Do two names mean the same one? Judges pairs, looks nothing up
    #[command(after_help = MATCH_HELP)]
    Match(MatchFlags),
    /// Keep lists of persons, bodies and ships, such as sanctions lists
    #[command(after_help = IMPORT_HELP)]
    Import(ImportFlags),
    /// Show the lists that are kept
    #[command(visible_alias = "list")]
    Lists(ListsFlags),
    /// Which entries of the lists may a name mean?
    #[command(after_help = SCREEN_HELP)]
    Screen(ScreenFlags),
    /// Decide that two names are one
    #[command(after_help = DECIDE_HELP)]
    Merge(DecideFlags),
    /// Decide that two names are two
    #[command(after_help = DECIDE_HELP)]
    Split(DecideFlags),
}

const IMPORT_HELP: &str = "The form is told by the content, packed with gzip or not:
  UN Security Council consolidated list, XML      OFAC sdn.xml; sdn.csv, alt.csv, add.csv (give them together)
  European Union FSF, XML and CSV                  OpenSanctions entities.ftm.json, targets.simple.csv
  a table: a name a line, or columns parted by tabs under a header with `name`
  (and `kind`: person, organisation or vessel; `id`; `aliases`, parted by semicolons; `programme`)

Files of one list are kept as one; importing a list again replaces it. Rows that cannot be read are named with their line
and skipped. Lists are kept in the user's data folder (XDG_DATA_HOME, or TIDINGS_LISTS).

Examples:
  tidings names import consolidated.xml
  tidings names import sdn.csv alt.csv add.csv
  tidings names import --as watch names.tsv";

const SCREEN_HELP: &str = "A hit says that the name is spelled as one of the entry's names, not that its bearer is the person listed: names are
borne by many. `strong` marks names in full that are as good as certainly the same name.

Examples:
  tidings names screen 'Kim Jong Un' 'محمد بن سلمان'
  tidings names screen --format jsonl --file names.txt > hits.jsonl
  cut -f1 guests.tsv | tidings names screen";

const DECIDE_HELP: &str = "The decision is a line of a text file that a person can edit: `tidings-decisions.txt` in this folder if there is one, else
`decisions.txt` beside the lists, or --decisions FILE. `brief` reads the same file and gives it as the reason.

Examples:
  tidings names merge 'Kim Dzsong Un' 'Kim Jong-un'
  tidings names split 'Anna Berg' 'Anne Berg'";

#[derive(Debug, Args)]
pub(crate) struct ImportFlags {
    /// Files of lists
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Keep all of them under this name, instead of one that tells whose list it is
    #[arg(long = "as", value_name = "NAME", value_parser = list_name)]
    pub(crate) name: Option<String>,
    /// Folder to keep lists in, instead of the user's data folder
    #[arg(long, value_name = "DIR")]
    pub(crate) lists: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ListsFlags {
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
    /// Folder of the lists, instead of the user's data folder
    #[arg(long, value_name = "DIR")]
    pub(crate) lists: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ScreenFlags {
    /// Names; without any, one a line from --file or standard input
    #[arg(value_name = "NAME", conflicts_with = "file")]
    pub(crate) names: Vec<String>,
    /// File with a name a line
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Only entries of this kind
    #[arg(long, value_enum)]
    pub(crate) kind: Option<NameKind>,
    /// Least score of a hit
    #[arg(long, value_name = "SCORE", default_value_t = 0.7, value_parser = share)]
    pub(crate) least: f32,
    /// Most hits a name
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) most: usize,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
    /// Folder of the lists, instead of the user's data folder
    #[arg(long, value_name = "DIR")]
    pub(crate) lists: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct DecideFlags {
    /// A name as texts write it, or an id
    #[arg(value_name = "NAME")]
    pub(crate) a: String,
    /// The other
    #[arg(value_name = "OTHER")]
    pub(crate) b: String,
    /// The file to write to
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,
}

fn share(typed: &str) -> Result<f32, String> {
    typed
        .parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| "a number from 0 to 1".to_owned())
}

fn list_name(typed: &str) -> Result<String, String> {
    let fits = !typed.is_empty() && typed.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if fits { Ok(typed.to_owned()) } else { Err("letters, digits, `-` and `_`".to_owned()) }
}

const MATCH_HELP: &str = "FILE holds a pair a line: {\"id\": …, \"a\": \"Muammar Gaddafi\", \"b\": \"معمر القذافي\", \"kind\": \"person\"}, \
kind being person, organisation or vessel. A line comes out for each: {\"id\", \"score\", \"match\", \"why\"}. \
Scores run from 0 to 1; from .70 on it is a match, from .88 on a strong one.

Examples:
  tidings names match --a 'Mohammed bin Salman' --b 'محمد بن سلمان'
  tidings names match --format jsonl pairs.jsonl > judged.jsonl";

#[derive(Debug, Args)]
pub(crate) struct MatchFlags {
    /// Form of the output; by default text for --a and --b, jsonl for a file
    #[arg(long, value_enum)]
    pub(crate) format: Option<ListFormat>,
    /// JSON lines of pairs; `-` for standard input
    #[arg(value_name = "FILE", required_unless_present_all = ["a", "b"], conflicts_with_all = ["a", "b"])]
    pub(crate) file: Option<PathBuf>,
    /// One name
    #[arg(long, requires = "b", value_name = "NAME")]
    pub(crate) a: Option<String>,
    /// The other
    #[arg(long, requires = "a", value_name = "NAME")]
    pub(crate) b: Option<String>,
    /// What --a and --b are names of
    #[arg(long, value_enum, default_value_t = NameKind::Person)]
    pub(crate) kind: NameKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NameKind {
    /// A human being
    Person,
    /// A company, an authority, a group
    Organisation,
    /// A ship or an aircraft
    Vessel,
}

#[derive(Debug, Args)]
pub(crate) struct LanguagesFlags {
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct InputFlags {
    /// Files and folders: .txt, .html, .mhtml, .jsonl, .warc, .wet, each also as .gz or .zst, and .zip of them; `-` for
    /// JSON lines or an archive on standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write to this file instead of standard output (whole or not at all)
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Publication date of inputs that give none, such as 2024-06-18
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<String>,
    /// Language of all inputs, instead of finding it out
    #[arg(long, value_name = "CODE")]
    pub(crate) language: Option<String>,
    /// Folder of the lists that `tidings names import` keeps; by default the one of the user
    #[arg(long, value_name = "DIR")]
    pub(crate) lists: Option<PathBuf>,
    /// Which names are one and which are two, as `tidings names merge` and `split` write it
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,
    /// Number of threads; by default one a core. The output is the same on any number
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(crate) threads: Option<usize>,
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Name every skipped file and every warning of an article
    #[arg(short, long)]
    verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// One JSON object a line (schema tidings.article/1)
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BriefFormat {
    /// For the terminal
    Text,
    /// One JSON object (schema tidings.brief/1)
    Json,
    /// One page that needs nothing else
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For the terminal
    Text,
    /// One JSON object a line
    Jsonl,
}

impl BriefFlags {
    /// The format asked for, or the one that the output file's name implies.
    pub(crate) fn format(&self, to_file: bool) -> BriefFormat {
        let implied = || {
            let ending = self.input.output.as_deref().and_then(Path::extension)?.to_str()?;
            match ending {
                "html" | "htm" => Some(BriefFormat::Html),
                "json" => Some(BriefFormat::Json),
                _ => None,
            }
        };
        self.format.or_else(|| to_file.then(implied).flatten()).unwrap_or(BriefFormat::Text)
    }
}

impl InputFlags {
    pub(crate) fn inputs(&self) -> Vec<Input> {
        let input =
            |path: &PathBuf| if path.as_os_str() == "-" { Input::Stdin } else { Input::Path(path.clone()) };
        self.paths.iter().map(input).collect()
    }

    pub(crate) fn noise(&self) -> Noise {
        match (self.quiet, self.verbose) {
            (true, _) => Noise::Quiet,
            (_, true) => Noise::Verbose,
            _ => Noise::Normal,
        }
    }
}

fn threads(typed: &str) -> Result<usize, String> {
    match typed.parse() {
        Ok(count @ 1..=1024) => Ok(count),
        _ => Err("a number from 1 to 1024".to_owned()),
    }
}

/// A calendar date as the user types it.
fn date(typed: &str) -> Result<String, String> {
    match is_date(typed) {
        true => Ok(typed.to_owned()),
        false => Err("a date such as 2024-06-18, 2024-06 or 2024".to_owned()),
    }
}

fn is_date(typed: &str) -> bool {
    let shaped = typed.len() <= 10
        && typed.split('-').enumerate().all(|(index, part)| {
            part.len() == if index == 0 { 4 } else { 2 } && part.bytes().all(|byte| byte.is_ascii_digit())
        });
    shaped && tidings_calendar::interval(typed).is_some()
}
