//! Old formats to docx, by LibreOffice without its windows.

use super::MachineTools;
use super::run::{Program, folder_with};
use text::{CONVERT_PACKAGES, OldFormat, ToolError};

const OFFICE: Program = Program {
    names: &["soffice", "libreoffice"],
    called: "LibreOffice",
    packages: CONVERT_PACKAGES,
};

/// Converts a document; its macros are not run, its links are not followed.
pub(super) fn to_docx(
    tools: &MachineTools,
    bytes: &[u8],
    from: OldFormat,
) -> Result<Vec<u8>, ToolError> {
    let name = match from {
        OldFormat::Doc => "old.doc",
        OldFormat::Rtf => "old.rtf",
    };
    let folder = folder_with(OFFICE, name, bytes)?;
    // A profile of its own, so that a running LibreOffice does not take the work over.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let args = [
        profile.as_str(),
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        "out",
        name,
    ];
    OFFICE.run(folder.path(), &args, tools.page_limit.saturating_mul(2))?;
    std::fs::read(folder.path().join("out/old.docx")).map_err(|_| OFFICE.failed())
}
