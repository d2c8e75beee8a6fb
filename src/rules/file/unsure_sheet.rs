//! F121: a sheet beside the list may hold people, too unsurely to be read.

use crate::finding::{Findings, Severity};
use crate::model::place::Place;
use crate::model::submission::{Refusal, Submission};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F121",
    name: "unsure-sheet",
    severity: Severity::Warning,
    title: label!(vi: "Trang tính chưa đọc", en: "A sheet that was not read"),
    why: label!(
        vi: "Ngoài danh sách đã đọc, tệp còn một trang tính có vẻ có người đăng ký nhưng không đủ chắc chắn để đọc.",
        en: "Beside the list that was read, the file has a sheet that seems to hold people, but too unsurely to be read.",
    ),
    mend: label!(
        vi: "Xem trang tính đó: nếu có người đăng ký, chép sang danh sách chính hoặc thêm dòng tiêu đề cột; nếu không dùng thì xóa.",
        en: "Look at the sheet: if people register there, move them to the main list or give it headings; if not, delete it.",
    ),
    example: label!(
        vi: "trang “bo sung” có tên người nhưng không có tiêu đề cột",
        en: "a sheet “bo sung” with names but without headings",
    ),
    source: label!(
        vi: "Cam kết không bỏ sót trang nào mà không báo",
        en: "The promise that no sheet is dropped silently",
    ),
    needs: &[],
    check: Check::Form(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    // Where nothing was read at all, no-form-found speaks.
    if form.tables.is_empty() {
        return;
    }
    for sheet in &form.sheets {
        let Some(Refusal::Unsure { why }) = &sheet.refused else { continue };
        let (vi, en) = (why.vi.trim_end_matches('.'), why.en.trim_end_matches('.'));
        let message = text!(
            vi: "Trang tính này chưa được đọc: {vi}.",
            en: "This sheet was not read: {en}.",
        );
        findings
            .on_form(form, Place::sheet(&form.source.path, &sheet.name), message)
            .suggest(RULE.mend.to_text())
            .about(&sheet.name);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::submission::{Refusal, Submission};
    use crate::rules::test_support::{form_with, on_form};
    use crate::text;

    fn with_unsure_sheet() -> Submission {
        form_with(|form| {
            let mut sheet = form.sheets[0].clone();
            sheet.name = "bo sung".into();
            let why = text!(vi: "không có tiêu đề cột.", en: "no headings.");
            sheet.refused = Some(Refusal::Unsure { why });
            form.sheets.push(sheet);
        })
    }

    #[test]
    fn allows_sheets_without_people_and_files_where_nothing_was_read() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
        let mut nothing = with_unsure_sheet();
        nothing.tables.clear();
        assert!(on_form(&RULE, nothing).is_empty());
    }

    #[test]
    fn reports_the_sheet_and_the_reason() {
        let found = on_form(&RULE, with_unsure_sheet());
        assert_eq!(found[0].at.sheet.as_deref(), Some("bo sung"));
        assert_eq!(found[0].message.vi, "Trang tính này chưa được đọc: không có tiêu đề cột.");
    }
}
