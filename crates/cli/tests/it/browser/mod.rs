//! The pages in Chromium: one officer's days from a report in to a review out, and every page looked at.

mod doubt;
mod driver;
mod every_page;
mod finder;
mod passkeys;
mod provider;
mod screens;
mod story;

use crate::demo::{Demo, Served, demo};
use driver::Browser;
use tempfile::TempDir;

/// A browser before the pages of a copy of the sample.
struct Office {
    browser: Browser,
    served: Served,
    folder: TempDir,
    demo: &'static Demo,
}

impl Office {
    /// `None`, said loudly, when there is no browser.
    fn open() -> Option<Self> {
        let browser = Browser::start()?;
        let demo = demo();
        let folder = demo.copy();
        let served = Served::of(folder.path());
        Some(Self { browser, served, folder, demo })
    }

    /// The address of a path.
    fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.served.at)
    }

    /// Opens a page.
    fn go(&self, path: &str) {
        self.browser.go(&self.at(path));
    }

    /// Logs in as somebody else.
    #[track_caller]
    fn become_person(&self, login: &str) {
        self.browser.forget_cookies();
        self.go("/login");
        self.browser.type_into("#login", login);
        self.browser.type_into("#password", &self.demo.password);
        self.browser.click("form[action='/login'] button");
        self.browser.find(".person");
        let complaints = self.complaints();
        assert!(complaints.is_empty(), "before {login}: {complaints:?}");
    }

    /// What stands on the console; a form that was refused is told there too, and is no fault of the page.
    fn complaints(&self) -> Vec<String> {
        let all = self.browser.complaints().into_iter();
        all.filter(|c| !c.contains("status of 422")).collect()
    }

    /// The path of the page, without its query.
    fn path(&self) -> String {
        let url = self.browser.url();
        let path = url.split('/').skip(3).collect::<Vec<_>>().join("/");
        format!("/{}", path.split(['?', '#']).next().unwrap_or(""))
    }
}
