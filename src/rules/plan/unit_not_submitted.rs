//! Q504: a unit in the units list handed in nothing for the period.

use std::collections::BTreeSet;

use super::senders::{Received, by_roster, senders};
use crate::finding::{Findings, Severity};
use crate::model::batch::Batch;
use crate::model::place::Place;
use crate::model::record::UnitCode;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q504",
    name: "unit-not-submitted",
    severity: Severity::Warning,
    title: label!(vi: "Đơn vị chưa nộp biểu", en: "A unit that handed in nothing"),
    why: label!(
        vi: "Đơn vị có trong danh mục, đang hoạt động trong kỳ nhưng chưa nộp biểu nào đọc được. Tổ chức đảng cấp trên chỉ để nhóm các đơn vị thì không báo.",
        en: "The unit is in the list and exists in the period, but handed in no form that can be read. Organisations that only group other units are not complained about.",
    ),
    mend: label!(
        vi: "Nhắc đơn vị nộp biểu; không có người đăng ký thì nộp biểu trống hoặc báo lại.",
        en: "Remind the unit; if it registers nobody, it sends the empty form or says so.",
    ),
    example: label!(
        vi: "Chi bộ Kho bạc Nhà nước khu vực không có tệp nào trong inbox/2026-11",
        en: "a cell without any file in inbox/2026-11",
    ),
    source: label!(
        vi: "Danh mục tổ chức đảng (reference/units)",
        en: "The list of units (reference/units)",
    ),
    needs: &[Need::Units],
    check: Check::Batch(check),
};

fn check(batch: &Batch, context: &Context, findings: &mut Findings) {
    let likely = likely_senders(batch, context);
    for sender in senders(batch) {
        let silent = sender.received == Received::Nothing && !likely.contains(&sender.unit.code);
        if !sender.expected || !silent {
            continue;
        }
        let unit = &sender.unit.name;
        let message = match sender.unreadable {
            0 => text!(
                vi: "{unit} chưa nộp biểu nào trong kỳ.",
                en: "{unit} has handed in nothing for the period.",
            ),
            _ => text!(
                vi: "{unit} có gửi tệp nhưng không đọc được, chưa có biểu nào được tính.",
                en: "{unit} sent a file that cannot be read; no form of it counts.",
            ),
        };
        let finding = findings.report(Place::default(), message);
        finding.unit = Some(sender.unit.code.clone());
        finding.suggest(match &sender.unit.email {
            Some(email) => text!(
                vi: "Nhắc đơn vị nộp biểu qua {email}.",
                en: "Remind the unit at {email}.",
            ),
            None => RULE.mend.to_text(),
        });
    }
}

/// Units whose members fill a form that names no sender: it is not sure that
/// these handed in nothing, and F111 asks whose form it is.
fn likely_senders(batch: &Batch, context: &Context) -> BTreeSet<UnitCode> {
    let nameless =
        batch.submissions.iter().filter(|form| form.counts() && form.sender.unit.is_none());
    nameless.filter_map(|form| by_roster(form, context)).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::i18n::Text;
    use crate::model::submission::{SenderEvidence, Standing, Unread, UnreadKind};
    use crate::rules::test_support::{batch, form, form_of, in_roster, on_batch, row, row_with};

    #[test]
    fn allows_units_that_sent_a_form_also_an_empty_one() {
        let mut empty = form_of("CB-SNV", vec![row()]);
        empty.records.clear();
        let batch = batch(vec![form(vec![row()]), empty]);
        assert!(on_batch(&RULE, &batch).is_empty());
    }

    #[test]
    fn allows_a_unit_whose_members_fill_a_form_without_a_name() {
        let mut nameless = form(vec![row()]);
        nameless.sender = SenderEvidence::default();
        let mut batch = batch(vec![nameless, form(vec![])]);
        assert_eq!(on_batch(&RULE, &batch).len(), 1);
        in_roster(&mut batch, row_with(|r| r.unit = Some("CB-SNV".into())));
        assert!(on_batch(&RULE, &batch).is_empty());
    }

    #[test]
    fn reports_a_silent_unit_without_a_file() {
        let mut batch = batch(vec![form(vec![row()])]);
        let units = batch.lists_mut().units.as_mut().unwrap();
        units.get_mut("CB-SNV").unwrap().email = Some("snv@example.vn".into());
        let found = on_batch(&RULE, &batch);
        assert_eq!(found.len(), 1);
        assert_eq!((&*found[0].at.file, found[0].unit.as_deref()), ("", Some("CB-SNV")));
        assert!(found[0].suggestion.as_ref().unwrap().vi.contains("snv@example.vn"));
    }

    #[test]
    fn reports_a_unit_whose_only_file_does_not_count() {
        let mut broken = form_of("CB-SNV", vec![row()]);
        broken.records.clear();
        let why = Text { vi: "Hỏng.".into(), en: "Broken.".into() };
        broken.unread = Some(Unread { kind: UnreadKind::Encrypted, why });
        let found = on_batch(&RULE, &batch(vec![form(vec![row()]), broken]));
        assert!(found[0].message.vi.contains("không đọc được"));
        let mut copy = form_of("CB-SNV", vec![row()]);
        copy.standing = Standing::DuplicateOf("a.xlsx".into());
        assert_eq!(on_batch(&RULE, &batch(vec![form(vec![row()]), copy])).len(), 1);
    }
}
