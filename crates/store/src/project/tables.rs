//! Every projection table: its name, the kind of object it shows, its columns and the length of its key.
//!
//! The migrations create the same tables; a test compares the two. What goes into the rows is said by the files beside.

use super::table::{Table, int, maybe_int, maybe_text, text};
use terms::Kind;

/// Every projection table, those of one kind of object together.
pub static TABLES: &[&Table] = &[
    &INTAKES,
    &PROPOSALS,
    &DOCUMENTS,
    &CITATIONS,
    &BODIES,
    &BODY_NAMES,
    &BODY_PARENTS,
    &UNITS,
    &UNIT_NAMES,
    &UNIT_PARENTS,
    &UNIT_LINKS,
    &PEOPLE,
    &POSTS,
    &RANKS,
    &TASKS,
    &TASK_BODIES,
    &TASK_BASIS,
    &TASK_STEPS,
    &FORMS,
    &INDICATORS,
    &TARGETS,
    &FORM_PERIODS,
    &SUBMISSIONS,
    &CELLS,
    &ACTIVITIES,
    &ACTIVITY_BODIES,
    &FINDINGS,
    &REVIEWS,
    &FIGURES,
    &ACCOUNTS,
    &GRANTS,
];

pub(super) static INTAKES: Table = Table {
    name: "intakes",
    kind: Kind::Intake,
    key: 2,
    columns: &[
        text("site"),
        text("id"),
        text("sha256"),
        text("file_name"),
        int("bytes"),
        text("format"),
        text("encoding"),
        text("title"),
        maybe_text("circulation"),
        text("received_on"),
        int("recorded_at"),
        text("login"),
        int("proposals"),
        int("open"),
        text("search"),
    ],
};

pub(super) static PROPOSALS: Table = Table {
    name: "proposals",
    kind: Kind::Intake,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        int("n"),
        text("proposal"),
        text("state"),
        maybe_text("decided_by"),
        maybe_int("decided_at"),
        maybe_text("decided_on"),
        maybe_text("outcome"),
        maybe_text("outcome_name"),
        maybe_text("reason"),
    ],
};

pub(super) static DOCUMENTS: Table = Table {
    name: "documents",
    kind: Kind::Document,
    key: 2,
    columns: &[
        text("site"),
        text("id"),
        maybe_text("number"),
        maybe_text("number_key"),
        text("doc_type"),
        text("subject"),
        maybe_text("issuer"),
        maybe_text("issuer_body"),
        maybe_text("issued_on"),
        maybe_text("issued_first"),
        maybe_text("signer"),
        maybe_text("intake"),
        maybe_text("circulation"),
        int("withdrawn"),
        int("recorded_at"),
        text("search"),
    ],
};

pub(super) static CITATIONS: Table = Table {
    name: "citations",
    kind: Kind::Document,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        int("n"),
        text("target"),
        text("target_name"),
        text("relation"),
        int("first_byte"),
        int("end_byte"),
        text("quote"),
        int("recorded_at"),
    ],
};

pub(super) static BODIES: Table = Table {
    name: "bodies",
    kind: Kind::Body,
    key: 2,
    columns: &[
        text("site"),
        text("id"),
        text("kind"),
        text("name"),
        maybe_text("short_name"),
        maybe_text("parent"),
        maybe_text("parent_name"),
        maybe_text("unit"),
        maybe_text("unit_name"),
        maybe_text("standing_for"),
        maybe_text("standing_for_name"),
        text("from_on"),
        maybe_text("until_on"),
        text("search"),
    ],
};

pub(super) static BODY_NAMES: Table = Table {
    name: "body_names",
    kind: Kind::Body,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        text("from_on"),
        maybe_text("to_on"),
        text("name"),
        maybe_text("short_name"),
        maybe_text("basis"),
    ],
};

pub(super) static BODY_PARENTS: Table = Table {
    name: "body_parents",
    kind: Kind::Body,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        text("from_on"),
        maybe_text("to_on"),
        maybe_text("parent"),
        maybe_text("parent_name"),
        maybe_text("basis"),
    ],
};

pub(super) static UNITS: Table = Table {
    name: "units",
    kind: Kind::Unit,
    key: 2,
    columns: &[
        text("site"),
        text("id"),
        text("level"),
        text("unit_type"),
        text("name"),
        maybe_text("code"),
        maybe_text("parent"),
        maybe_text("parent_name"),
        maybe_int("lat_micro"),
        maybe_int("lon_micro"),
        text("from_on"),
        maybe_text("until_on"),
        text("search"),
    ],
};

pub(super) static UNIT_NAMES: Table = Table {
    name: "unit_names",
    kind: Kind::Unit,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        text("from_on"),
        maybe_text("to_on"),
        text("unit_type"),
        text("name"),
        maybe_text("code"),
        maybe_text("basis"),
    ],
};

pub(super) static UNIT_PARENTS: Table = Table {
    name: "unit_parents",
    kind: Kind::Unit,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        text("from_on"),
        maybe_text("to_on"),
        maybe_text("parent"),
        maybe_text("parent_name"),
        maybe_text("basis"),
    ],
};

pub(super) static UNIT_LINKS: Table = Table {
    name: "unit_links",
    kind: Kind::Unit,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        int("n"),
        text("on_day"),
        text("predecessor"),
        text("predecessor_name"),
        text("area"),
        text("population"),
        maybe_text("basis"),
    ],
};

pub(super) static PEOPLE: Table = Table {
    name: "people",
    kind: Kind::Person,
    key: 2,
    columns: &[
        text("site"),
        text("id"),
        text("name"),
        maybe_text("post"),
        maybe_text("rank"),
        int("recorded_at"),
        text("search"),
    ],
};

pub(super) static POSTS: Table = Table {
    name: "posts",
    kind: Kind::Person,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        int("n"),
        text("title"),
        maybe_text("body"),
        maybe_text("body_name"),
        maybe_text("from_on"),
        text("since"),
        maybe_text("to_on"),
    ],
};

pub(super) static RANKS: Table = Table {
    name: "ranks",
    kind: Kind::Person,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        int("n"),
        text("rank"),
        maybe_text("from_on"),
        text("since"),
    ],
};

pub(super) static TASKS: Table = Table {
    name: "tasks",
    kind: Kind::Task,
    key: 2,
    columns: &[
        text("site"),
        text("id"),
        text("title"),
        text("assigner"),
        text("assigner_name"),
        text("lead"),
        text("lead_name"),
        maybe_text("due_on"),
        maybe_text("first_due_on"),
        text("field"),
        text("phase"),
        maybe_text("settled"),
        text("assigned_on"),
        maybe_text("handed_in_on"),
        maybe_text("closed_on"),
        maybe_int("percent"),
        int("withdrawn"),
        int("recorded_at"),
        text("search"),
    ],
};

pub(super) static TASK_BODIES: Table = Table {
    name: "task_bodies",
    kind: Kind::Task,
    key: 3,
    columns: &[text("site"), text("id"), int("n"), text("role"), text("body"), text("body_name")],
};

pub(super) static TASK_BASIS: Table = Table {
    name: "task_basis",
    kind: Kind::Task,
    key: 3,
    columns: &[text("site"), text("id"), int("n"), text("document"), text("document_name")],
};

pub(super) static TASK_STEPS: Table = Table {
    name: "task_steps",
    kind: Kind::Task,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        int("n"),
        text("step"),
        text("on_day"),
        int("recorded_at"),
        text("login"),
        maybe_text("due_on"),
        maybe_int("percent"),
        maybe_text("words"),
    ],
};

pub(super) static FORMS: Table = Table {
    name: "forms",
    kind: Kind::Form,
    key: 2,
    columns: &[
        text("site"),
        text("id"),
        text("code"),
        text("title"),
        text("asked_by"),
        text("asked_by_name"),
        text("filled_by"),
        maybe_text("closed_on"),
        int("recorded_at"),
        text("search"),
    ],
};

pub(super) static INDICATORS: Table = Table {
    name: "indicators",
    kind: Kind::Form,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        int("n"),
        text("indicator"),
        text("name"),
        text("measure"),
        int("scale"),
        text("aggregation"),
        maybe_text("numerator"),
        maybe_text("denominator"),
        text("field"),
    ],
};

pub(super) static TARGETS: Table = Table {
    name: "targets",
    kind: Kind::Form,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        int("n"),
        text("indicator"),
        int("year"),
        int("value"),
        text("basis"),
    ],
};

pub(super) static FORM_PERIODS: Table = Table {
    name: "form_periods",
    kind: Kind::Form,
    key: 4,
    columns: &[
        text("site"),
        text("id"),
        text("from_on"),
        text("to_on"),
        text("on_time_until"),
        text("open_until"),
    ],
};

pub(super) static SUBMISSIONS: Table = Table {
    name: "submissions",
    kind: Kind::Submission,
    key: 2,
    columns: &[
        text("site"),
        text("id"),
        text("form"),
        text("form_name"),
        text("unit"),
        text("unit_name"),
        text("from_on"),
        text("to_on"),
        text("state"),
        maybe_text("first_submitted_on"),
        maybe_text("submitted_on"),
        maybe_text("approved_on"),
        int("recorded_at"),
        text("search"),
    ],
};

pub(super) static CELLS: Table = Table {
    name: "cells",
    kind: Kind::Submission,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        text("indicator"),
        text("state"),
        maybe_int("value"),
        maybe_text("note"),
        int("corrected"),
        text("act_site"),
        int("act_seq"),
        text("login"),
        int("recorded_at"),
    ],
};

pub(super) static ACTIVITIES: Table = Table {
    name: "activities",
    kind: Kind::Activity,
    key: 2,
    columns: &[
        text("site"),
        text("id"),
        text("kind"),
        text("title"),
        maybe_text("held_on"),
        maybe_text("held_first"),
        maybe_text("place"),
        maybe_text("from_on"),
        maybe_text("to_on"),
        text("field"),
        int("withdrawn"),
        int("recorded_at"),
        text("search"),
    ],
};

pub(super) static ACTIVITY_BODIES: Table = Table {
    name: "activity_bodies",
    kind: Kind::Activity,
    key: 3,
    columns: &[text("site"), text("id"), int("n"), text("body"), text("body_name")],
};

pub(super) static FINDINGS: Table = Table {
    name: "findings",
    kind: Kind::Finding,
    key: 2,
    columns: &[
        text("site"),
        text("id"),
        text("kind"),
        text("words"),
        text("field"),
        maybe_text("body"),
        maybe_text("body_name"),
        maybe_text("cause_of"),
        maybe_text("found_in"),
        maybe_text("found_in_name"),
        text("found_on"),
        maybe_text("resolved_on"),
        int("withdrawn"),
        int("recorded_at"),
        text("search"),
    ],
};

pub(super) static REVIEWS: Table = Table {
    name: "reviews",
    kind: Kind::Review,
    key: 2,
    columns: &[
        text("site"),
        text("id"),
        text("title"),
        text("body"),
        text("body_name"),
        maybe_text("reviewed"),
        maybe_text("reviewed_name"),
        text("from_on"),
        text("to_on"),
        text("state"),
        maybe_text("compiled_as_of"),
        maybe_text("number"),
        maybe_text("signer"),
        maybe_text("approved_on"),
        int("recorded_at"),
        text("search"),
    ],
};

pub(super) static FIGURES: Table = Table {
    name: "figures",
    kind: Kind::Review,
    key: 3,
    columns: &[
        text("site"),
        text("id"),
        int("n"),
        text("figure"),
        text("line"),
        int("frozen"),
        text("printed"),
        text("formula"),
        text("explained"),
    ],
};

pub(super) static ACCOUNTS: Table = Table {
    name: "accounts",
    kind: Kind::Account,
    key: 2,
    columns: &[
        text("site"),
        text("id"),
        text("login"),
        text("name"),
        int("closed"),
        int("recorded_at"),
        text("search"),
    ],
};

pub(super) static GRANTS: Table = Table {
    name: "grants",
    kind: Kind::Account,
    key: 3,
    columns: &[text("site"), text("id"), int("n"), text("role"), text("body"), text("body_name")],
};
