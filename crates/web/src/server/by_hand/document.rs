//! Documents by hand: entered on the register, corrected, taken off; linked to others; days of effect stated; force looked up.
//!
//! Where the register has entries that may be the document that is meant, they are shown to choose from.

use super::super::{Fault, Sent, Shared, Who};
use super::typed::Typed;
use super::{ByHand, Sheet, coded, or_none};
use crate::layout::Nav;
use crate::view::common::Choice;
use crate::view::entry::{EntryField, EntryKind};
use app::documents::{LinkForm, LinkTarget, NewDocument, Twin};
use app::error::Error;
use app::{Office, Viewer};
use terms::{Day, DocNumber, Edtf, Force, Named, Ref, Relation};

/// What is chosen when a document is none of the entries that it may be.
const OTHER: &str = "new";

const fn sheet(path: &'static str, title: &'static str, lead: &'static str) -> Sheet {
    Sheet { path, title, lead, back: ("/documents", "nav-documents"), nav: Nav::Documents }
}

/// The document that a page is about, from its address or from the form.
fn about(given: &Sent) -> Result<Ref, Fault> {
    given.some("document").and_then(|at| at.parse().ok()).ok_or_else(Fault::no_such_page)
}

/// Which document the page is about, shown and carried along.
async fn subject(
    shared: &Shared,
    who: &Who,
    given: &Sent,
) -> Result<(Ref, Vec<EntryField>), Fault> {
    let at = about(given)?;
    // Says that there is none, where there is none.
    shared.office.document_as_typed(&who.viewer, &at).await?;
    let carried = EntryField::new("document", "", EntryKind::Hidden).with(at.to_string());
    Ok((at, vec![carried]))
}

fn facts(who: &Who, now: &NewDocument) -> Vec<EntryField> {
    let t = |key: &str| who.lang.t(key);
    let line = |name: &str, key: &str, value: &str| {
        EntryField::new(name, t(key), EntryKind::Line).with(value)
    };
    let some = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = now.number.as_ref().map(|n| n.to_string()).unwrap_or_default();
    let day = now.issued_on.map(|d| d.day().map_or_else(|| d.to_string(), Day::vn));
    vec![
        line("number", "document-number", &number).hint(t("document-number-hint")),
        line("doc_type", "document-type", &now.doc_type).must(),
        EntryField::new("subject", t("document-subject"), EntryKind::Lines)
            .must()
            .with(&now.subject),
        line("issuer", "document-issuer", &some(&now.issuer)),
        EntryField::new("issued_on", t("document-issued-on"), EntryKind::Date)
            .with(day.unwrap_or_default())
            .hint(t("document-issued-hint")),
        line("signer", "document-signer", &some(&now.signer)),
        line("circulation", "document-circulation", &some(&now.circulation)),
    ]
}

fn typed_facts(typed: &mut Typed<'_>) -> Option<NewDocument> {
    let number = typed.some("number");
    let parsed = number.as_deref().map(DocNumber::parse);
    if parsed == Some(None) {
        let words = typed.lang.ta("document-number-bad", &[("name", &number.unwrap_or_default())]);
        typed.wrong("number", words);
    }
    let issued_on = issued(typed);
    let (doc_type, subject) = (typed.must("doc_type"), typed.must("subject"));
    Some(NewDocument {
        number: parsed.flatten(),
        doc_type: doc_type?,
        subject: subject?.split_whitespace().collect::<Vec<_>>().join(" "),
        issuer: typed.some("issuer"),
        issued_on,
        signer: typed.some("signer"),
        circulation: typed.some("circulation"),
    })
}

/// A day, month or year, or a term of the Party (`khóa XI`) where no more is known.
fn issued(typed: &mut Typed<'_>) -> Option<Edtf> {
    let of_term = typed.some("issued_on").and_then(|t| terms::tenure::party_term(&t));
    of_term.or_else(|| typed.date("issued_on"))
}

fn twin(typed: &Typed<'_>) -> Twin {
    match typed.some("same_as").as_deref() {
        None => Twin::Unsaid,
        Some(OTHER) => Twin::Other,
        Some(at) => at.parse().map_or(Twin::Unsaid, Twin::Is),
    }
}

/// The entries to choose from; nothing when there are none.
fn which(who: &Who, all: Vec<(Named, String)>, other: bool) -> Option<EntryField> {
    if all.is_empty() {
        return None;
    }
    let one = |(n, why): (Named, String)| {
        Choice::new(n.at.to_string(), format!("{} ({why})", n.name), false)
    };
    let mut choices: Vec<Choice> = all.into_iter().map(one).collect();
    if other {
        choices.push(Choice::new(OTHER, who.lang.t("document-is-other"), false));
    }
    let choices = or_none(who.lang.t("choose"), choices);
    Some(EntryField::choice("same_as", who.lang.t("document-same-as"), choices))
}

/// What was typed so far, for asking the register; `None` before anything was.
fn so_far(who: &Who, given: &Sent) -> Option<NewDocument> {
    given.some("doc_type")?;
    typed_facts(&mut Typed::new(who.lang, given))
}

pub(super) struct New;

impl ByHand for New {
    type New = (NewDocument, Twin);

    const SHEET: Sheet = sheet("/documents/new", "documents-new", "documents-new-lead");

    async fn fields(_: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        Ok(facts(who, &NewDocument::default()))
    }

    async fn fields_of(shared: &Shared, who: &Who, given: &Sent) -> Result<Vec<EntryField>, Fault> {
        let mut fields = Self::fields(shared, who).await?;
        if let Some(new) = so_far(who, given) {
            let twins = shared.office.document_twins(&who.viewer, &new, None).await?;
            fields.extend(which(who, twins, true));
        }
        Ok(fields)
    }

    fn read(typed: &mut Typed<'_>) -> Option<Self::New> {
        let twin = twin(typed);
        Some((typed_facts(typed)?, twin))
    }

    async fn put(office: &Office, viewer: &Viewer, (new, twin): Self::New) -> Result<Named, Error> {
        office.enter_document(viewer, new, twin).await
    }
}

pub(super) struct Correct;

impl ByHand for Correct {
    type New = (Ref, NewDocument, String, Twin);

    const SHEET: Sheet = sheet("/documents/correct", "document-correct", "document-correct-lead");

    async fn fields(_: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        Ok(facts(who, &NewDocument::default()))
    }

    async fn fields_of(shared: &Shared, who: &Who, given: &Sent) -> Result<Vec<EntryField>, Fault> {
        let (at, mut fields) = subject(shared, who, given).await?;
        fields.extend(facts(who, &shared.office.document_as_typed(&who.viewer, &at).await?));
        if let Some(new) = so_far(who, given) {
            let mut twins = shared.office.document_twins(&who.viewer, &new, Some(&at)).await?;
            // It is not to become another entry: the choice is only whether it is none of these.
            if !twins.is_empty() {
                fields.extend(which(who, std::mem::take(&mut twins), true));
            }
        }
        fields.push(EntryField::new("reason", who.lang.t("reason"), EntryKind::Lines).must());
        Ok(fields)
    }

    fn read(typed: &mut Typed<'_>) -> Option<Self::New> {
        let (at, twin) = (typed.object("document")?, twin(typed));
        let (new, reason) = (typed_facts(typed), typed.must("reason"));
        Some((at, new?, reason?, twin))
    }

    async fn put(office: &Office, viewer: &Viewer, new: Self::New) -> Result<Named, Error> {
        let (at, new, reason, twin) = new;
        office.correct_document(viewer, &at, new, (&reason, twin)).await
    }
}

pub(super) struct Withdraw;

impl ByHand for Withdraw {
    type New = (Ref, String);

    const SHEET: Sheet =
        sheet("/documents/withdraw", "document-withdraw", "document-withdraw-lead");

    async fn fields(_: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        Ok(vec![EntryField::new("reason", who.lang.t("reason"), EntryKind::Lines).must()])
    }

    async fn fields_of(shared: &Shared, who: &Who, given: &Sent) -> Result<Vec<EntryField>, Fault> {
        let (_, mut fields) = subject(shared, who, given).await?;
        fields.extend(Self::fields(shared, who).await?);
        Ok(fields)
    }

    fn read(typed: &mut Typed<'_>) -> Option<Self::New> {
        Some((typed.object("document")?, typed.must("reason")?))
    }

    async fn put(
        office: &Office,
        viewer: &Viewer,
        (at, reason): Self::New,
    ) -> Result<Named, Error> {
        office.withdraw_document(viewer, &at, &reason).await
    }
}

pub(super) struct Link;

impl ByHand for Link {
    type New = (Ref, LinkForm);

    const SHEET: Sheet = sheet("/documents/link", "document-link", "document-link-lead");

    async fn fields(_: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        let t = |key: &str| who.lang.t(key);
        let relations = or_none(t("choose"), coded(who.lang, Relation::ALL, None));
        Ok(vec![
            EntryField::choice("relation", t("document-relation"), relations).must(),
            EntryField::new("target", t("document-link-target"), EntryKind::Line)
                .must()
                .hint(t("document-link-target-hint")),
            EntryField::new("provisions", t("document-provisions"), EntryKind::Line)
                .hint(t("document-provisions-hint")),
            EntryField::new("from", t("document-link-from"), EntryKind::Date)
                .hint(t("document-link-from-hint")),
            EntryField::new("basis", t("entry-basis"), EntryKind::Line),
        ])
    }

    async fn fields_of(shared: &Shared, who: &Who, given: &Sent) -> Result<Vec<EntryField>, Fault> {
        let (_, mut fields) = subject(shared, who, given).await?;
        fields.extend(Self::fields(shared, who).await?);
        if let Some(line) = given.some("target") {
            let named = shared.office.documents_named(&who.viewer, line).await?;
            let after = fields.iter().position(|f| f.name == "target").unwrap_or(0) + 1;
            if let Some(field) = which(who, named, false) {
                fields.insert(after, field);
            }
        }
        Ok(fields)
    }

    fn read(typed: &mut Typed<'_>) -> Option<Self::New> {
        let relation = typed.one_of("relation", Relation::from_code);
        let (target, from) = (typed.must("target"), typed.day("from"));
        let chosen = typed.object("same_as").map(LinkTarget::Chosen);
        let form = LinkForm {
            target: chosen.or(target.map(LinkTarget::Words))?,
            relation: relation?,
            provisions: typed.some("provisions"),
            from,
            basis: typed.some("basis"),
        };
        Some((typed.object("document")?, form))
    }

    async fn put(office: &Office, viewer: &Viewer, (at, form): Self::New) -> Result<Named, Error> {
        office.link_document(viewer, &at, form).await
    }
}

pub(super) struct State;

impl ByHand for State {
    type New = (Ref, (Option<Day>, Option<Day>), Option<String>);

    const SHEET: Sheet = sheet("/documents/effect", "document-effect", "document-effect-lead");

    async fn fields(_: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        let t = |key: &str| who.lang.t(key);
        Ok(vec![
            EntryField::new("from", t("document-effect-from"), EntryKind::Date),
            EntryField::new("until", t("document-effect-until"), EntryKind::Date)
                .hint(t("document-effect-until-hint")),
            EntryField::new("basis", t("entry-basis"), EntryKind::Line)
                .hint(t("document-effect-basis-hint")),
        ])
    }

    async fn fields_of(shared: &Shared, who: &Who, given: &Sent) -> Result<Vec<EntryField>, Fault> {
        let (at, mut fields) = subject(shared, who, given).await?;
        let view = shared.office.document(&who.viewer, &at, None).await?;
        let mut more = Self::fields(shared, who).await?;
        if let Some((from, until, basis)) = view.effect {
            let day = |d: Option<Day>| d.map(Day::vn).unwrap_or_default();
            let now = [day(from), day(until), basis.unwrap_or_default()];
            for (field, value) in more.iter_mut().zip(now) {
                field.value = value;
            }
        }
        fields.extend(more);
        Ok(fields)
    }

    fn read(typed: &mut Typed<'_>) -> Option<Self::New> {
        let days = (typed.day("from"), typed.day("until"));
        Some((typed.object("document")?, days, typed.some("basis")))
    }

    async fn put(office: &Office, viewer: &Viewer, new: Self::New) -> Result<Named, Error> {
        let (at, days, basis) = new;
        office.state_force(viewer, &at, days, basis).await
    }
}

pub(super) struct Check;

impl ByHand for Check {
    type New = (Ref, (Option<Day>, Force), String);

    const SHEET: Sheet = sheet("/documents/check", "document-check", "document-check-lead");

    async fn fields(shared: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        let t = |key: &str| who.lang.t(key);
        let found: Vec<Force> =
            Force::ALL.iter().copied().filter(|f| *f != Force::NotChecked).collect();
        let found = or_none(t("choose"), coded(who.lang, &found, None));
        Ok(vec![
            EntryField::new("on", t("document-check-on"), EntryKind::Date)
                .with(shared.office.today().vn()),
            EntryField::choice("found", t("document-check-found"), found).must(),
            EntryField::new("source", t("document-check-source"), EntryKind::Line)
                .must()
                .hint(t("document-check-source-hint")),
        ])
    }

    async fn fields_of(shared: &Shared, who: &Who, given: &Sent) -> Result<Vec<EntryField>, Fault> {
        let (_, mut fields) = subject(shared, who, given).await?;
        fields.extend(Self::fields(shared, who).await?);
        Ok(fields)
    }

    fn read(typed: &mut Typed<'_>) -> Option<Self::New> {
        let on = typed.day("on");
        let found = typed.one_of("found", Force::from_code);
        let source = typed.must("source");
        Some((typed.object("document")?, (on, found?), source?))
    }

    async fn put(office: &Office, viewer: &Viewer, new: Self::New) -> Result<Named, Error> {
        let (at, found, source) = new;
        office.check_force(viewer, &at, found, &source).await
    }
}
