//! JSON as acts use it, printed as RFC 8785 (JSON Canonicalization Scheme) has it.
//!
//! Numbers are integers within ±(2^53 − 1), which every reader of JSON holds exactly; there are no fractions and no null.

use crate::error::WireError;

/// A JSON value without fractions and without null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i128),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Members, in any order; printed in canonical order.
    Map(Vec<(String, Json)>),
}

impl Json {
    /// Parses JSON of this profile.
    ///
    /// # Errors
    /// When the bytes are not JSON, or hold a fraction or null.
    pub fn parse(bytes: &[u8]) -> Result<Self, WireError> {
        let value: serde_json::Value = serde_json::from_slice(bytes)
            .map_err(|e| WireError::NotJson { line: e.line(), column: e.column() })?;
        from_value(value)
    }

    /// The canonical bytes: members sorted by the UTF-16 units of their names, no spaces, shortest escapes.
    pub fn canonical(&self) -> Vec<u8> {
        let mut out = String::new();
        print(self, &mut out);
        out.into_bytes()
    }
}

fn from_value(value: serde_json::Value) -> Result<Json, WireError> {
    use serde_json::Value;
    Ok(match value {
        Value::Null => return Err(WireError::expected("a value (null is not used)")),
        Value::Bool(b) => Json::Bool(b),
        Value::Number(n) => {
            let whole = n.as_i64().map(i128::from).or_else(|| n.as_u64().map(i128::from));
            Json::Int(whole.ok_or_else(|| WireError::expected("a whole number"))?)
        }
        Value::String(s) => Json::Text(s),
        Value::Array(items) => {
            Json::List(items.into_iter().map(from_value).collect::<Result<_, _>>()?)
        }
        Value::Object(members) => Json::Map(
            members
                .into_iter()
                .map(|(k, v)| from_value(v).map_err(|e| e.within(&k)).map(|v| (k, v)))
                .collect::<Result<_, _>>()?,
        ),
    })
}

fn print(json: &Json, out: &mut String) {
    match json {
        Json::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Json::Int(n) => out.push_str(&n.to_string()),
        Json::Text(s) => print_text(s, out),
        Json::List(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                print(item, out);
            }
            out.push(']');
        }
        Json::Map(members) => print_members(members, out),
    }
}

fn print_members(members: &[(String, Json)], out: &mut String) {
    let mut sorted: Vec<&(String, Json)> = members.iter().collect();
    sorted.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
    out.push('{');
    for (i, (name, value)) in sorted.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        print_text(name, out);
        out.push(':');
        print(value, out);
    }
    out.push('}');
}

fn print_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}
