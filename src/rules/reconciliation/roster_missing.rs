//! R406: the roster knows nobody like this.

use crate::finding::{Findings, Severity};
use crate::label;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Need, Rule};

pub const RULE: Rule = Rule {
    code: "R406",
    name: "roster-missing",
    severity: Severity::Warning,
    title: label!(vi: "Không có trong danh sách đảng viên", en: "Not in the roster"),
    why: label!(
        vi: "Danh sách đảng viên không có ai giống người này: có thể ghi sai họ tên, ngày sinh, hoặc danh sách chưa cập nhật.",
        en: "The roster has nobody like this person: name or birth date may be wrong, or the roster is out of date.",
    ),
    mend: label!(
        vi: "Đối chiếu họ tên, ngày sinh, số CCCD với hồ sơ; nếu đúng là đảng viên thì cập nhật danh sách đảng viên.",
        en: "Compare name, birth date and national id with the file; if the person is a member, update the roster.",
    ),
    example: label!(
        vi: "Nguyễn Xuân Tài, 15/07/1977 không có trong danh sách đảng viên",
        en: "Nguyễn Xuân Tài, 15/07/1977, is not in the roster",
    ),
    source: label!(
        vi: "Danh sách đảng viên (reference/roster)",
        en: "The roster of members (reference/roster)",
    ),
    needs: &[Need::Roster],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some(person) = context.person(record) else { return };
    let has_roster = context.batch.lists.roster.as_ref().is_some_and(|list| !list.is_empty());
    // Without a name there is nobody to look for.
    if !has_roster || person.roster.is_some() || record.full_name.value.is_none() {
        return;
    }
    let message = label!(
        vi: "Danh sách đảng viên không có người này.",
        en: "The roster does not have this person.",
    );
    findings.on_field(record, FieldKey::FullName, message.to_text()).suggest(RULE.mend.to_text());
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Record;
    use crate::rules::test_support::{
        batch, blank, form, in_roster, on_batch, on_record, other_row, row, row_with,
    };

    #[test]
    fn allows_someone_the_roster_knows_and_any_one_without_a_roster() {
        let mut known = batch(vec![form(vec![row()])]);
        in_roster(&mut known, row());
        assert!(on_batch(&RULE, &known).is_empty());
        assert!(on_record(&RULE, row()).is_empty());
    }

    fn unknown(record: Record) -> usize {
        let mut batch = batch(vec![form(vec![record])]);
        batch.lists_mut().roster = Some(vec![other_row(9, "Bùi Thị Hòa")]);
        on_batch(&RULE, &batch).len()
    }

    #[test]
    fn allows_a_row_without_a_name() {
        assert_eq!(unknown(row_with(|r| r.full_name = blank(1))), 0);
    }

    #[test]
    fn reports_someone_the_roster_does_not_know() {
        assert_eq!(unknown(row()), 1);
    }
}
