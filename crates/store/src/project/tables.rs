//! Every projection table: its name, the kind of object it shows, the length of its key, its columns.
//!
//! The migrations create the same tables; a test compares the two. What goes into the rows is said by the files beside.

use super::table::{Table, int, maybe_int, maybe_text, text};
use terms::Kind;

macro_rules! tables {
    ($($table:ident $name:literal of $kind:ident, key $key:literal: $($holds:ident $column:ident),+;)+) => {
        /// Every projection table, those of one kind of object together.
        pub static TABLES: &[&Table] = &[$(&$table),+];

        $(pub(super) static $table: Table = Table {
            name: $name,
            kind: Kind::$kind,
            key: $key,
            columns: &[$($holds(stringify!($column))),+],
        };)+
    };
}

tables! {
    INTAKES "intakes" of Intake, key 2:
        text site, text id, text sha256, text file_name, int bytes, text format, text encoding,
        text title, maybe_text circulation, text received_on, int recorded_at, text login,
        int proposals, int open, text search;

    PROPOSALS "proposals" of Intake, key 3:
        text site, text id, int n, text proposal, text state, maybe_text decided_by,
        maybe_int decided_at, maybe_text decided_on, maybe_text outcome, maybe_text outcome_name,
        maybe_text reason;

    DOCUMENTS "documents" of Document, key 2:
        text site, text id, maybe_text number, maybe_text number_key, text doc_type, text subject,
        maybe_text issuer, maybe_text issuer_body, maybe_text issued_on, maybe_text issued_first,
        maybe_text signer, maybe_text intake, maybe_text circulation, int withdrawn,
        int recorded_at, text search;

    CITATIONS "citations" of Document, key 3:
        text site, text id, int n, text target, text target_name, text relation, int first_byte,
        int end_byte, text quote, int recorded_at;

    BODIES "bodies" of Body, key 2:
        text site, text id, text kind, text name, maybe_text short_name, maybe_text parent,
        maybe_text parent_name, maybe_text unit, maybe_text unit_name, maybe_text standing_for,
        maybe_text standing_for_name, text from_on, maybe_text until_on, text search;

    BODY_NAMES "body_names" of Body, key 3:
        text site, text id, text from_on, maybe_text to_on, text name, maybe_text short_name,
        maybe_text basis;

    BODY_PARENTS "body_parents" of Body, key 3:
        text site, text id, text from_on, maybe_text to_on, maybe_text parent,
        maybe_text parent_name, maybe_text basis;

    UNITS "units" of Unit, key 2:
        text site, text id, text level, text unit_type, text name, maybe_text code,
        maybe_text parent, maybe_text parent_name, maybe_int lat_micro, maybe_int lon_micro,
        text from_on, maybe_text until_on, text search;

    UNIT_NAMES "unit_names" of Unit, key 3:
        text site, text id, text from_on, maybe_text to_on, text unit_type, text name,
        maybe_text code, maybe_text basis;

    UNIT_PARENTS "unit_parents" of Unit, key 3:
        text site, text id, text from_on, maybe_text to_on, maybe_text parent,
        maybe_text parent_name, maybe_text basis;

    UNIT_LINKS "unit_links" of Unit, key 3:
        text site, text id, int n, text on_day, text predecessor, text predecessor_name, text area,
        text population, maybe_text basis;

    PEOPLE "people" of Person, key 2:
        text site, text id, text name, maybe_text post, maybe_text rank, int recorded_at,
        text search;

    POSTS "posts" of Person, key 3:
        text site, text id, int n, text title, maybe_text body, maybe_text body_name,
        maybe_text from_on, text since, maybe_text to_on;

    RANKS "ranks" of Person, key 3:
        text site, text id, int n, text rank, maybe_text from_on, text since;

    TASKS "tasks" of Task, key 2:
        text site, text id, text title, text assigner, text assigner_name, text lead,
        text lead_name, maybe_text due_on, maybe_text first_due_on, text field, text phase,
        maybe_text settled, text assigned_on, maybe_text handed_in_on, maybe_text closed_on,
        maybe_int percent, int withdrawn, int recorded_at, text search;

    TASK_BODIES "task_bodies" of Task, key 3:
        text site, text id, int n, text role, text body, text body_name;

    TASK_BASIS "task_basis" of Task, key 3:
        text site, text id, int n, text document, text document_name;

    TASK_STEPS "task_steps" of Task, key 3:
        text site, text id, int n, text step, text on_day, int recorded_at, text login,
        maybe_text due_on, maybe_int percent, maybe_text words;

    FORMS "forms" of Form, key 2:
        text site, text id, text code, text title, text asked_by, text asked_by_name,
        text filled_by, maybe_text closed_on, int recorded_at, text search;

    INDICATORS "indicators" of Form, key 3:
        text site, text id, int n, text indicator, text name, text measure, int scale,
        text aggregation, maybe_text numerator, maybe_text denominator, text field;

    TARGETS "targets" of Form, key 3:
        text site, text id, int n, text indicator, int year, int value, text basis;

    FORM_PERIODS "form_periods" of Form, key 4:
        text site, text id, text from_on, text to_on, text on_time_until, text open_until;

    SUBMISSIONS "submissions" of Submission, key 2:
        text site, text id, text form, text form_name, text unit, text unit_name, text from_on,
        text to_on, text state, maybe_text first_submitted_on, maybe_text submitted_on,
        maybe_text approved_on, int recorded_at, text search;

    CELLS "cells" of Submission, key 3:
        text site, text id, text indicator, text state, maybe_int value, maybe_text note,
        int corrected, text act_site, int act_seq, text login, int recorded_at;

    ACTIVITIES "activities" of Activity, key 2:
        text site, text id, text kind, text title, maybe_text held_on, maybe_text held_first,
        maybe_text place, maybe_text from_on, maybe_text to_on, text field, int withdrawn,
        int recorded_at, text search;

    ACTIVITY_BODIES "activity_bodies" of Activity, key 3:
        text site, text id, int n, text body, text body_name;

    FINDINGS "findings" of Finding, key 2:
        text site, text id, text kind, text words, text field, maybe_text body,
        maybe_text body_name, maybe_text cause_of, maybe_text found_in, maybe_text found_in_name,
        text found_on, maybe_text resolved_on, int withdrawn, int recorded_at, text search;

    REVIEWS "reviews" of Review, key 2:
        text site, text id, text title, text body, text body_name, maybe_text reviewed,
        maybe_text reviewed_name, text from_on, text to_on, text state, maybe_text compiled_as_of,
        maybe_text number, maybe_text signer, maybe_text approved_on, int recorded_at, text search;

    FIGURES "figures" of Review, key 3:
        text site, text id, int n, text figure, text line, int frozen, text printed, text formula,
        text explained;

    ACCOUNTS "accounts" of Account, key 2:
        text site, text id, text login, text name, int closed, int recorded_at, text search;

    GRANTS "grants" of Account, key 3:
        text site, text id, int n, text role, text body, text body_name;
}
