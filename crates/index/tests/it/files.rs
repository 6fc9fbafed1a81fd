//! Where the index lies: committed or not at all, one writer at a time, damage seen, the same however it was made.

use crate::{asked, fill, keys, row};
use index::{Error, Index, Row, ShortForms, proof_of};
use std::path::{Path, PathBuf};

fn some_rows() -> Vec<Row> {
    (0..40)
        .map(|n| Row {
            number: vec![format!("Kế hoạch số {n}/KH-UBND")],
            bodies: vec![format!("body{}", n % 3)],
            ..row(&format!("k{n}"), &format!("Kế hoạch {n}"), "Phòng thủ dân sự cấp xã")
        })
        .collect()
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("index");
    (folder, place)
}

fn opened(place: &Path) -> Index {
    Index::open(place).unwrap().expect("an index is there")
}

#[test]
fn what_was_committed_is_there_again_with_what_was_said_of_it() {
    let (_folder, place) = place();
    assert!(Index::open(&place).unwrap().is_none());
    let index = Index::create(&place).unwrap();
    assert_eq!(index.state().unwrap(), None);
    fill(&index, &some_rows(), "đến đây");
    let again = opened(&place);
    assert_eq!(again.state().unwrap().as_deref(), Some("đến đây"));
    assert_eq!(again.rows(), 40);
    assert_eq!(keys(&again, "7/KH-UBND"), ["k7"]);
}

#[test]
fn what_was_not_committed_is_forgotten() {
    let (_folder, place) = place();
    let index = Index::create(&place).unwrap();
    let mut writer = index.writer().unwrap();
    some_rows().iter().for_each(|r| writer.add(r).unwrap());
    drop(writer);
    let again = opened(&place);
    assert_eq!((again.state().unwrap(), again.rows()), (None, 0));
    fill(&again, &some_rows()[..3], "neu");
    assert_eq!(again.rows(), 3, "and the turn to write was given back");
}

/// Cut off while an old index is thrown away: its list of parts goes first, so what is left is no index and no damage.
#[test]
fn what_is_left_of_an_index_without_its_list_is_none() {
    let (_folder, place) = place();
    fill(&Index::create(&place).unwrap(), &some_rows(), "one");
    std::fs::remove_file(place.join("meta.json")).unwrap();
    assert!(Index::open(&place).unwrap().is_none());
    let index = Index::create(&place).unwrap();
    assert_eq!((index.state().unwrap(), index.rows()), (None, 0));
}

#[test]
fn one_writes_at_a_time_and_the_others_read_what_was_committed_last() {
    let (_folder, place) = place();
    let index = Index::create(&place).unwrap();
    fill(&index, &some_rows()[..5], "one");
    let other = opened(&place);
    let mut writer = index.writer().unwrap();
    assert!(matches!(other.writer(), Err(Error::Locked)));
    writer.add(&some_rows()[9]).unwrap();
    assert_eq!(other.rows(), 5);
    writer.commit("two").unwrap();
    assert_eq!(other.rows(), 5, "until it takes up what is new");
    other.reload().unwrap();
    assert_eq!(other.rows(), 6);
    assert_eq!(other.state().unwrap().as_deref(), Some("two"));
    assert!(other.writer().is_ok());
}

#[test]
fn a_row_takes_the_place_of_the_one_with_its_key_and_can_be_taken_out() {
    let (_folder, place) = place();
    let index = Index::create(&place).unwrap();
    fill(&index, &some_rows(), "");
    fill(&index, &[row("k7", "Tên mới", "khác hẳn")], "");
    assert_eq!(keys(&index, "khác hẳn"), ["k7"]);
    assert!(keys(&index, "7/KH-UBND").is_empty());
    let mut writer = index.writer().unwrap();
    writer.replace("k7", &[]).unwrap();
    writer.commit("").unwrap();
    assert!(keys(&index, "khác hẳn").is_empty());
    assert_eq!(index.rows(), 39);
}

#[test]
fn all_rows_of_an_owner_go_together() {
    let index = Index::in_memory().unwrap();
    let part = |key: &str, name: &str| Row { owner: "form".into(), ..row(key, name, "") };
    fill(&index, &[row("other", "Chỉ tiêu khác", "")], "");
    let mut writer = index.writer().unwrap();
    writer.replace("form", &[part("a", "Chỉ tiêu một"), part("b", "Chỉ tiêu hai")]).unwrap();
    writer.commit("").unwrap();
    assert_eq!(index.rows(), 3);
    let mut writer = index.writer().unwrap();
    writer.replace("form", &[part("b", "Chỉ tiêu hai")]).unwrap();
    writer.commit("").unwrap();
    assert_eq!(index.rows(), 2);
    assert!(keys(&index, "chỉ tiêu một").is_empty());
}

#[test]
fn an_index_made_bit_by_bit_holds_what_one_made_at_once_holds() {
    let (_folder, place) = place();
    let index = Index::create(&place).unwrap();
    let rows = some_rows();
    fill(&index, &[row("k3", "Tên cũ", "đã bỏ"), row("gone", "Đã rút", "đã bỏ")], "");
    for some in rows.chunks(7) {
        fill(&index, some, "");
    }
    let mut writer = index.writer().unwrap();
    writer.replace("gone", &[]).unwrap();
    writer.commit("").unwrap();
    assert_eq!(index.proof().unwrap(), proof_of(&rows).unwrap());
}

#[test]
fn every_difference_of_a_row_shows() {
    let whole = Row {
        key: "k".into(),
        owner: "k".into(),
        kind: "task".into(),
        names: vec!["Rà soát kế hoạch".into()],
        text: vec!["một hai".into(), "ba".into()],
        number: vec!["24-NQ/TW".into()],
        field: Some("defence".into()),
        bodies: vec!["a".into()],
        day: terms::Day::new(2026, 1, 1).ok(),
        order: Vec::new(),
    };
    let of = |change: fn(&mut Row)| {
        let mut row = whole.clone();
        change(&mut row);
        proof_of(&[row]).unwrap().remove("k").unwrap()
    };
    let same = of(|_| {});
    let others: [fn(&mut Row); 12] = [
        |r| r.owner = "o".into(),
        |r| r.kind = "body".into(),
        |r| r.names = vec!["Rà soát kế hoach".into()],
        |r| r.names.push("Tên khác".into()),
        |r| r.text = vec!["hai một".into(), "ba".into()],
        |r| r.text = vec!["một".into(), "hai ba".into()],
        |r| r.number = vec!["25-NQ/TW".into()],
        |r| r.field = None,
        |r| r.bodies = vec!["b".into()],
        |r| r.bodies.push("b".into()),
        |r| r.day = None,
        |r| r.day = terms::Day::new(2026, 1, 2).ok(),
    ];
    for (i, other) in others.into_iter().enumerate() {
        assert_ne!(of(other), same, "difference {i}");
    }
    assert_eq!(of(|_| {}), same);
}

/// Every file of words and values, the largest first.
fn segments(place: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(place).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e != "json" && e != "lock"));
    files.sort_by_key(|f| std::cmp::Reverse(f.metadata().unwrap().len()));
    files
}

#[test]
fn damage_to_any_file_is_seen_when_it_is_opened() {
    let (_folder, place) = place();
    let index = Index::create(&place).unwrap();
    fill(&index, &some_rows(), "");
    drop(index);
    for file in segments(&place) {
        let whole = std::fs::read(&file).unwrap();
        let name = file.display();
        let mut changed = whole.clone();
        let middle = changed.len() / 3;
        changed[middle] ^= 1;
        for bad in [changed, whole[..whole.len() / 2].to_vec(), Vec::new()] {
            std::fs::write(&file, bad).unwrap();
            assert!(matches!(Index::open(&place), Err(Error::Damaged(_))), "{name}");
        }
        std::fs::remove_file(&file).unwrap();
        assert!(matches!(Index::open(&place), Err(Error::Damaged(_))), "{name} is missing");
        std::fs::write(&file, whole).unwrap();
        opened(&place);
    }
    std::fs::write(place.join("meta.json"), "{").unwrap();
    assert!(matches!(Index::open(&place), Err(Error::Damaged(_))));
    let anew = Index::create(&place).unwrap();
    fill(&anew, &some_rows(), "");
    assert_eq!(opened(&place).search(&asked("dan su"), &ShortForms::default()).unwrap().total, 40);
}
