//! F113: the same bytes were handed in twice; one copy counts.

use super::file_name;
use crate::finding::{Findings, Severity};
use crate::model::place::Place;
use crate::model::submission::{Standing, Submission};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F113",
    name: "duplicate-file",
    severity: Severity::Info,
    title: label!(vi: "Tệp gửi hai lần", en: "The file was handed in twice"),
    why: label!(
        vi: "Hai tệp giống hệt nhau; chỉ một bản được tính để không nhân đôi số người.",
        en: "Two files are the same to the byte; one copy counts, so nobody is counted twice.",
    ),
    mend: label!(vi: "Không phải làm gì.", en: "Nothing has to be done."),
    example: label!(
        vi: "“Copy of Dang ky.xlsx” giống hệt “Dang ky.xlsx”",
        en: "“Copy of Dang ky.xlsx”, the same as “Dang ky.xlsx”",
    ),
    source: label!(
        vi: "So mã băm SHA-256 của nội dung tệp",
        en: "The SHA-256 digest of the file's bytes",
    ),
    needs: &[],
    check: Check::File(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    if let Standing::DuplicateOf(other) = &form.standing {
        let other = file_name(other);
        let message = text!(
            vi: "Tệp giống hệt “{other}”; chỉ tính bản đó.",
            en: "The file is the same as “{other}”; only that copy counts.",
        );
        findings.on_form(form, Place::file(&form.source.path), message);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::submission::Standing;
    use crate::rules::test_support::{form_with, on_form};

    #[test]
    fn allows_a_file_that_counts_or_is_replaced() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
        let replaced = form_with(|form| form.standing = Standing::SupersededBy("b.xlsx".into()));
        assert!(on_form(&RULE, replaced).is_empty());
    }

    #[test]
    fn reports_the_copy_and_names_the_file_that_counts() {
        let copy = form_with(|form| {
            form.standing = Standing::DuplicateOf("inbox/2026-11/Dang ky.xlsx".into());
        });
        let found = on_form(&RULE, copy);
        assert_eq!(found[0].message.vi, "Tệp giống hệt “Dang ky.xlsx”; chỉ tính bản đó.");
    }
}
