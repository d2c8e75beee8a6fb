//! Headings with their groups: what stands above each column, from the widest
//! group down to the column's own heading.

use super::grid::{Grid, Row, text_of};
use crate::model::place::{Position, Range};

/// What stands above a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Heading {
    pub column: u32,
    /// Group headings first, the column's own last; empty when nothing stands above it.
    pub path: Vec<String>,
    /// The lowest heading cell.
    pub at: Option<Position>,
    /// The own heading cell reaches over from the column to the left.
    pub shared: bool,
}

impl Heading {
    /// `Trình độ / LLCT`
    pub fn joined(&self) -> String {
        self.path.join(" / ")
    }

    pub fn parts(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }
}

/// A text and the cell that it comes from.
#[derive(Clone, PartialEq)]
struct Piece {
    from: Position,
    text: String,
}

/// Builds the headings of all columns that the header rows touch. `rows` are
/// consecutive non-empty rows; a merge may reach below them.
pub(super) fn build(grid: &Grid<'_>, rows: &[Row<'_>]) -> Vec<Heading> {
    let Some((first, last)) = extent(grid, rows) else { return Vec::new() };
    let width = (last - first + 1) as usize;
    let mut lines: Vec<Vec<Option<Piece>>> =
        rows.iter().map(|row| line(grid, row, first, width)).collect();
    for index in 0..lines.len().saturating_sub(1) {
        spread_groups(grid, &mut lines, index);
    }
    (0..width).map(|offset| heading(&lines, first, offset)).collect()
}

fn extent(grid: &Grid<'_>, rows: &[Row<'_>]) -> Option<(u32, u32)> {
    let cells = rows.iter().flat_map(Row::filled).map(|cell| cell.at);
    let ends = cells.map(|at| {
        let merged = grid.merge_at(at).filter(|merge| merge.first == at);
        (at.column, merged.map_or(at.column, |merge| merge.last.column.min(at.column + WIDEST)))
    });
    ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// No heading reaches over more columns than this.
const WIDEST: u32 = 200;

/// The texts of one row, merged cells spread over what they cover.
fn line(grid: &Grid<'_>, row: &Row<'_>, first: u32, width: usize) -> Vec<Option<Piece>> {
    let mut line = vec![None; width];
    let mut put = |column: u32, piece: Piece| {
        if let Some(place) = column.checked_sub(first).and_then(|at| line.get_mut(at as usize)) {
            *place = Some(piece);
        }
    };
    for cell in row.filled() {
        put(cell.at.column, Piece { from: cell.at, text: text_of(cell).into_owned() });
    }
    for merge in grid.merges_in_row(row.number) {
        if let Some(piece) = source(grid, merge) {
            let last = merge.last.column.min(first.saturating_add(width as u32));
            (merge.first.column..=last).for_each(|column| put(column, piece.clone()));
        }
    }
    line
}

fn source(grid: &Grid<'_>, merge: Range) -> Option<Piece> {
    let cell = grid.sheet.cell(merge.first)?;
    Some(Piece { from: merge.first, text: text_of(cell).into_owned() })
}

/// A group heading that was not merged reaches right over blank cells, as long
/// as there are headings below them.
fn spread_groups(grid: &Grid<'_>, lines: &mut [Vec<Option<Piece>>], index: usize) {
    let Some((upper, below)) = lines.split_at_mut_checked(index + 1) else { return };
    let Some(line) = upper.last_mut() else { return };
    let below_at =
        |offset: usize| below.iter().find_map(|line| line.get(offset).and_then(Option::as_ref));
    let mut group: Option<Piece> = None;
    for offset in 0..line.len() {
        match line.get(offset).and_then(Option::as_ref) {
            Some(piece) => {
                let merged = grid.merge_at(piece.from).is_some();
                let is_group = below_at(offset).is_some_and(|under| under.from != piece.from);
                group = (is_group && !merged).then(|| piece.clone());
            }
            None => match (&group, below_at(offset)) {
                (Some(piece), Some(under)) if under.from.row > piece.from.row => {
                    if let Some(place) = line.get_mut(offset) {
                        *place = Some(piece.clone());
                    }
                }
                _ => group = None,
            },
        }
    }
}

fn heading(lines: &[Vec<Option<Piece>>], first: u32, offset: usize) -> Heading {
    let column = first + offset as u32;
    let mut pieces: Vec<&Piece> = Vec::new();
    for piece in lines.iter().filter_map(|line| line.get(offset).and_then(Option::as_ref)) {
        if pieces.last().is_none_or(|last| last.from != piece.from && last.text != piece.text) {
            pieces.push(piece);
        }
    }
    let own = pieces.last();
    Heading {
        column,
        path: pieces.iter().map(|piece| piece.text.clone()).collect(),
        at: own.map(|piece| piece.from),
        shared: own.is_some_and(|piece| piece.from.column < column),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::workbook::{Cell, Sheet};

    fn headings(lines: &[&[&str]], merges: &[(u32, u32, u32, u32)]) -> Vec<String> {
        let cells = lines.iter().enumerate().flat_map(|(row, line)| {
            line.iter().enumerate().filter(|(_, text)| !text.is_empty()).map(
                move |(column, text)| Cell::text(Position::new(row as u32, column as u32), *text),
            )
        });
        let merges = merges
            .iter()
            .map(|m| Range { first: Position::new(m.0, m.1), last: Position::new(m.2, m.3) });
        let sheet = Sheet { cells: cells.collect(), merges: merges.collect(), ..Sheet::default() };
        let grid = Grid::new(&sheet);
        let rows: Vec<Row> = grid.rows.clone();
        build(&grid, &rows).iter().map(Heading::joined).collect()
    }

    #[test]
    fn merged_groups_stand_above_their_columns() {
        let seen = headings(
            &[&["TT", "Họ tên", "Trình độ", "", "Ghi chú"], &["", "", "CM", "LLCT", ""]],
            &[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4)],
        );
        assert_eq!(seen, ["TT", "Họ tên", "Trình độ / CM", "Trình độ / LLCT", "Ghi chú"]);
    }

    #[test]
    fn without_merges_a_group_reaches_over_blanks() {
        let seen = headings(
            &[
                &["TT", "Họ tên", "Ngày sinh", "", "Quê", "Trình độ", ""],
                &["", "", "Nam", "Nữ", "", "CM", "LLCT"],
            ],
            &[],
        );
        let wanted = [
            "TT",
            "Họ tên",
            "Ngày sinh / Nam",
            "Ngày sinh / Nữ",
            "Quê",
            "Trình độ / CM",
            "Trình độ / LLCT",
        ];
        assert_eq!(seen, wanted);
    }

    #[test]
    fn three_rows_make_three_levels() {
        let seen = headings(
            &[
                &["TT", "Nhu cầu", "", "", ""],
                &["", "Cao cấp", "", "Trung cấp", ""],
                &["", "TT", "KTT", "TT", "KTT"],
            ],
            &[],
        );
        assert_eq!(seen[2], "Nhu cầu / Cao cấp / KTT");
        assert_eq!(seen[4], "Nhu cầu / Trung cấp / KTT");
    }

    #[test]
    fn wrapped_headings_become_one_path() {
        assert_eq!(headings(&[&["Số", "Họ và"], &["TT", "tên"]], &[]), ["Số / TT", "Họ và / tên"]);
    }
}
