//! Every page with invented content, in both languages: well formed, safe, complete, light.

use askama::Template;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;
use std::path::PathBuf;
use web::assets;
use web::i18n::Lang;
use web::view::{
    self, access, audit, body, calendar, cascade, desk, document, entry, exchange, fault, form,
    import, intake, ledger, offices, own, register, review, task, totals, trace,
};

/// Every page by name.
#[expect(clippy::too_many_lines, reason = "a list with one line for each page")]
fn pages(lang: Lang) -> Vec<(String, String)> {
    let mut list = Vec::new();
    macro_rules! add {
        ($($name:literal = $page:expr;)+) => { $( list.push(($name.to_owned(), $page.render().unwrap())); )+ };
    }
    add! {
        "login" = access::LoginPage::example(lang);
        "login-locked" = access::LoginPage::example_locked(lang);
        "password" = access::PasswordPage::example(lang);
        "login-code" = own::CodePage::example(lang);
        "onward" = access::OnwardPage::example(lang);
        "account-provider" = access::ProviderPage::example(lang);
        "account-provider-tied" = access::ProviderPage::example_tied(lang);
        "account-provider-off" = access::ProviderPage::example_off(lang);
        "own-sessions" = own::OwnSessionsPage::example(lang);
        "factor" = own::FactorPage::example(lang);
        "factor-on" = own::FactorPage::example_on(lang);
        "passkeys" = own::PasskeysPage::example(lang);
        "passkeys-none" = own::PasskeysPage::example_none(lang);
        "factor-off" = own::FactorPage::example_off(lang);
        "emergency" = own::EmergencyPage::example(lang);
        "emergency-on" = own::EmergencyPage::example_on(lang);
        "access-rules" = own::AccessRulesPage::example(lang);
        "accounts" = access::AccountsPage::example(lang);
        "audit" = audit::AuditPage::example(lang);
        "tokens" = view::token::TokensPage::example(lang);
        "exchange" = exchange::ExchangePage::example(lang);
        "exchange-preview" = exchange::BundlesPage::example(lang);
        "exchange-sheet" = exchange::SheetPage::example(lang);
        "exchange-fork" = exchange::fork::ForkPage::example(lang);
        "exchange-received" = exchange::list::ListPage::example(lang);
        "exchange-sent" = exchange::list::ListPage::example_sent(lang);
        "exchange-pull" = exchange::pull::PullPage::example(lang);
        "exchange-pulled" = exchange::pull::PullPage::example_ended(lang);
        "exchange-site" = exchange::site::SitePage::example(lang);
        "desk" = desk::DeskPage::example(lang);
        "calendar" = calendar::CalendarPage::example(lang);
        "calendar-year" = calendar::CalendarYearPage::example(lang);
        "calendar-feed" = calendar::FeedPage::example(lang);
        "calendar-rules" = calendar::RulesPage::example(lang);
        "document-date" = calendar::DocumentDatePage::example(lang);
        "search" = view::search::SearchPage::example(lang);
        "documents" = document::DocumentsPage::example(lang);
        "document" = document::DocumentPage::example(lang);
        "document_chain" = document::ChainPage::example(lang);
        "intake" = intake::IntakePage::example(lang);
        "reading" = intake::ReadingPage::example(lang);
        "tasks" = task::TasksPage::example(lang);
        "task" = task::TaskPage::example(lang);
        "task-new" = task::NewTaskPage::example(lang);
        "entry" = entry::EntryPage::example(lang);
        "forms" = form::FormsPage::example(lang);
        "form" = form::FormPage::example(lang);
        "submission" = form::SubmissionPage::example(lang);
        "totals" = totals::TotalsPage::example(lang);
        "reviews" = review::ReviewsPage::example(lang);
        "review" = review::ReviewPage::example(lang);
        "difference" = review::DifferencePage::example(lang);
        "trace" = trace::TracePage::example(lang);
        "people" = register::PeoplePage::example(lang);
        "person" = register::PersonPage::example(lang);
        "bodies" = register::BodiesPage::example(lang);
        "body" = body::BodyPage::example(lang);
        "chart" = offices::ChartPage::example(lang);
        "vacant" = offices::VacantPage::example(lang);
        "charges" = offices::ChargesPage::example(lang);
        "import" = import::ImportPage::example(lang);
        "import-preview" = import::PreviewPage::example(lang);
        "units" = register::UnitsPage::example(lang);
        "unit" = register::UnitPage::example(lang);
        "history" = ledger::HistoryPage::example(lang);
        "ledger" = ledger::LedgerPage::example(lang);
        "act" = ledger::ActPage::example(lang);
        "object" = ledger::ObjectPage::example(lang);
        "cascade" = cascade::CascadePage::example(lang);
        "cascade-tree" = cascade::CascadePage { view: "tree", ..cascade::CascadePage::example(lang) };
        "cascade-one" = cascade::CascadeOnePage::example(lang);
        "cascade-address" = cascade::AddressPage::example(lang);
        "session" = cascade::SessionPage::example(lang);
        "confirm" = fault::ConfirmPage::example(lang);
    }
    for status in [403, 404, 409, 413, 422, 500] {
        list.push((
            format!("error-{status}"),
            fault::ErrorPage::example(lang, status).render().unwrap(),
        ));
    }
    list
}

/// The pieces of pages that are sent alone.
fn parts(lang: Lang) -> Vec<String> {
    let proposal = intake::ProposalPart::example(lang).render().unwrap();
    let found = view::search::SearchPart::example(lang).render().unwrap();
    vec![proposal, found, review::LinePart::example(lang).render().unwrap()]
}

fn each(check: impl Fn(&str, &str, &Html)) {
    for lang in Lang::ALL {
        for (name, html) in pages(*lang) {
            check(&format!("{name} ({})", lang.code()), &html, &Html::parse_document(&html));
        }
    }
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn pages_are_written_out_for_looking_at() {
    for lang in Lang::ALL {
        let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pages").join(lang.code());
        std::fs::create_dir_all(&dir).unwrap();
        for (name, html) in pages(*lang) {
            std::fs::write(dir.join(format!("{name}.html")), &html).unwrap();
            assert!(
                html.starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"),
                "{name}"
            );
        }
    }
}

#[test]
fn pages_are_well_formed() {
    each(|name, _, page| assert_eq!(page.errors, Vec::<String>::new(), "{name}"));
    for lang in Lang::ALL {
        for part in parts(*lang) {
            let page = Html::parse_fragment(&part);
            assert_eq!(page.errors, Vec::<String>::new(), "{part}");
        }
    }
}

#[test]
fn every_id_is_unique_and_every_pointer_to_one_finds_it() {
    each(|name, _, page| {
        let mut ids = BTreeSet::new();
        for element in all(page, "[id]") {
            let id = element.value().attr("id").unwrap();
            assert!(ids.insert(id), "{name}: {id} stands twice");
        }
        for (selector, attribute) in [
            ("label[for]", "for"),
            ("[aria-labelledby]", "aria-labelledby"),
            ("[aria-describedby]", "aria-describedby"),
            ("[data-open]", "data-open"),
        ] {
            for element in all(page, selector) {
                let id = element.value().attr(attribute).unwrap();
                assert!(ids.contains(id), "{name}: nothing has the id {id}");
            }
        }
        for element in all(page, "a[href^='#']") {
            let id = &element.value().attr("href").unwrap()[1..];
            assert!(ids.contains(id), "{name}: #{id} leads nowhere");
        }
    });
}

#[test]
fn every_form_that_writes_carries_the_token_and_no_other_does() {
    each(|name, _, page| {
        for form in all(page, "form") {
            let method = form.value().attr("method").expect("a form says its method");
            let token = Selector::parse("input[type=hidden][name=csrf]").unwrap();
            let tokens = form.select(&token).count();
            assert_eq!(tokens, usize::from(method == "post"), "{name}: {:?}", form.value());
        }
    });
    for lang in Lang::ALL {
        for part in parts(*lang) {
            assert_eq!(
                part.matches("method=\"post\"").count(),
                part.matches("name=\"csrf\"").count()
            );
        }
    }
}

#[test]
fn nothing_is_left_untranslated() {
    each(|name, html, _| {
        assert!(!html.contains('⟦'), "{name}: {}", &html[html.find('⟦').unwrap()..][..60]);
    });
}

#[test]
fn nothing_needs_more_than_the_content_security_policy_allows() {
    each(|name, html, page| {
        assert!(all(page, "style, [style], iframe, object, embed").is_empty(), "{name}");
        for element in all(page, "*") {
            assert!(
                element.value().attrs().all(|(key, _)| !key.starts_with("on")),
                "{name}: {:?}",
                element.value()
            );
        }
        for script in all(page, "script") {
            let source = script.value().attr("src").expect("no script inside a page");
            assert!(source.starts_with("/assets/") && script.inner_html().is_empty(), "{name}");
        }
        let html = html.replace("http://www.w3.org/2000/svg", "");
        assert!(!html.contains("http:") && !html.contains("https:"), "{name} leads elsewhere");
    });
}

#[test]
fn every_field_has_a_name_for_people() {
    each(|name, _, page| {
        let labels: BTreeSet<&str> =
            all(page, "label[for]").iter().filter_map(|l| l.value().attr("for")).collect();
        for field in all(page, "input:not([type=hidden]), select, textarea") {
            let named = field.value().attr("aria-label").is_some()
                || field.value().attr("id").is_some_and(|id| labels.contains(id))
                || field
                    .ancestors()
                    .filter_map(ElementRef::wrap)
                    .any(|a| a.value().name() == "label");
            assert!(named, "{name}: {:?}", field.value());
        }
        for table in all(page, "table") {
            let heads = table.select(&Selector::parse("thead th[scope=col]").unwrap()).count();
            assert!(heads > 0, "{name}: a table without heads");
        }
        assert_eq!(all(page, "h1").len(), 1, "{name}");
    });
}

#[test]
fn the_standing_line_is_on_every_page_of_a_sample_and_only_there() {
    for (name, html) in pages(Lang::Vi) {
        assert!(html.contains("Dữ liệu mẫu, hư cấu: tỉnh Sông Giang (mẫu)"), "{name}");
    }
    let mut page = desk::DeskPage::example(Lang::Vi);
    page.p.sample = None;
    assert!(!page.render().unwrap().contains("Dữ liệu mẫu"));
}

#[test]
fn words_from_people_never_become_markup() {
    let mut page = desk::DeskPage::example(Lang::Vi);
    let evil = "<script>alert(1)</script>\"'&";
    page.due.items[0].title = evil.into();
    page.p.site = evil.into();
    page.p.here = evil.into();
    page.p.csrf = evil.into();
    let html = page.render().unwrap();
    assert!(!html.contains("<script>alert"));
    assert!(html.contains("&#60;script&#62;alert"));
}

#[test]
fn every_file_that_a_page_names_is_inside_the_program() {
    let mut named = BTreeSet::new();
    each(|name, _, page| {
        for element in all(page, "[src], link[href], use[href]") {
            let address = element.value().attr("src").or(element.value().attr("href")).unwrap();
            let path = address.strip_prefix("/assets/").and_then(|a| a.split(['?', '#']).next());
            let path = path.unwrap_or_else(|| panic!("{name}: {address}"));
            assert!(assets::find(path).is_some(), "{name}: {path}");
        }
    });
    let sprite = String::from_utf8(assets::find("icons.svg").unwrap().bytes.into_owned()).unwrap();
    each(|name, _, page| {
        for icon in all(page, "use[href]") {
            let id = icon.value().attr("href").unwrap().rsplit('#').next().unwrap();
            assert!(sprite.contains(&format!("id=\"{id}\"")), "{name}: no icon {id}");
        }
    });
    let css = String::from_utf8(assets::find("tabler.css").unwrap().bytes.into_owned()).unwrap();
    for part in css.split("url(").skip(1) {
        let path = part.split(')').next().unwrap().trim_matches('"');
        if !path.starts_with("data:") {
            assert!(assets::find(path).is_some(), "tabler.css: {path}");
            named.insert(path.to_owned());
        }
    }
    assert_eq!(named.len(), 8, "four weights in two subsets");
}

#[test]
fn own_script_stays_small_and_files_have_types() {
    for (script, most) in [("app.js", 8 * 1024), ("find.js", 4 * 1024), ("passkey.js", 4 * 1024)] {
        assert!(assets::find(script).unwrap().bytes.len() <= most, "{script}");
    }
    for path in assets::paths() {
        let asset = assets::find(&path).unwrap();
        assert_ne!(asset.media_type, "application/octet-stream", "{path}");
        assert!(assets::url(&path).contains("?v="), "{path}");
    }
    assert!(assets::find("../Cargo.toml").is_none());
}
