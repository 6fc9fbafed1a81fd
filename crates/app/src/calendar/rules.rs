//! The rules of the calendar as people see them, and the report deadlines that an installation lays down itself.
//!
//! Own rules are a setting of the installation, in the form of the tables of `record`; they say who laid them down.

use crate::error::{Error, Problem};
use crate::office::Office;
use crate::permit::Viewer;
use record::calendar::{Rules, Valid};
use terms::{Certainty, Day, Field, Role, UnitLevel};

/// Name of the setting that holds own rules.
pub(super) const SETTING: &str = "calendar.rules";

const REPORT_COLUMNS: &str = "id\ttitle\tto\tbodies\tlevel\tunit\tnamed\tevery\tdue\tbefore\tfield\tvalid_from\tvalid_to\tcertainty\tsource";

/// Which table a rule stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleTable {
    /// Reports.
    Reports,
    /// Things done once in each period.
    Rhythms,
    /// Reviews of documents.
    Reviews,
    /// Elections and congresses.
    Fixed,
    /// Anniversaries.
    Anniversaries,
}

/// A rule as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRow {
    /// Its table.
    pub table: RuleTable,
    /// Stable name.
    pub id: String,
    /// What it says.
    pub words: String,
    /// The first day; `None` when it always was.
    pub from: Option<Day>,
    /// The last day; `None` while no end is known.
    pub to: Option<Day>,
    /// How sure it is.
    pub certainty: Certainty,
    /// What says so.
    pub source: String,
    /// Whether it was laid down at this installation.
    pub own: bool,
}

/// A report deadline as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    /// The rule whose place it takes, or a new name.
    pub id: String,
    /// The days: `15`, or `20/6;20/11`.
    pub due: String,
    /// Whether the day before is the last on time.
    pub before: bool,
    /// From which day it holds.
    pub from: Day,
    /// What says so.
    pub source: String,
}

impl Office {
    /// Every rule of the calendar.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn rules(&self, viewer: &Viewer) -> Result<Vec<RuleRow>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        Ok(rows(&self.calendar_rules().await?))
    }

    /// Lays down another deadline of a report that is on the list, from a day on.
    ///
    /// # Errors
    /// `permit.missing`, `calendar.rule-unknown`, `calendar.due-bad`, `act.blank`, or the store's.
    pub async fn lay_report(&self, viewer: &Viewer, new: NewReport) -> Result<(), Error> {
        let actor = viewer.acting_at_home(Role::Approver)?;
        if new.source.trim().is_empty() {
            let facts = [("field", "Căn cứ".to_owned())];
            return Err(Error::Refused(Problem::new("act.blank", facts)));
        }
        let rules = self.calendar_rules().await?;
        let known = rules.reports.iter().rev().find(|r| r.id == new.id);
        let unknown =
            || Error::Refused(Problem::new("calendar.rule-unknown", [("id", new.id.clone())]));
        let known = known.ok_or_else(unknown)?;
        let kin = |k: &record::calendar::Kin| match k {
            record::calendar::Kin::Any => String::new(),
            record::calendar::Kin::Is(is) => is.clone(),
            record::calendar::Kin::Not(not) => format!("!{not}"),
        };
        let plain = |s: &str| s.replace(['\t', '\n', '\r', '['], " ").trim().to_owned();
        let today = self.today().vn();
        let source = format!("{} ({} đặt ngày {today})", plain(&new.source), plain(&actor.name));
        let cells = [
            known.id.clone(),
            known.title.clone(),
            known.to.clone(),
            known.scope.kinds.join(";"),
            known.scope.level.map_or("any", UnitLevel::code).to_owned(),
            kin(&known.scope.unit),
            kin(&known.scope.named),
            String::new(),
            plain(&new.due).replace(' ', ""),
            if new.before { "yes" } else { "" }.to_owned(),
            known.field.map_or("", Field::code).to_owned(),
            new.from.to_string(),
            String::new(),
            Certainty::Stated.code().to_owned(),
            source,
        ];
        let row = cells.join("\t");
        let bad = |_| Error::Refused(Problem::new("calendar.due-bad", [("due", new.due.clone())]));
        let part = format!("[reports]\n{REPORT_COLUMNS}\n{row}\n");
        Rules::default().with_own(&part).map_err(bad)?;
        let mut writer = self.store.begin_write().await?;
        // Read inside the write, so that two at once lose nothing.
        let before = self.store.setting(SETTING).await?.unwrap_or_default();
        writer.put_setting(SETTING, &format!("{before}{part}")).await?;
        Ok(writer.commit().await?)
    }
}

fn row(table: RuleTable, id: &str, words: String, valid: &Valid) -> RuleRow {
    RuleRow {
        table,
        id: id.to_owned(),
        words,
        from: valid.from,
        to: valid.to,
        certainty: valid.certainty,
        source: valid.source.clone(),
        own: valid.own,
    }
}

fn rows(rules: &Rules) -> Vec<RuleRow> {
    let reports = rules.reports.iter().map(|r| {
        let due: Vec<String> = r.due.iter().map(|d| due_words(*d, r.before)).collect();
        let words = format!("{}, gửi {}: {}", r.title, r.to, due.join(" và "));
        row(RuleTable::Reports, &r.id, words, &r.valid)
    });
    let rhythms =
        rules.rhythms.iter().map(|r| row(RuleTable::Rhythms, &r.id, r.title.clone(), &r.valid));
    let reviews = rules.reviews.iter().map(|r| {
        let types = if r.types.is_empty() {
            "mọi loại văn bản".to_owned()
        } else {
            r.types.join(", ")
        };
        let title =
            r.title.replace("{years}", &r.years.to_string()).replace("{document}", "văn bản");
        row(RuleTable::Reviews, &r.id, format!("{title} ({})", types.to_lowercase()), &r.valid)
    });
    let fixed = rules.fixed.iter().map(|r| {
        let number = r.number.map_or(String::new(), |n| n.to_string());
        let title = r.title.replace("{n}", &number);
        let title =
            title.replace("{from}", &r.term.0.to_string()).replace("{to}", &r.term.1.to_string());
        row(RuleTable::Fixed, &r.series, format!("{title}: {}", r.days.vn()), &r.valid)
    });
    let anniversaries = rules.anniversaries.iter().map(|r| {
        row(RuleTable::Anniversaries, &r.id, format!("{}: {}", r.name, r.founded.vn()), &r.valid)
    });
    reports.chain(rhythms).chain(reviews).chain(fixed).chain(anniversaries).collect()
}

fn due_words(due: record::calendar::Before, before: bool) -> String {
    let by = if before { "trước ngày" } else { "chậm nhất ngày" };
    match due.month {
        Some(month) => format!("{by} {}/{month} hằng năm", due.day),
        None => format!("{by} {} hằng tháng", due.day),
    }
}
