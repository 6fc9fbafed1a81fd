//! Tones, bare words, phrases, beginnings, abbreviations.

use crate::{asked, find, holding, keys, row, set};
use index::Query;

#[test]
fn a_word_typed_with_its_tone_is_found_with_that_tone_alone() {
    let index = holding(&[row("thu", "x", "Phòng thủ"), row("thu2", "x", "Phòng thu âm")]);
    assert_eq!(keys(&index, "thủ"), ["thu"]);
    assert_eq!(keys(&index, "phòng thủ"), ["thu"]);
    assert!(keys(&index, "phóng").is_empty());
    assert!(keys(&index, "phong thú").is_empty(), "one marked word binds, the other is free");
    assert_eq!(set(&index, "phong thu"), ["thu", "thu2"]);
}

#[test]
fn shapes_count_like_tones_and_d_is_not_đ_once_it_is_typed() {
    let index = holding(&[row("đ", "x", "đất"), row("d", "x", "dật"), row("ơ", "x", "cơ")]);
    assert_eq!(keys(&index, "đất"), ["đ"]);
    assert_eq!(set(&index, "dat"), ["d", "đ"]);
    assert_eq!(
        keys(&index, "đat"),
        Vec::<String>::new(),
        "đ was typed and â with its tone was not"
    );
    assert_eq!(keys(&index, "co"), ["ơ"]);
    assert!(keys(&index, "cô").is_empty());
}

#[test]
fn bare_words_find_every_tone_and_the_exact_ones_come_first() {
    let rows = ["má", "mà", "ma", "mạ", "mã"].map(|w| row(w, "x", &format!("chữ {w} ở đây")));
    let index = holding(&rows);
    let found = keys(&index, "ma");
    assert_eq!(found[0], "ma");
    assert_eq!(found.len(), 5);
    assert_eq!(keys(&index, "mạ"), ["mạ"]);
}

#[test]
fn an_exact_match_in_a_long_text_is_before_a_name_with_another_tone() {
    let long = "chữ ".repeat(400) + "ma";
    let index = holding(&[row("name", "Má", ""), row("text", "x", &long)]);
    assert_eq!(keys(&index, "ma"), ["text", "name"]);
}

#[test]
fn both_placements_of_a_tone_both_forms_of_unicode_and_i_for_y_are_one() {
    let index = holding(&[
        row("old", "x", "Hòa bình"),
        row("new", "x", "Hoà bình"),
        row("nfd", "x", "Ho\u{300}a bình"),
    ]);
    for typed in ["hòa", "hoà", "HOÀ", "ho\u{300}a", "hoa\u{300}"] {
        assert_eq!(set(&index, typed), ["new", "nfd", "old"], "{typed}");
    }
    let index = holding(&[row("y", "x", "kỹ thuật, quý I"), row("i", "x", "kĩ thuật, quí I")]);
    assert_eq!(set(&index, "kỹ"), ["i", "y"]);
    assert_eq!(set(&index, "quí"), ["i", "y"]);
    assert!(keys(&index, "kỳ").is_empty());
}

#[test]
fn look_alikes_of_đ_soft_hyphens_and_other_spaces_do_not_hide_a_word() {
    let index = holding(&[row("a", "x", "Ða\u{a0}Phúc, phòng\u{ad} thủ, khu\u{200b}vực")]);
    for typed in ["Đa Phúc", "da phuc", "phòng thủ", "\"đa phúc phòng thủ\"", "khuvực"]
    {
        assert_eq!(keys(&index, typed), ["a"], "{typed}");
    }
}

#[test]
fn every_word_must_be_there_and_each_may_stand_in_another_part() {
    let index = holding(&[
        row("both", "Kế hoạch diễn tập", "của xã Bến Trại"),
        row("one", "Kế hoạch huấn luyện", "của xã Cồn Dài"),
    ]);
    assert_eq!(keys(&index, "ben trai dien tap"), ["both"]);
    assert!(keys(&index, "bến trại huấn luyện").is_empty());
    assert!(keys(&index, "").is_empty());
    assert!(keys(&index, " ,.–\"\" ").is_empty());
}

#[test]
fn words_side_by_side_come_before_words_apart() {
    let filler = "và các nội dung khác ".repeat(5);
    let apart = format!("phòng {filler} thủ {filler} dân {filler} sự");
    let together = format!("{filler}{filler}{filler}{filler} phòng thủ dân sự");
    let index = holding(&[row("apart", "x", &apart), row("together", "x", &together)]);
    assert_eq!(keys(&index, "phong thu dan su"), ["together", "apart"]);
    assert_eq!(keys(&index, "phòng thủ dân sự"), ["together", "apart"]);
}

#[test]
fn a_name_comes_before_a_text_and_a_short_text_before_a_long_one() {
    let long = format!("phòng thủ dân sự {}", "chữ ".repeat(300));
    let index = holding(&[
        row("long", "x", &long),
        row("short", "x", "phòng thủ dân sự cấp xã"),
        row("name", "Phòng thủ dân sự", &"chữ ".repeat(300)),
    ]);
    assert_eq!(keys(&index, "phong thu dan su"), ["name", "short", "long"]);
}

#[test]
fn quotation_marks_ask_for_words_side_by_side_in_their_order() {
    let index = holding(&[
        row("a", "x", "phòng thủ khu vực"),
        row("b", "x", "khu vực phòng thủ"),
        row("c", "x", "khu vực có phòng thủ"),
    ]);
    assert_eq!(keys(&index, "\"khu vực phòng thủ\""), ["b"]);
    assert_eq!(keys(&index, "“khu vuc phong thu”"), ["b"]);
    assert_eq!(
        set(&index, "\"phòng thu\" khu"),
        ["a", "b", "c"],
        "a phrase may mix marked and bare"
    );
    assert!(keys(&index, "\"phóng thu\"").is_empty());
    assert_eq!(
        keys(&index, "\"khu vực phòng thủ"),
        ["b"],
        "a mark that is not closed goes to the end"
    );
}

#[test]
fn what_is_joined_by_a_hyphen_stands_side_by_side() {
    let index =
        holding(&[row("a", "x", "quốc phòng, an ninh"), row("b", "x", "an toàn phòng cháy")]);
    assert_eq!(keys(&index, "quốc phòng-an ninh"), ["a"]);
    assert!(keys(&index, "phòng-toàn").is_empty());
}

#[test]
fn the_last_word_may_go_on_while_it_is_typed() {
    let index = holding(&[row("a", "x", "phòng thủ dân sự"), row("b", "x", "hoàn thành")]);
    let typing = |words: &str| find(&index, &Query { typing: true, ..asked(words) }).keys;
    for typed in ["phong thu d", "phong thu da", "phòng thủ dâ", "phon", "phòn", "p"] {
        assert_eq!(typing(typed), ["a"], "{typed}");
    }
    assert_eq!(typing("hoà"), ["b"], "hoà goes on as hoàn");
    assert!(typing("phon ").is_empty(), "a space ends the word");
    assert!(typing("phon thu").is_empty(), "only the last word goes on");
    assert!(typing("phón").is_empty(), "what bears a tone goes on with that tone");
    assert!(keys(&index, "phon").is_empty(), "a question that is done has whole words");
}

#[test]
fn whole_words_come_before_words_that_go_on() {
    let index = holding(&[row("long", "x", "thuyền thuyền thuyền"), row("whole", "x", "thu")]);
    let query = Query { typing: true, ..asked("thu") };
    assert_eq!(find(&index, &query).keys, ["whole", "long"]);
}

#[test]
fn abbreviations_and_what_they_stand_for_find_each_other() {
    let index = holding(&[
        row("long", "x", "xây dựng khu vực phòng thủ"),
        row("short", "x", "xây dựng KVPT"),
        row("apart", "x", "phòng thủ ở khu vực khác"),
    ]);
    assert_eq!(keys(&index, "KVPT"), ["short", "long"]);
    assert_eq!(keys(&index, "xay dung kvpt"), ["short", "long"]);
    assert_eq!(set(&index, "khu vực phòng thủ xây dựng"), ["long", "short"]);
    let index = holding(&[row("a", "x", "quốc phòng, an ninh"), row("b", "x", "QP-AN")]);
    assert_eq!(set(&index, "qp-an"), ["a", "b"]);
    assert_eq!(set(&index, "quốc phòng an ninh"), ["a", "b"]);
    assert_eq!(
        keys(&index, "\"quốc phòng an ninh\""),
        ["a"],
        "what is quoted is meant as it stands"
    );
}

#[test]
fn a_word_is_no_abbreviation_because_it_is_spelled_like_one() {
    let index = holding(&[row("a", "x", "Ban Chấp hành Trung ương"), row("b", "x", "thứ tư")]);
    assert_eq!(keys(&index, "tư"), ["b"]);
    assert_eq!(set(&index, "TƯ"), ["a", "b"]);
    let index = holding(&[row("a", "x", "Ban Chỉ đạo"), row("b", "x", "BCĐ")]);
    assert_eq!(set(&index, "bcd"), ["a", "b"], "đ may be typed as d");
}

#[test]
fn anything_can_be_typed() {
    let index = holding(&[row("a", "x", "phòng thủ")]);
    let long = "phòng ".repeat(5000);
    for typed in [
        "\"",
        "\"\"\"",
        "+-()[]{}^~*?:\\/",
        "a:b AND OR NOT",
        "~phong",
        "\u{300}",
        "🙂",
        &long,
        "０１２",
        "½",
    ] {
        find(&index, &asked(typed));
        find(&index, &Query { typing: true, ..asked(typed) });
    }
    assert_eq!(keys(&index, "phòng AND"), Vec::<String>::new(), "there are no operators");
    assert_eq!(keys(&index, &long), ["a"]);
}
