//! Lists as XML: the UN Security Council's, OFAC's and the European Union's.

use super::{Entry, Format, Import, Names, Problem};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use tidings_names::compare::Kind;

/// What the walk over the elements meets.
enum Step<'s> {
    /// An element begins, with its attributes.
    Open(&'s str, &'s [(String, String)]),
    /// An element ends, with the text in it; its parent.
    Close(&'s str, &'s str, &'s str),
}

pub(super) fn read(text: &str, head: &str) -> Result<Import, String> {
    let mut reading = if head.contains("<CONSOLIDATED_LIST") {
        Reading::new(Format::UnXml)
    } else if head.contains("<sdnList") {
        Reading::new(Format::OfacXml)
    } else if head.contains("<export") && (head.contains("sanctionEntity") || head.contains("europa")) {
        Reading::new(Format::EuXml)
    } else {
        return Err(
            "the XML is none of the lists known (UN Security Council, OFAC sdn.xml, EU FSF)".to_owned()
        );
    };
    let failed = walk(text, &mut |step, at| match reading.import.format {
        Format::UnXml => reading.un(step, at),
        Format::OfacXml => reading.ofac(step, at),
        _ => reading.eu(step, at),
    });
    let mut import = reading.import;
    let line = |at: usize| {
        text.as_bytes()[..at.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() as u64 + 1
    };
    import.problems =
        reading.broken.iter().map(|(at, what)| Problem { line: line(*at), what: what.clone() }).collect();
    if let Some((at, what)) = failed {
        import.problems.push(Problem { line: line(at), what: format!("{what}; what follows is not read") });
    }
    Ok(import)
}

/// Walks over all elements; on broken XML gives the place and what is wrong.
fn walk(text: &str, each: &mut dyn FnMut(Step, usize)) -> Option<(usize, String)> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<(String, String)> = Vec::new();
    loop {
        let at = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let name = element.local_name().as_ref().to_owned();
                each(Step::Open(&name, &attributes(&element)), at);
                open.push((name, String::new()));
            }
            Ok(Event::Empty(element)) => {
                let name = element.local_name().as_ref().to_owned();
                each(Step::Open(&name, &attributes(&element)), at);
                let parent = open.last().map_or("", |(name, _)| name);
                each(Step::Close(&name, "", parent), at);
            }
            Ok(Event::End(_)) => {
                if let Some((name, text)) = open.pop() {
                    let parent = open.last().map_or("", |(name, _)| name);
                    each(Step::Close(&name, text.trim(), parent), at);
                }
            }
            Ok(Event::Text(text)) => {
                if let Some((_, kept)) = open.last_mut() {
                    kept.push_str(&text.xml10_content());
                }
            }
            Ok(Event::CData(text)) => {
                if let Some((_, kept)) = open.last_mut() {
                    kept.push_str(&text.xml10_content());
                }
            }
            Ok(Event::GeneralRef(entity)) => {
                let character =
                    entity.resolve_char_ref().ok().flatten().or(match entity.xml10_content().as_ref() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    });
                if let (Some((_, kept)), Some(character)) = (open.last_mut(), character) {
                    kept.push(character);
                }
            }
            Ok(Event::Eof) => {
                return (!open.is_empty())
                    .then(|| (at, format!("the file ends inside `{}`", open[open.len() - 1].0)));
            }
            Ok(_) => {}
            Err(error) => return Some((at, error.to_string())),
        }
    }
}

fn attributes(element: &BytesStart) -> Vec<(String, String)> {
    element
        .attributes()
        .filter_map(Result::ok)
        .map(|attribute| {
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map(|value| value.into_owned())
                .unwrap_or_default();
            (attribute.key.local_name().as_ref().to_owned(), value)
        })
        .collect()
}

fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> &'a str {
    attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

/// An entry that is being read.
struct Reading {
    import: Import,
    broken: Vec<(usize, String)>,
    id: String,
    kind: Option<Kind>,
    names: Names,
    parts: Vec<String>,
    alias: String,
    weak: bool,
    programme: String,
    start: usize,
}

impl Reading {
    fn new(format: Format) -> Self {
        Self {
            import: Import::new(format),
            broken: Vec::new(),
            id: String::new(),
            kind: None,
            names: Names::default(),
            parts: Vec::new(),
            alias: String::new(),
            weak: false,
            programme: String::new(),
            start: 0,
        }
    }

    fn begin(&mut self, kind: Option<Kind>, at: usize) {
        self.id.clear();
        self.kind = kind;
        self.names = Names::default();
        self.parts.clear();
        self.programme.clear();
        self.weak = false;
        self.start = at;
    }

    fn finish(&mut self) {
        let mut names = Names::default();
        names.add(&self.parts.join(" "), false);
        for name in std::mem::take(&mut self.names).0 {
            names.add(&name.text, name.weak);
        }
        if names.0.is_empty() || self.id.is_empty() {
            self.broken.push((
                self.start,
                format!("an entry without {}", if self.id.is_empty() { "id" } else { "name" }),
            ));
            return;
        }
        self.import.entries.push(&Entry {
            id: self.id.clone(),
            kind: self.kind,
            names: names.0,
            programme: self.programme.clone(),
        });
    }

    /// UN Security Council: names in four parts, aliases with their quality, the name in its own script.
    fn un(&mut self, step: Step, at: usize) {
        match step {
            Step::Open("CONSOLIDATED_LIST", attributes) => {
                self.import.date =
                    Some(attribute(attributes, "dateGenerated").chars().take(10).collect::<String>())
                        .filter(|day| !day.is_empty());
            }
            Step::Open("INDIVIDUAL", _) => self.begin(Some(Kind::Person), at),
            Step::Open("ENTITY", _) => self.begin(Some(Kind::Organisation), at),
            Step::Open("INDIVIDUAL_ALIAS" | "ENTITY_ALIAS", _) => {
                self.alias.clear();
                self.weak = false;
            }
            Step::Close("INDIVIDUAL_ALIAS" | "ENTITY_ALIAS", ..) => {
                self.names.add_all(&self.alias.clone(), self.weak)
            }
            Step::Close("QUALITY", text, _) => self.weak = text.eq_ignore_ascii_case("low"),
            Step::Close("ALIAS_NAME", text, _) => text.clone_into(&mut self.alias),
            Step::Close("INDIVIDUAL" | "ENTITY", _, _) => self.finish(),
            Step::Close(name, text, "INDIVIDUAL" | "ENTITY") => match name {
                "REFERENCE_NUMBER" => text.clone_into(&mut self.id),
                "UN_LIST_TYPE" => text.clone_into(&mut self.programme),
                "FIRST_NAME" | "SECOND_NAME" | "THIRD_NAME" | "FOURTH_NAME" if !text.is_empty() => {
                    self.parts.push(text.to_owned());
                }
                "NAME_ORIGINAL_SCRIPT" => self.names.add_all(text, false),
                _ => {}
            },
            _ => {}
        }
    }

    /// OFAC's `sdn.xml`.
    fn ofac(&mut self, step: Step, at: usize) {
        match step {
            Step::Open("sdnEntry", _) => self.begin(None, at),
            Step::Open("aka", _) => {
                self.alias.clear();
                self.weak = false;
            }
            Step::Close("aka", ..) => self.names.add(&self.alias.clone(), self.weak),
            Step::Close("sdnEntry", ..) => self.finish(),
            Step::Close("Publish_Date", text, _) => self.import.date = day_of(text),
            Step::Close("program", text, _) => {
                if !self.programme.is_empty() {
                    self.programme.push_str(", ");
                }
                self.programme.push_str(text);
            }
            Step::Close("category", text, "aka") => self.weak = text.eq_ignore_ascii_case("weak"),
            Step::Close("firstName" | "lastName", text, "aka") => {
                self.alias.push(' ');
                self.alias.push_str(text);
            }
            Step::Close(name, text, "sdnEntry") => match name {
                "uid" => text.clone_into(&mut self.id),
                "firstName" | "lastName" => self.parts.push(text.to_owned()),
                "sdnType" => {
                    self.kind = Some(match text {
                        "Individual" => Kind::Person,
                        "Vessel" | "Aircraft" => Kind::Vessel,
                        _ => Kind::Organisation,
                    });
                }
                _ => {}
            },
            _ => {}
        }
    }

    /// The European Union's consolidated list (FSF), form 1.1.
    fn eu(&mut self, step: Step, at: usize) {
        match step {
            Step::Open("export", attributes) => {
                self.import.date =
                    Some(attribute(attributes, "generationDate").chars().take(10).collect::<String>())
                        .filter(|day| !day.is_empty());
            }
            Step::Open("sanctionEntity", attributes) => {
                self.begin(None, at);
                let reference = attribute(attributes, "euReferenceNumber");
                self.id = if reference.is_empty() { attribute(attributes, "logicalId") } else { reference }
                    .to_owned();
            }
            Step::Open("subjectType", attributes) => {
                self.kind = match attribute(attributes, "classificationCode") {
                    "P" => Some(Kind::Person),
                    "E" => Some(Kind::Organisation),
                    _ => None,
                };
            }
            Step::Open("regulation", attributes) if self.programme.is_empty() => {
                attribute(attributes, "programme").clone_into(&mut self.programme);
            }
            Step::Open("nameAlias", attributes) => {
                let whole = attribute(attributes, "wholeName");
                let parts =
                    ["firstName", "middleName", "lastName"].map(|part| attribute(attributes, part)).join(" ");
                let weak = attribute(attributes, "strong") == "false";
                self.names.add(if whole.is_empty() { &parts } else { whole }, weak);
            }
            Step::Close("sanctionEntity", ..) => self.finish(),
            _ => {}
        }
    }
}

/// `05/28/2024` as OFAC writes days.
fn day_of(text: &str) -> Option<String> {
    let mut parts = text.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    Some(format!("{year}-{month:0>2}-{day:0>2}"))
}
