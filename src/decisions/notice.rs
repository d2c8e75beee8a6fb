//! What the officer should know about the decisions themselves.

use crate::i18n::Text;
use crate::text;

/// Something about a decision that needs a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A line of the file that is no decision; it is kept as it is.
    UnreadableLine { line: usize },
    /// A word in the review sheet that is no choice.
    UnknownChoice { row: u32, said: String },
    /// The facts are no longer those that the decision was taken on: the case is open again.
    FactsChanged { row: String },
    /// No row of the period is what the decision was about.
    NothingMatches { row: String },
    /// One row says that the two are one person, the other that they are two.
    Contradiction { row: String },
    /// The workbook could not be read; the decisions taken before still hold.
    WorkbookUnreadable { why: Text },
    /// The workbook has no review sheet.
    NoReviewSheet,
}

impl Notice {
    pub fn text(&self) -> Text {
        match self {
            Notice::UnreadableLine { line } => text!(
                vi: "dòng {line} của tệp quyết định không đọc được, giữ nguyên và bỏ qua",
                en: "line {line} of the decisions cannot be read; it is kept and passed over",
            ),
            Notice::UnknownChoice { row, said } => text!(
                vi: "dòng {row} của trang Cần xem: không hiểu quyết định “{said}”; hãy chọn trong danh sách",
                en: "row {row} of the review sheet: “{said}” is no decision; choose from the list",
            ),
            Notice::FactsChanged { row } => text!(
                vi: "dữ kiện đã thay đổi từ khi quyết định, cần xem lại: {row}",
                en: "the facts have changed since the decision, look again: {row}",
            ),
            Notice::NothingMatches { row } => text!(
                vi: "quyết định không còn khớp với dòng nào: {row}",
                en: "the decision matches no row any more: {row}",
            ),
            Notice::Contradiction { row } => text!(
                vi: "hai dòng có quyết định trái nhau về việc là một hay hai người: {row}",
                en: "two rows were decided differently on whether they are one person: {row}",
            ),
            Notice::WorkbookUnreadable { why } => {
                let Text { vi, en } = why;
                text!(
                    vi: "chưa đọc được quyết định mới từ sổ tổng hợp ({vi}); các quyết định trước vẫn giữ",
                    en: "new decisions could not be read from the workbook ({en}); earlier ones still hold",
                )
            }
            Notice::NoReviewSheet => text!(
                vi: "sổ tổng hợp không có trang Cần xem để đọc quyết định; các quyết định trước vẫn giữ",
                en: "the workbook has no review sheet to read decisions from; earlier ones still hold",
            ),
        }
    }
}
