//! Results that have been kept for as long as the settings say.

use std::fs;

use chrono::{Months, NaiveDate};

use super::error::RunError;
use super::folder::Workspace;
use super::lock::Lock;
use super::outbox::aside;
use crate::model::period::Period;
use crate::text;

/// The periods whose results are past their date, oldest first; none when
/// results are kept for ever (`keep_months` is 0).
pub fn expired(workspace: &Workspace, keep_months: u16, today: NaiveDate) -> Vec<Period> {
    let keep = Months::new(u32::from(keep_months));
    let is_past = |period: &Period| {
        period.last_day().checked_add_months(keep).is_some_and(|until| until < today)
    };
    let outbox = workspace.root().join("outbox");
    let entries = fs::read_dir(outbox).into_iter().flatten().flatten();
    let mut periods: Vec<Period> = entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|period| keep_months > 0 && is_past(period))
        .collect();
    periods.sort();
    periods
}

/// Removes the results of periods, each as a whole. Inbox, lists and decisions stay.
///
/// # Errors
/// [`RunError::Locked`]; [`RunError::Io`] for a folder that cannot be removed.
pub fn remove(workspace: &Workspace, periods: &[Period]) -> Result<(), RunError> {
    let _lock = Lock::take(workspace.root())?;
    for period in periods {
        let place = workspace.outbox(*period);
        // Under this name the next run removes what a kill in between leaves.
        let leaving = aside(&place, "new");
        let doing = || text!(vi: "xóa", en: "remove");
        fs::rename(&place, &leaving).map_err(RunError::io(doing(), &place))?;
        fs::remove_dir_all(&leaving).map_err(RunError::io(doing(), &leaving))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_results_past_their_date_are_listed_and_removed() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("inbox/2024-01")).unwrap();
        for name in ["2024-01", "2024-11", "2024-12", "BieuMau"] {
            fs::create_dir_all(dir.path().join("outbox").join(name).join("data")).unwrap();
        }
        let workspace = Workspace::open(dir.path()).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        assert!(expired(&workspace, 0, today).is_empty());
        let past = expired(&workspace, 24, today);
        let names: Vec<String> = past.iter().map(Period::to_string).collect();
        assert_eq!(names, ["2024-01", "2024-11"]);
        remove(&workspace, &past).unwrap();
        assert!(expired(&workspace, 24, today).is_empty());
        assert!(dir.path().join("outbox/2024-12/data").exists());
        assert!(dir.path().join("inbox/2024-01").exists());
    }
}
