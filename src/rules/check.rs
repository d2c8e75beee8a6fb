//! Runs rules over a period, each under its own name and by the officer's settings.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Check, Context, Family, Need, Rule};
use crate::finding::{Finding, Findings, Unchecked, sort};
use crate::i18n::Text;
use crate::model::cycle::{PlanBook, ResultsBook};
use crate::model::judgement::Judgement;
use crate::model::record::Record;
use crate::text;

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
    let speak = |rule: &&Rule| {
        let mut out = Vec::new();
        let mut findings = Findings::new(rule.code, rule.name, rule.severity, &mut out);
        match (judged, rule.check) {
            (None, _) => check_one(rule, context, &mut findings),
            (Some(judgements), Check::Judged(check)) => {
                check(context.batch, judgements, context, &mut findings);
            }
            (Some(_), _) => {}
        }
        out
    };
    let on = rules.par_iter().with_max_len(1).filter(|rule| is_on(rule, context));
    let mut out: Vec<Finding> = on.flat_map_iter(speak).collect();
    apply_settings(context, &mut out);
    sort(&mut out);
    out
}

/// Rules about files that hold nothing but a list of people: a plan in numbers has none.
const OF_LISTS: [&str; 2] = ["empty-form", "declared-total-mismatch"];

/// The rule that asks whose form it is: the school sends for all units.
const OF_SENDERS: &str = "unit-unknown";

/// Runs the rules about plans over a year's plans, and those about files over their forms.
pub fn check_plan(rules: &[&Rule], book: &PlanBook, context: &Context) -> Vec<Finding> {
    of_year(rules, context, |rule, findings| match rule.check {
        Check::Plan(check) => check(book, context, findings),
        _ if OF_LISTS.contains(&rule.name) => {}
        _ => files(rule, context, findings),
    })
}

/// Runs the rules about learners over a year's lists from the school, and those about files.
pub fn check_results(rules: &[&Rule], book: &ResultsBook, context: &Context) -> Vec<Finding> {
    of_year(rules, context, |rule, findings| match rule.check {
        Check::Results(check) => check(book, context, findings),
        _ if OF_LISTS.contains(&rule.name) || rule.name == OF_SENDERS => {}
        _ => files(rule, context, findings),
    })
}

fn of_year(
    rules: &[&Rule],
    context: &Context,
    speak: impl Fn(&Rule, &mut Findings),
) -> Vec<Finding> {
    let mut out = Vec::new();
    let met = |rule: &Rule| rule.needs.iter().all(|need| need.is_met(context.batch));
    for rule in rules.iter().filter(|rule| is_on(rule, context) && met(rule)) {
        speak(rule, &mut Findings::new(rule.code, rule.name, rule.severity, &mut out));
    }
    apply_settings(context, &mut out);
    sort(&mut out);
    out
}

fn files(rule: &Rule, context: &Context, findings: &mut Findings) {
    if rule.family() == Family::File {
        check_one(rule, context, findings);
    }
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
        Check::Judged(_) | Check::Plan(_) | Check::Results(_) => {}
    }
}

/// Rules that could not speak, and what they lack. Rules that are off lack nothing.
pub fn unchecked(rules: &[&Rule], context: &Context) -> Vec<Unchecked> {
    let mut lacking: BTreeMap<Need, Vec<&'static str>> = BTreeMap::new();
    for rule in rules.iter().filter(|rule| is_on(rule, context) && rule.check.is_monthly()) {
        for need in rule.needs.iter().filter(|need| !need.is_met(context.batch)) {
            lacking.entry(*need).or_default().push(rule.code);
        }
    }
    let say = |(need, codes): (Need, Vec<&'static str>)| {
        let Text { vi, en } = need.label();
        Unchecked { codes, why: text!(vi: "không có {vi}", en: "{en} is missing") }
    };
    lacking.into_iter().map(say).collect()
}

fn is_on(rule: &Rule, context: &Context) -> bool {
    context.settings.rules.may_speak(rule.code, rule.name)
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

#[cfg(test)]
mod tests {
    use super::{check, unchecked};
    use crate::config::standards::Standards;
    use crate::config::{Settings, parse_toml};
    use crate::finding::Severity;
    use crate::model::batch::Batch;
    use crate::rules::test_support::{batch, blank, form, row_with};
    use crate::rules::{Context, RULES, find};

    fn without_birth_date() -> Batch {
        batch(vec![form(vec![row_with(|r| r.birth_date = blank(2))])])
    }

    fn severities(settings: &str) -> Vec<Severity> {
        let settings: Settings = parse_toml("tonghop.toml", settings).unwrap();
        let batch = without_birth_date();
        let rule = find("missing-birth-date").unwrap();
        let context = Context::new(&settings, Standards::built_in(), &batch);
        check(&[rule], &context).iter().map(|finding| finding.severity).collect()
    }

    #[test]
    fn rules_speak_as_loud_as_the_officer_wants_everywhere_and_in_places() {
        assert_eq!(severities(""), [Severity::Error]);
        assert_eq!(severities("[rules]\nD211 = \"info\"\n"), [Severity::Info]);
        assert_eq!(severities("[rules]\nmissing-birth-date = \"off\"\n"), []);
        assert_eq!(severities("[rules.unit.CB-STC]\nD211 = \"off\"\n"), []);
        assert_eq!(severities("[rules.unit.CB-SNV]\nD211 = \"off\"\n"), [Severity::Error]);
        assert_eq!(severities("[rules.course.TC-K45]\nD211 = \"info\"\n"), [Severity::Info]);
    }

    #[test]
    fn a_clean_row_gets_no_finding_from_any_rule_but_about_other_units() {
        let settings = Settings::default();
        let batch = batch(vec![form(vec![crate::rules::test_support::row()])]);
        let context = Context::new(&settings, Standards::built_in(), &batch);
        let found: Vec<_> = check(RULES, &context).iter().map(|finding| finding.code).collect();
        assert_eq!(found, ["Q504"]);
    }

    #[test]
    fn what_cannot_be_checked_is_said() {
        let settings = Settings::default();
        let batch = without_birth_date();
        let context = Context::new(&settings, Standards::built_in(), &batch);
        let silent = unchecked(RULES, &context);
        assert!(silent.iter().any(|one| one.codes.contains(&"R406")), "{silent:?}");
        assert!(!silent.iter().any(|one| one.codes.contains(&"D254")), "{silent:?}");
    }
}
