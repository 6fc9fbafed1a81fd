//! Up and down, each side pulling: the same record as by stick.

use crate::exchange_kit::Place;
use crate::kit::{pair, pull, pull_again, serve};
use link::Limits;

/// Both sites as they are now, opened a second time.
async fn copies(tinh: &Place, xa: &Place) -> (Place, Place) {
    let (a, b) = (tinh.snapshot().await, xa.snapshot().await);
    let clock = crate::exchange_kit::clock;
    (tinh.copied(a.path(), clock).await, xa.copied(b.path(), clock).await)
}

async fn whole(place: &Place) {
    assert!(place.store.verify().await.unwrap().is_ok());
    assert!(place.store.check_projections().await.unwrap().is_empty());
}

#[tokio::test]
async fn both_ways_end_in_the_same_record_as_by_stick() {
    let (tinh, xa) = pair().await;
    xa.write_for("kết quả", &xa.body, Some(b"minh ch\xe1\xbb\xa9ng")).await;
    tinh.write("chỉ đạo").await;
    let (tinh_by_stick, xa_by_stick) = copies(&tinh, &xa).await;
    // By stick.
    assert!(tinh_by_stick.take_one(&xa_by_stick.make(&tinh).await).await.unwrap() > 0);
    assert!(xa_by_stick.take_one(&tinh_by_stick.make(&xa).await).await.unwrap() > 0);
    // By the network.
    let (up, down) = (serve(&xa, Limits::default()).await, serve(&tinh, Limits::default()).await);
    assert!(pull(&tinh, &xa, up).await.unwrap().unwrap() > 0);
    assert!(pull(&xa, &tinh, down).await.unwrap().unwrap() > 0);
    assert_eq!(tinh.state().await, tinh_by_stick.state().await);
    assert_eq!(xa.state().await, xa_by_stick.state().await);
    let file = wire::hash(b"minh ch\xe1\xbb\xa9ng").to_string();
    assert!(tinh.store.blob(&file).await.unwrap().is_some());
    whole(&tinh).await;
    whole(&xa).await;
}

#[tokio::test]
async fn receipts_travel_in_the_other_direction_and_it_comes_to_rest() {
    let (tinh, xa) = pair().await;
    xa.write("một").await;
    let (up, down) = (serve(&xa, Limits::default()).await, serve(&tinh, Limits::default()).await);
    assert!(pull(&tinh, &xa, up).await.unwrap().is_some());
    assert_eq!(pull(&tinh, &xa, up).await.unwrap(), None, "it holds everything already");
    assert!(pull(&xa, &tinh, down).await.unwrap().is_some());
    let sent = xa.office.exchange_at_the_machine().overview().await.unwrap().sent;
    assert_eq!(sent.iter().map(|s| s.arrived).collect::<Vec<_>>(), [Some(true)]);
    // The commune tells that the province's own acts came; then nobody has anything to say.
    pull(&tinh, &xa, up).await.unwrap();
    pull(&xa, &tinh, down).await.unwrap();
    for _ in 0..2 {
        assert_eq!(pull(&tinh, &xa, up).await.unwrap(), None);
        assert_eq!(pull(&xa, &tinh, down).await.unwrap(), None);
    }
    // One act more, and exactly it comes.
    xa.write("hai").await;
    assert_eq!(pull(&tinh, &xa, up).await.unwrap(), Some(1));
    // All of them once more, where that is asked for; the log tells how each came.
    let all = xa.store.heads().await.unwrap()[&xa.site].seq;
    assert_eq!(pull_again(&tinh, &xa, up).await, all);
    let received = tinh.office.exchange_at_the_machine().overview().await.unwrap().received;
    assert!(received.len() > 2 && received.iter().all(|r| r.came == "pulled"));
    whole(&tinh).await;
    whole(&xa).await;
}

#[tokio::test]
async fn stick_and_network_may_take_turns() {
    let (tinh, xa) = pair().await;
    let up = serve(&xa, Limits::default()).await;
    xa.write("một").await;
    let stick = xa.make(&tinh).await;
    xa.write("hai").await;
    assert!(pull(&tinh, &xa, up).await.unwrap().unwrap() > 0);
    assert_eq!(tinh.take_one(&stick).await, Ok(0), "late, and nothing new");
    xa.write("ba").await;
    assert_eq!(tinh.take_one(&xa.make(&tinh).await).await, Ok(1));
    assert_eq!(pull(&tinh, &xa, up).await.unwrap(), None);
    let theirs = |state: Vec<(String, Vec<Vec<u8>>)>| state.into_iter().find(|(s, _)| s == "xa");
    assert_eq!(theirs(tinh.state().await), theirs(xa.state().await));
}

#[tokio::test]
async fn addresses_are_kept_and_forgotten() {
    let (tinh, xa) = pair().await;
    let exchange = tinh.office.exchange_at_the_machine();
    let stranger = "la".parse().unwrap();
    let refused = exchange.keep_address(&stranger, Some("https://la:1")).await.unwrap_err();
    assert_eq!(refused.code(), "pull.site-unknown");
    exchange.keep_address(&xa.site, Some("https://xa.mau:8443")).await.unwrap();
    assert_eq!(exchange.addresses().await.unwrap()[&xa.site], "https://xa.mau:8443");
    exchange.keep_address(&xa.site, None).await.unwrap();
    assert!(exchange.addresses().await.unwrap().is_empty());
    for bad in [
        "http://xa:1",
        "xa:1",
        "https://xa:1/a",
        "https://xa:1/?b",
        "https://a@xa:1",
        "https://xa:99999",
        "",
    ] {
        let refused = bad.parse::<link::Address>().unwrap_err();
        assert_eq!(refused.code(), "pull.address-bad", "{bad}");
    }
    for (good, said) in [("https://xa", "https://xa:8443"), ("https://[::1]:9/", "https://[::1]:9")]
    {
        assert_eq!(good.parse::<link::Address>().unwrap().to_string(), said);
    }
}
