//! Keys: spellings of one text meet, and every key byte leads back to the original.

use proptest::prelude::*;
use text::fold::{Fold, bare, canon, folded, match_key};
use text::tone::{ToneStyle, tone_style};
use unicode_normalization::UnicodeNormalization;

#[test]
fn tone_moves_only_in_open_oa_oe_uy() {
    for (old, new) in
        [("hòa", "hoà"), ("khỏe", "khoẻ"), ("thủy", "thuỷ"), ("ỦY", "UỶ"), ("lõa", "loã")]
    {
        assert_eq!(tone_style(old, ToneStyle::New), new);
        assert_eq!(tone_style(new, ToneStyle::Old), old);
        assert_eq!(match_key(old), match_key(new));
    }
    for fixed in ["quý", "hoàn", "thuyền", "khuỷu", "của", "mía", "đoái", "tuấn", "quà", "bò a"]
    {
        assert_eq!(tone_style(fixed, ToneStyle::New), fixed);
        assert_eq!(tone_style(fixed, ToneStyle::Old), fixed);
    }
}

#[test]
fn canon_unifies_form_and_keeps_case() {
    assert_eq!(canon("\u{feff} Ủy\u{a0}ban \r\n Ðảng\u{200b} "), "Ủy ban Đảng");
    assert_eq!(canon("“QP – AN” ‘x’ 5−6"), "\"QP - AN\" 'x' 5-6");
    assert_eq!(canon("e\u{323}\u{302} ê\u{323} e\u{302}\u{323}"), "ệ ệ ệ");
    assert_eq!(canon("  "), "");
}

#[test]
fn match_and_bare_forget_case_then_marks() {
    assert_eq!(match_key("ĐẮK LẮK"), "đắk lắk");
    assert_eq!(bare("Ðường Nguyễn Ước, Ứng Hoà"), "duong nguyen uoc, ung hoa");
}

#[test]
fn a_found_key_leads_back_to_the_words_as_written() {
    let original = "Tỉnh  Ho\u{300}a\u{a0}Bi\u{300}nh, Ðồng";
    let key = folded(original, Fold::Bare);
    let at = key.key.find("hoa binh").unwrap();
    let range = key.original(at..at + "hoa binh".len());
    assert_eq!(&original[range], "Ho\u{300}a\u{a0}Bi\u{300}nh");
    let at = key.key.find("dong").unwrap();
    assert_eq!(&original[key.original(at..key.key.len())], "Ðồng");
    assert_eq!(key.original(90..99), 0..0);
}

proptest! {
    #[test]
    fn keys_do_not_depend_on_the_unicode_form(text in "\\PC{0,60}") {
        let nfd: String = text.nfd().collect();
        let nfc: String = text.nfc().collect();
        prop_assert_eq!(match_key(&nfd), match_key(&nfc));
        prop_assert_eq!(bare(&nfd), bare(&nfc));
    }

    #[test]
    fn folding_twice_changes_nothing(text in "[a-zA-ZđĐÐòoàaủUyỷqeéẹ \\n\u{a0}–“]{0,40}") {
        for fold in [Fold::Canon, Fold::Match, Fold::Bare] {
            let once = folded(&text, fold).key;
            prop_assert_eq!(&folded(&once, fold).key, &once);
        }
    }

    #[test]
    fn the_map_stays_inside_and_in_order(text in "\\PC{0,60}") {
        let map = folded(&text, Fold::Bare);
        prop_assert_eq!(map.at.len(), map.key.len() + 1);
        prop_assert!(map.at.is_sorted());
        prop_assert!(map.at.iter().all(|at| text.is_char_boundary(*at)));
    }
}
