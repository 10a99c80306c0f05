//! tidings reads the press in every language as one: verbs, flags, progress, exit codes.
//!
//! The only room that prints. Data goes to standard output, everything else to standard error.

mod flags;
mod languages;
mod names;
mod output;
mod packs;
mod pipeline;
mod watch;

pub use packs::add_packs_from;
pub use pipeline::{Options, article, brief, brief_of_examples};

use clap::Parser;
use flags::{BriefFlags, BriefFormat, Flags, InputFlags, ReadFlags, Verb};
use output::Output;
use pipeline::{Run, Summary};
use std::sync::Arc;
use std::{ffi::OsString, io, path::PathBuf, process::ExitCode};
use tidings_report::TextStyle;

/// Exit code when some inputs could not be read.
const SOME_FAILED: u8 = 1;
/// Exit code when the command line is wrong.
const USAGE: u8 = 2;

/// Runs the program on a command line and gives its exit code: 0 all read, 1 some inputs failed, 2 usage.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let flags = match Flags::try_parse_from(arguments) {
        Ok(flags) => flags,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { USAGE } else { 0 });
        }
    };
    let own_packs = flags.packs.clone().or_else(|| std::env::var_os(packs::VARIABLE).map(PathBuf::from));
    if let Some(Err(error)) = own_packs.as_deref().map(add_packs_from) {
        watch::error(&error.to_string(), None);
        return ExitCode::from(USAGE);
    }
    let done = match &flags.verb {
        Verb::Read(flags) => read(flags),
        Verb::Brief(flags) => brief_command(flags),
        Verb::Names(flags) => names::run(flags),
        Verb::Languages(flags) => languages::print(flags),
    };
    match done {
        Ok(summary) if summary.failures == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(SOME_FAILED),
        // Whoever reads our output has seen enough: `tidings … | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            watch::error(&error.to_string(), None);
            ExitCode::from(SOME_FAILED)
        }
    }
}

fn read(flags: &ReadFlags) -> io::Result<Summary> {
    let mut output = Output::open(flags.input.output.as_deref())?;
    let options = flags.input.options()?;
    let run = Run::new(&options, flags.input.noise());
    // A line is put together first: it is written of thousands of small pieces.
    let mut line = Vec::new();
    let summary = run.articles(&flags.input.inputs(), &mut |article| {
        line.clear();
        serde_json::to_writer(&mut line, &article)?;
        line.push(b'\n');
        io::Write::write_all(&mut output, &line)
    })?;
    output.finish()?;
    Ok(summary)
}

fn brief_command(flags: &BriefFlags) -> io::Result<Summary> {
    let mut output = Output::open(flags.input.output.as_deref())?;
    let options = flags.input.options()?;
    let run = Run::new(&options, flags.input.noise());
    let mut articles = Vec::new();
    let mut keep = |article| {
        articles.push(article);
        Ok(())
    };
    let inputs = flags.input.inputs();
    let summary = if inputs.is_empty() {
        run.note("no path given: this is the example corpus; `tidings brief PATH…` briefs your own captures");
        run.examples(&mut keep)?
    } else {
        run.articles(&inputs, &mut keep)?
    };
    let brief = run.relate(articles);
    let rendered = match flags.format(output.is_file()) {
        BriefFormat::Text => {
            let style =
                TextStyle { width: output.width(flags.width), colour: output.colour(), all: flags.all };
            tidings_report::text(&brief, &style)
        }
        BriefFormat::Html => tidings_report::html(&brief),
        BriefFormat::Json => serde_json::to_string(&brief)? + "\n",
    };
    io::Write::write_all(&mut output, rendered.as_bytes())?;
    output.finish()?;
    Ok(summary)
}

impl InputFlags {
    /// The options of the pipeline; a wrong date is an error with a way out.
    fn options(&self) -> io::Result<Options> {
        if let Some(threads) = self.threads {
            // A pool that exists already (in tests) is as good.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        }
        if let Some(code) = &self.language
            && !tidings_language::pack_codes().contains(&code.as_str())
            && !tidings_language::identified_codes().contains(&code.as_str())
        {
            let message =
                format!("--language {code}: not a language known here; `tidings languages` lists them");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        Ok(Options {
            published: self.published.clone(),
            language: self.language.clone(),
            lists: Arc::new(names::open_lists(self.lists.as_deref())?),
            decisions: Arc::new(names::read_decisions(self.decisions.as_deref())?),
        })
    }
}
