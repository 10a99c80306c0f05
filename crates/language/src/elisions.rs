//! Words that lean on the next one (`l'année`, `dell'anno`): the text has both as one token, so tables hold both as one form.

/// A form behind each elision it can stand behind: none where it does not begin with a vowel or a mute h.
pub fn elided<'a>(form: &'a str, elisions: &'a [String]) -> impl Iterator<Item = String> + 'a {
    const BEGINNINGS: &str = "aeiouhyàáâèéêëíîïòóôöùúûüœ";
    let can = form.chars().next().is_some_and(|c| BEGINNINGS.contains(c));
    elisions.iter().filter(move |_| can).map(move |elision| format!("{elision}{form}"))
}

#[cfg(test)]
mod tests {
    use super::elided;

    #[test]
    fn stands_before_vowels_only() {
        let elisions = ["l'".to_owned(), "d'".to_owned()];
        let of = |form| elided(form, &elisions).collect::<Vec<_>>();
        assert_eq!(of("année"), ["l'année", "d'année"]);
        assert_eq!(of("été"), ["l'été", "d'été"]);
        assert!(of("mois").is_empty());
    }
}
