//! Archives that another program wrote: `warcio` from PyPI, from pages served on loopback.

use crate::make::{Found, collect, path};
use std::{collections::BTreeMap, fs, path::Path, path::PathBuf, process::Command};

/// Says why a command failed.
fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{:?}: {error}", command.get_program()))?;
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.success() {
        true => Ok(()),
        false => Err(said.trim().lines().last().unwrap_or("no reason given").to_owned()),
    }
}

/// The folder of archives; an error where Python, pip or PyPI is not to be had.
fn archives() -> Result<PathBuf, String> {
    let folder = path("warcio");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let environment = folder.join("venv");
    let python = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    // An environment of an earlier run is as good.
    if run(Command::new(&python).args(["-c", "import warcio"])).is_err() {
        let _ = fs::remove_dir_all(&environment);
        run(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
        install(&python)?;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/write_warc.py");
    // From here on a failure is a defect, not a lack.
    run(Command::new(&python).arg(script).arg(&folder)).expect("warcio writes the archives");
    Ok(folder)
}

fn install(python: &Path) -> Result<(), String> {
    let pip = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--timeout",
        "10",
        "--retries",
        "1",
    ];
    run(Command::new(python).args(pip).arg("warcio==1.8.1"))
}

fn pages_of(found: &Found) -> BTreeMap<String, String> {
    found
        .captures
        .iter()
        .map(|(url, bytes)| (url.clone(), String::from_utf8_lossy(bytes).into_owned()))
        .collect()
}

#[test]
fn what_warcio_writes_is_read_whole_and_to_the_cut() {
    let folder = match archives() {
        Ok(folder) => folder,
        Err(reason) => return println!("skipped: warcio cannot be installed here: {reason}"),
    };
    let pages = fs::read(folder.join("pages.json")).expect("the script wrote it");
    let pages: BTreeMap<String, String> = serde_json::from_slice(&pages).expect("JSON");
    assert!(!pages.is_empty());
    for name in ["crawl.warc", "crawl.warc.gz"] {
        let archive = fs::read(folder.join(name)).expect("the script wrote it");
        let found = collect(name, &archive);
        assert_eq!(found.failures, [""; 0]);
        assert_eq!(pages_of(&found), pages, "{name}");
        assert_eq!(found.skipped, pages.len(), "the images");

        let mut before = 0;
        for tenth in 1..10 {
            let cut = archive.len() * tenth / 10;
            let found = collect(name, &archive[..cut]);
            let read = pages_of(&found);
            assert!(read.iter().all(|(url, page)| pages.get(url) == Some(page)), "{name} cut at {cut}");
            assert!(read.len() >= before && found.failures.len() <= 1, "{:?}", found.failures);
            before = read.len();
        }
        assert!(before >= pages.len() - 2, "{name}: {before}");
    }
}
