//! What the engine has to say about its own work: guards that held it back.

use super::cluster::Held;
use super::engine::Linked;
use crate::i18n::Text;
use crate::model::batch::RecordAt;
use crate::text;

/// A guard against running away that spoke.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub kind: NoteKind,
    /// The rows it is about, in order; empty when it is about the whole run.
    pub rows: Vec<RecordAt>,
    pub text: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// A blocking key brought too many rows together; they were not compared under it.
    BlockTooLarge,
    /// One person would have had too many rows.
    PersonTooLarge,
    /// Too many rows of the run looked like repetitions.
    RunTooLarge,
}

/// The notes of a run. `rows` tells where each row stands.
pub fn notes(linked: &Linked, rows: &[RecordAt]) -> Vec<Note> {
    let mut notes = block_notes(linked);
    let of = |wanted: Held| {
        let held = linked.groups.held.iter().filter(move |(_, why)| *why == wanted);
        let pairs = held.flat_map(|(edge, _)| [edge.a, edge.b]);
        let mut at: Vec<RecordAt> =
            pairs.filter_map(|row| rows.get(row as usize).copied()).collect();
        at.sort();
        at.dedup();
        at
    };
    let most = linked.scorer.matching.limits.rows_per_person;
    let (large, run) = (of(Held::Size), of(Held::Run));
    if !large.is_empty() {
        let text = text!(
            vi: "có người sẽ có hơn {most} dòng; các dòng này để cán bộ xem, không tự gộp",
            en: "one person would have more than {most} rows; they are left to the officer",
        );
        notes.push(Note { kind: NoteKind::PersonTooLarge, rows: large, text });
    }
    if !run.is_empty() {
        let count = run.len();
        let text = text!(
            vi: "quá nhiều dòng của kỳ này giống nhau; {count} dòng để cán bộ xem, không tự gộp",
            en: "too many rows of this period look alike; {count} of them are left to the officer",
        );
        notes.push(Note { kind: NoteKind::RunTooLarge, rows: run, text });
    }
    notes
}

fn block_notes(linked: &Linked) -> Vec<Note> {
    let blocks = linked.scorer.matching.blocks.iter().zip(&linked.keys);
    let large = blocks.filter(|(_, report)| report.left_out > 0);
    large
        .map(|(block, report)| {
            let (name, count) = (&block.name, report.left_out);
            let text = text!(
                vi: "khóa so sánh \"{name}\" gom quá nhiều dòng giống nhau ({count} lượt dòng không được so)",
                en: "blocking key \"{name}\" brings too many rows together ({count} left uncompared under it)",
            );
            Note { kind: NoteKind::BlockTooLarge, rows: Vec::new(), text }
        })
        .collect()
}
