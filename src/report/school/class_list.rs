//! The list of a class, as the school prints and files it.

use rust_xlsxwriter::{FormatAlign, Workbook};

use super::Class;
use super::values::{paper_column, value};
use crate::config::Outputs;
use crate::i18n::Lang;
use crate::model::value::Sex;
use crate::report::book::limits::in_footer;
use crate::report::book::names::sheet_name;
use crate::report::book::style::PAPER_FONT;
use crate::report::book::{About, Sink, finish, new_book};
use crate::report::error::Result;
use crate::report::index::Index;
use crate::report::paper::columns::{PaperColumn, widths};
use crate::report::paper::sheet::{Paper, PaperSheet};
use crate::report::paper::table::TableLook;
use crate::report::paper::{Document, Fill};
use crate::text;

/// How many rows of the list the signature takes along to its page.
const ROWS_WITH_SIGNATURE: u32 = 2;

/// Writes the workbook of a class.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write_class(
    index: &Index,
    outputs: &Outputs,
    class: &Class,
    lang: Lang,
    out: &mut dyn Sink,
) -> Result<()> {
    finish(book(index, outputs, class, lang)?, out)
}

fn book(index: &Index, outputs: &Outputs, class: &Class, lang: Lang) -> Result<Workbook> {
    let settings = &index.outcome.settings.outputs;
    let period = index.outcome.period();
    let (name, code) = (class.name(), class.code);
    let title = text!(vi: "Danh sách lớp {name}", en: "List of the class {name}");
    let about = About {
        title: title.in_lang(lang).to_owned(),
        subject: period.to_string(),
        company: settings.issuer.clone(),
        ..About::default()
    };
    let mut book = new_book(PAPER_FONT, 11.0, &about, period)?;

    let layout = &outputs.class_list;
    let chosen = outputs.columns_of(&settings.profile);
    let columns: Vec<PaperColumn> =
        chosen.iter().map(|column| paper_column(column, lang)).collect();
    let paper = Paper { landscape: layout.landscape, margins: layout.margins };
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(code))?;
    let mut sheet = PaperSheet::new(sheet, paper, widths(&columns, paper.room().0))?;

    let frame = outputs.frame(&settings.frame);
    let women = class.rows.iter().filter(|row| row.record.sex.value == Some(Sex::Female)).count();
    let fill = Fill::new(settings, period)
        .set("class", code)
        .set("class_name", name)
        .set("stop", &frame.stop)
        .count("count", "count_words", class.rows.len())
        .count("women", "women_words", women);
    let document = Document { fill: &fill, lang };
    document.heads(&mut sheet, &frame.left, &frame.right)?;
    sheet.gap(10.0)?;
    document.title(&mut sheet, &layout.title)?;
    sheet.gap(8.0)?;

    let look = TableLook::new(&columns, layout.size, layout.heading_size);
    let repeat = look.headings(&mut sheet, &columns)?;
    for (number, row) in (1..).zip(&class.rows) {
        let values: Vec<_> =
            chosen.iter().map(|column| value(index, column, row.record, number, lang)).collect();
        look.row(&mut sheet, &values)?;
    }
    let tail = sheet.row().saturating_sub(ROWS_WITH_SIGNATURE).max(repeat.1 + 1);
    sheet.gap(6.0)?;
    document.line(&mut sheet, &layout.closing, FormatAlign::Left)?;
    sheet.gap(6.0)?;
    document.signature(&mut sheet, &frame.signature)?;
    let code = in_footer(code);
    let footer = text!(vi: "&R&9Lớp {code} – trang &P/&N", en: "&R&9Class {code} – page &P/&N");
    sheet.finish(repeat, tail, footer.in_lang(lang))?;
    Ok(book)
}
