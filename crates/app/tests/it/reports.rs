//! Forms, submissions and totals: who may, who was faster, what is missing, and spreadsheets that come back.

use crate::province::{Province, day, typed, year};
use app::evidence::Upload;
use app::submissions::SheetOutcome;
use app::totals::{MapChoice, TotalsQuery};
use terms::{Cell, SubmissionState};

const FULL: [(&str, &str); 3] = [("DQ", "100"), ("DV", "20"), ("HV", "150")];

#[tokio::test]
async fn a_report_goes_from_begun_to_the_total() {
    let p = Province::build().await;
    let form = p.form().await;
    let at = p.report(&form, &p.new[0], 2025, &FULL).await;
    let query = TotalsQuery {
        indicator: Some("HV".into()),
        periods: vec![year(2025)],
        ..TotalsQuery::of(form.clone())
    };

    let before = p.office.totals(&p.officer, &query).await.unwrap();
    assert_eq!(
        (before.headline.printed.as_str(), before.headline.n, before.headline.of),
        ("150", 1, 3)
    );
    assert_eq!(before.headline.unapproved.len(), 1, "what waits is shown and marked");
    let approved = TotalsQuery { approved_only: true, ..query.clone() };
    let none = p.office.totals(&p.officer, &approved).await.unwrap();
    assert_eq!(none.headline.printed, "chưa có số liệu");

    p.office.approve_submission(&p.approver, &at).await.unwrap();
    let after = p.office.totals(&p.officer, &approved).await.unwrap();
    assert_eq!((after.headline.printed.as_str(), after.headline.unapproved.len()), ("150", 0));
    let missing: Vec<&str> = after.headline.missing.iter().map(|m| m.unit.name.as_str()).collect();
    assert_eq!(missing, ["xã Bến Chùa", "xã Tân Phú Đông"]);
    let silent = after.rows.iter().find(|r| r.label == "xã Bến Chùa").unwrap();
    assert_eq!(silent.cells[0].shown.cell, Cell::NotReported);
    assert_eq!(after.headline.of_target.as_deref(), Some("25%"));
    assert!(after.chart.contains("<svg") && after.map_svg.is_some());
    assert!(after.xlsx().unwrap().starts_with(b"PK"));
}

#[tokio::test]
async fn old_units_count_under_what_they_went_into() {
    let p = Province::build().await;
    let form = p.form().await;
    for (unit, n) in p.old.iter().zip(["10", "20", "30", "40"]) {
        p.report(&form, unit, 2024, &[("DQ", n), ("DV", "none_occurred"), ("HV", n)]).await;
    }
    let on_today = TotalsQuery {
        indicator: Some("HV".into()),
        periods: vec![year(2024)],
        ..TotalsQuery::of(form.clone())
    };
    let today = p.office.totals(&p.officer, &on_today).await.unwrap();
    let merged = today.rows.iter().find(|r| r.label == "xã An Giang Thượng").unwrap();
    assert_eq!(merged.whole.shown.cell, Cell::Number(30));
    let reported = TotalsQuery { map: Some(MapChoice::AsReported), ..on_today };
    let then = p.office.totals(&p.officer, &reported).await.unwrap();
    assert_eq!((then.rows.len(), today.rows.len()), (4, 3));
    assert_eq!((today.headline.printed, then.headline.printed), ("100".into(), "100".into()));
}

#[tokio::test]
async fn roles_and_second_persons_are_asked() {
    let p = Province::build().await;
    let form = p.form().await;
    let stranger = &p.clerks[1];
    let begun = p.office.begin_submission(stranger, &form, &p.new[0].at, year(2025)).await;
    assert_eq!(begun.unwrap_err().code(), "submission.no-reporter");
    let at = p.report(&form, &p.new[0], 2025, &FULL).await;
    let by_officer = p.office.approve_submission(&p.officer, &at).await;
    assert_eq!(by_officer.unwrap_err().code(), "permit.missing");
    let by_clerk = p.office.approve_submission(&p.clerks[0], &at).await;
    assert_eq!(by_clerk.unwrap_err().code(), "permit.missing");
    // An approver of the whole subtree who reported for a unit may not approve that report.
    let own =
        p.office.begin_submission(&p.approver, &form, &p.new[1].at, year(2025)).await.unwrap();
    p.office.enter_cells(&p.approver, &own, &typed(&FULL)).await.unwrap();
    p.office.submit(&p.approver, &own).await.unwrap();
    let same = p.office.approve_submission(&p.approver, &own).await;
    assert_eq!(same.unwrap_err().code(), "submission.same-person");
    let both = p.office.approve_submissions(&p.approver, &[at.clone(), own.clone()]).await.unwrap();
    assert_eq!((both.approved, both.refused.len()), (vec![at], 1));
    assert_eq!(both.refused[0].at, own);
}

#[tokio::test]
async fn of_two_at_once_one_succeeds() {
    let p = Province::build().await;
    let form = p.form().await;
    let clerk = &p.clerks[0];
    let begin = || p.office.begin_submission(clerk, &form, &p.new[0].at, year(2025));
    let (a, b) = tokio::join!(begin(), begin());
    let lost = [&a, &b].into_iter().find_map(|r| r.as_ref().err()).expect("one is refused");
    assert_eq!(lost.code(), "submission.already-begun");
    assert!(matches!(lost, app::Error::Conflict(_)));
    let at = a.or(b).expect("one succeeds");
    p.office.enter_cells(clerk, &at, &typed(&FULL)).await.unwrap();
    p.office.submit(clerk, &at).await.unwrap();
    let (a, b) = tokio::join!(
        p.office.approve_submission(&p.approver, &at),
        p.office.approve_submission(&p.deputy, &at)
    );
    assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
    let history = p.office.history(&p.officer, &at).await.unwrap();
    assert_eq!(history.len(), 4, "one act for each step");
}

#[tokio::test]
async fn a_closed_period_takes_nothing_in() {
    let p = Province::build().await;
    let form = p.form().await;
    let at =
        p.office.begin_submission(&p.clerks[0], &form, &p.new[0].at, year(2025)).await.unwrap();
    let shut = app::forms::PeriodForm {
        period: year(2025),
        on_time_until: day(2026, 1, 10),
        open_until: day(2026, 1, 31),
        on: None,
    };
    p.office.open_period(&p.officer, &form, shut).await.unwrap();
    let entered = p.office.enter_cells(&p.clerks[0], &at, &typed(&FULL)).await.unwrap_err();
    assert_eq!(entered.code(), "submission.period-closed");
    assert!(entered.words().why.contains("31/01/2026"));
    let begun = p.office.begin_submission(&p.clerks[1], &form, &p.new[1].at, year(2025)).await;
    assert_eq!(begun.unwrap_err().code(), "submission.period-closed");
    let view = p.office.form(&p.officer, &form, None).await.unwrap();
    assert_eq!(view.periods[0].missing.len(), 3);
    assert!(view.matrix.iter().all(|r| r.cells.len() == 2));
}

#[tokio::test]
async fn what_is_typed_wrongly_comes_back_together() {
    let p = Province::build().await;
    let form = p.form().await;
    let at =
        p.office.begin_submission(&p.clerks[0], &form, &p.new[0].at, year(2025)).await.unwrap();
    let wrong = typed(&[("DQ", "1.5"), ("DV", "7 người"), ("HV", "12")]);
    let faults = p.office.enter_cells(&p.clerks[0], &at, &wrong).await.unwrap();
    let codes: Vec<&str> = faults.iter().map(|f| f.indicator.as_str()).collect();
    assert_eq!(codes, ["DQ", "DV"]);
    let view = p.office.submission(&p.clerks[0], &at).await.unwrap();
    assert!(view.rows.iter().all(|r| !r.answered), "nothing half-enters");
    let early = p.office.submit(&p.clerks[0], &at).await.unwrap_err();
    assert_eq!(early.code(), "submission.unanswered");
}

#[tokio::test]
async fn a_spreadsheet_goes_out_and_comes_back() {
    let p = Province::build().await;
    let form = p.form().await;
    let at = p.report(&form, &p.new[0], 2025, &FULL).await;
    p.office.return_submission(&p.officer, &at, "Kiểm tra lại số đảng viên".into()).await.unwrap();
    let bytes = p.office.sheet(&p.clerks[0], &form, &p.new[0].at, year(2025)).await.unwrap();
    let file = |bytes: &[u8]| Upload { name: "bieu.xlsx".into(), bytes: bytes.to_vec() };

    let elsewhere =
        p.office.take_sheet(&p.clerks[1], &form, &p.new[1].at, year(2025), file(&bytes));
    let SheetOutcome::Faulty(faults) = elsewhere.await.unwrap() else {
        panic!("another unit's form")
    };
    assert_eq!(faults[0].code, "BM10");
    let begun = p.office.submission_of(&p.officer, &form, &p.new[1].at, year(2025)).await.unwrap();
    assert_eq!(begun, None, "nothing half-enters");

    let back = p.office.take_sheet(&p.clerks[0], &form, &p.new[0].at, year(2025), file(&bytes));
    let taken = back.await.unwrap();
    assert_eq!(taken, SheetOutcome::Taken { at: at.clone(), cells: 3 });
    let view = p.office.submission(&p.officer, &at).await.unwrap();
    assert_eq!(view.state, SubmissionState::Returned);
    let printed: Vec<&str> = view.rows.iter().map(|r| r.cell.printed.as_str()).collect();
    assert_eq!(printed[..2], ["100", "20"]);
    assert_eq!(view.rows[2].computed.as_deref(), Some("20% (20/100)"));
}

#[tokio::test]
async fn faults_of_a_spreadsheet_come_together_with_place_and_remedy() {
    use render::xlsx::{FormKey, FormRow, FormSheet, write_form};
    let p = Province::build().await;
    let form = p.form().await;
    let row = |code: &str, scale, cell| FormRow {
        code: code.into(),
        name: code.into(),
        measure: "người".into(),
        scale,
        cell,
    };
    let sheet = FormSheet {
        key: FormKey {
            form: "QP-01".into(),
            version: 1,
            period: year(2025).to_string(),
            unit: p.new[0].name.clone(),
        },
        title: "Biểu sửa tay".into(),
        unit_name: p.new[0].name.clone(),
        period_name: "năm 2025".into(),
        // A half person, a row of another form, and a row that is gone.
        rows: vec![
            row("DQ", 1, Cell::Number(15)),
            row("XX", 0, Cell::Zero),
            row("HV", 0, Cell::Zero),
        ],
    };
    let file = Upload { name: "bieu.xlsx".into(), bytes: write_form(&sheet).unwrap() };
    let taken = p.office.take_sheet(&p.clerks[0], &form, &p.new[0].at, year(2025), file).await;
    let SheetOutcome::Faulty(faults) = taken.unwrap() else { panic!("the faults are seen") };
    let mut codes: Vec<&str> = faults.iter().map(|f| f.code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["BM11", "BM12", "BM17"], "{faults:?}");
    let decimals = faults.iter().find(|f| f.code == "BM17").unwrap();
    assert!(decimals.cell.starts_with('D') && !decimals.accepted.is_empty(), "{decimals:?}");
    let begun = p.office.submission_of(&p.officer, &form, &p.new[0].at, year(2025)).await.unwrap();
    assert_eq!(begun, None, "nothing half-enters");
}
