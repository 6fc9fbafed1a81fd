//! The vocabulary seen from outside: what is printed can be parsed again, and odd input is refused.

use proptest::prelude::*;
use terms::*;

proptest! {
    #[test]
    fn ids_print_and_parse(millis in 0u64..1 << 48, unique in any::<u128>()) {
        let id = Id::new(millis, unique);
        prop_assert_eq!(id.to_string().parse::<Id>(), Ok(id));
    }

    #[test]
    fn amounts_print_and_parse(units in -1_000_000_000_000i64..1_000_000_000_000, scale in 0u8..6) {
        let amount = Amount::new(units, scale);
        prop_assert_eq!(Amount::parse(&amount.to_string(), scale), Ok(amount));
    }

    #[test]
    fn any_text_is_parsed_or_refused(s in "\\PC{0,40}") {
        let _ = (s.parse::<Id>(), s.parse::<Site>(), s.parse::<Ref>(), s.parse::<Day>(), Day::parse_typed(&s));
        let _ = (s.parse::<Edtf>(), s.parse::<Period>(), Amount::parse(&s, 2));
        if let Some(n) = DocNumber::parse(&s) {
            prop_assert_eq!(DocNumber::parse(n.as_str()), Some(n));
        }
    }

    #[test]
    fn days_move_and_come_back(n in -200_000i32..200_000) {
        let day: Day = "2020-02-29".parse().unwrap();
        prop_assert_eq!(day.plus_days(n).plus_days(-n), day);
        prop_assert_eq!(day.days_until(day.plus_days(n)), n);
    }
}

#[test]
fn edtf_forms_of_the_contract() {
    for s in ["2008-09-22", "2022-08", "2022-08/..", "../2025", "2021/2025", "XXXX-06-19"] {
        assert_eq!(s.parse::<Edtf>().unwrap().to_string(), s);
    }
    for s in ["", "22/9/2008", "2008-13", "2008-02-30", "XXXX-02-30", "abcd", "+2008", "2008-9-2"] {
        assert!(s.parse::<Edtf>().is_err(), "{s:?}");
    }
}

#[test]
fn periods_are_called_as_people_call_them() {
    let label = |s: &str| s.parse::<Period>().unwrap().label();
    assert_eq!(label("2025-01-01/2025-12-31"), "năm 2025");
    assert_eq!(label("2021-01-01/2025-12-31"), "giai đoạn 2021-2025");
    assert_eq!(label("2025-07-01/2025-09-30"), "quý III năm 2025");
    assert_eq!(label("2025-02-01/2025-02-28"), "tháng 2 năm 2025");
    assert_eq!(label("2025-02-03/2025-02-28"), "từ ngày 03/02/2025 đến ngày 28/02/2025");
    assert!("2025-02-03/2025-02-02".parse::<Period>().is_err());
}

#[test]
fn typed_days_and_numbers() {
    assert_eq!(Day::parse_typed(" 5-9-2019 ").unwrap().to_string(), "2019-09-05");
    assert_eq!(Day::parse_typed("31/02/2020").ok(), None);
    assert_eq!(Amount::parse("1.788", 0), Ok(Amount::new(1788, 0)));
    assert!(Amount::parse("17.88", 0).is_err());
    assert!(Amount::parse("12 người", 0).is_err());
    assert_eq!(Amount::new(-1234567, 2).to_string(), "-12.345,67");
}

#[test]
fn numbers_meet_under_one_key() {
    let key = |s: &str| DocNumber::parse(s).unwrap().key();
    assert_eq!(key("28-NQ/TƯ"), key("28 - nq/tw"));
    assert_eq!(key("05/QĐ-UBND"), key("5/QÐ-UBND"));
    assert_eq!(key("5/qð-ubnd"), key("5/QĐ-UBND"));
    assert_eq!(DocNumber::parse("8/0\u{f0}").unwrap().as_str(), "8/0Đ");
    assert_eq!(DocNumber::parse("13/2012/QĐ-TTg").unwrap().year(), Some(2012));
    assert!(DocNumber::parse("28-NQ/TW").unwrap().is_party());
    assert_eq!(DocNumber::parse("28"), None);
}

#[test]
fn instants_are_read_on_the_clock_of_viet_nam() {
    let before_midnight_utc = Instant(1_751_302_800_000_000); // 2025-06-30T17:00:00Z
    assert_eq!(before_midnight_utc.day_vn().to_string(), "2025-07-01");
    assert_eq!(before_midnight_utc.vn(), "01/07/2025 00:00");
}

#[test]
fn access_classes_rise_and_are_read_by_code_or_label() {
    let rising = [AccessClass::Open, AccessClass::Internal, AccessClass::Restricted];
    assert!(rising.is_sorted() && rising == AccessClass::ALL);
    for (n, holder) in rising.into_iter().enumerate() {
        let may: Vec<_> = rising.into_iter().filter(|of| holder.may_read(*of)).collect();
        assert_eq!(may, rising[..=n], "{holder} reads its own class and those below");
        assert_eq!(holder.to_string().parse(), Ok(holder));
        assert_eq!(holder.label().to_uppercase().parse(), Ok(holder));
    }
    assert_eq!("mật".parse::<AccessClass>(), Err(BadClass("mật".into())), "no level of secrecy");
}
