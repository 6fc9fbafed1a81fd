//! A drill: centre, province and twenty communes on one machine exchange bundles, with faults on purpose; prints what was
//! sent, lost and found. `make drill` runs it. Ends with a fault when anything was not found, or the records differ.

#[allow(dead_code, unreachable_pub, reason = "the kit of the tests, of which a part is used here")]
#[path = "../tests/it/exchange_kit.rs"]
mod exchange_kit;

use app::evidence::Upload;
use exchange_kit::Place;
use std::time::{Duration, Instant};

/// How many communes.
const COMMUNES: usize = 20;

/// Months of work in the drill.
const MONTHS: usize = 25;

struct Row {
    what: &'static str,
    sent: usize,
    expected: &'static str,
    found: usize,
    codes: String,
}

#[tokio::main(flavor = "current_thread")]
#[allow(clippy::print_stdout)]
#[allow(clippy::too_many_lines, reason = "a drill is told from its beginning to its end")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let begun = Instant::now();
    let centre = Place::new("trung-uong", "Cơ quan Trung ương (mẫu)", None).await;
    let province =
        Place::new("song-giang", "Văn phòng Ban Chỉ đạo tỉnh Sông Giang (mẫu)", Some("trung-uong"))
            .await;
    centre.admits(&province, true).await;
    province.admits(&centre, false).await;
    let mut communes = Vec::new();
    for n in 1..=COMMUNES {
        let name = format!("UBND xã số {n} (mẫu)");
        let commune = Place::new(&format!("xa-{n:02}"), &name, Some("song-giang")).await;
        province.admits(&commune, true).await;
        commune.admits(&province, false).await;
        communes.push(commune);
    }
    println!("Lập {} nơi cài đặt: {:.1} giây", COMMUNES + 2, begun.elapsed().as_secs_f64());
    let before = province.snapshot().await;
    let backup = communes[7].snapshot().await;

    let (mut bundles, mut spent) = (Vec::new(), Duration::ZERO);
    for month in 1..=MONTHS {
        for commune in &communes {
            for cell in 0..3 {
                commune.write(&format!("tháng {month}, mục {cell}")).await;
            }
            let at = Instant::now();
            bundles.push(commune.make(&province).await);
            spent += at.elapsed();
        }
    }
    println!("Lập {} gói: {:.1} giây", bundles.len(), spent.as_secs_f64());

    // The province as it should be: every bundle in order.
    let at = Instant::now();
    for bundle in &bundles {
        province.take_one(bundle).await?;
    }
    println!("Nhập lần lượt {} gói: {:.1} giây", bundles.len(), at.elapsed().as_secs_f64());
    let right = province.state().await;

    let mut rows = Vec::new();
    // The same bundles shuffled and doubled, at a province as it was before.
    let other = province.copied(before.path(), exchange_kit::clock).await;
    let mut shuffled: Vec<Upload> = bundles.iter().rev().cloned().collect();
    let n = shuffled.len();
    for i in 0..n {
        shuffled.swap(i, (i * 7 + 3) % n);
    }
    shuffled.extend(bundles.iter().step_by(5).cloned());
    let sent = shuffled.len();
    let seen = other.take(&shuffled).await;
    let same = other.state().await == right;
    rows.push(Row {
        what: "đảo thứ tự, gửi đôi",
        sent,
        expected: "trạng thái cuối giống hệt",
        found: if same { seen.iter().filter(|p| p.refused.is_none()).count() } else { 0 },
        codes: if same { "giống từng byte".into() } else { "KHÁC".into() },
    });

    let bad = |change: fn(&mut Vec<u8>)| -> Vec<Upload> {
        let mut files: Vec<Upload> = bundles.iter().step_by(4).cloned().collect();
        files.iter_mut().for_each(|f| change(&mut f.bytes));
        files
    };
    let truncated = bad(|b| b.truncate(b.len() * 2 / 3));
    let flipped = bad(|b| {
        let at = b.len() / 2;
        b[at] ^= 1;
    });
    let newer = bad(|b| b[8] = 7);
    let stranger = Place::new("la", "Nơi không ai biết (mẫu)", None).await;
    stranger.admits(&province, false).await;
    let unknown = vec![stranger.make(&province).await];
    let restored = communes[7].copied(backup.path(), exchange_kit::clock).await;
    let mut forked = Vec::new();
    for n in 0..=MONTHS {
        restored.write(&format!("sau phục hồi {n}")).await;
        forked.push(restored.make(&province).await);
    }
    let elsewhere = vec![province.make(&centre).await];
    for (what, files, expected) in [
        ("cắt cụt", truncated, "bundle.truncated"),
        ("lật một bit", flipped, "bundle.damaged"),
        ("phiên bản sau", newer, "bundle.newer"),
        ("khóa lạ", unknown, "bundle.unknown-key"),
        ("phục hồi bản cũ rồi ghi tiếp", forked, "bundle.fork"),
        ("gửi nhầm nơi", elsewhere, "bundle.not-for-us"),
    ] {
        let mut codes: Vec<String> = Vec::new();
        for file in &files {
            match province.take_one(file).await {
                Ok(n) => codes.push(format!("NHẬP {n}")),
                Err(code) => codes.push(code),
            }
        }
        let fork = ["bundle.fork", "bundle.number-reused", "bundle.cut-off"];
        let hit = |code: &&String| {
            **code == expected || (expected == "bundle.fork" && fork.contains(&code.as_str()))
        };
        let found = codes.iter().filter(hit).count();
        codes.sort();
        codes.dedup();
        rows.push(Row { what, sent: files.len(), expected, found, codes: codes.join(", ") });
    }

    // One bundle is lost on the way; the next names it.
    communes[3].write("gói sẽ mất").await;
    let _lost = communes[3].make(&province).await;
    communes[3].write("gói sau").await;
    let next = communes[3].make(&province).await;
    let seen = province.take(&[next]).await;
    let missing = seen[0].plan.as_ref().map(|p| p.missing.clone()).unwrap_or_default();
    rows.push(Row {
        what: "làm mất một gói",
        sent: 1,
        expected: "nêu số gói thiếu",
        found: missing.len(),
        codes: format!("thiếu số {missing:?}"),
    });

    println!("\n{:<30} {:>5} {:>5}  {:<26} kết quả", "lỗi cố ý", "gửi", "thấy", "mong đợi");
    for r in &rows {
        println!("{:<30} {:>5} {:>5}  {:<26} {}", r.what, r.sent, r.found, r.expected, r.codes);
    }
    let verified = province.store.verify().await?.is_ok();
    let tables = province.store.check_projections().await?.is_empty();
    let unmoved = province.state().await.len() == right.len();
    println!(
        "\nsổ cái tỉnh còn nguyên: {verified}; các bảng khớp: {tables}; không thêm chuỗi lạ: {unmoved}"
    );
    println!("tất cả: {:.1} giây", begun.elapsed().as_secs_f64());
    let all = rows.iter().all(|r| r.found == r.sent) && verified && tables && unmoved;
    if all { Ok(()) } else { Err("có lỗi cố ý không được phát hiện".into()) }
}
