//! JSON as `serde_json` writes it, straight into a buffer: the same bytes, in less time.
//!
//! Strings are most of a reading; they are looked through for what must be escaped in blocks, not byte by byte, and the
//! names of fields not at all. Numbers with a fraction are left to `serde_json`.

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::{Error, Result};

/// Appends a value to a buffer.
///
/// # Errors
/// Where a key of a map is no string, or a value refuses to be written.
pub(crate) fn write(value: &impl Serialize, out: &mut Vec<u8>) -> Result<()> {
    value.serialize(Json { out })
}

/// Where a value is written.
struct Json<'o> {
    out: &'o mut Vec<u8>,
}

/// The parts of a list, a map or a struct that is being written.
struct Parts<'o> {
    out: &'o mut Vec<u8>,
    first: bool,
    end: &'static [u8],
}

impl<'o> Json<'o> {
    fn raw(self, text: &str) -> Result<()> {
        self.out.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn number(self, number: u64) -> Result<()> {
        let (mut digits, mut at, mut rest) = ([0; 20], 20, number);
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.out.extend_from_slice(&digits[at..]);
        Ok(())
    }

    fn parts(self, begin: u8, end: &'static [u8]) -> Parts<'o> {
        self.out.push(begin);
        Parts { out: self.out, first: true, end }
    }

    /// The parts of a variant of an enumeration: `{"variant":[…]}`.
    fn variant(self, variant: &str, begin: u8, end: &'static [u8]) -> Parts<'o> {
        self.out.push(b'{');
        string(self.out, variant);
        self.out.push(b':');
        self.parts(begin, end)
    }
}

/// Tells whether a byte cannot stand in a string as it is.
#[inline(always)]
fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

/// Bytes that are looked at together.
const BLOCK: usize = 16;

/// How many bytes stand before the first special one.
fn plain(bytes: &[u8]) -> usize {
    let any = |block: &&[u8; BLOCK]| block.iter().fold(false, |any, b| any | is_special(*b));
    let (blocks, _) = bytes.as_chunks();
    let clear = blocks.iter().position(|block| any(&block)).unwrap_or(blocks.len()) * BLOCK;
    let ahead = bytes.get(clear..).unwrap_or_default();
    clear + ahead.iter().position(|b| is_special(*b)).unwrap_or(ahead.len())
}

/// A string in quotes, escaped.
fn string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some((clear, special)) = rest.split_at_checked(plain(rest)) {
        out.extend_from_slice(clear);
        let Some((byte, behind)) = special.split_first() else { break };
        escape(out, *byte);
        rest = behind;
    }
    out.push(b'"');
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    const HEX: [u8; 16] = *b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\t' => b't',
        b'\r' => b'r',
        0x08 => b'b',
        0x0c => b'f',
        _ => {
            let digit = |half: u8| HEX[usize::from(half & 0x0f)];
            out.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte)]);
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

impl<'o> Serializer for Json<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'o>;
    type SerializeTuple = Parts<'o>;
    type SerializeTupleStruct = Parts<'o>;
    type SerializeTupleVariant = Parts<'o>;
    type SerializeMap = Parts<'o>;
    type SerializeStruct = Parts<'o>;
    type SerializeStructVariant = Parts<'o>;

    fn serialize_bool(self, v: bool) -> Result<()> {
        self.raw(if v { "true" } else { "false" })
    }
    fn serialize_i8(self, v: i8) -> Result<()> {
        self.serialize_i64(v.into())
    }
    fn serialize_i16(self, v: i16) -> Result<()> {
        self.serialize_i64(v.into())
    }
    fn serialize_i32(self, v: i32) -> Result<()> {
        self.serialize_i64(v.into())
    }
    fn serialize_i64(self, v: i64) -> Result<()> {
        if v < 0 {
            self.out.push(b'-');
        }
        self.number(v.unsigned_abs())
    }
    fn serialize_u8(self, v: u8) -> Result<()> {
        self.number(v.into())
    }
    fn serialize_u16(self, v: u16) -> Result<()> {
        self.number(v.into())
    }
    fn serialize_u32(self, v: u32) -> Result<()> {
        self.number(v.into())
    }
    fn serialize_u64(self, v: u64) -> Result<()> {
        self.number(v)
    }
    fn serialize_f32(self, v: f32) -> Result<()> {
        serde_json::to_writer(self.out, &v)
    }
    fn serialize_f64(self, v: f64) -> Result<()> {
        serde_json::to_writer(self.out, &v)
    }
    fn serialize_char(self, v: char) -> Result<()> {
        self.serialize_str(v.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, v: &str) -> Result<()> {
        string(self.out, v);
        Ok(())
    }
    fn serialize_bytes(self, v: &[u8]) -> Result<()> {
        self.collect_seq(v)
    }
    fn serialize_none(self) -> Result<()> {
        self.raw("null")
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<()> {
        self.raw("null")
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<()> {
        self.raw("null")
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<()> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<()> {
        let mut parts = self.parts(b'{', b"}");
        SerializeStruct::serialize_field(&mut parts, variant, value)?;
        parts.close()
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'o>> {
        Ok(self.parts(b'[', b"]"))
    }
    fn serialize_tuple(self, _: usize) -> Result<Parts<'o>> {
        Ok(self.parts(b'[', b"]"))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'o>> {
        Ok(self.parts(b'[', b"]"))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'o>> {
        Ok(self.variant(variant, b'[', b"]}"))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'o>> {
        Ok(self.parts(b'{', b"}"))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'o>> {
        Ok(self.parts(b'{', b"}"))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'o>> {
        Ok(self.variant(variant, b'{', b"}}"))
    }
}

impl Parts<'_> {
    fn comma(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.out.push(b',');
        }
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        value.serialize(Json { out: &mut *self.out })
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.comma();
        self.value(value)
    }

    /// A field by its name, an identifier of the program.
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        self.comma();
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
        self.value(value)
    }

    fn close(self) -> Result<()> {
        self.out.extend_from_slice(self.end);
        Ok(())
    }
}

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Error;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.comma();
        let from = self.out.len();
        self.value(key)?;
        match self.out.get(from) {
            Some(b'"') => Ok(()),
            _ => Err(Error::custom("key must be a string")),
        }
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.out.push(b':');
        self.value(value)
    }
    fn end(self) -> Result<()> {
        self.close()
    }
}

/// Lists take elements, structs take fields; all end alike.
macro_rules! parts {
    ($($list:ident $element:ident),*; $($record:ident),*) => {
        $(impl $list for Parts<'_> {
            type Ok = ();
            type Error = Error;
            fn $element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
                self.element(value)
            }
            fn end(self) -> Result<()> {
                self.close()
            }
        })*
        $(impl $record for Parts<'_> {
            type Ok = ();
            type Error = Error;
            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<()> {
                self.field(name, value)
            }
            fn end(self) -> Result<()> {
                self.close()
            }
        })*
    };
}

parts! {
    SerializeSeq serialize_element, SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field;
    SerializeStruct, SerializeStructVariant
}

#[cfg(test)]
mod tests {
    use super::write;
    use serde::Serialize;
    use std::collections::BTreeMap;

    fn same(value: &impl Serialize) {
        let mut out = Vec::new();
        write(value, &mut out).expect("it is written");
        assert_eq!(String::from_utf8(out).ok(), serde_json::to_string(value).ok());
    }

    #[derive(Serialize)]
    enum Kind {
        Bare,
        One(u8),
        Pair(i8, i64),
        Named { a: bool, b: Option<f64> },
    }

    #[derive(Serialize)]
    struct Whole<'a> {
        #[serde(rename = "tên")]
        name: &'a str,
        none: Option<()>,
        #[serde(flatten)]
        more: BTreeMap<&'a str, Vec<u64>>,
    }

    #[test]
    fn every_shape_is_written_as_serde_json_does() {
        same(&[Kind::Bare, Kind::One(255), Kind::Pair(-128, i64::MIN)]);
        same(&(Kind::Named { a: true, b: Some(1.5) }, Kind::Named { a: false, b: None }));
        let more = BTreeMap::from([("a\"b", vec![0, 9, 10, u64::MAX]), ("c", vec![])]);
        same(&Whole { name: "Đồng chí “A”", none: None, more });
        same(&((), 'x', '\n', 0.1_f32, f64::NAN, 1e300));
    }

    #[test]
    fn strings_are_escaped_wherever_the_special_byte_stands() {
        for special in (0..0x80_u8).map(char::from).chain(['đ', '…', '\u{7f}', '\u{2028}']) {
            for before in 0..40 {
                same(&format!("{}{special}{}", "ỷ".repeat(before), "x".repeat(40 - before)));
            }
            same(&special);
        }
        same(&"");
    }

    #[test]
    fn a_key_that_is_no_string_is_refused() {
        assert!(write(&BTreeMap::from([(vec![1], 2)]), &mut Vec::new()).is_err());
    }
}
