//! D272: a spelling that stands alone beside a frequent one.

use std::collections::BTreeMap;

use crate::finding::{Findings, Severity};
use crate::model::batch::Batch;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::text::fold::fold_tones;
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D272",
    name: "rare-spelling",
    severity: Severity::Info,
    title: label!(vi: "Cách viết lạ", en: "A rare spelling"),
    why: label!(
        vi: "Giá trị này chỉ gặp một lần và chỉ khác một chữ so với giá trị gặp rất nhiều lần trong kỳ, chữ đó lại không gặp ở đâu khác: nhiều khả năng gõ nhầm, sẽ in sai trong danh sách gửi trường.",
        en: "The value stands alone and differs in one word from one that is very frequent in the period, and that word stands nowhere else: most likely a slip, which would be printed on the school's list.",
    ),
    mend: label!(
        vi: "Sửa lại nếu gõ nhầm; nếu đúng thì không phải làm gì.",
        en: "Correct it if it is a slip; if it is right, nothing has to be done.",
    ),
    example: label!(
        vi: "“Phó Trưởng phògn” giữa hàng chục “Phó Trưởng phòng”",
        en: "“Phó Trưởng phògn” among dozens of “Phó Trưởng phòng”",
    ),
    source: label!(
        vi: "So các giá trị trong cùng kỳ",
        en: "A comparison of the period's values",
    ),
    needs: &[],
    check: Check::Batch(check),
};

/// How often the other spelling must stand.
const FREQUENT: usize = 10;
/// Shorter words are too like each other.
const LETTERS: usize = 4;

/// Reads a field's text.
type Pick = fn(&Record) -> Option<&str>;

const FIELDS: [(FieldKey, Pick); 3] = [
    (FieldKey::Position, |record| record.position.value.as_deref()),
    (FieldKey::PlannedPosition, |record| record.planned_position.value.as_deref()),
    (FieldKey::Workplace, |record| record.workplace.value.as_deref()),
];

fn check(batch: &Batch, _: &Context, findings: &mut Findings) {
    for (field, pick) in FIELDS {
        let mut values: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
        for (_, record) in batch.counting_rows() {
            if let Some(text) = pick(record) {
                values.entry(fold_tones(text).into_owned()).or_default().push(record);
            }
        }
        let words = count_words(&values);
        let frequent: Vec<(&str, &Record)> = values
            .iter()
            .filter(|(_, rows)| rows.len() >= FREQUENT)
            .filter_map(|(value, rows)| Some((value.as_str(), *rows.first()?)))
            .collect();
        for (value, rows) in &values {
            let [record] = rows.as_slice() else { continue };
            let twin = frequent.iter().find(|(other, _)| is_slip(value, other, &words));
            if let Some(usual) = twin.and_then(|(_, row)| pick(row)) {
                report(record, field, pick(record).unwrap_or_default(), usual, findings);
            }
        }
    }
}

/// In how many rows each word stands.
fn count_words(values: &BTreeMap<String, Vec<&Record>>) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for (value, rows) in values {
        for word in value.split(' ') {
            *words.entry(word.to_owned()).or_insert(0) += rows.len();
        }
    }
    words
}

/// One word apart, by one letter, and that word is known from nowhere else.
fn is_slip(rare: &str, frequent: &str, words: &BTreeMap<String, usize>) -> bool {
    let (rare, frequent): (Vec<_>, Vec<_>) =
        (rare.split(' ').collect(), frequent.split(' ').collect());
    if rare.len() != frequent.len() {
        return false;
    }
    let mut differing = rare.iter().zip(&frequent).filter(|(one, other)| one != other);
    let (Some((one, other)), None) = (differing.next(), differing.next()) else { return false };
    let plain =
        |word: &str| word.chars().count() >= LETTERS && word.chars().all(char::is_alphabetic);
    plain(one) && plain(other) && words.get(*one) == Some(&1) && one_slip_apart(one, other)
}

/// One letter more, less or other, or two neighbours swapped.
fn one_slip_apart(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(head..).unwrap_or_default(), b.get(head..).unwrap_or_default());
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (a.get(..a.len() - tail).unwrap_or_default(), b.get(..b.len() - tail).unwrap_or_default())
    {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([w, x], [y, z]) => w == z && x == y,
        _ => false,
    }
}

fn report(record: &Record, field: FieldKey, rare: &str, usual: &str, findings: &mut Findings) {
    let message = text!(
        vi: "“{rare}” chỉ gặp một lần; trong kỳ thường viết “{usual}”.",
        en: "“{rare}” stands only once; “{usual}” is the usual spelling.",
    );
    let advice = text!(vi: "Có phải “{usual}”?", en: "Is it “{usual}”?");
    findings.on_field(record, field, message).suggest(advice);
}

#[cfg(test)]
mod tests {
    use super::{RULE, one_slip_apart};
    use crate::finding::Finding;
    use crate::rules::test_support::{form, on_form, other_row, read};

    /// Twelve rows of the usual position and one of this.
    fn among_many(position: &str) -> Vec<Finding> {
        let records = (1..=13).map(|index| {
            let mut record = other_row(index, "Nguyễn Văn Ánh");
            let written = if index == 13 { position } else { "Phó Trưởng phòng" };
            record.position = read(written.into(), written, 6);
            record
        });
        on_form(&RULE, form(records.collect()))
    }

    #[test]
    fn allows_other_positions_capitals_and_short_words() {
        for other in ["PHÓ TRƯỞNG PHÒNG", "Trưởng phòng", "Phó Trưởng ban", "Phó Trưởng khoa"]
        {
            assert!(among_many(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn reports_a_slip_with_the_usual_spelling() {
        for slip in ["Phó Trưởng phògn", "Phó Trưởng phong", "Phó Truởng phòng"] {
            let found = among_many(slip);
            assert_eq!(found.len(), 1, "{slip}");
            assert_eq!(found[0].suggestion.as_ref().unwrap().vi, "Có phải “Phó Trưởng phòng”?");
        }
    }

    #[test]
    fn slips_are_one_letter_or_two_swapped() {
        assert!(one_slip_apart("chính", "chinh") && one_slip_apart("phòg", "phòng"));
        assert!(one_slip_apart("phògn", "phòng"));
        assert!(!one_slip_apart("phòng", "phủ") && !one_slip_apart("an", "ba"));
    }
}
