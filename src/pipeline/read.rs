//! One file: bytes → cells → tables → records.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::knowledge::Knowledge;
use super::own_form;
use super::source::source_of;
use crate::config::{Deadline, Limits};
use crate::i18n::Text;
use crate::intake::{self, Access};
use crate::layout::sender::{Scene, evidence, version};
use crate::layout::table::FormLayout;
use crate::layout::{Hints, Remembered, understand};
use crate::model::period::Period;
use crate::model::place::column_number;
use crate::model::role::Role;
use crate::model::slip::Slip;
use crate::model::submission::{
    SenderEvidence, SourceFile, Standing, Submission, Unread, UnreadKind,
};
use crate::model::workbook::Workbook;
use crate::normalise;

/// A file's cells and how they were understood.
pub struct Understood {
    pub workbook: Workbook,
    pub mismatch: Option<Text>,
    pub layout: FormLayout,
    pub sender: SenderEvidence,
    /// Set when the program itself wrote the form.
    pub slip: Option<Slip>,
}

/// The column meanings of each unit's form of an earlier period.
pub type Memory = BTreeMap<Arc<str>, Remembered>;

/// Reads bytes as a form of one of these templates. `name` is the path below the workspace.
pub fn read_form(
    bytes: &[u8],
    name: &str,
    templates: &[&str],
    known: &Knowledge,
    memory: &Memory,
) -> Result<Understood, Unread> {
    let limits = &known.settings.limits;
    let deadline = Some(Deadline::after(limits.seconds));
    let access = Access { limits, passwords: &known.settings.passwords };
    let reading = intake::read_with(bytes, name, access).map_err(unread)?;
    let mismatch = reading.mismatch.map(|mismatch| mismatch.text());
    let mut workbook = reading.workbook;
    intake::legacy::decode_workbook(&mut workbook);
    let hints = Hints { templates, known, file_name: name, deadline, ..Hints::default() };
    let slip = Slip::read(&workbook);
    let mut layout = understand(&workbook, &known.templates, &hints);
    in_time(&hints, limits)?;
    let key = slip.as_ref().and_then(|slip| slip.unit.as_deref());
    let sender = sender(name, key, &workbook, &layout, known);
    if let Some(unit) = &sender.unit {
        let corrections = corrections(known, unit);
        let before = memory.get(unit);
        if !corrections.is_empty() || (before.is_some() && lacks_header(&layout)) {
            let hints = Hints { corrections: &corrections, before, ..hints };
            layout = understand(&workbook, &known.templates, &hints);
            in_time(&hints, limits)?;
        }
    }
    if let Some(slip) = &slip {
        own_form::keep_list(&mut layout, slip);
    }
    Ok(Understood { workbook, mismatch, layout, sender, slip })
}

/// The forms of a month.
pub const REGISTRATION: &[&str] = &["registration"];

/// Reads bytes as a submission; what cannot be read becomes one that says so.
pub fn submission(
    bytes: &[u8],
    name: Arc<str>,
    period: Period,
    known: &Knowledge,
    memory: &Memory,
) -> Submission {
    let mut source = source_of(name, bytes);
    let understood = match read_form(bytes, &source.path, REGISTRATION, known, memory) {
        Ok(understood) => understood,
        Err(unread) => return Submission::unread(source, unread),
    };
    source.format = Some(understood.workbook.format);
    let facts = normalise::Known {
        period,
        courses: Some(&known.reference().courses)
            .filter(|_| known.reference().lists.courses.is_some()),
        unit: understood.sender.unit.clone(),
    };
    form(source, &understood, &facts, known)
}

/// The people that a file lists, with whose form it is and which version.
pub fn form(
    source: SourceFile,
    understood: &Understood,
    facts: &normalise::Known,
    known: &Knowledge,
) -> Submission {
    let Understood { workbook, mismatch, layout, sender, slip } = understood;
    let name = source.path.clone();
    let mut form = normalise::submission(source, workbook, layout, facts);
    form.mismatch = mismatch.clone();
    form.version = version(stem(&name), &titles(layout));
    form.standing = Standing::Counts;
    if let Some(slip) = slip {
        own_form::settle(&mut form, slip);
    }
    name_units(&mut form, sender, known);
    form.sender = sender.clone();
    form
}

/// A row belongs to the unit that its own column or section names, else to the sender.
fn name_units(form: &mut Submission, sender: &SenderEvidence, known: &Knowledge) {
    for record in &mut form.records {
        let named = record.unit_named.value.as_deref();
        let own = named.and_then(|name| known.reference().units.exactly(name));
        record.unit = own.or_else(|| sender.unit.clone());
    }
}

fn sender(
    name: &str,
    key: Option<&str>,
    workbook: &Workbook,
    layout: &FormLayout,
    known: &Knowledge,
) -> SenderEvidence {
    let titles = titles(layout);
    let mut folders: Vec<String> = name.split('/').map(str::to_owned).collect();
    folders.pop();
    // `inbox` and the period say nothing about the sender.
    let folders: Vec<String> = folders.into_iter().skip(2).collect();
    let sheets: Vec<String> = workbook.sheets.iter().map(|sheet| sheet.name.to_string()).collect();
    let scene =
        Scene { key, titles: &titles, file: stem(name), folders: &folders, sheets: &sheets };
    evidence(&scene, &known.reference().units)
}

/// The lines above the tables that were read; where none was, nothing.
fn titles(layout: &FormLayout) -> Vec<String> {
    let tables = layout.sheets.iter().filter(|sheet| sheet.refused.is_none());
    let tables = tables.flat_map(|sheet| &sheet.tables);
    tables.flat_map(|table| table.title.iter().map(|(_, line)| line.clone())).collect()
}

fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

fn lacks_header(layout: &FormLayout) -> bool {
    let mut tables = layout.sheets.iter().flat_map(|sheet| &sheet.tables);
    tables.any(|table| table.header_rows.is_empty())
        || layout.sheets.iter().all(|s| s.tables.is_empty())
}

fn corrections(known: &Knowledge, unit: &str) -> BTreeMap<u32, Role> {
    let settings = known.settings.layouts.get(unit).into_iter().flatten();
    settings.filter_map(|(letters, role)| Some((column_number(letters)?, *role))).collect()
}

/// What was understood of a file in too little time is not to be relied on.
fn in_time(hints: &Hints, limits: &Limits) -> Result<(), Unread> {
    let what = intake::Measure::Time;
    let late = intake::Unread::TooLarge { what, limit: limits.seconds };
    if hints.late() { Err(unread(late)) } else { Ok(()) }
}

fn unread(unread: intake::Unread) -> Unread {
    let kind = match unread {
        intake::Unread::Encrypted => UnreadKind::Encrypted,
        intake::Unread::TooLarge { .. } => UnreadKind::TooLarge,
        intake::Unread::Damaged { .. } | intake::Unread::UnknownKind { .. } => {
            UnreadKind::Unreadable
        }
    };
    Unread { kind, why: unread.text() }
}
