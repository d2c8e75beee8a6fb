//! The unit's list again: cells to mend marked, a note on each, and a column that
//! says in words what to do. What is sent back is read like any other form.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Note, Workbook};

use super::facts::Reply;
use super::list_name;
use crate::config::outputs::{Align, FormLayout};
use crate::finding::{Finding, Severity};
use crate::i18n::Lang;
use crate::model::role::{FieldKey, Role};
use crate::model::slip::{ROW_KEY, TO_MEND};
use crate::report::book::limits::in_note;
use crate::report::error::Result;
use crate::report::field;
use crate::report::form::columns::{FormColumn, columns};
use crate::report::form::table::value;
use crate::report::form::{Checks, Design, Lists, TEMPLATE, above, below, unit_fill};
use crate::report::index::{Index, Row};
use crate::report::paper::PaperSheet;
use crate::report::paper::columns::{PaperColumn, widths};
use crate::report::paper::sheet::Paper;
use crate::report::paper::table::{Mark, PaperValue, TableLook};
use crate::report::repairs::{self, Doubt};
use crate::text;

/// Columns of their own that senders added; more would not print.
const MOST_EXTRAS: usize = 12;
/// Their width on paper, in millimetres.
const EXTRA_WIDTH: f64 = 25.0;

/// A column of the list.
enum Shown {
    /// One that the form template knows.
    Form(FormColumn),
    /// One of the sender's own, by its heading.
    Extra(String),
    ToMend,
    /// Out of sight.
    Key,
}

pub fn add(
    book: &mut Workbook,
    index: &Index,
    design: Design,
    reply: &Reply,
    lang: Lang,
) -> Result<()> {
    if reply.rows.is_empty() {
        return Ok(());
    }
    let outcome = index.outcome;
    let layout = &design.outputs.form;
    let Some(columns) = list_columns(index, design, reply, lang) else { return Ok(()) };
    let on_paper: Vec<_> = columns.iter().map(|column| on_paper(column, layout, lang)).collect();
    let paper = Paper { landscape: true, margins: layout.margins };
    let sheet = book.add_worksheet();
    sheet.set_name(list_name(lang))?;
    let mut sheet = PaperSheet::new(sheet, paper, widths(&on_paper, paper.room().0))?;
    sheet.hide_column(columns.len().saturating_sub(1) as u16)?;
    let (lists, period) = (&outcome.batch.lists, outcome.period());
    let fill = unit_fill(layout, &outcome.settings.outputs, lists, reply.unit, period);
    above(&mut sheet, layout, &fill, Some(&layout.marks), lang)?;
    let look = TableLook::new(&on_paper, layout.size, layout.heading_size);
    let repeat = look.headings(&mut sheet, &on_paper)?;
    let first = sheet.row();
    for (number, (row, findings)) in reply.rows.iter().zip(&reply.about_rows).enumerate() {
        list_row(&mut sheet, &look, &columns, (number + 1, row, findings), lang)?;
    }
    let last = sheet.row().saturating_sub(1);
    let words = Lists::new(lists, lang);
    let checks = Checks { lists: &words, layout, period, lang };
    let mut names = 0;
    for (number, column) in (0_u16..).zip(&columns) {
        let Shown::Form(column) = column else { continue };
        checks.add(sheet.sheet, column, number, (first, last))?;
        if column.role == Role::FullName {
            names = number;
        }
    }
    below(&mut sheet, layout, &fill, (names, (first, last), reply.rows.len()), lang)?;
    // Who scrolls to the right still sees whose line it is and what to mend.
    sheet.sheet.set_freeze_panes(0, names + 2)?;
    sheet.finish(repeat, last.saturating_sub(1).max(first), "&R&9&P/&N")
}

/// The words of the drop-down lists.
pub fn add_words(book: &mut Workbook, index: &Index, reply: &Reply, lang: Lang) -> Result<()> {
    if reply.rows.is_empty() {
        return Ok(());
    }
    Lists::new(&index.outcome.batch.lists, lang).write(book, lang)
}

/// In order; the key is the last.
fn list_columns(index: &Index, design: Design, reply: &Reply, lang: Lang) -> Option<Vec<Shown>> {
    let layout = &design.outputs.form;
    let template = design.templates.form(TEMPLATE)?;
    let roles = roles(&layout.columns, reply);
    let form = columns(&roles, layout, template, index.outcome.period(), lang);
    let extras: BTreeSet<&String> =
        reply.rows.iter().flat_map(|row| row.record.extra.keys()).collect();
    let mut shown = Vec::new();
    for column in form {
        let is_name = column.role == Role::FullName;
        shown.push(Shown::Form(column));
        if is_name {
            shown.push(Shown::ToMend);
        }
    }
    shown.extend(extras.into_iter().take(MOST_EXTRAS).cloned().map(Shown::Extra));
    shown.push(Shown::Key);
    Some(shown)
}

fn on_paper(column: &Shown, layout: &FormLayout, lang: Lang) -> PaperColumn {
    let plain = |heading: &str, width: f64| PaperColumn {
        heading: heading.to_owned(),
        group: None,
        joined: false,
        width,
        grow: false,
        align: Align::Left,
        dates: false,
    };
    match column {
        Shown::Form(column) => column.paper.clone(),
        Shown::Extra(heading) => plain(heading, EXTRA_WIDTH),
        Shown::ToMend => plain(TO_MEND.pick(lang), layout.mend_width),
        Shown::Key => plain(ROW_KEY.pick(lang), 0.0),
    }
}

/// The form's columns, and those that this unit's form had besides.
fn roles(usual: &[Role], reply: &Reply) -> Vec<Role> {
    const BESIDES: [Role; 8] = [
        Role::Religion,
        Role::Hometown,
        Role::Address,
        Role::PartyCard,
        Role::Code,
        Role::StudyMode,
        Role::Email,
        Role::Unit,
    ];
    let had = |role: &Role| {
        let asked = |field| reply.rows.iter().any(|row| row.record.cell_of(field).is_some());
        !usual.contains(role) && role.field().is_some_and(asked)
    };
    let mut roles = usual.to_vec();
    let before_note = roles.iter().position(|role| *role == Role::Note).unwrap_or(roles.len());
    let besides: Vec<Role> = BESIDES.into_iter().filter(had).collect();
    roles.splice(before_note..before_note, besides);
    roles
}

fn list_row(
    sheet: &mut PaperSheet,
    look: &TableLook,
    columns: &[Shown],
    (number, row, findings): (usize, &Row, &[&Finding]),
    lang: Lang,
) -> Result<()> {
    let record = row.record;
    let at = sheet.row();
    let mut marks = Vec::new();
    let mut values = Vec::new();
    for (position, column) in (0_u16..).zip(columns) {
        values.push(match column {
            Shown::Form(column) => value(record, column, number, lang),
            Shown::Extra(heading) => {
                let text = record.extra.get(heading).filter(|text| !text.is_empty());
                text.map_or(PaperValue::Empty, |text| PaperValue::Text(text.clone()))
            }
            Shown::ToMend => to_mend(findings, lang),
            Shown::Key => PaperValue::Text(record.id.to_string()),
        });
        let (mark, note) = match column {
            Shown::Form(column) => mark(row, column, findings, lang),
            _ => (Mark::None, String::new()),
        };
        marks.push(mark);
        if !note.is_empty() {
            sheet.sheet.insert_note(at, position, &note_of(&note))?;
        }
    }
    look.marked_row(sheet, &values, &marks)
}

/// Every point in words: what is wrong, and what to do.
fn to_mend(findings: &[&Finding], lang: Lang) -> PaperValue {
    let lines: Vec<String> = findings.iter().map(|finding| sentence(finding, lang)).collect();
    match lines.as_slice() {
        [] => PaperValue::Empty,
        [line] => PaperValue::Text(line.clone()),
        lines => PaperValue::Text(
            (1..).zip(lines).map(|(n, line)| format!("{n}. {line}")).collect::<Vec<_>>().join("\n"),
        ),
    }
}

fn sentence(finding: &Finding, lang: Lang) -> String {
    let message = finding.message.in_lang(lang);
    match &finding.suggestion {
        Some(suggestion) => format!("{message} {}", suggestion.in_lang(lang)),
        None => message.to_owned(),
    }
}

/// How a cell is marked, and what its note says.
fn mark(row: &Row, column: &FormColumn, findings: &[&Finding], lang: Lang) -> (Mark, String) {
    let Some(field) = column.role.field().filter(|field| *field != FieldKey::Ordinal) else {
        return (Mark::None, String::new());
    };
    let about: Vec<_> = findings.iter().filter(|finding| finding.field == Some(field)).collect();
    let worst = about.iter().map(|finding| finding.severity).max();
    let mut lines: Vec<String> = about.iter().map(|finding| sentence(finding, lang)).collect();
    let repaired = repairs::doubt(row.record, field) > Doubt::None;
    if repaired {
        lines.push(repair(row, field, lang));
    }
    let mark = match worst {
        Some(Severity::Error) => Mark::Wrong,
        Some(_) => Mark::Ask,
        None if repaired => Mark::Repaired,
        None => Mark::None,
    };
    (mark, lines.join("\n"))
}

/// `Trong đơn ghi “917…”, đã đọc là “0917…”: bổ sung số 0 ở đầu bị mất.`
fn repair(row: &Row, field: FieldKey, lang: Lang) -> String {
    let raw = field::raw(row.record, field).unwrap_or_default();
    let value = field::value(row.record, field).map(|value| value.words(lang)).unwrap_or_default();
    let why = repairs::sentence(row.record, field, lang);
    text!(
        vi: "Trong đơn ghi “{raw}”, đã đọc là “{value}”: {why}.",
        en: "Written “{raw}”, read as “{value}”: {why}."
    )
    .in_lang(lang)
    .to_owned()
}

fn note_of(text: &str) -> Note {
    let text = in_note(text);
    let lines = text.chars().count() as u32 / 38 + text.matches('\n').count() as u32 + 1;
    Note::new(text)
        .set_author("tonghop")
        .add_author_prefix(false)
        .set_width(260)
        .set_height((lines * 18 + 16).clamp(50, 400))
}
