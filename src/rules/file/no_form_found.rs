//! F105: no sheet holds a list that any template knows.

use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::place::Place;
use crate::model::submission::{Refusal, Submission};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F105",
    name: "no-form-found",
    severity: Severity::Warning,
    title: label!(vi: "Không có danh sách đăng ký", en: "No registration list in the file"),
    why: label!(
        vi: "Không trang tính nào trong tệp có danh sách người đăng ký học mà chương trình nhận ra được, nên không lấy được dòng nào.",
        en: "No sheet of the file holds a list of people that the program recognises, so no row was taken from it.",
    ),
    mend: label!(
        vi: "Kiểm tra có gửi nhầm tệp không. Nếu đúng là biểu đăng ký, ghi rõ dòng tiêu đề cột (Họ và tên, Ngày sinh, …) ngay trên danh sách rồi gửi lại; có thể lập biểu trống bằng lệnh tonghop template.",
        en: "Check that this is the right file. If it is a registration, put column headings (full name, birth date, …) right above the list and send it again; tonghop template writes a blank form.",
    ),
    example: label!(vi: "“Thu moi hop.xlsx”: giấy mời họp", en: "“Thu moi hop.xlsx”: an invitation to a meeting"),
    source: label!(
        vi: "Thực tế nhận biểu: gửi nhầm tệp, gửi biểu số lượng thay cho danh sách",
        en: "Observed: the wrong file, or a table of totals instead of a list",
    ),
    needs: &[],
    check: Check::Form(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    if !form.tables.is_empty() || form.sheets.iter().any(|sheet| is_list(sheet.refused.as_ref())) {
        return;
    }
    let Text { vi, en } = reason(form);
    let message = text!(
        vi: "Không tìm thấy danh sách người đăng ký trong tệp{vi}.",
        en: "No list of people was found in the file{en}.",
    );
    findings.on_form(form, Place::file(&form.source.path), message).suggest(RULE.mend.to_text());
}

/// A list all the same; other rules say why it is not read.
fn is_list(refused: Option<&Refusal>) -> bool {
    matches!(refused, Some(Refusal::MissingColumns(_) | Refusal::Hidden { has_list: true }))
}

/// Why the first sheet that says so was left, as the end of a sentence.
fn reason(form: &Submission) -> Text {
    let why = form.sheets.iter().find_map(|sheet| match &sheet.refused {
        Some(Refusal::NoList { why } | Refusal::Unsure { why }) => Some((&sheet.name, why)),
        _ => None,
    });
    match why {
        Some((sheet, why)) => {
            let vi = why.vi.trim_end_matches('.');
            let en = why.en.trim_end_matches('.');
            text!(vi: " (trang “{sheet}”: {vi})", en: " (sheet “{sheet}”: {en})")
        }
        None => Text::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::role::Role;
    use crate::model::submission::{Refusal, Submission};
    use crate::rules::test_support::{form_with, on_form};
    use crate::text;

    fn refused(refusal: Refusal) -> Submission {
        form_with(|form| {
            form.records.clear();
            form.tables.clear();
            form.sheets[0].refused = Some(refusal);
        })
    }

    #[test]
    fn allows_a_form_and_lists_that_other_rules_speak_of() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
        let lacking = refused(Refusal::MissingColumns(vec![Role::BirthDate]));
        assert!(on_form(&RULE, lacking).is_empty());
        assert!(on_form(&RULE, refused(Refusal::Hidden { has_list: true })).is_empty());
    }

    #[test]
    fn reports_a_letter_that_was_sent_by_mistake() {
        let why = text!(vi: "không có cột họ và tên.", en: "no column of names.");
        let found = on_form(&RULE, refused(Refusal::NoList { why }));
        assert_eq!(
            found[0].message.en,
            "No list of people was found in the file (sheet “DS”: no column of names).",
        );
    }
}
