//! F107: a column no field claims; its cells are kept as extra.

use crate::finding::{Findings, Severity};
use crate::model::place::{Place, Position, column_letters};
use crate::model::submission::Submission;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F107",
    name: "unmapped-column",
    severity: Severity::Info,
    title: label!(vi: "Cột ngoài biểu mẫu", en: "A column beyond the template"),
    why: label!(
        vi: "Không trường nào của biểu mẫu ứng với cột này. Nội dung không bị bỏ mà được giữ nguyên ở phần thông tin thêm.",
        en: "No field of the template claims the column. Nothing is lost: its cells are kept as extra.",
    ),
    mend: label!(
        vi: "Không phải làm gì. Nếu cột có ích, thêm cách gọi của nó vào biểu mẫu trong templates/forms.",
        en: "Nothing has to be done. If the column matters, add its heading to the form template in templates/forms.",
    ),
    example: label!(vi: "cột “Số sổ BHXH”", en: "a column “Số sổ BHXH”"),
    source: label!(
        vi: "Cam kết không bỏ sót dữ liệu của đơn vị",
        en: "The promise that nothing of a form is dropped",
    ),
    needs: &[],
    check: Check::Form(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    for table in &form.tables {
        for (header, column) in &table.unmapped {
            let place = Place::sheet(&form.source.path, &table.sheet);
            let at = table
                .header_row
                .map_or(place.clone(), |row| place.at_cell(Position::new(row, *column)));
            let letters = column_letters(*column);
            let message = match header.trim() {
                "" => text!(
                    vi: "Cột {letters} không có tiêu đề; nội dung được giữ ở phần thông tin thêm.",
                    en: "Column {letters} has no heading; its cells are kept as extra.",
                ),
                header => text!(
                    vi: "Cột {letters} “{header}” không thuộc biểu mẫu; nội dung được giữ ở phần thông tin thêm.",
                    en: "Column {letters}, “{header}”, is not in the template; its cells are kept as extra.",
                ),
            };
            findings.on_form(form, at, message).about(&format!("{} {letters}", table.sheet));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::test_support::{form_with, on_form};

    #[test]
    fn allows_a_form_whose_columns_are_all_known() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
    }

    #[test]
    fn reports_each_other_column_at_its_heading() {
        let unmapped = vec![("Số sổ BHXH".to_owned(), 3), (String::new(), 20)];
        let found = on_form(&RULE, form_with(|form| form.tables[0].unmapped = unmapped));
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].at.cell().unwrap().to_string(), "D7");
        assert!(found[0].message.vi.contains("“Số sổ BHXH”"));
        assert!(found[1].message.en.starts_with("Column U has no heading"));
    }
}
