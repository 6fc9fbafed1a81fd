//! Web pages.

use text::{AsideKind, Format, IngestError, Limits, Source, ingest};

fn read(page: &str) -> Source {
    ingest(page.as_bytes(), &Limits::default()).unwrap()
}

fn body(inner: &str) -> String {
    read(&format!("<!DOCTYPE html><html><body>{inner}</body></html>")).text
}

#[test]
fn blocks_are_lines_and_white_space_collapses() {
    assert_eq!(
        body("<h1>Tin\n  mới</h1><p>Một <b>hai</b>\n\n ba</p><p>Bốn<br/>năm</p>sáu"),
        "Tin mới\nMột hai ba\nBốn\nnăm\nsáu\n"
    );
    assert_eq!(body("<ul><li>a<li>b</ul><pre>x  y\n z</pre>"), "a\nb\nx  y\n z\n");
    assert_eq!(
        body("<p>20&nbsp;xã &amp; 3 ph&#432;&#7901;ng &lt;5&gt;</p>"),
        "20\u{a0}xã & 3 phường <5>\n"
    );
}

#[test]
fn scripts_are_neither_run_nor_read() {
    let source = read(
        "<html><head><title> Bản  tin </title><style>p{}</style><script>var a = '<p>x</p>';</script></head>\
        <body onload=\"x()\"><p>Chữ</p><script>document.write('y')</script><noscript>z</noscript><template>t</template></body></html>",
    );
    assert_eq!(source.text, "Chữ\n");
    assert_eq!(source.title.as_deref(), Some("Bản tin"));
    assert_eq!(source.format, Format::Html);
    assert!(source.warnings.iter().any(|w| w.code == "html.scripts"));
}

#[test]
fn tables_are_rows_with_tabs() {
    assert_eq!(
        body("<table><tr><th>Xã</th><th>Số</th></tr><tr><td>An Lĩnh</td><td> 5 </td></tr></table>"),
        "Xã\tSố\nAn Lĩnh\t5\n"
    );
    assert_eq!(
        body(
            "<table><tr><td><p>UBND TỈNH</p><p>Số: 1</p></td><td><p>CỘNG HÒA</p></td></tr></table>"
        ),
        "UBND TỈNH\nSố: 1\nCỘNG HÒA\n"
    );
}

#[test]
fn what_stands_around_the_text_is_set_aside_and_told() {
    let long = "Nội dung chính của bài viết. ".repeat(10);
    let source = read(&format!(
        "<html><body><nav>Trang chủ</nav><div>Liên kết</div><main><p>{long}</p></main><footer>Bản quyền</footer></body></html>"
    ));
    assert_eq!(source.text.trim(), long.trim());
    assert!(source.warnings.iter().any(|w| w.code == "html.set-aside"));
    let whole = read("<html><body><div>Một</div><div>Hai</div></body></html>");
    assert_eq!((whole.text.as_str(), whole.warnings.len()), ("Một\nHai\n", 0));
}

#[test]
fn a_short_article_among_others_does_not_hide_the_page() {
    let text = body(&format!("<p>{}</p><article>Tin bên</article>", "Phần chính. ".repeat(20)));
    assert!(text.contains("Phần chính") && text.contains("Tin bên"), "{text}");
}

#[test]
fn a_fragment_is_html_and_prose_with_an_angle_is_not() {
    assert_eq!(read("<p>Một</p><p>Hai</p>").text, "Một\nHai\n");
    assert_eq!(read("< 5 người và > 3 người").format, Format::Text);
    assert_eq!(read("Thẻ <p>viết</p> trong câu").format, Format::Text);
}

#[test]
fn absurd_depth_is_refused_quickly() {
    let refused =
        ingest(("<html>".to_owned() + &"<div>".repeat(200_000)).as_bytes(), &Limits::default());
    assert!(matches!(refused, Err(IngestError::Damaged { format: "HTML", .. })));
    let paragraphs = "<html><body>".to_owned() + &"<p>đoạn".repeat(20_000);
    assert_eq!(read(&paragraphs).text.lines().count(), 20_000);
}

fn aside(source: &Source, kind: AsideKind) -> Option<&str> {
    source.aside.iter().find(|a| a.kind == kind).map(|a| a.text.trim())
}

#[test]
fn parts_of_a_news_page_are_set_aside_by_kind() {
    let prose = "Sáng 12/3, Ủy ban nhân dân tỉnh tổ chức hội nghị. ".repeat(6);
    let source = read(&format!(
        "<html><body><ul class=\"main-menu\"><li>Trang chủ</li></ul><div class=\"wrap\"><h1>Hội nghị triển khai</h1>\
         <div class=\"share-box\">Chia sẻ Facebook</div><div class=\"fck_detail detail-content\"><p>{prose}</p><figure><img alt=\"x\">\
         <figcaption>Quang cảnh hội nghị.</figcaption></figure><table class=\"PhotoCMS_Caption\"><tr><td>Ảnh: Lê Mẫu</td></tr></table>\
         <p>{prose}</p><div class=\"box-tin-lien-quan\"><a>Tin khác</a></div></div><div id=\"author-box\">Lê Mẫu, phóng viên</div></div>\
         <script>var x = 1;</script><footer>Bản quyền</footer></body></html>"
    ));
    assert_eq!(source.text, format!("Hội nghị triển khai\n{0}\n{0}\n", prose.trim()));
    assert_eq!(aside(&source, AsideKind::Nav), Some("Trang chủ"));
    assert_eq!(aside(&source, AsideKind::Share), Some("Chia sẻ Facebook"));
    assert_eq!(aside(&source, AsideKind::Caption), Some("Quang cảnh hội nghị."));
    assert!(source.aside.iter().any(|a| a.text.trim() == "Ảnh: Lê Mẫu"));
    assert_eq!(aside(&source, AsideKind::Related), Some("Tin khác"));
    assert_eq!(aside(&source, AsideKind::Author), Some("Lê Mẫu, phóng viên"));
    assert_eq!(aside(&source, AsideKind::Script), Some("var x = 1;"));
    assert_eq!(aside(&source, AsideKind::Footer), Some("Bản quyền"));
}

#[test]
fn a_class_never_hides_the_text_of_a_page() {
    let prose = "Nội dung của bài viết. ".repeat(5);
    let text = body(&format!("<div class=\"caption\"><p>{prose}</p></div>"));
    assert_eq!(text.trim(), prose.trim());
}

#[test]
fn a_mark_is_found_in_what_is_set_aside() {
    let prose = "Nội dung của bài viết. ".repeat(5);
    for part in [
        "<nav>MẬT</nav>",
        "<figcaption>TỐI MẬT</figcaption>",
        "<!-- MẬT -->",
        "<img alt=\"TUYỆT MẬT\">",
    ] {
        let page = format!("<html><body><main>{prose}</main>{part}</body></html>");
        assert!(ingest(page.as_bytes(), &Limits::default()).unwrap_err().is_secret(), "{part}");
    }
}
