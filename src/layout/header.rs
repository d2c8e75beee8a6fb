//! Where a table's header stands: one to four rows that name columns.

use super::cell_traits::traits_of;
use super::grid::{Grid, Row, text_of};
use super::heading_tree::{self, Heading};
use super::number_row::is_number_row;
use super::traits::Traits;
use crate::config::templates::{FormTemplate, Phrase, Subject};
use crate::model::role::Role;
use crate::model::workbook::Cell;

/// A header: which rows, and what stands above each column.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Row numbers of the headings, counted from zero; rows between that only merges cover too.
    pub first: u32,
    pub last: u32,
    /// Rows of column numbers right below.
    pub numbers: Vec<u32>,
    pub headings: Vec<Heading>,
}

impl Header {
    /// The last row that belongs to the header.
    pub fn end(&self) -> u32 {
        self.numbers.last().copied().unwrap_or(self.last).max(self.last)
    }
}

/// No header is taller.
const TALLEST: usize = 5;

/// The header that begins at (or right above) a row, if one does.
pub(super) fn find(grid: &Grid<'_>, index: usize, form: &FormTemplate) -> Option<Header> {
    let row = grid.rows.get(index)?;
    if !is_candidate(row, form) {
        return None;
    }
    let first = extend_up(grid, index, form);
    let last = extend_down(grid, first, index, form);
    if first == index && last > index && is_title_above(grid, index, last, form) {
        return None;
    }
    let rows = grid.rows.get(first..=last)?;
    let headings = heading_tree::build(grid, rows);
    if !names_a_key(&headings, form) {
        return None;
    }
    let below = merged_down_to(grid, rows).max(rows.last()?.number);
    let mut header =
        Header { first: rows.first()?.number, last: below, numbers: Vec::new(), headings };
    header.numbers = number_rows(grid, &header);
    Some(header)
}

/// Cheap look at a row: do its cells read like headings?
fn is_candidate(row: &Row<'_>, form: &FormTemplate) -> bool {
    let (mut sum, mut best, mut cells) = (0.0, 0.0_f32, 0);
    for cell in row.filled().take(60) {
        let likeness = likeness(cell, form);
        sum += likeness;
        best = best.max(likeness);
        cells += 1;
    }
    best >= 0.8 && (sum >= 1.5 || cells == 1 && best >= 1.0 || cells == 2 && sum >= 1.0)
}

fn likeness(cell: &Cell, form: &FormTemplate) -> f32 {
    let text = text_of(cell);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let wordy = text.chars().any(char::is_alphabetic);
    // `Họ và tên: Trần Văn Long` fills in a form, it heads no column.
    let answered = text.split_once(':').is_some_and(|(_, answer)| !answer.trim().is_empty());
    if text.len() > 240 || digits > 8 || !wordy || answered {
        return 0.0;
    }
    form.lexicon.likeness(&Phrase::plain(&text))
}

/// Group headings may stand in rows above the one that names most columns.
fn extend_up(grid: &Grid<'_>, index: usize, form: &FormTemplate) -> usize {
    let mut first = index;
    while first > 0 && index - first < 2 {
        let (Some(upper), Some(row)) = (grid.rows.get(first - 1), grid.rows.get(first)) else {
            break;
        };
        if upper.number + 1 != row.number || !is_group_row(grid, upper, row, form) {
            break;
        }
        first -= 1;
    }
    first
}

fn is_group_row(grid: &Grid<'_>, upper: &Row<'_>, row: &Row<'_>, form: &FormTemplate) -> bool {
    let columns = || row.filled().map(|cell| cell.at.column);
    let (Some(left), Some(right)) = (columns().min(), columns().max()) else { return false };
    let mut groups = 0;
    for cell in upper.filled() {
        let merge = grid.merge_at(cell.at);
        let reach = merge.map_or(cell.at.column, |merge| merge.last.column);
        let down = merge.is_some_and(|merge| merge.last.row >= row.number);
        let inside = cell.at.column > left || down;
        let whole = cell.at.column <= left && reach >= right && right > left;
        let has_below = down || (cell.at.column..=reach).any(|column| row.cell(column).is_some());
        if !inside || whole || !has_below || is_data(cell) || text_of(cell).contains(':') {
            return false;
        }
        groups += usize::from(reach > cell.at.column || down || likeness(cell, form) >= 0.4);
    }
    groups > 0
}

/// A title right above the headings looks like one of them when it speaks of
/// names or classes: nothing stands in it alone, and the headings mean more without it.
fn is_title_above(grid: &Grid<'_>, index: usize, last: usize, form: &FormTemplate) -> bool {
    let (Some(rows), Some(below), Some(top), Some(next)) = (
        grid.rows.get(index..=last),
        grid.rows.get(index + 1..=last),
        grid.rows.get(index),
        grid.rows.get(index + 1),
    ) else {
        return false;
    };
    let covers_others = |cell: &Cell| {
        let merge = grid.merge_at(cell.at);
        let down = merge.is_some_and(|merge| merge.last.row > top.number);
        let reach = merge.map_or(cell.at.column, |merge| merge.last.column);
        !down && below.iter().any(|row| (cell.at.column..=reach).any(|c| row.cell(c).is_some()))
    };
    if !top.filled().all(covers_others) || is_group_row(grid, top, next, form) {
        return false;
    }
    let worth = |rows: &[Row<'_>]| -> f32 {
        heading_tree::build(grid, rows).iter().map(|heading| best(&heading.parts(), form)).sum()
    };
    worth(below) > worth(rows)
}

/// Further header rows below the first ones.
fn extend_down(grid: &Grid<'_>, first: usize, index: usize, form: &FormTemplate) -> usize {
    let mut last = index;
    while last + 1 - first < TALLEST {
        let (Some(rows), Some(next)) = (grid.rows.get(first..=last), grid.rows.get(last + 1))
        else {
            break;
        };
        let bottom = rows.last().map_or(0, |row| row.number);
        let merged = merged_down_to(grid, rows);
        let goes_on = if next.number <= merged {
            true
        } else {
            next.number == bottom + 1 && !is_number_row(next) && continues(grid, rows, next, form)
        };
        if !goes_on {
            break;
        }
        last += 1;
    }
    last
}

/// The lowest row that a vertical merge of the header reaches.
fn merged_down_to(grid: &Grid<'_>, rows: &[Row<'_>]) -> u32 {
    let own = rows.iter().flat_map(|row| {
        let merges = grid.merges_in_row(row.number);
        merges.filter(move |merge| {
            merge.first.row == row.number && row.cell(merge.first.column).is_some()
        })
    });
    let limit = rows.first().map_or(0, |row| row.number + TALLEST as u32 - 1);
    own.map(|merge| merge.last.row).filter(|row| *row <= limit).max().unwrap_or(0)
}

/// Does a row below the headings hold more of them: sub-headings of groups, or the second half of wrapped ones?
fn continues(grid: &Grid<'_>, rows: &[Row<'_>], next: &Row<'_>, form: &FormTemplate) -> bool {
    let above = heading_tree::build(grid, rows);
    let heading_of = |column: u32| above.iter().find(|heading| heading.column == column);
    if next.filled().count() == 0 {
        return false;
    }
    let below_a_key = |cell: &Cell| heading_of(cell.at.column).is_some_and(|h| is_key(h, form));
    if fills_groups(grid, rows, next) && !next.filled().any(below_a_key) {
        return true;
    }
    if next.filled().any(is_data) {
        return false;
    }
    let (mut fitting, mut wrapped, mut loose) = (0, 0, 0);
    for cell in next.filled() {
        let text = text_of(cell);
        let Some(heading) = heading_of(cell.at.column).filter(|heading| !heading.path.is_empty())
        else {
            let known = is_year(cell) || likeness(cell, form) >= 0.4;
            if known {
                fitting += 1
            } else {
                loose += 1
            }
            continue;
        };
        let mut longer = heading.parts();
        longer.push(&text);
        let gain = best(&longer, form) - best(&heading.parts(), form);
        let grouped = is_year(cell) || likeness(cell, form) >= 0.4 && gain > -0.05;
        match () {
            () if gain >= 0.15 => wrapped += 1,
            () if grouped && !is_key(heading, form) => fitting += 1,
            () => loose += 1,
        }
    }
    fitting + wrapped > 0 && fitting + wrapped >= loose * 2
}

/// Does a row stand below wide merged headings only, and fill every column of each of them?
/// Then it divides them, whatever its words are (`DB | CT`, `VH | CM | LLCT`).
fn fills_groups(grid: &Grid<'_>, rows: &[Row<'_>], next: &Row<'_>) -> bool {
    let groups: Vec<_> = rows
        .iter()
        .flat_map(|row| grid.merges_in_row(row.number).filter(|merge| merge.last.row == row.number))
        .filter(|merge| merge.last.column > merge.first.column)
        .collect();
    let covers =
        |column: u32| groups.iter().find(|m| (m.first.column..=m.last.column).contains(&column));
    let divides = |cell: &Cell| {
        let text = text_of(cell);
        let short =
            text.chars().count() <= 30 && text.chars().any(char::is_alphabetic) || is_year(cell);
        short
            && covers(cell.at.column).is_some_and(|merge| {
                (merge.first.column..=merge.last.column).all(|column| next.cell(column).is_some())
            })
    };
    let cells = next.filled().count();
    let names = next.filled().filter(|cell| traits_of(cell).has(Traits::NAME)).count();
    cells >= 2 && names == 0 && next.filled().all(divides)
}

fn best(path: &[&str], form: &FormTemplate) -> f32 {
    form.lexicon.meaning(path).matches.iter().map(|hit| hit.score).fold(0.0, f32::max)
}

/// Is the column the ordinal or the name? Nothing but the rest of a wrapped heading stands below those.
fn is_key(heading: &Heading, form: &FormTemplate) -> bool {
    let role = form.lexicon.best_role(&heading.parts());
    role.is_some_and(|role| role == Role::Ordinal || keys(form).contains(&role))
}

fn is_year(cell: &Cell) -> bool {
    traits_of(cell).has(Traits::YEAR.or(Traits::PART_DATE))
}

/// What stands in lists, not in headings.
fn is_data(cell: &Cell) -> bool {
    let traits = traits_of(cell);
    let text_with_words = traits.has(Traits::TEXT) && !traits.has(Traits::EMAIL.or(Traits::NAME));
    !text_with_words && !traits.has(Traits::YEAR) && !traits.has(Traits::FILLER)
}

/// The meanings of which a list must have one.
pub(super) fn keys(form: &FormTemplate) -> &[Role] {
    form.requirements.first().map_or(&[], |requirement| &requirement.any)
}

/// A header names what its rows are about; a wide one may do so in unknown words.
fn names_a_key(headings: &[Heading], form: &FormTemplate) -> bool {
    let mut strong = 0;
    let mut key = false;
    for heading in headings.iter().filter(|heading| !heading.path.is_empty()) {
        let meaning = form.lexicon.meaning(&heading.parts());
        let hits = &meaning.matches;
        strong += usize::from(hits.iter().any(|hit| hit.score >= 0.85));
        key |= hits.iter().any(|hit| {
            let role = form.fields.get(hit.field).map(|field| field.role);
            hit.score >= 0.45 && role.is_some_and(|role| keys(form).contains(&role))
        });
    }
    key || strong >= if form.subject == Subject::People { 3 } else { 2 }
}

fn number_rows(grid: &Grid<'_>, header: &Header) -> Vec<u32> {
    let below = grid.rows.get(grid.index_of(header.last + 1)..).unwrap_or_default();
    let rows = below.iter().take(2).enumerate();
    let near = rows.take_while(|(offset, row)| {
        row.number <= header.last + 2 + *offset as u32 && is_number_row(row)
    });
    near.map(|(_, row)| row.number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Templates;
    use crate::layout::testing::{grid_of, sheet_of};
    use crate::model::place::{Position, Range};

    fn header_rows(lines: &str) -> Option<(u32, u32, Vec<u32>)> {
        let sheet = sheet_of(lines);
        let grid = grid_of(&sheet);
        let form = Templates::built_in().form("registration").unwrap();
        let header = (0..grid.rows.len()).find_map(|index| find(&grid, index, form))?;
        Some((header.first, header.last, header.numbers))
    }

    #[test]
    fn one_row_two_rows_and_numbers() {
        assert_eq!(
            header_rows("DANH SÁCH\n\nSTT|Họ và tên|Ngày sinh\n1|Nguyễn Văn A|1980"),
            Some((2, 2, vec![]))
        );
        let two = "TT|Họ và tên|Năm sinh||Trình độ||Ghi chú\n||Nam|Nữ|CM|LLCT|\n(1)|(2)|(3)|(4)|(5)|(6)|(7)\n1|Lê Văn B|1980||ĐH|SC|";
        assert_eq!(header_rows(two), Some((0, 1, vec![2])));
    }

    #[test]
    fn wrapped_headings_and_groups_above() {
        let wrapped = "Số|Họ và|Ngày tháng|Chức vụ,\nTT|tên|năm sinh|đơn vị công tác\n1|Lê Văn B|1980|Chuyên viên";
        assert_eq!(header_rows(wrapped), Some((0, 1, vec![])));
        let above = "|||Trình độ||\nTT|Họ và tên|Ngày sinh|CM|LLCT|Ghi chú\n1|Lê Văn B|1980|ĐH|SC|";
        assert_eq!(header_rows(above), Some((0, 1, vec![])));
    }

    #[test]
    fn a_row_that_divides_merged_groups_needs_no_known_words() {
        let lines = "TT|HT|NS||NVĐ||TĐ||\n||Ng/th|N|A1|B1|x.y|p.q|r.s\n1|Lê Văn B|12/3|1980|1/1/2010|1/1/2011|12/12|ĐH|SC";
        let mut sheet = sheet_of(lines);
        sheet.merges = ["C1:D1", "E1:F1", "G1:I1"].map(range).to_vec();
        let grid = grid_of(&sheet);
        let form = Templates::built_in().form("registration").unwrap();
        let header = find(&grid, 0, form).unwrap();
        assert_eq!((header.first, header.last), (0, 1));
    }

    /// `A1:B2`, letters of one column only.
    fn range(text: &str) -> Range {
        let cell = |text: &str| {
            let bytes = text.as_bytes();
            Position::new(u32::from(bytes[1] - b'1'), u32::from(bytes[0] - b'A'))
        };
        let (first, last) = text.split_once(':').unwrap();
        Range { first: cell(first), last: cell(last) }
    }

    #[test]
    fn a_section_below_the_header_is_no_part_of_it() {
        let lines = "TT|Họ và tên|Ngày sinh|Lớp\nI|Lớp Trung cấp lý luận chính trị khóa 45||\n1|Lê Văn B|1980|TC";
        assert_eq!(header_rows(lines), Some((0, 0, vec![])));
    }

    #[test]
    fn other_tables_have_no_header_of_people() {
        assert_eq!(header_rows("MHĐG|TCV|ĐVT|VLC\nAA.1|Phát rừng|100m2|5"), None);
        assert_eq!(header_rows("Stt|Tên đề tài\n1|Đề tài số 1"), None);
        assert_eq!(header_rows("Mã sinh viên|Mã học phần|Điểm GK\n2018|IT1|8"), None);
    }
}
