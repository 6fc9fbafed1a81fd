//! Every kind of page, found by following links, on two screens: axe-core, no overflow, nothing on the console.

use super::Office;
use crate::http::Visitor;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// axe-core 4.14.1, MPL-2.0; see `axe/README.md`.
const AXE: &str = include_str!("../../axe/axe.min.js");

/// The screens: an old laptop, a telephone.
pub(super) const SCREENS: [(u32, u32); 2] = [(1366, 768), (390, 844)];

/// Parts of the navigation, from which everything is reached.
const STARTS: [&str; 15] = [
    "/desk",
    "/documents",
    "/intake",
    "/tasks",
    "/forms",
    "/totals",
    "/reviews",
    "/bodies",
    "/units",
    "/people",
    "/ledger",
    "/search?q=dan%20quan",
    "/search?q=khong%20co%20gi%20ca",
    "/search",
    "/password",
];

/// Parts of an address that name an object: sites, ids, keys, numbers.
fn is_name(part: &str) -> bool {
    part == "song-giang"
        || part.chars().any(|c| c.is_ascii_digit())
        || part.len() > 20
        || part.contains(':')
}

/// The kind of page that an address leads to: objects by a star, the values of a query left out.
fn kind(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts = path.split('/').map(|p| if is_name(p) { "*" } else { p });
    let keys: BTreeSet<&str> = query
        .split('&')
        .filter_map(|pair| pair.split_once('=').filter(|(_, value)| !value.is_empty()))
        .map(|(key, _)| key)
        .filter(|key| !["page", "sort", "dir", "q", "n"].contains(key))
        .collect();
    let keys: Vec<&str> = keys.into_iter().collect();
    format!("{}?{}", parts.collect::<Vec<_>>().join("/"), keys.join("&"))
}

fn links(page: &str) -> Vec<String> {
    let found = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let own = found.filter(|h| h.starts_with('/') && !h.starts_with("//"));
    let plain = |h: &str| h.replace("&amp;", "&").replace("&#38;", "&").replace("&#x26;", "&");
    own.map(|h| plain(h).split('#').next().unwrap_or("").to_owned()).collect()
}

/// One address of each kind of page that a person can reach, and what is broken on the way.
pub(super) fn pages(visitor: &mut Visitor) -> (BTreeMap<String, String>, Vec<String>) {
    let mut ahead: VecDeque<(String, String)> =
        STARTS.iter().map(|s| ((*s).to_owned(), "the navigation".to_owned())).collect();
    let (mut seen, mut asked) = (BTreeMap::new(), BTreeMap::new());
    let mut broken = Vec::new();
    while let Some((path, from)) = ahead.pop_front() {
        let kind = kind(&path);
        // Two of a kind, in case one of them is poor.
        let n: &mut u32 = asked.entry(kind.clone()).or_default();
        if *n >= 2 || path.starts_with("/assets") {
            continue;
        }
        *n += 1;
        let answer = visitor.get(&path);
        if answer.status >= 400 {
            broken.push(format!("{path} ({}), linked from {from}", answer.status));
        }
        let is_page = answer.header("content-type").is_some_and(|t| t.starts_with("text/html"));
        if answer.status != 200 || !is_page {
            continue;
        }
        ahead.extend(links(&answer.text()).into_iter().map(|l| (l, path.clone())));
        // The one with more to see stands for its kind.
        let size = answer.body.len();
        let richer = seen.get(&kind).is_none_or(|(_, n)| size > *n);
        if richer {
            seen.insert(kind, (path, size));
        }
    }
    (seen.into_iter().map(|(kind, (path, _))| (kind, path)).collect(), broken)
}

/// Whether axe sees what is wrong: a picture without words in a page that is whole is found.
fn axe_sees(o: &Office) -> bool {
    let bad = "document.querySelector('main').append(Object.assign(new Image(), {src: '/x'}))";
    o.browser.run(bad, &[]);
    faults_here(o, SCREENS[0].0).iter().any(|f| f.contains("image-alt"))
}

/// What is wrong with the page in the browser: one line each.
pub(super) fn faults_here(o: &Office, width: u32) -> Vec<String> {
    let b = &o.browser;
    let mut faults: Vec<String> = b.complaints().iter().map(|c| format!("console: {c}")).collect();
    let over = "const r = document.documentElement; if (r.scrollWidth <= r.clientWidth) return []; \
        const wide = [...document.querySelectorAll('main *')].filter(e => { \
          const box = e.getBoundingClientRect(); \
          return box.right > r.clientWidth + 1 && !e.closest('.scroll, .drawing, pre'); }); \
        return [r.scrollWidth + ' > ' + r.clientWidth, ...wide.slice(0, 4).map(e => \
          e.tagName + '.' + e.className + ' “' + e.textContent.trim().slice(0, 40) + '”')];";
    let over = b.run(over, &[]);
    let over: Vec<&str> = over.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if !over.is_empty() {
        faults.push(format!("wider than {width}: {}", over.join("; ")));
    }
    b.run(AXE, &[]);
    let run = "const done = arguments[arguments.length - 1]; \
        axe.run(document, {resultTypes: ['violations'], preload: false}) \
          .then(r => done(r.violations.filter(v => ['serious', 'critical'].includes(v.impact)) \
            .map(v => `axe ${v.impact} ${v.id} (${v.nodes.length}): ` + \
              v.nodes.slice(0, 2).map(n => n.html.slice(0, 160) + ' — ' + \
                (n.any.concat(n.all, n.none)[0]?.message ?? '')).join(' | ')))) \
          .catch(e => done(['axe did not run: ' + e]))";
    let found = b.run_async(run, &[]);
    faults.extend(
        found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned),
    );
    // What axe itself does is no fault of the page.
    b.complaints();
    faults
}

#[test]
fn every_page_is_whole_for_everybody_on_every_screen() {
    let Some(o) = Office::open() else { return };
    let mut faults = look(&o, "/login", "nobody");
    assert!(axe_sees(&o), "axe finds nothing where there is something");
    let mut known: BTreeSet<String> = BTreeSet::new();
    for login in ["can.bo", "lanh.dao", "cap.xa", "quan.tri"] {
        let mut visitor = Visitor::log_in(o.served.at, login, &o.demo.password);
        let (pages, broken) = pages(&mut visitor);
        faults.extend(broken.into_iter().map(|b| format!("{login}: {b}")));
        o.become_person(login);
        let new = pages
            .into_iter()
            .filter(|(kind, _)| known.insert(format!("{} {kind}", shown_as(login, kind))));
        for (_, path) in new {
            faults.extend(look(&o, &path, login));
        }
    }
    assert!(known.len() >= 25, "too few kinds of pages were found: {known:#?}");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Pages that look another way to each person are looked at for each; the others once.
fn shown_as(login: &str, kind: &str) -> String {
    let own = ["/desk", "/tasks/*/*?", "/submissions/*", "/reviews/*/*?", "/accounts"];
    if own.iter().any(|o| kind.starts_with(o)) { login.to_owned() } else { String::new() }
}

fn look(o: &Office, path: &str, login: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (width, height) in SCREENS {
        o.browser.screen(width, height);
        o.go(path);
        let found = faults_here(o, width);
        faults.extend(found.into_iter().map(|f| format!("{path} ({login}, {width} px): {f}")));
    }
    faults
}

#[test]
fn kinds_of_pages_are_told_apart() {
    assert_eq!(kind("/tasks/song-giang/01K5?day=2026-01-01"), "/tasks/*/*?day");
    assert_eq!(kind("/documents?page=2&q="), "/documents?");
    assert_ne!(kind("/tasks/new"), kind("/tasks/song-giang/01K5"));
}
