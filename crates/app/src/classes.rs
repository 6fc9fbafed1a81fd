//! Who may read what: stating the class of a document, of a finding, of figures of a form; what may be shown at a class.

use crate::describe::document_label;
use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use record::decide;
use record::disclosure::{Exposed, Rule, Shown};
use record::figures::{Facts, Figures};
use record::object::{Classed, Document, FiguresClassed, Finding, Form};
use record::payload::{DocumentAct, FindingAct, FormAct};
use terms::{AccessClass, Day, Kind, Named, Ref, Role};

/// A class as stated on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassForm {
    /// The document, finding or form.
    pub of: Ref,
    /// For a form: code of the indicator; `None` for all.
    pub indicator: Option<String>,
    /// For a form: the unit; `None` for all, and then the totals too.
    pub unit: Option<Ref>,
    /// Who may read it.
    pub class: AccessClass,
    /// What says so, as written.
    pub basis: Option<String>,
    /// Why.
    pub reason: String,
}

/// A class that was stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassRow {
    /// What of it in words: an indicator, or all.
    pub what: String,
    /// Whose, when it is one unit's.
    pub unit: Option<Named>,
    /// Who may read it.
    pub class: AccessClass,
    /// What says so.
    pub basis: Option<String>,
    /// Why.
    pub reason: String,
    /// Who stated it, and when.
    pub by: String,
}

/// What stands on record of who may read a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassView {
    /// The thing.
    pub of: Named,
    /// Who may read it as a whole.
    pub class: AccessClass,
    /// What was stated, the latest first.
    pub stated: Vec<ClassRow>,
    /// Indicators that can be chosen: code and name; none but for a form.
    pub indicators: Vec<(String, String)>,
    /// Units that can be chosen; none but for a form.
    pub units: Vec<Named>,
    /// Whether the viewer may state it.
    pub may_state: bool,
}

impl Office {
    /// What stands on record of who may read a document, a finding or the figures of a form.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn class_of(&self, viewer: &Viewer, of: &Ref) -> Result<ClassView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        self.must_read(viewer, of).await?;
        let facts = self.facts().await?;
        let view = match of.kind {
            Kind::Form => facts.forms.iter().find(|f| f.at == *of).map(|f| {
                let may = viewer.may(Role::Approver, &f.facts.asked_by.at);
                form_view(f, &facts, self.today(), may)
            }),
            Kind::Document => facts.document(of).map(|d| {
                let name = document_label(&d.facts);
                plain(of, name, d.class(), &d.classes, viewer)
            }),
            Kind::Finding => facts
                .findings
                .iter()
                .find(|f| f.at == *of)
                .map(|f| plain(of, f.facts.text.clone(), f.class(), &f.classes, viewer)),
            _ => None,
        };
        view.ok_or_else(|| not_found(of))
    }

    /// States who may read a document, a finding or figures of a form. An approver does; what one person has restricted,
    /// another lets more people read, where there are two.
    ///
    /// # Errors
    /// `permit.missing`, not found, `class.second-person`, `document.marked-not-open`, and the rules of `decide`.
    pub async fn state_class(&self, viewer: &Viewer, form: ClassForm) -> Result<Named, Error> {
        let of = form.of.clone();
        if self.restricted_by(&form).await?.is_some_and(|login| login == viewer.login)
            && self.asks_a_second(Role::Approver).await?
        {
            return Err(Error::refused("class.second-person"));
        }
        match of.kind {
            Kind::Form => self.class_figures(viewer, form).await?,
            Kind::Document => {
                let actor = viewer.acting_at_home(Role::Approver)?;
                let entry = self.entry(&of, actor, None, Vec::new());
                let ClassForm { class, basis, reason, .. } = form;
                let says = DocumentAct::ClassStated { class, basis, reason };
                let stated = |d: &Document| Ok(decide::document(Some(d), entry, says)?);
                self.change(&of, stated).await?;
            }
            Kind::Finding => {
                let actor = viewer.acting_at_home(Role::Approver)?;
                let entry = self.entry(&of, actor, None, Vec::new());
                let ClassForm { class, basis, reason, .. } = form;
                let says = FindingAct::ClassStated { class, basis, reason };
                let stated = |f: &Finding| Ok(decide::finding(Some(f), entry, says)?);
                self.change(&of, stated).await?;
            }
            _ => return Err(not_found(&of)),
        }
        Ok(self.class_of(viewer, &of).await?.of)
    }

    /// Who stated the class that a new one would lower; nobody when it lowers none.
    async fn restricted_by(&self, form: &ClassForm) -> Result<Option<String>, Error> {
        let facts = self.facts().await?;
        let login = |c: &Classed| (c.class > form.class).then(|| c.by.actor.login.clone());
        Ok(match form.of.kind {
            Kind::Document => {
                facts.document(&form.of).and_then(|d| d.classes.last()).and_then(login)
            }
            Kind::Finding => {
                let finding = facts.findings.iter().find(|f| f.at == form.of);
                finding.and_then(|f| f.classes.last()).and_then(login)
            }
            Kind::Form => {
                let found = facts.forms.iter().find(|f| f.at == form.of);
                found.and_then(|f| in_force(f, form)).and_then(login)
            }
            _ => None,
        })
    }

    async fn class_figures(&self, viewer: &Viewer, form: ClassForm) -> Result<(), Error> {
        let facts = self.facts().await?;
        let unit = form.unit.as_ref().map(|at| {
            let unit = facts.unit(at).ok_or_else(|| not_found(at))?;
            Ok::<_, Error>(unit.named_on(self.today()))
        });
        let unit = unit.transpose()?;
        let ClassForm { of, indicator, class, basis, reason, .. } = form;
        let changed = self.change(&of, |form: &Form| {
            let actor = viewer.acting(Role::Approver, &form.facts.asked_by)?;
            let entry = self.entry(&of, actor, None, Vec::new());
            let says = FormAct::ClassStated { indicator, unit, class, basis, reason };
            Ok(decide::form(Some(form), entry, says)?)
        });
        changed.await.map(|_| ())
    }

    /// The rule of disclosure that holds today.
    pub(crate) fn disclosure_rule(&self) -> Result<Rule, Error> {
        let rule = Rule::on(self.today()).map_err(|e| Error::Broken(e.to_string()))?;
        rule.ok_or_else(|| Error::Broken("no rule of disclosure for today".to_owned()))
    }
}

/// The latest statement above the new class that covers, or lies within, what the new one speaks of; of statements on one and
/// the same the last alone holds.
fn in_force<'f>(form: &'f Form, new: &ClassForm) -> Option<&'f Classed> {
    let unit = |c: &'f FiguresClassed| c.unit.as_ref().map(|u| &u.at);
    let touches = |c: &'f FiguresClassed| {
        let indicator =
            c.indicator.is_none() || new.indicator.is_none() || c.indicator == new.indicator;
        let unit = unit(c).is_none() || new.unit.is_none() || unit(c) == new.unit.as_ref();
        indicator && unit
    };
    let same = |a: &'f FiguresClassed, b: &'f FiguresClassed| {
        (&a.indicator, unit(a)) == (&b.indicator, unit(b))
    };
    let last = |(i, c): &(usize, &'f FiguresClassed)| {
        !form.classes.iter().skip(i + 1).any(|later| same(c, later))
    };
    let standing = form.classes.iter().enumerate().filter(last).map(|(_, c)| c);
    let mut above = standing.filter(|c| touches(c) && c.stated.class > new.class);
    above.next_back().map(|c| &c.stated)
}

/// What may be shown of some figures at a class.
pub(crate) fn shown<'f, 'a>(
    figures: &'f Figures<'a>,
    at: AccessClass,
    rule: Rule,
) -> Shown<'f, 'a> {
    Shown::of(figures, at, rule)
}

/// The facts of an earlier time with the classes of a later one: figures stay as they were, who may read them does not.
pub(crate) fn with_classes(mut facts: Facts, later: &Facts) -> Facts {
    for form in &mut facts.forms {
        if let Some(now) = later.forms.iter().find(|f| f.at == form.at) {
            form.classes.clone_from(&now.classes);
        }
    }
    for document in &mut facts.documents {
        if let Some(now) = later.document(&document.at) {
            document.classes.clone_from(&now.classes);
            document.facts.circulation.clone_from(&now.facts.circulation);
        }
    }
    for finding in &mut facts.findings {
        if let Some(now) = later.findings.iter().find(|f| f.at == finding.at) {
            finding.classes.clone_from(&now.classes);
        }
    }
    facts
}

impl From<Exposed> for Error {
    /// Publication stops and names the table; what could be worked out is not told.
    fn from(exposed: Exposed) -> Self {
        Self::Refused(Problem::new("disclosure.exposed", [("table", exposed.table)]))
    }
}

fn row(what: &str, unit: Option<Named>, c: &Classed) -> ClassRow {
    ClassRow {
        what: what.to_owned(),
        unit,
        class: c.class,
        basis: c.basis.clone(),
        reason: c.reason.clone(),
        by: format!("{}, {}", c.by.actor.name, c.by.recorded_at.vn()),
    }
}

fn plain(of: &Ref, name: String, class: AccessClass, all: &[Classed], v: &Viewer) -> ClassView {
    ClassView {
        of: Named { at: of.clone(), name },
        class,
        stated: all.iter().rev().map(|c| row("", None, c)).collect(),
        indicators: Vec::new(),
        units: Vec::new(),
        may_state: v.is(Role::Approver),
    }
}

fn form_view(form: &Form, facts: &Facts, today: Day, may_state: bool) -> ClassView {
    let name = |code: &str| {
        let found = form.facts.indicators.iter().find(|i| i.code == code);
        found.map_or(code.to_owned(), |i| i.name.clone())
    };
    let stated = form.classes.iter().rev().map(|c| {
        let what = c.indicator.as_deref().map_or("mọi chỉ tiêu".to_owned(), name);
        row(&what, c.unit.clone(), &c.stated)
    });
    let level = form.facts.filled_by;
    let units = facts.units.iter().filter(|u| u.level == level && u.counts());
    let mut units: Vec<Named> = units.map(|u| u.named_on(today)).collect();
    crate::view::sort_by_name(&mut units, |u| &u.name);
    let whole = form.facts.indicators.iter().map(|i| form.class_of(&i.code)).min();
    let code = |i: &record::payload::Indicator| (i.code.clone(), i.name.clone());
    ClassView {
        of: Named { at: form.at.clone(), name: form.facts.title.clone() },
        class: whole.unwrap_or_default(),
        stated: stated.collect(),
        indicators: form.facts.indicators.iter().map(code).collect(),
        units,
        may_state,
    }
}
