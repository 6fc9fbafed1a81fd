//! The canonicaliser against the examples of RFC 8785.

use wire::Json;

fn canonical(source: &str) -> String {
    String::from_utf8(Json::parse(source.as_bytes()).unwrap().canonical()).unwrap()
}

#[test]
fn strings_and_order_as_in_section_3_2_2() {
    let source = r#"{
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [true, false]
    }"#;
    let expected = "{\"literals\":[true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
    assert_eq!(canonical(source), expected);
}

#[test]
fn names_are_sorted_by_utf16_units_as_in_section_3_2_3() {
    let source = r#"{
        "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis"
    }"#;
    let out = canonical(source);
    let order =
        ["Carriage Return", "One", "Control", "Latin Small", "Euro Sign", "Emoji", "Hebrew"];
    let places: Vec<usize> = order.iter().map(|name| out.find(name).unwrap()).collect();
    assert!(places.is_sorted(), "{out}");
}

#[test]
fn every_short_escape_and_no_other() {
    let all: String = (0u8..0x21).map(char::from).collect();
    let out = String::from_utf8(Json::Text(all).canonical()).unwrap();
    assert_eq!(
        out,
        "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\
         \\u000f\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\
         \\u001c\\u001d\\u001e\\u001f \""
    );
    let del = Json::Text("\u{7f}\u{2028}/".to_owned()).canonical();
    assert_eq!(del, "\"\u{7f}\u{2028}/\"".as_bytes());
}

#[test]
fn fractions_and_null_are_not_of_this_profile() {
    for source in ["1.5", "1e3", "-0", "null", "{\"a\":[null]}", "", "{", "\"\\ud800\""] {
        assert!(Json::parse(source.as_bytes()).is_err(), "{source}");
    }
}
