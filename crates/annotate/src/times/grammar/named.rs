//! Day, month name and year joined by marks, in whatever order.

use super::{Grammar, Part, TokenKind, YEARS, day_note};

/// One part of a joined date.
enum Piece {
    Month(u32),
    Number(u32, usize),
}

impl Grammar<'_> {
    /// `Sep-23-2020`, `2020/Sep/23`: one name of a month, one year in four digits, one day.
    pub(super) fn joined_date(&self, at: usize) -> Option<Part> {
        if self.is_joined_word(at) {
            let word = self.lower(at);
            let mut pieces = word.split(['\'', '’']).next().unwrap_or(word).split('-');
            let date = [pieces.next()?, pieces.next()?, pieces.next()?];
            let [a, b, c] = date.map(|piece| self.piece(piece));
            return match pieces.next() {
                None => Some(Part::new(at + 1, joined([a?, b?, c?])?, "joined-date")),
                Some(_) => None,
            };
        }
        let mark =
            ['/', '-'].into_iter().find(|&mark| self.glued(at + 1) && self.tokens.is_mark(at + 1, mark))?;
        // `23-2020-septiembre`, with an ending too: the month is glued to the year.
        if let Some(month) =
            self.affix(at + 3).and_then(|affix| affix.strip_prefix('-')).filter(|_| mark == '-')
        {
            let month = month.split(['\'', '’']).next().unwrap_or(month);
            let [a, b, c] = [self.lower(at), self.lower(at + 2), month].map(|piece| self.piece(piece));
            return Some(Part::new(at + 4, joined([a?, b?, c?])?, "joined-date"));
        }
        let is_joined = (at + 2..=at + 4).all(|index| self.glued(index)) && self.tokens.is_mark(at + 3, mark);
        let named =
            [at, at + 2, at + 4].into_iter().filter(|&at| self.kind(at) == Some(TokenKind::Word)).count();
        if !is_joined || named != 1 {
            return None;
        }
        let [a, b, c] = [at, at + 2, at + 4].map(|at| self.piece(self.lower(at)));
        Some(Part::new(at + 5, joined([a?, b?, c?])?, "joined-date"))
    }

    /// Whether a word may be such a date.
    pub(super) fn is_joined_word(&self, at: usize) -> bool {
        // An ending may stand behind the year (`Eyl-23-2020'ye`).
        let ends = |word: &str| word.ends_with(|c: char| c.is_ascii_digit());
        self.kind(at) == Some(TokenKind::Word)
            && self.surface(at).contains('-')
            && self.surface(at).split(['\'', '’']).next().is_some_and(ends)
    }

    fn piece(&self, word: &str) -> Option<Piece> {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return word.parse().ok().map(|number| Piece::Number(number, word.len()));
        }
        let pack = &self.language.pack.times;
        let mut names = pack.months.iter().chain(&pack.months_short);
        let (key, _) = names.find(|(_, names)| names.iter().any(|name| name.to_lowercase() == word))?;
        key.parse().ok().map(Piece::Month)
    }
}

fn joined(pieces: [Piece; 3]) -> Option<String> {
    let (mut year, mut month, mut day) = (None, None, None);
    for piece in pieces {
        let place = match piece {
            Piece::Month(number) => (&mut month, number),
            Piece::Number(number, 4) if YEARS.contains(&number) => (&mut year, number),
            Piece::Number(number, 1 | 2) => (&mut day, number),
            Piece::Number(..) => return None,
        };
        if place.0.replace(place.1).is_some() {
            return None;
        }
    }
    day_note(year?, month?, day?)
}
