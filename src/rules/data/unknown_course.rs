//! D254: the class is not in the courses list.

use super::{nearest, quoted};
use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D254",
    name: "unknown-course",
    severity: Severity::Error,
    title: label!(vi: "Lớp không có trong danh mục", en: "The class is not in the list"),
    why: label!(
        vi: "Lớp đăng ký không khớp lớp nào trong danh mục lớp học nên không xếp được vào danh sách lớp nào.",
        en: "The class matches none in the list of classes, so the person cannot be put on any list.",
    ),
    mend: label!(
        vi: "Ghi mã hoặc tên lớp đúng như trong danh mục lớp học.",
        en: "Write the class's code or name as in the list of classes.",
    ),
    example: label!(vi: "“Trung cấp LLCT khóa 99”", en: "“Trung cấp LLCT khóa 99”"),
    source: label!(
        vi: "Danh mục lớp học (reference/courses)",
        en: "The list of classes (reference/courses)",
    ),
    needs: &[Need::Courses],
    check: Check::Record(check),
};

/// How many classes of the list are named.
const SHOWN: usize = 6;

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some(courses) = &context.batch.lists.courses else { return };
    let raw = quoted(record.course.raw.as_deref());
    let known = record.course.value.as_deref().map(|code| courses.contains_key(code));
    let written = match (known, &record.course.problem) {
        (Some(true), _) | (None, None | Some(Problem::NoValue)) => return,
        (Some(false), _) if raw.is_empty() => record.course.value.as_deref().unwrap_or_default(),
        _ => &raw,
    };
    let message = text!(
        vi: "Lớp “{written}” không có trong danh mục lớp học.",
        en: "The class “{written}” is not in the list of classes.",
    );
    let open: Vec<_> = courses.keys().take(SHOWN).map(|code| &**code).collect();
    let more = if courses.len() > SHOWN { ", …" } else { "" };
    let open = open.join(", ");
    let classes = text!(
        vi: "Danh mục có các lớp: {open}{more}.",
        en: "The list has the classes: {open}{more}.",
    );
    let advice = advice(&record.course.problem, classes);
    findings.on_field(record, FieldKey::Course, message).suggest(advice);
}

fn advice(problem: &Option<Problem>, classes: Text) -> Text {
    match problem {
        Some(problem) => nearest(problem, classes),
        None => classes,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::{Problem, Record};
    use crate::rules::test_support::{bad, batch, blank, form, on_batch, on_record, row, row_with};

    fn unknown() -> Record {
        let problem = Problem::UnknownWord { suggestions: Vec::new() };
        row_with(|r| r.course = bad("Trung cấp LLCT khóa 99", problem, 15))
    }

    #[test]
    fn allows_a_class_of_the_list_and_leaves_empty_cells_to_another_rule() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.course = blank(15))).is_empty());
    }

    #[test]
    fn stays_silent_without_a_list_of_classes() {
        let mut without = batch(vec![form(vec![unknown()])]);
        without.lists_mut().courses = None;
        assert!(on_batch(&RULE, &without).is_empty());
    }

    #[test]
    fn reports_another_class_and_names_those_of_the_list() {
        let found = on_record(&RULE, unknown());
        assert!(found[0].message.vi.contains("“Trung cấp LLCT khóa 99”"));
        assert_eq!(
            found[0].suggestion.as_ref().unwrap().vi,
            "Danh mục có các lớp: CC-K12, SC-2026, TC-K45, TC-K46.",
        );
    }
}
