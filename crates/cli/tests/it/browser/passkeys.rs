//! Passkeys with the virtual device of Chromium, on `http://localhost`: registered, used alone and after the password,
//! removed; and what is said where none can be used.

use super::Office;
use super::every_page::{SCREENS, faults_here};

#[test]
fn a_passkey_is_registered_used_and_removed() {
    let Some(o) = Office::open() else { return };
    let b = &o.browser;
    o.become_person("can.bo");
    o.go("/passkeys");
    b.sees("main", "http://localhost:");
    assert!(!shown(&o, "form[data-passkey] button"), "nothing that cannot be pressed");

    let device = b.add_device();
    b.go(&here(&o, "/login"));
    assert!(shown(&o, "form[data-passkey] button"));
    looked_at(&o);
    enter(&o);
    b.find(".person");
    b.go(&here(&o, "/passkeys"));
    looked_at(&o);
    b.type_into("#name", "Khóa của trình duyệt (mẫu)");
    b.type_into("#password", "khong phai mat khau");
    b.click("form[data-passkey=make] button");
    b.sees("form[data-passkey=make] output", "không");
    b.type_into("#password", &o.demo.password);
    b.click("form[data-passkey=make] button");
    b.sees("main", "Khóa của trình duyệt (mẫu)");
    b.find("#codes-words");
    looked_at(&o);

    leave(&o);
    b.click("form[data-passkey=use] button");
    b.find(".person");

    leave(&o);
    enter(&o);
    b.find("#code");
    looked_at(&o);
    b.click("form[data-passkey=use] button");
    b.find(".person");
    b.go(&here(&o, "/passkeys"));
    assert!(!b.words("tbody").contains("chưa dùng"), "{}", b.words("tbody"));

    b.click("tbody summary");
    b.type_into("tbody [name=password]", &o.demo.password);
    b.click("tbody button");
    b.sees("main", "Đã gỡ khóa truy cập");
    leave(&o);
    b.click("form[data-passkey=use] button");
    b.sees("[role=alert]", "chưa đăng ký ở đây");
    enter(&o);
    b.find(".person");
    b.remove_device(&device);
}

/// A path by the name of this machine, for which browsers offer passkeys.
fn here(o: &Office, path: &str) -> String {
    format!("http://localhost:{}{path}", o.served.at.port())
}

fn enter(o: &Office) {
    o.browser.type_into("#login", "can.bo");
    o.browser.type_into("#password", &o.demo.password);
    o.browser.click("form[action='/login'] button");
}

fn leave(o: &Office) {
    o.browser.forget_cookies();
    o.browser.go(&here(o, "/login"));
}

fn shown(o: &Office, selector: &str) -> bool {
    let script =
        "const e = document.querySelector(arguments[0]); return !!e && e.checkVisibility()";
    o.browser.run(script, &[selector.into()]) == true
}

fn looked_at(o: &Office) {
    for (width, height) in SCREENS {
        o.browser.screen(width, height);
        let faults = faults_here(o, width);
        let faults: Vec<_> = faults.iter().filter(|f| !f.contains("status of 422")).collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", o.path());
    }
}
