//! Two accounts of a chain settled by a person: what stands, what is set aside, and that everybody goes on from there.

use crate::exchange_kit::{LOGIN, Place, clock};
use app::exchange::{Choice, Done, Fork};
use terms::Site;

/// A province that holds the account of a commune from before it restored a backup; the commune, and its restored self.
struct Parted {
    tinh: Place,
    xa: Place,
    restored: Place,
}

async fn parted() -> Parted {
    let tinh = Place::new("tinh", "Văn phòng Ban Chỉ đạo tỉnh Sông Giang (mẫu)", None).await;
    let xa = Place::new("xa", "UBND xã Bến Trại (mẫu)", Some("tinh")).await;
    tinh.admits(&xa, true).await;
    xa.admits(&tinh, false).await;
    xa.write("chung").await;
    assert!(tinh.take_one(&xa.make(&tinh).await).await.is_ok());
    assert!(xa.take_one(&tinh.make(&xa).await).await.is_ok());
    let backup = xa.snapshot().await;
    xa.write("cũ một").await;
    xa.write_for("cũ hai", &xa.body.clone(), Some(b"tep cu")).await;
    assert!(tinh.take_one(&xa.make(&tinh).await).await.is_ok());
    let restored = xa.copied(backup.path(), clock).await;
    restored.write_for("mới một", &restored.body.clone(), Some(b"tep moi")).await;
    restored.write("mới hai").await;
    restored.write("mới ba").await;
    let told = tinh.take_one(&restored.make(&tinh).await).await;
    assert!(told.is_err(), "{told:?}");
    Parted { tinh, xa, restored }
}

async fn fork(place: &Place, chain: &Site) -> Fork {
    let exchange = place.office.exchange_at_the_machine();
    exchange.fork(chain).await.unwrap().expect("two accounts")
}

fn choice(fork: &Fork, ours: bool) -> Choice {
    Choice {
        ours,
        here: fork.here.end_hash.clone(),
        other: fork.other.end_hash.clone(),
        reason: "đã đối chiếu sổ giấy".into(),
    }
}

async fn settles(place: &Place, chain: &Site, ours: bool) -> Result<Done, String> {
    let fork = fork(place, chain).await;
    let viewer = place.viewer().await;
    let exchange = place.office.exchange(&viewer).unwrap();
    let done = exchange.settle(chain, choice(&fork, ours)).await;
    done.map_err(|e| e.code().to_owned())
}

async fn findings(place: &Place) -> Vec<String> {
    let end = terms::Instant(i64::MAX);
    let all = place.store.load_all_as_of(terms::Kind::Finding, end).await.unwrap();
    let text = |o| match o {
        record::Object::Finding(f) => Some(f.facts.text.clone()),
        _ => None,
    };
    let mut texts: Vec<String> = all.into_iter().filter_map(text).collect();
    texts.sort();
    texts
}

async fn is_sound(place: &Place) {
    assert!(place.store.verify().await.unwrap().is_ok());
    assert!(place.store.check_projections().await.unwrap().is_empty());
}

#[tokio::test]
async fn both_accounts_are_shown_with_who_brought_them_and_where_they_part() {
    let Parted { tinh, xa, restored } = parted().await;
    let fork = fork(&tinh, &xa.site).await;
    let after = restored.store.heads().await.unwrap()[&xa.site].seq - 3;
    assert!(fork.open && !fork.own && fork.decided.is_empty());
    assert_eq!((fork.after, fork.seq), (after, after + 1));
    assert_eq!((fork.here.acts, fork.other.acts), (2, 3));
    assert_eq!((fork.here.end_seq, fork.other.end_seq), (after + 2, after + 3));
    assert!(fork.here.rows[0].words.contains("cũ một"), "{}", fork.here.rows[0].words);
    assert!(fork.other.rows[0].words.contains("mới một"), "{}", fork.other.rows[0].words);
    assert_eq!((fork.here.brought.len(), fork.other.brought.len()), (1, 1));
    assert_eq!(fork.other.brought[0].came, "carried");
    assert_eq!(fork.other.vouched, [(xa.site.clone(), after + 3)]);
    assert_eq!(fork.here.vouched, [(xa.site.clone(), after + 2)]);
    // Nothing of the claim is in the record.
    assert_eq!(findings(&tinh).await, ["chung", "cũ hai", "cũ một"]);
}

#[tokio::test]
async fn what_is_held_stands_and_the_other_account_is_refused_by_the_decision() {
    let Parted { tinh, xa, restored } = parted().await;
    let before = findings(&tinh).await;
    assert_eq!(settles(&tinh, &xa.site, true).await, Ok(Done::Now));
    assert_eq!(findings(&tinh).await, before);
    let fork = fork(&tinh, &xa.site).await;
    assert!(!fork.open && fork.decided[0].ours);
    assert_eq!(fork.other.acts, 3, "the other account stays readable");
    restored.write("mới bốn").await;
    let told = tinh.take_one(&restored.make(&tinh).await).await;
    assert_eq!(told, Err("bundle.set-aside".to_owned()));
    // The account that stands goes on.
    xa.write("cũ ba").await;
    assert!(tinh.take_one(&xa.make(&tinh).await).await.is_ok());
    assert!(findings(&tinh).await.contains(&"cũ ba".to_owned()));
    is_sound(&tinh).await;
}

#[tokio::test]
async fn the_other_account_comes_into_the_place_of_the_one_held_and_both_sites_go_on() {
    let Parted { tinh, xa, restored } = parted().await;
    // Facts that are kept in memory follow.
    let viewer = tinh.viewer().await;
    let _ = tinh.office.exchange(&viewer).unwrap().overview().await.unwrap();
    let told = restored.take_one(&tinh.make(&xa).await).await;
    assert!(
        told.is_err(),
        "before the decision the restored site cannot take in what tells of its lost acts"
    );
    assert_eq!(settles(&tinh, &xa.site, false).await, Ok(Done::Now));
    assert_eq!(findings(&tinh).await, ["chung", "mới ba", "mới hai", "mới một"]);
    assert!(tinh.store.blob(&wire::hash(b"tep moi").to_string()).await.unwrap().is_some());
    let own = tinh.store.export_chain(&xa.site, 0, 1000).await.unwrap();
    assert_eq!(own, restored.store.export_chain(&xa.site, 0, 1000).await.unwrap());
    is_sound(&tinh).await;
    // What was set aside is kept to the byte.
    let fork = fork(&tinh, &xa.site).await;
    assert!(!fork.open && !fork.decided[0].ours);
    let lost = xa.store.export_chain(&xa.site, fork.after, 1000).await.unwrap();
    let kept: Vec<Vec<u8>> = tinh
        .store
        .set_aside(&xa.site, fork.after)
        .await
        .unwrap()
        .into_iter()
        .map(|a| a.bytes)
        .collect();
    assert!(lost.iter().all(|act| kept.contains(act)));
    assert!(fork.other.rows[0].words.contains("cũ một"));
    // Both go on, in both directions.
    restored.write("mới bốn").await;
    tinh.write("của tỉnh").await;
    assert_eq!(tinh.take_one(&restored.make(&tinh).await).await, Ok(1));
    assert!(restored.take_one(&tinh.make(&xa).await).await.is_ok());
    restored.write("mới năm").await;
    assert_eq!(tinh.take_one(&restored.make(&tinh).await).await, Ok(1));
    // What the old account sends on is refused by the decision.
    xa.write("cũ ba").await;
    assert_eq!(tinh.take_one(&xa.make(&tinh).await).await, Err("bundle.set-aside".to_owned()));
    is_sound(&tinh).await;
}

#[tokio::test]
async fn after_a_decision_the_record_is_that_of_who_knew_the_other_account_alone() {
    let Parted { tinh, xa, restored } = parted().await;
    assert_eq!(settles(&tinh, &xa.site, false).await, Ok(Done::Now));
    let fresh = Place::new("khac", "Cơ quan khác (mẫu)", None).await;
    fresh.admits(&tinh, false).await;
    fresh.admits(&xa, false).await;
    tinh.admits(&fresh, false).await;
    assert!(fresh.take_one(&tinh.make(&fresh).await).await.is_ok());
    assert_eq!(findings(&fresh).await, findings(&tinh).await);
    let theirs = fresh.store.export_chain(&xa.site, 0, 1000).await.unwrap();
    assert_eq!(theirs, restored.store.export_chain(&xa.site, 0, 1000).await.unwrap());
}

#[tokio::test]
async fn a_decision_can_be_taken_back_by_another() {
    let Parted { tinh, xa, restored } = parted().await;
    let old = tinh.state().await;
    assert_eq!(settles(&tinh, &xa.site, false).await, Ok(Done::Now));
    assert_eq!(settles(&tinh, &xa.site, false).await, Ok(Done::Now));
    assert_eq!(findings(&tinh).await, ["chung", "cũ hai", "cũ một"]);
    let (_, chain) = tinh.state().await.into_iter().find(|(s, _)| s == "xa").unwrap();
    assert_eq!(Some(&chain), old.iter().find(|(s, _)| s == "xa").map(|(_, acts)| acts));
    assert_eq!(fork(&tinh, &xa.site).await.decided.len(), 2);
    is_sound(&tinh).await;
    xa.write("cũ ba").await;
    assert_eq!(tinh.take_one(&xa.make(&tinh).await).await, Ok(1));
    let told = tinh.take_one(&restored.make(&tinh).await).await;
    assert_eq!(told, Err("bundle.set-aside".to_owned()));
}

#[tokio::test]
async fn newest_acts_that_were_lost_are_settled_alike() {
    let tinh = Place::new("tinh", "Văn phòng Ban Chỉ đạo tỉnh Sông Giang (mẫu)", None).await;
    let xa = Place::new("xa", "UBND xã Bến Trại (mẫu)", Some("tinh")).await;
    tinh.admits(&xa, true).await;
    xa.admits(&tinh, false).await;
    assert!(tinh.take_one(&xa.make(&tinh).await).await.is_ok());
    let backup = xa.snapshot().await;
    xa.write("mất").await;
    assert!(tinh.take_one(&xa.make(&tinh).await).await.is_ok());
    let restored = xa.copied(backup.path(), clock).await;
    assert!(tinh.take_one(&restored.make(&tinh).await).await.is_err());
    assert_eq!(settles(&tinh, &xa.site, false).await, Ok(Done::Now));
    assert!(findings(&tinh).await.is_empty());
    restored.write("viết lại").await;
    assert_eq!(tinh.take_one(&restored.make(&tinh).await).await, Ok(1));
    is_sound(&tinh).await;
}

#[tokio::test]
async fn who_still_holds_the_other_account_is_heard_on_everything_else() {
    let Parted { tinh, xa, restored } = parted().await;
    let centre = Place::new("tw", "Văn phòng trung ương (mẫu)", None).await;
    centre.admits(&tinh, true).await;
    centre.admits(&xa, false).await;
    tinh.admits(&centre, false).await;
    assert!(centre.take_one(&tinh.make(&centre).await).await.is_ok());
    assert!(findings(&centre).await.contains(&"cũ một".to_owned()));
    assert!(tinh.take_one(&centre.make(&tinh).await).await.is_ok());
    assert_eq!(settles(&tinh, &xa.site, false).await, Ok(Done::Now));
    // The centre holds the old account: the bundle of the province is a fork there, for the centre to settle by itself.
    tinh.write("của tỉnh").await;
    assert_eq!(centre.take_one(&tinh.make(&centre).await).await, Err("bundle.fork".to_owned()));
    let there = fork(&centre, &xa.site).await;
    assert!(there.open && there.claims[0].bundle.peer == tinh.site);
    // The province has decided, and takes the centre's own words in.
    centre.write("của trung ương").await;
    assert!(tinh.take_one(&centre.make(&tinh).await).await.is_ok());
    assert!(findings(&tinh).await.contains(&"của trung ương".to_owned()));
    assert!(!findings(&tinh).await.contains(&"cũ một".to_owned()));
    // The centre decides the other way and is heard still; then as the province did.
    assert_eq!(settles(&centre, &xa.site, true).await, Ok(Done::Now));
    tinh.write("của tỉnh nữa").await;
    assert!(centre.take_one(&tinh.make(&centre).await).await.is_ok());
    assert!(findings(&centre).await.contains(&"của tỉnh nữa".to_owned()));
    assert!(findings(&centre).await.contains(&"cũ một".to_owned()));
    assert_eq!(settles(&centre, &xa.site, false).await, Ok(Done::Now));
    assert!(tinh.take_one(&centre.make(&tinh).await).await.is_ok());
    assert!(centre.take_one(&tinh.make(&centre).await).await.is_ok());
    assert_eq!(findings(&centre).await, findings(&tinh).await);
    let own = restored.store.export_chain(&xa.site, 0, 1000).await.unwrap();
    assert_eq!(own, centre.store.export_chain(&xa.site, 0, 1000).await.unwrap());
    for place in [&tinh, &centre] {
        is_sound(place).await;
    }
}

#[tokio::test]
async fn a_second_administrator_confirms_a_decision() {
    let Parted { tinh, xa, .. } = parted().await;
    let first = tinh.viewer().await;
    let administration = tinh.office.administration(&first).unwrap();
    let new = app::accounts::NewAccount {
        login: "quan.tri.hai".into(),
        name: "Phạm Văn Mẫu".into(),
        password: "mat-khau-mau-2026".into(),
    };
    let at = administration.open(new).await.unwrap();
    administration.grant(&at, terms::Role::Administrator, tinh.body.clone()).await.unwrap();
    assert_eq!(settles(&tinh, &xa.site, false).await, Ok(Done::Waits));
    assert_eq!(findings(&tinh).await, ["chung", "cũ hai", "cũ một"]);
    assert_eq!(settles(&tinh, &xa.site, true).await, Err("fork.waits".to_owned()));
    let exchange = tinh.office.exchange(&first).unwrap();
    let asked = exchange.asked().await.unwrap().remove(0);
    assert!(asked.own && asked.by == "Lê Thị Mẫu" && first.login == LOGIN);
    let told = exchange.confirm_asked(&asked.act).await.unwrap_err();
    assert_eq!(told.code(), "site.same-person");
    assert_eq!(findings(&tinh).await, ["chung", "cũ hai", "cũ một"], "nothing moved");
    let second = tinh.office.viewer("quan.tri.hai").await.unwrap().unwrap();
    let exchange = tinh.office.exchange(&second).unwrap();
    exchange.confirm_asked(&asked.act).await.unwrap();
    assert_eq!(findings(&tinh).await, ["chung", "mới ba", "mới hai", "mới một"]);
    let told = exchange.confirm_asked(&asked.act).await.unwrap_err();
    assert_eq!(told.code(), "site.not-asked");
    is_sound(&tinh).await;
}

#[tokio::test]
async fn what_was_seen_is_what_is_decided_on() {
    let Parted { tinh, xa, .. } = parted().await;
    let seen = fork(&tinh, &xa.site).await;
    let viewer = tinh.viewer().await;
    let exchange = tinh.office.exchange(&viewer).unwrap();
    let stale = Choice { other: "0".repeat(64), ..choice(&seen, true) };
    assert_eq!(exchange.settle(&xa.site, stale).await.unwrap_err().code(), "fork.changed");
    assert_eq!(
        exchange.settle(&tinh.site, choice(&seen, true)).await.unwrap_err().code(),
        "fork.own"
    );
    let blank = Choice { reason: " ".into(), ..choice(&seen, true) };
    assert_eq!(exchange.settle(&xa.site, blank).await.unwrap_err().code(), "act.reason-missing");
}

#[tokio::test]
async fn a_bundle_that_came_too_early_waits_and_comes_in_by_itself() {
    let tinh = Place::new("tinh", "Văn phòng Ban Chỉ đạo tỉnh Sông Giang (mẫu)", None).await;
    let xa = Place::new("xa", "UBND xã Bến Trại (mẫu)", Some("tinh")).await;
    tinh.admits(&xa, true).await;
    xa.admits(&tinh, false).await;
    assert!(tinh.take_one(&xa.make(&tinh).await).await.is_ok());
    let copy = tinh.snapshot().await;
    xa.write("một").await;
    let first = xa.make(&tinh).await;
    assert!(tinh.take_one(&first).await.is_ok());
    assert!(xa.take_one(&tinh.make(&xa).await).await.is_ok());
    xa.write("hai").await;
    let second = xa.make(&tinh).await;
    // On a machine that has not seen the first.
    let late = tinh.copied(copy.path(), clock).await;
    let seen = late.take(std::slice::from_ref(&second)).await;
    assert!(seen[0].held && !seen[0].taken, "{:?}", seen[0].refused);
    let exchange = late.office.exchange_at_the_machine();
    let waiting = exchange.waiting_bundles().await.unwrap();
    assert_eq!((waiting.len(), waiting[0].number), (1, 3));
    let seen = late.take(&[first]).await;
    assert_eq!(seen.iter().filter(|p| p.taken).count(), 2, "the one that waited came in");
    assert_eq!(findings(&late).await, ["hai", "một"]);
    assert!(exchange.waiting_bundles().await.unwrap().is_empty());
    // Thrown away.
    let late = tinh.copied(copy.path(), clock).await;
    let seen = late.take(std::slice::from_ref(&second)).await;
    assert!(seen[0].held);
    let exchange = late.office.exchange_at_the_machine();
    let waiting = exchange.waiting_bundles().await.unwrap();
    exchange.throw_away(&waiting[0].sha256).await.unwrap();
    assert!(exchange.waiting_bundles().await.unwrap().is_empty());
    let told = exchange.throw_away(&waiting[0].sha256).await.unwrap_err();
    assert_eq!(told.code(), "bundle.not-held");
}
