//! Lists as CSV and TSV.

use super::{Entry, Format, Import, Names, Problem, ftm, read_lines};
use csv::{ReaderBuilder, StringRecord};
use tidings_names::compare::Kind;

pub(super) fn read(text: &str, head: &str) -> Result<Import, String> {
    let first = head.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let lower = first.to_lowercase();
    if lower.contains("schema") && lower.contains("aliases") && lower.contains(',') {
        return table(text, b',', Format::SimpleCsv);
    }
    if lower.contains("wholename") && lower.contains(';') {
        return table(text, b';', Format::EuCsv);
    }
    if first.contains('\t') || !first.contains(',') {
        return Ok(tsv(text));
    }
    let starts_with_number = first.split(',').next().is_some_and(|cell| cell.trim().parse::<u32>().is_ok());
    let columns = records(first, b',').next().and_then(Result::ok).map_or(0, |record| record.len());
    match (starts_with_number, columns) {
        (true, 11..=12) => Ok(ofac(text, 12)),
        (true, 5) => Ok(ofac(text, 5)),
        (true, 6) => Ok(ofac(text, 6)),
        _ => Err("the file is none of the forms known: see `tidings names import --help`".to_owned()),
    }
}

fn records(text: &str, delimiter: u8) -> impl Iterator<Item = Result<StringRecord, csv::Error>> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
}

fn line_of(record: &StringRecord) -> u64 {
    record.position().map_or(0, csv::Position::line)
}

/// OFAC's files have no header; `-0-` is an empty cell. `alt.csv` holds further names of the entries of `sdn.csv`, `add.csv` addresses.
fn ofac(text: &str, columns: usize) -> Import {
    let mut import = Import::new(Format::OfacCsv);
    for record in records(text, b',') {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                import.problems.push(Problem { line, what: error.to_string() });
                continue;
            }
        };
        let cell = |at: usize| record.get(at).map_or("", str::trim).trim_start_matches("-0-").trim();
        let id = cell(0);
        // The end of the file is a control character on a line of its own.
        if record.len() == 1 && !id.chars().any(char::is_alphanumeric) {
            continue;
        }
        if id.parse::<u32>().is_err() || record.len() < columns.min(11) {
            let what = format!("{} columns, the first `{id}`; expected {columns} and a number", record.len());
            import.problems.push(Problem { line: line_of(&record), what });
            continue;
        }
        if columns == 6 {
            import.passed_over += 1;
            continue;
        }
        let mut names = Names::default();
        let (kind, programme) = if columns == 5 {
            names.add(cell(3), false);
            (None, "")
        } else {
            names.add(cell(1), false);
            aliases_in_remarks(cell(11), &mut names);
            let kind = match cell(2) {
                "individual" => Kind::Person,
                "vessel" | "aircraft" => Kind::Vessel,
                _ => Kind::Organisation,
            };
            (Some(kind), cell(3))
        };
        if names.0.is_empty() {
            import.problems.push(Problem { line: line_of(&record), what: format!("`{id}` has no name") });
            continue;
        }
        import.entries.push(&Entry {
            id: id.to_owned(),
            kind,
            names: names.0,
            programme: programme.to_owned(),
        });
    }
    // Several aliases of one entry are one entry.
    import.entries.join_repeated();
    import
}

/// `a.k.a. 'BNC'; Linked To: …`: weak names stand in the remarks.
fn aliases_in_remarks(remarks: &str, names: &mut Names) {
    for remark in remarks.split(';') {
        let remark = remark.trim().trim_end_matches('.');
        if let Some(name) = remark.strip_prefix("a.k.a. ").or_else(|| remark.strip_prefix("f.k.a. ")) {
            names.add(name.trim().trim_matches(['\'', '"']), true);
        }
    }
}

/// Tables with a header: OpenSanctions' simple targets and the EU's list.
fn table(text: &str, delimiter: u8, format: Format) -> Result<Import, String> {
    let mut import = Import::new(format);
    let mut rows = records(text, delimiter);
    let header = rows.next().and_then(Result::ok).ok_or("the file has no header")?;
    let lower: Vec<String> = header.iter().map(|name| name.trim().to_lowercase().replace('_', "")).collect();
    let column = |wanted: &[&str]| {
        wanted
            .iter()
            .find_map(|name| lower.iter().position(|known| known == name))
            .or_else(|| wanted.iter().find_map(|name| lower.iter().position(|known| known.ends_with(name))))
    };
    let (id, kind, name, aliases, programme, date, weak) = match format {
        Format::SimpleCsv => (
            column(&["id"]),
            column(&["schema"]),
            column(&["name"]),
            column(&["aliases"]),
            column(&["programids", "sanctions"]),
            column(&["lastchange"]),
            None,
        ),
        _ => (
            column(&["entityeureferencenumber", "entitylogicalid", "leba", "entityid"]),
            column(&[
                "entitysubjecttypeclassificationcode",
                "classificationcode",
                "entitysubjecttype",
                "subjecttype",
            ]),
            column(&["namealiaswholename", "wholename"]),
            None,
            column(&["entityregulationprogramme", "programme"]),
            column(&["filegenerationdate", "date file"]),
            column(&["namealiasstrong"]),
        ),
    };
    let (Some(id), Some(name)) = (id, name) else {
        return Err("the header names no column of ids or names".to_owned());
    };
    let mut last: Option<Entry> = None;
    for record in rows {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                import.problems.push(Problem { line, what: error.to_string() });
                continue;
            }
        };
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).map_or("", str::trim);
        if record.len() <= id.max(name) {
            let what = format!("{} columns, the header has {}", record.len(), header.len());
            import.problems.push(Problem { line: line_of(&record), what });
            continue;
        }
        let is_weak = cell(weak).eq_ignore_ascii_case("false");
        let mut names = Names::default();
        names.add(cell(Some(name)), is_weak);
        names.add_all(cell(aliases), false);
        if let Some(date) = date {
            let day: String = cell(Some(date)).chars().take(10).collect();
            import.date = import.date.take().max((!day.is_empty()).then_some(day));
        }
        let id = cell(Some(id));
        if names.0.is_empty() || id.is_empty() {
            // The EU's table has rows of addresses and birth dates.
            if format == Format::EuCsv && !id.is_empty() {
                import.passed_over += 1;
            } else {
                import.problems.push(Problem { line: line_of(&record), what: "no name or no id".to_owned() });
            }
            continue;
        }
        let known = match format {
            Format::SimpleCsv => match ftm::kind_of(cell(kind)) {
                Some(kind) => kind,
                None => {
                    import.passed_over += 1;
                    continue;
                }
            },
            _ => match cell(kind).to_lowercase().as_str() {
                "p" | "person" => Some(Kind::Person),
                "e" | "enterprise" | "entity" => Some(Kind::Organisation),
                _ => None,
            },
        };
        let entry =
            Entry { id: id.to_owned(), kind: known, names: names.0, programme: cell(programme).to_owned() };
        // Rows of one entry stand together.
        match last.as_mut().filter(|last| last.id == entry.id) {
            Some(last) => last.add_names(entry.names),
            None => last.replace(entry).iter().for_each(|before| import.entries.push(before)),
        }
    }
    last.iter().for_each(|entry| import.entries.push(entry));
    import.entries.join_repeated();
    Ok(import)
}

/// A plain table: with a header that has a column `name` (and `kind`, `id`, `aliases`, `programme`), or name, kind and id without one.
/// Lines that begin with `#` are comments.
fn tsv(text: &str) -> Import {
    let mut import = Import::new(Format::Tsv);
    let mut columns: [Option<usize>; 5] = [Some(0), Some(1), Some(2), Some(3), Some(4)];
    let cells =
        |line: &str| -> Vec<String> { line.split('\t').map(|cell| cell.trim().to_lowercase()).collect() };
    let header = text.lines().position(|line| !is_left_out(line)).filter(|&at| {
        let cells = text.lines().nth(at).map(cells).unwrap_or_default();
        let find = |name: &str| cells.iter().position(|cell| cell == name);
        let has_names = find("name").is_some();
        if has_names {
            columns = [find("name"), find("kind"), find("id"), find("aliases"), find("programme")];
        }
        has_names
    });
    let read = |number: usize, line: &str| {
        if is_left_out(line) || header == Some(number - 1) {
            Ok(None)
        } else {
            tsv_row(number, line, columns).map(Some)
        }
    };
    read_lines(text, read, |number, result| match result {
        Ok(entry) => entry.iter().for_each(|entry| import.entries.push(entry)),
        Err(what) => import.problems.push(Problem { line: number as u64, what }),
    });
    import
}

fn is_left_out(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with('#')
}

fn tsv_row(number: usize, line: &str, columns: [Option<usize>; 5]) -> Result<Entry, String> {
    let cell = |at: usize| columns[at].and_then(|at| line.split('\t').nth(at)).map_or("", str::trim);
    let mut names = Names::default();
    names.add(cell(0), false);
    names.add_all(cell(3), false);
    let kind = match cell(1).to_lowercase().as_str() {
        "person" => Some(Kind::Person),
        "organisation" | "organization" | "company" => Some(Kind::Organisation),
        "vessel" | "ship" | "aircraft" => Some(Kind::Vessel),
        "" => None,
        other => return Err(format!("no kind `{other}`: person, organisation or vessel")),
    };
    if names.0.is_empty() {
        return Err("no name".to_owned());
    }
    let id = if cell(2).is_empty() { format!("line {number}") } else { cell(2).to_owned() };
    Ok(Entry { id, kind, names: names.0, programme: cell(4).to_owned() })
}
