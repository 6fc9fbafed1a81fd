//! The indicators of a form as typed, one a line: `code | name | unit | decimals | sum, stock or ratio A/B | field`.
//!
//! Every line that is wrong is named; the codes of a ratio are looked for among all lines.

use crate::i18n::Lang;
use app::forms::Indicator;
use std::collections::BTreeSet;
use terms::{Aggregation, Field};

/// The most decimals that are kept.
const MOST_DECIMALS: u8 = 6;

/// The indicators, or what is wrong with each line that cannot be taken.
pub(super) fn read(lang: Lang, lines: &[(usize, &str)]) -> Result<Vec<Indicator>, Vec<String>> {
    let codes: Vec<&str> = lines.iter().map(|(_, line)| code_of(line)).collect();
    let ratios: BTreeSet<&str> =
        lines.iter().filter(|(_, line)| is_ratio(line)).map(|(_, line)| code_of(line)).collect();
    let (mut list, mut wrong, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (number, line) in lines {
        let read = one(line).and_then(|indicator| {
            if !seen.insert(indicator.code.clone()) {
                return Err(("indicator-code-twice", indicator.code));
            }
            let summed =
                |part: &String| codes.contains(&part.as_str()) && !ratios.contains(part.as_str());
            let parts = indicator.parts.iter().flat_map(|(num, den)| [num, den]);
            let unknown = parts.into_iter().find(|part| !summed(part)).cloned();
            match unknown {
                Some(part) => Err(("indicator-part-unknown", part)),
                None => Ok(indicator),
            }
        });
        match read {
            Ok(indicator) => list.push(indicator),
            Err((key, what)) => {
                let why = lang.ta(key, &[("name", what.as_str())]);
                let facts = [("n", &*number.to_string()), ("why", &why)];
                wrong.push(lang.ta("entry-line-bad", &facts));
            }
        }
    }
    if wrong.is_empty() { Ok(list) } else { Err(wrong) }
}

fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split('|').map(str::trim)
}

fn code_of(line: &str) -> &str {
    cells(line).next().unwrap_or("")
}

fn is_ratio(line: &str) -> bool {
    cells(line).nth(4).is_some_and(|how| matches!(aggregation(how), Some((_, Some(_)))))
}

/// The indicator of a line, or the key of what is wrong with the words in question.
fn one(line: &str) -> Result<Indicator, (&'static str, String)> {
    let all: Vec<&str> = cells(line).collect();
    let [code, name, measure, decimals, how, rest @ ..] = all.as_slice() else {
        return Err(("indicator-too-short", all.len().to_string()));
    };
    if code.is_empty() || name.is_empty() || measure.is_empty() {
        return Err(("indicator-blank", line.to_owned()));
    }
    let scale = decimals.parse().ok().filter(|n| *n <= MOST_DECIMALS);
    let scale = scale.ok_or_else(|| ("indicator-decimals-bad", (*decimals).to_owned()))?;
    let (aggregation, parts) =
        aggregation(how).ok_or_else(|| ("indicator-how-bad", (*how).to_owned()))?;
    let field = match rest {
        [] | [""] => Field::Other,
        [one] => field(one).ok_or_else(|| ("indicator-field-bad", (*one).to_owned()))?,
        _ => return Err(("indicator-too-long", all.len().to_string())),
    };
    Ok(Indicator {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        measure: (*measure).to_owned(),
        scale,
        aggregation,
        parts,
        field,
        targets: Vec::new(),
    })
}

type How = (Aggregation, Option<(String, String)>);

/// `sum`, `stock` or `ratio A/B`, in either language; the codes stay as typed, capitals and all.
fn aggregation(how: &str) -> Option<How> {
    match how.to_lowercase().as_str() {
        "sum" | "cộng dồn" => return Some((Aggregation::Sum, None)),
        "stock" | "số cuối kỳ" | "cuối kỳ" => return Some((Aggregation::Stock, None)),
        _ => {}
    }
    let (before, den) = how.split_once('/')?;
    let (words, num) = before.trim_end().rsplit_once(char::is_whitespace)?;
    if !["ratio", "tỷ lệ", "tỉ lệ"].contains(&words.trim().to_lowercase().as_str()) {
        return None;
    }
    let den = den.trim();
    (!den.is_empty()).then(|| (Aggregation::Ratio, Some((num.to_owned(), den.to_owned()))))
}

/// A line of work by its code, or by its words in either language.
fn field(typed: &str) -> Option<Field> {
    use crate::view::common::Coded;
    let typed = typed.to_lowercase();
    let is = |f: &&Field| {
        let labels = Lang::ALL.iter().map(|lang| lang.t(&f.key()).to_lowercase());
        f.code() == typed || labels.into_iter().any(|label| label == typed)
    };
    Field::ALL.iter().find(is).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_line_by_line() {
        let lines = [
            (1, "DQ | Số dân quân tự vệ | người | 0 | stock | forces"),
            (2, "DV | Đảng viên trong dân quân | người | 0 | Số cuối kỳ | Lực lượng vũ trang"),
            (4, "TL | Tỷ lệ đảng viên | % | 2 | Tỷ lệ DV / DQ"),
        ];
        let list = read(Lang::Vi, &lines).unwrap();
        assert_eq!(list[0].field, list[1].field);
        assert_eq!(list[2].parts, Some(("DV".to_owned(), "DQ".to_owned())));
        assert_eq!((list[2].scale, list[2].field), (2, Field::Other));
    }

    #[test]
    fn every_bad_line_is_named() {
        let lines = [
            (1, "a | Số lớp | lớp | 0 | sum | education"),
            (2, "a | Số lớp nữa | lớp | 0 | sum"),
            (3, "b | Thiếu"),
            (4, "c | Tỷ lệ | % | 2 | ratio a/x"),
            (5, "d | Số | người | 9 | sum"),
            (6, "e | Số | người | 0 | trung bình"),
            (7, "f | Số | người | 0 | sum | chăn nuôi"),
            (8, " | Số | người | 0 | sum"),
        ];
        let wrong = read(Lang::Vi, &lines).unwrap_err();
        assert_eq!(wrong.len(), 7, "{wrong:?}");
        for (said, (number, _)) in wrong.iter().zip(&lines[1..]) {
            assert!(said.contains(&format!("Dòng {number}")), "{said}");
        }
        for (n, word) in [(0, "“a”"), (2, "“x”"), (3, "“9”"), (4, "trung bình"), (5, "chăn nuôi")]
        {
            assert!(wrong[n].contains(word), "{}", wrong[n]);
        }
    }
}
