//! Web pages.

use text::{Format, IngestError, Limits, Source, ingest};

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
