//! What Excel checks while a form is filled in: drop-down lists, lengths of numbers, days.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, Worksheet,
};

use super::columns::FormColumn;
use super::lists::{Choices, Lists};
use crate::config::outputs::FormLayout;
use crate::config::templates::Kind;
use crate::i18n::{Label, Lang};
use crate::label;
use crate::model::period::Period;
use crate::model::place::Position;
use crate::report::error::Result;

/// Nobody on a list was born before.
const FIRST_BIRTH_YEAR: i32 = 1930;
/// Members are at least this old in the year of the form.
const LEAST_AGE: i32 = 18;
/// No unit sends more.
const MOST_PEOPLE: i32 = 100_000;
/// Excel's limits for what a check says.
const TITLE_UNITS: usize = 32;
const MESSAGE_UNITS: usize = 255;

/// What the checks of a form rest on.
#[derive(Clone, Copy, Debug)]
pub struct Checks<'a> {
    pub lists: &'a Lists,
    pub layout: &'a FormLayout,
    pub period: Period,
    pub lang: Lang,
}

impl Checks<'_> {
    /// Puts the checks of a column on these rows.
    pub fn add(
        &self,
        sheet: &mut Worksheet,
        column: &FormColumn,
        number: u16,
        rows: (u32, u32),
    ) -> Result<()> {
        let check = match rule(column, number, rows.0, self.lists, self.period)? {
            Some(check) => check,
            None if self.layout.hints.contains_key(&column.role) => {
                DataValidation::new().allow_any_value()
            }
            None => return Ok(()),
        };
        let check = with_words(check, column, self.layout, self.lang)?;
        sheet.add_data_validation(rows.0, number, rows.1, number, &check)?;
        Ok(())
    }
}

fn rule(
    column: &FormColumn,
    number: u16,
    first: u32,
    lists: &Lists,
    period: Period,
) -> Result<Option<DataValidation>> {
    let check = DataValidation::new();
    let cell = Position::new(first, number.into());
    let year = period.year;
    Ok(Some(match (lists.choices(column.kind), column.kind) {
        (Some(Choices::Inline(words)), _) => check.allow_list_strings(&words)?,
        (Some(Choices::Named(name)), _) => {
            check.allow_list_formula(Formula::new(format!("={name}")))
        }
        (None, Kind::NationalId) => check.allow_custom(digits(&cell, &[12, 9])),
        (None, Kind::Phone) => check.allow_custom(digits(&cell, &[10, 11])),
        (None, Kind::BirthDate) => {
            check.allow_date(between(FIRST_BIRTH_YEAR, last_day(year - LEAST_AGE))?)
        }
        (None, Kind::PartyDate | Kind::Date) => {
            check.allow_date(between(FIRST_BIRTH_YEAR, period.last_day())?)
        }
        (None, Kind::Number) => {
            check.allow_whole_number(DataValidationRule::Between(0, MOST_PEOPLE))
        }
        _ => return Ok(None),
    }))
}

fn last_day(year: i32) -> NaiveDate {
    Period { year, month: 12 }.last_day()
}

fn between(first: i32, last: NaiveDate) -> Result<DataValidationRule<ExcelDateTime>> {
    use chrono::Datelike;
    let date = |year: i32, month: u32, day: u32| {
        let year = u16::try_from(year).unwrap_or_default();
        ExcelDateTime::from_ymd(year, month as u8, day as u8)
    };
    let first = date(first, 1, 1)?;
    Ok(DataValidationRule::Between(first, date(last.year(), last.month(), last.day())?))
}

/// `=AND(OR(LEN(F12)=12,LEN(F12)=9),ISNUMBER(VALUE(F12)))`
fn digits(cell: &Position, lengths: &[usize]) -> Formula {
    let lengths: Vec<_> = lengths.iter().map(|length| format!("LEN({cell})={length}")).collect();
    Formula::new(format!("=AND(OR({}),ISNUMBER(VALUE({cell})))", lengths.join(",")))
}

fn with_words(
    check: DataValidation,
    column: &FormColumn,
    layout: &FormLayout,
    lang: Lang,
) -> Result<DataValidation> {
    let title = cut(column.paper.heading.trim_end_matches(" (*)"), TITLE_UNITS);
    let mut check = check.set_error_title(&title)?;
    if let Some(hint) = layout.hints.get(&column.role) {
        let hint = cut(hint.in_lang(lang), MESSAGE_UNITS);
        check = check.set_input_title(&title)?.set_input_message(hint)?;
    }
    let (words, style) = refusal(column.kind);
    Ok(check.set_error_message(words.pick(lang))?.set_error_style(style))
}

/// What Excel says of a wrong value. Only what can be nothing else is refused outright;
/// an unusual date or number can still be kept, and the program will ask.
fn refusal(kind: Kind) -> (Label, DataValidationErrorStyle) {
    use DataValidationErrorStyle::{Stop, Warning};
    match kind {
        Kind::NationalId => (
            label!(vi: "Số căn cước có 12 chữ số (CMND cũ có 9 chữ số).", en: "An id has 12 digits (an old one 9)."),
            Warning,
        ),
        Kind::Phone => (
            label!(vi: "Số điện thoại có 10 chữ số.", en: "A phone number has 10 digits."),
            Warning,
        ),
        Kind::BirthDate | Kind::PartyDate | Kind::Date => (
            label!(vi: "Ghi ngày theo dạng dd/mm/yyyy và kiểm tra lại năm.", en: "Write the date as dd/mm/yyyy and check the year."),
            Warning,
        ),
        Kind::Number => (
            label!(vi: "Ghi số người bằng chữ số, ví dụ 3.", en: "Write how many people, in digits: 3."),
            Warning,
        ),
        _ => (label!(vi: "Hãy chọn trong danh sách.", en: "Choose from the list."), Stop),
    }
}

fn cut(text: &str, units: usize) -> String {
    let mut used = 0;
    text.chars()
        .take_while(|c| {
            used += c.len_utf16();
            used <= units
        })
        .collect()
}
