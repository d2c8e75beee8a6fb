//! The engine on rows that are no registrations: columns of plain text, as a
//! CSV file has them, under a matching file of their own. For measuring it on
//! public data.

use super::cluster;
use super::date::DateValue;
use super::engine::{self, Linked};
use super::links::{sentence, steps};
use super::score::Verdict;
use super::table::{Given, Table};
use crate::config::matching::{FieldSpec, Kind, Matching};
use crate::i18n::Text;
use crate::model::batch::LinkStep;
use crate::model::date::PartialDate;

/// Rows of text under named columns.
#[derive(Clone, Debug, Default)]
pub struct PlainRows {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Who is who among plain rows.
#[derive(Clone, Debug, Default)]
pub struct PlainGroups {
    /// Per row, the first row of its group.
    pub group: Vec<u32>,
    /// Pairs that are left to a person.
    pub undecided: Vec<(u32, u32)>,
    /// Pairs that were weighed.
    pub pairs: u64,
    /// Per blocking key, its name and the pairs that it brought together.
    pub keys: Vec<(String, u64)>,
}

/// Groups plain rows.
pub fn group(matching: &Matching, rows: &PlainRows) -> PlainGroups {
    let table = table(matching, rows);
    let count = rows.rows.len() as u32;
    let linked = engine::link(matching, &table, count, count, cluster::Given::default());
    let undecided = linked.edges.iter().filter(|edge| {
        edge.score.verdict >= Verdict::Undecided && !linked.groups.together(edge.a, edge.b)
    });
    let names = matching.blocks.iter().map(|block| block.name.clone());
    PlainGroups {
        group: (0..count).map(|row| linked.groups.leader(row)).collect(),
        undecided: undecided.map(|edge| (edge.a, edge.b)).collect(),
        pairs: linked.weighed,
        keys: names.zip(linked.keys.iter().map(|key| key.pairs)).collect(),
    }
}

/// The waterfall of one pair: its steps and its sentence.
pub fn explain(matching: &Matching, rows: &PlainRows, a: u32, b: u32) -> (Vec<LinkStep>, Text) {
    let table = table(matching, rows);
    let count = rows.rows.len() as u32;
    let Linked { scorer, .. } =
        engine::link(matching, &table, count, count, cluster::Given::default());
    let steps = steps(&scorer, a, b);
    let sentence = sentence(&steps);
    (steps, sentence)
}

fn table(matching: &Matching, rows: &PlainRows) -> Table {
    let mut table = Table::new(matching);
    let sources: Vec<Vec<usize>> =
        matching.fields.iter().map(|field| columns_of(field, &rows.columns)).collect();
    for (number, row) in rows.rows.iter().enumerate() {
        let words: Vec<String> = sources.iter().map(|columns| joined(row, columns)).collect();
        let values: Vec<Given> =
            matching.fields.iter().zip(&words).map(|(field, words)| given(field, words)).collect();
        table.push(&values, &number.to_string());
    }
    table.close(matching);
    table
}

fn columns_of(field: &FieldSpec, columns: &[String]) -> Vec<usize> {
    let wanted = match field.from.is_empty() {
        true => std::slice::from_ref(&field.name),
        false => &field.from[..],
    };
    wanted.iter().filter_map(|name| columns.iter().position(|column| column == name)).collect()
}

fn joined(row: &[String], columns: &[usize]) -> String {
    let words = columns.iter().filter_map(|&column| row.get(column)).map(|words| words.trim());
    words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

fn given<'a>(field: &FieldSpec, words: &'a str) -> Given<'a> {
    match field.kind {
        _ if words.is_empty() => Given::Nothing,
        Kind::Name | Kind::Text => Given::Words(words),
        Kind::Number => Given::Number { digits: words, valid: true, series: 0 },
        Kind::Date => date(words).map_or(Given::Nothing, Given::Date),
    }
}

/// `1985-05-12`, `19850512` or `1985`. Days that no calendar has are kept: a slip makes them.
fn date(words: &str) -> Option<DateValue> {
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u16>().ok();
    match digits.len() {
        4 => Some(DateValue::new(PartialDate::Year(i32::from(part(0..4)?)), &[])),
        8 => {
            Some(DateValue { year: part(0..4)?, month: part(4..6)? as u8, day: part(6..8)? as u8 })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{PlainRows, group};
    use crate::config::matching::{BUILT_IN, Matching};

    #[test]
    fn plain_rows_are_grouped_by_a_matching_file() {
        let matching = Matching::parse("matching.toml", BUILT_IN).unwrap();
        let columns = ["full_name", "birth_date", "hometown"].map(str::to_owned).to_vec();
        let row = |words: [&str; 3]| words.map(str::to_owned).to_vec();
        let rows = vec![
            row(["Bùi Thị Hoa", "1985-05-12", "Hòa Bình"]),
            row(["Bùi Thị Hoa", "19850512", "Hòa Bình"]),
            row(["Lê Văn Nam", "1985-05-12", "Hòa Bình"]),
        ];
        let groups = group(&matching, &PlainRows { columns, rows });
        assert_eq!((groups.group, groups.undecided.len()), (vec![0, 0, 2], 0));
    }
}
