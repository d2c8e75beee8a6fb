//! A period's forms → the outcome: who is who, what the rules say, what became of each row.

use std::sync::Arc;

use super::knowledge::Knowledge;
use crate::decisions::{self, Cases, Decisions, Notice};
use crate::finding::{Finding, Findings, sort};
use crate::i18n::Text;
use crate::model::batch::Rulings;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::submission::Submission;
use crate::normalise::ids;
use crate::reconcile::{self, Earlier};
use crate::report::Outcome;
use crate::report::outcome::Timings;
use crate::rules::{self, Context, RULES};

/// Judges a period. `earlier` holds the rows of the periods before. Beside the
/// outcome come its remarks on the run once more, as a terminal may show them: without names.
pub fn judge(
    period: Period,
    submissions: Vec<Submission>,
    earlier: Earlier,
    known: &Knowledge,
    decisions: &Decisions,
) -> (Outcome, Vec<Text>) {
    let lists = known.lists().clone();
    let (mut batch, mut notes) =
        reconcile::batch(period, submissions, lists, earlier, &known.matching, &Rulings::default());
    ids::assign_all(&mut batch.submissions);
    let cases = Cases::of(&batch);
    let (rulings, mut notices) = cases.rulings(&batch, decisions);
    if rulings != Rulings::default() {
        notes = reconcile::settle(&mut batch, &known.matching, &rulings);
    }
    let context = Context::new(&known.settings, &known.standards, &batch);
    let mut findings = rules::check(RULES, &context);
    findings.extend(about_lists(known));
    let (judgements, stale) = decisions::judge(&batch, &findings, &cases, decisions);
    notices.extend(stale);
    findings.extend(rules::check_judged(RULES, &context, &judgements));
    sort(&mut findings);
    let remarks = |say: fn(&Notice) -> Text| {
        let remarks = notes.iter().map(|note| note.text.clone()).chain(notices.iter().map(say));
        remarks.chain(rules::stale_settings(&known.settings.rules, &batch.lists)).collect()
    };
    let (nameless, remarks): (Vec<Text>, Vec<Text>) =
        (remarks(Notice::nameless), remarks(Notice::text));
    let outcome = Outcome {
        findings,
        judgements,
        remarks,
        unchecked: rules::unchecked(RULES, &context),
        settings: known.settings.clone(),
        settings_digest: known.settings_digest.clone(),
        version: env!("CARGO_PKG_VERSION"),
        timings: Timings::default(),
        batch,
    };
    (outcome, nameless)
}

/// A list that cannot be used is reported as a file that cannot be read: the
/// rules that need it stay silent, and the officer must know why.
fn about_lists(known: &Knowledge) -> Vec<Finding> {
    let mut out = Vec::new();
    let Some(rule) = rules::find("F101") else { return out };
    let mut findings = Findings::new(rule.code, rule.name, rule.severity, &mut out);
    for problem in known.list_problems() {
        let file: &Arc<str> = &problem.file;
        findings.report(Place::file(file), problem.why.clone());
    }
    out
}
