use proptest::prelude::*;
use tidings_annotate::annotate;
use tidings_language::{pack_codes, sentences};
use tidings_model::Article;

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,4}",
        Just("500 000 122 mm-es".to_owned()),
        Just("mellan".to_owned()),
        Just("über".to_owned()),
        Just("több mint".to_owned()),
        Just("zweitägig".to_owned()),
        Just("hundratals soldater".to_owned()),
        Just("$".to_owned()),
        Just("kr.".to_owned()),
        Just("dollar 50".to_owned()),
        Just("och".to_owned()),
        Just("million".to_owned()),
        Just("három-négy".to_owned()),
        Just("A$".to_owned()),
        "[.,:/\u{a0} \n–+%-]",
        "\\PC{0,4}",
    ];
    prop::collection::vec((piece, any::<bool>()), 0..20).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, space)| if space { piece + " " } else { piece }).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn quantities_quote_the_text_in_order(text in pieces()) {
        for code in pack_codes() {
            let language = tidings_language::language(code);
            let mut article = Article { text: text.clone(), sentences: sentences(&text, &language).into_iter().map(Into::into).collect(), ..Article::default() };
            article.language.code = code.to_owned();
            annotate(&mut article);
            prop_assert_eq!(&article.text, &text);
            let mut end = 0;
            for quantity in &article.quantities {
                prop_assert!(quantity.start >= end && quantity.start < quantity.end);
                prop_assert_eq!(text.get(quantity.start..quantity.end), Some(quantity.text.as_str()));
                prop_assert!(quantity.value.is_some_and(f64::is_finite));
                prop_assert!(!quantity.why.is_empty());
                end = quantity.end;
            }
        }
    }
}
