//! Which result of a class gives no level.

use std::sync::LazyLock;

use crate::text::fold::fold;

static FAILED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let table = include_str!("../../templates/vocabulary/failed_results.tsv");
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| fold(line).into_owned()).collect()
});

/// The lowest mark of ten that passes: `Trung bình` goes from 5,0 to 6,9.
const PASS: f64 = 5.0;

/// Does the result say that the class was not passed? Words that are not
/// known count as passed: the person stands on the list of graduates.
pub fn is_failure(result: &str) -> bool {
    if let Ok(mark) = result.trim().replace(',', ".").parse::<f64>() {
        return (0.0..PASS).contains(&mark);
    }
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
        for passed in ["Xuất sắc", "Giỏi", "Khá", "Đạt", "", "Trung bình", "Chưaa"] {
            assert!(!is_failure(passed), "{passed}");
        }
    }

    #[test]
    fn marks_below_five_are_failures() {
        assert!(is_failure("4,9") && is_failure("3"));
        for passed in ["5,0", "6.9", "7,5", "10", "85", "nan"] {
            assert!(!is_failure(passed), "{passed}");
        }
    }
}
