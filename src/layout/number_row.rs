//! Rows that number the columns of a table.

use super::grid::{Row, text_of};

/// `(1) (2) (3)`, `1 2 3`, `A B 1 2`, `[1]`, `1=2+3`, `(*)`: counts columns, says nothing.
pub(super) fn is_number_row(row: &Row<'_>) -> bool {
    let (mut cells, mut rising, mut last, mut marks) = (0_u32, 0_u32, None::<u32>, 0_u32);
    for cell in row.filled() {
        let text = text_of(cell);
        cells += 1;
        if text.chars().count() <= 3 && !text.chars().any(char::is_alphanumeric) {
            marks += 1;
            continue;
        }
        let Some(number) = column_number(&text) else { return false };
        rising += u32::from(match (number, last) {
            (Some(number), Some(last)) => number == last + 1,
            (Some(number), None) => number <= 2,
            (None, _) => true,
        });
        last = number.or(last);
    }
    let numbers = cells - marks;
    cells >= 2 && (numbers == 0 || numbers >= 3 && rising * 10 >= numbers * 7)
}

/// A column's number: `Some(None)` for a letter; `None` when the text is none.
fn column_number(text: &str) -> Option<Option<u32>> {
    let core = text.split('=').next().unwrap_or(text).trim();
    let core = core.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '.' | '<' | '>'));
    if core.is_empty() || core.len() > 3 {
        return None;
    }
    if let Ok(number) = core.parse::<u32>() {
        return Some(Some(number));
    }
    (core.len() == 1 && core.chars().all(|c| c.is_ascii_alphabetic())).then_some(None)
}

#[cfg(test)]
mod tests {
    use super::is_number_row;
    use crate::layout::testing::{grid_of, sheet_of};

    #[test]
    fn rows_of_numbers_are_told_from_data() {
        let row = |line: &str| {
            let sheet = sheet_of(line);
            is_number_row(&grid_of(&sheet).rows[0])
        };
        for line in [
            "(1)|(2)|(3)",
            "1|2|3|4",
            "A|B|1|2|3",
            "[1]|[2]|[3]",
            "1|2|3=4+5|4|5",
            "(*)|(*)|(*)",
            "(17)|(18)|19)|(20)",
        ] {
            assert!(row(line), "{line}");
        }
        for line in ["1|Nguyễn Văn A|3", "2.0|3.0|9.5", "1|1|1|1", "5|12|1985", "1|2"] {
            assert!(!row(line), "{line}");
        }
    }
}
