use proptest::prelude::*;
use tidings_language::{language, number_at, number_prefixes, pack_codes, range_in, tokenize};

/// Pieces that numbers are made of, in no order, with what else may stand in a text.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,4}",
        "[0-9]{3}",
        Just("två".to_owned()),
        Just("hundert".to_owned()),
        Just("einundzwanzig".to_owned()),
        Just("millió".to_owned()),
        Just("huszon".to_owned()),
        Just("og".to_owned()),
        Just("hálf".to_owned()),
        Just("½".to_owned()),
        Just("mm-es".to_owned()),
        Just("٣٤".to_owned()),
        "[.,:/\u{a0} \n–+%-]",
        "\\PC{0,3}",
    ];
    prop::collection::vec((piece, any::<bool>()), 0..24).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, space)| if space { piece + " " } else { piece }).collect()
    })
}

proptest! {
    #[test]
    fn numbers_stay_inside_the_text(text in pieces()) {
        let tokens = tokenize(&text);
        for code in pack_codes() {
            let language = language(code);
            for index in 0..tokens.len() {
                let Some(number) = number_at(&tokens, index, &language) else { continue };
                prop_assert_eq!(number.first, index);
                prop_assert!(number.first <= number.last && number.last < tokens.len());
                prop_assert!(number.value.is_finite());
                prop_assert!(number.max.is_none_or(|max| max > number.value));
                let last = tokens[number.last];
                prop_assert!(number.ending < last.end - last.start || number.last > number.first);
                prop_assert!(text.is_char_boundary(last.end - number.ending));
            }
        }
    }

    #[test]
    fn words_are_cut_at_characters(word in "\\PC{0,12}") {
        let lower = word.to_lowercase();
        for code in pack_codes() {
            let language = language(code);
            for (value, length) in number_prefixes(&lower, &language) {
                prop_assert!(value.is_finite() && lower.is_char_boundary(length));
            }
            if let Some((low, high)) = range_in(&lower, &language) {
                prop_assert!(low < high);
            }
        }
    }
}
