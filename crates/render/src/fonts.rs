//! The typefaces in the program: Tinos, of the same widths as Times New Roman, and Be Vietnam Pro for charts.
//! Both are under the SIL Open Font License (see `fonts/`) and cut down to Latin with Vietnamese.

/// Tinos for text.
pub(crate) const SERIF: &str = "Tinos";
/// Be Vietnam Pro for charts.
pub(crate) const SANS: &str = "Be Vietnam Pro";

/// The bytes of all faces.
pub(crate) const FACES: [&[u8]; 6] = [
    include_bytes!("../fonts/Tinos-Regular.ttf"),
    include_bytes!("../fonts/Tinos-Bold.ttf"),
    include_bytes!("../fonts/Tinos-Italic.ttf"),
    include_bytes!("../fonts/Tinos-BoldItalic.ttf"),
    include_bytes!("../fonts/BeVietnamPro-Regular.ttf"),
    include_bytes!("../fonts/BeVietnamPro-Bold.ttf"),
];
