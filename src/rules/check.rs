//! Runs rules over a period, each under its own name and by the officer's settings.

use rustc_hash::FxHashMap;

use super::{Check, Context, Rule};
use crate::finding::{Finding, Findings, sort};
use crate::model::judgement::Judgement;
use crate::model::record::Record;

/// Runs `rules` over the period, in an order that depends on the data alone.
/// Rows of forms that do not count (duplicates, superseded ones) are not judged.
/// Rules about the outcome ([`Check::Judged`]) wait for [`check_judged`].
pub fn check(rules: &[&Rule], context: &Context) -> Vec<Finding> {
    run(rules, context, None)
}

/// Runs the rules that ask what became of each row, over rows judged.
pub fn check_judged(
    rules: &[&Rule],
    context: &Context,
    judgements: &[Vec<Judgement>],
) -> Vec<Finding> {
    run(rules, context, Some(judgements))
}

fn run(rules: &[&Rule], context: &Context, judged: Option<&[Vec<Judgement>]>) -> Vec<Finding> {
    let mut out = Vec::new();
    for rule in rules {
        if context.settings.rules.may_speak(rule.code, rule.name) {
            let mut findings = Findings::new(rule.code, rule.name, rule.severity, &mut out);
            match judged {
                None => check_one(rule, context, &mut findings),
                Some(judgements) => {
                    if let Check::Judged(check) = rule.check {
                        check(context.batch, judgements, context, &mut findings);
                    }
                }
            }
        }
    }
    apply_settings(context, &mut out);
    sort(&mut out);
    out
}

fn check_one(rule: &Rule, context: &Context, findings: &mut Findings) {
    let batch = context.batch;
    match rule.check {
        Check::Record(check) => {
            for (_, record) in batch.counting_rows().filter(|(_, record)| !record.crossed_out) {
                check(record, context, findings);
            }
        }
        Check::File(check) => {
            for file in &batch.submissions {
                check(file, context, findings);
            }
        }
        Check::Form(check) => {
            for form in batch.submissions.iter().filter(|form| form.counts()) {
                check(form, context, findings);
            }
        }
        Check::Batch(check) => check(batch, context, findings),
        Check::Judged(_) => {}
    }
}

/// Gives each finding the severity wanted for its unit and class, and drops
/// those that are off there.
fn apply_settings(context: &Context, findings: &mut Vec<Finding>) {
    let rules = &context.settings.rules;
    let classes: FxHashMap<&str, &str> = match rules.course.is_empty() {
        true => FxHashMap::default(),
        false => context.batch.rows().filter_map(|(_, row)| class_of(row)).collect(),
    };
    findings.retain_mut(|finding| {
        let rule = (finding.code, finding.rule);
        let class = match &finding.record {
            Some(record) => classes.get(&**record).copied(),
            None => Some(&*finding.subject),
        };
        let wanted = rules.severity(rule, finding.severity, finding.unit.as_deref(), class);
        if let Some(severity) = wanted {
            finding.severity = severity;
        }
        wanted.is_some()
    });
}

fn class_of(record: &Record) -> Option<(&str, &str)> {
    Some((&*record.id, record.course.value.as_deref()?))
}
