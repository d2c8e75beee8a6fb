//! F120: cells of a sheet could not be read.

use crate::finding::{Findings, Severity};
use crate::model::place::Place;
use crate::model::submission::Submission;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F120",
    name: "unreadable-cells",
    severity: Severity::Warning,
    title: label!(vi: "Có ô không đọc được", en: "Cells that cannot be read"),
    why: label!(
        vi: "Một phần tệp bị hỏng nên một số ô không đọc được; các ô còn lại vẫn được đọc.",
        en: "A part of the file is damaged, so some cells cannot be read; all others are.",
    ),
    mend: label!(
        vi: "Mở tệp bằng Excel, cho Excel sửa (Repair), lưu thành tệp .xlsx mới rồi gửi lại.",
        en: "Open the file in Excel, let Excel repair it, save it as a new .xlsx file and send it again.",
    ),
    example: label!(
        vi: "tệp do phần mềm khác xuất, Excel báo “We found a problem with some content”",
        en: "an export of which Excel says “We found a problem with some content”",
    ),
    source: label!(
        vi: "Cam kết không bỏ sót dữ liệu mà không báo",
        en: "The promise that nothing is dropped silently",
    ),
    needs: &[],
    check: Check::Form(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    for sheet in form.sheets.iter().filter(|sheet| sheet.unreadable_cells > 0) {
        let cells = sheet.unreadable_cells;
        let message = text!(
            vi: "{cells} ô của trang tính này bị hỏng, không đọc được.",
            en: "{cells} cells of this sheet are damaged and were not read.",
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
    use crate::rules::test_support::{form_with, on_form};

    #[test]
    fn allows_a_whole_sheet() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
    }

    #[test]
    fn reports_damaged_cells_on_their_sheet() {
        let found = on_form(&RULE, form_with(|form| form.sheets[0].unreadable_cells = 3));
        assert_eq!(found[0].at.sheet.as_deref(), Some("DS"));
        assert!(found[0].message.vi.starts_with("3 ô"));
    }
}
