//! Small pieces of WordprocessingML as text: escaping, runs, paragraphs. It knows no paper.

/// Escapes text and attribute values.
pub(super) fn esc(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Looks of one run, in the order the schema wants.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) style: Option<&'static str>,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Half points; none takes the size of the paragraph.
    pub(super) half_points: Option<u32>,
}

/// Text in bold or not, of a size in half points.
pub(super) fn look(bold: bool, half_points: u32) -> Look {
    Look { bold, half_points: Some(half_points), ..Look::default() }
}

/// A run; line feeds become breaks.
pub(super) fn run(text: &str, look: Look) -> String {
    let mut props = String::new();
    if let Some(style) = look.style {
        props.push_str(&format!(r#"<w:rStyle w:val="{style}"/>"#));
    }
    if look.bold {
        props.push_str("<w:b/><w:bCs/>");
    }
    if look.italic {
        props.push_str("<w:i/><w:iCs/>");
    }
    if let Some(size) = look.half_points {
        props.push_str(&format!(r#"<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#));
    }
    let props = if props.is_empty() { props } else { format!("<w:rPr>{props}</w:rPr>") };
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| format!(r#"<w:t xml:space="preserve">{}</w:t>"#, esc(line)))
        .collect();
    format!("<w:r>{props}{}</w:r>", lines.join("<w:br/>"))
}

/// A paragraph: a style and further properties in the order of the schema.
pub(super) fn paragraph(style: &str, props: &str, content: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{props}</w:pPr>{content}</w:p>"#)
}

/// A thin line across the paragraph's width less the indent on both sides, in twips.
pub(super) fn rule(indent: u32) -> String {
    paragraph(
        "DongKe",
        &format!(
            r#"<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr><w:ind w:left="{indent}" w:right="{indent}"/>"#
        ),
        "",
    )
}

/// A table without borders and with the given column widths in twips.
pub(super) fn plain_table(widths: &[u32], rows: &str) -> String {
    let total: u32 = widths.iter().sum();
    let grid: String = widths.iter().map(|w| format!(r#"<w:gridCol w:w="{w}"/>"#)).collect();
    format!(
        r#"<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"#
    )
}

/// A row of a table without borders; it stays on one page.
pub(super) fn plain_row(cells: &[(u32, String)]) -> String {
    let cells: String = cells
        .iter()
        .map(|(w, content)| {
            format!(r#"<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr>{content}</w:tc>"#)
        })
        .collect();
    format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
}
