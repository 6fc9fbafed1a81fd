//! Findings as people put them on record: strong points, shortcomings with causes, lessons, directions.

use super::ReviewRequest;
use super::tasks;
use super::writer::{Sentence, Writer, full_stop};
use crate::figures::{Counted, Facts, Figures, FindingFilter, Formula, TaskFilter};
use crate::object::Finding;
use crate::payload::{ReviewLine, ReviewSection, SectionKind};
use terms::{Field, FindingKind, Named, Ref, TaskState};

/// The shortcomings of the period that have no cause on record; a review that tells of them is not approved.
pub fn causeless(request: &ReviewRequest, facts: &Facts) -> Vec<Named> {
    let figures = Figures::of(facts);
    let found = figures.findings(&filter(request, FindingKind::Shortcoming, None));
    let without = found.into_iter().filter(|f| causes(&figures, &f.at).is_empty());
    without.map(|f| Named { at: f.at.clone(), name: f.facts.text.clone() }).collect()
}

fn filter(request: &ReviewRequest, kind: FindingKind, field: Option<Field>) -> FindingFilter {
    FindingFilter { period: request.period, kind: Some(kind), field }
}

/// The causes of a shortcoming, on whichever day they were found.
fn causes<'a>(figures: &Figures<'a>, of: &Ref) -> Vec<&'a Finding> {
    let explains = |f: &&Finding| {
        f.withdrawn.is_none()
            && f.facts.kind == FindingKind::Cause
            && f.facts.cause_of.as_ref().is_some_and(|c| c.at == *of)
    };
    figures.facts().findings.iter().filter(explains).collect()
}

/// A line for each finding of a kind.
pub(super) fn told(
    w: &mut Writer<'_>,
    request: &ReviewRequest,
    kind: FindingKind,
    field: Option<Field>,
) -> Vec<ReviewLine> {
    let mut lines = Vec::new();
    for finding in w.figures.findings(&filter(request, kind, field)) {
        let sentence = sentence(w, Sentence::default(), finding);
        let sentence = match kind {
            FindingKind::Shortcoming => with_causes(w, sentence, finding),
            _ => sentence,
        };
        lines.push(w.line(sentence));
    }
    lines
}

fn sentence(w: &mut Writer<'_>, sentence: Sentence, finding: &Finding) -> Sentence {
    let text = &finding.facts.text;
    sentence.told(w, &finding.at, None, text).words(full_stop(text))
}

fn with_causes(w: &mut Writer<'_>, mut s: Sentence, finding: &Finding) -> Sentence {
    if let Some((text, _)) = &finding.resolved {
        s = s.words(" Đã khắc phục: ").told(w, &finding.at, Some("resolved"), text);
        s = s.words(full_stop(text));
    }
    let causes = causes(w.figures, &finding.at);
    if causes.is_empty() {
        return s.words(" Nguyên nhân: chưa được xác định.");
    }
    for cause in causes {
        s = s.words(" Nguyên nhân: ");
        s = sentence(w, s, cause);
    }
    s
}

pub(super) fn section(
    w: &mut Writer<'_>,
    request: &ReviewRequest,
    kind: SectionKind,
) -> ReviewSection {
    let (of, none) = match kind {
        SectionKind::Strengths => (FindingKind::Strength, "ưu điểm"),
        SectionKind::Shortcomings => (FindingKind::Shortcoming, "hạn chế, khuyết điểm"),
        SectionKind::Lessons => (FindingKind::Lesson, "bài học kinh nghiệm"),
        _ => (FindingKind::Direction, "phương hướng, nhiệm vụ"),
    };
    let mut lines = told(w, request, of, None);
    if lines.is_empty() {
        let none = format!("Trong kỳ, trên hệ thống chưa ghi nhận {none} nào.");
        lines.push(w.line(Sentence::default().words(&none)));
    }
    if kind == SectionKind::Directions {
        lines.extend(carried_over(w, request));
    }
    ReviewSection { kind, field: None, lines, tables: Vec::new() }
}

/// Tasks that are not done go on into the next term.
fn carried_over(w: &mut Writer<'_>, request: &ReviewRequest) -> Option<ReviewLine> {
    let of = |state| {
        let filter = TaskFilter { state: Some(state), ..tasks::filter(request) };
        Formula::Count(Counted::Tasks(filter))
    };
    let (in_time, late) = (of(TaskState::NotYetDue), of(TaskState::Overdue));
    if w.count(&in_time) + w.count(&late) == 0 {
        return None;
    }
    let day = request.as_of.vn();
    let sentence = Sentence::default()
        .words("Tiếp tục thực hiện các nhiệm vụ chuyển tiếp, gồm ")
        .figure(w, &in_time, &format!("Số nhiệm vụ chưa hoàn thành, còn trong hạn đến ngày {day}"))
        .words(" nhiệm vụ còn trong hạn; khẩn trương hoàn thành ")
        .figure(w, &late, &format!("Số nhiệm vụ chưa hoàn thành, đã quá hạn đến ngày {day}"))
        .words(" nhiệm vụ đã quá hạn.");
    Some(w.line(sentence))
}
