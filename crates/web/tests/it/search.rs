//! The search over everything, as a person sees it: the page, the way to the passage, ways to narrow, the short list, the export.

use crate::browser::{Person, Site};
use app::intake::Answer;
use app::tasks::TaskForm;
use terms::{Field, Named};

const DIRECTIVE: &str = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG GIANG\nSố: 07/CT-UBND\n\nCHỈ THỊ\nVề tăng cường công tác văn thư cấp xã\n\n\
    Ủy ban nhân dân tỉnh yêu cầu các xã rà soát kế hoạch phòng thủ dân sự trước ngày 30/6/2026.\n\
    Các xã ven sông kiểm tra <b>kè đá</b> & cống dưới đê.\n";

async fn register(site: &Site) -> Named {
    let (office, officer) = (&site.p.office, &site.p.officer);
    let taken = office.take_in(officer, "a.txt", DIRECTIVE.as_bytes().to_vec()).await.unwrap();
    office.answer(officer, &taken.at, "document-1", Answer::Confirm).await.unwrap().unwrap()
}

async fn task(site: &Site, title: &str) {
    let p = &site.p;
    let form = TaskForm {
        title: title.into(),
        assigner: p.board.at.clone(),
        lead: Some(p.committees[0].at.clone()),
        coordinating: Vec::new(),
        due_on: None,
        field: Field::CivilDefence,
        basis: Vec::new(),
        on: None,
        evidence: Vec::new(),
    };
    p.office.assign(&p.officer, form).await.unwrap();
}

async fn at_work() -> (Site, Person, Named) {
    let site = Site::build().await;
    let document = register(&site).await;
    task(&site, "Kiểm tra kè đá").await;
    let person = site.person(&site.p.officer).await;
    (site, person, document)
}

#[tokio::test]
async fn a_hit_in_a_text_leads_to_the_passage_which_is_marked_there() {
    let (_site, person, document) = at_work().await;
    let page = person.get("/search?q=k%C3%A8+%C4%91%C3%A1").await;
    assert_eq!(
        page.count(".hits mark"),
        2,
        "one in the title of the task, one in the passage: {}",
        page.html()
    );
    assert!(page.html().contains("&lt;b&gt;") || page.html().contains("&#60;b&#62;"), "as text");
    let path = format!("/documents/{}/{}", document.at.site, document.at.id);
    let links = page.all(".hits a", "href");
    let link = links.iter().find(|l| l.starts_with(&path)).expect("a link to the document");
    let (address, place) = link.split_once('#').expect("a place in the text");
    let text = person.get(address).await;
    assert!(text.count(&format!("#{place} mark.m-found")) == 1, "{}", text.html());
    assert!(text.words().contains("Đang đánh dấu “kè đá”: 1 chỗ."), "{}", text.words());
    let plain = person.get(&path).await;
    assert!(!plain.has("mark.m-found"));
}

#[tokio::test]
async fn it_is_narrowed_by_links_and_widened_by_the_same_links() {
    let (_site, person, _) = at_work().await;
    let page = person.get("/search?q=ke+da").await;
    let links = page.all(".facets a", "href");
    let tasks = links.iter().find(|l| l.contains("kind=task")).unwrap();
    assert_eq!(page.count(".hits > li"), 2);
    let narrowed = person.get(tasks).await;
    assert_eq!(narrowed.count(".hits > li"), 1);
    let kept = narrowed.all("form.filters input[type=hidden]", "name");
    assert_eq!(kept, ["kind"], "a new search keeps what was chosen");
    let back = narrowed.all(".facets a[aria-current]", "href");
    assert_eq!(back, ["/search?q=ke+da"]);
    assert!(narrowed.all(".facets a", "href").iter().any(|l| l.contains("field=civil_defence")));
    assert!(narrowed.all(".facets a", "href").iter().any(|l| l.contains("kind=document")));
    let none = person.get("/search?q=ke+da&kind=task&year=1999").await;
    assert!(
        none.words().contains("Không tìm thấy gì") && none.words().contains("Bỏ mọi điều kiện lọc")
    );
    let bad = person.get("/search?q=ke+da&from=31/02/2026").await;
    assert!(bad.words().contains("dd/mm/yyyy") && bad.count(".hits > li") == 2);
}

#[tokio::test]
async fn nothing_asked_and_nothing_found_say_what_to_do() {
    let (_site, person, _) = at_work().await;
    for page in ["/search", "/search?q=", "/search?q=xyzzy"] {
        let words = person.get(page).await.words();
        assert!(words.contains("24-NQ/TW") && words.contains("ngoặc kép"), "{page}: {words}");
    }
    let begun = person.get("/search?q=k%C3%A8+%C4%91").await.words();
    assert!(begun.contains("từ bắt đầu bằng từ cuối cùng"), "{begun}");
}

#[tokio::test]
async fn the_short_list_has_options_and_ends_with_the_way_to_all() {
    let (_site, person, _) = at_work().await;
    let part = person.get("/search/part?q=k%C3%A8+%C4%91").await;
    assert!(!part.html().contains("<html"), "a piece of a page");
    let options = part.all("[role=listbox] > [role=option]", "href");
    assert_eq!(options.len(), 3, "{}", part.html());
    assert_eq!(options[2], "/search?q=k%C3%A8+%C4%91".replace('+', "%20"));
    assert!(part.words().contains("2 kết quả"));
    let none = person.get("/search/part?q=%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(!none.html().contains("<script"), "{}", none.html());
    assert!(person.get("/search/part?q=").await.all("[role=option]", "id").is_empty());
}

#[tokio::test]
async fn every_page_has_the_dialog_and_the_field_that_works_without_a_script() {
    let (_site, person, document) = at_work().await;
    let document = format!("/documents/{}/{}", document.at.site, document.at.id);
    for page in
        ["/desk", "/documents", "/tasks", "/search?q=ke", document.as_str(), "/no-such-page"]
    {
        let page = person.get(page).await;
        assert_eq!(page.all("dialog#finder form", "action"), ["/search"]);
        assert_eq!(page.all("form.find[role=search]", "action"), ["/search"]);
    }
}

#[tokio::test]
async fn what_is_found_goes_out_as_a_spreadsheet() {
    let (_site, person, _) = at_work().await;
    let page = person.get("/search?q=ke+da&kind=task").await;
    let export = page.all(".head .actions a", "href");
    assert_eq!(export, ["/search.xlsx?q=ke+da&kind=task"]);
    let file = person.get(&export[0]).await;
    assert!(file.bytes.starts_with(b"PK"));
    let name = file.headers["content-disposition"].to_str().unwrap();
    assert!(name.contains("tim-kiem-") && name.contains(".xlsx"), "{name}");
}

#[tokio::test]
async fn the_list_of_documents_leads_to_the_search_in_their_text() {
    let (_site, person, document) = at_work().await;
    let list = person.get("/documents?q=k%C3%A8%20%C4%91%C3%A1").await;
    assert!(!list.words().contains(&document.name), "the list looks at the register alone");
    let links = list.all("form.filters a", "href");
    let found = person.get(&links[0]).await;
    assert!(found.words().contains(&document.name), "{links:?}");
}
