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
    /// The workbook could not be read; the decisions taken before still hold,
    /// and the file was kept under this name.
    WorkbookUnreadable { why: Text, kept: String },
    /// Somebody has the workbook open: what is not saved yet comes with the next run.
    WorkbookOpen,
    /// The workbook has no review sheet.
    NoReviewSheet,
}

impl Notice {
    /// As a terminal or a log may show it: nobody is named.
    pub fn nameless(&self) -> Text {
        match self {
            Notice::UnknownChoice { row, .. } => text!(
                vi: "dòng {row} của trang có cột Quyết định: không hiểu quyết định; hãy chọn trong danh sách",
                en: "row {row} of a sheet with decisions: no decision is meant by it; choose from the list",
            ),
            Notice::FactsChanged { .. } => text!(
                vi: "có quyết định mà dữ kiện đã thay đổi, cần xem lại (tên ghi ở trang Nhật ký)",
                en: "the facts of a decision have changed, look again (the log sheet names it)",
            ),
            Notice::NothingMatches { .. } => text!(
                vi: "có quyết định không còn khớp với dòng nào (tên ghi ở trang Nhật ký)",
                en: "a decision matches no row any more (the log sheet names it)",
            ),
            Notice::Contradiction { .. } => text!(
                vi: "có hai dòng được quyết định trái nhau về việc là một hay hai người (tên ghi ở trang Nhật ký)",
                en: "two rows were decided differently on whether they are one person (the log sheet names them)",
            ),
            _ => self.text(),
        }
    }

    /// As the officer's workbook shows it.
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
            Notice::WorkbookUnreadable { why, kept } => {
                let Text { vi, en } = why;
                text!(
                    vi: "chưa đọc được quyết định mới từ sổ tổng hợp ({vi}); các quyết định trước vẫn giữ, tệp hỏng đã cất ở {kept}",
                    en: "new decisions could not be read from the workbook ({en}); earlier ones still hold, the damaged file is kept as {kept}",
                )
            }
            Notice::WorkbookOpen => text!(
                vi: "sổ tổng hợp đang mở ở máy nào đó: quyết định chưa lưu sẽ được đọc ở lần chạy sau; hãy lưu rồi đóng sổ",
                en: "the workbook is open somewhere: decisions not saved yet are read by the next run; save it and close it",
            ),
            Notice::NoReviewSheet => text!(
                vi: "sổ tổng hợp không có trang Cần xem để đọc quyết định; các quyết định trước vẫn giữ",
                en: "the workbook has no review sheet to read decisions from; earlier ones still hold",
            ),
        }
    }
}
