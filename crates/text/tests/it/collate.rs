//! Vietnamese order.

use std::cmp::Ordering;
use text::collate::Collator;

#[test]
fn letters_then_tones() {
    let collator = Collator::vietnamese().unwrap();
    let expected = [
        "da",
        "dă",
        "đa",
        "Hà An",
        "Hạ An",
        "Ha Bình",
        "Hà Nội",
        "Hải",
        "Hai Bà",
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
        "mă",
    ];
    let mut words = expected;
    words.reverse();
    words.sort_by(|a, b| collator.compare(a, b));
    assert_eq!(words, expected);
    words.sort_by_key(|w| std::cmp::Reverse(collator.sort_key(w)));
    words.reverse();
    assert_eq!(words, expected);
    assert_eq!(collator.compare("hoà", "Hòa".to_lowercase().as_str()), Ordering::Equal);
}

#[test]
fn people_stand_by_given_name() {
    let collator = Collator::vietnamese().unwrap();
    let expected = [
        "An",
        "Nguyễn Văn An",
        "Trần Văn An",
        "Lê Thị Bình",
        "Lê Văn Bình",
        "Đỗ Đức",
        "Bùi Hoà",
        "Cao Hòa",
        "Ksor Y",
    ];
    let mut people = expected;
    people.reverse();
    people.sort_by(|a, b| collator.compare_people(a, b));
    assert_eq!(people, expected);
    people.reverse();
    people.sort_by_cached_key(|name| collator.person_sort_key(name));
    assert_eq!(people, expected);
}
