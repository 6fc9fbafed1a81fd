//! Chức vụ from a spreadsheet: which posts a body has, and how many may hold each.

use super::world::World;
use super::{Change, Context, Planned, Register, Row, SheetColumn, SheetForm};
use crate::error::Problem;
use record::figures::Facts;
use record::offices::head_of;
use record::payload::BodyAct;

pub(crate) struct Posts;

const COLUMNS: [SheetColumn; 5] = [
    SheetColumn {
        key: "body",
        title: "Tên cơ quan",
        width: 56,
        must: true,
        hint: "tên trong danh mục; cùng tên thì ghi thêm sau dấu gạch chéo tên cơ quan cấp trên hoặc đơn vị hành chính",
    },
    SheetColumn {
        key: "post",
        title: "Chức vụ",
        width: 34,
        must: true,
        hint: "không kèm tên cơ quan, như “Phó Chủ tịch”",
    },
    SheetColumn {
        key: "seats",
        title: "Định số",
        width: 10,
        must: false,
        hint: "số người giữ cùng lúc; để trống là 1",
    },
    SheetColumn {
        key: "from", title: "Từ ngày", width: 14, must: true, hint: "ngày/tháng/năm"
    },
    SheetColumn {
        key: "basis",
        title: "Căn cứ",
        width: 44,
        must: false,
        hint: "số, ký hiệu, ngày của văn bản",
    },
];

impl Register for Posts {
    type World = World;

    const SHEET: SheetForm = SheetForm { code: "posts", name: "Chức vụ", columns: &COLUMNS };

    fn world(facts: &Facts) -> World {
        World::of(facts)
    }

    fn plan(world: &mut World, context: &Context<'_>, row: &mut Row<'_>) -> Option<Planned> {
        let (body, post) = (row.must("body"), row.must("post"));
        if row.text("from").is_none() {
            row.must("from");
        }
        let day = row.day("from");
        let seats = row.count("seats").unwrap_or(1);
        let (body, post, day) = (body?, post?, day?);
        let named = row.ok("body", world.body(&body, day))?;
        row.ok("body", world.permitted(context, &named))?;
        let basis = row.text("basis");
        if row.is_bad() {
            return None;
        }
        let names = [named.name.as_str()];
        let what = format!("{}, {}", head_of(&post, names), named.name);
        let same = world.bodies.get(&named.at).and_then(|b| {
            b.posts_on(day).find(|p| record::offices::key(&p.post) == record::offices::key(&post))
        });
        match same {
            Some(laid) if laid.seats == seats => {
                return Some(Planned { what, change: Change::Same, drafts: Vec::new() });
            }
            Some(laid) => {
                let facts = [("post", post), ("seats", laid.seats.to_string())];
                row.wrong("seats", Problem::new("import.seats-other", facts));
                return None;
            }
            None => {}
        }
        let says = BodyAct::PostLaidDown { post, seats, basis };
        let drafts = row.ok("", world.on_body(context, &named.at, day, says))?;
        world.put(row.number(), &drafts);
        Some(Planned { what, change: Change::New, drafts })
    }

    fn finish(world: &World, facts: &Facts) -> Vec<(u32, Problem)> {
        world.faults(facts)
    }
}
