use super::*;

fn check(kind: Kind, pairs: &[(&str, &str)], matched: bool) {
    let mut wrong = Vec::new();
    for (a, b) in pairs {
        let judged = judge(&Name::new(a, kind), &Name::new(b, kind));
        let turned = judge(&Name::new(b, kind), &Name::new(a, kind));
        if judged.matched != matched || (judged.score - turned.score).abs() > 0.03 {
            wrong.push(format!("{a} | {b}: {judged:?}, turned {:.2}", turned.score));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn persons(pairs: &[(&str, &str)], matched: bool) {
    check(Kind::Person, pairs, matched);
}

fn bodies(pairs: &[(&str, &str)], matched: bool) {
    check(Kind::Organisation, pairs, matched);
}

#[test]
fn spellings_of_one_person() {
    persons(
        &[
            ("Gamal Abdel Nasser", "Jamal Abd al-Nasir"),
            ("Anwar as-Sadat", "Anwar el-Sadat"),
            ("Mustafa Kemal Atatürk", "Moustapha Kemal Ataturk"),
            ("Pyotr Ilyich Tchaikovsky", "Pjotr Iljitsch Tschaikowski"),
            ("Nikita Khrushchev", "Nikita Chruschtschow"),
            ("Abdurrahman Wahid", "Abdul Rahman Wahid"),
            ("Ruhollah Khomeini", "Rouhollah Khomeyni"),
            ("Salah ad-Din", "Saladdin"),
            ("Bardot, Brigitte", "Brigitte Bardot"),
            ("J. W. von Goethe", "Johann Wolfgang von Goethe"),
            ("Haji Mohammad Suharto", "Mohammed Suharto"),
            ("Bill Clinton", "William Clinton"),
            ("Kim Dzsong Il", "Kim Jong-il"),
            ("Kim Dschong-il", "Kim Jong Il"),
            ("de Gaulle, Charles", "Gaulle, Charles de"),
        ],
        true,
    );
}

#[test]
fn other_persons() {
    persons(
        &[
            ("Indira Gandhi", "Rajiv Gandhi"),
            ("Kim Il-sung", "Kim Jong-il"),
            ("Park Chung-hee", "Park Geun-hye"),
            ("George Washington", "George Marshall"),
            ("Pyotr Ilyich Tchaikovsky", "Pyotr Alekseyevich Romanov"),
            ("Mao", "Mao Zedong"),
            ("Roh Tae-won", "Roh Tae-wong"),
            ("Kim Dzsong Il", "Kim Yong-nam"),
            ("Kim Ir Szen", "Kim Jong-il"),
            ("Ernst Thälmann", "Ernst Busch"),
            ("Gandhi", "Indira Gandhi"),
        ],
        false,
    );
}

#[test]
fn other_scripts() {
    persons(
        &[
            ("جمال عبد الناصر", "Gamal Abdel Nasser"),
            ("صدام حسين", "Saddam Hussein"),
            ("ياسر عرفات", "Yasser Arafat"),
            ("روح‌الله خمینی", "Ruhollah Khomeini"),
            ("محمد علی جناح", "Muhammad Ali Jinnah"),
            ("دونالد ترامب", "Donald Trump"),
            ("דוד בן גוריון", "David Ben Gurion"),
            ("Νίκος Καζαντζάκης", "Nikos Kazantzakis"),
            ("Никита Хрущёв", "Nikita Khrushchev"),
            ("Тарас Шевченко", "Taras Shevchenko"),
            ("김대중", "Kim Dae-jung"),
            ("Ким Чен Ир", "Kim Jong-il"),
            ("Ким Чен Ын", "Kim Jong Un"),
            ("박정희", "Park Chung-hee"),
            ("이승만", "Ri Sung Man"),
            ("毛泽东", "Mao Zedong"),
            ("金大中", "Kim Dae-jung"),
            ("ანა კალანდაძე", "Ana Kalandadze"),
        ],
        true,
    );
    persons(
        &[
            ("جمال عبد الناصر", "Anwar Sadat"),
            ("صدام حسين", "Ahmed Hassan al-Bakr"),
            ("김대중", "Kim Jong-il"),
            ("毛泽东", "Deng Xiaoping"),
            ("Никита Хрущёв", "Nikita Mikhalkov"),
        ],
        false,
    );
}

#[test]
fn bodies_and_their_forms() {
    bodies(
        &[
            ("Acme GmbH", "Acme Gesellschaft mit beschränkter Haftung"),
            ("OOO Romashka", "Romashka LLC"),
            ("The Acme Trading Company", "Acme Trading Co."),
            ("Korean Tea Export Bank", "Korea Tea Export Bank"),
            ("Acme Aviation (AA)", "Acme Aviation"),
            ("Blue Water Shipping", "Bluewater Shipping"),
            ("First Harvest Bank", "1st Harvest Bank"),
        ],
        true,
    );
    bodies(
        &[
            ("Acme Aviation", "Zenith Aviation"),
            ("Acme Trading Company", "General Trading Company"),
            ("Harvest Bank of Norway", "Harvest Bank of Sweden"),
            ("7th Rifle Brigade of the North", "8th Rifle Brigade"),
        ],
        false,
    );
}

#[test]
fn numbers_alone_are_never_strong() {
    for (a, b) in [("Northern Star 5", "Northern Star 6"), ("Harvest Fund II", "Harvest Fund III")] {
        let judged = judge(&Name::new(a, Kind::Vessel), &Name::new(b, Kind::Vessel));
        assert!(judged.score < STRONG && judged.why.contains("other numbers"), "{a} | {b}: {judged:?}");
    }
}

#[test]
fn odd_input_is_no_panic() {
    let long = "Abd al-Rahman ".repeat(60);
    for text in [
        "",
        " ",
        "'",
        "()",
        "1",
        "abd",
        "عبد",
        "金",
        "ー",
        "a/b/c",
        ";",
        "\u{0301}",
        &long,
        "🙂 Smith",
        "ﷺ محمد",
    ] {
        for other in ["", "Smith", "عبد", "金正恩", &long, "김"] {
            for kind in [Kind::Person, Kind::Organisation, Kind::Vessel] {
                let judged = judge(&Name::new(text, kind), &Name::new(other, kind));
                assert!((0.0..=1.0).contains(&judged.score), "{text} | {other}: {judged:?}");
            }
        }
    }
}
