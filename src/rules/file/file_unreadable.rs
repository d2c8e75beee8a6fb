//! F101: the bytes are damaged or of no known kind.

use super::report_unread;
use crate::finding::{Findings, Severity};
use crate::label;
use crate::model::submission::{Submission, UnreadKind};
use crate::rules::{Check, Context, Rule};

pub const RULE: Rule = Rule {
    code: "F101",
    name: "file-unreadable",
    severity: Severity::Error,
    title: label!(vi: "Tệp không đọc được", en: "The file cannot be read"),
    why: label!(
        vi: "Tệp bị hỏng hoặc không phải bảng tính nên không lấy được dòng nào; nếu bỏ qua thì sót cả đơn vị.",
        en: "The file is damaged or no workbook, so no row can be taken from it; left alone, a whole unit would be lost.",
    ),
    mend: label!(
        vi: "Mở tệp bằng Excel, lưu thành tệp .xlsx mới rồi gửi lại.",
        en: "Open the file in Excel, save it as a new .xlsx file and send it again.",
    ),
    example: label!(
        vi: "“dang ky.xlsx” tải về dở dang từ Zalo",
        en: "“dang ky.xlsx”, downloaded only in part",
    ),
    source: label!(
        vi: "Thực tế nhận biểu: tệp hỏng khi gửi qua Zalo, thư điện tử",
        en: "Observed: files broken on their way through chat and mail",
    ),
    needs: &[],
    check: Check::File(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    report_unread(&RULE, UnreadKind::Unreadable, form, findings);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::i18n::Text;
    use crate::model::submission::{Unread, UnreadKind};
    use crate::rules::test_support::{form_with, on_form};

    fn unread(kind: UnreadKind) -> Option<Unread> {
        let why = Text { vi: "Tệp bị hỏng.".into(), en: "The file is damaged.".into() };
        Some(Unread { kind, why })
    }

    #[test]
    fn allows_a_file_that_was_read_or_wants_a_password() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
        let encrypted = form_with(|form| form.unread = unread(UnreadKind::Encrypted));
        assert!(on_form(&RULE, encrypted).is_empty());
    }

    #[test]
    fn reports_a_broken_file_with_the_reason() {
        let broken = form_with(|form| form.unread = unread(UnreadKind::Unreadable));
        let found = on_form(&RULE, broken);
        assert_eq!(found[0].message.vi, "Tệp bị hỏng.");
        assert_eq!(
            (&*found[0].at.file, found[0].at.row),
            ("inbox/2026-11/So Tai chinh.xlsx", None)
        );
    }
}
