//! The outside of an act, taken from its bytes in one pass: the canonical form of the whole and the members that a chain
//! stands on. What the act says is checked as canonical JSON, not for whether its kind has such fields: `from_bytes` does that.

use crate::error::WireError;
use std::borrow::Cow;

/// The members of an act that a chain and the columns beside its bytes stand on, as slices of the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// Reference of the body for which it was done.
    pub body: &'a str,
    /// Login of the actor.
    pub login: Cow<'a, str>,
    /// Civil day from which it holds.
    pub effective_on: &'a str,
    /// Stable name of what it says.
    pub kind: &'a str,
    /// Hash of the act before it, 64 hexadecimal digits.
    pub prev: &'a str,
    /// When it was entered, in microseconds since 1970-01-01 UTC.
    pub recorded_at: i64,
    /// Its place in the chain.
    pub seq: u64,
    /// The site that wrote it.
    pub site: &'a str,
    /// Reference of what it is about.
    pub subject: &'a str,
}

/// How deep lists and objects may stand in each other.
const DEPTH: usize = 100;

/// The largest whole number that is written as a number.
const EXACT: u64 = (1 << 53) - 1;

impl<'a> Envelope<'a> {
    /// Walks the bytes of an act: the members every act has, in their order, and canonical JSON (RFC 8785) throughout.
    ///
    /// # Errors
    /// `NotCanonical` with the first byte that cannot stand there; `UnknownVersion` for another version.
    pub fn of(bytes: &'a [u8]) -> Result<Self, WireError> {
        let bad = |e: std::str::Utf8Error| WireError::NotCanonical { at: e.valid_up_to() };
        let text = std::str::from_utf8(bytes).map_err(bad)?;
        Walk { text, bytes, at: 0 }.act()
    }
}

struct Walk<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Walk<'a> {
    fn act(&mut self) -> Result<Envelope<'a>, WireError> {
        self.word("{\"actor\":{\"body\":{\"at\":")?;
        let body = self.plain()?;
        self.word(",\"name\":")?;
        self.string()?;
        self.word("},\"login\":")?;
        let login = self.any_text()?;
        self.word(",\"name\":")?;
        self.string()?;
        self.word("},\"effective_on\":")?;
        let effective_on = self.plain()?;
        self.word(",\"evidence\":")?;
        self.only(b'[')?;
        self.word(",\"kind\":")?;
        let kind = self.plain()?;
        self.word(",\"prev\":")?;
        let prev = self.plain()?;
        self.word(",\"recorded_at\":")?;
        let recorded_at = self.whole()?;
        self.word(",\"says\":")?;
        self.only(b'{')?;
        self.word(",\"seq\":")?;
        let seq = self.whole()?;
        self.word(",\"site\":")?;
        let site = self.plain()?;
        self.word(",\"subject\":")?;
        let subject = self.plain()?;
        self.word(",\"v\":")?;
        let version: i64 = self.whole()?;
        self.word("}")?;
        if self.at != self.bytes.len() {
            return Err(self.wrong());
        }
        if version != i64::from(crate::VERSION) {
            return Err(WireError::UnknownVersion { found: version.into() });
        }
        Ok(Envelope { body, login, effective_on, kind, prev, recorded_at, seq, site, subject })
    }

    fn wrong(&self) -> WireError {
        WireError::NotCanonical { at: self.at }
    }

    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn word(&mut self, word: &str) -> Result<(), WireError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        self.at += rest.iter().zip(word.as_bytes()).take_while(|(a, b)| a == b).count();
        Err(self.wrong())
    }

    fn only(&mut self, first: u8) -> Result<(), WireError> {
        if self.peek() != first {
            return Err(self.wrong());
        }
        self.value(0)
    }

    /// A text without escapes.
    fn plain(&mut self) -> Result<&'a str, WireError> {
        let (raw, escaped) = self.string()?;
        if escaped { Err(self.wrong()) } else { Ok(raw) }
    }

    /// A text, its escapes undone.
    fn any_text(&mut self) -> Result<Cow<'a, str>, WireError> {
        let from = self.at;
        let (raw, escaped) = self.string()?;
        if !escaped {
            return Ok(Cow::Borrowed(raw));
        }
        let text = serde_json::from_str(&self.text[from..self.at]);
        text.map(Cow::Owned).map_err(|_| self.wrong())
    }

    /// The inside of a text as it stands, and whether it has escapes.
    fn string(&mut self) -> Result<(&'a str, bool), WireError> {
        if self.peek() != b'"' {
            return Err(self.wrong());
        }
        self.at += 1;
        let (from, mut escaped) = (self.at, false);
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let run = rest.iter().position(|b| matches!(b, b'"' | b'\\' | 0..=0x1f));
            self.at += run.unwrap_or(rest.len());
            match self.peek() {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    self.escape()?;
                }
                _ => return Err(self.wrong()),
            }
        }
        let inside = &self.text[from..self.at];
        self.at += 1;
        Ok((inside, escaped))
    }

    /// The shortest escapes alone: `\uXXXX` only for control signs that have no letter, in small digits.
    fn escape(&mut self) -> Result<(), WireError> {
        let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
        let length = match rest {
            [b'"' | b'\\' | b'b' | b't' | b'n' | b'f' | b'r', ..] => 2,
            [b'u', b'0', b'0', b'0', b'0'..=b'7' | b'b' | b'e' | b'f', ..] => 6,
            [b'u', b'0', b'0', b'1', b'0'..=b'9' | b'a'..=b'f', ..] => 6,
            _ => return Err(self.wrong()),
        };
        self.at += length;
        Ok(())
    }

    fn value(&mut self, depth: usize) -> Result<(), WireError> {
        match self.peek() {
            _ if depth > DEPTH => Err(self.wrong()),
            b'"' => self.string().map(|_| ()),
            b'{' => self.members(depth),
            b'[' => self.list(depth),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            _ => self.number().map(|_| ()),
        }
    }

    fn list(&mut self, depth: usize) -> Result<(), WireError> {
        self.at += 1;
        if self.peek() == b']' {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.value(depth + 1)?;
            match self.peek() {
                b',' => self.at += 1,
                b']' => break,
                _ => return Err(self.wrong()),
            }
        }
        self.at += 1;
        Ok(())
    }

    fn members(&mut self, depth: usize) -> Result<(), WireError> {
        self.at += 1;
        if self.peek() == b'}' {
            self.at += 1;
            return Ok(());
        }
        let mut last: Option<&str> = None;
        loop {
            let start = self.at;
            // Names of members have no escapes in any format of an act; one that has is not followed further.
            let name = self.plain()?;
            if last.is_some_and(|last| !last.encode_utf16().lt(name.encode_utf16())) {
                self.at = start;
                return Err(self.wrong());
            }
            last = Some(name);
            self.word(":")?;
            self.value(depth + 1)?;
            match self.peek() {
                b',' => self.at += 1,
                b'}' => break,
                _ => return Err(self.wrong()),
            }
        }
        self.at += 1;
        Ok(())
    }

    /// A whole number within ±(2^53 − 1) in its one form.
    fn number(&mut self) -> Result<i64, WireError> {
        let start = self.at;
        let negative = self.peek() == b'-';
        self.at += usize::from(negative);
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let digits = self.text.get(self.at..self.at + digits).unwrap_or_default();
        let leading = digits.starts_with('0') && (digits.len() > 1 || negative);
        match digits.parse::<u64>() {
            Ok(n) if !leading && n <= EXACT => {
                self.at += digits.len();
                Ok(if negative { -(n as i64) } else { n as i64 })
            }
            _ => {
                self.at = start;
                Err(self.wrong())
            }
        }
    }

    /// A whole number: as a number, or as a text of digits where it is beyond what a number holds.
    fn whole<T: TryFrom<i128>>(&mut self) -> Result<T, WireError> {
        let start = self.at;
        let n = match self.peek() {
            b'"' => {
                let digits = self.plain()?;
                let n: i128 = digits.parse().unwrap_or(0);
                let fits = n.unsigned_abs() > u128::from(EXACT) && n.to_string() == digits;
                fits.then_some(n)
            }
            _ => Some(self.number()?.into()),
        };
        n.and_then(|n| T::try_from(n).ok()).ok_or(WireError::NotCanonical { at: start })
    }
}
