//! F111: the submitting unit cannot be told, or not surely.

use crate::finding::{Findings, Severity};
use crate::i18n::{Label, Text};
use crate::model::place::Place;
use crate::model::submission::{ClueKind, SenderClue, Submission};
use crate::rules::plan::senders::by_roster;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F111",
    name: "unit-unknown",
    severity: Severity::Warning,
    title: label!(vi: "Không rõ đơn vị gửi", en: "The sending unit is unknown"),
    why: label!(
        vi: "Không xác định chắc chắn được tổ chức đảng nào gửi biểu, nên không tính được chỉ tiêu và không biết phản hồi cho ai.",
        en: "It cannot be told for sure which unit sent the form, so its quota cannot be counted and nobody can be answered.",
    ),
    mend: label!(
        vi: "Ghi đúng tên tổ chức đảng như trong danh mục ở đầu biểu hoặc ở tên tệp; hoặc thêm tên gọi này vào cột “Tên gọi khác” của danh mục tổ chức đảng.",
        en: "Write the unit's name as in the list of units at the head of the form or in the file name; or add this name to the other names in the list.",
    ),
    example: label!(
        vi: "“danh sach dang ky (1).xlsx”, đầu biểu để trống tên chi bộ",
        en: "“danh sach dang ky (1).xlsx” with no unit at its head",
    ),
    source: label!(
        vi: "Danh mục tổ chức đảng (reference/units)",
        en: "The list of units (reference/units)",
    ),
    needs: &[Need::Units],
    check: Check::Form(check),
};

fn check(form: &Submission, context: &Context, findings: &mut Findings) {
    let sender = &form.sender;
    let each_row_knows = form.records.iter().all(|record| record.unit.is_some());
    if context.batch.lists.units.is_none()
        || form.records.is_empty()
        || (!sender.conflict && (sender.unit.is_some() || each_row_knows))
    {
        return;
    }
    let message = match (sender.conflict, clues(&sender.clues, context)) {
        (true, Text { vi, en }) => text!(
            vi: "Các dấu hiệu chỉ những đơn vị khác nhau: {vi}.",
            en: "The clues name different units: {en}.",
        ),
        (false, Text { vi, .. }) if vi.is_empty() => label!(
            vi: "Biểu không ghi tên đơn vị nào có trong danh mục tổ chức đảng.",
            en: "The form names no unit of the list of units.",
        )
        .to_text(),
        (false, Text { vi, en }) => text!(
            vi: "Không xác định được đơn vị gửi; biểu chỉ ghi: {vi}.",
            en: "The sending unit cannot be told; the form only says: {en}.",
        ),
    };
    findings.on_form(form, Place::file(&form.source.path), message).suggest(advice(form, context));
}

/// The roster may tell whose people they are.
fn advice(form: &Submission, context: &Context) -> Text {
    let Some(unit) = by_roster(form, context) else { return RULE.mend.to_text() };
    let unit = context.batch.lists.unit_name(&unit);
    text!(
        vi: "Theo danh sách đảng viên, phần lớn người trong biểu thuộc {unit}; nếu đúng thì ghi tên này ở đầu biểu hoặc ở tên tệp.",
        en: "By the roster, most people of the form belong to {unit}; if that is right, write this name at the head of the form or in the file name.",
    )
}

/// The clues in words: where each stands, what it says, which units it can mean.
fn clues(clues: &[SenderClue], context: &Context) -> Text {
    let say = |vi: bool| {
        let each = clues.iter().map(|clue| {
            let kind = label_of(clue.kind);
            let units: Vec<_> =
                clue.units.iter().map(|unit| context.batch.lists.unit_name(unit)).collect();
            let means = match units.as_slice() {
                [] => String::new(),
                units => format!(" ({})", units.join(" / ")),
            };
            format!("{} “{}”{means}", if vi { kind.vi } else { kind.en }, clue.words)
        });
        each.collect::<Vec<_>>().join("; ")
    };
    Text { vi: say(true), en: say(false) }
}

fn label_of(kind: ClueKind) -> Label {
    match kind {
        ClueKind::RowKey => label!(vi: "mã trong tệp", en: "key in the file"),
        ClueKind::TitleBlock => label!(vi: "đầu biểu", en: "head of the form"),
        ClueKind::FileName => label!(vi: "tên tệp", en: "file name"),
        ClueKind::Folder => label!(vi: "thư mục", en: "folder"),
        ClueKind::SheetName => label!(vi: "tên trang tính", en: "sheet name"),
        ClueKind::Section => label!(vi: "tiêu đề nhóm", en: "section heading"),
        ClueKind::Column => label!(vi: "cột tổ chức đảng", en: "column of units"),
        ClueKind::Workplace => label!(vi: "đơn vị công tác", en: "workplace"),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::submission::{ClueKind, SenderClue, Submission};
    use crate::rules::test_support::{batch, form_with, in_roster, on_batch, on_form, row};

    fn unknown(change: impl FnOnce(&mut Submission)) -> Submission {
        form_with(|form| {
            form.sender.unit = None;
            form.records[0].unit = None;
            change(form);
        })
    }

    fn clue(kind: ClueKind, words: &str, units: &[&str]) -> SenderClue {
        let units = units.iter().map(|unit| (*unit).into()).collect();
        SenderClue { kind, words: words.into(), units }
    }

    #[test]
    fn allows_a_known_sender_and_rows_that_name_their_own_units() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
        assert!(on_form(&RULE, form_with(|form| form.sender.unit = None)).is_empty());
    }

    #[test]
    fn stays_silent_without_a_list_of_units_or_people() {
        let mut without = batch(vec![unknown(|_| ())]);
        without.lists_mut().units = None;
        assert!(on_batch(&RULE, &without).is_empty());
        assert!(on_form(&RULE, unknown(|form| form.records.clear())).is_empty());
    }

    #[test]
    fn reports_a_sender_that_the_list_does_not_know() {
        let form = unknown(|form| {
            form.sender.clues =
                vec![clue(ClueKind::TitleBlock, "Chi bộ Trung tâm Khảo nghiệm", &[])];
        });
        let found = on_form(&RULE, form);
        assert!(found[0].message.vi.contains("đầu biểu “Chi bộ Trung tâm Khảo nghiệm”"));
    }

    #[test]
    fn reports_the_unit_that_the_roster_has_the_people_in() {
        let mut batch = batch(vec![unknown(|_| ())]);
        in_roster(&mut batch, row());
        let advice = on_batch(&RULE, &batch)[0].suggestion.clone().unwrap();
        assert!(advice.vi.contains("thuộc Chi bộ Sở Tài chính"), "{}", advice.vi);
    }

    #[test]
    fn reports_clues_that_disagree() {
        let form = form_with(|form| {
            form.sender.conflict = true;
            form.sender.clues = vec![
                clue(ClueKind::TitleBlock, "Chi bộ Sở Nội vụ", &["CB-SNV"]),
                clue(ClueKind::FileName, "So Tai chinh", &["CB-STC"]),
            ];
        });
        let found = on_form(&RULE, form);
        assert_eq!(
            found[0].message.en,
            "The clues name different units: head of the form “Chi bộ Sở Nội vụ” (Chi bộ Sở Nội vụ); \
             file name “So Tai chinh” (Chi bộ Sở Tài chính).",
        );
    }
}
