//! An act as one Vietnamese sentence that can be read alone.

use record::payload::{
    AccountAct, ActivityAct, BodyAct, DocumentAct, DocumentFacts, FindingAct, ForkChoice, FormAct,
    IntakeAct, PersonAct, ReviewAct, SiteAct, SubmissionAct, TaskAct, UnitAct,
};
use record::{Act, Payload};
use terms::{AccessClass, Named};

/// What an act says, as a sentence without its subject's history.
pub fn sentence(act: &Act) -> String {
    match &act.payload {
        Payload::Intake(a) => intake(a),
        Payload::Document(a) => document(a),
        Payload::Body(a) => body(a),
        Payload::Unit(a) => unit(a),
        Payload::Person(a) => person(a),
        Payload::Task(a) => task(a),
        Payload::Form(a) => form(a),
        Payload::Submission(a) => submission(a),
        Payload::Activity(a) => activity(a),
        Payload::Finding(a) => finding(a),
        Payload::Review(a) => review(a),
        Payload::Account(a) => account(a),
        Payload::Site(a) => site(a),
        Payload::Unread(a) if a.kind == wire::WITHHELD => {
            "Hành vi không gửi cho nơi này vì có mức tiếp cận cao hơn mức được giữ: chỉ có vị trí và mã băm".to_owned()
        }
        Payload::Unread(a) => format!(
            "Hành vi loại “{}” do phiên bản mới hơn của chương trình ghi: được giữ nguyên, sẽ đọc sau khi nâng cấp",
            a.kind
        ),
    }
}

fn because(reason: &str) -> String {
    format!("; lý do: {reason}")
}

fn on_basis(basis: &Option<String>) -> String {
    basis.as_ref().map_or(String::new(), |b| format!("; căn cứ {b}"))
}

fn names(list: &[Named]) -> String {
    list.iter().map(|n| n.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The first names and how many more there are, where a sentence would become a list.
fn some_names(list: &[Named]) -> String {
    const FIRST: usize = 5;
    match list.len().saturating_sub(FIRST) {
        0 | 1 => names(list),
        more => format!("{} và {more} cơ quan khác", names(&list[..FIRST])),
    }
}

fn intake(act: &IntakeAct) -> String {
    match act {
        IntakeAct::Received { file_name, title, proposals, .. } => {
            format!(
                "Tiếp nhận tệp “{file_name}” ({title}), {} đề xuất chờ xác nhận",
                proposals.len()
            )
        }
        IntakeAct::Decided { proposal, decision, outcome, reason } => {
            let outcome =
                outcome.as_ref().map_or(String::new(), |o| format!(" thành “{}”", o.name));
            let reason = reason.as_deref().map_or(String::new(), because);
            format!("{} đề xuất {proposal}{outcome}{reason}", decision.label())
        }
    }
}

/// A document as it is called in lists and sentences.
pub fn document_label(facts: &DocumentFacts) -> String {
    match &facts.number {
        Some(number) => format!("{} số {number}", facts.doc_type),
        None => facts.subject.clone(),
    }
}

fn document(act: &DocumentAct) -> String {
    match act {
        DocumentAct::Registered(facts) => {
            format!("Đưa vào danh mục văn bản: {}", document_label(facts))
        }
        DocumentAct::Corrected { facts, reason } => {
            format!("Sửa thông tin văn bản {}{}", document_label(facts), because(reason))
        }
        DocumentAct::Cites(c) => {
            format!("Xác nhận quan hệ {} với {}", c.relation.label(), c.target.name)
        }
        DocumentAct::Withdrawn { reason } => format!("Đưa ra khỏi danh mục{}", because(reason)),
        DocumentAct::Linked { target, relation, provisions, basis } => {
            let part = provisions.as_ref().map_or(String::new(), |p| format!(" ({p})"));
            format!("Ghi quan hệ {} {}{part}{}", relation.label(), target.name, on_basis(basis))
        }
        DocumentAct::ForceStated { from, until, basis } => {
            format!("Ghi hiệu lực{}{}", from_to(*from, *until), on_basis(basis))
        }
        DocumentAct::ForceChecked { force, source } => {
            format!("Kiểm tra hiệu lực: {}; nguồn {source}", force.label().to_lowercase())
        }
        DocumentAct::ClassStated { class, basis, reason } => {
            classed("Xác định mức tiếp cận văn bản", *class, basis, reason)
        }
        DocumentAct::Addressed { bodies, below, .. } => {
            let below = if *below { " và các cơ quan trực thuộc" } else { "" };
            format!("Ghi nơi phải nhận và thực hiện: {}{below}", some_names(bodies))
        }
        DocumentAct::Delivered { body, number } => {
            let number = number.as_ref().map_or(String::new(), |n| format!(", số đến {n}"));
            format!("{} đã nhận văn bản{number}", body.name)
        }
        DocumentAct::Undone { acts, reason } => taken_back(acts.len(), reason),
    }
}

/// Acts that were entered by mistake and are taken back.
fn taken_back(n: usize, reason: &str) -> String {
    format!("Hủy {n} lượt ghi nhầm{}", because(reason))
}

fn from_to(from: Option<terms::Day>, until: Option<terms::Day>) -> String {
    let from = from.map_or(String::new(), |d| format!(" từ {}", d.vn()));
    until.map_or(from.clone(), |d| format!("{from} đến {}", d.vn()))
}

fn body(act: &BodyAct) -> String {
    match act {
        BodyAct::Established { name, basis, .. } => {
            format!("Thành lập, đưa vào danh mục: {name}{}", on_basis(basis))
        }
        BodyAct::Renamed { name, basis, .. } => format!("Đổi tên thành {name}{}", on_basis(basis)),
        BodyAct::Moved { parent, basis } => {
            let parent =
                parent.as_ref().map_or("không có cơ quan cấp trên", |p| p.name.as_str());
            format!("Chuyển về trực thuộc: {parent}{}", on_basis(basis))
        }
        BodyAct::Dissolved { successors, basis } if successors.is_empty() => {
            format!("Kết thúc hoạt động{}", on_basis(basis))
        }
        BodyAct::Dissolved { successors, basis } => {
            format!("Kết thúc hoạt động, chuyển giao cho {}{}", names(successors), on_basis(basis))
        }
        BodyAct::Corrected { name, reason, .. } => {
            format!("Sửa tên ghi sai thành {name}{}", because(reason))
        }
        BodyAct::Placed { chain, parent, basis } => {
            let parent =
                parent.as_ref().map_or("không có cơ quan cấp trên", |p| p.name.as_str());
            format!("Hệ thống {}: {parent}{}", chain.label(), on_basis(basis))
        }
        BodyAct::StandingSet { standing_for: None, basis } => {
            format!("Thôi là cơ quan thường trực{}", on_basis(basis))
        }
        BodyAct::StandingSet { standing_for: Some(of), basis } => {
            format!("Là cơ quan thường trực của {}{}", of.name, on_basis(basis))
        }
        BodyAct::AreaSet { units, basis } => {
            format!("Địa bàn: {}{}", names(units), on_basis(basis))
        }
        BodyAct::Constituted { document, seats, term, basis } => {
            let seats = seats.map_or(String::new(), |n| format!(", {n} thành viên"));
            let term = term.map_or(String::new(), |t| format!(", nhiệm kỳ {}", t.label()));
            let document = document.as_ref().map_or(String::new(), |d| format!(" theo {}", d.name));
            format!("Thành lập, kiện toàn{document}{seats}{term}{}", on_basis(basis))
        }
        BodyAct::PostLaidDown { post, seats, basis } => {
            format!("Quy định chức vụ {post}, số lượng {seats}{}", on_basis(basis))
        }
        BodyAct::PostEnded { post, basis } => {
            format!("Thôi quy định chức vụ {post}{}", on_basis(basis))
        }
        BodyAct::Charged { part, field, matter, post, basis } => {
            let post = post.as_ref().map_or(String::new(), |p| format!(" ({p})"));
            format!("{}{post}: {}{}", part.label(), in_field(*field, matter), on_basis(basis))
        }
        BodyAct::Discharged { part, field, matter, basis } => {
            let part = part.label().to_lowercase();
            format!("Thôi {part}: {}{}", in_field(*field, matter), on_basis(basis))
        }
        BodyAct::Undone { acts, reason } => taken_back(acts.len(), reason),
    }
}

fn in_field(field: terms::Field, matter: &Option<String>) -> String {
    match matter {
        Some(matter) => format!("{matter} (lĩnh vực {})", field.label().to_lowercase()),
        None => format!("lĩnh vực {}", field.label().to_lowercase()),
    }
}

fn unit(act: &UnitAct) -> String {
    match act {
        UnitAct::Created { unit_type, name, predecessors, basis, .. }
            if predecessors.is_empty() =>
        {
            format!("Đưa vào danh mục: {unit_type} {name}{}", on_basis(basis))
        }
        UnitAct::Created { unit_type, name, predecessors, basis, .. } => {
            let from: Vec<&str> = predecessors.iter().map(|p| p.unit.name.as_str()).collect();
            format!(
                "Thành lập {unit_type} {name} trên cơ sở {}{}",
                from.join(", "),
                on_basis(basis)
            )
        }
        UnitAct::Renamed { unit_type, name, basis, .. } => {
            format!("Đổi tên thành {unit_type} {name}{}", on_basis(basis))
        }
        UnitAct::Changed { parent, predecessors, basis } => {
            let under =
                parent.as_ref().map_or(String::new(), |p| format!(", trực thuộc {}", p.name));
            let taken: Vec<&str> = predecessors.iter().map(|p| p.unit.name.as_str()).collect();
            let taken = if taken.is_empty() {
                String::new()
            } else {
                format!(", nhập {}", taken.join(", "))
            };
            format!("Điều chỉnh địa giới{under}{taken}{}", on_basis(basis))
        }
        UnitAct::Abolished { basis } => format!("Chấm dứt tồn tại{}", on_basis(basis)),
        UnitAct::Corrected { unit_type, name, reason, .. } => {
            format!("Sửa tên ghi sai thành {unit_type} {name}{}", because(reason))
        }
        UnitAct::SharesSigned { shares, signer, basis } => {
            let all: u64 = shares.iter().map(|s| s.parts).sum();
            let each =
                |s: &record::payload::SignedShare| format!("{} {}/{all}", s.unit.name, s.parts);
            let parts: Vec<String> = shares.iter().map(each).collect();
            let basis = on_basis(basis);
            format!("Phân chia số liệu: {}; người ký {signer}{basis}", parts.join(", "))
        }
        UnitAct::SameAs { unit, reason } => {
            format!("Ghi trùng với {}{}", unit.name, because(reason))
        }
        UnitAct::Undone { acts, reason } => taken_back(acts.len(), reason),
    }
}

fn person(act: &PersonAct) -> String {
    match act {
        PersonAct::Registered { name } => format!("Đưa vào danh mục người giữ chức vụ: {name}"),
        PersonAct::PostHeld { title, from, to, .. } => {
            let from = from.map_or(String::new(), |d| format!(", {}", d.vn()));
            let to = to.map_or(String::new(), |d| format!(" đến {}", d.vn()));
            format!("Giữ chức vụ {title}{from}{to}")
        }
        PersonAct::PostLeft { title } => format!("Thôi giữ chức vụ {title}"),
        PersonAct::RankHeld { rank, .. } => format!("Mang cấp bậc {rank}"),
        PersonAct::Corrected { name, reason } => {
            format!("Sửa tên ghi sai thành {name}{}", because(reason))
        }
        PersonAct::Undone { acts, reason } => taken_back(acts.len(), reason),
    }
}

fn task(act: &TaskAct) -> String {
    match act {
        TaskAct::Assigned(f) => {
            let due = f.due_on.map_or(String::new(), |d| format!(", hạn {}", d.vn()));
            format!("{} giao {} chủ trì: {}{due}", f.assigner.name, f.lead.name, f.title)
        }
        TaskAct::Accepted => "Tiếp nhận nhiệm vụ".to_owned(),
        TaskAct::Progressed { text, percent: None } => format!("Báo cáo tiến độ: {text}"),
        TaskAct::Progressed { text, percent: Some(p) } => format!("Báo cáo tiến độ ({p}%): {text}"),
        TaskAct::Extended { due_on, reason } => {
            format!("Gia hạn đến {}{}", due_on.vn(), because(reason))
        }
        TaskAct::HandedIn { text } => format!("Báo cáo hoàn thành: {text}"),
        TaskAct::Closed { text } => {
            format!(
                "Xác nhận hoàn thành{}",
                text.as_ref().map_or(String::new(), |t| format!(": {t}"))
            )
        }
        TaskAct::Returned { reason } => format!("Chưa chấp nhận kết quả{}", because(reason)),
        TaskAct::Reopened { reason } => format!("Mở lại nhiệm vụ{}", because(reason)),
        TaskAct::Corrected { reason, .. } => {
            format!("Sửa nội dung giao nhiệm vụ{}", because(reason))
        }
        TaskAct::Withdrawn { reason } => format!("Thôi theo dõi nhiệm vụ{}", because(reason)),
    }
}

fn form(act: &FormAct) -> String {
    match act {
        FormAct::Defined(f) => {
            format!("Ban hành biểu mẫu {} “{}”, {} chỉ tiêu", f.code, f.title, f.indicators.len())
        }
        FormAct::Amended { facts, reason } => {
            format!("Sửa biểu mẫu {}{}", facts.code, because(reason))
        }
        FormAct::PeriodOpened { period, on_time_until, open_until } => format!(
            "Mở kỳ báo cáo {}: đúng hạn đến hết {}, nhận báo cáo đến hết {}",
            period.label(),
            on_time_until.vn(),
            open_until.vn()
        ),
        FormAct::ClassStated { indicator, unit, class, basis, reason } => {
            let of =
                indicator.as_ref().map_or("số liệu".to_owned(), |i| format!("chỉ tiêu {i}"));
            let unit = unit.as_ref().map_or(String::new(), |u| format!(" của {}", u.name));
            classed(&format!("Xác định mức tiếp cận {of}{unit}"), *class, basis, reason)
        }
        FormAct::Closed { reason } => format!("Thôi áp dụng biểu mẫu{}", because(reason)),
    }
}

fn submission(act: &SubmissionAct) -> String {
    match act {
        SubmissionAct::Begun { form, unit, period } => {
            format!("{} lập báo cáo “{}”, {}", unit.name, form.name, period.label())
        }
        SubmissionAct::Entered { cells, file: None } => format!("Nhập {} chỉ tiêu", cells.len()),
        SubmissionAct::Entered { cells, file: Some((_, name)) } => {
            format!("Nhập {} chỉ tiêu từ tệp “{name}”", cells.len())
        }
        SubmissionAct::Submitted => "Gửi báo cáo".to_owned(),
        SubmissionAct::Approved => "Duyệt báo cáo".to_owned(),
        SubmissionAct::Returned { reason } => format!("Trả lại báo cáo{}", because(reason)),
        SubmissionAct::Corrected { cells, reason } => {
            let codes: Vec<&str> = cells.iter().map(|c| c.indicator.as_str()).collect();
            format!("Đính chính chỉ tiêu {}{}", codes.join(", "), because(reason))
        }
    }
}

fn activity(act: &ActivityAct) -> String {
    match act {
        ActivityAct::Recorded(f) => {
            format!("Ghi nhận {}: {}", f.kind.label().to_lowercase(), f.title)
        }
        ActivityAct::Corrected { facts, reason } => {
            format!("Sửa hoạt động “{}”{}", facts.title, because(reason))
        }
        ActivityAct::Withdrawn { reason } => format!("Bỏ ghi nhận hoạt động{}", because(reason)),
        ActivityAct::Convened { documents, bodies, .. } => {
            let about = if documents.is_empty() {
                String::new()
            } else {
                format!(" về {}", names(documents))
            };
            format!("Triệu tập {} cơ quan, đơn vị{about}", bodies.len())
        }
        ActivityAct::Attended { body, present, summoned } => {
            let of = summoned.map_or(String::new(), |n| format!("/{n}"));
            format!("{}: {present}{of} đại biểu dự", body.name)
        }
    }
}

fn finding(act: &FindingAct) -> String {
    match act {
        FindingAct::Recorded(f) => {
            format!("Ghi nhận {}: {}", f.kind.label().to_lowercase(), f.text)
        }
        FindingAct::Corrected { facts, reason } => {
            format!("Sửa nhận định “{}”{}", facts.text, because(reason))
        }
        FindingAct::Resolved { text } => format!("Xác nhận đã khắc phục: {text}"),
        FindingAct::ClassStated { class, basis, reason } => {
            classed("Xác định mức tiếp cận nhận định", *class, basis, reason)
        }
        FindingAct::Withdrawn { reason } => format!("Bỏ ghi nhận nhận định{}", because(reason)),
    }
}

fn review(act: &ReviewAct) -> String {
    match act {
        ReviewAct::Opened { title, period, .. } => {
            format!("Lập báo cáo “{title}”, {}", period.label())
        }
        ReviewAct::Compiled { as_of, sections } => {
            let figures: usize = sections.iter().map(|s| s.figures().count()).sum();
            format!(
                "Tổng hợp từ sổ cái đến ngày {}: {} phần, {figures} số liệu",
                as_of.vn(),
                sections.len()
            )
        }
        ReviewAct::Edited { line, .. } => format!("Sửa câu {line}"),
        ReviewAct::Submitted => "Trình duyệt báo cáo".to_owned(),
        ReviewAct::Approved { number: None, .. } => "Duyệt báo cáo, chốt số liệu".to_owned(),
        ReviewAct::Approved { number: Some(n), .. } => {
            format!("Duyệt báo cáo số {n}, chốt số liệu")
        }
        ReviewAct::CopyIssued { number, class, to, held_back } => format!(
            "Phát hành bản số {number}, mức {}, cho {to}; không công bố {held_back} nội dung",
            class.label().to_lowercase()
        ),
        ReviewAct::Returned { reason } => format!("Trả lại báo cáo{}", because(reason)),
    }
}

fn account(act: &AccountAct) -> String {
    match act {
        AccountAct::Opened { login, name } => format!("Mở tài khoản {login} cho {name}"),
        AccountAct::Granted { role, body } => {
            format!("Cấp vai trò “{}” đối với {}", role.label(), body.name)
        }
        AccountAct::Revoked { role, .. } => format!("Thu hồi vai trò “{}”", role.label()),
        AccountAct::Closed { reason } => format!("Đóng tài khoản{}", because(reason)),
        AccountAct::PasskeyAdded { passkey, name } => {
            format!("Đăng ký khóa truy cập {passkey} “{name}”")
        }
        AccountAct::PasskeyRemoved { passkey, name } => {
            format!("Gỡ khóa truy cập {passkey} “{name}”")
        }
        AccountAct::ProviderTied { issuer } => {
            format!("Gắn tài khoản với người dùng của hệ thống xác thực {issuer}")
        }
        AccountAct::ProviderUntied { issuer, reason } => {
            format!("Bỏ gắn tài khoản với hệ thống xác thực {issuer}{}", because(reason))
        }
        AccountAct::FactorReset { reason } => {
            format!("Hủy xác thực hai bước của tài khoản{}", because(reason))
        }
        AccountAct::EmergencyTaken { role, body, until, reason } => format!(
            "Nhận quyền “{}” trong trường hợp khẩn cấp đối với {}, đến {}{}",
            role.label(),
            body.name,
            until.vn(),
            because(reason)
        ),
        AccountAct::EmergencyEnded { reason } => {
            format!("Chấm dứt quyền khẩn cấp trước thời hạn{}", because(reason))
        }
        AccountAct::TokenMade { token, name, scopes, until } => {
            let scopes: Vec<String> = scopes.iter().map(|s| s.label().to_lowercase()).collect();
            format!(
                "Cấp mã truy cập {token} “{name}” ({}), dùng đến ngày {}",
                scopes.join("; "),
                until.vn()
            )
        }
        AccountAct::TokenEnded { token, reason } => {
            format!("Thu hồi mã truy cập {token}{}", because(reason))
        }
    }
}

fn site(act: &SiteAct) -> String {
    match act {
        SiteAct::Admitted { site, name, key, bodies, .. } => format!(
            "Công nhận nơi cài đặt {name} ({site}), khóa {}…, được ghi thay mặt: {}",
            key.get(..16).unwrap_or(key),
            names(bodies)
        ),
        SiteAct::KeyChanged { key, reason, .. } => {
            format!("Thay khóa thành {}…{}", key.get(..16).unwrap_or(key), because(reason))
        }
        SiteAct::Cleared { class, reason } => format!(
            "Cho phép giữ nội dung đến mức {}{}",
            class.label().to_lowercase(),
            because(reason)
        ),
        SiteAct::Withdrawn { reason } => format!("Thôi công nhận{}", because(reason)),
        SiteAct::AdmissionAsked { site, name, key, bodies, .. } => format!(
            "Đề nghị công nhận nơi cài đặt {name} ({site}), khóa {}…, được ghi thay mặt: {}; chờ người thứ hai xác nhận",
            key.get(..16).unwrap_or(key),
            names(bodies)
        ),
        SiteAct::AdmissionConfirmed => "Xác nhận công nhận nơi cài đặt".to_owned(),
        SiteAct::WithdrawalAsked { reason } => {
            format!("Đề nghị thôi công nhận{}; chờ người thứ hai xác nhận", because(reason))
        }
        SiteAct::KeyChangeAsked { key, reason, .. } => format!(
            "Đề nghị thay khóa thành {}…{}; chờ người thứ hai xác nhận",
            key.get(..16).unwrap_or(key),
            because(reason)
        ),
        SiteAct::ForkSettled(choice) => format!("Quyết định: {}", fork(choice)),
        SiteAct::ForkAsked(choice) => {
            format!("Đề nghị quyết định: {}; chờ người thứ hai xác nhận", fork(choice))
        }
        SiteAct::AskedConfirmed { asked } => {
            format!("Xác nhận đề nghị ghi ở hành vi số {} của {}", asked.seq, asked.site)
        }
        SiteAct::AskedDeclined { asked, reason } => format!(
            "Không thực hiện đề nghị ghi ở hành vi số {} của {}{}",
            asked.seq,
            asked.site,
            because(reason)
        ),
    }
}

/// Which of two accounts of a chain stands.
fn fork(c: &ForkChoice) -> String {
    let (stands, aside) = match c.ours {
        true => ("giữ bản đang có ở đây", "bản gửi đến"),
        false => ("lấy bản gửi đến", "bản có ở đây trước đó"),
    };
    let end =
        |seq: u64, hash: &str| format!("đến hành vi số {seq}, {}…", hash.get(..16).unwrap_or(hash));
    format!(
        "chuỗi của {}, hai bản khác nhau sau hành vi số {}: {stands} ({}), để riêng {aside} ({}){}",
        c.chain,
        c.after,
        end(c.stands_seq, &c.stands),
        end(c.aside_seq, &c.aside),
        because(&c.reason)
    )
}

/// That who may read something was stated.
fn classed(what: &str, class: AccessClass, basis: &Option<String>, reason: &str) -> String {
    let class = class.label().to_lowercase();
    format!("{what}: {class}{}{}", on_basis(basis), because(reason))
}
