//! The timeline of a body: names, superiors in each chain, posts with their holders and the gaps between them.

use record::object::{Body, Dated, History};
use record::offices::{Holder, Offices};
use render::timeline::{Bar, Lane, Timeline};
use std::collections::BTreeMap;
use terms::{Day, Named};

/// How many years before the day asked are shown, when the body is older.
const YEARS: i16 = 30;

/// The timeline of a body with a day marked, as SVG.
pub(crate) fn timeline(offices: &Offices<'_>, body: &Body, on: Day) -> String {
    let last = body.dissolved_on.map_or(on, |end| end.max(on)).plus_days(180);
    let earliest = Day::new(last.year().saturating_sub(YEARS), 1, 1).unwrap_or(body.established_on);
    let mut lanes = vec![names(body)];
    lanes.extend(superiors(body));
    lanes.extend(standing(body));
    lanes.extend(posts(offices, body));
    let name = body.named_on(on).name;
    let drawing = render::timeline::timeline(&Timeline {
        id: "timeline".to_owned(),
        title: format!("{name} qua thời gian"),
        description: described(&lanes, on),
        from: body.established_on.max(earliest),
        to: last,
        on,
        lanes,
    });
    drawing.svg
}

/// What the picture says, in words: what held on the day.
fn described(lanes: &[Lane], on: Day) -> String {
    let holds = |bar: &&Bar| bar.from <= on && bar.to.is_none_or(|to| on <= to);
    let said = lanes.iter().filter_map(|lane| {
        let now: Vec<&str> = lane.bars.iter().filter(holds).map(|bar| bar.words.as_str()).collect();
        (!now.is_empty()).then(|| format!("{}: {}", lane.label, now.join(", ")))
    });
    format!("Ngày {}: {}.", on.vn(), said.collect::<Vec<_>>().join("; "))
}

fn end_of(body: &Body, to: Option<Day>) -> Option<Day> {
    to.or(body.dissolved_on.map(|end| end.plus_days(-1)))
}

fn names(body: &Body) -> Lane {
    let bars = body.names.spans().map(|(n, to)| Bar {
        words: n.value.name.clone(),
        from: n.from,
        to: end_of(body, to),
        vacant: false,
    });
    Lane { label: "Tên gọi".to_owned(), bars: bars.collect() }
}

fn spans(body: &Body, label: String, history: &History<Option<Named>>) -> Option<Lane> {
    let bar = |(e, to): (&Dated<Option<Named>>, Option<Day>)| {
        let named = e.value.as_ref()?;
        let to = end_of(body, to);
        Some(Bar { words: named.name.clone(), from: e.from, to, vacant: false })
    };
    let bars: Vec<Bar> = history.spans().filter_map(bar).collect();
    (!bars.is_empty()).then_some(Lane { label, bars })
}

fn superiors(body: &Body) -> Vec<Lane> {
    let principal = spans(body, "Cấp trên trực tiếp".to_owned(), &body.parents);
    let chains = body.chains.iter();
    let chains = chains.filter_map(|(c, h)| spans(body, format!("Cấp trên: {}", c.label()), h));
    principal.into_iter().chain(chains).collect()
}

fn standing(body: &Body) -> Option<Lane> {
    spans(body, "Cơ quan thường trực của".to_owned(), &body.standing)
}

/// One lane for each post that was laid down or held, with the stretches on which nobody held it.
fn posts(offices: &Offices<'_>, body: &Body) -> Vec<Lane> {
    let mut held: BTreeMap<String, (String, Vec<Bar>)> = BTreeMap::new();
    for (post, holder) in offices.ever_held(body) {
        let lane = held
            .entry(record::offices::key(offices.head_in(body, &post)))
            .or_insert((post, Vec::new()));
        lane.1.push(bar(body, &holder));
    }
    for laid in &body.posts {
        let key = record::offices::key(offices.head_in(body, &laid.post));
        let (label, bars) = held.entry(key).or_insert((laid.post.clone(), Vec::new()));
        label.clone_from(&laid.post);
        let end = end_of(body, laid.to);
        let mut gaps = gaps(bars, laid.from, end);
        bars.append(&mut gaps);
    }
    held.into_values().map(|(label, bars)| Lane { label, bars }).collect()
}

fn bar(body: &Body, holder: &Holder) -> Bar {
    Bar { words: holder.called(), from: holder.since, to: end_of(body, holder.to), vacant: false }
}

/// Stretches of a laid-down post on which nobody held it.
fn gaps(held: &[Bar], from: Day, to: Option<Day>) -> Vec<Bar> {
    let mut sorted: Vec<&Bar> = held.iter().collect();
    sorted.sort_by_key(|bar| bar.from);
    let mut out = Vec::new();
    let mut free = Some(from);
    let vacant =
        |from: Day, to: Option<Day>| Bar { words: "khuyết".to_owned(), from, to, vacant: true };
    for bar in sorted {
        let Some(start) = free else { break };
        if bar.from > start && to.is_none_or(|to| start <= to) {
            let before = bar.from.plus_days(-1);
            out.push(vacant(start, Some(to.map_or(before, |to| before.min(to)))));
        }
        free = bar.to.map(|to| to.plus_days(1).max(start));
    }
    if let Some(start) = free.filter(|start| to.is_none_or(|to| *start <= to)) {
        out.push(vacant(start, to));
    }
    out
}
