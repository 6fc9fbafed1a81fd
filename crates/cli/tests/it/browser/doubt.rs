//! A conflict in a text that comes in: shown with its reasons on the reading page, and resolved there by a person.

use super::Office;

/// Invented news that cites a directive under a number whose code and issuer contradict each other.
const NEWS: &str = "Sông Giang quán triệt chỉ thị về khu vực phòng thủ (mẫu)

Sáng 12/6/2026, tại phường Lạc Hà, Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang tổ chức hội nghị quán triệt Chỉ thị số \
07/CT-BCT ngày 3/10/2011 của Ban Bí thư về tăng cường xây dựng khu vực phòng thủ.

Đồng chí Trần Thị Lan, Phó Chủ tịch UBND tỉnh Sông Giang yêu cầu các sở, ban, ngành xây dựng kế hoạch thực hiện trước ngày 30/6/2026.
";

#[test]
fn the_conflict_of_a_number_with_its_issuer_is_shown_and_resolved() {
    let Some(o) = Office::open() else { return };
    o.become_person("can.bo");
    let (b, file) = (&o.browser, o.folder.path().join("tin-quan-triet.txt"));
    std::fs::write(&file, NEWS).unwrap();
    o.go("/intake");
    b.give_file("#files", &file);
    b.click("form[data-drop] button");
    b.find(".reading");

    // What the document says of others goes on record after the document itself.
    b.click("#p-document-1 button[value=confirmed]");
    b.find("#p-document-1 .decided");
    let doubtful = "article.prop:has(.doubt input[type=radio])";
    b.sees(&format!("{doubtful} .doubt legend"), "BCT");
    b.sees(&format!("{doubtful} .doubt"), "Ban Bí thư");
    b.sees(&format!("{doubtful} .doubt"), "Bộ Chính trị");
    let checked = b.all(&format!("{doubtful} .doubt input:checked"));
    assert!(checked.is_empty(), "nothing is chosen before a person chooses");
    let card = b.run("return document.querySelector(arguments[0]).id", &[doubtful.into()]);
    let card = format!("#{}", card.as_str().unwrap_or_default());

    b.click(&format!("{card} .doubt input[value='Bộ Chính trị']"));
    b.click(&format!("{card} button[value=confirmed]"));
    b.find(&format!("{card} .decided, .say-fault"));
    assert_eq!(b.words(".say-fault"), "", "the choice is accepted");
    b.sees(&format!("{card} .decided"), "Đã sửa và xác nhận");
    b.click(&format!("{card} .decided a"));
    b.sees("main", "07/CT-BCT");
    b.sees("main", "Bộ Chính trị");
    let complaints = o.complaints();
    assert!(complaints.is_empty(), "{complaints:?}");
}
