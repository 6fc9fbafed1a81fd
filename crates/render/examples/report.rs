//! Writes the invented report as docx and pdf, its pictures and a form into a folder: `cargo run -p render --example report -- DIR`.

#[path = "../tests/it/sample.rs"]
mod sample;

use render::paper::PaperState;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::path::PathBuf::from(std::env::args().nth(1).ok_or("a folder is needed")?);
    std::fs::create_dir_all(&dir)?;
    for (name, state) in [("draft", PaperState::Draft), ("approved", PaperState::Approved)] {
        let paper = sample::paper(state);
        let start = std::time::Instant::now();
        std::fs::write(dir.join(format!("{name}.docx")), render::docx::write(&paper)?)?;
        eprintln!("{name}.docx: {:?}", start.elapsed());
        std::fs::write(dir.join(format!("{name}.pdf")), render::pdf::write(&paper)?)?;
        eprintln!("with {name}.pdf: {:?}", start.elapsed());
    }
    for (index, kind) in ["bars", "lines", "stacked"].iter().enumerate() {
        std::fs::write(dir.join(format!("{kind}.svg")), sample::picture(index as i64).svg)?;
    }
    std::fs::write(dir.join("map.svg"), sample::map().draw().svg)?;
    std::fs::write(dir.join("form.xlsx"), render::xlsx::write_form(&sample::form_sheet())?)?;
    Ok(())
}
