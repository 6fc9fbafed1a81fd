//! The calendar that follows from the record: ordinals, reviews, terms, reports, what moves, what clashes.

use crate::make::{Ledger, at, day, named};
use record::Payload;
use record::calendar::{self, Change, Entry, Given, Round, Rules, Span, ahead};
use record::figures::Facts;
use record::payload::*;
use terms::*;

fn rules() -> Rules {
    Rules::built_in().unwrap()
}

fn window(from: &str, to: &str) -> Period {
    Period::new(day(from), day(to)).unwrap()
}

fn entries(facts: &Facts, from: &str, to: &str) -> Vec<Entry> {
    calendar::calendar(&Given::of(facts), &rules(), window(from, to))
}

fn facts_of(number: &str, doc_type: &str, subject: &str, issued_on: &str) -> DocumentFacts {
    DocumentFacts {
        number: DocNumber::parse(number),
        doc_type: doc_type.to_owned(),
        subject: subject.to_owned(),
        issuer: None,
        issuer_body: None,
        issued_on: issued_on.parse().ok(),
        signer: None,
        intake: None,
        circulation: None,
    }
}

trait More {
    fn body(&mut self, n: u64, kind: &str, name: &str, unit: Option<u64>, on: &str) -> Ref;
    fn document(&mut self, n: u64, facts: DocumentFacts) -> Ref;
    fn planned(&mut self, n: u64, title: &str, on: &str, hosts: &[u64], convened: &[u64]) -> Ref;
}

impl More for Ledger {
    fn body(&mut self, n: u64, kind: &str, name: &str, unit: Option<u64>, on: &str) -> Ref {
        let body = at(Kind::Body, n);
        let says = BodyAct::Established {
            name: name.to_owned(),
            short_name: None,
            kind: kind.to_owned(),
            parent: None,
            unit: unit.map(|u| named(Kind::Unit, u, "đơn vị")),
            standing_for: None,
            basis: None,
        };
        self.say(&body, day(on), Payload::Body(says));
        body
    }

    fn document(&mut self, n: u64, facts: DocumentFacts) -> Ref {
        let document = at(Kind::Document, n);
        let on = facts.issued_on.and_then(Edtf::last).unwrap_or(day("2020-01-01"));
        self.say(&document, on, Payload::Document(DocumentAct::Registered(facts)));
        document
    }

    fn planned(&mut self, n: u64, title: &str, on: &str, hosts: &[u64], convened: &[u64]) -> Ref {
        let activity = at(Kind::Activity, n);
        let body = |n: &u64| named(Kind::Body, *n, &format!("Cơ quan {n}"));
        let facts = ActivityFacts {
            kind: ActivityKind::Meeting,
            title: title.to_owned(),
            held_on: on.parse().ok(),
            place: None,
            hosts: hosts.iter().map(body).collect(),
            chairs: Vec::new(),
            period: None,
            reviews: Vec::new(),
            attendance: Vec::new(),
            field: Field::Defence,
        };
        let today = day("2026-06-30");
        self.say(&activity, today, Payload::Activity(ActivityAct::Recorded(facts)));
        let bodies = convened.iter().map(body).collect();
        let says = ActivityAct::Convened { documents: Vec::new(), bodies, summoned: Vec::new() };
        self.say(&activity, today, Payload::Activity(says));
        activity
    }
}

fn titled<'e>(all: &'e [Entry], title: &str) -> &'e Entry {
    let titles: Vec<&str> = all.iter().map(|e| e.title.as_str()).collect();
    all.iter().find(|e| e.title == title).unwrap_or_else(|| panic!("no {title} in {titles:#?}"))
}

#[test]
fn every_anniversary_has_its_right_ordinal() {
    let all = entries(&Facts::default(), "2024-01-01", "2025-12-31");
    for (title, on, round) in [
        ("70 năm Chiến thắng Điện Biên Phủ", "2024-05-07", Round::Ten),
        ("70 năm Ngày Giải phóng Thủ đô", "2024-10-10", Round::Ten),
        ("80 năm Ngày thành lập Quân đội nhân dân Việt Nam", "2024-12-22", Round::Ten),
        ("35 năm Ngày hội Quốc phòng toàn dân", "2024-12-22", Round::Five),
        ("50 năm Ngày Giải phóng miền Nam, thống nhất đất nước", "2025-04-30", Round::Ten),
        ("80 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam", "2025-09-02", Round::Ten),
    ] {
        let entry = titled(&all, title);
        assert_eq!((entry.span, entry.round), (Span::day(day(on)), Some(round)), "{title}");
        assert!(entry.why[0].text.contains("Nguồn:"), "{:?}", entry.why);
    }
    assert_eq!(titled(&all, "71 năm Chiến thắng Điện Biên Phủ").round, None);
}

#[test]
fn elections_and_congresses_stand_as_laid_down_and_the_next_is_not_confirmed() {
    let all = entries(&Facts::default(), "2025-07-01", "2026-12-31");
    let election = titled(
        &all,
        "Bầu cử đại biểu Quốc hội khóa XVI và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2026-2031",
    );
    assert_eq!(election.span, Span::day(day("2026-03-15")));
    assert_eq!(election.certainty, Certainty::Stated);
    titled(&all, "Đại hội đại biểu toàn quốc lần thứ XIV của Đảng");
    let later = entries(&Facts::default(), "2030-01-01", "2031-12-31");
    let next = titled(&later, "Đại hội đại biểu toàn quốc lần thứ XV của Đảng");
    assert_eq!((next.span.first, next.certainty), (day("2031-01-19"), Certainty::Unconfirmed));
    titled(&later, "Hạn hoàn thành đại hội đảng bộ cấp tỉnh nhiệm kỳ 2030-2035");
}

#[test]
fn a_coordination_regulation_and_a_programme_are_reviewed_by_rule() {
    let mut ledger = Ledger::default();
    let subject = "phối hợp lãnh đạo, chỉ đạo nhiệm vụ quân sự, quốc phòng";
    ledger.document(1, facts_of("1374-QC/QUTW-TUHN", "Quy chế", subject, "2022-09-09"));
    let subject = "tăng cường tiềm lực quốc phòng, an ninh giai đoạn 2021-2025";
    ledger.document(2, facts_of("09-CTr/TU", "Chương trình", subject, "2021-03-17"));
    let all = entries(&ledger.facts(), "2023-01-01", "2026-06-30");
    let regulation = titled(&all, "Sơ kết 3 năm thực hiện Quy chế số 1374-QC/QUTW-TUHN");
    assert_eq!(regulation.span, Span::day(day("2025-09-09")));
    assert_eq!(regulation.why[0].at, Some(at(Kind::Document, 1)));
    assert_eq!(regulation.why[1].rule.as_deref(), Some("qc-3"));
    let end = titled(&all, "Tổng kết thực hiện Chương trình số 09-CTr/TU");
    assert_eq!(end.span, Span::day(day("2025-12-31")));
    let mid = titled(&all, "Sơ kết 3 năm thực hiện Chương trình số 09-CTr/TU");
    assert_eq!(mid.span, Span::day(day("2023-12-31")));
    let over = titled(&all, "Hết thời hạn Chương trình số 09-CTr/TU (giai đoạn 2021-2025)");
    assert_eq!((over.kind, over.certainty), (CalendarKind::TermEnd, Certainty::Stated));
}

/// A regulation reviewed for 2021–2023 is due again for as long a period after that.
#[test]
fn the_next_review_follows_from_the_last() {
    let mut ledger = Ledger::default();
    let facts = facts_of("118-QC/TCCT-BTG", "Quy chế", "phối hợp công tác", "2021-02-01");
    let document = ledger.document(1, facts);
    let before = entries(&ledger.facts(), "2023-01-01", "2027-12-31");
    let first = titled(&before, "Sơ kết 3 năm thực hiện Quy chế số 118-QC/TCCT-BTG");
    assert_eq!(first.span, Span::day(day("2024-02-01")));
    let facts = ActivityFacts {
        kind: ActivityKind::InterimReview,
        title: "Hội nghị sơ kết quy chế phối hợp".to_owned(),
        held_on: "2024-08-15".parse().ok(),
        place: None,
        hosts: Vec::new(),
        chairs: Vec::new(),
        period: Period::years(2021, 2023).ok(),
        reviews: vec![Named { at: document, name: "Quy chế".to_owned() }],
        attendance: Vec::new(),
        field: Field::Politics,
    };
    let says = Payload::Activity(ActivityAct::Recorded(facts));
    ledger.say(&at(Kind::Activity, 1), day("2024-08-15"), says);
    let after = entries(&ledger.facts(), "2023-01-01", "2027-12-31");
    let next = titled(&after, "Sơ kết 3 năm thực hiện Quy chế số 118-QC/TCCT-BTG");
    assert_eq!(next.span, Span::day(day("2026-12-31")));
    assert_eq!(next.why[1].at, Some(at(Kind::Activity, 1)));
}

fn with_resolution(issued_on: &str) -> Ledger {
    let mut ledger = Ledger::default();
    ledger.body(1, "party_central", "Ban Chấp hành Trung ương", None, "1990-01-01");
    ledger.body(2, "party_committee", "Tỉnh ủy Sông Giang (mẫu)", None, "1997-01-01");
    ledger.body(3, "military_command", "Bộ CHQS tỉnh Sông Giang (mẫu)", None, "1997-01-01");
    ledger.body(4, "party_committee", "Đảng ủy xã An Bình", None, "1997-01-01");
    let subject = "Chiến lược bảo vệ Tổ quốc trên lĩnh vực quốc phòng";
    let issuer_body = Some(at(Kind::Body, 1));
    let facts =
        DocumentFacts { issuer_body, ..facts_of("24-NQ/TW", "Nghị quyết", subject, issued_on) };
    let resolution = ledger.document(1, facts);
    let body = named(Kind::Body, 3, "Bộ CHQS tỉnh");
    let says = DocumentAct::Delivered { body, number: None };
    ledger.say(&resolution, day("2018-06-01"), Payload::Document(says));
    let issuer_body = Some(at(Kind::Body, 2));
    let own = facts_of("15-CTr/TU", "Chương trình", "thực hiện Nghị quyết số 24", "2018-07-20");
    let programme = ledger.document(2, DocumentFacts { issuer_body, ..own });
    let target = named(Kind::Document, 1, "Nghị quyết số 24-NQ/TW");
    let says = DocumentAct::Linked {
        target,
        relation: Relation::Implements,
        provisions: None,
        basis: None,
    };
    ledger.say(&programme, day("2018-07-20"), Payload::Document(says));
    ledger
}

const SO_KET_24: &str = "Sơ kết 5 năm thực hiện Nghị quyết số 24-NQ/TW";

#[test]
fn a_five_year_review_is_proposed_for_every_body_that_has_the_resolution() {
    let ledger = with_resolution("2018-04-16");
    let all = entries(&ledger.facts(), "2022-10-01", "2024-03-31");
    let review = titled(&all, SO_KET_24);
    assert_eq!(review.span, Span::day(day("2023-04-16")));
    let has: Vec<&Ref> = review.bodies.iter().map(|b| &b.at).collect();
    let body = |n| at(Kind::Body, n);
    assert_eq!(
        has,
        [&body(1), &body(3), &body(2)],
        "issued, received, carried out, and nobody else"
    );
    assert!(review.why.last().unwrap().text.contains("1 ban hành, 1 đã nhận, 1 đã cụ thể hóa"));
    // A day known to the year alone gives a span, never a day.
    let ledger = with_resolution("2018");
    let all = entries(&ledger.facts(), "2022-10-01", "2024-03-31");
    let span = titled(&all, SO_KET_24).span;
    assert_eq!((span.first, span.last), (day("2023-01-01"), day("2023-12-31")));
}

#[test]
fn who_held_the_review_is_done_and_who_was_dissolved_gives_way_to_the_successor() {
    let mut ledger = with_resolution("2018-04-16");
    ledger.body(5, "party_committee", "Tỉnh ủy Sông Giang mới (mẫu)", None, "2023-01-01");
    let says = BodyAct::Dissolved {
        successors: vec![named(Kind::Body, 5, "Tỉnh ủy Sông Giang mới (mẫu)")],
        basis: None,
    };
    ledger.say(&at(Kind::Body, 2), day("2023-01-01"), Payload::Body(says));
    let activity = ledger.planned(1, "Sơ kết 5 năm", "2023-05-25", &[3], &[]);
    let mut facts = ledger.facts().activities[0].facts.clone();
    facts.kind = ActivityKind::InterimReview;
    facts.reviews = vec![named(Kind::Document, 1, "Nghị quyết số 24-NQ/TW")];
    let says = ActivityAct::Corrected { facts, reason: "Bổ sung văn bản".to_owned() };
    ledger.say(&activity, day("2026-06-30"), Payload::Activity(says));
    let all = entries(&ledger.facts(), "2022-10-01", "2024-03-31");
    let review = titled(&all, SO_KET_24);
    let open: Vec<&Ref> = review.open().map(|b| &b.at).collect();
    assert_eq!(open, [&at(Kind::Body, 1), &at(Kind::Body, 5)]);
    assert_eq!(review.held[0].activity.at, activity);
}

#[test]
fn a_replaced_document_is_reviewed_no_more() {
    let mut ledger = with_resolution("2018-04-16");
    let new = ledger.document(9, facts_of("44-NQ/TW", "Nghị quyết", "mới", "2022-11-24"));
    let target = named(Kind::Document, 1, "Nghị quyết số 24-NQ/TW");
    let says =
        DocumentAct::Linked { target, relation: Relation::Replaces, provisions: None, basis: None };
    ledger.say(&new, day("2022-11-24"), Payload::Document(says));
    let all = entries(&ledger.facts(), "2022-10-01", "2024-03-31");
    assert!(all.iter().all(|e| e.title != SO_KET_24));
}

#[test]
fn moving_one_date_moves_everything_after_it_and_says_so() {
    let mut ledger = with_resolution("2018-04-16");
    let before = ledger.facts();
    let mut moved =
        before.documents.iter().find(|d| d.at == at(Kind::Document, 1)).unwrap().clone();
    moved.facts.issued_on = "2018-05-16".parse().ok();
    let ahead = calendar::moved_with(&Given::of(&before), &rules(), &moved);
    let told = |all: &[calendar::Moved]| -> Vec<(String, Change)> {
        all.iter().map(|m| (m.title.clone(), m.change)).collect()
    };
    let one = |title: &str, was: &str, is: &str| {
        let change = Change::Moved(Span::day(day(was)), Span::day(day(is)));
        (format!("{title} thực hiện Nghị quyết số 24-NQ/TW"), change)
    };
    let expected = vec![
        one("Sơ kết 5 năm", "2023-04-16", "2023-05-16"),
        one("Tổng kết 10 năm", "2028-04-16", "2028-05-16"),
        one("Sơ kết 15 năm", "2033-04-16", "2033-05-16"),
        one("Tổng kết 20 năm", "2038-04-16", "2038-05-16"),
    ];
    assert_eq!(told(&ahead), expected, "told before it is done");
    let reason = "Đối chiếu bản gốc".to_owned();
    let says = DocumentAct::Corrected { facts: moved.facts.clone(), reason };
    ledger.say(&moved.at, day("2026-06-30"), Payload::Document(says));
    let facts = ledger.facts();
    let after = calendar::moved_since(&Given::of(&facts), &rules(), Instant(0));
    assert_eq!(told(&after), expected, "and after");
    assert!(after.iter().all(|m| m.reason == "Đối chiếu bản gốc" && m.by.is_some()));
    let late = calendar::moved_since(&Given::of(&facts), &rules(), Instant(i64::MAX));
    assert_eq!(late, []);
}

#[test]
fn the_district_step_of_the_reports_is_gone_and_the_new_deadlines_are_not_confirmed() {
    let mut ledger = Ledger::default();
    ledger.unit(1, UnitLevel::Province, "Sông Giang", None, day("1997-01-01"), &[]);
    ledger.unit(2, UnitLevel::District, "Hạ Giang", Some(1), day("1997-01-01"), &[]);
    ledger.unit(3, UnitLevel::Commune, "An Bình", Some(2), day("1997-01-01"), &[]);
    for (n, name) in [(1, "tỉnh Sông Giang"), (2, "huyện Hạ Giang"), (3, "xã An Bình")] {
        let name = format!("Ủy ban nhân dân {name}");
        ledger.body(n, "people_committee", &name, Some(n), "1997-01-01");
    }
    let gone = BodyAct::Dissolved { successors: Vec::new(), basis: None };
    ledger.say(&at(Kind::Body, 2), day("2025-07-01"), Payload::Body(gone));
    let all = entries(&ledger.facts(), "2025-01-01", "2026-12-31");
    let reports: Vec<&Entry> = all.iter().filter(|e| e.kind == CalendarKind::Report).collect();
    let by = |to: &str| -> Vec<(String, Certainty)> {
        let of = reports.iter().filter(|e| e.title.ends_with(to));
        of.map(|e| (e.span.last.to_string(), e.certainty)).collect()
    };
    let to_district = by("Ủy ban nhân dân cấp huyện");
    assert_eq!(to_district.len(), 6);
    assert_eq!(to_district[5], ("2025-06-14".to_owned(), Certainty::Stated));
    // The commune's reports, and what the district still reported in June.
    let to_province = by("Ủy ban nhân dân cấp tỉnh");
    assert_eq!(to_province[0], ("2025-06-19".to_owned(), Certainty::Stated));
    assert_eq!(to_province[1], ("2025-07-14".to_owned(), Certainty::Unconfirmed));
    assert_eq!(to_province.len(), 1 + 18);
    let to_region = by("Bộ Tư lệnh quân khu");
    assert_eq!(
        to_region.iter().map(|r| r.0.as_str()).collect::<Vec<_>>(),
        ["2025-11-24", "2026-11-24"]
    );
}

#[test]
fn own_rules_take_the_place_of_a_row_from_their_first_day_on() {
    let own = "[reports]\nid\ttitle\tto\tbodies\tlevel\tunit\tnamed\tevery\tdue\tbefore\tfield\tvalid_from\tvalid_to\tcertainty\tsource\n\
        xa-tinh\tBáo cáo tháng\tUBND tỉnh\tpeople_committee\tcommune\t\t\tmonth\t20\t\tdefence\t2026-01-01\t\tstated\tCông văn số 9/UBND (mẫu)\n";
    let rules = rules().with_own(own).unwrap();
    let named: Vec<_> = rules.reports.iter().filter(|r| r.id == "xa-tinh").collect();
    assert_eq!(named.len(), 2);
    assert_eq!(named[0].valid.to, Some(day("2025-12-31")));
    assert!(named[1].valid.own && named[1].valid.on(day("2026-01-01")));
    let bad = Rules::default().with_own(&own.replace("\t20\t", "\t32\t"));
    assert_eq!(bad.unwrap_err().column, "due");
}

#[test]
fn a_slot_that_nobody_filled_stays_empty() {
    let mut ledger = Ledger::default();
    ledger.unit(1, UnitLevel::Province, "Sông Giang", None, day("1997-01-01"), &[]);
    ledger.body(1, "people_committee", "UBND tỉnh Sông Giang", Some(1), "1997-01-01");
    let activity = ledger.planned(1, "Diễn tập phòng thủ dân sự", "2023-08-19", &[1], &[]);
    let mut facts = ledger.facts().activities[0].facts.clone();
    facts.kind = ActivityKind::Exercise;
    let says = ActivityAct::Corrected { facts, reason: "Sửa loại".to_owned() };
    ledger.say(&activity, day("2026-06-30"), Payload::Activity(says));
    let all = entries(&ledger.facts(), "2025-01-01", "2026-06-30");
    let rhythm = |title: &str| titled(&all, title).open().count();
    let exercise = "Diễn tập phòng thủ dân sự ít nhất 5 năm một lần giai đoạn 2021-2025";
    assert_eq!(rhythm(exercise), 0, "held in 2023");
    assert_eq!(rhythm("Tổng kết công tác quốc phòng, quân sự địa phương năm 2025"), 1);
}

#[test]
fn the_end_of_a_term_comes_from_how_the_body_was_constituted() {
    let mut ledger = Ledger::default();
    let board = ledger.body(1, "steering_committee", "Ban Chỉ đạo (mẫu)", None, "2020-01-01");
    let term = Period::new(day("2021-05-01"), day("2026-04-30")).ok();
    let constituted = |term| BodyAct::Constituted {
        document: None,
        seats: Some(30),
        term,
        basis: Some("Quyết định số 713/QĐ-UBND (mẫu)".to_owned()),
    };
    ledger.say(&board, day("2021-05-01"), Payload::Body(constituted(term)));
    let all = entries(&ledger.facts(), "2026-01-01", "2026-12-31");
    let end = titled(&all, "Hết nhiệm kỳ, kiện toàn Ban Chỉ đạo (mẫu)");
    assert_eq!(end.span, Span::day(day("2026-04-30")));
    // Constituted anew before that, it has another term.
    let term = Period::new(day("2026-03-01"), day("2031-02-28")).ok();
    ledger.say(&board, day("2026-03-01"), Payload::Body(constituted(term)));
    let all = entries(&ledger.facts(), "2026-01-01", "2026-12-31");
    assert!(all.iter().all(|e| e.kind != CalendarKind::TermEnd));
}

#[test]
fn three_conferences_in_one_week_for_one_commune_are_one_clash() {
    let mut ledger = Ledger::default();
    ledger.unit(1, UnitLevel::Province, "Sông Giang", None, day("1997-01-01"), &[]);
    ledger.unit(3, UnitLevel::Commune, "An Bình", Some(1), day("1997-01-01"), &[]);
    ledger.unit(4, UnitLevel::Commune, "Bến Trại", Some(1), day("1997-01-01"), &[]);
    for (n, kind, unit) in [
        (1, "people_committee", 1),
        (2, "military_command", 1),
        (3, "people_committee", 3),
        (4, "people_committee", 4),
        (5, "party_committee", 3),
        (6, "military_command", 3),
    ] {
        ledger.body(n, kind, &format!("Cơ quan {n}"), Some(unit), "1997-01-01");
    }
    // Monday 05/10/2026 to Sunday 11/10/2026, each for another body of the commune.
    ledger.planned(1, "Tập huấn", "2026-10-05", &[1], &[3, 4]);
    ledger.planned(2, "Hội nghị quán triệt", "2026-10-07", &[2], &[5]);
    let facts = ledger.facts();
    let of = |facts: &Facts| {
        let given = Given::of(facts);
        let all = calendar::calendar(&given, &Rules::default(), ahead(day("2026-06-30")));
        calendar::clashes(&given, &all)
    };
    let two = of(&facts);
    assert_eq!(two.len(), 1, "{two:?}");
    assert_eq!((two[0].who.at.clone(), two[0].keys.len()), (at(Kind::Unit, 3), 2));
    assert_eq!(two[0].monday, day("2026-10-05"));
    ledger.planned(3, "Kiểm tra", "2026-10-11", &[6], &[6]);
    ledger.planned(4, "Giao ban", "2026-10-12", &[1], &[3, 4]);
    let three = of(&ledger.facts());
    assert_eq!(three.len(), 1, "{three:?}");
    assert_eq!(three[0].keys.len(), 3, "the Monday after is another week");
}

#[test]
fn eighteen_months_are_counted_to_the_day_before() {
    assert_eq!(ahead(day("2026-11-27")), window("2026-11-27", "2028-05-26"));
    assert_eq!(ahead(day("2026-08-31")), window("2026-08-31", "2028-02-28"));
}
