//! The one page for entry by hand: fields in a column, what is wrong with each beside it.
//!
//! It must not know what is entered.

use super::common::{Choice, Link};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// How a field is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// One line of words.
    Line,
    /// Several lines.
    Lines,
    /// A day.
    Date,
    /// A number.
    Number,
    /// One of a list.
    Choice,
    /// Any of a list.
    Ticks,
    /// Carried along, not shown.
    Hidden,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryField {
    /// Name that is sent.
    pub name: String,
    /// The words.
    pub label: String,
    /// How it is filled.
    pub kind: EntryKind,
    /// Whether it must be filled.
    pub required: bool,
    /// What stands in it.
    pub value: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// What is accepted.
    pub hint: String,
    /// What is wrong with it.
    pub faults: Vec<String>,
}

impl EntryField {
    /// An empty field that may stay so.
    pub fn new(name: &str, label: impl Into<String>, kind: EntryKind) -> Self {
        Self {
            name: name.to_owned(),
            label: label.into(),
            kind,
            required: false,
            value: String::new(),
            choices: Vec::new(),
            hint: String::new(),
            faults: Vec::new(),
        }
    }

    /// One of a list.
    pub fn choice(name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self { choices, ..Self::new(name, label, EntryKind::Choice) }
    }

    /// It must be filled.
    #[must_use]
    pub fn must(mut self) -> Self {
        self.required = true;
        self
    }

    /// With a word on what is accepted.
    #[must_use]
    pub fn hint(mut self, words: impl Into<String>) -> Self {
        self.hint = words.into();
        self
    }

    /// With something standing in it already.
    #[must_use]
    pub fn with(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// The id of the words below the field; empty when there are none.
    pub fn described_by(&self) -> String {
        match self.hint.is_empty() && self.faults.is_empty() {
            true => String::new(),
            false => format!("d-{}", self.name),
        }
    }
}

/// Nhập bằng tay.
#[derive(Debug, Clone, Template)]
#[template(path = "entry.html")]
pub struct EntryPage {
    /// What every page has.
    pub p: Page,
    /// What is entered.
    pub title: String,
    /// What to know before; may be empty.
    pub lead: String,
    /// The list it will stand in.
    pub back: Link,
    /// Where it is sent.
    pub action: String,
    /// The fields.
    pub fields: Vec<EntryField>,
}

impl EntryPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let kinds = vec![
            Choice::new("", lang.t("choose"), false),
            Choice::new("office", "Văn phòng", true),
        ];
        let hosts = vec![Choice::new("SG:1", "Ban Chỉ đạo tỉnh Sông Giang (mẫu)", true)];
        let mut day = EntryField::new("from", lang.t("span-from"), EntryKind::Date);
        day.value = "31/02/2026".into();
        day.faults = vec![lang.ta("bad-day", &[("name", "31/02/2026")])];
        Self {
            p: Page::example(lang, Nav::Bodies),
            title: lang.t("bodies-new"),
            lead: lang.t("bodies-new-lead"),
            back: Link::new(lang.t("bodies-title"), "/bodies"),
            action: "/bodies/new".into(),
            fields: vec![
                EntryField::new("name", lang.t("body-name"), EntryKind::Line)
                    .must()
                    .with("Văn phòng Ban Chỉ đạo"),
                EntryField::choice("kind", lang.t("body-kind"), kinds).must(),
                day.hint(lang.t("entry-from-hint")),
                EntryField::new("lines", lang.t("form-indicators"), EntryKind::Lines)
                    .with("lop | Số lớp"),
                EntryField::new("lat", lang.t("entry-lat"), EntryKind::Number).with("10,5"),
                EntryField {
                    choices: hosts,
                    ..EntryField::new("hosts", lang.t("entry-hosts"), EntryKind::Ticks)
                },
            ],
        }
    }
}
