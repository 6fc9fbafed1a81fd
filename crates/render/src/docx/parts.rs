//! The parts of the file that do not depend on the paper: styles, settings, page number, content types.

/// Every XML part opens with this line.
pub(super) const XML: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
/// The main namespaces.
pub(super) const NS: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing""#;

/// A paragraph style: id, name, base, properties of paragraph and of run.
struct Style(&'static str, &'static str, &'static str, &'static str, &'static str);

const BOLD: &str = "<w:b/><w:bCs/>";

/// Sizes are half points, measures twips. Sources: Nghị định 30/2020/NĐ-CP, Phụ lục I.
const STYLES: [Style; 19] = [
    Style(
        "ThanBai",
        "Thân bài",
        "Normal",
        r#"<w:spacing w:before="0" w:after="120" w:line="288" w:lineRule="auto"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>"#,
        "",
    ),
    Style(
        "MucGach",
        "Mục gạch đầu dòng",
        "ThanBai",
        r#"<w:ind w:left="0" w:firstLine="720"/>"#,
        "",
    ),
    Style("MucCong", "Mục cộng", "ThanBai", r#"<w:ind w:left="357" w:firstLine="720"/>"#, ""),
    Style(
        "GiuaDong",
        "Giữa dòng",
        "Normal",
        r#"<w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/>"#,
        "",
    ),
    Style(
        "DongKe",
        "Dòng kẻ",
        "Normal",
        r#"<w:spacing w:before="80" w:after="0" w:line="120" w:lineRule="exact"/>"#,
        r#"<w:sz w:val="4"/><w:szCs w:val="4"/>"#,
    ),
    Style("TenLoai", "Tên loại văn bản", "GiuaDong", "<w:keepNext/>", BOLD),
    Style("TrichYeu", "Trích yếu", "GiuaDong", "<w:keepNext/>", BOLD),
    Style(
        "Heading1",
        "heading 1",
        "GiuaDong",
        r#"<w:keepNext/><w:spacing w:before="240" w:after="0"/><w:outlineLvl w:val="0"/>"#,
        BOLD,
    ),
    Style(
        "PhanTen",
        "Tên phần",
        "GiuaDong",
        r#"<w:keepNext/><w:spacing w:before="0" w:after="120"/>"#,
        BOLD,
    ),
    Style(
        "Heading2",
        "heading 2",
        "ThanBai",
        r#"<w:keepNext/><w:spacing w:before="120" w:after="120"/><w:outlineLvl w:val="1"/>"#,
        BOLD,
    ),
    Style("Heading3", "heading 3", "ThanBai", r#"<w:keepNext/><w:outlineLvl w:val="2"/>"#, BOLD),
    Style("Heading4", "heading 4", "ThanBai", r#"<w:keepNext/><w:outlineLvl w:val="3"/>"#, ""),
    Style(
        "NoiNhan",
        "Nơi nhận",
        "Normal",
        r#"<w:spacing w:before="0" w:after="0"/>"#,
        r#"<w:sz w:val="22"/><w:szCs w:val="22"/>"#,
    ),
    Style(
        "OBang",
        "Ô bảng",
        "Normal",
        r#"<w:spacing w:before="30" w:after="30"/>"#,
        r#"<w:sz w:val="24"/><w:szCs w:val="24"/>"#,
    ),
    Style("OBangNho", "Ô bảng nhỏ", "OBang", "", r#"<w:sz w:val="22"/><w:szCs w:val="22"/>"#),
    Style(
        "TenBang",
        "Tên bảng",
        "GiuaDong",
        r#"<w:keepNext/><w:spacing w:before="120" w:after="60"/>"#,
        r#"<w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="26"/>"#,
    ),
    Style(
        "SauBang",
        "Sau bảng",
        "Normal",
        r#"<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>"#,
        r#"<w:sz w:val="8"/><w:szCs w:val="8"/>"#,
    ),
    Style("Hinh", "Hình", "GiuaDong", r#"<w:spacing w:before="120" w:after="60"/>"#, ""),
    Style(
        "TenHinh",
        "Tên hình",
        "GiuaDong",
        r#"<w:spacing w:before="0" w:after="160"/>"#,
        r#"<w:i/><w:iCs/><w:sz w:val="24"/><w:szCs w:val="24"/>"#,
    ),
];

/// `word/styles.xml`. In a draft, figures that are links are underlined with dots.
pub(super) fn styles(draft: bool) -> String {
    let paragraph = |Style(id, name, base, ppr, rpr): &Style| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/><w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"#
        )
    };
    let annex = [
        Style("PhuLuc", "Phụ lục", "GiuaDong", r#"<w:keepNext/><w:outlineLvl w:val="0"/>"#, BOLD),
        Style("PhuLucTen", "Tên phụ lục", "GiuaDong", "<w:keepNext/>", BOLD),
    ];
    let listed: String = STYLES.iter().chain(&annex).map(paragraph).collect();
    let underline = if draft { r#"<w:u w:val="dotted" w:color="808080"/>"# } else { "" };
    format!(
        r#"{XML}<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>{listed}<w:style w:type="character" w:styleId="SoLieu"><w:name w:val="Số liệu"/><w:rPr>{underline}</w:rPr></w:style><w:style w:type="character" w:styleId="SoGhiChu"><w:name w:val="Số ghi chú"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="BangKe"><w:name w:val="Bảng kẻ"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{}</w:tblBorders><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>"#,
        borders()
    )
}

fn borders() -> String {
    ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(|side| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#))
        .concat()
}

/// `word/settings.xml`.
pub(super) fn settings() -> String {
    format!(
        r#"{XML}<w:settings {NS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/></w:settings>"#
    )
}

/// The header of a page after the first: its number, 14 pt, centred.
pub(super) fn page_header() -> String {
    format!(
        r#"{XML}<w:hdr {NS}><w:p><w:pPr><w:pStyle w:val="GiuaDong"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>"#
    )
}

/// The header of a first page: empty.
pub(super) fn first_header() -> String {
    format!(r#"{XML}<w:hdr {NS}><w:p><w:pPr><w:pStyle w:val="GiuaDong"/></w:pPr></w:p></w:hdr>"#)
}

/// The relation of the foot of the pages.
pub(super) const FOOTER: &str = "rIdChanTrang";

/// The foot of every page: the class and the number of the copy, 11 pt, centred.
pub(super) fn footer(words: &str) -> String {
    let run = super::xml::run(words, super::xml::look(true, 22));
    format!(
        r#"{XML}<w:ftr {NS}><w:p><w:pPr><w:pStyle w:val="GiuaDong"/></w:pPr>{run}</w:p></w:ftr>"#
    )
}

/// The properties of a section: A4, margins 20, 15, 20 and 30 mm, own page numbers, none on its first page.
pub(super) fn section(landscape: bool, footer: bool) -> String {
    let size = if landscape {
        r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>"#
    } else {
        r#"<w:pgSz w:w="11906" w:h="16838"/>"#
    };
    let footer = match footer {
        true => ["default", "first"]
            .map(|kind| format!(r#"<w:footerReference w:type="{kind}" r:id="{FOOTER}"/>"#))
            .concat(),
        false => String::new(),
    };
    format!(
        r#"<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>{footer}<w:type w:val="nextPage"/>{size}<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>"#
    )
}

/// `[Content_Types].xml`.
pub(super) fn content_types(footer: bool) -> String {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part = |name: &str, kind: &str| {
        format!(r#"<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>"#)
    };
    let mut names = vec![
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("header1", "header"),
        ("header2", "header"),
    ];
    names.extend(footer.then_some(("footer1", "footer")));
    let parts: String = names.into_iter().map(|(name, kind)| part(name, kind)).collect();
    format!(
        r#"{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{parts}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#
    )
}

/// `_rels/.rels`.
pub(super) fn root_relations() -> String {
    relations(&[
        relation("rId1", "officeDocument", "word/document.xml", false),
        r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#.to_owned(),
    ])
}

/// One relation; an external one is a link.
pub(super) fn relation(id: &str, kind: &str, target: &str, external: bool) -> String {
    let mode = if external { r#" TargetMode="External""# } else { "" };
    format!(
        r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{}"{mode}/>"#,
        super::xml::esc(target)
    )
}

/// A file of relations.
pub(super) fn relations(list: &[String]) -> String {
    format!(
        r#"{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"#,
        list.concat()
    )
}
