//! How lists of units and single units look in the terminal.

use crate::Ended;
use app::national::{Link, ListOn, LoadedUnits, NamedFor, Sheet, UnitLine};
use std::io::Write;
use std::process::ExitCode;

/// Writes to the terminal; a reader that hung up (`| head`) is no fault.
pub(crate) fn out(text: &str) -> Ended {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(e.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// A list as a table with a line of counts below.
pub(crate) fn table(list: &ListOn) -> String {
    let header = ["Mã", "Đơn vị", "Trực thuộc"].map(str::to_owned);
    let of = |unit: &UnitLine| [unit.code.clone(), full(unit), above(unit)];
    let rows: Vec<[String; 3]> = list.units.iter().map(of).collect();
    let mut out = String::new();
    if !rows.is_empty() {
        let wide = |i: usize| {
            let cells = std::iter::once(&header).chain(&rows);
            cells.map(|row| row[i].chars().count()).max().unwrap_or(0)
        };
        let (code, name) = (wide(0), wide(1));
        for row in std::iter::once(&header).chain(&rows) {
            let line = format!("{}  {}  {}", pad(&row[0], code), pad(&row[1], name), row[2]);
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    let day = list.on.parse::<terms::Day>().map_or_else(|_| list.on.clone(), |d| d.vn());
    let n = terms::amount::group(list.units.len() as u64);
    let place = list.province.as_ref().map_or(String::new(), |p| format!(" của {}", p.name));
    let level = terms::UnitLevel::from_code(&list.level).map_or("", |l| l.label());
    out.push_str(&format!("{n} đơn vị {}{place} vào ngày {day}.\n", level.to_lowercase()));
    out.extend(list.note.iter().map(|note| format!("{note}\n")));
    out
}

fn full(unit: &UnitLine) -> String {
    format!("{} {}", unit.unit_type, unit.name)
}

/// The units above, nearest first.
fn above(unit: &UnitLine) -> String {
    let parent = unit.parent.iter();
    let province = unit.province.iter().filter(|p| Some(*p) != unit.parent.as_ref());
    parent.chain(province).map(|s| s.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn pad(cell: &str, wide: usize) -> String {
    format!("{cell}{}", " ".repeat(wide.saturating_sub(cell.chars().count())))
}

/// A list as comma separated values (RFC 4180).
pub(crate) fn csv(list: &ListOn) -> String {
    let header = "code,level,type,name,parent_code,parent,province_code,province,since,until,id\n";
    let mut out = header.to_owned();
    for unit in &list.units {
        let of = |s: &Option<app::national::Short>| {
            s.as_ref().map(|s| (s.code.clone(), s.name.clone())).unwrap_or_default()
        };
        let (parent, province) = (of(&unit.parent), of(&unit.province));
        let day = |d: &Option<String>| d.clone().unwrap_or_default();
        let cells = [
            &unit.code,
            &unit.level,
            &unit.unit_type,
            &unit.name,
            &parent.0,
            &parent.1,
            &province.0,
            &province.1,
            &day(&unit.since),
            &day(&unit.until),
            &unit.id,
        ];
        out.push_str(&cells.map(|c| quoted(c)).join(","));
        out.push('\n');
    }
    out
}

fn quoted(cell: &str) -> String {
    match cell.contains([',', '"', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

/// One unit with its names and its succession.
pub(crate) fn sheet(sheet: &Sheet) -> String {
    let unit = &sheet.unit;
    let mut out = format!("{}\n", sheet.path);
    out.push_str(&format!("  Mã {}, định danh {}, {}\n", unit.code, unit.id, lasted(unit)));
    if sheet.names.len() > 1 {
        out.push_str("Tên gọi qua các thời kỳ:\n");
        out.extend(sheet.names.iter().map(name));
    }
    section(&mut out, "Hình thành từ", &sheet.from);
    section(&mut out, "Sáp nhập, chia tách vào", &sheet.into);
    if let Some(act) = &sheet.ended_by {
        out.push_str(&format!("Chấm dứt tồn tại, không có đơn vị kế tiếp:\n  {act}\n"));
    }
    out
}

fn lasted(unit: &UnitLine) -> String {
    match (&unit.since, &unit.until) {
        (None, None) => "đang tồn tại, chưa rõ ngày bắt đầu".to_owned(),
        (None, Some(until)) => format!("tồn tại đến hết ngày {}", vn(until)),
        (Some(since), None) => format!("tồn tại từ ngày {}", vn(since)),
        (Some(since), Some(until)) => format!("tồn tại từ {} đến hết {}", vn(since), vn(until)),
    }
}

fn name(name: &NamedFor) -> String {
    let since = name.since.as_deref().map(vn);
    let until = name.until.as_deref().map(vn);
    let when = match (since, until) {
        (None, Some(until)) => format!("đến hết {until}"),
        (Some(since), None) => format!("từ {since}"),
        (Some(since), Some(until)) => format!("{since} – {until}"),
        (None, None) => String::new(),
    };
    let act = name.act.as_ref().map_or(String::new(), |a| format!("\n    {a}"));
    format!("  {when}: {} (mã {}){act}\n", name.path, name.code)
}

/// Units at the other end, with the act once for all that share it.
fn section(out: &mut String, title: &str, links: &[Link]) {
    let Some(first) = links.first() else { return };
    out.push_str(&format!("{title} (ngày {}):\n", vn(&first.on)));
    let wide = links.iter().map(|l| l.share.chars().count()).max().unwrap_or(0);
    for link in links {
        out.push_str(&format!("  {}  {} (mã {})\n", pad(&link.share, wide), link.path, link.code));
    }
    let mut acts: Vec<&str> = links.iter().map(|l| l.act.as_str()).collect();
    acts.dedup();
    out.extend(acts.iter().map(|act| format!("  Căn cứ: {act}\n")));
}

fn vn(day: &str) -> String {
    day.parse::<terms::Day>().map_or_else(|_| day.to_owned(), |d| d.vn())
}

/// What was loaded, in one or two lines.
pub(crate) fn loaded(loaded: &LoadedUnits) -> String {
    let group = |n: usize| terms::amount::group(n as u64);
    let [provinces, districts, communes] = loaded.new.map(group);
    let mut out = format!(
        "Đã nạp {provinces} đơn vị cấp tỉnh, {districts} cấp huyện, {communes} cấp xã; {} lượt ghi.\n",
        group(loaded.acts)
    );
    if loaded.known > 0 {
        out.push_str(&format!("{} đơn vị đã có trong sổ, giữ nguyên.\n", group(loaded.known)));
    }
    out
}
