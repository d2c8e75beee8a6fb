//! F103: content and extension disagree; the file is read all the same.

use crate::finding::{Findings, Severity};
use crate::label;
use crate::model::place::Place;
use crate::model::submission::Submission;
use crate::rules::{Check, Context, Rule};

pub const RULE: Rule = Rule {
    code: "F103",
    name: "file-type-mismatch",
    severity: Severity::Info,
    title: label!(vi: "Đuôi tệp không đúng loại", en: "The extension is not the file's kind"),
    why: label!(
        vi: "Nội dung tệp thuộc loại khác với đuôi tên tệp. Chương trình vẫn đọc theo nội dung, nhưng Excel có thể báo lỗi khi mở.",
        en: "The content is of another kind than the name says. It is read by its content, but Excel may complain when it opens the file.",
    ),
    mend: label!(
        vi: "Không phải làm gì. Lần sau nên dùng Lưu thành (Save As) loại .xlsx thay vì đổi tên tệp.",
        en: "Nothing has to be done. Next time use Save As .xlsx instead of renaming the file.",
    ),
    example: label!(
        vi: "bảng xuất từ phần mềm dạng trang web, đặt tên “dang ky.xls”",
        en: "a web page exported by some program and named “dang ky.xls”",
    ),
    source: label!(
        vi: "Thực tế nhận biểu: tệp xuất từ phần mềm khác",
        en: "Observed: exports of other programs",
    ),
    needs: &[],
    check: Check::File(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    if let Some(mismatch) = &form.mismatch {
        let at = Place::file(&form.source.path);
        findings.on_form(form, at, mismatch.clone()).suggest(RULE.mend.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::i18n::Text;
    use crate::rules::test_support::{form_with, on_form};

    #[test]
    fn allows_a_file_that_is_what_its_name_says() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
    }

    #[test]
    fn reports_a_web_page_called_xls() {
        let text =
            Text { vi: "Nội dung là trang HTML.".into(), en: "It is an HTML page.".into() };
        let found = on_form(&RULE, form_with(|form| form.mismatch = Some(text)));
        assert_eq!(found[0].message.en, "It is an HTML page.");
    }
}
