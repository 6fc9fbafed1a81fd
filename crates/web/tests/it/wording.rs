//! Both languages say the same things, and nothing is said that no page uses.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use web::i18n::{Lang, source};
use web::view::common::{CellState, Coded};

fn room() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in source(lang).lines() {
        if let Some((name, _)) =
            line.split_once(" = ").filter(|_| line.starts_with(char::is_lowercase))
        {
            key = name.to_owned();
            assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{key} stands twice");
        }
        let args = line.split('$').skip(1).map(|rest| rest.split([' ', '}']).next().unwrap_or(""));
        found.entry(key.clone()).or_default().extend(args.map(str::to_owned));
    }
    found.remove("");
    found
}

fn files(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

/// Keys made from the codes of closed lists.
fn coded() -> BTreeSet<String> {
    fn of<C: Coded>(all: &[C]) -> Vec<String> {
        all.iter().map(Coded::key).collect()
    }
    use web::view::{form::MatrixState, intake::IntakeState, task, text::MentionKind};
    let lists = [
        of(terms::Kind::ALL),
        of(&app::search::What::ALL),
        of(terms::Field::ALL),
        of(terms::ActivityKind::ALL),
        of(terms::Relation::ALL),
        of(terms::Force::ALL),
        of(terms::TaskState::ALL),
        of(terms::Aggregation::ALL),
        of(terms::SubmissionState::ALL),
        of(terms::FindingKind::ALL),
        of(terms::ReviewState::ALL),
        of(terms::Role::ALL),
        of(terms::Scope::ALL),
        of(terms::UnitLevel::ALL),
        of(terms::Decision::ALL),
        of(terms::CalendarKind::ALL),
        of(terms::Certainty::ALL),
        of(web::view::calendar::Roundness::ALL),
        of(terms::Chain::ALL),
        of(terms::Charge::ALL),
        of(terms::AccessClass::ALL),
        of(&[CellState::Held]),
        of(CellState::ALL),
        of(MatrixState::ALL),
        of(IntakeState::ALL),
        of(task::TaskStep::ALL),
        of(task::TaskMove::ALL),
        of(MentionKind::ALL),
    ];
    let mut keys: BTreeSet<String> = lists.into_iter().flatten().collect();
    keys.extend(terms::Kind::of_any_program("works").map(|later| later.key()));
    keys.extend(task::TaskMove::ALL.iter().map(|m| format!("{}-says", m.key())));
    for block in ["overdue", "due", "calendar", "to-confirm", "to-approve"] {
        keys.extend([format!("desk-{block}"), format!("desk-{block}-none")]);
    }
    for status in [403, 404, 409, 413, 422, 500] {
        keys.extend(["what", "why", "todo"].map(|part| format!("error-{status}-{part}")));
    }
    keys
}

#[test]
fn both_languages_have_the_same_keys_and_arguments() {
    assert!(keys(Lang::Vi).len() > 300);
    assert_eq!(keys(Lang::Vi), keys(Lang::En));
}

#[test]
fn no_key_is_missing_or_unused() {
    let (mut paths, mut text) = (Vec::new(), String::new());
    files(&room().join("templates"), &mut paths);
    files(&room().join("src"), &mut paths);
    for path in paths {
        text.push_str(&fs::read_to_string(path).unwrap());
    }
    let known: BTreeSet<String> = keys(Lang::Vi).into_keys().collect();
    let coded = coded();
    let asked = regex::Regex::new(r#"\.(?:t|tn|tw|tof|ta|sort_head)\(\s*"([a-z0-9-]+)""#).unwrap();
    let asked: BTreeSet<String> =
        asked.captures_iter(&text).map(|c| c[1].to_owned()).chain(coded.clone()).collect();
    let missing: Vec<_> = asked.difference(&known).collect();
    assert!(missing.is_empty(), "no wording for {missing:?}");
    let unused: Vec<_> = known
        .iter()
        .filter(|key| !coded.contains(*key) && !text.contains(&format!("\"{key}\"")))
        .collect();
    assert!(unused.is_empty(), "wording that nothing uses: {unused:?}");
}

#[test]
fn vietnamese_labels_are_those_of_the_vocabulary() {
    for field in terms::Field::ALL {
        assert_eq!(Lang::Vi.t(&field.key()), field.label());
    }
    for state in terms::TaskState::ALL {
        assert_eq!(Lang::Vi.t(&state.key()), state.label());
    }
}

#[test]
fn numbers_and_plurals_follow_the_language() {
    assert_eq!(Lang::Vi.tn("units-n", 1234_u64), "1.234 đơn vị");
    assert_eq!(Lang::En.tn("units-n", 1234_u64), "1,234 units");
    assert_eq!(Lang::En.tn("units-n", 1_u64), "1 unit");
    assert_eq!(Lang::Vi.ta("n-of", &[("n", "90"), ("of", "97")]), "90/97");
}

#[test]
fn a_missing_key_shows_itself() {
    assert_eq!(Lang::Vi.t("no-such-key"), "⟦no-such-key⟧");
}
