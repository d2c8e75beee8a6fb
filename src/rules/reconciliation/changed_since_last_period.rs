//! R411: same person and class, other data than in the earlier period.

use super::month;
use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Need, Rule, masked};
use crate::text::fold::fold;
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "R411",
    name: "changed-since-last-period",
    severity: Severity::Info,
    title: label!(vi: "Khác kỳ trước", en: "Changed since the last period"),
    why: label!(
        vi: "Cùng người, cùng lớp nhưng dữ liệu khác kỳ trước; có thể được sửa đúng, cũng có thể gõ nhầm.",
        en: "Same person and class, but other data than in the earlier period; it may be a correction or a slip.",
    ),
    mend: label!(
        vi: "Xác nhận dữ liệu mới là đúng.",
        en: "Confirm that the new data is right.",
    ),
    example: label!(
        vi: "kỳ 10/2026: sinh 12/05/1985; kỳ 11/2026: sinh 05/12/1985",
        en: "10/2026: born 12/05/1985; 11/2026: born 05/12/1985",
    ),
    source: label!(
        vi: "Biểu các kỳ trước trong inbox",
        en: "The forms of earlier periods in the inbox",
    ),
    needs: &[Need::EarlierPeriods],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some(person) = context.person(record) else { return };
    let same_class = |then: &Record| then.course.value == record.course.value;
    let rows = context.earlier(person).iter().rev();
    let Some(last) = rows.into_iter().find(|row| same_class(&row.record)) else { return };
    let changes = changes(&last.record, record);
    if changes.is_empty() {
        return;
    }
    let period = month(last.period);
    let list = |pick: fn(&Text) -> &str| changes.iter().map(pick).collect::<Vec<_>>().join("; ");
    let (vi, en) = (list(|change| &change.vi), list(|change| &change.en));
    let message = text!(
        vi: "Khác kỳ {period}: {vi}.",
        en: "Changed since {period}: {en}.",
    );
    findings.on_record(record, message).suggest(RULE.mend.to_text());
}

/// What both rows say, and say differently: `Ngày sinh 12/05/1985 → 05/12/1985`.
fn changes(then: &Record, now: &Record) -> Vec<Text> {
    let date = |record: &Record, field| match field {
        FieldKey::BirthDate => record.birth_date.value,
        FieldKey::PartyJoined => record.party_joined.value,
        _ => record.party_official.value,
    };
    let mut changes = Vec::new();
    let mut note = |field: FieldKey, then: Option<String>, now: Option<String>| {
        if let (Some(then), Some(now)) = (then, now)
            && then != now
        {
            let Text { vi, en } = field.label();
            changes.push(text!(vi: "{vi} {then} → {now}", en: "{en} {then} → {now}"));
        }
    };
    for field in [FieldKey::BirthDate, FieldKey::PartyJoined, FieldKey::PartyOfficial] {
        let shown = |record| date(record, field).map(|date| date.vietnamese());
        note(field, shown(then), shown(now));
    }
    let sex = |record: &Record| record.sex.value.map(|sex| sex.label().vi.to_owned());
    note(FieldKey::Sex, sex(then), sex(now));
    let schooling =
        |record: &Record| record.education.value.map(|level| level.label().vi.to_owned());
    note(FieldKey::Education, schooling(then), schooling(now));
    changes.extend(number_change(then, now));
    changes.extend(position_change(then, now));
    changes
}

fn number_change(then: &Record, now: &Record) -> Option<Text> {
    let (then, now) = (then.national_id.value.as_ref()?, now.national_id.value.as_ref()?);
    if then == now {
        return None;
    }
    let (then, now) = (masked(then.digits()), masked(now.digits()));
    Some(text!(vi: "Số CCCD {then} → {now}", en: "National ID {then} → {now}"))
}

/// Positions are compared without tones, marks and capitals.
fn position_change(then: &Record, now: &Record) -> Option<Text> {
    let (then, now) = (then.position.value.as_deref()?, now.position.value.as_deref()?);
    (fold(then) != fold(now))
        .then(|| text!(vi: "Chức vụ “{then}” → “{now}”", en: "Position “{then}” → “{now}”"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::model::record::Record;
    use crate::model::value::NationalId;
    use crate::rules::test_support::{
        batch, blank, date, earlier, form, on_batch, read, row, row_with,
    };

    fn compare(then: Record, now: Record) -> Vec<Finding> {
        let mut batch = batch(vec![form(vec![now])]);
        batch.earlier = vec![earlier(&batch, 0, then, true)];
        on_batch(&RULE, &batch)
    }

    #[test]
    fn allows_the_same_data_more_data_and_another_class() {
        assert!(compare(row(), row()).is_empty());
        assert!(compare(row_with(|r| r.birth_date = blank(2)), row()).is_empty());
        let spelt = row_with(|r| r.position = read("PHÓ TRƯỞNG PHÒNG".into(), "", 6));
        assert!(compare(spelt, row()).is_empty());
        let other_class = row_with(|r| {
            r.course.value = Some("SC-2026".into());
            r.birth_date = read(date("1986-01-01"), "", 2);
        });
        assert!(compare(other_class, row()).is_empty());
    }

    #[test]
    fn reports_all_that_changed_in_one_finding() {
        let then = row_with(|r| {
            r.birth_date = read(date("1985-12-05"), "", 2);
            r.national_id = read(NationalId::Citizen("017085009999".into()), "", 5);
            r.position = read("Chuyên viên".into(), "", 6);
        });
        let found = compare(then, row());
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message.vi,
            "Khác kỳ 10/2026: Ngày sinh 05/12/1985 → 12/05/1985; \
             Số CCCD 017******999 → 017******234; Chức vụ “Chuyên viên” → “Phó Trưởng phòng”.",
        );
    }
}
