//! Leading, directing and spreading: documents issued and activities held in the period.

use super::ReviewRequest;
use super::writer::{Sentence, Writer, capital};
use crate::figures::{ActivityFilter, Counted, DocumentFilter, Formula};
use crate::object::Document;
use crate::payload::{ReviewLine, ReviewSection, SectionKind};
use std::collections::BTreeSet;
use terms::ActivityKind;

pub(super) fn section(w: &mut Writer<'_>, request: &ReviewRequest) -> ReviewSection {
    let mut lines = vec![documents(w, request)];
    lines.extend(implementing(w, request));
    lines.push(activities(w, request));
    lines.extend(attendance(w, request));
    ReviewSection { kind: SectionKind::Leadership, field: None, lines, tables: Vec::new() }
}

fn issued(request: &ReviewRequest) -> DocumentFilter {
    DocumentFilter { period: request.period, doc_type: None, issuer: None, implements: None }
}

fn documents(w: &mut Writer<'_>, request: &ReviewRequest) -> ReviewLine {
    let filter = issued(request);
    let label = request.period.label();
    let all = Formula::Count(Counted::Documents(filter.clone()));
    let types: BTreeSet<String> =
        w.figures.documents(&filter).iter().map(|d| d.facts.doc_type.clone()).collect();
    if types.is_empty() {
        let none = format!("Trong {label}, trên hệ thống chưa ghi nhận văn bản nào được ban hành.");
        return w.line(Sentence::default().words(&none));
    }
    let says = format!("Số văn bản có ngày ban hành trong {label} được ghi nhận trên hệ thống");
    let mut sentence = Sentence::default()
        .words(&format!("Trong {label}, hệ thống ghi nhận "))
        .figure(w, &all, &says)
        .words(" văn bản lãnh đạo, chỉ đạo và thông tin có liên quan, gồm: ");
    for (i, doc_type) in types.into_iter().enumerate() {
        let one = DocumentFilter { doc_type: Some(doc_type.clone()), ..filter.clone() };
        let formula = Formula::Count(Counted::Documents(one));
        let says = format!("Số văn bản loại {} ban hành trong {label}", doc_type.to_lowercase());
        sentence = sentence
            .words(if i > 0 { "; " } else { "" })
            .figure(w, &formula, &says)
            .words(&format!(" {}", doc_type.to_lowercase()));
    }
    w.line(sentence.words("."))
}

/// What was issued to carry out the document under review.
fn implementing(w: &mut Writer<'_>, request: &ReviewRequest) -> Vec<ReviewLine> {
    let Some(reviewed) = &request.reviewed else { return Vec::new() };
    let facts = w.figures.facts();
    let Some(target) = facts.documents.iter().find(|d| d.at == reviewed.at) else {
        return Vec::new();
    };
    let filter = DocumentFilter { implements: Some(reviewed.at.clone()), ..issued(request) };
    let documents = w.figures.documents(&filter);
    if documents.is_empty() {
        return Vec::new();
    }
    let formula = Formula::Count(Counted::Documents(filter));
    let head = Sentence::default().words("Để quán triệt, cụ thể hóa ");
    let head = name(w, head, target)
        .words(", các cơ quan, đơn vị đã ban hành ")
        .figure(
            w,
            &formula,
            "Số văn bản ban hành trong kỳ dẫn văn bản này làm căn cứ hoặc để triển khai",
        )
        .words(" văn bản triển khai, cụ thể:");
    let mut lines = vec![w.line(head)];
    for document in documents {
        let sentence = full(w, document);
        lines.push(w.line(sentence));
    }
    lines
}

/// Type and number.
fn name(w: &mut Writer<'_>, sentence: Sentence, d: &Document) -> Sentence {
    let sentence = sentence.told(w, &d.at, Some("type"), &d.facts.doc_type);
    match &d.facts.number {
        Some(number) => sentence.words(" số ").text(w, &d.at, Some("number"), &number.to_string()),
        None => sentence.words(" ").text(w, &d.at, None, &d.facts.subject),
    }
}

/// Type, number, day, issuer and subject.
fn full(w: &mut Writer<'_>, d: &Document) -> Sentence {
    let mut sentence = name(w, Sentence::default(), d);
    sentence = sentence
        .with(d.facts.issued_on.and_then(|e| e.day()), |s, day| {
            s.words(&format!(" ngày {}", day.vn()))
        })
        .with(d.facts.issuer.as_ref(), |s, issuer| {
            s.words(" của ").text(w, &d.at, Some("issuer"), issuer)
        });
    if d.facts.number.is_some() {
        sentence = sentence.words(": ").text(w, &d.at, None, &d.facts.subject);
    }
    sentence.words(".")
}

fn held(request: &ReviewRequest) -> ActivityFilter {
    ActivityFilter { period: request.period, kind: None, field: None }
}

fn activities(w: &mut Writer<'_>, request: &ReviewRequest) -> ReviewLine {
    let filter = held(request);
    let label = request.period.label();
    let all = Formula::Count(Counted::Activities(filter.clone()));
    if w.count(&all) == 0 {
        let none = format!("Trong {label}, trên hệ thống chưa ghi nhận hoạt động nào.");
        return w.line(Sentence::default().words(&none));
    }
    let says = format!("Số hoạt động diễn ra trong {label} được ghi nhận trên hệ thống");
    let mut sentence = Sentence::default()
        .words(&format!("{}, đã có ", capital(&format!("trong {label}"))))
        .figure(w, &all, &says)
        .words(" hoạt động được tổ chức, gồm: ");
    let mut first = true;
    for kind in ActivityKind::ALL {
        let one = ActivityFilter { kind: Some(*kind), ..filter.clone() };
        let formula = Formula::Count(Counted::Activities(one));
        if w.count(&formula) == 0 {
            continue;
        }
        let says = format!("Số {} diễn ra trong {label}", noun(*kind));
        sentence = sentence
            .words(if first { "" } else { "; " })
            .figure(w, &formula, &says)
            .words(&format!(" {}", noun(*kind)));
        first = false;
    }
    w.line(sentence.words("."))
}

/// What is counted of a kind of activity.
fn noun(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Training => "cuộc tập huấn, bồi dưỡng",
        ActivityKind::InterimReview => "hội nghị sơ kết",
        ActivityKind::FinalReview => "hội nghị tổng kết",
        ActivityKind::Coordination => "hội nghị phối hợp",
        ActivityKind::Exercise => "cuộc diễn tập",
        ActivityKind::Inspection => "cuộc kiểm tra",
        ActivityKind::Conscription => "hoạt động tuyển quân",
        ActivityKind::Commendation => "hoạt động khen thưởng",
        ActivityKind::Planning => "hội nghị triển khai, quán triệt",
        ActivityKind::Meeting => "hội nghị, cuộc họp",
        ActivityKind::Other => "hoạt động khác",
    }
}

fn attendance(w: &mut Writer<'_>, request: &ReviewRequest) -> Option<ReviewLine> {
    let filter = held(request);
    let activities = w.figures.activities(&filter);
    let counted = activities.iter().flat_map(|a| &a.facts.attendance).map(|a| a.unit.clone());
    let units: BTreeSet<String> = counted.collect();
    if units.is_empty() {
        return None;
    }
    let mut sentence = Sentence::default().words("Các hoạt động trên có số lượt tham gia: ");
    for (i, unit) in units.into_iter().enumerate() {
        let formula = Formula::Attendance(filter.clone(), unit.clone());
        let says =
            format!("Tổng số lượt {unit} tham gia các hoạt động trong kỳ, theo nguồn đã ghi nhận");
        sentence = sentence
            .words(if i > 0 { "; " } else { "" })
            .figure(w, &formula, &says)
            .words(&format!(" lượt {unit}"));
    }
    Some(w.line(sentence.words(".")))
}
