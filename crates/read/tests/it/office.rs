//! Runs the case files of people, posts, bodies, activities and clause roles.

use read::contract::{Activity, FieldClause, TaskClause};
use testkit::cases::{Found, run};

use crate::cases::folder;

fn in_order(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|f| (f.start, f.end));
    found
}

#[test]
fn people() {
    run(&folder("person"), &["person"], |text| {
        let people = read::read(text).people;
        let each = people.iter().flat_map(|p| p.mentions.iter().map(move |m| (m, p)));
        let found = each.map(|(m, p)| {
            Found::new("person", m.start, m.end, format!("{} | {}", p.name, p.ranks.join(", ")))
        });
        in_order(found.collect())
    });
}

#[test]
fn posts() {
    run(&folder("post"), &["post"], |text| {
        let people = read::read(text).people;
        let first = people.iter().filter_map(|p| p.mentions.first().map(|m| (m, p)));
        let titles = |p: &read::contract::Person| {
            p.posts.iter().map(|x| x.title.clone()).collect::<Vec<_>>().join(" | ")
        };
        in_order(first.map(|(m, p)| Found::new("post", m.start, m.end, titles(p))).collect())
    });
}

#[test]
fn bodies() {
    run(&folder("body"), &["body"], |text| {
        let bodies = read::read(text).bodies;
        let each = bodies.iter().flat_map(|b| b.mentions.iter().map(move |m| (m, b)));
        in_order(
            each.map(|(m, b)| {
                Found::new("body", m.start, m.end, format!("{} ({})", b.name, b.kind))
            })
            .collect(),
        )
    });
}

#[test]
fn activities() {
    run(&folder("activity"), &["activity"], |text| {
        read::read(text).activity.iter().flat_map(activity).collect()
    });
}

/// One line for each thing that the activity states.
fn activity(a: &Activity) -> Vec<Found> {
    let mut lines = vec![format!("kind: {}", a.kind)];
    lines.extend(a.date.iter().map(|v| format!("date: {v}")));
    lines.extend(a.place.iter().map(|v| format!("place: {v}")));
    lines.extend(a.period.iter().map(|v| format!("period: {v}")));
    lines.extend(a.hosts.iter().map(|v| format!("host: {v}")));
    lines.extend(a.chairs.iter().map(|v| format!("chair: {v}")));
    lines.extend(a.reviews.iter().map(|v| format!("reviews: {v}")));
    lines.extend(
        a.attendance
            .iter()
            .map(|v| format!("attendance: {} {} ({})", v.value, v.unit, v.qualifier)),
    );
    lines.into_iter().map(|line| Found::new("activity", 0, 0, line)).collect()
}

#[test]
fn tasks() {
    run(&folder("task"), &["task"], |text| read::read(text).tasks.iter().map(task).collect());
}

fn task(t: &TaskClause) -> Found {
    let or_dash = |list: &[String]| if list.is_empty() { "-".to_owned() } else { list.join(", ") };
    let assigner = t.assigner.as_deref().unwrap_or("-");
    let term = t.term.as_deref().unwrap_or("-");
    let value = format!(
        "{assigner} → {} + {} | {} | {term}",
        or_dash(&t.leads),
        or_dash(&t.with),
        or_dash(&t.basis)
    );
    Found::new("task", t.start, t.end, value)
}

#[test]
fn results() {
    run(&folder("result"), &["result"], |text| {
        read::read(text).results.iter().map(|c| clause("result", c)).collect()
    });
}

#[test]
fn shortcomings() {
    run(&folder("shortcoming"), &["shortcoming"], |text| {
        read::read(text).shortcomings.iter().map(|c| clause("shortcoming", c)).collect()
    });
}

fn clause(kind: &str, c: &FieldClause) -> Found {
    Found::new(kind, c.start, c.end, c.field.clone().unwrap_or_else(|| "-".to_owned()))
}
