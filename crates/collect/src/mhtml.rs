//! MHTML: a page with its pictures as one MIME message, as browsers save it.

use crate::{Failure, Sink, capture};
use mailparse::{MailHeaderMap, ParsedMail};
use tidings_model::Media;

/// Takes the page out of the message; frames and pictures within it are no articles of their own.
pub(crate) fn collect(bytes: &[u8], name: &str, sink: &mut Sink) {
    let fail = |reason: String| Failure {
        place: name.to_owned(),
        reason,
        hint: Some("save the page again, as HTML or MHTML".to_owned()),
    };
    let message = match mailparse::parse_mail(bytes) {
        Ok(message) => message,
        Err(error) => return sink.failure(fail(error.to_string())),
    };
    let Some(page) = page_of(&message) else {
        return sink.failure(fail("no page in the message".to_owned()));
    };
    let body = match page.get_body_raw() {
        Ok(body) => body,
        Err(error) => return sink.failure(fail(error.to_string())),
    };
    let media = if page.ctype.mimetype == "text/plain" { Media::Text } else { Media::Html };
    let mut capture = capture(name, media, body);
    let header = |part: &ParsedMail, name: &str| {
        part.headers
            .get_first_value(name)
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    };
    capture.source.url = header(&message, "Snapshot-Content-Location")
        .or_else(|| header(page, "Content-Location"))
        .filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    capture.source.captured_at = header(&message, "Date").and_then(|date| instant(&date));
    capture.charset = page.ctype.params.get("charset").map(|charset| charset.to_ascii_lowercase());
    sink.capture(capture);
}

/// The part that the message names as its root, else the first page in it.
fn page_of<'m>(message: &'m ParsedMail<'m>) -> Option<&'m ParsedMail<'m>> {
    let is_page =
        |part: &&ParsedMail| matches!(part.ctype.mimetype.as_str(), "text/html" | "application/xhtml+xml");
    let named = message.ctype.params.get("start").and_then(|root| {
        message.parts().find(|part| {
            part.headers.get_first_value("Content-ID").is_some_and(|id| id.trim() == root.trim())
        })
    });
    named.filter(is_page).or_else(|| message.parts().find(is_page)).or_else(|| {
        message.parts().find(|part| part.ctype.mimetype == "text/plain" && part.subparts.is_empty())
    })
}

/// A date of a mail header as ISO 8601 in UTC.
fn instant(date: &str) -> Option<String> {
    let seconds = mailparse::dateparse(date).ok()?;
    Some(jiff::Timestamp::from_second(seconds).ok()?.to_string())
}
