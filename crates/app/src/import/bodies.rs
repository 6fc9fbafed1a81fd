//! Cơ quan, tổ chức from a spreadsheet: new ones, and changes of superior, standing agency and short name of those there.

use super::world::{World, parted};
use super::{Change, Context, Planned, Register, Row, SheetColumn, SheetForm};
use crate::browse::{body_kind, body_kinds};
use crate::error::{Error, Problem};
use record::figures::Facts;
use record::object::Body;
use record::offices::key;
use record::payload::BodyAct;
use terms::{Chain, Day, Kind, Named};

pub(crate) struct Bodies;

const COLUMNS: [SheetColumn; 11] = [
    column(
        "name",
        "Tên cơ quan",
        56,
        true,
        "tên đầy đủ; nếu trong danh mục có nhiều cơ quan cùng tên, ghi thêm sau dấu gạch chéo tên cơ quan cấp trên hoặc đơn vị hành chính",
    ),
    column("short", "Tên ngắn", 28, false, ""),
    column(
        "kind",
        "Loại",
        30,
        false,
        "một loại trong danh sách của trang Thêm cơ quan; phải ghi khi là cơ quan mới",
    ),
    column("parent", "Cấp trên trực tiếp", 50, false, "tên trong danh mục hoặc ở hàng phía trên"),
    column("unit", "Đơn vị hành chính", 28, false, "như “xã Bến Trại”"),
    column(
        "from",
        "Từ ngày",
        14,
        true,
        "ngày/tháng/năm: ngày thành lập, hoặc ngày thay đổi có hiệu lực",
    ),
    column("basis", "Căn cứ", 44, false, "số, ký hiệu, ngày của văn bản"),
    column("party", "Cấp trên hệ Đảng", 40, false, ""),
    column("military", "Cấp trên hệ Quân sự", 40, false, ""),
    column("front", "Cấp trên hệ Mặt trận và đoàn thể", 40, false, ""),
    column("standing", "Là cơ quan thường trực của", 40, false, ""),
];

const fn column(
    key: &'static str,
    title: &'static str,
    width: u16,
    must: bool,
    hint: &'static str,
) -> SheetColumn {
    SheetColumn { key, title, width, must, hint }
}

/// What a row says, read and resolved.
struct Wanted {
    short: Option<String>,
    kind: Option<String>,
    parent: Option<Named>,
    unit: Option<Named>,
    chains: Vec<(Chain, Named)>,
    standing: Option<Named>,
    basis: Option<String>,
}

impl Register for Bodies {
    type World = World;

    const SHEET: SheetForm =
        SheetForm { code: "bodies", name: "Cơ quan, tổ chức", columns: &COLUMNS };

    fn world(facts: &Facts) -> World {
        World::of(facts)
    }

    fn plan(world: &mut World, context: &Context<'_>, row: &mut Row<'_>) -> Option<Planned> {
        let typed = row.must("name");
        if row.text("from").is_none() {
            row.must("from");
        }
        let day = row.day("from");
        let (typed, day) = (typed?, day?);
        let wanted = wanted(world, row, day);
        let (name, under) = parted(&typed);
        let known = found(world, row, &typed, (name, under), &wanted, day);
        if row.is_bad() {
            return None;
        }
        let known_at = known.as_ref().map(|b| b.named_on(day));
        let planned = match known {
            Some(body) => changes(context, &body, day, &wanted),
            None => new(context, name, day, &wanted),
        };
        let planned = row.ok("", planned)?;
        if planned.change != Change::Same {
            let whose = match (&known_at, &wanted.parent) {
                (Some(known), _) => Some(known.clone()),
                (None, parent) => parent.clone(),
            };
            whose.map_or(Some(()), |body| row.ok("", world.permitted(context, &body)))?;
            // Whoever puts a body under another is an officer there too.
            let above = wanted.parent.as_ref().filter(|_| planned.change != Change::New);
            above.map_or(Some(()), |above| row.ok("parent", world.permitted(context, above)))?;
        }
        world.put(row.number(), &planned.drafts);
        Some(planned)
    }

    fn finish(world: &World, facts: &Facts) -> Vec<(u32, Problem)> {
        world.faults(facts)
    }
}

fn wanted(world: &World, row: &mut Row<'_>, day: Day) -> Wanted {
    let body = |row: &mut Row<'_>, key: &'static str| {
        let typed = row.text(key)?;
        row.ok(key, world.body(&typed, day))
    };
    let parent = body(row, "parent");
    let chains = [(Chain::Party, "party"), (Chain::Military, "military"), (Chain::Front, "front")];
    let chains = chains.into_iter().filter_map(|(c, key)| body(row, key).map(|n| (c, n))).collect();
    let standing = body(row, "standing");
    let unit = row.text("unit").and_then(|typed| row.ok("unit", world.unit(&typed, day)));
    let kind = row.text("kind").and_then(|typed| {
        let same = |(code, label): &(&str, &str)| key(label) == key(&typed) || *code == typed;
        let code = body_kinds().find(same).map(|(code, _)| code.to_owned());
        if code.is_none() {
            row.wrong("kind", Problem::new("import.kind-unknown", [("name", typed)]));
        }
        code
    });
    Wanted {
        short: row.text("short"),
        kind,
        parent,
        unit,
        chains,
        standing,
        basis: row.text("basis"),
    }
}

/// The body that is there under the name on the day, told apart by superior and unit where there are several.
fn found(
    world: &World,
    row: &mut Row<'_>,
    typed: &str,
    (name, under): (&str, Option<&str>),
    wanted: &Wanted,
    day: Day,
) -> Option<Body> {
    let mut same = world.bodies_called(name, under, day);
    if same.len() > 1 {
        let fits = |b: &&Body| {
            let unit = wanted.unit.as_ref();
            let parent = wanted.parent.as_ref();
            unit.is_none_or(|u| b.unit.as_ref().is_some_and(|x| x.at == u.at))
                && (unit.is_some()
                    || parent.is_none_or(|p| b.parent_on(day).is_some_and(|x| x.at == p.at)))
        };
        same.retain(fits);
    }
    // A namesake in another unit is another body.
    if let ([one], Some(unit)) = (same.as_slice(), &wanted.unit)
        && one.unit.as_ref().is_some_and(|u| u.at != unit.at)
    {
        return None;
    }
    match same.as_slice() {
        [] => None,
        [one] => Some((*one).clone()),
        _ => {
            row.ok("name", world.body(typed, day));
            None
        }
    }
}

fn new(context: &Context<'_>, name: &str, day: Day, wanted: &Wanted) -> Result<Planned, Error> {
    let Some(kind) = wanted.kind.clone() else {
        return Err(Error::Refused(Problem::new("import.kind-missing", [])));
    };
    let at = (context.fresh)(Kind::Body);
    let established = BodyAct::Established {
        name: name.to_owned(),
        short_name: wanted.short.clone(),
        kind,
        parent: wanted.parent.clone(),
        unit: wanted.unit.clone(),
        standing_for: wanted.standing.clone(),
        basis: wanted.basis.clone(),
    };
    // The places in the chains come after: they are planned on the body as it will be.
    let mut ahead = World::of(&Facts::default());
    let mut drafts = ahead.on_body(context, &at, day, established)?;
    ahead.put(0, &drafts);
    for (chain, above) in &wanted.chains {
        let basis = wanted.basis.clone();
        let says = BodyAct::Placed { chain: *chain, parent: Some(above.clone()), basis };
        let more = ahead.on_body(context, &at, day, says)?;
        ahead.put(0, &more);
        drafts.extend(more);
    }
    Ok(Planned { what: name.to_owned(), change: Change::New, drafts })
}

fn changes(
    context: &Context<'_>,
    body: &Body,
    day: Day,
    wanted: &Wanted,
) -> Result<Planned, Error> {
    let name = body.named_on(day).name;
    let (mut lines, mut acts) = (Vec::new(), Vec::new());
    if let Some(kind) = wanted.kind.as_ref().filter(|k| body_kind(k) != body_kind(&body.kind)) {
        let facts =
            [("name", body_kind(kind).to_owned()), ("kind", body_kind(&body.kind).to_owned())];
        return Err(Error::Refused(Problem::new("import.kind-other", facts)));
    }
    let basis = || wanted.basis.clone();
    let mut moved = |what: &str, old: Option<&Named>, new: &Option<Named>, says: BodyAct| {
        let Some(new) = new.as_ref().filter(|n| old.is_none_or(|o| o.at != n.at)) else { return };
        let old = old.map_or("chưa ghi", |o| o.name.as_str());
        lines.push(format!("{what}: {old} → {}", new.name));
        acts.push(says);
    };
    let parent = wanted.parent.clone();
    let says = BodyAct::Moved { parent: parent.clone(), basis: basis() };
    moved("Cấp trên trực tiếp", body.parent_on(day), &parent, says);
    for (chain, above) in &wanted.chains {
        let above = Some(above.clone());
        let says = BodyAct::Placed { chain: *chain, parent: above.clone(), basis: basis() };
        let what = format!("Cấp trên hệ {}", chain.label());
        moved(&what, body.above_in(*chain, day), &above, says);
    }
    let standing = wanted.standing.clone();
    let says = BodyAct::StandingSet { standing_for: standing.clone(), basis: basis() };
    moved("Là cơ quan thường trực của", body.standing_for_on(day), &standing, says);
    let now = body.name_on(day);
    let old = now.and_then(|n| n.short_name.clone()).unwrap_or_default();
    if let (Some(new), Some(now)) = (wanted.short.as_ref().filter(|s| **s != old), now) {
        lines.push(format!("Tên ngắn: {} → {new}", if old.is_empty() { "chưa ghi" } else { &old }));
        acts.push(BodyAct::Corrected {
            name: now.name.clone(),
            short_name: Some(new.clone()),
            reason: "Nhập tên ngắn từ bảng tính".to_owned(),
        });
    }
    let mut ahead = World::of(&Facts::default());
    ahead.bodies.insert(body.at.clone(), body.clone());
    let mut drafts = Vec::new();
    for says in acts {
        let more = ahead.on_body(context, &body.at, day, says)?;
        ahead.put(0, &more);
        drafts.extend(more);
    }
    let change = if lines.is_empty() { Change::Same } else { Change::Changed(lines) };
    Ok(Planned { what: name, change, drafts })
}
