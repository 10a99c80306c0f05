//! Language packs of the user's own: a folder like `languages/`, read at start.

use std::{fs, io, path::Path, path::PathBuf};
use tidings_language::{
    COMMON_PACK,
    pack::{COMMON, Pack, compile},
};

/// Names the folder where the flag does not.
pub(crate) const VARIABLE: &str = "TIDINGS_PACKS";

/// Adds the packs below a folder (`<folder>/<code>/*.toml`) to those that ship; one of the same code takes its place.
/// An error names the file and what is wrong with it.
pub fn add_packs_from(folder: &Path) -> io::Result<()> {
    let wrong = |place: &Path, what: String| {
        io::Error::new(io::ErrorKind::InvalidData, format!("language pack {}: {what}", place.display()))
    };
    let common = fs::read_to_string(folder.join(COMMON)).unwrap_or_else(|_| COMMON_PACK.to_owned());
    let mut packs: Vec<Pack> = Vec::new();
    for place in sorted(folder)? {
        if !place.is_dir() {
            continue;
        }
        let code = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut files = Vec::new();
        for file in sorted(&place)? {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.ends_with(".toml") {
                let text = fs::read_to_string(&file).map_err(|error| wrong(&file, error.to_string()))?;
                files.push((name, text));
            }
        }
        let pack = compile(&files, &common).map_err(|what| wrong(&place, what))?;
        if pack.code != code {
            return Err(wrong(&place, format!("its code is `{}`, its folder is `{code}`", pack.code)));
        }
        packs.push(pack);
    }
    if packs.is_empty() {
        return Err(wrong(folder, "no folder of a language in it (such as `sv/pack.toml`)".to_owned()));
    }
    match tidings_language::add_packs(&packs) {
        true => Ok(()),
        false => Err(wrong(folder, "packs can be given once, before anything is read".to_owned())),
    }
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let wrong = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(wrong)? {
        paths.push(entry.map_err(wrong)?.path());
    }
    paths.sort();
    Ok(paths)
}
