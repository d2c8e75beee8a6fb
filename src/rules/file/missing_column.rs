//! F106: a column that the template requires is not in the form.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Findings, Severity};
use crate::i18n::{Label, Lang};
use crate::model::place::Place;
use crate::model::role::Role;
use crate::model::submission::{Refusal, Submission};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F106",
    name: "missing-column",
    severity: Severity::Error,
    title: label!(vi: "Thiếu cột bắt buộc", en: "A required column is missing"),
    why: label!(
        vi: "Biểu mẫu yêu cầu cột này; thiếu nó thì không đủ căn cứ xét từng người. Mỗi trang tính chỉ báo một lần.",
        en: "The template requires this column; without it nobody on the sheet can be judged. Reported once per sheet.",
    ),
    mend: label!(
        vi: "Bổ sung cột còn thiếu, điền cho từng người rồi gửi lại.",
        en: "Add the missing column, fill it in for every person and send the form again.",
    ),
    example: label!(
        vi: "danh sách chỉ có STT, Họ và tên, Ghi chú",
        en: "a list with nothing but numbers, names and notes",
    ),
    source: label!(
        vi: "Cột bắt buộc của biểu mẫu trong templates/forms",
        en: "The required fields of the form template in templates/forms",
    ),
    needs: &[],
    check: Check::Form(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    for (sheet, columns) in missing(form) {
        let list = |lang: Lang| {
            let quoted = columns.iter().map(|label| format!("“{}”", label.in_lang(lang)));
            quoted.collect::<Vec<_>>().join(", ")
        };
        let (vi, en) = (list(Lang::Vi), list(Lang::En));
        let message = text!(
            vi: "Biểu thiếu cột bắt buộc: {vi}.",
            en: "The form lacks required columns: {en}.",
        );
        findings
            .on_form(form, Place::sheet(&form.source.path, &sheet), message)
            .suggest(RULE.mend.to_text())
            .about(&sheet);
    }
}

/// The missing columns of each sheet, each once.
fn missing(form: &Submission) -> BTreeMap<Arc<str>, Vec<Label>> {
    let mut missing: BTreeMap<Arc<str>, Vec<Label>> = BTreeMap::new();
    let mut note = |sheet: &Arc<str>, roles: &[Role]| {
        for label in roles.iter().map(|role| role.label()) {
            let columns = missing.entry(sheet.clone()).or_default();
            if !columns.contains(&label) {
                columns.push(label);
            }
        }
    };
    for table in &form.tables {
        note(&table.sheet, &table.missing);
    }
    for sheet in &form.sheets {
        if let Some(Refusal::MissingColumns(roles)) = &sheet.refused {
            note(&sheet.name, roles);
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::role::Role;
    use crate::model::submission::Refusal;
    use crate::rules::test_support::{form_with, on_form};

    #[test]
    fn allows_a_form_with_every_required_column() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
    }

    #[test]
    fn reports_once_per_sheet_whatever_says_so() {
        let form = form_with(|form| {
            form.tables[0].missing = vec![Role::BirthDateMale, Role::BirthDateFemale];
            form.sheets[0].refused = Some(Refusal::MissingColumns(vec![Role::BirthDate]));
        });
        let found = on_form(&RULE, form);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message.vi, "Biểu thiếu cột bắt buộc: “Ngày sinh”.");
        assert_eq!(found[0].at.sheet.as_deref(), Some("DS"));
    }
}
