//! F104: a limit against hostile or broken files is passed.

use super::report_unread;
use crate::finding::{Findings, Severity};
use crate::label;
use crate::model::submission::{Submission, UnreadKind};
use crate::rules::{Check, Context, Rule};

pub const RULE: Rule = Rule {
    code: "F104",
    name: "file-too-large",
    severity: Severity::Error,
    title: label!(vi: "Tệp quá lớn", en: "The file is too large"),
    why: label!(
        vi: "Tệp vượt giới hạn an toàn (dung lượng, dung lượng khi giải nén, số ô) nên không được đọc, để một tệp lỗi không làm dừng cả đợt tổng hợp.",
        en: "The file passes a safety limit (size, unpacked size, cells) and is not read, so that one broken file cannot stop the whole run.",
    ),
    mend: label!(
        vi: "Chép riêng phần danh sách sang tệp .xlsx mới rồi gửi lại.",
        en: "Copy the list alone into a new .xlsx file and send it again.",
    ),
    example: label!(
        vi: "biểu có 3 dòng nhưng định dạng kẻ khung đến dòng 1.048.576",
        en: "a form of 3 rows, formatted down to row 1,048,576",
    ),
    source: label!(
        vi: "Giới hạn trong tonghop.toml; chống tệp “bom nén” và tệp hỏng",
        en: "The limits in tonghop.toml, against zip bombs and broken files",
    ),
    needs: &[],
    check: Check::File(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    report_unread(&RULE, UnreadKind::TooLarge, form, findings);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::submission::{Unread, UnreadKind};
    use crate::rules::test_support::{form_with, on_form};
    use crate::text;

    #[test]
    fn allows_a_file_of_common_size() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
    }

    #[test]
    fn reports_a_file_beyond_the_limit() {
        let why = text!(vi: "Tệp lớn hơn 50 MB.", en: "The file is larger than 50 MB.");
        let kind = UnreadKind::TooLarge;
        let found = on_form(&RULE, form_with(|form| form.unread = Some(Unread { kind, why })));
        assert_eq!(found[0].message.vi, "Tệp lớn hơn 50 MB.");
    }
}
