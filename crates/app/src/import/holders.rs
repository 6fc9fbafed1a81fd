//! Người giữ chức vụ from a spreadsheet: names, ranks and posts, and nothing else of a person.

use super::world::World;
use super::{Change, Context, Planned, Register, Row, SheetColumn, SheetForm};
use crate::error::{Error, Problem};
use record::Draft;
use record::figures::Facts;
use record::object::Person;
use record::offices::{head_of, key};
use record::payload::PersonAct;
use terms::{Day, Edtf, Kind, Named, Ref};

pub(crate) struct Holders;

const COLUMNS: [SheetColumn; 7] = [
    SheetColumn { key: "name", title: "Họ và tên", width: 30, must: true, hint: "" },
    SheetColumn {
        key: "rank",
        title: "Cấp bậc",
        width: 16,
        must: false,
        hint: "cấp bậc tại ngày ghi ở cột Từ ngày",
    },
    SheetColumn {
        key: "post",
        title: "Chức vụ",
        width: 34,
        must: true,
        hint: "không kèm tên cơ quan, như “Phó Chủ tịch”",
    },
    SheetColumn {
        key: "body",
        title: "Tên cơ quan",
        width: 56,
        must: true,
        hint: "tên trong danh mục; cùng tên thì ghi thêm sau dấu gạch chéo tên cơ quan cấp trên hoặc đơn vị hành chính",
    },
    SheetColumn {
        key: "from",
        title: "Từ ngày",
        width: 14,
        must: true,
        hint: "ngày/tháng/năm bắt đầu giữ chức vụ",
    },
    SheetColumn {
        key: "to",
        title: "Đến ngày",
        width: 14,
        must: false,
        hint: "ngày cuối cùng giữ chức vụ; để trống khi đang giữ",
    },
    SheetColumn {
        key: "known",
        title: "Chức vụ đã có trên hệ thống",
        width: 44,
        must: false,
        hint: "chỉ ghi khi có nhiều người trùng họ tên: một chức vụ đã ghi của đúng người đó",
    },
];

impl Register for Holders {
    type World = World;

    const SHEET: SheetForm =
        SheetForm { code: "holders", name: "Người giữ chức vụ", columns: &COLUMNS };

    fn world(facts: &Facts) -> World {
        World::of(facts)
    }

    fn plan(world: &mut World, context: &Context<'_>, row: &mut Row<'_>) -> Option<Planned> {
        let (name, post, body) = (row.must("name"), row.must("post"), row.must("body"));
        if row.text("from").is_none() {
            row.must("from");
        }
        let (from, to) = (row.day("from"), row.day("to"));
        let (name, post, body, from) = (name?, post?, body?, from?);
        let body = row.ok("body", world.body(&body, from))?;
        let rank = row.text("rank");
        let known = person(world, row, &name);
        if row.is_bad() {
            return None;
        }
        let wanted = Wanted { name, post, body, rank, from, to };
        let planned = row.ok("", plan(context, known, wanted))?;
        world.put(row.number(), &planned.drafts);
        Some(planned)
    }

    fn finish(world: &World, facts: &Facts) -> Vec<(u32, Problem)> {
        world.faults(facts)
    }
}

struct Wanted {
    name: String,
    post: String,
    body: Named,
    rank: Option<String>,
    from: Day,
    to: Option<Day>,
}

/// The person on the register who is meant; several of one name stop with their posts.
fn person(world: &World, row: &mut Row<'_>, name: &str) -> Option<Person> {
    let mut same = world.people_called(name);
    if let Some(known) = row.text("known") {
        same.retain(|p| p.posts.iter().any(|post| key(&post.title) == key(&known)));
        if same.is_empty() {
            row.wrong("known", Problem::new("import.person-unknown", [("name", name.to_owned())]));
            return None;
        }
    }
    match same.as_slice() {
        [] => None,
        [one] => Some((*one).clone()),
        several => {
            let each = several.iter().map(|p| {
                let posts: Vec<&str> = p.posts.iter().map(|post| post.title.as_str()).collect();
                format!("{} ({})", p.name, posts.join("; "))
            });
            let candidates = each.collect::<Vec<_>>().join(" · ");
            let facts = [("name", name.to_owned()), ("candidates", candidates)];
            row.wrong("known", Problem::new("import.person-ambiguous", facts));
            None
        }
    }
}

fn plan(context: &Context<'_>, known: Option<Person>, wanted: Wanted) -> Result<Planned, Error> {
    let Wanted { name, post, body, rank, from, to } = wanted;
    let head = head_of(&post, [body.name.as_str()]).to_owned();
    let title = titled(&head, &body.name);
    let what = format!("{name}, {title}");
    let at = known.as_ref().map_or_else(|| (context.fresh)(Kind::Person), |p| p.at.clone());
    let (mut acts, mut lines) = (Vec::new(), Vec::new());
    if known.is_none() {
        acts.push((from, PersonAct::Registered { name: name.clone() }));
    }
    let held = known.as_ref().and_then(|p| held(p, &head, &body, from));
    match held {
        Some(post) if post.to == to || to.is_none() => {}
        Some(post) => {
            if let Some(to) = to {
                lines.push(format!("{}: đến {}", post.title, to.vn()));
                acts.push((to.plus_days(1), PersonAct::PostLeft { title: post.title.clone() }));
            }
        }
        None => {
            lines.push(format!("thêm chức vụ {title}, từ {}", from.vn()));
            let body = Some(body.clone());
            let says = PersonAct::PostHeld { title, body, from: Some(Edtf::from(from)), to };
            acts.push((from, says));
        }
    }
    let now = known.as_ref().and_then(|p| p.rank_on(from));
    if let Some(rank) = rank.filter(|r| now.is_none_or(|now| key(now) != key(r))) {
        lines.push(format!("cấp bậc {rank}, từ {}", from.vn()));
        acts.push((from, PersonAct::RankHeld { rank, from: Some(Edtf::from(from)) }));
    }
    let drafts = drafts(context, &at, known.as_ref(), acts)?;
    let change = match (known.is_some(), lines.is_empty()) {
        (false, _) => Change::New,
        (true, true) => Change::Same,
        (true, false) => Change::Changed(lines),
    };
    Ok(Planned { what, change, drafts })
}

/// `Chủ tịch` and the name of the body; what ends with the first word of the name says it once.
fn titled(head: &str, body: &str) -> String {
    format!("{head} {body}")
}

/// The post on record that is the same: the same head in the same body, held on the day.
fn held<'p>(
    person: &'p Person,
    head: &str,
    body: &Named,
    day: Day,
) -> Option<&'p record::object::Post> {
    let same = |p: &&record::object::Post| {
        let of = p.body.as_ref().is_some_and(|b| b.at == body.at);
        of && key(head_of(&p.title, [body.name.as_str()])) == key(head)
    };
    person.posts.iter().filter(|p| p.since <= day && p.to.is_none_or(|to| day <= to)).find(same)
}

fn drafts(
    context: &Context<'_>,
    at: &Ref,
    known: Option<&Person>,
    acts: Vec<(Day, PersonAct)>,
) -> Result<Vec<Draft>, Error> {
    let mut ahead = World::of(&Facts::default());
    if let Some(person) = known {
        ahead.people.insert(at.clone(), person.clone());
    }
    let mut drafts = Vec::new();
    for (on, says) in acts {
        let more = ahead.on_person(context, at, on, says)?;
        ahead.put(0, &more);
        drafts.extend(more);
    }
    Ok(drafts)
}
