//! Search from every page, by keys alone: Ctrl+K, words, arrows, Enter, Esc; and the way to the passage.

use super::Office;
use super::every_page::faults_here;

const CTRL_K: &str = "\u{E009}k";
const DOWN: &str = "\u{E015}";
const UP: &str = "\u{E013}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";

const FIELD: &str = "#finder-q";

#[test]
fn search_from_every_page_by_keys_alone() {
    let Some(o) = Office::open() else { return };
    o.become_person("can.bo");
    opens_and_closes(&o);
    words_give_options(&o);
    arrows_choose_and_enter_opens(&o);
    a_passage_is_shown(&o);
    enter_alone_shows_all(&o);
    assert_eq!(o.complaints(), Vec::<String>::new());
}

fn is_open(o: &Office) -> bool {
    o.browser.run("return document.querySelector('#finder').open", &[]) == true
}

fn in_field(o: &Office) -> bool {
    o.browser.run("return document.activeElement?.id === 'finder-q'", &[]) == true
}

/// The id of the option that is chosen, as a screen reader is told; empty when none is.
fn chosen(o: &Office) -> String {
    let script = "const id = document.querySelector('#finder-q').getAttribute('aria-activedescendant'); \
        const on = document.querySelector('#finder [aria-selected=true]'); \
        return id && on && on.id === id ? id : ''";
    o.browser.run(script, &[]).as_str().unwrap_or_default().to_owned()
}

fn opens_and_closes(o: &Office) {
    let b = &o.browser;
    for page in ["/desk", "/documents", "/forms", "/ledger", "/no-such-page"] {
        o.go(page);
        b.type_into("body", CTRL_K);
        assert!(is_open(o) && in_field(o), "Ctrl+K on {page}");
        b.type_into(FIELD, ESCAPE);
        assert!(!is_open(o), "Esc on {page}");
        b.type_into("body", "/");
        assert!(is_open(o) && in_field(o), "/ on {page}");
        b.type_into(FIELD, ESCAPE);
        assert!(!is_open(o));
    }
    // The page that is not there is told of on the console, and is meant.
    o.browser.complaints();
    // Also from within another field, where / is a letter.
    o.go("/documents");
    b.type_into("main [name=q]", "a/b");
    assert!(!is_open(o));
    b.type_into("main [name=q]", CTRL_K);
    assert!(is_open(o));
}

fn words_give_options(o: &Office) {
    let b = &o.browser;
    b.type_into(FIELD, "vững mạnh rộng khắp");
    b.sees("#finder .out", "kết quả");
    b.sees("#finder [role=option] mark", "vững mạnh");
    assert_eq!(b.run("return document.querySelector('#finder-q').ariaExpanded", &[]), "true");
    let faults = faults_here(o, 1366);
    assert!(faults.is_empty(), "{faults:#?}");
    b.screen(390, 844);
    let faults = faults_here(o, 390);
    assert!(faults.is_empty(), "{faults:#?}");
    b.screen(1366, 768);
    b.type_into(FIELD, "khongcogica");
    b.sees("#finder .out", "Không tìm thấy gì");
}

fn arrows_choose_and_enter_opens(o: &Office) {
    let b = &o.browser;
    b.type_into(FIELD, "khu vuc phong th");
    b.find("#finder-2");
    assert_eq!(chosen(o), "");
    b.run("document.querySelector('#finder-q').focus()", &[]);
    press(o, DOWN);
    assert_eq!(chosen(o), "finder-1");
    press(o, DOWN);
    assert_eq!(chosen(o), "finder-2");
    press(o, UP);
    press(o, UP);
    assert_eq!(chosen(o), "finder-all", "from the first up is the last");
    press(o, DOWN);
    assert_eq!(chosen(o), "finder-1");
    assert!(in_field(o), "one goes on typing");
    let to = b.run("return new URL(document.querySelector('#finder-1').href).pathname", &[]);
    press(o, ENTER);
    let there = b.until(|| (o.path() == to.as_str().unwrap()).then_some(()));
    assert!(there.is_some(), "{} is not {to}", o.path());
}

/// Keys without emptying the field first.
fn press(o: &Office, keys: &str) {
    o.browser.press(FIELD, keys);
}

fn a_passage_is_shown(o: &Office) {
    let b = &o.browser;
    o.go("/desk");
    b.type_into("body", CTRL_K);
    b.type_into(FIELD, "\"vững mạnh, rộng khắp\"");
    b.sees("#finder-1 mark", "vững mạnh");
    b.click("#finder-1");
    b.find("mark.m-found");
    let seen = "const at = document.querySelector(location.hash); \
        if (!at || !at.querySelector('mark.m-found')) return 'no mark at ' + location.hash; \
        const box = at.getBoundingClientRect(); \
        return box.top >= 0 && box.top < innerHeight ? '' : 'at ' + box.top";
    let shown = b.until(|| (b.run(seen, &[]) == "").then_some(()));
    assert!(shown.is_some(), "{}: {}", b.url(), b.run(seen, &[]));
}

fn enter_alone_shows_all(o: &Office) {
    let b = &o.browser;
    b.type_into("body", CTRL_K);
    b.type_into(FIELD, "dan quan");
    press(o, ENTER);
    b.sees("h1", "Tìm kiếm");
    assert_eq!(o.path(), "/search");
    b.find(".hits mark");
    // The keyboard reaches what was found and what narrows it.
    b.click(".facets a");
    b.find(".facets a[aria-current]");
}
