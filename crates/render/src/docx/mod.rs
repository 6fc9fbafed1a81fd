//! Writes a paper as .docx in the layout of Nghị định 30/2020/NĐ-CP. Same paper, same bytes: no clock, no random
//! ids, entries in a fixed order. It does not decide what the paper says. Why not a library: `docs/decisions/0004-docx.md`.

mod body;
mod head;
mod parts;
mod xml;

use crate::RenderError;
use crate::pack::{Part, pack};
use crate::paper::{Paper, PaperDate, Plan};
use body::{Body, LANDSCAPE, PORTRAIT};

/// The paper as the bytes of a .docx file.
///
/// # Errors
/// When the paper fails [`Paper::check`], a chart cannot be drawn, or packing fails.
pub fn write(paper: &Paper) -> Result<Vec<u8>, RenderError> {
    paper.check()?;
    let plan = Plan::new(paper);
    let mut body = Body::default();
    body.xml.push_str(&head::head(&plan));
    sections(&plan, &mut body)?;
    let created = match paper.date {
        PaperDate::Full(day) => Some(day.to_string()),
        _ => None,
    };
    let mut files = vec![
        Part::xml("[Content_Types].xml", parts::content_types(plan.running.is_some())),
        Part::xml("_rels/.rels", parts::root_relations()),
        Part::xml("docProps/core.xml", head::core_properties(&plan, created)),
        Part::xml("word/document.xml", document(&body.xml)),
        Part::xml(
            "word/_rels/document.xml.rels",
            document_relations(&body, plan.running.is_some()),
        ),
        Part::xml("word/styles.xml", parts::styles(plan.draft)),
        Part::xml("word/settings.xml", parts::settings()),
        Part::xml("word/header1.xml", parts::page_header()),
        Part::xml("word/header2.xml", parts::first_header()),
    ];
    let footer = plan.running.as_ref().map(|words| parts::footer(words));
    files.extend(footer.map(|footer| Part::xml("word/footer1.xml", footer)));
    let pictures = body.pictures.into_iter().enumerate();
    files.extend(pictures.map(|(i, png)| Part::new(picture_path(i), png)));
    pack(&files)
}

/// Body, signature and annexes; every annex is a section with its own page numbers.
fn sections(plan: &Plan, body: &mut Body) -> Result<(), RenderError> {
    body.elements(&plan.body, PORTRAIT, true)?;
    body.xml.push_str(&head::end(plan));
    let mut landscape = false;
    for annex in &plan.annexes {
        close_section(body, landscape, plan.running.is_some());
        landscape = annex.landscape;
        let room = if landscape { LANDSCAPE } else { PORTRAIT };
        body.xml.push_str(&head::annex_head(annex));
        body.elements(&annex.elements, room, false)?;
    }
    if plan.annexes.is_empty() {
        body.xml.push_str(&xml::paragraph("SauBang", "", ""));
    }
    body.xml.push_str(&parts::section(landscape, plan.running.is_some()));
    Ok(())
}

/// A section ends with the paragraph that carries its properties.
fn close_section(body: &mut Body, landscape: bool, footer: bool) {
    body.xml.push_str(&xml::paragraph("SauBang", &parts::section(landscape, footer), ""));
}

fn document(body: &str) -> String {
    format!("{}<w:document {}><w:body>{body}</w:body></w:document>", parts::XML, parts::NS)
}

fn picture_path(index: usize) -> String {
    format!("word/media/hinh{}.png", index + 1)
}

fn document_relations(body: &Body, footer: bool) -> String {
    let mut list = vec![
        parts::relation("rId1", "styles", "styles.xml", false),
        parts::relation("rId2", "settings", "settings.xml", false),
        parts::relation("rId3", "header", "header1.xml", false),
        parts::relation("rId4", "header", "header2.xml", false),
    ];
    if footer {
        list.push(parts::relation(parts::FOOTER, "footer", "footer1.xml", false));
    }
    for (index, href) in body.links.iter().enumerate() {
        list.push(parts::relation(&Body::link_id(index), "hyperlink", href, true));
    }
    for index in 0..body.pictures.len() {
        let target = format!("media/hinh{}.png", index + 1);
        list.push(parts::relation(&Body::picture_id(index), "image", &target, false));
    }
    parts::relations(&list)
}
