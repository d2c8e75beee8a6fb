//! Forms that the program itself wrote — blank ones filled in, replies mended —
//! are known by their slip when they come back.

use std::collections::BTreeSet;

use crate::i18n::Text;
use crate::label;
use crate::layout::table::{FormLayout, RowKind, SheetLayout};
use crate::model::record::{Record, RecordId};
use crate::model::reference::Member;
use crate::model::slip::{ROW_KEY, Slip, SlipKind, TO_MEND};
use crate::model::submission::{Refusal, RowFate, Submission};
use crate::text::fold::fold;

/// A mended reply replaces what it answers, whatever that called itself.
const REPLY_RANK: u32 = 1_000_000;

/// Leaves only the list to be read: the letter, the words to choose from and
/// the slip are no forms.
pub fn keep_list(layout: &mut FormLayout, slip: &Slip) {
    let Some(list) = &slip.sheet else { return };
    for sheet in layout.sheets.iter_mut().filter(|sheet| sheet.name != *list) {
        set_aside(sheet);
    }
}

fn set_aside(sheet: &mut SheetLayout) {
    sheet.tables.clear();
    for row in &mut sheet.rows {
        (row.kind, row.table, row.reason) = (RowKind::OtherSheet, None, own_sheet());
    }
    sheet.refused = Some(Refusal::NoList { why: own_sheet() });
}

fn own_sheet() -> Text {
    label!(
        vi: "trang do chương trình viết thêm vào biểu",
        en: "a sheet that the program itself added to the form",
    )
    .to_text()
}

/// Takes out of a form what only the program wrote into it, and ranks a reply.
pub fn settle(form: &mut Submission, slip: &Slip) {
    let is_own = |heading: &str| {
        [ROW_KEY, TO_MEND].iter().any(|label| label.vi == heading || label.en == heading)
    };
    for table in &mut form.tables {
        table.unmapped.retain(|(heading, _)| !is_own(heading));
    }
    for record in &mut form.records {
        let key = [ROW_KEY.vi, ROW_KEY.en].iter().find_map(|heading| record.extra.get(*heading));
        record.answers = key.filter(|key| !key.is_empty()).map(|key| RecordId::from(key.as_str()));
        record.extra.retain(|heading, _| !is_own(heading));
        record.extra_repaired.retain(|heading, _| !is_own(heading));
    }
    // The closing line is a formula of ours: it states nothing of the sender's.
    form.facts.declared.clear();
    if slip.kind == SlipKind::Form {
        form.facts.made_for = slip.unit.as_deref().map(Into::into);
    }
    if slip.kind == SlipKind::Reply {
        // One that was sent twice says so in its name (`lần 2`).
        form.version.rank = REPLY_RANK.saturating_add(form.version.rank);
        form.facts.answers = slip.answers.clone();
    }
}

/// A member whom the program wrote into the form and for whom the unit chose no class is
/// not registered: the line is as good as blank. Other people without a class are asked about.
pub fn set_aside_members(form: &mut Submission, roster: &[Member]) {
    let Some(unit) = form.facts.made_for.as_deref() else { return };
    let written: BTreeSet<_> = roster
        .iter()
        .filter(|member| member.unit.as_deref() == Some(unit))
        .filter_map(|member| Some((name_of(member)?, member.birth_date.value)))
        .collect();
    let people = form.records.len();
    form.records.retain(|record| {
        let is_written = |name| written.contains(&(name, record.birth_date.value));
        record.course.raw.is_some() || !name_of(record).is_some_and(is_written)
    });
    let blank = people.saturating_sub(form.records.len()) as u32;
    if blank > 0 {
        let person = form.rows.entry(RowFate::Person).or_default();
        *person = person.saturating_sub(blank);
        *form.rows.entry(RowFate::BlankLine).or_default() += blank;
    }
}

fn name_of(record: &Record) -> Option<String> {
    record.full_name.value.as_ref().map(|name| fold(&name.full).into_owned())
}
