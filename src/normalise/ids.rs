//! Ids of records: the same as long as the sender registers the same person
//! for the same class, wherever the row stands and whatever the file is called.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::model::record::{Record, RecordId};
use crate::model::submission::Submission;
use crate::text::fold::fold_tones;

/// First 16 hex digits of the digest of sender, name, birth date, national
/// id, party card and class, and of how often the sender has said so before.
pub fn record_id(sender: &str, record: &Record, occurrence: u32) -> RecordId {
    let mut digest = Sha256::new();
    for part in core(sender, record) {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    digest.update(occurrence.to_le_bytes());
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    let digest = digest.finalize();
    let digits = digest.iter().take(8).flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    digits.collect::<String>().into()
}

/// What makes a row this row: read values where there are any, so that a mended typo in a
/// repaired cell keeps the id; raw text where there are none.
fn core<'r>(sender: &'r str, record: &'r Record) -> [Cow<'r, str>; 6] {
    fn or_raw<'r>(value: Option<&'r str>, raw: Option<&'r str>) -> Cow<'r, str> {
        value.map_or_else(|| fold_tones(raw.unwrap_or_default()), Cow::Borrowed)
    }
    let (name, id) = (&record.full_name, &record.national_id);
    let birth = record.birth_date.value.map(|date| Cow::Owned(date.to_string()));
    [
        Cow::Borrowed(sender),
        or_raw(name.value.as_ref().map(|name| &*name.full), name.raw.as_deref()),
        birth.unwrap_or_else(|| or_raw(None, record.birth_date.raw.as_deref())),
        or_raw(id.value.as_ref().map(|id| id.digits()), id.raw.as_deref()),
        or_raw(record.party_card.value.as_deref(), record.party_card.raw.as_deref()),
        or_raw(record.course.value.as_deref(), record.course.raw.as_deref()),
    ]
}

/// Gives every record of a form its id.
pub fn assign(records: &mut [Record], sender: &str) {
    let mut seen = FxHashMap::default();
    for record in records {
        give(record, sender, &mut seen);
    }
}

/// Gives the records of a whole period ids that no two of them share: a row
/// that another file of the same sender repeats gets the next number. Forms
/// that count come first, so that a version sent again keeps the ids of the old one.
pub fn assign_all(forms: &mut [Submission]) {
    let mut seen = FxHashMap::default();
    let (counting, others): (Vec<_>, Vec<_>) = forms.iter_mut().partition(|form| form.counts());
    for form in counting.into_iter().chain(others) {
        let sender = form.sender.unit.clone().unwrap_or_else(|| form.source.sha256.clone());
        for record in &mut form.records {
            give(record, &sender, &mut seen);
        }
    }
}

fn give(record: &mut Record, sender: &str, seen: &mut FxHashMap<RecordId, u32>) {
    let first = record_id(sender, record, 0);
    let count = seen.entry(first.clone()).or_default();
    record.id = if *count == 0 { first } else { record_id(sender, record, *count) };
    *count = count.saturating_add(1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Text;
    use crate::model::place::Position;
    use crate::model::record::Field;
    use crate::model::submission::{SourceFile, Standing, Unread, UnreadKind};
    use crate::model::value::PersonName;

    fn row(name: &str, row: u32) -> Record {
        let at = Position::new(row, 1);
        let name = PersonName { full: name.into(), ..PersonName::default() };
        Record { full_name: Field::read(name, "x", at).into(), ..Record::default() }
    }

    #[test]
    fn ids_follow_the_facts_and_not_the_place() {
        let id = |record: &Record| record_id("CB-A", record, 0);
        assert_eq!(id(&row("Nguyễn Văn An", 3)), id(&row("Nguyễn Văn An", 9)));
        assert_ne!(id(&row("Nguyễn Văn An", 3)), id(&row("Nguyễn Văn Ân", 3)));
        assert_ne!(id(&row("Nguyễn Văn An", 3)), record_id("CB-B", &row("Nguyễn Văn An", 3), 0));
        assert_eq!(id(&row("Nguyễn Văn An", 3)).len(), 16);
    }

    #[test]
    fn a_version_sent_again_takes_over_the_ids_of_the_old_one() {
        let form = |standing| {
            let source = SourceFile { path: "a".into(), sha256: "0".into(), size: 0, format: None };
            let records = vec![row("Nguyễn Văn An", 1)];
            let unread = Unread { kind: UnreadKind::Unreadable, why: Text::default() };
            Submission { unread: None, records, standing, ..Submission::unread(source, unread) }
        };
        let old = || form(Standing::SupersededBy("b.xlsx".into()));
        let ids = |forms: &[Submission]| -> Vec<RecordId> {
            forms.iter().map(|form| form.records[0].id.clone()).collect()
        };
        let mut first = [form(Standing::Counts)];
        assign_all(&mut first);
        let mut both = [old(), form(Standing::Counts)];
        assign_all(&mut both);
        assert_eq!(ids(&both)[1], ids(&first)[0]);
        assert_ne!(ids(&both)[0], ids(&both)[1]);
    }

    #[test]
    fn repeated_rows_have_ids_of_their_own() {
        let mut records = vec![row("An", 1), row("An", 2), row("Bình", 3)];
        assign(&mut records, "CB-A");
        assert_ne!(records[0].id, records[1].id);
        let first = records[0].id.clone();
        records.reverse();
        assign(&mut records, "CB-A");
        assert_eq!(records[1].id, first);
    }
}
