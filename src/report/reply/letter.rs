//! The letter: what became of the list, and point by point what to mend.

use rust_xlsxwriter::{FormatAlign, Workbook};

use super::facts::Reply;
use crate::config::outputs::{Align, Letter, Line, Tallied, When};
use crate::finding::{Finding, Severity};
use crate::i18n::{Label, Lang};
use crate::label;
use crate::model::role::FieldKey;
use crate::report::error::Result;
use crate::report::field;
use crate::report::form::Design;
use crate::report::index::{Index, Row};
use crate::report::paper::columns::{PaperColumn, widths};
use crate::report::paper::sheet::Paper;
use crate::report::paper::table::{PaperValue, TableLook};
use crate::report::paper::{Document, Fill, PaperSheet};
use crate::text;

pub fn add(
    book: &mut Workbook,
    index: &Index,
    design: Design,
    reply: &Reply,
    lang: Lang,
) -> Result<()> {
    let settings = &index.outcome.settings.outputs;
    let letter = &design.outputs.reply;
    let columns = columns(lang);
    let paper = Paper { landscape: letter.landscape, margins: letter.margins };
    let sheet = book.add_worksheet();
    sheet.set_name(label!(vi: "Thông báo", en: "Notice").pick(lang))?;
    let mut sheet = PaperSheet::new(sheet, paper, widths(&columns, paper.room().0))?;
    let tally = reply.tally;
    let fill = Fill::new(settings, index.outcome.period())
        .set("kind", "TB")
        .recipients(letter.recipients.iter().map(|name| name.in_lang(lang)))
        .set("unit", &reply.name)
        .count("rows", "rows_words", reply.rows.len())
        .count("accepted", "accepted_words", tally.accepted)
        .count("review", "review_words", tally.review)
        .count("rejected", "rejected_words", tally.rejected)
        .set("answer_by", &settings.answer_by);
    let fill = tallied(fill, reply, letter, lang);

    let frame = design.outputs.frame(&settings.frame);
    let document = Document { fill: &fill, lang };
    document.heads(&mut sheet, &frame.left, &frame.right)?;
    sheet.gap(12.0)?;
    document.title(&mut sheet, &letter.title)?;
    sheet.gap(10.0)?;
    document.line(&mut sheet, &letter.greeting, FormatAlign::Center)?;
    sheet.gap(10.0)?;
    let (read, to_mend) = (!reply.rows.is_empty(), reply.is_to_mend());
    for paragraph in &letter.paragraphs {
        let holds = match paragraph.when {
            When::Read => read,
            When::Unread => !read,
            When::Mend => read && to_mend,
            When::Confirm => !reply.repaired.is_empty(),
            When::Answer => to_mend && !settings.answer_by.is_empty(),
        };
        if holds {
            let line = Line { text: paragraph.text.clone(), size: letter.size, ..Line::default() };
            let text = fill.text(paragraph.text.in_lang(lang));
            sheet.line(&line, &text, FormatAlign::Justify)?;
            sheet.gap(3.0)?;
        }
    }
    let (repeat, tail) = points(&mut sheet, reply, &columns, letter.heading_size, lang)?;
    sheet.gap(8.0)?;
    document.signature(&mut sheet, &frame.signature)?;
    sheet.finish(repeat, tail, "&R&9&P/&N")
}

/// What became of the rows: `03 trường hợp được chấp nhận, 02 trường hợp chưa đạt yêu cầu`.
fn tallied(fill: Fill, reply: &Reply, letter: &Letter, lang: Lang) -> Fill {
    let Tallied { accepted, review, rejected } = &letter.tally;
    let tally = reply.tally;
    let counts = [(tally.accepted, accepted), (tally.review, review), (tally.rejected, rejected)];
    let said = counts.into_iter().filter(|(count, _)| *count > 0);
    let said: Vec<_> = said.map(|(_, text)| fill.text(text.in_lang(lang))).collect();
    fill.set("tally", said.join(", "))
}

/// No heading here may read as that of a list of people: the letter comes back with the list.
fn columns(lang: Lang) -> Vec<PaperColumn> {
    let column = |heading: Label, width, grow, align| PaperColumn {
        heading: heading.pick(lang).to_owned(),
        group: None,
        joined: false,
        width,
        grow,
        align,
        dates: false,
    };
    vec![
        column(label!(vi: "Điểm", en: "Point"), 12.0, false, Align::Centre),
        column(label!(vi: "Trường hợp", en: "Case"), 42.0, false, Align::Left),
        column(label!(vi: "Nội dung", en: "What was found"), 60.0, true, Align::Left),
        column(label!(vi: "Đề nghị", en: "What to do"), 48.0, true, Align::Left),
    ]
}

/// The table of what was found; returns its heading rows and where its end begins.
fn points(
    sheet: &mut PaperSheet,
    reply: &Reply,
    columns: &[PaperColumn],
    size: f64,
    lang: Lang,
) -> Result<((u32, u32), u32)> {
    let nothing = reply.about_forms.is_empty() && reply.about_rows.iter().all(Vec::is_empty);
    if nothing {
        let row = sheet.row().saturating_sub(1);
        return Ok(((row, row), row));
    }
    sheet.gap(4.0)?;
    let look = TableLook::new(columns, size, size);
    let repeat = look.headings(sheet, columns)?;
    let mut number = 0;
    let mut point = |sheet: &mut PaperSheet, case: String, finding: &Finding| {
        number += 1;
        let suggestion = finding.suggestion.as_ref().map_or("", |text| text.in_lang(lang));
        let text = |text: &str| match text {
            "" => PaperValue::Empty,
            text => PaperValue::Text(text.to_owned()),
        };
        let message = finding.message.in_lang(lang);
        let values = [PaperValue::Count(number), text(&case), text(message), text(suggestion)];
        look.row(sheet, &values)
    };
    for finding in &reply.about_forms {
        point(sheet, about_form(finding, lang), finding)?;
    }
    for (row, findings) in reply.rows.iter().zip(&reply.about_rows) {
        for finding in findings.iter().filter(|finding| finding.severity > Severity::Info) {
            point(sheet, about_row(row, finding, lang), finding)?;
        }
    }
    // What is only to be known comes after what is to be mended.
    for (row, findings) in reply.rows.iter().zip(&reply.about_rows) {
        for finding in findings.iter().filter(|finding| finding.severity == Severity::Info) {
            point(sheet, about_row(row, finding, lang), finding)?;
        }
    }
    Ok((repeat, sheet.row().saturating_sub(1)))
}

fn about_form(finding: &Finding, lang: Lang) -> String {
    let file = finding.at.file.rsplit('/').next().unwrap_or_default();
    if file.is_empty() {
        return label!(vi: "Cả danh sách", en: "The whole list").pick(lang).to_owned();
    }
    let place = place(finding);
    format!("{file}{place}")
}

/// The person, and the cell of the file that the unit sent.
fn about_row(row: &Row, finding: &Finding, lang: Lang) -> String {
    let name = field::value(row.record, FieldKey::FullName).map(|name| name.words(lang));
    let name = name.or_else(|| field::raw(row.record, FieldKey::FullName));
    let number = row.record.place.row.map_or(0, |row| row + 1);
    let text = match (name, finding.at.cell()) {
        (Some(name), Some(cell)) => text!(vi: "{name} (ô {cell})", en: "{name} (cell {cell})"),
        (Some(name), None) => text!(vi: "{name} (dòng {number})", en: "{name} (row {number})"),
        (None, Some(cell)) => {
            text!(vi: "Dòng {number} (ô {cell})", en: "Row {number} (cell {cell})")
        }
        (None, None) => text!(vi: "Dòng {number}", en: "Row {number}"),
    };
    text.in_lang(lang).to_owned()
}

fn place(finding: &Finding) -> String {
    let sheet = finding.at.sheet.as_deref().filter(|sheet| !sheet.is_empty());
    let cell = finding.at.cell().map(|cell| cell.to_string());
    let cell = cell.or_else(|| finding.at.row.map(|row| (row + 1).to_string()));
    let parts: Vec<&str> = sheet.into_iter().chain(cell.as_deref()).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}
