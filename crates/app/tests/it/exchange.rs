//! Sites that exchange bundles: in any order the same record, or refused with its reason and nothing written.

use crate::exchange_kit::{Place, turned_back};
use app::evidence::Upload;

async fn pair() -> (Place, Place) {
    let tinh = Place::new("tinh", "Văn phòng Ban Chỉ đạo tỉnh Sông Giang (mẫu)", None).await;
    let xa = Place::new("xa", "UBND xã Bến Trại (mẫu)", Some("tinh")).await;
    tinh.admits(&xa, true).await;
    xa.admits(&tinh, false).await;
    (tinh, xa)
}

#[tokio::test]
async fn bundles_in_any_order_doubled_and_late_give_the_same_record() {
    let (tinh, xa) = pair().await;
    let before = tinh.snapshot().await;
    let mut bundles = Vec::new();
    for n in 0..5 {
        let file = format!("minh chứng {n}");
        xa.write_for(&format!("kết quả {n}"), &xa.body, Some(file.as_bytes())).await;
        bundles.push(xa.make(&tinh).await);
    }
    for bundle in &bundles {
        assert!(tinh.take_one(bundle).await.is_ok());
    }
    let in_order = tinh.state().await;
    for shuffle in [[4, 0, 2, 1, 3], [3, 2, 1, 0, 4]] {
        let other = tinh.copied(before.path(), crate::exchange_kit::clock).await;
        let mut files: Vec<Upload> = shuffle.iter().map(|i| bundles[*i].clone()).collect();
        files.push(bundles[2].clone());
        for seen in other.take(&files).await {
            assert!(seen.refused.is_none(), "{:?}", seen.refused);
        }
        assert_eq!(other.state().await, in_order);
        let kept = other.store.blob(&wire::hash(b"minh ch\xe1\xbb\xa9ng 3").to_string()).await;
        assert!(kept.unwrap().is_some());
        assert!(other.store.verify().await.unwrap().is_ok());
        assert!(other.store.check_projections().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_bundle_that_did_not_come_is_named_and_the_sender_learns_of_it() {
    let (tinh, xa) = pair().await;
    xa.write("một").await;
    let _lost = xa.make(&tinh).await;
    xa.write("hai").await;
    let second = xa.make(&tinh).await;
    let seen = tinh.take(&[second]).await;
    assert_eq!(seen[0].plan.as_ref().unwrap().missing, [1]);
    assert!(seen[0].taken, "the second holds what was never acknowledged");
    let receipt = tinh.make(&xa).await;
    assert!(xa.take_one(&receipt).await.is_ok());
    let sent = xa.office.exchange_at_the_machine().overview().await.unwrap().sent;
    let arrived: Vec<_> = sent.iter().map(|s| (s.number, s.arrived)).collect();
    assert_eq!(arrived, [(2, Some(true)), (1, Some(false))]);
    // What is acknowledged is not sent again.
    xa.write("ba").await;
    let third = xa.office.exchange_at_the_machine().make(&tinh.site, false).await.unwrap();
    assert_eq!(third.manifest.ranges[0].first, third.manifest.ranges[0].last);
}

#[tokio::test]
async fn damaged_foreign_and_unknown_bundles_are_refused_and_leave_nothing() {
    let (tinh, xa) = pair().await;
    let before = tinh.state().await;
    let good = xa.make(&tinh).await;
    let with = |bytes: Vec<u8>| Upload { name: good.name.clone(), bytes };
    let mut flipped = good.bytes.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 4;
    let mut newer = good.bytes.clone();
    newer[8] = 9;
    let stranger = Place::new("la", "UBND xã Lạ (mẫu)", None).await;
    stranger.admits(&tinh, false).await;
    let unknown = stranger.make(&tinh).await;
    let other = Place::new("huyen", "Cơ quan khác (mẫu)", None).await;
    xa.admits(&other, false).await;
    let elsewhere = xa.make(&other).await;
    let cases = [
        (with(flipped), "bundle.damaged"),
        (with(good.bytes[..good.bytes.len() - 9].to_vec()), "bundle.truncated"),
        (with(newer), "bundle.newer"),
        (with(b"PK".to_vec()), "bundle.not-a-bundle"),
        (unknown, "bundle.unknown-key"),
        (elsewhere, "bundle.not-for-us"),
    ];
    for (file, code) in cases {
        assert_eq!(tinh.take_one(&file).await, Err(code.to_owned()));
        assert_eq!(tinh.state().await, before, "{code}");
    }
    assert!(tinh.take_one(&good).await.is_ok());
}

#[tokio::test]
async fn a_restored_backup_is_found_with_the_first_act_that_differs() {
    let (tinh, xa) = pair().await;
    xa.write("một").await;
    let backup = xa.snapshot().await;
    xa.write("hai").await;
    xa.write("ba").await;
    assert!(tinh.take_one(&xa.make(&tinh).await).await.is_ok());
    let before = tinh.state().await;
    let restored = xa.copied(backup.path(), crate::exchange_kit::clock).await;
    // The newest acts are gone.
    let cut = restored.make(&tinh).await;
    let seen = tinh.take(&[cut]).await;
    let refused = seen[0].refused.as_ref().unwrap();
    // Its numbers begin again as well; what was lost is told first or with it.
    assert!(["bundle.cut-off", "bundle.number-reused"].contains(&refused.code()));
    // It goes on writing: another act stands where one was known.
    for n in 0..4 {
        restored.write(&format!("khác {n}")).await;
    }
    restored.make(&tinh).await;
    let fork = restored.make(&tinh).await;
    let seen = tinh.take(&[fork]).await;
    let refused = seen[0].refused.as_ref().unwrap();
    let at = xa.store.heads().await.unwrap()[&xa.site].seq - 1;
    assert_eq!(refused.code(), "bundle.fork");
    assert!(refused.words().why.contains(&format!("từ hành vi số {at}, ghi ngày 10/03/2026")));
    assert_eq!(tinh.state().await, before);
    let noted = tinh.office.exchange_at_the_machine().overview().await.unwrap().received;
    assert!(noted.iter().any(|r| r.refused.as_deref() == Some("bundle.fork")), "claim is kept");
}

#[tokio::test]
async fn the_restored_site_itself_learns_what_it_lost() {
    let (tinh, xa) = pair().await;
    let backup = xa.snapshot().await;
    xa.write("một").await;
    assert!(tinh.take_one(&xa.make(&tinh).await).await.is_ok());
    let restored = xa.copied(backup.path(), crate::exchange_kit::clock).await;
    let told = restored.take_one(&tinh.make(&xa).await).await;
    assert_eq!(told, Err("bundle.own-cut-off".to_owned()));
}

#[tokio::test]
async fn a_clock_turned_back_is_found() {
    let (tinh, xa) = pair().await;
    xa.write("một").await;
    let backup = xa.snapshot().await;
    // The bundle is made twelve minutes after the last act.
    (0..720).for_each(|_| _ = crate::exchange_kit::clock());
    assert!(tinh.take_one(&xa.make(&tinh).await).await.is_ok());
    // With the data of before and the clock of the morning somebody writes on.
    let forger = xa.copied(backup.path(), turned_back).await;
    forger.make(&tinh).await;
    forger.write("đặt lùi").await;
    let late = forger.make(&tinh).await;
    let found = tinh.take_one(&late).await.unwrap_err();
    assert!(["bundle.backdated", "bundle.clock-back"].contains(&found.as_str()), "{found}");
}

#[tokio::test]
async fn an_act_outside_the_authority_of_its_site_is_named() {
    let (tinh, xa) = pair().await;
    let before = tinh.state().await;
    xa.write_for("ghi thay tỉnh", &tinh.body, None).await;
    let seen = tinh.take(&[xa.make(&tinh).await]).await;
    let refused = seen[0].refused.as_ref().unwrap();
    assert_eq!(refused.code(), "site.outside-authority");
    assert!(refused.words().why.contains(&tinh.body.name), "{:?}", refused.words());
    assert_eq!(tinh.state().await, before);
}

#[tokio::test]
async fn a_withdrawn_site_is_not_taken_in_any_more() {
    let (tinh, xa) = pair().await;
    let viewer = tinh.viewer().await;
    let exchange = tinh.office.exchange(&viewer).unwrap();
    let today = tinh.office.today();
    exchange.withdraw(&xa.site, today, "giải thể".into()).await.unwrap();
    let told = tinh.take_one(&xa.make(&tinh).await).await;
    assert_eq!(told, Err("bundle.unknown-key".to_owned()));
}

#[tokio::test]
async fn the_centre_believes_communes_that_the_province_admitted() {
    let (tinh, xa) = pair().await;
    let tw = Place::new("trung-uong", "Cơ quan Trung ương (mẫu)", None).await;
    tw.admits(&tinh, true).await;
    tinh.admits(&tw, false).await;
    xa.write("một").await;
    assert!(tinh.take_one(&xa.make(&tinh).await).await.is_ok());
    assert!(tw.take_one(&tinh.make(&tw).await).await.is_ok());
    let chains: Vec<String> = tw.state().await.into_iter().map(|(site, _)| site).collect();
    assert_eq!(chains, ["tinh", "trung-uong", "xa"]);
}

#[tokio::test]
async fn a_file_with_a_mark_of_state_secrets_keeps_the_whole_bundle_out() {
    let (tinh, xa) = pair().await;
    let before = tinh.state().await;
    xa.write_for("kèm tệp", &xa.body, Some("TUYỆT MẬT\n\nBÁO CÁO\nnội dung".as_bytes())).await;
    assert_eq!(tinh.take_one(&xa.make(&tinh).await).await, Err("bundle.secret".to_owned()));
    assert_eq!(tinh.state().await, before);
}

#[tokio::test]
async fn a_file_of_limited_circulation_stays_whichever_act_names_it_and_whenever() {
    let (tinh, xa) = pair().await;
    let inside = "nội dung lưu hành nội bộ (mẫu)".as_bytes();
    xa.receive_limited(inside).await;
    assert!(tinh.take_one(&xa.make(&tinh).await).await.is_ok());
    assert!(xa.take_one(&tinh.make(&xa).await).await.is_ok());
    // The intake is acknowledged and travels no more; a later act rests on the same file, and on one that may go.
    xa.write_for("dựa vào tệp nội bộ", &xa.body, Some(inside)).await;
    xa.write_for("dựa vào tệp khác", &xa.body, Some(b"minh chung")).await;
    let made = xa.office.exchange_at_the_machine().make(&tinh.site, false).await.unwrap();
    let open = wire::hash(b"minh chung").to_string();
    let sent: Vec<String> = made.manifest.files.iter().map(|f| f.sha256.to_string()).collect();
    assert_eq!(sent, [open]);
}

/// A program of the next version writes what this one cannot read; this one keeps it, passes it on, and says so.
#[tokio::test]
async fn what_a_later_program_wrote_is_kept_passed_on_and_told() {
    let (tinh, xa) = pair().await;
    let tw = Place::new("trung-uong", "Cơ quan Trung ương (mẫu)", None).await;
    tw.admits(&tinh, true).await;
    tinh.admits(&tw, false).await;
    xa.write("trước").await;
    xa.write_as_later("finding.foretold", "finding").await;
    xa.write_as_later("works.planned", "works").await;
    xa.write("sau").await;
    let all = xa.store.heads().await.unwrap()[&xa.site].seq;
    assert_eq!(tinh.take_one(&xa.make(&tinh).await).await, Ok(all));
    assert_eq!(tinh.office.unread().await.unwrap()[&xa.site], 2);
    assert!(tinh.store.verify().await.unwrap().is_ok());
    assert!(tinh.store.check_projections().await.unwrap().is_empty());
    let whole = app::audit::AuditAsk { whole: true, against: None };
    assert!(tinh.office.audit(whole, |_, _| ()).await.unwrap().is_clean());
    assert!(tw.take_one(&tinh.make(&tw).await).await.is_ok());
    let ours = |state: Vec<(String, Vec<Vec<u8>>)>| state.into_iter().find(|(s, _)| s == "xa");
    assert_eq!(ours(tw.state().await), ours(xa.state().await));
    assert_eq!(tw.office.unread().await.unwrap()[&xa.site], 2);
}

/// A site that acts for a second body says so on its card; admitted anew, what it wrote for that body is taken in.
#[tokio::test]
async fn a_card_names_every_body_that_the_site_acted_for() {
    let (tinh, xa) = pair().await;
    let board = xa.founds("Ban Chỉ huy phòng thủ dân sự xã Bến Trại (mẫu)").await;
    xa.write_for("ghi cho ban chỉ huy", &board, None).await;
    let bundle = xa.make(&tinh).await;
    assert_eq!(tinh.take_one(&bundle).await, Err("site.outside-authority".to_owned()));
    let card = xa.office.exchange_at_the_machine().card().await.unwrap();
    let names: Vec<_> = card.bodies.iter().map(|b| b.at.clone()).collect();
    assert_eq!(names, [xa.body.at.clone(), board.at.clone()]);
    tinh.admits(&xa, true).await;
    assert!(tinh.take_one(&bundle).await.is_ok());
    let viewer = tinh.viewer().await;
    let again = tinh.office.exchange(&viewer).unwrap().admit(card, None, true).await;
    assert_eq!(again.unwrap_err().code(), "site.already-admitted");
}

/// Somebody with the whole disk of the province changes an old figure and makes the chain anew: by itself it is without
/// fault, and the next exchange with a commune or with the centre names the act and its day.
#[tokio::test]
async fn an_old_act_rewritten_with_its_whole_chain_is_named_at_the_next_exchange() {
    let (tinh, xa) = pair().await;
    let tw = Place::new("trung-uong", "Cơ quan Trung ương (mẫu)", None).await;
    tw.admits(&tinh, true).await;
    tinh.admits(&tw, false).await;
    for n in 0..6 {
        tinh.write(&format!("đã huấn luyện 1{n} lượt người")).await;
    }
    assert!(xa.take_one(&tinh.make(&xa).await).await.is_ok());
    assert!(tw.take_one(&tinh.make(&tw).await).await.is_ok());
    let mut changed = 0;
    let forged = tinh
        .forged(|chain| {
            let at = chain.iter().position(|a| a.contains("đã huấn luyện 12 ")).unwrap();
            chain[at] = chain[at].replace("luyện 12 ", "luyện 92 ");
            changed = at + 1;
        })
        .await;
    assert!(forged.store.verify().await.unwrap().is_ok(), "by itself the chain is without fault");
    assert!(forged.store.check_projections().await.unwrap().is_empty());
    let named = format!("từ hành vi số {changed}, ghi ngày 10/03/2026");
    for other in [&xa, &tw] {
        forged.write("sau khi sửa").await;
        let before = other.state().await;
        let seen = other.take(&[forged.make(other).await]).await;
        let refused = seen[0].refused.as_ref().unwrap();
        assert_eq!(refused.code(), "bundle.fork");
        assert!(refused.words().why.contains(&named), "{}", refused.words().why);
        assert_eq!(other.state().await, before);
    }
    // The forger is found as well by what a commune says it knows.
    let seen = forged.take(&[xa.make(&tinh).await]).await;
    let refused = seen[0].refused.as_ref().unwrap();
    assert_eq!(refused.code(), "bundle.fork");
}

#[tokio::test]
async fn the_newest_acts_dropped_with_the_noted_end_are_named_at_the_next_exchange() {
    let (tinh, xa) = pair().await;
    for n in 0..50 {
        tinh.write(&format!("việc {n}")).await;
    }
    assert!(xa.take_one(&tinh.make(&xa).await).await.is_ok());
    let cut = tinh.forged(|chain| chain.truncate(chain.len() - 50)).await;
    assert!(cut.store.verify().await.unwrap().is_ok());
    let left = cut.store.heads().await.unwrap()[&cut.site].seq;
    let seen = xa.take(&[cut.make(&xa).await]).await;
    let refused = seen[0].refused.as_ref().unwrap();
    assert_eq!(refused.code(), "bundle.cut-off");
    let why = refused.words().why;
    assert!(why.contains(&(left + 1).to_string()) && why.contains("10/03/2026"), "{why}");
}

/// Small random numbers, the same at each run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 16) % n as u64) as usize
    }
}

/// Takes one bundle that is under way to where it goes: as it is and once more later, cut off, with a flipped bit; or not at all.
async fn arrive(sites: &[Place], under_way: &mut Vec<(usize, Upload)>, random: &mut Random) {
    let at = random.below(under_way.len());
    let (to, mut file) = under_way[at].clone();
    match random.below(6) {
        0 => file.bytes.truncate(random.below(file.bytes.len())),
        1 => {
            let bit = random.below(file.bytes.len() * 8);
            file.bytes[bit / 8] ^= 1 << (bit % 8);
        }
        // It stays under way and comes again.
        2 => {}
        3 => {
            // It is lost.
            under_way.swap_remove(at);
            return;
        }
        _ => _ = under_way.swap_remove(at),
    }
    sites[to].take(&[file]).await;
}

/// A province and three communes that know each other.
async fn four_sites() -> Vec<Place> {
    let mut sites =
        vec![Place::new("tinh", "Văn phòng Ban Chỉ đạo tỉnh Sông Giang (mẫu)", None).await];
    for n in 1..=3 {
        let xa = Place::new(&format!("xa-{n}"), "UBND xã (mẫu)", Some("tinh")).await;
        sites[0].admits(&xa, true).await;
        xa.admits(&sites[0], false).await;
        sites.push(xa);
    }
    sites
}

/// Sites write, make bundles and take them in at random; bundles are doubled, damaged, late and lost. When at last all
/// exchange once more, every site holds every chain that goes to it as its owner wrote it.
#[tokio::test]
async fn random_exchanges_with_random_faults_converge() {
    for seed in 1..=4 {
        let mut random = Random(seed * 0x9e37_79b9);
        let sites = four_sites().await;
        let mut under_way: Vec<(usize, Upload)> = Vec::new();
        for step in 0..60 {
            let xa = 1 + random.below(3);
            let (from, to) = if random.below(2) == 0 { (0, xa) } else { (xa, 0) };
            match random.below(6) {
                0 | 1 => sites[from].write(&format!("bước {step}")).await,
                2 | 3 => under_way.push((to, sites[from].make(&sites[to]).await)),
                _ if under_way.is_empty() => {}
                _ => arrive(&sites, &mut under_way, &mut random).await,
            }
        }
        for (to, file) in under_way {
            sites[to].take(&[file]).await;
        }
        // Twice: what was lost is known to be missing after the first round.
        for _ in 0..2 {
            for xa in 1..=3 {
                let up = sites[xa].make(&sites[0]).await;
                assert!(sites[0].take_one(&up).await.is_ok(), "seed {seed}");
                let down = sites[0].make(&sites[xa]).await;
                assert!(sites[xa].take_one(&down).await.is_ok(), "seed {seed}");
            }
        }
        let province = sites[0].state().await;
        let chain = |state: &[(String, Vec<Vec<u8>>)], site: &str| {
            state.iter().find(|(s, _)| s == site).cloned()
        };
        for xa in &sites[1..] {
            let commune = xa.state().await;
            assert_eq!(chain(&province, xa.site.as_str()), chain(&commune, xa.site.as_str()));
            assert_eq!(chain(&province, "tinh"), chain(&commune, "tinh"), "seed {seed}");
            assert!(xa.store.check_projections().await.unwrap().is_empty());
        }
        assert!(sites[0].store.verify().await.unwrap().is_ok());
        assert!(sites[0].store.check_projections().await.unwrap().is_empty());
    }
}

/// The chain of a site as another holds it, and whether it holds together there.
async fn chain_at(place: &Place, site: &terms::Site) -> Vec<String> {
    assert!(place.store.verify().await.unwrap().is_ok());
    assert!(place.store.check_projections().await.unwrap().is_empty());
    let acts = place.store.export_chain(site, 0, 10_000).await.unwrap();
    acts.into_iter().map(|a| String::from_utf8(a).unwrap()).collect()
}

#[tokio::test]
async fn what_is_above_the_class_of_a_site_never_enters_the_bytes_for_it_and_comes_when_it_may() {
    use terms::AccessClass::{Internal, Open, Restricted};
    let (tinh, xa) = pair().await;
    let boss = tinh.office.viewer(crate::exchange_kit::LOGIN).await.unwrap().unwrap();
    let exchange = || tinh.office.exchange(&boss).unwrap();
    let make = async |again| exchange().make(&xa.site, again).await.unwrap();
    let take = async |made: &app::exchange::Made| {
        let file = Upload { name: made.file_name.clone(), bytes: made.bytes.clone() };
        let seen = xa.take(&[file]).await.remove(0);
        assert!(seen.taken, "{:?}", seen.refused);
        (seen.withheld, seen.filled)
    };
    // Internal goes to an admitted site, for it serves a body of the system; cleared for open alone it does not.
    exchange().clear(&xa.site, Open, "nơi ngoài hệ thống (mẫu)".into()).await.unwrap();
    tinh.write_for("nội dung nội bộ", &tinh.body, Some(b"tep noi bo")).await;
    tinh.class_last(Internal).await;
    tinh.write("nội dung công khai").await;
    let made = make(false).await;
    assert_eq!((made.withheld, made.manifest.files.len()), (2, 0));
    assert_eq!(take(&made).await, (2, 0));
    let here = chain_at(&xa, &tinh.site).await;
    let all = here.concat();
    assert!(!all.contains("nội dung nội bộ"));
    assert!(all.contains("nội dung công khai"));
    assert_eq!(xa.office.acts_withheld().await.unwrap()[&tinh.site], 2);
    assert!(xa.office.unread().await.unwrap().is_empty());
    assert_eq!(
        xa.store.heads().await.unwrap()[&tinh.site],
        tinh.store.heads().await.unwrap()[&tinh.site]
    );
    // What is acknowledged does not go again; to one that was cleared since everything does, and fills what was withheld.
    assert!(tinh.take_one(&xa.make(&tinh).await).await.is_ok());
    assert_eq!(make(false).await.withheld, 0);
    exchange().clear(&xa.site, Internal, "cơ quan trong hệ thống".into()).await.unwrap();
    tinh.write_for("nội dung hạn chế", &tinh.body, Some(b"tep han che")).await;
    tinh.class_last(Restricted).await;
    let made = make(false).await;
    assert_eq!((made.withheld, made.manifest.files.len()), (2, 1));
    assert_eq!(take(&made).await, (2, 2));
    assert_eq!(xa.office.acts_withheld().await.unwrap()[&tinh.site], 2);
    let here = chain_at(&xa, &tinh.site).await.concat();
    assert!(here.contains("nội dung nội bộ") && !here.contains("nội dung hạn chế"));
    exchange().clear(&xa.site, Restricted, "được giao theo dõi".into()).await.unwrap();
    assert_eq!(take(&make(false).await).await, (0, 2));
    assert_eq!(chain_at(&xa, &tinh.site).await, chain_at(&tinh, &tinh.site).await);
    assert!(xa.office.acts_withheld().await.unwrap().is_empty());
    // Once here, nothing is taken away again.
    exchange().clear(&xa.site, Open, "thu hẹp".into()).await.unwrap();
    let narrow = make(true).await;
    assert_eq!((narrow.withheld, take(&narrow).await), (4, (0, 0)));
    assert!(chain_at(&xa, &tinh.site).await.concat().contains("nội dung hạn chế"));
}

#[tokio::test]
async fn a_placeholder_in_the_chain_of_the_site_itself_is_found() {
    let (tinh, _) = pair().await;
    tinh.write("nội dung bị lấy đi").await;
    let emptied = tinh
        .forged(|chain| {
            let last = chain.len() - 1;
            let instead = wire::withheld(chain[last].as_bytes()).unwrap();
            chain[last] = String::from_utf8(instead).unwrap();
        })
        .await;
    let fault = emptied.store.verify().await.unwrap().unwrap_err();
    assert_eq!(fault.what, store::Wrong::Withheld);
    let depth = store::Depth::Outside;
    let chains = emptied.store.audit(depth, &Default::default(), |_| ()).await.unwrap();
    let own = chains.iter().find(|c| c.site == tinh.site).unwrap();
    assert_eq!((own.withheld, own.total), (1, 1));
    // Elsewhere a placeholder is what the sender withholds: the rest of the chain is checked as ever.
    assert_eq!(tinh.store.verify().await.unwrap().map(|_| ()), Ok(()));
}

#[tokio::test]
async fn a_file_with_a_mark_goes_to_a_site_that_was_cleared_for_it_alone() {
    let (tinh, xa) = pair().await;
    let boss = xa.office.viewer(crate::exchange_kit::LOGIN).await.unwrap().unwrap();
    let exchange = || xa.office.exchange(&boss).unwrap();
    let inside = "nội dung lưu hành nội bộ (mẫu)".as_bytes();
    xa.receive_limited(inside).await;
    xa.write_for("dựa vào tệp nội bộ", &xa.body, Some(inside)).await;
    let sent = |made: app::exchange::Made| made.manifest.files.len();
    assert_eq!(sent(exchange().make(&tinh.site, false).await.unwrap()), 0);
    let (site, class) = (&tinh.site, terms::AccessClass::Internal);
    exchange().clear(site, class, "cấp trên trực tiếp".into()).await.unwrap();
    assert_eq!(sent(exchange().make(&tinh.site, false).await.unwrap()), 1);
}
