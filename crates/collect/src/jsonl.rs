//! JSON lines: one article or page a line.

use crate::{Failure, LARGEST_CAPTURE, Sink, capture};
use serde::Deserialize;
use std::io::{BufRead, Read};
use tidings_model::{Capture, Hints, Media};

/// One line of the input contract.
#[derive(Deserialize)]
struct Line {
    id: Id,
    url: Option<String>,
    published: Option<String>,
    title: Option<String>,
    language: Option<String>,
    text: Option<String>,
    html: Option<String>,
    captured_at: Option<String>,
}

/// Ids are text; a number is taken for its digits.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
}

const FORM: &str = r#"a line is {"id", "url"?, "published"?, "title"?, "language"?, "text" | "html"}"#;

/// Reads lines to the end; a bad line is a failure with its number.
pub(crate) fn collect(reader: &mut dyn BufRead, name: &str, sink: &mut Sink) {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let fail = |reason: String, hint: &str| Failure {
            place: format!("{name}:{number}"),
            reason,
            hint: Some(hint.to_owned()),
        };
        let read = (&mut *reader).take(LARGEST_CAPTURE).read_until(b'\n', &mut line);
        if !line.trim_ascii().is_empty() {
            match parse(&line) {
                Ok(capture) => sink.capture(capture),
                Err(_) if read.is_err() => {}
                Err(reason) => sink.failure(fail(reason, FORM)),
            }
        }
        sink.progress();
        match read {
            Ok(0) => return,
            Ok(_) => {}
            Err(error) => return sink.failure(fail(error.to_string(), "the lines before it were read")),
        }
    }
}

fn parse(line: &[u8]) -> Result<Capture, String> {
    // A lone surrogate or a stray byte must not lose the article.
    let readable = String::from_utf8_lossy(line);
    let line: Line =
        serde_json::from_str(readable.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())?;
    let (media, content) = match (line.text, line.html) {
        (Some(text), None) => (Media::Text, text),
        (None, Some(html)) => (Media::Html, html),
        (Some(_), Some(_)) => return Err("both `text` and `html` are given".to_owned()),
        (None, None) => return Err("neither `text` nor `html` is given".to_owned()),
    };
    let id = match line.id {
        Id::Text(id) => id,
        Id::Number(id) => id.to_string(),
    };
    let mut capture = capture(&id, media, content.into_bytes());
    capture.source.url = line.url;
    capture.source.captured_at = line.captured_at;
    capture.charset = Some("utf-8".to_owned());
    capture.hints = Hints { title: line.title, published: line.published, language: line.language };
    Ok(capture)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Collected;

    fn check(input: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut each = |item| match item {
            Collected::Capture(capture) => found.push(format!("{} {:?}", capture.source.id, capture.media)),
            Collected::Failure(failure) => found.push(format!("failed {}", failure.place)),
            _ => {}
        };
        collect(&mut input.as_bytes(), "in.jsonl", &mut Sink::new(u64::MAX, &mut each));
        found
    }

    #[test]
    fn bad_lines_are_named_and_the_rest_goes_on() {
        let input =
            "{\"id\":\"a\",\"text\":\"x\"}\n\nnonsense\n{\"id\":7,\"html\":\"<p>x\"}\n{\"id\":\"c\"}\n";
        assert_eq!(check(input), ["a Text", "failed in.jsonl:3", "7 Html", "failed in.jsonl:5"]);
    }
}
