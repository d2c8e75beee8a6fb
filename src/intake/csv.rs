//! CSV, TSV and whatever else is text in lines: one sheet, every value a text
//! as it stands, every row numbered as the line it starts on.

use csv::{ByteRecord, ReaderBuilder};

use super::charset;
use super::limits::Budget;
use super::reading::Content;
use super::sheet_builder::SheetBuilder;
use super::unread::Unread;
use crate::model::place::Position;
use crate::model::workbook::{Cell, Visibility};

const DELIMITERS: [u8; 4] = [b'\t', b';', b',', b'|'];
/// As much of the file as the delimiter is told from.
const SAMPLE_RECORDS: usize = 500;
/// A value over more lines than this comes from a quotation mark that was never closed.
const MOST_LINES: usize = 100;

/// The sheet of a file whose content was told to be text.
pub fn read(bytes: &[u8], budget: &Budget) -> Result<Content, Unread> {
    let text = charset::decode(bytes, None);
    let text = text.trim_start_matches('\u{feff}').trim_end_matches('\u{1a}');
    let dialect = Dialect::of(text);
    let mut builder = SheetBuilder::new("", Visibility::Visible, budget);
    dialect.read(text, |line, record| {
        if line % 4096 == 0 {
            budget.time()?;
        }
        for (column, value) in (0..).zip(record.iter()) {
            let value = unwrapped(std::str::from_utf8(value).unwrap_or_default());
            builder.push(Cell::text(Position::new(line, column), value))?;
        }
        Ok(())
    })?;
    Ok(Content { sheets: vec![builder.finish()], notes: Vec::new() })
}

/// How a file separates its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Dialect {
    delimiter: u8,
    quoting: bool,
    /// The first line only names the delimiter, for Excel: `sep=;`.
    declared: bool,
}

impl Dialect {
    fn of(text: &str) -> Self {
        let first_line = text.lines().next().unwrap_or_default().trim();
        let named = first_line.strip_prefix("sep=").and_then(|rest| rest.bytes().next());
        let mut dialect = Dialect { delimiter: b',', quoting: true, declared: named.is_some() };
        dialect.delimiter = named.unwrap_or_else(|| dialect.likeliest_delimiter(text));
        dialect.quoting = !dialect.swallows(text);
        dialect
    }

    /// The delimiter by which most records have the same number of values;
    /// commas inside of texts do not come in equal numbers.
    fn likeliest_delimiter(self, text: &str) -> u8 {
        let score = |delimiter| {
            let mut widths = std::collections::BTreeMap::<usize, usize>::new();
            let mut reader = Dialect { delimiter, ..self }.reader(text);
            let records = reader.byte_records().take(SAMPLE_RECORDS).flatten();
            records.for_each(|record| *widths.entry(record.len()).or_default() += 1);
            let several = widths.into_iter().filter(|(width, _)| *width > 1);
            several.map(|(width, records)| (width - 1) * records * records).max().unwrap_or(0)
        };
        let best = DELIMITERS.into_iter().rev().max_by_key(|&delimiter| score(delimiter));
        best.unwrap_or(b',')
    }

    /// Does a stray quotation mark swallow line after line?
    fn swallows(self, text: &str) -> bool {
        let lines = |value: &[u8]| value.iter().filter(|&&byte| byte == b'\n').count();
        text.contains('"')
            && self
                .reader(text)
                .byte_records()
                .flatten()
                .any(|record| record.iter().any(|value| lines(value) > MOST_LINES))
    }

    fn reader(self, text: &str) -> csv::Reader<&[u8]> {
        ReaderBuilder::new()
            .delimiter(self.delimiter)
            .quoting(self.quoting)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes())
    }

    /// Gives every record with the number (from zero) of the line it starts on;
    /// blank lines are no records but count.
    fn read(
        self,
        text: &str,
        mut take: impl FnMut(u32, &ByteRecord) -> Result<(), Unread>,
    ) -> Result<(), Unread> {
        let mut reader = self.reader(text);
        let mut lines = Lines { bytes: text.as_bytes(), offset: 0, line: 0 };
        let mut record = ByteRecord::new();
        // Reading from memory, with records of any length, cannot fail.
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let offset = record.position().map_or(0, |position| position.byte());
            let line = lines.start_of_record(usize::try_from(offset).unwrap_or(usize::MAX));
            if !(self.declared && line == 0) {
                take(line, &record)?;
            }
        }
        Ok(())
    }
}

/// Counts line ends (`\n`, `\r\n` or a lone `\r`) up to a place.
struct Lines<'t> {
    bytes: &'t [u8],
    offset: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of the first record at or after an offset.
    fn start_of_record(&mut self, offset: usize) -> u32 {
        while let Some(&byte) = self.bytes.get(self.offset) {
            let line_end = matches!(byte, b'\n' | b'\r');
            if self.offset >= offset && !line_end {
                break;
            }
            let pair = byte == b'\r' && self.bytes.get(self.offset + 1) == Some(&b'\n');
            self.line = self.line.saturating_add(u32::from(line_end && !pair));
            self.offset += 1;
        }
        self.line
    }
}

/// `="0123"` is how programs keep Excel from dropping zeros; the formula is its own value.
fn unwrapped(value: &str) -> &str {
    let inner = value.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::limits::Limits;

    fn cells(text: &str) -> Vec<(String, String)> {
        let content = read(text.as_bytes(), &Budget::new(&Limits::default())).unwrap();
        let cells = &content.sheets[0].cells;
        cells.iter().map(|cell| (cell.at.to_string(), cell.display())).collect()
    }

    fn owned(cells: &[(&str, &str)]) -> Vec<(String, String)> {
        cells.iter().map(|(at, text)| ((*at).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn rows_are_lines_of_the_file_blank_ones_counted() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "STT,Tên", "", "1,\"a", "b\"", "", "2,c"].join(end);
            let expected = [
                ("A2", "STT"),
                ("B2", "Tên"),
                ("A4", "1"),
                ("B4", &format!("a{end}b")),
                ("A7", "2"),
                ("B7", "c"),
            ];
            assert_eq!(cells(&text), owned(&expected), "{end:?}");
        }
    }

    #[test]
    fn the_delimiter_is_the_one_that_makes_equal_rows() {
        let delimiter = |text| Dialect::of(text).delimiter;
        assert_eq!(
            delimiter("Danh sách\nSTT;Tên;Chức vụ\n1;A;Trưởng phòng, uỷ viên\n2;B;Phó"),
            b';'
        );
        assert_eq!(delimiter("STT\tTên\n1\tA, B; C\n2\tD"), b'\t');
        assert_eq!(delimiter("STT,Tên,Quê\n1,A,\"Vinh, Nghệ An\"\n2,B;C,D"), b',');
        assert_eq!(delimiter("STT|Tên\n1|A"), b'|');
        assert_eq!(delimiter("sep=|\na;b;c\n"), b'|');
    }

    #[test]
    fn a_line_that_names_the_delimiter_is_no_row() {
        assert_eq!(cells("sep=;\na;b"), owned(&[("A2", "a"), ("B2", "b")]));
    }

    #[test]
    fn a_quotation_mark_without_end_does_not_swallow_the_file() {
        let rows: Vec<String> = (1..300).map(|row| format!("{row},Tên {row}")).collect();
        let text = format!("STT,Tên\n0,\"Tí\n{}", rows.join("\n"));
        assert_eq!(cells(&text).len(), 602);
    }

    #[test]
    fn formulas_that_only_protect_digits_are_their_text() {
        assert_eq!(cells("=\"0912\",=A1"), owned(&[("A1", "0912"), ("B1", "=A1")]));
    }
}
