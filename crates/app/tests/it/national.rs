//! The national register asked, and taken over into an installation as acts.

use crate::province::{clock, day};
use app::national::{self, LoadedUnits, Scope};
use app::{Error, Office, Viewer};
use record::object::Unit;
use record::payload::{Share, UnitAct};
use record::{Draft, Payload};
use store::Store;
use terms::{Day, Kind, UnitLevel};

struct Place {
    office: Office,
    store: Store,
    viewer: Viewer,
    _folder: tempfile::TempDir,
}

/// An empty installation with one officer.
async fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let url = app::database_in(folder.path());
    let site: terms::Site = "bac-ninh".parse().unwrap();
    let office = Office::create(&url, site.clone(), clock).await.unwrap();
    let body = "Ban Chỉ đạo khu vực phòng thủ tỉnh Bắc Ninh";
    office.set_up(body, "quan.tri", "Quản trị", "mat-khau-dai").await.unwrap();
    let viewer = office.clerk_at_the_machine(None).await.unwrap();
    let store = Store::open(&url, site, text::fold::bare).await.unwrap();
    Place { office, store, viewer, _folder: folder }
}

impl Place {
    async fn load(&self, province: &str) -> Result<LoadedUnits, Error> {
        let scope = Scope::typed(Some(province)).unwrap();
        self.office.load_national_units(&self.viewer, scope, day(2021, 1, 1), &|_, _| {}).await
    }

    async fn units(&self) -> Vec<Unit> {
        let all = self.store.load_all(Kind::Unit).await.unwrap();
        all.into_iter().filter_map(|o| Unit::try_from(o).ok()).collect()
    }
}

fn count(units: &[Unit], level: UnitLevel, on: Day) -> usize {
    units.iter().filter(|u| u.level == level && u.exists_on(on)).count()
}

#[test]
fn a_list_is_in_vietnamese_order_with_numbers_by_their_value() {
    let on = day(2025, 6, 30);
    let list = national::list(on, UnitLevel::Commune, Some("79")).unwrap();
    let of_district_10 = |u: &&national::UnitLine| u.parent.as_ref().unwrap().name == "quận 10";
    let names: Vec<&str> =
        list.units.iter().filter(of_district_10).map(|u| u.name.as_str()).collect();
    assert_eq!(names, ["1", "2", "4", "6", "8", "9", "10", "12", "13", "14", "15"]);
    let provinces = national::list(on, UnitLevel::Province, None).unwrap();
    let names: Vec<&str> = provinces.units.iter().map(|u| u.name.as_str()).collect();
    assert_eq!(names.len(), 63);
    assert_eq!(names[..4], ["An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang"]);
    assert_eq!(names[60..], ["Vĩnh Long", "Vĩnh Phúc", "Yên Bái"]);
}

#[test]
fn a_level_that_is_no_more_says_since_when_and_why() {
    let list = national::list(day(2025, 7, 1), UnitLevel::District, None).unwrap();
    assert!(list.units.is_empty());
    let note = list.note.unwrap();
    assert!(note.contains("01/07/2025") && note.contains("72/2025/QH15"), "{note}");
}

fn code(result: Result<impl Sized, Error>) -> String {
    result.err().map(|e| e.code().to_owned()).unwrap_or_default()
}

#[test]
fn what_cannot_be_answered_has_a_stable_code() {
    assert_eq!(code(national::typed_day("31/02/2025")), "units.day-bad");
    assert_eq!(code(national::typed_level("thôn")), "units.level-bad");
    assert_eq!(national::typed_level("cấp xã").unwrap(), UnitLevel::Commune);
    let old = day(2024, 12, 31);
    assert_eq!(code(national::list(old, UnitLevel::Province, None)), "units.before-data");
    let on = day(2026, 1, 1);
    assert_eq!(code(national::list(on, UnitLevel::Commune, Some("00004"))), "units.not-a-province");
    assert_eq!(code(national::sheet("26740", None)), "units.ambiguous");
    assert_eq!(code(national::sheet("99999", None)), "units.code-unknown");
    assert_eq!(code(national::sheet("Không Có Đâu", None)), "units.name-unknown");
    assert_eq!(code(national::sheet("11948", Some(day(2025, 6, 30)))), "units.other-day");
    let words = national::sheet("26740", None).unwrap_err().words();
    assert!(words.happened.contains("phường Bến Nghé, quận 1"), "{words:?}");
    assert!(words.happened.contains("phường Sài Gòn"), "{words:?}");
}

#[test]
fn a_sheet_tells_from_what_into_what_by_which_act_whole_or_in_part() {
    let sheet = national::sheet("26740", Some(day(2026, 1, 1))).unwrap();
    assert_eq!(sheet.path, "phường Sài Gòn, thành phố Hồ Chí Minh");
    let of: Vec<(&str, &str, &str)> =
        sheet.from.iter().map(|l| (l.code.as_str(), l.area, l.population)).collect();
    let part = ("part", "unknown");
    let expected = [("26737", part.0, part.1), ("26740", "all", "all"), ("26746", part.0, part.1)];
    let mut of_sorted = of.clone();
    of_sorted.sort_unstable();
    assert_eq!(of_sorted, expected);
    assert!(sheet.from[0].act.contains("1685/NQ-UBTVQH15"));
    let district = national::sheet("760", None).unwrap();
    assert!(district.into.is_empty() && district.ended_by.unwrap().contains("72/2025/QH15"));
}

#[test]
fn a_province_of_any_time_stands_for_the_one_of_today() {
    let of = |typed: &str| Scope::typed(Some(typed));
    for typed in ["24", "27", "Bắc Giang", "tỉnh Bắc Ninh", "bac ninh"] {
        assert_eq!(of(typed).unwrap(), of("27").unwrap(), "{typed}");
    }
    assert_eq!(code(of("00004")), "units.not-a-province");
    // 80 was Long An and is Tây Ninh, 72 was Tây Ninh: one province of today.
    assert_eq!(of("80").unwrap(), of("72").unwrap());
}

#[test]
fn the_acts_of_a_unit_carry_names_and_basis_and_fit_one_after_another() {
    let scope = Scope::typed(Some("01")).unwrap();
    let body = terms::Named { at: national::reference(scope.units()[0]), name: "cơ quan".into() };
    let actor = record::Actor { login: "a".into(), name: "A".into(), body };
    let drafts_of = |u| national::drafts(u, &actor, day(2026, 3, 10), day(2021, 1, 1)).unwrap();
    let drafts: Vec<Draft> = scope.units().into_iter().flat_map(drafts_of).collect();
    let mut parts = 0;
    for draft in &drafts {
        let Payload::Unit(says) = &draft.payload else { panic!("an act on a unit") };
        match says {
            UnitAct::Created { basis, predecessors, .. } => {
                assert!(basis.is_some());
                let divided = |p: &&record::payload::Predecessor| p.area == Share::Part;
                assert!(
                    predecessors.iter().filter(divided).all(|p| p.population == Share::Unknown)
                );
                parts += predecessors.iter().filter(divided).count();
            }
            UnitAct::Abolished { basis } => assert!(basis.is_some()),
            _ => {}
        }
        assert_eq!(draft.subject.site.as_str(), "vn");
    }
    assert!(parts > 0 && drafts.len() > 600, "{parts} {}", drafts.len());
}

#[tokio::test]
async fn a_province_is_loaded_with_what_went_into_it_and_only_once() {
    let place = place().await;
    let loaded = place.load("27").await.unwrap();
    assert_eq!((loaded.new[0], loaded.known), (3, 0));
    let units = place.units().await;
    assert_eq!(units.len(), loaded.new.iter().sum::<usize>());
    assert!(units.iter().all(|u| u.misfits.is_empty()));
    let (old, new) = (day(2021, 12, 31), day(2025, 12, 31));
    assert_eq!(count(&units, UnitLevel::Province, old), 2);
    assert_eq!(count(&units, UnitLevel::Province, new), 1);
    assert_eq!(
        [count(&units, UnitLevel::Commune, new), count(&units, UnitLevel::District, new)],
        [99, 0]
    );
    let wards = units
        .iter()
        .filter(|u| u.exists_on(new) && u.code_on(new) == Some("07210"))
        .collect::<Vec<_>>();
    assert_eq!(wards.len(), 1);
    assert_eq!(wards[0].predecessors.len(), 7);
    assert_eq!(code(place.load("24").await), "units.already-loaded");
    let again = place.load("01").await.unwrap();
    assert_eq!(again.known, 0);
}

#[tokio::test]
async fn a_unit_on_record_is_never_overwritten_and_a_code_never_has_two_units() {
    let place = place().await;
    let new = app::entry::NewUnit {
        level: UnitLevel::Province,
        unit_type: "tỉnh".into(),
        name: "Bắc Ninh (nhập tay)".into(),
        code: Some("24".into()),
        parent: None,
        from: Some(day(2025, 7, 1)),
        basis: None,
        centre: None,
    };
    place.office.enter_unit(&place.viewer, new).await.unwrap();
    assert_eq!(code(place.load("27").await), "units.code-taken");
    assert_eq!(place.units().await.len(), 1, "a refusal leaves nothing");
    // Its code is free in another province's years.
    place.load("01").await.unwrap();
}

#[tokio::test]
async fn a_beginning_after_the_old_map_is_refused() {
    let place = place().await;
    let scope = Scope::typed(Some("27")).unwrap();
    let late = day(2025, 7, 1);
    let asked = place.office.load_national_units(&place.viewer, scope, late, &|_, _| {}).await;
    assert_eq!(code(asked), "units.since-bad");
}

#[tokio::test]
async fn no_installation_is_the_national_register() {
    let folder = tempfile::tempdir().unwrap();
    let url = app::database_in(folder.path());
    let made = Office::create(&url, "vn".parse().unwrap(), clock).await;
    assert_eq!(code(made), "site.reserved");
}
