//! Which result of a class gives no level.

use std::sync::LazyLock;

use crate::text::fold::fold;

static FAILED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let table = include_str!("../../templates/vocabulary/failed_results.tsv");
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| fold(line).into_owned()).collect()
});

/// Does the result say that the class was not passed? Marks and words that are
/// not known count as passed: the person stands on the list of graduates.
pub fn is_failure(result: &str) -> bool {
    let result = fold(result);
    FAILED.iter().any(|words| {
        result
            .strip_prefix(words.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::is_failure;

    #[test]
    fn only_plain_failures_are_failures() {
        for failed in ["Không đạt", "KHÔNG ĐẠT", "chưa tốt nghiệp", "Bỏ học (2023)"]
        {
            assert!(is_failure(failed), "{failed}");
        }
        for passed in ["Khá", "Đạt", "7,5", "", "Trung bình", "Chưaa"] {
            assert!(!is_failure(passed), "{passed}");
        }
    }
}
