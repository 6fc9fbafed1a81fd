//! A reading as a short table for people.

use app::interpret::Interpretation;

/// A short account of a reading for people.
pub(crate) fn table(made: &Interpretation) -> String {
    let r = &made.reading;
    let mut rows = vec![format!("{}  [{}, {}]", made.source.path, r.genre, made.source.encoding)];
    let mut row = |label: &str, value: String| rows.push(format!("  {label:<12} {value}"));
    if let Some(title) = &r.title {
        row("tiêu đề", title.clone());
    }
    if let Some(h) = &r.heading {
        let parts = [&h.doc_type, &h.number, &h.date, &h.issuer];
        row("văn bản", parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", "));
    }
    for c in &r.citations {
        let called = c.number.as_ref().or(c.name.as_ref()).cloned().unwrap_or_default();
        let parts = [c.doc_type.clone(), Some(called), c.date.clone(), c.issuer.clone()];
        row("dẫn", parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
    }
    for p in &r.people {
        let posts: Vec<&str> = p.posts.iter().map(|p| p.title.as_str()).collect();
        row("người", format!("{} {}: {}", p.ranks.join(", "), p.name, posts.join("; ")));
    }
    if let Some(a) = &r.activity {
        row("hoạt động", format!("{} {}", a.kind, a.date.as_deref().unwrap_or("")));
    }
    for t in &r.tasks {
        row("nhiệm vụ", format!("{} ← {}", shorten(&t.text), t.assigner.as_deref().unwrap_or("?")));
    }
    let counts = format!(
        "{} ngày tháng, {} số liệu, {} cơ quan, {} kết quả, {} hạn chế",
        r.dates.len(),
        r.quantities.len(),
        r.bodies.len(),
        r.results.len(),
        r.shortcomings.len()
    );
    row("ngoài ra", counts);
    for w in &r.warnings {
        row("lưu ý", format!("{} [{}]", w.message, w.code));
    }
    rows.join("\n") + "\n\n"
}

pub(crate) fn shorten(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(90) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}
