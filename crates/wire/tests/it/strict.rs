//! Bytes that are not exactly an act are refused, with the field named.

use crate::golden::some_acts;
use wire::WireError;

fn bytes_of(kind: &str) -> String {
    let acts = some_acts(wire::KINDS.len());
    let act = acts.iter().find(|a| wire::kind_of(&a.payload) == kind).unwrap();
    String::from_utf8(wire::to_bytes(act, &wire::genesis(&act.site))).unwrap()
}

fn refused(bytes: &str) -> WireError {
    wire::from_bytes(bytes.as_bytes()).unwrap_err()
}

#[test]
fn an_unknown_field_is_named() {
    let bytes = bytes_of("task.extended");
    let inner = bytes.replace("\"says\":{", "\"says\":{\"colour\":1,");
    assert_eq!(refused(&inner), WireError::Unknown { field: "says.colour".into() });
    let outer = bytes.replacen('{', "{\"zzz\":1,", 1);
    assert_eq!(refused(&outer), WireError::Unknown { field: "zzz".into() });
    let empty = bytes_of("task.accepted").replace("\"says\":{}", "\"says\":{\"x\":1}");
    assert_eq!(refused(&empty), WireError::Unknown { field: "says.x".into() });
}

#[test]
fn a_wrong_type_or_value_is_named() {
    let bytes = bytes_of("task.extended");
    let seq = bytes.split("\"seq\":").nth(2).unwrap().split(',').next().unwrap();
    let text = bytes.replace(
        &format!("\"seq\":{seq},\"site\":\"song-giang\",\"subject\""),
        "\"seq\":\"x\",\"site\":\"song-giang\",\"subject\"",
    );
    assert_eq!(refused(&text).field(), Some("seq"));
    let day = bytes.replace("\"due_on\":\"", "\"due_on\":\"1");
    assert_eq!(refused(&day).field(), Some("says.due_on"));
    let deep = bytes_of("review.compiled").replace("{\"words\":", "{\"word\":");
    let field = refused(&deep).field().map(str::to_owned);
    assert!(
        field.as_deref().is_some_and(|f| f.starts_with("says.sections.0.lines.0.pieces.")),
        "{field:?}"
    );
}

#[test]
fn a_missing_field_is_named() {
    let bytes = bytes_of("task.returned");
    let start = bytes.find("\"reason\"").unwrap();
    let end = start + bytes[start..].find('}').unwrap();
    let without = format!("{}{}", &bytes[..start], &bytes[end..]);
    assert_eq!(refused(&without), WireError::Missing { field: "says.reason".into() });
}

#[test]
fn bytes_that_mean_the_act_but_are_not_its_own_are_refused() {
    let bytes = bytes_of("task.extended");
    let spaced = bytes.replacen("{\"actor\"", "{ \"actor\"", 1);
    assert_eq!(refused(&spaced), WireError::NotCanonical { at: 1 });
    let escaped = bytes.replace('ỉ', "\\u1ec9");
    assert!(matches!(refused(&escaped), WireError::NotCanonical { .. }));
    let twice = bytes.replacen("\"v\":1", "\"v\":1,\"v\":1", 1);
    assert!(matches!(refused(&twice), WireError::NotCanonical { .. }));
    assert!(matches!(refused(&format!("{bytes}\n")), WireError::NotCanonical { .. }));
}

#[test]
fn what_a_later_program_says_is_kept_unread_with_its_bytes() {
    let now = bytes_of("task.extended");
    for (kind, on) in [("task.shortened", "task"), ("works.planned", "works")] {
        let later = now
            .replace("\"task.extended\"", &format!("\"{kind}\""))
            .replace("\"subject\":\"task/", &format!("\"subject\":\"{on}/"))
            .replace("\"says\":{", "\"says\":{\"a\":[1,{\"b\":\"c\"}],");
        let (act, prev) = wire::from_bytes(later.as_bytes()).unwrap();
        let record::Payload::Unread(unread) = &act.payload else { panic!("{act:?}") };
        assert_eq!((unread.kind.as_str(), unread.on.code()), (kind, on));
        assert_eq!(wire::kind_of(&act.payload), kind);
        assert_eq!(wire::to_bytes(&act, &prev), later.as_bytes());
        assert_eq!(record::fold([&act]), None);
        // Its outside is held to the same form as that of every act.
        let spaced = later.replace("\"says\":{", "\"says\": {");
        assert!(wire::from_bytes(spaced.as_bytes()).is_err());
        let nobody = later.replace("\"login\":", "\"logins\":");
        assert!(wire::from_bytes(nobody.as_bytes()).is_err());
    }
}

#[test]
fn other_versions_and_names_that_no_kind_can_have_are_refused() {
    for name in ["task", "task.", ".x", "Task.x", "task.x.y", "task.x1", "task.mới"] {
        let kind = bytes_of("task.extended").replace("\"task.extended\"", &format!("\"{name}\""));
        assert_eq!(refused(&kind), WireError::UnknownKind { kind: name.into() });
    }
    let subject = bytes_of("task.extended").replace("\"subject\":\"task/", "\"subject\":\"works/");
    assert_eq!(
        refused(&subject).field(),
        Some("subject"),
        "a kind that is known keeps to its object"
    );
    let version = bytes_of("task.extended").replace("\"v\":1}", "\"v\":2}");
    assert_eq!(refused(&version), WireError::UnknownVersion { found: 2 });
}

#[test]
fn no_cut_or_flipped_byte_passes_for_another_act_unseen() {
    let bytes = bytes_of("submission.corrected").into_bytes();
    let whole = wire::from_bytes(&bytes).unwrap();
    for i in 0..bytes.len() {
        assert!(wire::from_bytes(&bytes[..i]).is_err(), "cut at {i}");
        let mut flipped = bytes.clone();
        flipped[i] ^= 1;
        if let Ok(other) = wire::from_bytes(&flipped) {
            assert_ne!(other, whole, "byte {i}");
        }
    }
}
