//! The lists of exchange: sites, bundles sent, bundles received; filtered, sorted, page by page, and as spreadsheets.

use super::Exchange;
use super::overview::{Peer, Received, Sent};
use crate::error::Error;
use crate::exports::{pack, words};
use crate::view::Paged;
use render::xlsx::TableCell;
use std::cmp::Ordering;
use terms::{Amount, Day, Instant};
use text::fold::bare;

/// Rows of a page.
const PER_PAGE: usize = 50;

/// What is asked of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListAsk {
    /// Words that a row must have, without regard to tones.
    pub q: String,
    /// Code of the other site; empty for all.
    pub peer: String,
    /// What became of it: `in`, `refused`, `pulled`, `carried`; `yes`, `no`, `open` for bundles sent.
    pub state: String,
    /// The column, with `-` before it from the end.
    pub sort: String,
    /// The page, from 1; 0 for everything.
    pub page: usize,
}

impl ListAsk {
    fn of<T>(
        &self,
        mut rows: Vec<T>,
        fits: impl Fn(&T) -> bool,
        said: impl Fn(&T) -> String,
        order: impl Fn(&str, &T, &T) -> Ordering,
    ) -> Paged<T> {
        let wanted = bare(self.q.trim());
        rows.retain(|r| fits(r) && wanted.split_whitespace().all(|w| bare(&said(r)).contains(w)));
        let (by, back) = match self.sort.strip_prefix('-') {
            Some(by) => (by, true),
            None => (self.sort.as_str(), false),
        };
        rows.sort_by(|a, b| if back { order(by, b, a) } else { order(by, a, b) });
        let per_page = if self.page == 0 { 0 } else { PER_PAGE };
        Paged::of(rows, self.page, per_page)
    }
}

impl Exchange<'_> {
    /// Sites that are admitted or introduced.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn peers(&self, ask: &ListAsk) -> Result<Paged<Peer>, Error> {
        let all = self.overview().await?.peers;
        let said = |r: &Peer| format!("{} {} {}", r.site, r.name, r.bodies.join(" "));
        let order = |by: &str, a: &Peer, b: &Peer| match by {
            "head" => a.head.cmp(&b.head),
            "withheld" => a.withheld.cmp(&b.withheld),
            _ => bare(&a.name).cmp(&bare(&b.name)),
        };
        Ok(ask.of(all, |_| true, said, order))
    }

    /// Bundles received and refused.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn received(&self, ask: &ListAsk) -> Result<Paged<Received>, Error> {
        let all = self.overview().await?.received;
        let fits = |r: &Received| {
            let state = match ask.state.as_str() {
                "in" => r.refused.is_none(),
                "refused" => r.refused.is_some(),
                "pulled" | "carried" => r.came == ask.state,
                _ => true,
            };
            state && (ask.peer.is_empty() || r.peer.as_str() == ask.peer)
        };
        let said = |r: &Received| {
            format!("{} {} {} {}", r.peer, r.number, r.refused.as_deref().unwrap_or(""), r.detail)
        };
        let order = |by: &str, a: &Received, b: &Received| match by {
            "peer" => (&a.peer, a.number).cmp(&(&b.peer, b.number)),
            "number" => a.number.cmp(&b.number),
            "made" => a.made_at.cmp(&b.made_at),
            "acts" => a.acts.cmp(&b.acts),
            _ => (a.noted_at, a.number).cmp(&(b.noted_at, b.number)),
        };
        Ok(ask.of(all, fits, said, order))
    }

    /// Bundles sent.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sent(&self, ask: &ListAsk) -> Result<Paged<Sent>, Error> {
        let all = self.overview().await?.sent;
        let fits = |r: &Sent| {
            let state = match ask.state.as_str() {
                "yes" => r.arrived == Some(true),
                "no" => r.arrived == Some(false),
                "open" => r.arrived.is_none(),
                _ => true,
            };
            state && (ask.peer.is_empty() || r.peer.as_str() == ask.peer)
        };
        let said = |r: &Sent| format!("{} {} {}", r.peer, r.number, r.fingerprint);
        let order = |by: &str, a: &Sent, b: &Sent| match by {
            "peer" => (&a.peer, a.number).cmp(&(&b.peer, b.number)),
            "number" => a.number.cmp(&b.number),
            "acts" => a.acts.cmp(&b.acts),
            _ => (a.made_at, a.number).cmp(&(b.made_at, b.number)),
        };
        Ok(ask.of(all, fits, said, order))
    }
}

fn count(n: u64) -> TableCell {
    i64::try_from(n).map_or(TableCell::Blank, |n| TableCell::Number(Amount::new(n, 0)))
}

fn at(at: Instant) -> TableCell {
    TableCell::Text(at.vn())
}

/// How a bundle came, in words.
pub fn came_vn(code: &str) -> &'static str {
    match code {
        "pulled" => "lấy qua mạng",
        "carried" => "nhập từ tệp",
        _ => "",
    }
}

/// The sites as an .xlsx file.
///
/// # Errors
/// When it cannot be packed.
pub fn peers_xlsx(rows: &[Peer], day: Day) -> Result<Vec<u8>, Error> {
    let columns = [
        ("Mã", 18),
        ("Tên", 50),
        ("Ghi thay mặt", 60),
        ("Công nhận từ ngày", 18),
        ("Có đến hành vi số", 18),
        ("Hành vi không gửi cho nơi này", 18),
        ("Gói chưa đến", 18),
        ("Dấu vân tay của khóa", 46),
    ];
    let row = |r: &Peer| {
        let missing: Vec<String> = r.missing.iter().map(u64::to_string).collect();
        vec![
            words(r.site.as_str()),
            words(&r.name),
            words(&r.bodies.join("; ")),
            words(&r.from),
            count(r.head),
            count(r.withheld),
            words(&missing.join(", ")),
            words(&r.fingerprint),
        ]
    };
    let title = format!("Nơi cài đặt đã công nhận, ngày {}", day.vn());
    pack(("Nơi cài đặt", title), Vec::new(), columns, rows.iter().map(row).collect())
}

/// Bundles received as an .xlsx file.
///
/// # Errors
/// When it cannot be packed.
pub fn received_xlsx(rows: &[Received], day: Day) -> Result<Vec<u8>, Error> {
    let columns = [
        ("Nơi gửi", 18),
        ("Số", 8),
        ("Lập lúc", 18),
        ("Nhận lúc", 18),
        ("Cách nhận", 16),
        ("Hành vi", 12),
        ("Hành vi không gửi", 18),
        ("Kết quả", 80),
    ];
    let row = |r: &Received| {
        let outcome = match &r.refused {
            Some(code) => format!("{} [{code}]", r.detail),
            None => "đã nhập".to_owned(),
        };
        vec![
            words(r.peer.as_str()),
            count(r.number),
            at(r.made_at),
            at(r.noted_at),
            words(came_vn(&r.came)),
            count(r.acts),
            count(r.withheld),
            words(&outcome),
        ]
    };
    let title = format!("Gói đã nhận, ngày {}", day.vn());
    pack(("Gói đã nhận", title), Vec::new(), columns, rows.iter().map(row).collect())
}

/// Bundles sent as an .xlsx file.
///
/// # Errors
/// When it cannot be packed.
pub fn sent_xlsx(rows: &[Sent], day: Day) -> Result<Vec<u8>, Error> {
    let columns = [
        ("Nơi nhận", 18),
        ("Số", 8),
        ("Lập lúc", 18),
        ("Hành vi", 12),
        ("Hành vi không gửi", 18),
        ("Tệp kèm theo", 14),
        ("Nơi nhận báo", 16),
        ("Dấu vân tay của gói", 46),
    ];
    let row = |r: &Sent| {
        let arrived = match r.arrived {
            Some(true) => "đã đến",
            Some(false) => "chưa đến",
            None => "chưa báo",
        };
        vec![
            words(r.peer.as_str()),
            count(r.number),
            at(r.made_at),
            count(r.acts),
            count(r.withheld),
            count(r.files as u64),
            words(arrived),
            words(&r.fingerprint),
        ]
    };
    let title = format!("Gói đã gửi, ngày {}", day.vn());
    pack(("Gói đã gửi", title), Vec::new(), columns, rows.iter().map(row).collect())
}
