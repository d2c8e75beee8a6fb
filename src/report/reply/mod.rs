//! The reply to each unit that has something to mend or to know: a letter, its
//! list again with the cells marked, and what was read otherwise than written.
//!
//! A hidden slip and hidden row keys let the mended reply be known again: it
//! then replaces the files that it answers.

mod confirm;
mod facts;
mod letter;
mod list;

use rust_xlsxwriter::Workbook;

use super::book::style::PAPER_FONT;
use super::book::{About, Sink, finish, new_book};
use super::error::Result;
use super::form::{Design, slip_sheet};
use super::index::Index;
use crate::i18n::Lang;
use crate::label;
use crate::model::slip::{Slip, SlipKind};
use crate::text;

pub use facts::{Reply, replies};

/// Writes the workbook of a reply.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write_reply(
    index: &Index,
    design: Design,
    reply: &Reply,
    lang: Lang,
    out: &mut dyn Sink,
) -> Result<()> {
    finish(book(index, design, reply, lang)?, out)
}

fn book(index: &Index, design: Design, reply: &Reply, lang: Lang) -> Result<Workbook> {
    let period = index.outcome.period();
    let name = &reply.name;
    let title = text!(vi: "Phản hồi danh sách: {name}", en: "Reply: {name}");
    let about = About {
        title: title.in_lang(lang).to_owned(),
        subject: period.to_string(),
        company: index.outcome.settings.outputs.issuer.clone(),
        custom: vec![("tonghop.kind", "reply".to_owned())],
    };
    let mut book = new_book(PAPER_FONT, 11.0, &about, period)?;
    letter::add(&mut book, index, design, reply, lang)?;
    list::add(&mut book, index, design, reply, lang)?;
    confirm::add(&mut book, reply, lang)?;
    list::add_words(&mut book, index, reply, lang)?;
    let forms = reply.forms.iter().filter_map(|at| index.outcome.batch.submissions.get(*at));
    let slip = Slip {
        kind: SlipKind::Reply,
        unit: reply.unit.map(Into::into),
        period: Some(period),
        answers: forms.map(|form| form.source.sha256.clone()).collect(),
        sheet: (!reply.rows.is_empty()).then(|| list_name(lang).into()),
    };
    slip_sheet(&mut book, &slip)?;
    Ok(book)
}

/// The sheet with the unit's list.
fn list_name(lang: Lang) -> &'static str {
    label!(vi: "Danh sách", en: "List").pick(lang)
}
