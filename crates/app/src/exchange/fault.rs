//! What is wrong with a bundle, as a person reads it.

use crate::error::{Error, Problem};
use bundle::{Differs, Fault};
use terms::Site;

fn refused(code: &str, facts: Vec<(&str, String)>) -> Error {
    let facts = facts.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
    Error::Refused(Problem { code: code.to_owned(), facts })
}

/// A fault of the bytes.
pub(crate) fn of_bundle(fault: Fault) -> Error {
    match fault {
        Fault::NotABundle => refused("bundle.not-a-bundle", vec![]),
        Fault::Truncated => refused("bundle.truncated", vec![]),
        Fault::Newer { found, known } => refused(
            "bundle.newer",
            vec![("found", found.to_string()), ("known", known.to_string())],
        ),
        Fault::NotForUs => refused("bundle.not-for-us", vec![]),
        Fault::Damaged { part } => refused("bundle.damaged", vec![("part", part_vn(part).into())]),
        Fault::UnknownKey { from, key } => {
            let key = key.get(..16).unwrap_or(&key).to_owned();
            refused("bundle.unknown-key", vec![("from", from.to_string()), ("key", key)])
        }
        Fault::BadKey => {
            refused("site.key-missing", vec![("detail", "tệp khóa không đúng dạng".into())])
        }
        Fault::Passphrase => refused("site.key-missing", vec![("detail", "sai mật khẩu".into())]),
        Fault::TooLarge { bytes } => {
            refused("bundle.too-large", vec![("bytes", bytes.to_string())])
        }
    }
}

fn part_vn(part: &str) -> &'static str {
    match part {
        "envelope" => "vỏ gói",
        "manifest" => "bản kê",
        "signature" => "chữ ký",
        "body" => "nội dung",
        "range" => "đoạn hành vi",
        _ => "tệp kèm theo",
    }
}

/// Where accounts differ. `day` is the day of the act that it names, when that act is held here.
pub(crate) fn of_difference(
    differs: &Differs,
    from: &Site,
    own: &Site,
    number: u64,
    day: Option<String>,
) -> Error {
    let dated = day.clone().map(|d| format!(", ghi ngày {d}")).unwrap_or_default();
    let day = day.unwrap_or_else(|| "chưa rõ".to_owned());
    let from = ("from", from.to_string());
    match differs {
        Differs::Fork { site, agreed, seq } => {
            let place = match *agreed + 1 == *seq {
                true => format!("từ hành vi số {seq}{dated}"),
                false => format!("trong khoảng hành vi số {} đến {seq}{dated}", agreed + 1),
            };
            refused("bundle.fork", vec![("site", site.to_string()), ("where", place), from])
        }
        Differs::CutOff { site, seq } => refused(
            "bundle.cut-off",
            vec![("site", site.to_string()), ("seq", seq.to_string()), ("day", day)],
        ),
        Differs::OwnCutOff { seq } => refused(
            "bundle.own-cut-off",
            vec![("site", own.to_string()), ("seq", seq.to_string()), from],
        ),
        Differs::NumberReused { number } => {
            refused("bundle.number-reused", vec![("number", number.to_string()), from])
        }
        Differs::ClockBack { than } => refused(
            "bundle.clock-back",
            vec![("number", number.to_string()), ("than", than.to_string()), from],
        ),
        Differs::Backdated { site, seq } => refused(
            "bundle.backdated",
            vec![("site", site.to_string()), ("seq", seq.to_string()), ("day", day)],
        ),
    }
}
