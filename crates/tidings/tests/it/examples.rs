//! The scoreboard of the example corpus is what the program does.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{fs, thread};
use tidings_score::{Gold, examples_board};

#[test]
fn the_committed_scoreboard_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = root.join("examples/summit");
    let gold = fs::read(folder.join("gold.json")).expect("the reference can be read");
    let gold: Gold = serde_json::from_slice(&gold).expect("the reference is in its form");
    let run = |arguments: &[String], input: Option<&[u8]>| {
        let stdin = if input.is_some() { Stdio::piped() } else { Stdio::null() };
        let mut child = Command::new(env!("CARGO_BIN_EXE_tidings"))
            .args(arguments)
            .stdin(stdin)
            .stdout(Stdio::piped())
            .spawn()?;
        let writer = child.stdin.take().zip(input.map(<[u8]>::to_vec)).map(|(mut pipe, bytes)| {
            // Written beside reading, so that neither pipe fills up.
            thread::spawn(move || pipe.write_all(&bytes))
        });
        let output = child.wait_with_output()?;
        if let Some(writer) = writer {
            writer.join().expect("the writer does not panic")?;
        }
        Ok(output.stdout)
    };
    let page = examples_board(&gold, &folder, &run).expect("the program prints what the contract says");
    let committed = fs::read_to_string(root.join("eval/examples.md")).unwrap_or_default();
    if page == committed {
        return;
    }
    let old: Vec<&str> = committed.lines().collect();
    let new: Vec<&str> = page.lines().collect();
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
    let changes: Vec<String> = gone.chain(come).collect();
    panic!(
        "eval/examples.md is not what the program does; read the change, then `cargo xtask eval examples` writes it\n{}",
        changes.join("\n")
    );
}
