//! Runs the case files of provisions, relations, back references, the parts of a document, and clauses beside the roles.

use read::contract::{FieldClause, Part, Provision, Reading, Reference, Signature, Structure};
use testkit::cases::{Found, run};

use crate::cases::folder;

fn named(number: Option<&String>, name: Option<&String>) -> String {
    number.or(name).cloned().unwrap_or_else(|| "-".to_owned())
}

#[test]
fn provisions() {
    run(&folder("provision"), &["provision"], |text| {
        let reading = read::read(text);
        let cited = reading
            .citations
            .iter()
            .map(|c| (named(c.number.as_ref(), c.name.as_ref()), &c.provisions));
        let referred = reading.references.iter().map(|r| (r.text.clone(), &r.provisions));
        cited
            .chain(referred)
            .flat_map(|(of, list)| list.iter().map(move |p| provision(p, &of)))
            .collect()
    });
}

fn provision(p: &Provision, of: &str) -> Found {
    let of: Vec<&str> = of.split_whitespace().collect();
    Found::new("provision", p.start, p.end, format!("{} → {}", p.path, of.join(" ")))
}

#[test]
fn relations() {
    run(&folder("relation"), &["relation"], |text| {
        let found = read::read(text).citations.into_iter().map(|c| {
            let by = if c.amended_by.is_empty() {
                String::new()
            } else {
                format!(" ← {}", c.amended_by.join(", "))
            };
            let key = named(c.number.as_ref(), c.name.as_ref());
            Found::new("relation", c.start, c.end, format!("{} {key}{by}", c.relation))
        });
        found.collect()
    });
}

#[test]
fn references() {
    run(&folder("reference"), &["reference"], |text| {
        read::read(text).references.iter().map(reference).collect()
    });
}

fn reference(r: &Reference) -> Found {
    let to = r.to.clone().unwrap_or_else(|| {
        let values: Vec<&str> = r.candidates.iter().map(|c| c.value.as_str()).collect();
        format!("? {}", values.join(" | ")).trim_end().to_owned()
    });
    Found::new("reference", r.start, r.end, format!("{} → {to}", r.doc_type))
}

const STRUCTURE: &[&str] = &["mark", "addressee", "basis", "part", "signature", "recipient"];

#[test]
fn structures() {
    run(&folder("structure"), STRUCTURE, |text| {
        read::read(text).structure.iter().flat_map(structure).collect()
    });
}

fn structure(s: &Structure) -> Vec<Found> {
    let mut found: Vec<Found> =
        s.marks.iter().map(|m| Found::new("mark", m.start, m.end, m.kind.clone())).collect();
    found.extend(s.addressees.iter().map(|m| Found::new("addressee", m.start, m.end, "")));
    found.extend(
        s.bases.iter().map(|b| Found::new("basis", b.start, b.end, b.documents.join(" | "))),
    );
    found.extend(s.parts.iter().map(part));
    found.extend(s.signatures.iter().map(signature));
    found.extend(s.recipients.iter().map(|m| Found::new("recipient", m.start, m.end, "")));
    found
}

fn part(p: &Part) -> Found {
    let title = p.title.as_deref().unwrap_or("-");
    Found::new("part", p.start, p.end, format!("{} {} {} | {title}", p.level, p.kind, p.label))
}

fn signature(s: &Signature) -> Found {
    let value = format!(
        "{} | {} | {} | {}",
        s.capacity.join(" "),
        s.titles.join(", "),
        s.rank.as_deref().unwrap_or("-"),
        s.name.as_deref().unwrap_or("-")
    );
    Found::new("signature", s.start, s.end, value.trim_start().to_owned())
}

#[test]
fn aspects() {
    run(&folder("aspect"), &["cause", "lesson", "proposal"], |text| {
        let Reading { causes, lessons, proposals, .. } = read::read(text);
        let lists = [("cause", causes), ("lesson", lessons), ("proposal", proposals)];
        lists.iter().flat_map(|(kind, list)| list.iter().map(move |c| aspect(kind, c))).collect()
    });
}

fn aspect(kind: &str, clause: &FieldClause) -> Found {
    Found::new(
        kind,
        clause.start,
        clause.end,
        clause.field.clone().unwrap_or_else(|| "-".to_owned()),
    )
}

#[test]
fn asides() {
    run(&folder("aside"), &["aside"], |text| {
        let asides = read::read(text).asides;
        asides.into_iter().map(|a| Found::new("aside", a.start, a.end, a.kind)).collect()
    });
}

const ORDER: &str = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/CT-UBND\nSông Giang, ngày 05 tháng 9 năm 2024\nCHỈ THỊ\nVề công tác quốc phòng địa phương\n\nI. TÌNH HÌNH\n1. Kết quả\nĐã xây dựng lực lượng.\nII. NHIỆM VỤ\nThực hiện nghiêm.\n\nNơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Mẫu\n";

#[test]
fn parts_hold_what_stands_under_them() {
    let structure = read::read(ORDER).structure.expect("an administrative document");
    let held = |label: &str| {
        let part = structure.parts.iter().find(|p| p.label == label).expect("part");
        ORDER.get(part.start..part.to).expect("span")
    };
    assert_eq!(held("I"), "I. TÌNH HÌNH\n1. Kết quả\nĐã xây dựng lực lượng.");
    assert_eq!(held("1"), "1. Kết quả\nĐã xây dựng lực lượng.");
    assert_eq!(held("II"), "II. NHIỆM VỤ\nThực hiện nghiêm.");
}

#[test]
fn the_heading_block_ends_with_the_subject() {
    let structure = read::read(ORDER).structure.expect("an administrative document");
    let block = ORDER.get(structure.start..structure.end).expect("span");
    assert!(block.starts_with("ỦY BAN NHÂN DÂN\n"), "{block}");
    assert!(block.ends_with("\nVề công tác quốc phòng địa phương"), "{block}");
}

#[test]
fn a_reading_kept_before_these_fields_is_still_read() {
    let mut value = serde_json::to_value(read::read(ORDER)).expect("JSON");
    let fields = value.as_object_mut().expect("object");
    for field in ["causes", "lessons", "proposals", "references", "structure", "asides"] {
        assert!(fields.remove(field).is_some(), "{field} is printed");
    }
    let reading: Reading = serde_json::from_value(value).expect("a reading");
    assert!(reading.structure.is_none() && reading.references.is_empty());
}
