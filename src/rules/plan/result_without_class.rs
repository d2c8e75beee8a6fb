//! Q528: a list of the school that names no class.

use std::collections::BTreeMap;

use crate::finding::{Findings, Severity};
use crate::model::cycle::ResultsBook;
use crate::model::place::Place;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q528",
    name: "result-without-class",
    severity: Severity::Warning,
    title: label!(vi: "Danh sách của trường không rõ lớp nào", en: "A list of the school that names no class"),
    why: label!(
        vi: "Tiêu đề, cột, tên trang và tên tệp không cho biết lớp nào trong danh mục, nên các dòng này chưa gắn được với đăng ký.",
        en: "Title, columns, sheet and file name no class of the list, so these rows belong to no registration.",
    ),
    mend: label!(
        vi: "Ghi mã lớp vào tiêu đề hoặc tên trang của danh sách, hoặc thêm lớp vào danh mục.",
        en: "Write the class's code into the title or the sheet's name, or add the class to the list.",
    ),
    example: label!(
        vi: "tiêu đề chỉ ghi “Danh sách học viên trúng tuyển”",
        en: "a title that says no more than “Danh sách học viên trúng tuyển”",
    ),
    source: label!(
        vi: "Danh sách trường gửi (inbox/<năm>-KQ), biểu đăng ký các tháng",
        en: "The school's lists (inbox/<year>-KQ), the months' registrations",
    ),
    needs: &[],
    check: Check::Results(check),
};

fn check(book: &ResultsBook, _: &Context, findings: &mut Findings) {
    let mut sheets: BTreeMap<Place, u32> = BTreeMap::new();
    for record in book.classless.iter().filter_map(|at| book.batch.record(*at)) {
        let sheet = Place { row: None, column: None, ..record.place.clone() };
        *sheets.entry(sheet).or_default() += 1;
    }
    for (sheet, rows) in sheets {
        let message = text!(
            vi: "{rows} dòng không rõ là của lớp nào.",
            en: "It is not known to which class {rows} rows belong.",
        );
        findings.report(sheet, message).suggest(RULE.mend.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::test_support::{at, on_results, on_results_of, results};

    #[test]
    fn allows_lists_whose_class_is_known() {
        assert!(on_results(&RULE, Vec::new()).is_empty());
    }

    #[test]
    fn reports_a_sheet_once() {
        let mut book = results(Vec::new());
        book.classless = vec![at(0, 0)];
        let found = on_results_of(&RULE, &book);
        assert_eq!((found.len(), found[0].at.row), (1, None));
    }
}
