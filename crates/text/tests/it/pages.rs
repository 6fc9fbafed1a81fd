//! A small writer of pdf files for tests: text at given places, every letter as wide as half its size.

use std::collections::BTreeMap;

/// A stretch of text on a page: left edge, baseline from the bottom, size.
pub(crate) struct At<'t>(pub(crate) f32, pub(crate) f32, pub(crate) f32, pub(crate) &'t str);

/// What a test wants of a file besides its pages.
#[derive(Default)]
pub(crate) struct More<'t> {
    /// Name of the font; its letters are those of Windows-1252 when it is given.
    pub(crate) font: Option<&'t str>,
    /// Added to the trailer.
    pub(crate) trailer: &'t str,
    /// Added to the content of every page.
    pub(crate) content: &'t str,
    /// Added to every page.
    pub(crate) page: &'t str,
    /// Objects from number 1000 on.
    pub(crate) objects: &'t [&'t str],
    /// Whether letters are told by a ToUnicode table and not by names of glyphs.
    pub(crate) to_unicode: bool,
}

pub(crate) fn pdf(pages: &[&[At<'_>]]) -> Vec<u8> {
    pdf_with(pages, &More::default())
}

pub(crate) fn pdf_with(pages: &[&[At<'_>]], more: &More<'_>) -> Vec<u8> {
    let mut codes: BTreeMap<char, u8> = (' '..='~').map(|c| (c, c as u8)).collect();
    let mut next = 128_u8;
    for c in pages.iter().flat_map(|page| page.iter().flat_map(|at| at.3.chars())) {
        if more.font.is_none() && !codes.contains_key(&c) {
            codes.insert(c, next);
            next += 1;
        }
    }
    let mut objects: Vec<(usize, String)> = Vec::new();
    let kids: Vec<String> = (0..pages.len()).map(|i| format!("{} 0 R", 10 + 2 * i)).collect();
    objects.push((1, "<</Type/Catalog/Pages 2 0 R>>".into()));
    objects.push((2, format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" "))));
    objects.push((3, font(&codes, more)));
    objects.push((4, table(&codes)));
    for (i, page) in pages.iter().enumerate() {
        let (own, content) = (10 + 2 * i, 11 + 2 * i);
        objects.push((own, format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {content} 0 R {}>>", more.page)));
        let text = page.iter().map(|at| shown(at, &codes)).collect::<String>() + more.content;
        objects.push((content, stream("", &text)));
    }
    objects.extend(more.objects.iter().enumerate().map(|(i, o)| (1000 + i, (*o).to_owned())));
    written(&objects, more.trailer)
}

pub(crate) fn stream(dict: &str, content: &str) -> String {
    format!("<<{dict}/Length {}>>\nstream\n{content}\nendstream", content.len())
}

fn shown(At(x, y, size, text): &At<'_>, codes: &BTreeMap<char, u8>) -> String {
    let code =
        |c: char| codes.get(&c).copied().unwrap_or_else(|| u8::try_from(u32::from(c)).unwrap());
    let hex: String = text.chars().map(|c| format!("{:02x}", code(c))).collect();
    format!("BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET\n")
}

fn font(codes: &BTreeMap<char, u8>, more: &More<'_>) -> String {
    let widths = "500 ".repeat(256);
    let widths = format!("/FirstChar 0/LastChar 255/Widths[{widths}]");
    if let Some(name) = more.font {
        return format!(
            "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+{name}/Encoding/WinAnsiEncoding{widths}>>"
        );
    }
    if more.to_unicode {
        return format!("<</Type/Font/Subtype/TrueType/BaseFont/Mau/ToUnicode 4 0 R{widths}>>");
    }
    let names: String =
        codes.iter().map(|(c, code)| format!("{code}/uni{:04X} ", u32::from(*c))).collect();
    format!(
        "<</Type/Font/Subtype/TrueType/BaseFont/Mau/Encoding<</Differences[{names}]>>{widths}>>"
    )
}

fn table(codes: &BTreeMap<char, u8>) -> String {
    let rows: String =
        codes.iter().map(|(c, code)| format!("<{code:02X}> <{:04X}>\n", u32::from(*c))).collect();
    let n = codes.len();
    stream(
        "",
        &format!(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def 1 begincodespacerange <00> <FF> \
         endcodespacerange {n} beginbfchar\n{rows}endbfchar endcmap end end"
        ),
    )
}

fn written(objects: &[(usize, String)], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, body) in objects {
        offsets.push((*number, out.len()));
        out.extend(format!("{number} 0 obj\n{body}\nendobj\n").into_bytes());
    }
    let start = out.len();
    out.extend(b"xref\n0 1\n0000000000 65535 f \n");
    for (number, offset) in offsets {
        out.extend(format!("{number} 1\n{offset:010} 00000 n \n").into_bytes());
    }
    out.extend(
        format!("trailer\n<</Size 2000/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF")
            .into_bytes(),
    );
    out
}
