//! Acceptance of the reader on the five reports: what is found, what is doubted and why, what is set aside.

use std::path::{Path, PathBuf};

use read::contract::{Reading, Warning};

/// The reports in order, or nothing when the shared folder is not there.
fn reports() -> Vec<(String, Reading)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let Ok(entries) = std::fs::read_dir(corpus) else {
        eprintln!("SKIPPED: ../shared/corpus is not there, so the five reports are not read");
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .map(|e| e.expect("entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    assert_eq!(paths.len(), 5, "five reports");
    let text = |p: &PathBuf| text::normal::normalised(&std::fs::read_to_string(p).expect("UTF-8"));
    paths.iter().map(text).map(|t| (t.clone(), read::read(&t))).collect()
}

fn warning<'r>(reading: &'r Reading, code: &str, at: &str) -> Option<&'r Warning> {
    let text = |w: &Warning| {
        let span = w.start.zip(w.end);
        span.map(|s| (s, w.message.clone()))
    };
    reading.warnings.iter().find(|w| w.code == code && text(w).is_some_and(|(_, m)| m.contains(at)))
}

#[test]
fn the_eleven_numbered_papers_and_no_other() {
    let mut found: Vec<(String, Option<String>)> = Vec::new();
    for (text, reading) in reports() {
        for c in reading.citations {
            assert_eq!(text.get(c.start..c.end), Some(c.text.as_str()));
            let Some(number) = c.number else { continue };
            match found.iter_mut().find(|(n, _)| *n == number) {
                Some((_, date)) => *date = date.take().or(c.date),
                None => found.push((number, c.date)),
            }
        }
    }
    if found.is_empty() {
        return;
    }
    found.sort();
    let dated = |n: &str, d: &str| (n.to_owned(), Some(d.to_owned()));
    let mut expected = vec![
        dated("28-NQ/TW", "2008-09-22"),
        dated("07/CT-BCT", "2011-10-03"),
        dated("13/2012/QĐ-TTG", "2012-02-23"),
        ("24-NQ/TW".to_owned(), None),
        dated("1374-QC/QUTW-TUHN", "2022-09-09"),
        dated("1445-TB/QUTW-TUHN", "2022-10-12"),
        dated("09-CTR/TU", "2021-03-17"),
        dated("03/2019/NĐ-CP", "2019-09-05"),
        ("165/2016/NĐ-CP".to_owned(), None),
        dated("15-NQ/TW", "2022-05-05"),
        ("26/2021/NĐ-CP".to_owned(), None),
    ];
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn an_issuer_that_contradicts_its_number_is_doubted_and_an_odd_day_is_not() {
    let reports = reports();
    let Some((_, first)) = reports.first() else { return };
    let doubt = warning(first, "citation.issuer-mismatch", "07/CT-BCT").expect("a doubt");
    let values: Vec<&str> = doubt.candidates.iter().map(|c| c.value.as_str()).collect();
    assert!(values.contains(&"Ban Bí thư") && values.contains(&"Bộ Chính trị"), "{values:?}");
    let about = |w: &Warning| w.message.contains("03/2019");
    assert!(reports.iter().all(|(_, r)| !r.warnings.iter().any(about)));
}

#[test]
fn a_party_number_without_a_day_leaves_its_term_open() {
    let reports = reports();
    let Some((_, fourth)) = reports.get(3) else { return };
    let doubt = warning(fourth, "citation.term-open", "24-NQ/TW").expect("a doubt");
    assert!(doubt.candidates.iter().any(|c| c.value == "khóa XII"), "{doubt:?}");
}

#[test]
fn days_without_a_year_come_with_an_interval_and_its_reasons() {
    let reports = reports();
    let expected = [
        (0, "19/6", "2012-06-19/..", "13/2012"),
        (1, "15/8", "2023-08-15/2024-08-15", "2021-2023"),
        (3, "25-5", "1991-05-25/..", "5 năm"),
    ];
    for (report, day, interval, reason) in expected {
        let Some((_, reading)) = reports.get(report) else { return };
        let doubt = warning(reading, "date.year-missing", day).expect(day);
        let candidate = doubt.candidates.first().expect("an interval");
        assert_eq!(candidate.value, interval);
        assert!(candidate.reason.contains(reason), "{}", candidate.reason);
        assert!(doubt.message.contains("thời gian giữ chức"), "{}", doubt.message);
    }
    let (_, second) = &reports[1];
    let doubt = warning(second, "date.year-missing", "15/8").expect("a doubt");
    assert!(doubt.candidates[0].reason.contains("2024-2026"), "{doubt:?}");
    let (_, fifth) = &reports[4];
    let day = fifth.activity.as_ref().and_then(|a| a.date.clone());
    assert_eq!(day, None, "the fifth report has no day");
}

#[test]
fn captions_and_leftovers_are_set_aside_and_can_be_recovered() {
    let reports = reports();
    let kinds = |report: usize, kind: &str| -> Vec<String> {
        let asides = reports.get(report).map(|(_, r)| r.asides.as_slice()).unwrap_or_default();
        asides.iter().filter(|a| a.kind == kind).map(|a| a.text.clone()).collect()
    };
    if reports.is_empty() {
        return;
    }
    assert!(kinds(0, "caption").iter().any(|t| t.starts_with("Xay dung, hoat dong")));
    assert_eq!(kinds(1, "repeated").len(), 1, "the repeated caption");
    assert_eq!(kinds(2, "repeated"), ["Quang cảnh hội nghị."]);
    let leftover = |l: &&str| l.trim() == "leftcenterrightdel";
    assert_eq!(kinds(4, "markup").len(), reports[4].0.lines().filter(leftover).count());
    for (text, reading) in &reports {
        for aside in &reading.asides {
            assert_eq!(text.get(aside.start..aside.end), Some(aside.text.as_str()));
            let inside = |start: usize, end: usize| aside.start <= start && end <= aside.end;
            assert!(!reading.tasks.iter().any(|t| inside(t.start, t.end)), "{}", aside.text);
            assert!(!reading.results.iter().any(|t| inside(t.start, t.end)), "{}", aside.text);
        }
    }
}

#[test]
fn figures_are_typed() {
    let reports = reports();
    let has = |unit: &str, value: f64, qualifier: &str| {
        let all = reports.iter().flat_map(|(_, r)| r.quantities.iter());
        let same = |q: &&read::contract::Quantity| (q.value - value).abs() < f64::EPSILON;
        all.filter(same).any(|q| q.unit == unit && q.qualifier == qualifier)
    };
    if reports.is_empty() {
        return;
    }
    assert!(has("đại biểu", 300.0, "over"));
    assert!(has("tập thể", 5.0, "exact") && has("cá nhân", 10.0, "exact"));
    assert!(has("%", 100.0, "exact"));
}

#[test]
fn decomposed_text_is_read_the_same() {
    use unicode_normalization::UnicodeNormalization;
    for (text, reading) in reports() {
        let decomposed: String = text.nfd().collect();
        assert_eq!(read::read(&text::normal::normalised(&decomposed)), reading);
    }
}
