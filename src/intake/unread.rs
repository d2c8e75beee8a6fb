//! Why a file gave no cells: a statement about the data, never an error of the run.

use serde::{Deserialize, Serialize};

use crate::i18n::{Label, Text};
use crate::{label, text};

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unread {
    /// Of a known kind, but its bytes are broken.
    Damaged { why: Text },
    /// Opens only with a password.
    Encrypted,
    /// Passes a limit against hostile or broken files. The limit is in the unit of its measure.
    TooLarge { what: Measure, limit: u64 },
    /// No workbook: what it is instead, as far as that can be told.
    UnknownKind { what: Text },
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Megabytes of the file itself.
    File,
    /// Megabytes of the unpacked parts.
    Unpacked,
    /// Cells that hold something.
    Cells,
    /// Megabytes of text.
    Text,
    /// Megabytes of memory.
    Memory,
    /// Seconds.
    Time,
}

impl Unread {
    pub fn damaged(why: Label) -> Self {
        Unread::Damaged { why: why.to_text() }
    }

    pub fn unknown(what: Label) -> Self {
        Unread::UnknownKind { what: what.to_text() }
    }

    /// What is wrong, in a sentence.
    pub fn text(&self) -> Text {
        match self {
            Unread::Damaged { why: Text { vi, en } } => {
                text!(vi: "Tệp bị hỏng: {vi}.", en: "The file is damaged: {en}.")
            }
            Unread::Encrypted => label!(
                vi: "Tệp được đặt mật khẩu nên không mở được.",
                en: "The file is protected by a password and cannot be opened.",
            )
            .to_text(),
            Unread::TooLarge { what, limit } => what.text(*limit),
            Unread::UnknownKind { what: Text { vi, en } } => text!(
                vi: "Không phải bảng tính đọc được: {vi}.",
                en: "Not a workbook that can be read: {en}.",
            ),
        }
    }

    /// What the sender can do about it.
    pub fn advice(&self) -> Text {
        match self {
            Unread::Damaged { .. } => label!(
                vi: "Mở lại tệp bằng Excel, lưu thành tệp .xlsx mới rồi gửi lại.",
                en: "Open the file in Excel, save it as a new .xlsx file and send it again.",
            ),
            Unread::Encrypted => label!(
                vi: "Bỏ mật khẩu mở tệp (Tệp → Thông tin → Bảo vệ sổ làm việc) rồi gửi lại.",
                en: "Remove the password (File → Info → Protect Workbook) and send it again.",
            ),
            Unread::TooLarge { .. } => label!(
                vi: "Chép riêng phần danh sách sang một tệp .xlsx mới rồi gửi lại.",
                en: "Copy the list alone into a new .xlsx file and send it again.",
            ),
            Unread::UnknownKind { .. } => label!(
                vi: "Gửi danh sách dưới dạng tệp Excel (.xlsx).",
                en: "Send the list as an Excel file (.xlsx).",
            ),
        }
        .to_text()
    }
}

impl Measure {
    fn text(self, limit: u64) -> Text {
        match self {
            Measure::File => text!(
                vi: "Tệp lớn hơn {limit} MB.",
                en: "The file is larger than {limit} MB.",
            ),
            Measure::Unpacked => text!(
                vi: "Nội dung tệp khi giải nén lớn hơn {limit} MB.",
                en: "The file's content is larger than {limit} MB once unpacked.",
            ),
            Measure::Cells => text!(
                vi: "Tệp có hơn {limit} ô có dữ liệu.",
                en: "The file has more than {limit} filled cells.",
            ),
            Measure::Text => text!(
                vi: "Chữ trong tệp nhiều hơn {limit} MB.",
                en: "The file holds more than {limit} MB of text.",
            ),
            Measure::Memory => text!(
                vi: "Đọc tệp này cần hơn {limit} MB bộ nhớ.",
                en: "Reading the file takes more than {limit} MB of memory.",
            ),
            Measure::Time => text!(
                vi: "Đọc tệp này mất hơn {limit} giây.",
                en: "Reading the file takes more than {limit} seconds.",
            ),
        }
    }
}
