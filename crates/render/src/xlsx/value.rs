//! From what stands in a cell to an amount, and the words for what is taken. It knows no sheet.

use terms::Amount;

use super::FaultCode;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Raw {
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
    /// A date, a truth value or an error, as shown.
    Other(String),
}

impl Raw {
    /// As shown in a message.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Number(number) => decimal(*number).replace('.', ","),
            Self::Text(text) | Self::Other(text) => text.chars().take(80).collect(),
        }
    }

    /// Nothing but blanks.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

/// A floating-point number as the shortest decimal text that means it.
fn decimal(number: f64) -> String {
    format!("{number}")
}

/// The floating-point number that means exactly these units at this scale.
pub(super) fn exact(units: i64, scale: u8) -> Option<f64> {
    let number: f64 =
        Amount::new(units, scale).to_string().replace('.', "").replace(',', ".").parse().ok()?;
    let positive = amount(&Raw::Number(number.abs()), scale).ok();
    (positive.is_some() && positive == units.checked_abs()).then_some(number)
}

/// The amount in units of the scale; at least zero.
pub(super) fn amount(raw: &Raw, scale: u8) -> Result<i64, FaultCode> {
    let text = match raw {
        Raw::Number(number) if number.is_finite() => decimal(*number).replace('.', ","),
        Raw::Text(text) => text.trim().to_owned(),
        Raw::Number(_) | Raw::Other(_) => return Err(FaultCode::NotANumber),
    };
    // Zeros at the end of a typed fraction say nothing more.
    let text = match text.split_once(',') {
        Some((whole, part)) if !part.is_empty() && part.bytes().all(|b| b == b'0') => {
            whole.to_owned()
        }
        _ => text,
    };
    match Amount::parse(&text, scale) {
        Ok(amount) if amount.units < 0 => Err(FaultCode::Negative),
        Ok(amount) => Ok(amount.units),
        Err(_) => Err(why(&text)),
    }
}

/// Why a text is no amount of its indicator.
fn why(text: &str) -> FaultCode {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = unsigned.split_once(',').unwrap_or((unsigned, "0"));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let number = Amount::parse(whole, 0).is_ok() || digits(whole);
    match number && digits(part) {
        false => FaultCode::NotANumber,
        true if text.starts_with('-') => FaultCode::Negative,
        true if whole.replace('.', "").trim_start_matches('0').len() > 9 => FaultCode::TooLarge,
        true => FaultCode::Decimals,
    }
}

/// What a value cell of this scale takes.
pub(super) fn accepted(scale: u8) -> String {
    if scale == 0 {
        return "Nhập số nguyên không âm, ví dụ 1234 hoặc 1.234".to_owned();
    }
    format!("Nhập số không âm, có không quá {scale} chữ số sau dấu phẩy, ví dụ 1.234,5")
}

#[cfg(test)]
mod tests {
    use super::{FaultCode, Raw, amount, exact};

    fn text(value: &str, scale: u8) -> Result<i64, FaultCode> {
        amount(&Raw::Text(value.to_owned()), scale)
    }

    #[test]
    fn vietnamese_text_is_a_number() {
        assert_eq!(text(" 1.234,5 ", 1), Ok(12_345));
        assert_eq!(text("1.234,00", 0), Ok(1_234));
        assert_eq!(text("1,234.5", 1), Err(FaultCode::NotANumber));
        assert_eq!(text("12 xã", 0), Err(FaultCode::NotANumber));
        assert_eq!(text("1,5", 0), Err(FaultCode::Decimals));
        assert_eq!(text("-3", 0), Err(FaultCode::Negative));
        assert_eq!(text("99999999999999999999", 0), Err(FaultCode::TooLarge));
    }

    #[test]
    fn numbers_are_exact_or_text() {
        assert_eq!(exact(1_234_567, 2), Some(12_345.67));
        assert_eq!(exact(i64::MAX, 0), None);
        assert_eq!(amount(&Raw::Number(0.1), 1), Ok(1));
        assert_eq!(amount(&Raw::Number(0.1 + 0.2), 1), Err(FaultCode::Decimals));
        assert_eq!(amount(&Raw::Number(f64::NAN), 1), Err(FaultCode::NotANumber));
        assert_eq!(amount(&Raw::Number(1e300), 0), Err(FaultCode::TooLarge));
    }
}
