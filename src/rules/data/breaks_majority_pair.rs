//! D271: one row breaks a pair of columns that all others keep (one unit code with two names).

use std::collections::BTreeMap;

use super::quoted;
use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::model::submission::Submission;
use crate::rules::{Check, Context, Rule};
use crate::text::fold::fold;
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D271",
    name: "breaks-majority-pair",
    severity: Severity::Info,
    title: label!(vi: "Cặp giá trị lạc", en: "A pair that breaks the pattern"),
    why: label!(
        vi: "Trong biểu, hai cột luôn đi với nhau (ví dụ mã đơn vị và tên đơn vị), chỉ riêng dòng này khác: thường do gõ nhầm mã hoặc chép lệch dòng. Chỉ báo khi mọi dòng khác đều nhất quán.",
        en: "Two columns of the form always go together (a unit's code and its name, say) but for this row: mostly a mistyped code or a shifted copy. Only reported when all other rows agree.",
    ),
    mend: label!(
        vi: "Xem lại hai ô của dòng này; nếu đúng như đã ghi thì không phải làm gì.",
        en: "Look at both cells of the row; if they are right, nothing has to be done.",
    ),
    example: label!(
        vi: "mã CB01 ở 7 dòng là “Chi bộ 1”, ở dòng này là “Chi bộ 2”",
        en: "code CB01 is “Chi bộ 1” on 7 rows and “Chi bộ 2” on this one",
    ),
    source: label!(
        vi: "Đối chiếu nội bộ biểu",
        en: "A comparison within the form",
    ),
    needs: &[],
    check: Check::Form(check),
};

/// Fewer rows prove no pattern.
const ROWS: usize = 10;
/// Fewer rows with one value of the first column do not tell what goes with it.
const REPEATS: usize = 3;
/// So many values of the first column must be repeated.
const GROUPS: usize = 2;

/// A column by name, with the text of each row.
struct Column<'a> {
    name: Text,
    field: Option<FieldKey>,
    /// Record index and text; empty cells are left out.
    cells: Vec<(usize, &'a str)>,
}

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    if form.records.len() < ROWS {
        return;
    }
    let columns = columns(&form.records);
    for one in &columns {
        for other in &columns {
            if let Some(break_) = broken(one, other).filter(|_| one.name != other.name) {
                report(form, one, other, &break_, findings);
            }
        }
    }
}

/// The columns whose values repeat by nature: names of units, and what no field claims.
fn columns(records: &[Record]) -> Vec<Column<'_>> {
    let rows = || records.iter().enumerate().filter(|(_, record)| !record.crossed_out);
    let of_field = |field: FieldKey, pick: fn(&Record) -> Option<&str>| Column {
        name: field.label().to_text(),
        field: Some(field),
        cells: rows().filter_map(|(index, record)| Some((index, pick(record)?))).collect(),
    };
    let mut columns = vec![
        of_field(FieldKey::Unit, |record| record.unit_named.raw.as_deref()),
        of_field(FieldKey::Workplace, |record| record.workplace.value.as_deref()),
    ];
    let mut extra: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    for (index, record) in rows() {
        for (header, text) in record.extra.iter().filter(|(_, text)| !text.trim().is_empty()) {
            extra.entry(header).or_default().push((index, text));
        }
    }
    columns.extend(extra.into_iter().map(|(header, cells)| Column {
        name: Text::same(header),
        field: None,
        cells,
    }));
    columns
}

/// The one row that breaks what every other row keeps.
struct Break<'a> {
    row: usize,
    value: &'a str,
    usual: &'a str,
    found: &'a str,
    times: usize,
}

fn broken<'a>(one: &Column<'a>, other: &Column<'a>) -> Option<Break<'a>> {
    let partner: BTreeMap<usize, &str> = other.cells.iter().copied().collect();
    let mut groups: BTreeMap<String, Vec<(usize, &str, &str)>> = BTreeMap::new();
    for &(row, value) in &one.cells {
        if let Some(other) = partner.get(&row) {
            groups.entry(fold(value).into_owned()).or_default().push((row, value, *other));
        }
    }
    let repeated = groups.values().filter(|rows| rows.len() >= REPEATS).count();
    if one.cells.len() < ROWS || repeated < GROUPS {
        return None;
    }
    let mut mixed = groups.values().filter_map(|rows| odd_one(rows));
    let found = mixed.next()??;
    mixed.next().is_none().then_some(found)
}

/// `None` for a pure group, `Some(None)` for one that proves that there is no
/// pattern, else the one row that differs from all others.
fn odd_one<'a>(rows: &[(usize, &'a str, &'a str)]) -> Option<Option<Break<'a>>> {
    let mut by_partner: BTreeMap<String, Vec<&(usize, &str, &str)>> = BTreeMap::new();
    for row in rows {
        by_partner.entry(fold(row.2).into_owned()).or_default().push(row);
    }
    if by_partner.len() < 2 {
        return None;
    }
    let mut sides: Vec<_> = by_partner.into_values().collect();
    sides.sort_by_key(Vec::len);
    let (Some([odd]), Some(usual)) = (sides.first().map(Vec::as_slice), sides.get(1)) else {
        return Some(None);
    };
    let is_clear = sides.len() == 2 && usual.len() >= REPEATS;
    Some(usual.first().filter(|_| is_clear).map(|first| Break {
        row: odd.0,
        value: odd.1,
        usual: first.2,
        found: odd.2,
        times: usual.len(),
    }))
}

fn report(
    form: &Submission,
    one: &Column,
    other: &Column,
    break_: &Break,
    findings: &mut Findings,
) {
    let Some(record) = form.records.get(break_.row) else { return };
    let (value, usual) = (quoted(Some(break_.value)), quoted(Some(break_.usual)));
    let (found, times) = (quoted(Some(break_.found)), break_.times);
    let (Text { vi, en }, Text { vi: other_vi, en: other_en }) = (&one.name, &other.name);
    let message = text!(
        vi: "“{vi}” là “{value}” thì {times} dòng khác có “{other_vi}” là “{usual}”, riêng dòng này là “{found}”.",
        en: "Where “{en}” is “{value}”, {times} other rows have “{usual}” as “{other_en}”; this one has “{found}”.",
    );
    let finding = match other.field {
        Some(field) => findings.on_field(record, field, message),
        None => findings.on_record(record, message),
    };
    finding.suggest(RULE.mend.to_text()).about(&format!("{vi} {other_vi}"));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::rules::test_support::{form, on_form, other_row};

    /// A form with a code and a name of each row's cell, as extra columns.
    fn pairs(pairs: &[(&str, &str)]) -> Vec<Finding> {
        let records = pairs.iter().zip(1..).map(|((code, name), index)| {
            let mut record = other_row(index, "Nguyễn Văn Ánh");
            record.extra.insert("Mã".into(), (*code).into());
            record.extra.insert("Tên".into(), (*name).into());
            record
        });
        on_form(&RULE, form(records.collect()))
    }

    /// Eleven rows of two units, of which the last is named so.
    fn with_last(name: &str) -> Vec<Finding> {
        let mut rows = vec![("CB01", "Chi bộ 1"); 6];
        rows.extend([("CB02", "Chi bộ 2"); 4]);
        rows.push(("CB01", name));
        pairs(&rows)
    }

    #[test]
    fn allows_pairs_that_agree_however_they_are_written() {
        assert!(with_last("Chi bộ 1").is_empty());
        assert!(with_last("CHI BỘ 1").is_empty());
    }

    #[test]
    fn allows_columns_that_do_not_go_together_and_short_lists() {
        let mixed: Vec<_> = (0..12).map(|n| (["a", "b"][n % 2], ["x", "y", "z"][n % 3])).collect();
        assert!(pairs(&mixed).is_empty());
        assert!(pairs(&[("a", "x"), ("a", "x"), ("a", "x"), ("a", "y")]).is_empty());
    }

    #[test]
    fn reports_the_one_row_that_differs() {
        let found = with_last("Chi bộ 3");
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message.vi,
            "“Mã” là “CB01” thì 6 dòng khác có “Tên” là “Chi bộ 1”, riêng dòng này là “Chi bộ 3”.",
        );
        assert_eq!(found[0].record.as_deref(), Some("r11"));
    }
}
