//! The units of a level on a day, of the whole country or of one province.

use super::{before_data, refused};
use crate::error::{Error, Problem};
use serde::Serialize;
use terms::{Day, UnitLevel};
use units::{Standing, UnitId, register};

/// A unit in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitLine {
    /// Its identity in the national register.
    pub id: String,
    /// Code on the day.
    pub code: String,
    /// Code of its level: `province`, `district`, `commune`.
    pub level: String,
    /// Type word.
    #[serde(rename = "type")]
    pub unit_type: String,
    /// Name without the type word.
    pub name: String,
    /// The unit above it on the day.
    pub parent: Option<Short>,
    /// The province in which it lies; none for a province.
    pub province: Option<Short>,
    /// Its first day, `YYYY-MM-DD`; none is before the data.
    pub since: Option<String>,
    /// Its last day; none while it stands.
    pub until: Option<String>,
}

/// A unit by name and code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Short {
    /// Code.
    pub code: String,
    /// Type word and name.
    pub name: String,
}

/// The units of a level on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListOn {
    /// Version of this form of answer.
    pub version: u32,
    /// The day, `YYYY-MM-DD`.
    pub on: String,
    /// Code of the level.
    pub level: String,
    /// The province, when one was asked.
    pub province: Option<Short>,
    /// What must be known to read the list right, in Vietnamese.
    pub note: Option<String>,
    /// The day until which changes of units were looked for.
    pub known_until: String,
    /// The units in Vietnamese order: by province, by district, by name.
    pub units: Vec<UnitLine>,
}

impl UnitLine {
    pub(super) fn of(s: &Standing<'_>) -> Self {
        let province = (s.unit.level != UnitLevel::Province).then(|| Short::of(&s.province()));
        Self {
            id: s.unit.id.to_string(),
            code: s.facts.code.to_owned(),
            level: s.unit.level.code().to_owned(),
            unit_type: s.facts.unit_type.to_owned(),
            name: s.facts.name.to_owned(),
            parent: s.parent().map(|p| Short::of(&p)),
            province,
            since: s.unit.since.map(|d| d.to_string()),
            until: s.unit.until.map(|d| d.to_string()),
        }
    }
}

impl Short {
    pub(super) fn of(s: &Standing<'_>) -> Self {
        Self { code: s.facts.code.to_owned(), name: s.facts.full() }
    }
}

/// The units of a level that stand on a day; those of one province when one is asked, by code or by name.
///
/// A level that is no more gives an empty list with a note that says since when and by which act.
///
/// # Errors
/// `units.before-data`, `units.code-unknown`, `units.name-unknown`, `units.ambiguous`, `units.not-a-province`.
pub fn list(on: Day, level: UnitLevel, province: Option<&str>) -> Result<ListOn, Error> {
    if on < units::first_day() {
        return Err(before_data(on));
    }
    let province = province.map(|typed| province_on(typed, on)).transpose()?;
    let mut found: Vec<Standing<'_>> = match &province {
        Some(p) => register().within(p.unit.id, on, level).collect(),
        None => register().on(on, level).collect(),
    };
    in_order(&mut found);
    Ok(ListOn {
        version: 1,
        on: on.to_string(),
        level: level.code().to_owned(),
        province: province.as_ref().map(Short::of),
        note: note(on, level),
        known_until: units::known_until().to_string(),
        units: found.iter().map(UnitLine::of).collect(),
    })
}

/// A province on a day. A name that a district shares is taken for the province.
fn province_on(typed: &str, on: Day) -> Result<Standing<'static>, Error> {
    let of_level = |s: &&Standing<'static>| s.unit.level == UnitLevel::Province;
    let found = match register().find(typed, Some(on)) {
        Err(units::Refusal::Ambiguous { candidates }) => {
            let mut provinces = candidates.iter().filter(of_level).copied();
            match (provinces.next(), provinces.next()) {
                (Some(one), None) => Ok(one),
                _ => Err(units::Refusal::Ambiguous { candidates }),
            }
        }
        other => other,
    };
    let found = found.map_err(|refusal| refused(typed, Some(on), &refusal))?;
    let other_level = || {
        let facts = [("what", found.path()), ("level", found.unit.level.label().to_lowercase())];
        Error::Refused(Problem::new("units.not-a-province", facts))
    };
    Some(found).filter(|s| of_level(&s)).ok_or_else(other_level)
}

fn note(on: Day, level: UnitLevel) -> Option<String> {
    let act = register().end_of_districts();
    let gone = level == UnitLevel::District && on > units::last_day_of_districts();
    let late = on > units::known_until();
    match (gone, late) {
        (true, _) => Some(format!(
            "Từ ngày {} không còn đơn vị hành chính cấp huyện ({}).",
            act.on.vn(),
            act.title
        )),
        (false, true) => Some(format!(
            "Danh mục cập nhật đến ngày {}; thay đổi sau ngày đó chưa được ghi nhận.",
            units::known_until().vn()
        )),
        _ => None,
    }
}

/// The Vietnamese order, numbers by their value: phường 2 before phường 10.
fn in_order(found: &mut [Standing<'_>]) {
    let order = text::collate::Collator::vietnamese();
    let key = |name: &str| {
        let name = with_wide_numbers(name);
        order.as_ref().map_or_else(|| text::fold::bare(&name).into_bytes(), |o| o.sort_key(&name))
    };
    let mut known: std::collections::HashMap<UnitId, Vec<u8>> = std::collections::HashMap::new();
    let mut keys = |s: &Standing<'_>| -> Vec<Vec<u8>> {
        let mut line: Vec<Standing<'_>> = std::iter::once(*s).chain(s.line_above()).collect();
        line.reverse();
        let of = |s: &Standing<'_>| (s.unit.id, s.facts.name);
        line.iter()
            .map(of)
            .map(|(id, n)| known.entry(id).or_insert_with(|| key(n)).clone())
            .collect()
    };
    found.sort_by_cached_key(|s| (keys(s), s.facts.code));
}

fn with_wide_numbers(name: &str) -> String {
    let word = |w: &str| match w.parse::<u32>() {
        Ok(n) => format!("{n:06}"),
        Err(_) => w.to_owned(),
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
