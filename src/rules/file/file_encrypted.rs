//! F102: the workbook needs a password.

use super::report_unread;
use crate::finding::{Findings, Severity};
use crate::label;
use crate::model::submission::{Submission, UnreadKind};
use crate::rules::{Check, Context, Rule};

pub const RULE: Rule = Rule {
    code: "F102",
    name: "file-encrypted",
    severity: Severity::Error,
    title: label!(vi: "Tệp đặt mật khẩu", en: "The file needs a password"),
    why: label!(
        vi: "Tệp chỉ mở được bằng mật khẩu nên chương trình không đọc được dòng nào.",
        en: "The file opens only with a password, so the program cannot read any row of it.",
    ),
    mend: label!(
        vi: "Trong Excel, vào Tệp → Thông tin → Bảo vệ sổ làm việc → Mã hóa bằng mật khẩu, xóa mật khẩu, lưu rồi gửi lại.",
        en: "In Excel, choose File → Info → Protect Workbook → Encrypt with Password, delete the password, save and send the file again.",
    ),
    example: label!(
        vi: "“danh sach mat khau.xlsx” hỏi mật khẩu khi mở",
        en: "“danh sach mat khau.xlsx” asks for a password when opened",
    ),
    source: label!(
        vi: "Thực tế nhận biểu: đơn vị đặt mật khẩu khi gửi danh sách quy hoạch",
        en: "Observed: units that protect lists of planned cadres",
    ),
    needs: &[],
    check: Check::File(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    report_unread(&RULE, UnreadKind::Encrypted, form, findings);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::i18n::Text;
    use crate::model::submission::{Unread, UnreadKind};
    use crate::rules::test_support::{form_with, on_form};

    #[test]
    fn allows_a_file_that_opens() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
    }

    #[test]
    fn reports_a_file_with_a_password_and_how_to_remove_it() {
        let why =
            Text { vi: "Tệp đặt mật khẩu.".into(), en: "The file has a password.".into() };
        let kind = UnreadKind::Encrypted;
        let found = on_form(&RULE, form_with(|form| form.unread = Some(Unread { kind, why })));
        assert_eq!(found.len(), 1);
        assert!(found[0].suggestion.as_ref().unwrap().vi.contains("xóa mật khẩu"));
    }
}
