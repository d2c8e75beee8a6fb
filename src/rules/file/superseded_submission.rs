//! F114: a later version of the same unit's form replaces this one.

use super::file_name;
use crate::finding::{Findings, Severity};
use crate::model::place::Place;
use crate::model::submission::{Standing, Submission};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F114",
    name: "superseded-submission",
    severity: Severity::Info,
    title: label!(vi: "Biểu đã được thay thế", en: "The form has been replaced"),
    why: label!(
        vi: "Đơn vị đã gửi bản sau cho cùng lớp trong cùng kỳ; chỉ bản sau được tính, bản này được giữ để đối chiếu.",
        en: "The unit sent a later version for the same class in the same period; only that one counts, this one is kept for comparison.",
    ),
    mend: label!(
        vi: "Không phải làm gì nếu bản sau là bản đúng. Nếu bản sau chỉ bổ sung người, ghi “bổ sung” vào tên tệp.",
        en: "Nothing has to be done if the later version is the right one. If it only adds people, put “bổ sung” into its name.",
    ),
    example: label!(
        vi: "“… lần 1.xlsx” và “… lần 2.xlsx” của cùng chi bộ",
        en: "“… lần 1.xlsx” and “… lần 2.xlsx” of one unit",
    ),
    source: label!(
        vi: "Nề nếp gửi biểu: bản sau thay bản trước",
        en: "Office practice: the later version replaces the earlier one",
    ),
    needs: &[],
    check: Check::File(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    if let Standing::SupersededBy(other) = &form.standing {
        let other = file_name(other);
        let message = text!(
            vi: "Biểu được thay thế bằng bản gửi sau “{other}” nên không được tính.",
            en: "The form is replaced by the later “{other}” and does not count.",
        );
        findings
            .on_form(form, Place::file(&form.source.path), message)
            .suggest(RULE.mend.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::submission::Standing;
    use crate::rules::test_support::{form_with, on_form};

    #[test]
    fn allows_a_form_that_counts() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
    }

    #[test]
    fn reports_the_older_version_and_names_the_later() {
        let old = form_with(|form| {
            form.standing = Standing::SupersededBy("inbox/2026-11/CB STC lan 2.xlsx".into());
        });
        let found = on_form(&RULE, old);
        assert!(found[0].message.en.contains("“CB STC lan 2.xlsx”"));
        assert_eq!(found[0].unit.as_deref(), Some("CB-STC"));
    }
}
