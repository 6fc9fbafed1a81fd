//! Findings of an audit in words, and the report as plain text.

use super::{AuditReport, Earlier, Finding, grouped};
use store::{AuditedChain, Doubt, Found, Wrong};
use terms::{Instant, Site};

/// A clock may be this far behind what is on record before it is called turned back: two minutes, in microseconds.
const SLACK: i64 = 120_000_000;

/// What the walk found, in words.
pub(super) fn findings(chains: &[AuditedChain]) -> Vec<Finding> {
    chains.iter().flat_map(|chain| chain.found.iter().map(|f| finding(&chain.site, f))).collect()
}

/// The clock of this machine against what is on record and against the earlier look.
pub(super) fn clock(
    own: &Site,
    now: Instant,
    chains: &[AuditedChain],
    against: Option<&Earlier>,
) -> Vec<Finding> {
    let behind = |c: &&AuditedChain| c.last.is_some_and(|last| last.0 > now.0 + SLACK);
    let ahead = chains.iter().find(behind).map(|c| Finding {
        code: "clock-behind",
        site: c.site.to_string(),
        act: c.seq,
        entered: c.last.map(Instant::vn),
        said: format!(
            "Đồng hồ của máy này ({}) chậm hơn thời điểm ghi của hành vi cuối trong chuỗi: đồng hồ đã bị lùi hoặc hành vi ghi sai thời điểm.",
            now.vn()
        ),
    });
    let turned = against.and_then(|e| turned_back(own, chains, e));
    ahead.into_iter().chain(turned).collect()
}

/// Acts of this site entered after the earlier audit that say they were entered before it.
fn turned_back(own: &Site, chains: &[AuditedChain], earlier: &Earlier) -> Option<Finding> {
    let made_at = earlier.made_at?;
    let chain = chains.iter().find(|c| c.site == *own)?;
    let known = earlier.known.get(own)?;
    let last = chain.last?;
    (chain.seq > known.seq && last.0 + SLACK < made_at.0).then(|| Finding {
        code: "clock-turned-back",
        site: own.to_string(),
        act: known.seq + 1,
        entered: Some(last.vn()),
        said: format!(
            "Các hành vi từ số {} được thêm sau lần kiểm tra trước ({}) nhưng ghi thời điểm sớm hơn lần kiểm tra đó: đồng hồ đã bị lùi.",
            known.seq + 1,
            made_at.vn()
        ),
    })
}

fn finding(site: &Site, found: &Found) -> Finding {
    let (code, said) = said(found);
    let entered = found.recorded_at.map(Instant::vn);
    Finding { code, site: site.to_string(), act: found.seq, entered, said }
}

fn said(found: &Found) -> (&'static str, String) {
    match &found.what {
        Doubt::Wrong(wrong) => wrong_said(wrong),
        Doubt::Cut { known, entered } => (
            "cut",
            format!(
                "Thiếu các hành vi từ số {} đến số {known}: lần trước đã biết đến hành vi số {known}, ghi lúc {}. Chuỗi đã bị cắt hoặc bị thay bằng bản cũ.",
                found.seq,
                entered.vn()
            ),
        ),
        Doubt::Rewritten { until } if *until == found.seq => (
            "rewritten",
            format!(
                "Hành vi số {until} không còn là hành vi đã biết lần trước; đây là hành vi đầu tiên bị khác. Chuỗi đã bị viết lại từ đây."
            ),
        ),
        Doubt::Rewritten { until } => (
            "rewritten",
            format!(
                "Chuỗi đã bị viết lại: hành vi đầu tiên khác với lần trước nằm trong khoảng từ số {} đến số {until}. Muốn biết đúng hành vi nào, đối chiếu với tệp chuỗi do kvpt chain export lập trước đó (--against).",
                found.seq
            ),
        ),
    }
}

fn wrong_said(wrong: &Wrong) -> (&'static str, String) {
    use wire::Fault::{ClockWentBack, Unreadable, WrongHash, WrongPrev, WrongSeq, WrongSite};
    match wrong {
        Wrong::Chain(Unreadable { source, .. }) => {
            ("unreadable", format!("Không đúng dạng chuẩn của một hành vi ({source})."))
        }
        Wrong::Chain(WrongSeq { expected, found }) => (
            "wrong-number",
            format!(
                "Số thứ tự không liền: phải là {expected}, đang là {found}; có hành vi bị bỏ, thêm hoặc đổi chỗ."
            ),
        ),
        Wrong::Chain(WrongPrev { .. }) => (
            "broken-link",
            "Không nối tiếp hành vi đứng trước: hành vi này hoặc hành vi đứng trước đã bị sửa."
                .to_owned(),
        ),
        Wrong::Chain(WrongSite { found, .. }) => {
            ("wrong-site", format!("Hành vi do nơi cài đặt khác ({found}) ghi."))
        }
        Wrong::Withheld => (
            "own-withheld",
            "Trong chuỗi của chính nơi này có chỗ chỉ còn vị trí và mã băm của hành vi: nội dung đã bị lấy đi.".to_owned(),
        ),
        Wrong::Chain(ClockWentBack { .. }) => (
            "clock-back",
            "Thời điểm ghi sớm hơn hành vi đứng trước: đồng hồ đã bị lùi.".to_owned(),
        ),
        Wrong::Chain(WrongHash { .. }) => {
            ("wrong-hash", "Mã băm lưu kèm không phải của nội dung.".to_owned())
        }
        Wrong::Column { column, stored, said } => {
            ("column", format!("Cột {column} ghi “{stored}” nhưng nội dung hành vi ghi “{said}”."))
        }
        Wrong::End { found, noted } => (
            "end",
            format!(
                "Chuỗi kết thúc ở hành vi số {found} nhưng sổ ghi kết thúc ở số {noted}: có hành vi bị cắt đi hoặc thêm vào."
            ),
        ),
        Wrong::EndHash => {
            ("end-hash", "Mã băm ghi cho cuối chuỗi không phải của hành vi cuối.".to_owned())
        }
    }
}

impl AuditReport {
    /// What was checked and what was not, in one paragraph.
    pub fn scope(&self) -> String {
        let says = match self.whole {
            true => "nội dung từng hành vi được đọc theo quy tắc của loại hành vi đó",
            false => "nội dung riêng của từng loại hành vi không được đọc ở mức kiểm tra này",
        };
        let against = match &self.against {
            Some(what) => format!("Đã đối chiếu với {what}."),
            None => "Không đối chiếu với lần kiểm tra trước: việc cắt bỏ các hành vi mới nhất rồi ghi lại cuối chuỗi, hoặc viết lại toàn bộ chuỗi, không thể phát hiện chỉ từ bản thân dữ liệu này.".to_owned(),
        };
        format!(
            "Đã kiểm tra với từng hành vi: dạng chuẩn của dữ liệu, mã băm SHA-256, liên kết với hành vi đứng trước, số thứ tự, thứ tự thời điểm ghi, các cột lưu kèm; {says}. {against}"
        )
    }

    /// The outcome in one sentence.
    pub fn outcome(&self) -> String {
        match self.total {
            0 => "Không phát hiện sai lệch.".to_owned(),
            n => format!("Phát hiện {} sai lệch.", dotted(n)),
        }
    }

    /// The report as text, for paper and for the screen.
    pub fn text(&self) -> String {
        let acts: u64 = self.chains.iter().map(|c| c.acts).sum();
        let mut out = format!(
            "BIÊN BẢN KIỂM TRA SỔ CÁI\n\nCơ quan: {}\nNơi cài đặt: {}\nThời điểm kiểm tra: {}\nSố chuỗi: {}; số hành vi: {}\nKết quả: {}\n\n{}\n",
            self.body,
            self.site,
            self.made_at.vn(),
            self.chains.len(),
            dotted(acts),
            self.outcome(),
            self.scope(),
        );
        for chain in &self.chains {
            out.push_str(&chain_text(chain));
        }
        if !self.aside.is_empty() {
            out.push_str("\nBản để riêng theo quyết định (không phải sai lệch):\n");
        }
        for line in &self.aside {
            out.push_str(&format!("- {line}\n"));
        }
        if !self.findings.is_empty() {
            out.push_str("\nSai lệch:\n");
        }
        for (i, finding) in self.findings.iter().enumerate() {
            out.push_str(&format!("{}. {}\n", i + 1, finding.line()));
        }
        let left = self.total - self.findings.len() as u64;
        if left > 0 {
            out.push_str(&format!("… và {} sai lệch khác, không in hết.\n", dotted(left)));
        }
        if !self.is_clean() {
            out.push_str("\nCách xử lý: dừng ghi, giữ nguyên tệp dữ liệu, đối chiếu với bản sao lưu gần nhất và với chuỗi do nơi khác giữ.\n");
        }
        out.push_str("\nNgười kiểm tra                              Thủ trưởng cơ quan\n(Ký, ghi rõ họ tên)                         (Ký, ghi rõ họ tên)\n");
        out
    }
}

impl Finding {
    /// One line: chain, act, when, what.
    pub fn line(&self) -> String {
        let entered = self.entered.as_ref().map(|at| format!(", ghi lúc {at}")).unwrap_or_default();
        format!("Chuỗi {}, hành vi số {}{entered}: {}", self.site, self.act, self.said)
    }
}

fn chain_text(chain: &AuditedChain) -> String {
    let at = |at: Option<Instant>| at.map_or_else(|| "–".to_owned(), Instant::vn);
    format!(
        "\nChuỗi {}\n  Số hành vi: {}; hành vi cuối số {}{}\n  Ghi lần đầu: {}; ghi lần cuối: {}\n  Dấu vân tay đầu chuỗi: {}\n",
        chain.site,
        dotted(chain.acts),
        dotted(chain.seq),
        withheld(chain.withheld),
        at(chain.first),
        at(chain.last),
        grouped(&chain.head),
    )
}

/// How many acts of a chain were withheld from this site, where any was.
pub(super) fn withheld(n: u64) -> String {
    match n {
        0 => String::new(),
        n => format!("; {} hành vi không gửi cho nơi này", dotted(n)),
    }
}

/// 1.234.567
pub(super) fn dotted(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}
