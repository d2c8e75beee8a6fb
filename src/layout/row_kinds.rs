//! Every way in which a row can be taken, each with its reason.

use super::table::{RowKind, Shift};
use crate::i18n::Label;
use crate::label;

/// What a row is taken for at first sight; what stands below it may change that.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sighting {
    pub kind: RowKind,
    pub why: Label,
    /// So it is, whatever stands below.
    pub settled: bool,
    /// How the row's cells stand beside their headings.
    pub shift: Shift,
}

impl Sighting {
    const fn new(kind: RowKind, why: Label) -> Self {
        Sighting { kind, why, settled: false, shift: Shift { by: 0, from: 0 } }
    }
}

macro_rules! sightings {
    ($($name:ident: $kind:ident, $vi:literal, $en:literal;)*) => {
        $(pub(super) const $name: Sighting =
            Sighting::new(RowKind::$kind, label!(vi: $vi, en: $en));)*
    };
}

sightings! {
    OUTSIDE: Remark, "đứng ngoài các cột của bảng", "stands outside the table's columns";
    REPEATED: RepeatedHeader, "lặp lại tiêu đề cột", "repeats the headings";
    NUMBERS: ColumnNumbers, "chỉ có số thứ tự của cột", "numbers the columns";
    BLANK: BlankLine, "chỉ có số thứ tự, chưa điền gì", "only its ordinal is filled in";
    PREFILLED: BlankLine, "dòng mẫu điền sẵn, chưa có người", "filled in beforehand, but with nobody";
    TOTAL: Total, "dòng tổng", "a total";
    CLOSING: Total, "dòng chốt danh sách", "the closing line of the list";
    SIGNATURE: Signature, "phần ký", "signatures";
    SIGNER: Signature, "phần ký: chức danh người ký", "signatures: the signer's post";
    DATED: Signature, "dòng ngày tháng của phần ký", "the date above the signatures";
    RECIPIENTS: Footer, "nơi nhận", "the recipients";
    REMARK: Remark, "lời ghi chú", "a remark";
    BELOW_TEXT: Remark, "dòng chữ dưới danh sách", "a text below the list";
    BELOW: Remark, "nội dung dưới danh sách", "stands below the list";
    BELOW_TOTAL: Remark, "đứng dưới dòng tổng, không đủ dấu hiệu là một người", "stands below the total and shows too little to be a person";
    NAMED: Person, "có họ tên", "has a person's name";
    NUMBERED: Person, "có số thứ tự và nội dung ở cột họ tên", "has an ordinal and a text in the name column";
    FILLED: Person, "có nội dung ở cột họ tên và các cột khác", "has a text in the name column and other cells";
    NAMELESS: Person, "không có họ tên nhưng có dữ liệu của một người", "no name, but data of a person";
    NUMBERED_NAMELESS: Person, "có số thứ tự và dữ liệu, thiếu họ tên", "has an ordinal and data, lacks the name";
    SHIFTED: Person, "có họ tên, nhưng các ô lệch một cột so với tiêu đề", "has a person's name, but its cells stand one column beside their headings";
    PARTLY_SHIFTED: Person, "có họ tên, nhưng từ giữa dòng các ô lệch một cột so với tiêu đề", "has a person's name, but from the middle on its cells stand one column beside their headings";
    ORGANISATION: Unread, "tên một tổ chức đứng ở chỗ của một người", "an organisation stands where a person should";
    ENTRY: Person, "có nội dung ở cột chính", "has a text in the main column";
    CONTINUED: Continuation, "dòng tiếp theo của người ở trên", "a further line of the person above";
    SECTION: Section, "tên lớp, đơn vị hoặc nhóm, không phải một người", "names a class, unit or group, not a person";
    LONE_TEXT: Section, "chỉ có một dòng chữ, áp dụng cho các dòng dưới", "a single text that goes for the rows below";
    UNREAD: Unread, "không giống dòng nào trong bảng", "resembles no row of the table";
}

/// Struck out by the sender.
pub(super) const STRUCK: Sighting = Sighting {
    settled: true,
    ..Sighting::new(
        RowKind::Unread,
        label!(vi: "người gửi đã gạch ngang cả dòng", en: "the sender has struck the row out"),
    )
};
