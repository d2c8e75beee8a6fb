//! What a run knows of the months before: read back from what their own runs
//! wrote where these follow from the same forms, settings, lists and program;
//! else read and judged anew.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::knowledge::Knowledge;
use super::progress::Progress;
use super::read::Memory;
use super::ruling;
use super::run::Month;
use super::unchanged::{Fingerprint, Kept, read_back};
use crate::layout::Remembered;
use crate::model::judgement::Status;
use crate::model::period::Period;
use crate::reconcile::Earlier;
use crate::report::Outcome;
use crate::workspace::{RunError, Workspace};

/// Everyone who registered before a period, and how each unit's form was laid out.
pub fn before(
    workspace: &Workspace,
    period: Period,
    known: &Knowledge,
    months: &BTreeMap<Period, Fingerprint>,
    progress: &dyn Progress,
) -> Result<(Earlier, Memory), RunError> {
    let mut earlier = Earlier::default();
    let mut memory = Memory::new();
    for (&month, fingerprint) in months.range(..period) {
        let kept = match read_back(workspace, month, fingerprint) {
            Some((records, kept)) if earlier.add_written(month, &records, kept.senders.clone()) => {
                kept
            }
            _ => {
                let outcome = anew(workspace, month, known, &mut earlier, &memory, progress)?;
                kept(&outcome)
            }
        };
        remember(month, kept, &mut memory);
    }
    Ok((earlier, memory))
}

/// Reads and judges a month as its own run would.
fn anew(
    workspace: &Workspace,
    period: Period,
    known: &Knowledge,
    earlier: &mut Earlier,
    memory: &Memory,
    progress: &dyn Progress,
) -> Result<Outcome, RunError> {
    let (decisions, _) = ruling::stored(workspace, period)?;
    let known = Knowledge::load(Some(workspace), period, Some(&*known.settings.standard))?;
    let month = Month { period, known: &known, decisions: &decisions };
    let (mut outcome, _) = month.judge(workspace, std::mem::take(earlier), memory, progress)?;
    let batch = &mut outcome.batch;
    earlier.rows = std::mem::take(&mut batch.earlier);
    earlier.periods = std::mem::take(&mut batch.earlier_periods);
    earlier.senders = std::mem::take(&mut batch.earlier_senders);
    earlier.add(&outcome.batch, |at| {
        let judgement = outcome.judgement(at);
        judgement.primary && judgement.status == Status::Accepted
    });
    Ok(outcome)
}

/// What the months after want to know of a month beside its records.
pub fn kept(outcome: &Outcome) -> Kept {
    let mut kept = Kept::default();
    for form in outcome.batch.submissions.iter().filter(|form| form.counts()) {
        let Some(unit) = &form.sender.unit else { continue };
        kept.senders.insert(unit.clone());
        let table = form.tables.iter().find(|table| table.header_row.is_some());
        if let Some(table) = table {
            kept.layouts.insert(unit.clone(), table.columns.iter().copied().collect());
        }
    }
    kept
}

/// How each unit's form was laid out, for a month in which it sends one without a header.
fn remember(month: Period, kept: Kept, memory: &mut Memory) {
    let when: Arc<str> = Arc::from(month.to_string());
    let layouts = kept.layouts.into_iter();
    memory
        .extend(layouts.map(|(unit, columns)| (unit, Remembered { when: when.clone(), columns })));
}
