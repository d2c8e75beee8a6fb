//! What rows say compared with each other, with the officer's lists and with earlier periods.

pub mod already_registered;
pub mod changed_since_last_period;
pub mod duplicate_across_units;
pub mod duplicate_in_form;
pub mod multiple_courses;
pub mod possible_duplicate;
pub mod roster_conflict;
pub mod roster_missing;
pub mod same_id_different_person;
pub mod unit_conflict;
pub mod withdrawn;

use std::collections::BTreeMap;

use crate::i18n::Text;
use crate::model::batch::{Batch, LinkVerdict, Person, RecordAt};
use crate::model::period::Period;
use crate::model::record::{Record, RecordId};
use crate::model::submission::Submission;
use crate::rules::Context;
use crate::text;

/// A person's row with the form that it stands in.
#[derive(Clone, Copy)]
struct Occurrence<'a> {
    record: &'a Record,
    form: &'a Submission,
}

impl<'a> Occurrence<'a> {
    /// Who handed the row in: the unit, else the file.
    fn sender(&self) -> &'a str {
        self.record.unit.as_deref().unwrap_or(&self.form.source.path)
    }

    fn course(&self) -> Option<&'a str> {
        self.record.course.value.as_deref()
    }

    /// Unit and class, as people call them.
    fn named(&self, context: &Context<'a>) -> String {
        let lists = &context.batch.lists;
        let sender = match self.record.unit.as_deref() {
            Some(unit) => lists.unit_name(unit),
            None => self.form.source.path.rsplit('/').next().unwrap_or_default(),
        };
        match self.course() {
            Some(course) => format!("{sender} ({course})"),
            None => sender.to_owned(),
        }
    }
}

/// The rows of a person that stand: those struck out by the sender are no repetition.
fn occurrences<'a>(person: &Person, batch: &'a Batch) -> Vec<Occurrence<'a>> {
    let rows = person.rows.iter().filter_map(|&at| occurrence(at, batch));
    rows.filter(|row| row.form.counts() && !row.record.crossed_out).collect()
}

fn occurrence(at: RecordAt, batch: &Batch) -> Option<Occurrence<'_>> {
    let form = batch.submissions.get(at.submission as usize)?;
    Some(Occurrence { record: batch.record(at)?, form })
}

/// The ids of all rows but this one.
fn others(rows: &[Occurrence], this: &Record) -> Vec<RecordId> {
    rows.iter().filter(|row| row.record.id != this.id).map(|row| row.record.id.clone()).collect()
}

/// Where a row stands, for a person who looks at `from`.
fn place_name(record: &Record, from: &Record) -> Text {
    let row = record.place.row.unwrap_or_default().saturating_add(1);
    if record.place.file == from.place.file && record.place.sheet == from.place.sheet {
        return text!(vi: "dòng {row}", en: "row {row}");
    }
    let file = record.place.file.rsplit('/').next().unwrap_or_default();
    match record.place.sheet.as_deref().filter(|sheet| !sheet.is_empty()) {
        Some(sheet) => text!(
            vi: "tệp “{file}”, trang “{sheet}”, dòng {row}",
            en: "file “{file}”, sheet “{sheet}”, row {row}",
        ),
        None => text!(vi: "tệp “{file}”, dòng {row}", en: "file “{file}”, row {row}"),
    }
}

/// For each row with links of this verdict: the other rows and what was said of them, in order.
fn linked<'a>(
    context: &Context<'a>,
    verdict: LinkVerdict,
) -> BTreeMap<RecordAt, Vec<(&'a Record, &'a Text)>> {
    let mut linked: BTreeMap<RecordAt, Vec<(&Record, &Text)>> = BTreeMap::new();
    for link in context.batch.links.iter().filter(|link| link.verdict == verdict) {
        for (one, other) in [(link.a, link.b), (link.b, link.a)] {
            if let Some(record) = context.batch.record(other) {
                linked.entry(one).or_default().push((record, &link.reason));
            }
        }
    }
    linked
}

/// `10/2026`
fn month(period: Period) -> String {
    format!("{:02}/{}", period.month, period.year)
}
