//! A commune's chain in the province's store: its tasks, bodies and acts stand on the province's pages.

use crate::browser::Site;
use app::Office;
use app::tasks::TaskForm;
use terms::{Field, Kind};

#[tokio::test]
async fn a_communes_chain_is_found_on_the_provinces_pages() {
    let site = Site::build().await;
    let folder = tempfile::tempdir().unwrap();
    let clock = crate::province::clock;
    let address = app::database_in(folder.path());
    let commune = Office::create(&address, "xa-mau".parse().unwrap(), clock).await.unwrap();
    let name = "Ủy ban nhân dân xã Mẫu Sơn Hạ";
    commune.set_up(name, "xa.mau", "Cán bộ xã mẫu", "mat khau xa mau 2026").await.unwrap();
    let viewer = commune.viewer("xa.mau").await.unwrap().unwrap();
    let body = viewer.grants[0].body.clone();
    let title = "Rà soát danh sách dân quân của xã mẫu";
    let form = TaskForm {
        title: title.into(),
        assigner: body.at.clone(),
        lead: Some(body.at.clone()),
        coordinating: Vec::new(),
        due_on: None,
        field: Field::Forces,
        basis: Vec::new(),
        on: None,
        evidence: Vec::new(),
    };
    let task = commune.assign(&viewer, form).await.unwrap();
    assert_eq!(task.kind, Kind::Task);
    let (file, n) = commune.give_chain(0).await.unwrap();

    let office = &site.p.office;
    let received = office.take_chain(&file).await.unwrap();
    assert_eq!((received.site.as_str(), received.new, received.head), ("xa-mau", n, n));
    assert_eq!(office.take_chain(&file).await.unwrap().known, n);

    let officer = site.person(&site.p.officer).await;
    assert!(officer.get("/tasks").await.shown().words().contains(title));
    let page = format!("/tasks/{}/{}", task.site, task.id);
    assert!(officer.get(&page).await.shown().words().contains(name));
    assert!(officer.get("/bodies").await.shown().words().contains(name));
    assert!(officer.get(&format!("/ledger/xa-mau/{n}")).await.shown().words().contains(title));
    assert!(office.verify().await.unwrap().is_ok());
    assert_eq!(office.check_tables().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn a_damaged_or_own_chain_is_refused_and_nothing_of_it_is_kept() {
    let site = Site::build().await;
    let office = &site.p.office;
    let (own, _) = office.give_chain(0).await.unwrap();
    assert_eq!(office.take_chain(&own).await.unwrap_err().code(), "chain.own");
    assert_eq!(office.take_chain(b"\n").await.unwrap_err().code(), "chain.empty");
    assert_eq!(office.take_chain(b"{}\n").await.unwrap_err().code(), "chain.damaged");

    let folder = tempfile::tempdir().unwrap();
    let address = app::database_in(folder.path());
    let other =
        Office::create(&address, "xa-khac".parse().unwrap(), crate::province::clock).await.unwrap();
    other
        .set_up("Ủy ban nhân dân xã Khác", "xa.khac", "Cán bộ xã", "mat khau xa khac 2026")
        .await
        .unwrap();
    let (file, n) = other.give_chain(0).await.unwrap();
    let text = String::from_utf8(file).unwrap();
    let changed = text.replacen("xã Khác", "xã Khúc", 1);
    assert_eq!(office.take_chain(changed.as_bytes()).await.unwrap_err().code(), "chain.damaged");
    let late: String = text.lines().skip(1).map(|l| format!("{l}\n")).collect();
    assert!(matches!(
        office.take_chain(late.as_bytes()).await.unwrap_err().code(),
        "chain.gap" | "chain.damaged"
    ));
    let whole = office.verify().await.unwrap().unwrap();
    assert!(whole.iter().all(|c| c.site.as_str() != "xa-khac"));
    assert!(n > 1);
}
