//! What the reader of one format hands on: the text, what was set aside, what the gate must see.
//!
//! Shared by all formats; knows none.

/// Loại phần để riêng: what a part is that stands in the file but not in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AsideKind {
    /// Menus and lists of links around a page.
    Nav,
    /// Words under a picture.
    Caption,
    /// Links to other pages, lists of related articles.
    Related,
    /// Buttons to share, to print, to comment.
    Share,
    /// Who wrote, in a box of its own.
    Author,
    /// Program code of a page, which is never run.
    Script,
    /// What stands at the head of every page.
    Header,
    /// What stands at the foot of every page.
    Footer,
    /// Running heads and page numbers of a pdf.
    RunningHead,
    /// Remarks of readers on the text.
    Comment,
    /// Words that a tracked change has taken out.
    Deleted,
    /// Words set across the page: stamps, watermarks.
    Watermark,
    /// What a form or a note laid over the page says.
    Annotation,
    /// Anything else that was left out.
    Other,
}

impl AsideKind {
    /// The stable name, as printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nav => "nav",
            Self::Caption => "caption",
            Self::Related => "related",
            Self::Share => "share",
            Self::Author => "author",
            Self::Script => "script",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::RunningHead => "running-head",
            Self::Comment => "comment",
            Self::Deleted => "deleted",
            Self::Watermark => "watermark",
            Self::Annotation => "annotation",
            Self::Other => "other",
        }
    }
}

/// Phần để riêng: words of the file that are no part of the text, kept so that nothing is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// Its words: NFC, `\n` line ends.
    pub text: String,
}

/// A document as the reader of its format leaves it, before the gate.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    /// Everything beyond `text` and `aside` in which a mark could stand, a paragraph a line.
    pub(crate) gate: String,
    pub(crate) aside: Vec<Aside>,
    /// Codes and messages of what was left out or decided.
    pub(crate) notices: Vec<(&'static str, String)>,
    /// Parts of `text` in bytes, with what is to be said of them.
    pub(crate) spans: Vec<Span>,
    /// Whether text was read by the name of an old font.
    pub(crate) by_font: bool,
}

/// Something about a part of the text, in bytes of the text as the reader of the format left it.
#[derive(Debug)]
pub(crate) struct Span {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Document {
    /// Sets words aside; empty ones are dropped.
    pub(crate) fn set_aside(&mut self, kind: AsideKind, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.aside.push(Aside { kind, text });
        }
    }

    /// Tells something about the whole document.
    pub(crate) fn notice(&mut self, code: &'static str, message: impl Into<String>) {
        self.notices.push((code, message.into()));
    }
}
