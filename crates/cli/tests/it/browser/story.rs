//! From a report in to a review out, as people do it: an officer, an approver, a commune's clerk.

use super::Office;
use crate::anchors::{assert_anchored, names_with_numerals};
use crate::demo::kvpt;
use crate::http::Visitor;
use crate::paper;
use crate::samples::REPORT;
use std::collections::BTreeMap;
use std::ffi::OsStr;

const TITLE: &str = "Rà soát thao trường huấn luyện của các xã, phường (mẫu)";

#[test]
fn from_a_report_in_to_a_review_out() {
    let Some(office) = Office::open() else { return };
    wrong_password_first(&office);
    let reading = take_a_report_in(&office);
    confirm_what_it_says(&office, &reading);
    let task = task_from_its_direction(&office);
    carry_the_task_out(&office, &task);
    close_it_as_another_person(&office, &task);
    let form = open_a_period(&office);
    let report = report_as_the_commune(&office);
    approve_the_report(&office, &report, &form);
    let review = write_the_review(&office);
    approve_the_review(&office, &review);
    check_the_paper(&office, &review);
    nothing_is_wrong_behind(office);
}

fn wrong_password_first(o: &Office) {
    let b = &o.browser;
    o.go("/tasks");
    assert_eq!(o.path(), "/login", "nobody sees a page without logging in");
    b.type_into("#login", "can.bo");
    b.type_into("#password", "khong-phai-mat-khau");
    b.click("form[action='/login'] button");
    b.sees("[role=alert]", "không đúng");
    b.type_into("#password", &o.demo.password);
    b.click("form[action='/login'] button");
    b.find(".person");
    assert_eq!(o.path(), "/tasks", "after logging in it goes where the person was going");
}

fn take_a_report_in(o: &Office) -> String {
    let b = &o.browser;
    let file = o.folder.path().join("thong-bao-41.txt");
    std::fs::write(&file, REPORT).unwrap();
    o.go("/intake");
    b.give_file("#files", &file);
    b.click("form[data-drop] button");
    b.find(".reading");
    assert!(o.path().starts_with("/intake/"), "one file leads to its page: {}", o.path());
    b.sees(".paper", "04/CT-UBND");
    assert!(b.all(".paper mark").len() > 5, "mentions are marked in the text");
    // The same file again is recognised and leads to the same page.
    let page = o.path();
    o.go("/intake");
    b.give_file("#files", &file);
    b.click("form[data-drop] button");
    b.find(".reading");
    assert_eq!(o.path(), page, "the same file comes in once");
    page
}

/// Confirms a proposal with the values of its doubts, and waits until the page says so.
fn confirm(o: &Office, key: &str) {
    let b = &o.browser;
    b.click(&format!("#p-{key} button[value=confirmed]"));
    b.find(&format!("#p-{key} .decided"));
}

fn confirm_what_it_says(o: &Office, reading: &str) {
    let b = &o.browser;
    o.go(reading);
    b.sees("#p-document-1", "41/TB-UBND");
    confirm(o, "document-1");
    b.sees("#p-document-1 .decided", "Đã xác nhận");
    // A mark in the text leads to its proposal, a proposal to its place in the text.
    let body = b.words("#p-body-1 h3");
    assert!(!body.is_empty(), "bodies are proposed");
    b.click("#p-body-1 h3 a");
    assert!(!b.all(".paper .lit").is_empty(), "the place in the text lights up");
    confirm(o, "body-1");
    // What was decided stands when the page is opened again, and cannot be decided twice.
    o.go(reading);
    b.sees("#p-document-1 .decided", "Đã xác nhận");
    assert!(b.all("#p-document-1 button[value=confirmed]").is_empty());
}

/// Corrects the first direction and confirms it; gives the page of the task.
fn task_from_its_direction(o: &Office) -> String {
    let b = &o.browser;
    let card = "#p-task-1";
    b.sees(card, "thao trường");
    b.click(&format!("{card} details > summary"));
    b.type_into(&format!("{card} [name=title]"), TITLE);
    b.type_into(&format!("{card} [name=due_on]"), "31/12/2099");
    b.type_into(&format!("{card} [name=assigner]"), "Ủy ban nhân dân tỉnh Sông Giang");
    b.type_into(&format!("{card} [name=lead]"), "Bộ Chỉ huy Quân sự tỉnh Sông Giang");
    b.run(
        "document.querySelector(arguments[0]).value = ''",
        &[format!("{card} [name=coordinating]").into()],
    );
    b.run(
        "document.querySelector(arguments[0]).value = ''",
        &[format!("{card} [name=basis]").into()],
    );
    b.click(&format!("{card} details form button"));
    b.find(&format!("{card} .decided, {card} .say-fault"));
    b.sees(&format!("{card} .decided"), "Đã sửa và xác nhận");
    b.click(&format!("{card} .decided a"));
    b.sees("h1", TITLE);
    // The task leads back to the sentence it came from.
    b.sees("main", "rà soát thao trường huấn luyện của các xã");
    o.path()
}

/// Opens the form of a move and fills its words in.
fn open_move(o: &Office, step: &str, words: &str) -> String {
    let b = &o.browser;
    let form = format!("form[action$='/{step}']");
    b.click(&format!("details:has({form}) > summary"));
    if !words.is_empty() {
        b.type_into(&format!("{form} [name=text]"), words);
    }
    form
}

fn carry_the_task_out(o: &Office, task: &str) {
    let b = &o.browser;
    o.go("/tasks?q=thao%20truong%20huan%20luyen%20cua%20cac%20xa");
    b.sees("main table", TITLE);
    o.go(task);
    let form = open_move(o, "accept", "");
    b.click(&format!("{form} button"));
    b.sees(".taken", "Đã nhận");
    let form = open_move(o, "progress", "Đã rà soát 40 xã (mẫu).");
    b.type_into(&format!("{form} [name=percent]"), "40");
    b.click(&format!("{form} button"));
    b.sees(".taken", "Đã rà soát 40 xã (mẫu).");
    let proof = o.folder.path().join("bien-ban.txt");
    std::fs::write(&proof, "Biên bản rà soát thao trường (mẫu).\n").unwrap();
    let form = open_move(o, "hand-in", "Đã rà soát xong (mẫu).");
    b.give_file(&format!("{form} [name=file]"), &proof);
    b.click(&format!("{form} button"));
    b.sees(".taken", "bien-ban.txt");
    assert!(b.all("form[action$='/close']").is_empty(), "who handed in does not close");
}

fn close_it_as_another_person(o: &Office, task: &str) {
    let b = &o.browser;
    o.become_person("lanh.dao");
    o.go("/desk");
    b.sees("main", TITLE);
    o.go(task);
    let form = open_move(o, "close", "Đạt yêu cầu (mẫu).");
    b.click(&format!("{form} button"));
    b.sees(".taken", "Đạt yêu cầu (mẫu).");
    b.sees(".head", "Hoàn thành đúng hạn");
}

/// Opens the first half of 2026 for reports; gives the page of the form.
fn open_a_period(o: &Office) -> String {
    let b = &o.browser;
    o.become_person("can.bo");
    o.go("/forms");
    b.click("//main//table//th//a[contains(., 'BC-QPQS')]");
    b.sees("h1", "BC-QPQS");
    let form = "form[action$='/periods']";
    b.click(&format!("details:has({form}) > summary"));
    for (field, day) in [
        ("from", "01/01/2026"),
        ("to", "30/06/2026"),
        ("on_time_until", "31/12/2099"),
        ("open_until", "31/12/2099"),
    ] {
        b.type_into(&format!("{form} [name={field}]"), day);
    }
    let page = o.path();
    b.click(&format!("{form} button"));
    b.sees("main", "31/12/2099");
    page
}

fn report_as_the_commune(o: &Office) -> String {
    let b = &o.browser;
    o.become_person("cap.xa");
    o.go("/forms");
    b.click("//section[contains(., '31/12/2099')]//li[contains(., '31/12/2099')]//a");
    b.click("form[action='/submissions'] button");
    b.find("[data-cell]");
    let page = o.path();
    // A cell that is no number is named, and nothing is lost.
    let cells = b.run("return [...document.querySelectorAll('[data-cell]')].map(c => c.name)", &[]);
    let cells: Vec<String> = serde_json::from_value(cells).unwrap();
    assert!(cells.len() > 5, "{cells:?}");
    b.type_into(&format!("[name='{}']", cells[0]), "mười hai");
    b.click("button[value=save]");
    b.find(".is-invalid");
    for cell in &cells {
        b.type_into(&format!("[name='{cell}']"), "40");
    }
    b.click("button[value=submit]");
    b.sees(".head", "chờ duyệt");
    page
}

fn approve_the_report(o: &Office, report: &str, form: &str) {
    let b = &o.browser;
    o.become_person("lanh.dao");
    o.go(report);
    b.click("button[value=approve]");
    b.sees(".head", "Đã duyệt");
    o.go(form);
    b.sees("main", "1/102");
    b.click("//section[.//h2[contains(., 'Chỉ tiêu')]]//tbody//th//a");
    b.find(".headline");
    let period = "select[name=period]";
    let newest = b.run(
        "const s = document.querySelector(arguments[0]); return s.options[1].text",
        &[period.into()],
    );
    b.choose(period, newest.as_str().unwrap());
    b.click("form[action='/totals'] button");
    b.sees(".headline", "1/102");
    b.sees(".headline .figure", "40");
    b.sees(".headline", "101 đơn vị");
}

fn write_the_review(o: &Office) -> String {
    let b = &o.browser;
    o.become_person("can.bo");
    o.go("/reviews");
    let form = "form[action='/reviews']";
    b.type_into(&format!("{form} [name=title]"), "Báo cáo sơ kết thực hiện Nghị quyết (mẫu thử)");
    b.choose(&format!("{form} [name=body]"), "Ban Chỉ đạo");
    b.choose(&format!("{form} [name=reviewed]"), "07-NQ/TU");
    b.type_into(&format!("{form} [name=from]"), "01/01/2021");
    b.type_into(&format!("{form} [name=to]"), "31/12/2025");
    b.click(&format!("{form} button"));
    b.click("form[action$='/compile'] button");
    b.find("article.sheetpaper .fig");
    let page = o.path();
    edit_a_sentence(o);
    b.click("form[action$='/submit'] button");
    b.sees(".head", "Trình duyệt");
    assert!(b.all("form[action$='/approve']").is_empty(), "who submitted does not approve");
    page
}

/// Words may be changed; a number that is typed in is refused.
fn edit_a_sentence(o: &Office) {
    let b = &o.browser;
    let line = ".line:has(.fig):has(details)";
    let id = b.run("return document.querySelector(arguments[0]).id", &[line.into()]);
    let line = format!("#{}", id.as_str().unwrap());
    b.click(&format!("{line} details > summary"));
    let field = format!("{line} [name=sentence]");
    let words =
        b.run("return document.querySelector(arguments[0]).value", &[field.as_str().into()]);
    let words = words.as_str().unwrap().to_owned();
    b.type_into(&field, &format!("{words} Có thêm 4.711 người."));
    b.click(&format!("{line} details button"));
    b.sees(&line, "4.711");
    b.find(&format!("{line} .bad"));
    b.type_into(&field, &format!("{words} Câu này đã được rà lại."));
    b.click(&format!("{line} details button"));
    b.sees(&format!("{line} > p"), "Câu này đã được rà lại.");
}

fn approve_the_review(o: &Office, review: &str) {
    let b = &o.browser;
    o.become_person("lanh.dao");
    o.go(review);
    b.type_into("form[action$='/approve'] [name=number]", "16/BC-BCĐ");
    b.type_into("form[action$='/approve'] [name=signer]", "Trưởng Ban: Vũ Đình Thuật");
    b.click("form[action$='/approve'] button");
    b.sees(".head", "Đã duyệt");
}

/// The downloaded paper, and trace pages that it leads to.
fn check_the_paper(o: &Office, review: &str) {
    let mut reader = Visitor::log_in(o.served.at, "xem", &o.demo.password);
    let docx = reader.get(&format!("{review}/docx"));
    let docx = if docx.status == 200 { docx } else { reader.get(&format!("{review}.docx")) };
    assert_eq!(docx.status, 200, "{}", docx.text());
    let paragraphs = assert_anchored(&docx.body, &names_with_numerals(o.folder.path()));
    assert!(paragraphs.iter().any(|p| p.text().contains("Câu này đã được rà lại.")));
    assert!(paragraphs.iter().any(|p| p.text().contains("16/BC-BCĐ")));
    let base = o.at("");
    let mut printed: BTreeMap<String, String> = BTreeMap::new();
    for (href, text) in paper::figures(&paragraphs) {
        let path = href.strip_prefix(&base).unwrap_or_else(|| panic!("{href} is not under {base}"));
        printed.insert(path.to_owned(), text);
    }
    // A page of every part of the paper; all of them would take minutes.
    let some = printed.len().div_ceil(40);
    for (path, text) in printed.into_iter().step_by(some) {
        let page = reader.get(&path);
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        assert!(page.text().contains(&text), "{path} does not show {text}");
    }
}

fn nothing_is_wrong_behind(o: Office) {
    assert_eq!(o.complaints(), Vec::<String>::new());
    let (code, err) = o.served.end();
    assert_eq!((code, err.as_str()), (Some(0), ""), "the program had nothing to complain of");
    for args in [["verify"].as_slice(), &["rebuild", "--check"]] {
        let args = args.iter().chain(&["--data"]).map(OsStr::new);
        kvpt(args.chain([o.folder.path().as_os_str()])).ends(0);
    }
}
