//! Where data goes: standard output, or a file that appears whole or not at all.

use std::{
    env, fs,
    io::{self, BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
};

/// Columns where no terminal tells its width.
const DEFAULT_WIDTH: usize = 100;

/// A buffered destination. Nothing is lost on success, nothing half written is left on failure.
pub(crate) enum Output {
    Stdout(BufWriter<io::Stdout>),
    File { writer: BufWriter<fs::File>, draft: PathBuf, path: PathBuf },
}

impl Output {
    /// Standard output, or a draft beside `path` that [`Output::finish`] moves into place.
    pub(crate) fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else { return Ok(Self::Stdout(BufWriter::new(io::stdout()))) };
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let draft = path.with_file_name(name);
        let file = fs::File::create(&draft).map_err(|error| {
            io::Error::new(error.kind(), format!("cannot write `{}`: {error}", path.display()))
        })?;
        Ok(Self::File { writer: BufWriter::new(file), draft, path: path.to_owned() })
    }

    /// Writes what is buffered and, for a file, puts it in its place.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(writer) => writer.flush(),
            Self::File { writer, draft, path } => {
                writer.flush()?;
                writer.get_ref().sync_all()?;
                fs::rename(draft, path)
            }
        }
    }

    pub(crate) fn is_file(&self) -> bool {
        matches!(self, Self::File { .. })
    }

    /// Colour only where a terminal is, and never against `NO_COLOR`.
    pub(crate) fn colour(&self) -> bool {
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
        !self.is_file() && io::stdout().is_terminal() && !refused && !dumb
    }

    /// Columns to write in: as typed, else the terminal's, else 100.
    pub(crate) fn width(&self, typed: Option<u16>) -> usize {
        let terminal =
            || (!self.is_file()).then(terminal_size::terminal_size).flatten().map(|(width, _)| width.0);
        typed.or_else(terminal).map_or(DEFAULT_WIDTH, usize::from)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(writer) => writer.write(bytes),
            Self::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(writer) => writer.flush(),
            Self::File { writer, .. } => writer.flush(),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Self::File { draft, .. } = self {
            // After a rename there is no draft any more.
            let _ = fs::remove_file(draft);
        }
    }
}
