//! From a table cell's attributes and text to its value.

use quick_xml::events::BytesStart;

use super::styles::{Family, Id, Styles};
use super::text::CellText;
use crate::intake::number_format::iso_date;
use crate::intake::xml::{is_true, plain_attributes, unescaped};
use crate::model::place::Position;
use crate::model::workbook::{Cell, CellLook, CellValue};

/// What a cell's attributes say.
#[derive(Debug, Default)]
pub struct Start {
    /// Lies under a merged cell: what it holds is not shown.
    pub covered: bool,
    pub repeat: u32,
    pub columns_spanned: u32,
    pub rows_spanned: u32,
    pub style: Option<Box<str>>,
    kind: Kind,
    value: Option<Box<str>>,
    formula: bool,
    error: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// Nothing said: text if there is any.
    #[default]
    Unsaid,
    Number,
    Date,
    Time,
    Bool,
    Text,
}

impl Start {
    pub fn of(element: &BytesStart) -> Self {
        let mut start = Start {
            covered: element.local_name().into_inner() == "covered-table-cell",
            repeat: 1,
            columns_spanned: 1,
            rows_spanned: 1,
            ..Start::default()
        };
        let count = |value: &str| value.trim().parse().unwrap_or(1).max(1);
        for (key, value) in plain_attributes(element) {
            match key {
                "number-columns-repeated" => start.repeat = count(value),
                "number-columns-spanned" => start.columns_spanned = count(value),
                "number-rows-spanned" => start.rows_spanned = count(value),
                // LibreOffice says in a second attribute of that name what ODF has no word for.
                "value-type" if value == "error" => start.error = true,
                "value-type" if start.kind == Kind::Unsaid => start.kind = Kind::of(value),
                "style-name" => start.style = Some(unescaped(value).into()),
                "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
                    start.value = Some(unescaped(value).into());
                }
                "formula" => start.formula = true,
                _ => {}
            }
        }
        start
    }

    /// Whether the cell can hold something even without any text inside.
    pub fn is_blank(&self) -> bool {
        self.kind == Kind::Unsaid && !self.formula
    }

    /// The value, given the text inside; `None` when there is none.
    fn value(&self, text: CellText) -> Option<CellValue> {
        let shown = text.as_str();
        if self.error || (self.formula && is_error(shown)) {
            return Some(CellValue::Error(text.into_text()));
        }
        let stored = self.value.as_deref().map(str::trim).filter(|value| !value.is_empty());
        let read = stored.and_then(|stored| match self.kind {
            Kind::Number => stored.parse().ok().map(CellValue::Number),
            Kind::Date => iso_date(stored).map(CellValue::Date),
            Kind::Time => duration(stored).map(CellValue::Number),
            Kind::Bool => Some(CellValue::Bool(is_true(stored))),
            Kind::Text | Kind::Unsaid => self.value.clone().map(CellValue::Text),
        });
        if read.is_some() {
            return read;
        }
        if !shown.is_empty() {
            return Some(CellValue::Text(text.into_text()));
        }
        match (self.kind, stored) {
            (Kind::Unsaid, None) if self.formula => Some(CellValue::Uncalculated),
            // No day or number that could be: as it stands.
            (_, Some(stored)) => Some(CellValue::Text(stored.into())),
            _ => None,
        }
    }

    /// The cell, to be put at its positions; `None` when it holds nothing.
    /// `inherited` is the style that row or column give it.
    pub fn finish(
        self,
        text: CellText,
        inherited: Option<&str>,
        styles: &mut Styles,
    ) -> Option<Cell> {
        let style = self.style.as_deref().or(inherited).unwrap_or_default();
        let look = styles.look(Id::new(Family::Cell, style));
        let text_look = text.look(styles);
        let strikeout = text.struck_out(look.strikeout, styles);
        let mut cell = Cell::new(Position::default(), self.value(text)?);
        cell.look = CellLook {
            bold: text_look.as_ref().is_some_and(|look| look.bold) || look.bold,
            strikeout,
            formula: self.formula,
            padded_digits: look.padded_digits,
        };
        cell.font = text_look.and_then(|look| look.font).or(look.font);
        Some(cell)
    }
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "float" | "percentage" | "currency" => Kind::Number,
            "date" => Kind::Date,
            "time" => Kind::Time,
            "boolean" => Kind::Bool,
            "string" => Kind::Text,
            _ => Kind::Unsaid,
        }
    }
}

/// Older programs store errors of formulas as the number 0 with this text.
fn is_error(shown: &str) -> bool {
    matches!(shown, "#NULL!" | "#DIV/0!" | "#VALUE!" | "#REF!" | "#NAME?" | "#NUM!" | "#N/A")
        || shown.strip_prefix("Err:").is_some_and(|code| code.bytes().all(|c| c.is_ascii_digit()))
}

/// A duration like `PT08H30M00S` in days.
fn duration(value: &str) -> Option<f64> {
    let (negative, value) = match value.strip_prefix('-') {
        Some(value) => (true, value),
        None => (false, value),
    };
    let (days, time) = value.strip_prefix('P')?.split_once('T')?;
    let mut seconds = match days.strip_suffix('D') {
        Some(days) => days.parse::<f64>().ok()? * 86_400.0,
        None if days.is_empty() => 0.0,
        None => return None,
    };
    let mut rest = time;
    while let Some(end) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let number: f64 = rest.get(..end)?.replace(',', ".").parse().ok()?;
        seconds += number
            * match rest.as_bytes().get(end)? {
                b'H' => 3600.0,
                b'M' => 60.0,
                b'S' => 1.0,
                _ => return None,
            };
        rest = rest.get(end + 1..)?;
    }
    let days = seconds / 86_400.0;
    Some(if negative { -days } else { days })
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn durations_are_parts_of_days() {
        assert_eq!(duration("PT06H00M00S"), Some(0.25));
        assert_eq!(duration("-P1DT12H"), Some(-1.5));
        assert_eq!(duration("PT0H0M43,2S"), Some(0.0005));
        assert_eq!(duration("PT8"), Some(0.0));
        assert_eq!(duration("8:30"), None);
        assert_eq!(duration("PTxH"), None);
    }
}
