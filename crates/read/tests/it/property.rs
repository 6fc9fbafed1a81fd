//! What holds for any text: spans lie inside it, on character boundaries, in order, and are what they say.

use proptest::prelude::*;
use read::contract::Reading;

/// Pieces of the genre, so that random texts reach the rules and not only their first test.
const PIECES: &[&str] = &[
    "Nghị quyết số ",
    "28-NQ/TW",
    " ngày 22/9/2008",
    " của Bộ Chính trị",
    "Luật ",
    "Quốc phòng",
    "13/2012/QĐ-TTg",
    "46/47/CĐ-TTg",
    ", ",
    " và ",
    "\n",
    "\n\n",
    " - ",
    "–",
    "\u{a0}",
    "Điều 5",
    "từ ",
    "đến ",
    "năm 2030",
    "6 tháng đầu năm",
    "quý III/2025",
    "56/93 nhiệm vụ",
    "2,5 tỷ đồng",
    "hơn ",
    "100%",
    "Số: ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "KẾ HOẠCH",
    "Sông Giang, ngày 05 tháng 3 năm 2024",
    "Ð",
    "ủy",
    "ỦY",
    "Hoà",
    "(",
    ")",
    "1.",
    "đồng chí Nguyễn Văn An",
    "Đại tá ",
    "UBND tỉnh",
    "İ",
    "e\u{301}",
    "\u{301}",
    "🙂",
    "25-5",
    "/",
    "-",
    ".",
    "07",
    "tháng ",
    "ngày ",
    "thứ Năm, ",
    "các Luật: ",
    "khoản 2 Điều 5 ",
    "điểm a, b ",
    "các điều 3, 4 và 5 của ",
    "Nghị quyết này",
    "Quyết định nêu trên",
    "\nĐiều 1. ",
    "\nChương II\n",
    "\nI. ",
    "\n1. ",
    "\na) ",
    "\nCăn cứ ",
    "\nNơi nhận:\n- ",
    "\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\n",
    " | ",
    "\t",
    "Nguyên nhân là do ",
    "Bài học kinh nghiệm:",
    "Kiến nghị Chính phủ ",
    "leftcenterrightdel",
    "\nPhụ lục I\n",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<String>(), 1 => "[0-9]{1,5}"];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn check(
    text: &str,
    kind: &str,
    spans: impl Iterator<Item = (usize, usize, String)>,
) -> Result<(), TestCaseError> {
    let mut last = 0;
    for (start, end, said) in spans {
        prop_assert!(start < end, "{kind}: empty span {start}..{end}");
        prop_assert!(start >= last, "{kind}: {start} before {last}");
        prop_assert_eq!(text.get(start..end), Some(said.as_str()), "{}", kind);
        last = start;
    }
    Ok(())
}

fn check_all(text: &str, r: &Reading) -> Result<(), TestCaseError> {
    check(text, "citation", r.citations.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "date", r.dates.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "quantity", r.quantities.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "task", r.tasks.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "result", r.results.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "shortcoming", r.shortcomings.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "cause", r.causes.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "lesson", r.lessons.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "proposal", r.proposals.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "reference", r.references.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "aside", r.asides.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    let named = r.citations.iter().map(|c| &c.provisions);
    for provisions in named.chain(r.references.iter().map(|f| &f.provisions)) {
        for p in provisions {
            prop_assert_eq!(text.get(p.start..p.end), Some(p.text.as_str()), "provision");
        }
    }
    check_structure(text, r)?;
    for person in &r.people {
        check(text, "person", person.mentions.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    }
    for body in &r.bodies {
        check(text, "body", body.mentions.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    }
    for w in &r.warnings {
        let (start, end) = (w.start.unwrap_or(0), w.end.unwrap_or(0));
        prop_assert!(text.get(start..end).is_some(), "warning {} at {start}..{end}", w.code);
    }
    Ok(())
}

fn check_structure(text: &str, r: &Reading) -> Result<(), TestCaseError> {
    let Some(s) = &r.structure else { return Ok(()) };
    prop_assert!(text.get(s.start..s.end).is_some(), "heading block");
    check(text, "mark", s.marks.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "addressee", s.addressees.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "basis", s.bases.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "part", s.parts.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "signature", s.signatures.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    check(text, "recipient", s.recipients.iter().map(|m| (m.start, m.end, m.text.clone())))?;
    for (part, next) in s.parts.iter().zip(s.parts.iter().skip(1)) {
        prop_assert!(part.end <= part.to && text.get(part.start..part.to).is_some(), "part");
        prop_assert!(next.level <= part.level + 1, "level {} after {}", next.level, part.level);
        prop_assert!(next.level > part.level || part.to <= next.start, "parts overlap");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_slices_of_the_text(text in text()) {
        check_all(&text, &read::read(&text))?;
    }

    #[test]
    fn any_string_is_read(text in any::<String>()) {
        check_all(&text, &read::read(&text))?;
    }

    #[test]
    fn the_same_text_gives_the_same_reading(text in text()) {
        prop_assert_eq!(read::read(&text), read::read(&text));
    }
}
