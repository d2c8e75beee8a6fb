//! The rule catalogue.
//!
//! A rule is a value: a code, its texts and a function. Everything there is to
//! know about a rule is in its file; everything there is to know about the
//! catalogue is in [`RULES`].
//!
//! # Adding a rule
//!
//! 1. Copy a neighbour in the folder of its family.
//! 2. Name it after what is wrong, not after the remedy: the file is the name.
//! 3. Add it to the family's modules and to [`RULES`], in the order of the codes.
//! 4. `UPDATE=1 cargo test --test catalogue` rewrites `docs/rules.md`.

mod catalogue;
mod check;
mod context;
mod explain;
mod masking;
mod page;
mod settings;
#[cfg(test)]
mod test_support;

pub mod data;
pub mod eligibility;
pub mod file;
pub mod plan;
pub mod reconciliation;
pub mod verdict;

pub use catalogue::{RULES, find};
pub use check::{check, check_judged, check_plan, check_results, unchecked};
pub use context::Context;
pub use explain::{explain, list};
pub use masking::masked;
pub use page::page;
pub use settings::{stale_settings, unknown_rules};

use serde::Serialize;

use crate::finding::{Findings, Severity};
use crate::i18n::Label;
use crate::label;
use crate::model::batch::Batch;
use crate::model::cycle::{PlanBook, ResultsBook};
use crate::model::judgement::Judgement;
use crate::model::record::Record;
use crate::model::submission::Submission;

/// One check, with all there is to know about it.
pub struct Rule {
    /// Stable for ever: people put it in filters and in letters.
    pub code: &'static str,
    /// What is wrong, in words with hyphens; its file has the same name.
    pub name: &'static str,
    pub severity: Severity,
    pub title: Label,
    /// What the rule checks and why it matters.
    pub why: Label,
    /// What the unit or the officer should do.
    pub mend: Label,
    /// What sets it off, as it would stand in a form.
    pub example: Label,
    /// The regulation, standard or observation behind it.
    pub source: Label,
    /// Without these it stays silent.
    pub needs: &'static [Need],
    pub check: Check,
}

/// How much of the data a rule looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// Each row of the forms that count, but for those that the sender struck out.
    Record(fn(&Record, &Context, &mut Findings)),
    /// Each file handed in, read or not, counting or not.
    File(fn(&Submission, &Context, &mut Findings)),
    /// Each form that counts and could be read.
    Form(fn(&Submission, &Context, &mut Findings)),
    /// The whole period.
    Batch(fn(&Batch, &Context, &mut Findings)),
    /// The whole period, once it is known what becomes of each row.
    Judged(fn(&Batch, &[Vec<Judgement>], &Context, &mut Findings)),
    /// The plans of a year; the context's period holds their forms.
    Plan(fn(&PlanBook, &Context, &mut Findings)),
    /// What became of the year's learners; the context's period holds the school's lists.
    Results(fn(&ResultsBook, &Context, &mut Findings)),
}

/// Something that a workspace may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    Units,
    Courses,
    Roster,
    Completed,
    Quotas,
    EarlierPeriods,
}

/// The kinds of findings that a family of codes speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    File,
    Data,
    Eligibility,
    Reconciliation,
    Plan,
}

impl Check {
    /// Is it about a month's registrations?
    pub fn is_monthly(&self) -> bool {
        !matches!(self, Check::Plan(_) | Check::Results(_))
    }
}

impl Rule {
    /// The family that the code's letter names.
    pub fn family(&self) -> Family {
        match self.code.as_bytes().first() {
            Some(b'F') => Family::File,
            Some(b'D') => Family::Data,
            Some(b'E') => Family::Eligibility,
            Some(b'R') => Family::Reconciliation,
            _ => Family::Plan,
        }
    }
}

impl Family {
    pub fn label(self) -> Label {
        match self {
            Family::File => label!(vi: "Tệp và biểu mẫu", en: "Files and forms"),
            Family::Data => label!(vi: "Dữ liệu từng dòng", en: "Data of a row"),
            Family::Eligibility => label!(vi: "Điều kiện, tiêu chuẩn", en: "Eligibility"),
            Family::Reconciliation => {
                label!(vi: "Đối chiếu giữa các danh sách", en: "Reconciliation between lists")
            }
            Family::Plan => label!(vi: "Kế hoạch, chỉ tiêu", en: "Plans and quotas"),
        }
    }
}

impl Need {
    pub fn label(self) -> Label {
        match self {
            Need::Units => label!(vi: "danh mục tổ chức đảng", en: "the list of units"),
            Need::Courses => label!(vi: "danh mục lớp học", en: "the list of classes"),
            Need::Roster => label!(vi: "danh sách đảng viên", en: "the roster of members"),
            Need::Completed => {
                label!(vi: "danh sách đã tốt nghiệp", en: "the list of those who completed")
            }
            Need::Quotas => label!(vi: "bảng chỉ tiêu", en: "the list of quotas"),
            Need::EarlierPeriods => {
                label!(vi: "biểu của các kỳ trước", en: "forms of earlier periods")
            }
        }
    }

    /// Does the period have it?
    pub fn is_met(self, batch: &Batch) -> bool {
        match self {
            Need::Units => batch.lists.units.is_some(),
            Need::Courses => batch.lists.courses.is_some(),
            Need::Roster => batch.lists.roster.is_some(),
            Need::Completed => batch.lists.completed.is_some(),
            Need::Quotas => batch.lists.quotas.is_some(),
            Need::EarlierPeriods => !batch.earlier_periods.is_empty(),
        }
    }
}
