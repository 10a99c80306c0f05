//! Two days in digits that share what only the second one says: `14./15.10.2018`, `14.-15.10.`, `14-15.10.2018`.

use super::*;

impl Grammar<'_> {
    /// The stretch of two days of one month.
    pub(super) fn days_in_digits(&self, at: usize) -> Option<Reading> {
        let (first, length) = self.digits(at).filter(|(day, length)| *length <= 2 && *day >= 1)?;
        let dot = self.mark(at + 1, '.').filter(|_| self.glued(at + 1));
        let joint = dot.unwrap_or(at + 1);
        let slash =
            self.mark(joint, '/').filter(|_| dot.is_some() && self.glued(joint) && self.glued(joint + 1));
        let start = slash.or_else(|| self.dash(joint))?;
        let is_dotted = self.tokens.is_mark(start + 1, '.') && self.glued(start + 1);
        if !is_dotted || length == 0 || self.is_part_of_number(at) && self.tokens[at].glued {
            return None;
        }
        let (day, day_digits) = self.digits(start)?;
        let (month, month_digits) = self.digits(start + 2).filter(|_| self.glued(start + 2))?;
        if day_digits > 2 || month_digits > 2 || !(1..=12).contains(&month) || day > days_in(month as u8) {
            return None;
        }
        let next = start + 3;
        let last_dot = self.mark(next, '.').filter(|_| self.glued(next));
        let year = last_dot.and_then(|at| {
            let (year, length) = self.digits(at).filter(|_| self.glued(at))?;
            full_year(year, length).map(|year| (at + 1, year))
        });
        // Without a year the last point shows the day; `2.-3.50` are two prices.
        let (next, last, month) = match (year, last_dot) {
            (Some((next, year)), _) => {
                (next, format!("{year}-{month:02}-{day:02}"), format!("{year}-{month:02}-"))
            }
            (None, Some(next)) if dot.is_some() && next < self.to && !self.glued(next) => {
                (next, format!("?M{month}D{day}"), format!("?M{month}D"))
            }
            _ => return None,
        };
        if first >= day {
            return None;
        }
        let first_day = match month.starts_with('?') {
            true => format!("{last} <{}{first}", &month[1..]),
            false => format!("{month}{first:02}"),
        };
        let what = What::Place(format!("{first_day}/{last}"));
        Some(Reading { first: at, next, what, modifier: None, why: "days-in-digits", second: None })
    }
}
