//! What stands above and below the table of a form.

use rust_xlsxwriter::{FormatAlign, Formula};

use crate::config::outputs::{FormLayout, Line};
use crate::i18n::Lang;
use crate::model::place::column_letters;
use crate::report::error::Result;
use crate::report::paper::sheet::line_format;
use crate::report::paper::{Document, Fill, PaperSheet};

/// Writes heads and title; `help` below the title when it is given.
pub fn above(
    sheet: &mut PaperSheet,
    layout: &FormLayout,
    fill: &Fill,
    help: Option<&Line>,
    lang: Lang,
) -> Result<()> {
    let document = Document { fill, lang };
    document.heads(sheet, &layout.left, &layout.right)?;
    sheet.gap(8.0)?;
    document.title(sheet, layout.title.iter().chain(help))?;
    sheet.gap(8.0)
}

/// Writes the closing line, whose count follows the rows, and who signs.
/// `counted` is the column whose entries are counted, `rows` the first and last row of the table.
pub fn below(
    sheet: &mut PaperSheet,
    layout: &FormLayout,
    fill: &Fill,
    (counted, rows, count): (u16, (u32, u32), usize),
    lang: Lang,
) -> Result<()> {
    sheet.gap(6.0)?;
    let line = Line { italic: true, size: layout.size, ..Line::default() };
    let format = line_format(&line).set_align(FormatAlign::Left);
    let text = fill.text(layout.closing.in_lang(lang));
    let (before, after) = text.split_once("{count}").unwrap_or((&text, ""));
    let letters = column_letters(counted.into());
    let (first, last) = (rows.0 + 1, rows.1 + 1);
    let quoted = |text: &str| text.replace('"', "\"\"");
    let formula = format!(
        "=\"{}\"&TEXT(COUNTA({letters}{first}:{letters}{last}),\"00\")&\"{}\"",
        quoted(before),
        quoted(after)
    );
    let formula = Formula::new(formula).set_result(format!("{before}{count:02}{after}"));
    let row = sheet.row();
    sheet.sheet.write_formula_with_format(row, 0, formula, &format)?;
    sheet.end_row(20.0)?;
    sheet.gap(6.0)?;
    Document { fill, lang }.signature(sheet, &layout.signature)
}
