//! An invented review report of tỉnh Sông Giang (mẫu) with one hundred figures; shared by tests and the example.

use render::chart::{self, Category, Chart as ChartData, Series};
use render::map::{Map, Place};
use render::paper::{
    Align, Anchor, Annex, Block, Chart, Circulation, Column, HeadingLevel, Layout, Paper,
    PaperDate, PaperNumber, PaperState, Run, Signature, SourceEntry, Table, TableCell,
};
use render::xlsx::{FormKey, FormRow, FormSheet};
use terms::{Amount, Cell, Day};

/// Fields of the report with five indicators each.
const FIELDS: [&str; 5] = [
    "Công tác lãnh đạo, chỉ đạo, quán triệt",
    "Xây dựng tiềm lực",
    "Xây dựng lực lượng",
    "Xây dựng thế trận",
    "Hoạt động, diễn tập và bảo đảm",
];

/// Collects figures and their entries.
#[derive(Default)]
struct Notes {
    entries: Vec<SourceEntry>,
}

impl Notes {
    /// A run whose entry is added to the annex.
    fn figure(&mut self, value: i64, scale: u8, unit: &str) -> Run {
        let no = self.entries.len() as u32 + 1;
        let printed = Amount::new(value, scale).to_string();
        let href = format!("http://127.0.0.1:8080/so-lieu/SL-2025-{no:03}");
        self.entries.push(SourceEntry {
            note_no: no,
            figure: format!("{printed} {unit}"),
            formula: "Cộng số liệu các xã, phường trong kỳ".into(),
            period: if no.is_multiple_of(2) {
                "Năm 2025".into()
            } else {
                "Giai đoạn 2021 - 2025".into()
            },
            map_date: "01/07/2025".into(),
            contributing: 96 + no % 5,
            expected: 100,
            silent: silent(no),
            sources: vec![format!(
                "Biểu KV-0{}, ô D{}; nhập: cán bộ tổng hợp xã; duyệt: chỉ huy trưởng xã",
                no % 9 + 1,
                no + 6
            )],
            href: href.clone(),
        });
        Run::figure(printed, Anchor { id: format!("SL-2025-{no:03}"), href, note_no: no })
    }
}

/// Invented communes that said nothing.
fn silent(no: u32) -> Vec<String> {
    let names = ["Phù Vân", "Đông Lĩnh", "Hà Thượng", "Bãi Sậy"];
    names.iter().take(4 - (no % 5).min(4) as usize).map(|n| format!("xã {n}")).collect()
}

/// The paper in the given state.
pub(crate) fn paper(state: PaperState) -> Paper {
    let mut notes = Notes::default();
    let body = body(&mut notes);
    let annexes = vec![
        Annex {
            title: "Kết quả thực hiện các chỉ tiêu chủ yếu theo năm".into(),
            reference: Some(reference()),
            landscape: false,
            blocks: vec![Block::Table(years(&mut notes))],
        },
        Annex {
            title: "Nguồn số liệu".into(),
            reference: Some(reference()),
            landscape: true,
            blocks: vec![
                Block::Paragraph(vec![Run::text(
                    "Mỗi số liệu trong văn bản có một mục dưới đây. Đơn vị chưa có số liệu không được tính là không.",
                )]),
                Block::Sources(notes.entries),
            ],
        },
    ];
    Paper {
        parent: Some("Ủy ban nhân dân tỉnh Sông Giang".into()),
        issuer: "Ban Chỉ đạo\nkhu vực phòng thủ".into(),
        number: PaperNumber {
            number: (state == PaperState::Approved).then_some(5),
            sign: "BC-BCĐ".into(),
            written: None,
        },
        place: "Sông Giang".into(),
        date: PaperDate::Full(Day::new(2026, 2, 5).expect("a day")),
        type_name: "Báo cáo".into(),
        subject:
            "Sơ kết 5 năm thực hiện nhiệm vụ xây dựng khu vực phòng thủ tỉnh, giai đoạn 2021 - 2025"
                .into(),
        state,
        circulation: Some(Circulation::InternalUse),
        addressees: vec![
            "Ban Chỉ đạo khu vực phòng thủ Quân khu (mẫu)".into(),
            "Tỉnh ủy Sông Giang".into(),
        ],
        body,
        signature: Signature {
            authority: vec!["TM. Ban Chỉ đạo".into(), "KT. Trưởng ban".into()],
            title: "Phó Trưởng ban Thường trực".into(),
            second_office: Some("Phó Chủ tịch Ủy ban nhân dân tỉnh".into()),
            name: "Trần Văn Mẫu".into(),
        },
        recipients: vec![
            "Như trên".into(),
            "Thành viên Ban Chỉ đạo".into(),
            "Các sở, ban, ngành tỉnh".into(),
            "Lưu: VT, TH".into(),
        ],
        annexes,
        note_marks: true,
        running: None,
        co_signature: None,
        layout: Layout::State,
    }
}

fn reference() -> String {
    "Kèm theo Báo cáo của Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang".into()
}

fn body(notes: &mut Notes) -> Vec<Block> {
    let mut blocks = vec![
        Block::Paragraph(vec![Run::text(
            "Thực hiện kế hoạch công tác năm, Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang báo cáo kết quả thực hiện nhiệm vụ như sau:",
        )]),
        heading(HeadingLevel::Part, "Kết quả thực hiện nhiệm vụ"),
        heading(HeadingLevel::Roman, "Kết quả theo lĩnh vực"),
    ];
    for (index, field) in FIELDS.iter().enumerate() {
        blocks.extend(section(index as i64, field, notes));
    }
    blocks.push(heading(HeadingLevel::Roman, "Đánh giá chung"));
    blocks.push(heading(HeadingLevel::Arabic, "Ưu điểm"));
    blocks.push(heading(HeadingLevel::Letter, "Kết quả nổi bật"));
    blocks.push(Block::Item(
        0,
        vec![
            Run::text("Hoàn thành "),
            notes.figure(16_051, 0, "nhiệm vụ"),
            Run::text(" nhiệm vụ trên "),
            notes.figure(16_274, 0, "nhiệm vụ"),
            Run::text(" nhiệm vụ đến hạn."),
        ],
    ));
    blocks.push(Block::Item(
        1,
        vec![
            Run::italic("Nguyên nhân: "),
            Run::text("các cấp vào cuộc sớm, phân công rõ người, rõ việc."),
        ],
    ));
    blocks.push(heading(HeadingLevel::Part, "Phương hướng, nhiệm vụ, giải pháp"));
    blocks.push(heading(HeadingLevel::Roman, "Đề xuất, kiến nghị"));
    blocks.push(Block::Paragraph(vec![Run::text(
        "Trên đây là báo cáo kết quả; Ban Chỉ đạo trân trọng báo cáo.",
    )]));
    blocks
}

fn heading(level: HeadingLevel, title: &str) -> Block {
    Block::Heading(level, vec![Run::text(title)])
}

fn section(index: i64, field: &str, notes: &mut Notes) -> Vec<Block> {
    let mut runs = vec![Run::text("Trong kỳ, toàn tỉnh tổ chức ")];
    runs.push(notes.figure(1_234 + index * 111, 0, "buổi"));
    runs.push(Run::text(" buổi sinh hoạt, học tập với "));
    runs.push(notes.figure(98_765 + index * 1_001, 0, "lượt người"));
    runs.push(Run::text(" lượt người dự, đạt "));
    runs.push(notes.figure(9_655 + index * 21, 2, "%"));
    runs.push(Run::text(" % so với kế hoạch; có <5 & \"ngoặc\" #heading *không* $phải$ @mã được giữ nguyên như người viết."));
    vec![
        heading(HeadingLevel::Arabic, field),
        Block::Paragraph(runs),
        Block::Table(against_target(index, notes)),
        Block::Chart(picture(index)),
    ]
}

fn column(weight: u16, align: Align) -> Column {
    Column { weight, align }
}

fn titles(list: &[&str]) -> Vec<TableCell> {
    list.iter().map(|t| TableCell::text(*t)).collect()
}

fn against_target(index: i64, notes: &mut Notes) -> Table {
    let row = |i: i64, notes: &mut Notes| {
        vec![
            TableCell::text((i + 1).to_string()),
            TableCell::text(format!("Chỉ tiêu {} của lĩnh vực", i + 1)),
            TableCell::text("lượt"),
            TableCell::runs(vec![notes.figure(1_000 + i * 10 + index, 0, "lượt")]),
            TableCell::runs(vec![notes.figure(10_123 + i * 77 + index, 1, "lượt")]),
        ]
    };
    Table {
        caption: vec![Run::text(format!("Bảng {}. Kết quả so với chỉ tiêu", index + 1))],
        columns: vec![
            column(8, Align::Centre),
            column(45, Align::Left),
            column(15, Align::Centre),
            column(16, Align::Right),
            column(16, Align::Right),
        ],
        header: vec![titles(&["TT", "Nội dung", "Đơn vị tính", "Chỉ tiêu", "Kết quả"])],
        rows: (0..6).map(|i| row(i, notes)).collect(),
    }
}

fn years(notes: &mut Notes) -> Table {
    let row =
        |i: i64, notes: &mut Notes| {
            let mut cells = vec![TableCell::text(format!("Nội dung {}", i + 1))];
            cells.extend((0..5).map(|year| {
                TableCell::runs(vec![notes.figure(500 + i * 40 + year * 7, 0, "buổi")])
            }));
            cells
        };
    let mut top = vec![TableCell::text("Nội dung")];
    top.push(TableCell { runs: vec![Run::text("Năm")], span: 5 });
    Table {
        caption: Vec::new(),
        columns: std::iter::once(column(30, Align::Left))
            .chain((0..5).map(|_| column(14, Align::Right)))
            .collect(),
        header: vec![top, titles(&["", "2021", "2022", "2023", "2024", "2025"])],
        rows: (0..6).map(|i| row(i, notes)).collect(),
    }
}

/// A chart in the paper.
pub(crate) fn picture(index: i64) -> Chart {
    let data = data(index);
    let drawn = match index % 3 {
        0 => chart::bars(&data),
        1 => chart::lines(&data),
        _ => chart::stacked(&data),
    };
    Chart {
        svg: drawn.svg,
        width: drawn.width,
        height: drawn.height,
        alt: data.description.clone(),
        caption: vec![Run::text("Biểu đồ. Kết quả và chỉ tiêu qua các năm")],
    }
}

/// Five years with a gap.
pub(crate) fn data(index: i64) -> ChartData {
    let name = |i: i64| (2021 + i).to_string();
    let result = (0..5).map(|i| match (i, index) {
        (3, _) => Cell::NotReported,
        (1, 2) => Cell::NoneOccurred,
        _ => Cell::Number(9_000 + i * 1_234 + index * 100),
    });
    let target = (0..5).map(|i| Cell::Number(9_500 + i * 1_100));
    ChartData {
        id: format!("bd{index}"),
        title: "Số buổi tập huấn, bồi dưỡng".into(),
        description: "Kết quả tăng qua các năm; năm 2024 chưa có báo cáo".into(),
        unit: "buổi".into(),
        scale: 1,
        categories: (0..5)
            .map(|i| Category { label: name(i), coverage: Some((90 + i as u32, 100)) })
            .collect(),
        series: vec![
            Series { name: "Kết quả".into(), cells: result.collect() },
            Series { name: "Chỉ tiêu".into(), cells: target.collect() },
        ],
        note: "Số đơn vị có báo cáo ghi dưới mỗi năm".into(),
    }
}

/// One hundred invented communes, some of them silent.
pub(crate) fn map() -> Map {
    let place = |i: i64| Place {
        name: format!("xã Mẫu {}", i + 1),
        lon: 105.2 + ((i * 37) % 100) as f64 * 0.009 + ((i * 13) % 7) as f64 * 0.01,
        lat: 20.1 + ((i * 61) % 100) as f64 * 0.006 + ((i * 29) % 5) as f64 * 0.01,
        cell: match i % 14 {
            3 => Cell::NotReported,
            5 => Cell::NoneOccurred,
            9 => Cell::Zero,
            12 => Cell::NotApplicable,
            _ => Cell::Number(20 + (i * i * 7) % 900),
        },
        href: Some(format!("/don-vi/{}", i + 1)),
    };
    Map {
        id: "ban-do".into(),
        title: "Số buổi tập huấn theo xã, năm 2025".into(),
        description: "Mỗi vòng tròn là một xã; diện tích theo số buổi".into(),
        unit: "buổi".into(),
        scale: 0,
        places: (0..100).map(place).collect(),
        labels: 8,
    }
}

/// A form with every state.
pub(crate) fn form_sheet() -> FormSheet {
    let cells = [
        Cell::Number(1_234),
        Cell::Zero,
        Cell::NoneOccurred,
        Cell::NotApplicable,
        Cell::NotReported,
    ];
    let row = |i: usize| FormRow {
        code: format!("CT{:02}", i + 1),
        name: format!(
            "Chỉ tiêu thứ {} với tên đủ dài để phải xuống dòng trong ô của biểu mẫu",
            i + 1
        ),
        measure: "buổi".into(),
        scale: (i % 3) as u8,
        cell: cells[i % cells.len()],
    };
    FormSheet {
        key: FormKey {
            form: "KV-01".into(),
            version: 2,
            period: "2025".into(),
            unit: "SG-001".into(),
        },
        title: "Biểu tổng hợp kết quả (mẫu)".into(),
        unit_name: "xã Phù Vân, tỉnh Sông Giang (mẫu)".into(),
        period_name: "Năm 2025".into(),
        rows: (0..12).map(row).collect(),
    }
}
