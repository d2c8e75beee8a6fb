//! R408: the roster has this person in another unit.

use crate::finding::{Findings, Severity};
use crate::model::record::Record;
use crate::model::reference::{ReferenceLists, Unit};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "R408",
    name: "unit-conflict",
    severity: Severity::Warning,
    title: label!(vi: "Thuộc đơn vị khác", en: "Belongs to another unit"),
    why: label!(
        vi: "Danh sách đảng viên ghi người này sinh hoạt ở tổ chức đảng khác với đơn vị gửi biểu. Đơn vị cấp trên gửi thay cấp dưới thì không báo.",
        en: "The roster has the person in another party organisation than the sender. A parent that sends for its own cells is not complained about.",
    ),
    mend: label!(
        vi: "Xác nhận đơn vị đang quản lý; nếu đã chuyển sinh hoạt thì cập nhật danh sách đảng viên.",
        en: "Confirm which unit manages the person; after a transfer, update the roster.",
    ),
    example: label!(
        vi: "Chi bộ Sở Công Thương gửi, danh sách đảng viên ghi Chi bộ Sở Tài chính",
        en: "sent by one cell, while the roster has another",
    ),
    source: label!(
        vi: "Danh sách đảng viên (reference/roster); chuyển sinh hoạt đảng",
        en: "The roster of members (reference/roster); transfers of membership",
    ),
    needs: &[Need::Roster],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let lists = &context.batch.lists;
    let home = context.member(record).and_then(|member| member.unit.as_deref());
    let (Some(home), Some(sender)) = (home, record.unit.as_deref()) else { return };
    if home == sender || is_above(lists, home, sender) || is_above(lists, sender, home) {
        return;
    }
    let (name, sender) = (lists.unit_name(home), lists.unit_name(sender));
    let message = text!(
        vi: "Danh sách đảng viên ghi người này thuộc {name}, không phải {sender}.",
        en: "The roster has the person in {name}, not in {sender}.",
    );
    let field = if record.unit_named.is_asked() { FieldKey::Unit } else { FieldKey::FullName };
    findings.on_field(record, field, message).suggest(RULE.mend.to_text());
}

/// How many levels of units are climbed at most: a list may go round in circles.
const LEVELS: usize = 8;

/// Is the first unit somewhere above the second?
fn is_above(lists: &ReferenceLists, upper: &str, lower: &str) -> bool {
    let Some(upper) = lists.unit(upper) else { return false };
    let mut unit = lists.unit(lower);
    for _ in 0..LEVELS {
        let Some(parent) = unit.and_then(|unit| unit.parent.as_deref()) else { return false };
        if *upper.code == *parent || upper.name == parent {
            return true;
        }
        unit = find(lists, parent);
    }
    false
}

fn find<'a>(lists: &'a ReferenceLists, code_or_name: &str) -> Option<&'a Unit> {
    let by_name = || lists.units.as_ref()?.values().find(|unit| unit.name == code_or_name);
    lists.unit(code_or_name).or_else(by_name)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::batch::Batch;
    use crate::rules::test_support::{batch, form, in_roster, on_batch, row, row_with};

    fn member_of(unit: Option<&str>) -> Batch {
        let mut batch = batch(vec![form(vec![row()])]);
        in_roster(&mut batch, row_with(|r| r.unit = unit.map(Into::into)));
        batch
    }

    #[test]
    fn allows_the_person_s_own_unit_and_a_roster_without_units() {
        assert!(on_batch(&RULE, &member_of(Some("CB-STC"))).is_empty());
        assert!(on_batch(&RULE, &member_of(None)).is_empty());
    }

    #[test]
    fn allows_a_unit_above_or_below() {
        let mut batch = member_of(Some("CB-SNV"));
        let units = batch.lists_mut().units.as_mut().unwrap();
        units.get_mut("CB-SNV").unwrap().parent = Some("Chi bộ Sở Tài chính".into());
        assert!(on_batch(&RULE, &batch).is_empty());
        let units = batch.lists_mut().units.as_mut().unwrap();
        units.get_mut("CB-SNV").unwrap().parent = None;
        units.get_mut("CB-STC").unwrap().parent = Some("CB-SNV".into());
        assert!(on_batch(&RULE, &batch).is_empty());
    }

    #[test]
    fn reports_another_unit_by_its_name() {
        let found = on_batch(&RULE, &member_of(Some("CB-SNV")));
        assert_eq!(
            found[0].message.vi,
            "Danh sách đảng viên ghi người này thuộc Chi bộ Sở Nội vụ, không phải Chi bộ Sở Tài chính.",
        );
    }
}
