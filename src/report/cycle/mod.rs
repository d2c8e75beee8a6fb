//! Workbooks of the year around registration.

mod candidates;
mod charts;
mod classes;
mod completed;
mod coverage;
mod learners;
mod notes;
mod pages;
mod plan;
mod plan_lines;
mod quota;
mod results;

pub use candidates::{CandidateReport, write as write_candidates};
pub use classes::{ClassReport, write as write_classes};
pub use completed::{NO, TAKE, YES, write as write_graduates, write_list as write_completed_list};
pub use coverage::write as write_coverage;
pub use plan::write as write_plan;
pub use quota::{
    QuotaReport, SHEET as QUOTA_SHEET, write as write_quotas, write_list as write_quota_list,
};
pub use results::write as write_results;
