//! Reads plain UTF-8 texts named on the command line and prints one reading a line as JSON, with the text.
//!
//! For looking at readings while rules are written; `kvpt read` is the program for users.
#![expect(clippy::print_stdout, reason = "printing is what this example is for")]

use unicode_normalization::UnicodeNormalization;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let text: String = std::fs::read_to_string(&path)?.replace("\r\n", "\n").nfc().collect();
        let mut value = serde_json::to_value(read::read(&text))?;
        value["source"] = serde_json::json!({ "path": path });
        value["text"] = text.into();
        println!("{value}");
    }
    Ok(())
}
