//! Marks on what was found, and the passage that shows it.

use crate::{asked, shorts};
use index::{Marker, Query, Snippet};

fn marker(words: &str) -> Marker {
    Marker::new(&asked(words), &shorts())
}

fn marked(words: &str, text: &str) -> Vec<String> {
    marker(words).marks(text).into_iter().map(|r| text[r].to_owned()).collect()
}

fn shown(s: &Snippet) -> String {
    s.pieces.iter().map(|(w, on)| if *on { format!("[{w}]") } else { w.clone() }).collect()
}

#[test]
fn marks_are_slices_of_the_text_as_it_stands() {
    let text = "Xây dựng KHU VỰC PHÒNG THỦ; Hoà bình, ho\u{300}a giải.";
    assert_eq!(marked("khu vuc phong thu", text), ["KHU VỰC PHÒNG THỦ"]);
    assert_eq!(marked("hòa", text), ["Hoà", "ho\u{300}a"]);
    assert_eq!(marked("thú", text), Vec::<String>::new());
    assert_eq!(marked("\"vực phòng\" bình", text), ["VỰC PHÒNG", "bình"]);
}

#[test]
fn a_phrase_is_marked_only_where_it_stands_whole() {
    let text = "phòng cháy; phòng thủ; thủ tục";
    assert_eq!(marked("\"phòng thủ\"", text), ["phòng thủ"]);
    assert_eq!(marked("phòng thủ", text), ["phòng", "phòng thủ", "thủ"]);
}

#[test]
fn numbers_and_abbreviations_are_marked_in_every_spelling() {
    assert_eq!(marked("24-NQ/TƯ", "theo Nghị quyết số 24-NQ/TW"), ["24-NQ/TW"]);
    assert_eq!(marked("7/CT-UBND", "Chỉ thị 07/CT-UBND"), ["07/CT-UBND"]);
    assert_eq!(marked("kvpt", "xây dựng khu vực phòng thủ"), ["khu vực phòng thủ"]);
}

#[test]
fn the_beginning_of_a_word_marks_the_whole_word_while_it_is_typed() {
    let query = Query { typing: true, ..asked("phòng th") };
    let text = "phòng thủ thành phố";
    let marks = Marker::new(&query, &shorts()).marks(text);
    let words: Vec<&str> = marks.into_iter().map(|r| &text[r]).collect();
    assert_eq!(words, ["phòng thủ thành"]);
}

#[test]
fn the_passage_is_where_the_words_stand_together() {
    let filler = "Nội dung khác của văn bản này không nói đến việc ấy. ".repeat(20);
    let text =
        format!("Phòng họp.\n{filler}\nXã rà soát kế hoạch phòng thủ dân sự năm 2026.\n{filler}");
    let found = marker("phong thu dan su").snippet(&text).unwrap();
    assert_eq!(&text[found.at..found.at + "phòng thủ dân sự".len()], "phòng thủ dân sự");
    let shown = shown(&found);
    assert!(shown.contains("rà soát kế hoạch [phòng thủ dân sự] năm 2026."), "{shown}");
    assert!(shown.starts_with("… Xã rà soát"), "a passage begins with its paragraph: {shown}");
    assert!(shown.ends_with(" …"), "{shown}");
    assert!(shown.chars().count() < 300, "{shown}");
    assert!(!shown.contains('\n'));
}

#[test]
fn a_passage_is_cut_between_words() {
    let text = "dân quân tự vệ ".repeat(100);
    let found = marker("tu ve").snippet(&text).unwrap();
    let words: Vec<String> = shown(&found).split_whitespace().map(str::to_owned).collect();
    for word in &words {
        let bare = word.trim_matches(['[', ']', '…']);
        assert!(["dân", "quân", "tự", "vệ", ""].contains(&bare), "{word}");
    }
}

#[test]
fn a_text_without_the_words_has_no_passage() {
    assert_eq!(marker("phòng").snippet("không có"), None);
    assert_eq!(marker("").snippet("không có"), None);
    assert_eq!(marker("phòng").snippet(""), None);
}

#[test]
fn pieces_make_up_the_whole() {
    let text = "Ủy ban nhân dân xã Bến Trại";
    let pieces = marker("nhan dan").pieces(text);
    assert_eq!(pieces.iter().map(|(w, _)| w.as_str()).collect::<String>(), text);
    assert_eq!(pieces.iter().filter(|(_, on)| *on).count(), 1);
}
