//! R407: the roster knows this person with another birth date, sex or national id.

use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::date::PartialDate;
use crate::model::record::{Problem, Record};
use crate::model::reference::Member;
use crate::model::role::FieldKey;
use crate::model::value::NationalId;
use crate::rules::data::{
    implausible_age, national_id_birth_year_mismatch, national_id_sex_mismatch,
};
use crate::rules::{Check, Context, Need, Rule, masked};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "R407",
    name: "roster-conflict",
    severity: Severity::Warning,
    title: label!(vi: "Khác danh sách đảng viên", en: "Differs from the roster"),
    why: label!(
        vi: "Danh sách đảng viên ghi người này với ngày sinh, giới tính hoặc số CCCD khác. Ô đã bị báo sai vì lý do khác thì không báo lại.",
        en: "The roster has the person with another birth date, sex or national id. A cell that is faulty for another reason is not reported again.",
    ),
    mend: label!(
        vi: "Đối chiếu căn cước: sửa biểu, hoặc báo cán bộ sửa danh sách đảng viên.",
        en: "Compare with the identity card: correct the form, or have the roster corrected.",
    ),
    example: label!(
        vi: "biểu ghi 01/09/1993, danh sách đảng viên ghi 09/01/1993",
        en: "the form says 01/09/1993, the roster 09/01/1993",
    ),
    source: label!(
        vi: "Danh sách đảng viên (reference/roster)",
        en: "The roster of members (reference/roster)",
    ),
    needs: &[Need::Roster],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some(member) = context.member(record) else { return };
    let number_is_odd = national_id_birth_year_mismatch::disagreement(record, context).is_some()
        || national_id_sex_mismatch::disagreement(record).is_some();
    for (field, message) in [
        (FieldKey::BirthDate, birth_date(record, member, context)),
        (FieldKey::Sex, sex(record, member).filter(|_| !number_is_odd)),
        (FieldKey::NationalId, national_id(record, member).filter(|_| !number_is_odd)),
    ] {
        if let Some(message) = message {
            findings.on_field(record, field, message).suggest(RULE.mend.to_text());
        }
    }
}

fn birth_date(record: &Record, member: &Member, context: &Context) -> Option<Text> {
    let (by_form, by_roster) = (record.birth_date.value?, member.birth_date.value?);
    if agree(by_form, by_roster) || implausible_age(by_form, context).is_some() {
        return None;
    }
    let (by_form, by_roster) = (by_form.vietnamese(), by_roster.vietnamese());
    Some(text!(
        vi: "Biểu ghi ngày sinh {by_form}, danh sách đảng viên ghi {by_roster}.",
        en: "The form has the birth date {by_form}, the roster {by_roster}.",
    ))
}

/// Can both be the same day?
fn agree(one: PartialDate, other: PartialDate) -> bool {
    one.earliest() <= other.latest() && other.earliest() <= one.latest()
}

fn sex(record: &Record, member: &Member) -> Option<Text> {
    let (by_form, by_roster) = (record.sex.value?, member.sex.value?);
    if by_form == by_roster || record.sex.problem == Some(Problem::Conflict) {
        return None;
    }
    let (form, roster) = (by_form.label(), by_roster.label());
    Some(Text {
        vi: format!("Biểu ghi giới tính {}, danh sách đảng viên ghi {}.", form.vi, roster.vi),
        en: format!("The form says {}, the roster {}.", form.en, roster.en),
    })
}

/// An old number beside a new one is no conflict.
fn national_id(record: &Record, member: &Member) -> Option<Text> {
    let (by_form, by_roster) =
        (record.national_id.value.as_ref()?, member.national_id.value.as_ref()?);
    let same_kind = matches!(
        (by_form, by_roster),
        (NationalId::Citizen(_), NationalId::Citizen(_)) | (NationalId::Old(_), NationalId::Old(_))
    );
    if !same_kind || by_form == by_roster {
        return None;
    }
    let places = differing(by_form.digits(), by_roster.digits());
    let shown = masked(by_form.digits());
    if (1..=FEW).contains(&places.len()) {
        let places: Vec<_> = places.iter().map(ToString::to_string).collect();
        let places = places.join(", ");
        return Some(text!(
            vi: "Số CCCD {shown} khác số trong danh sách đảng viên ở chữ số thứ {places}.",
            en: "The national id {shown} differs from the roster's in digit {places}.",
        ));
    }
    let by_roster = masked(by_roster.digits());
    Some(text!(
        vi: "Số CCCD {shown} khác số trong danh sách đảng viên ({by_roster}).",
        en: "The national id {shown} differs from the roster's ({by_roster}).",
    ))
}

/// So many wrong digits are a slip; more are another number.
const FEW: usize = 4;

/// Where two numbers differ, counted from one.
fn differing(one: &str, other: &str) -> Vec<usize> {
    let pairs = one.bytes().zip(other.bytes()).zip(1..);
    pairs.filter(|((one, other), _)| one != other).map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::model::record::Record;
    use crate::model::value::{NationalId, Sex};
    use crate::rules::test_support::{batch, date, form, in_roster, on_batch, read, row, row_with};

    /// What is said of a row whose person the roster has like this.
    fn compare(record: Record, member: Record) -> Vec<Finding> {
        let mut batch = batch(vec![form(vec![record])]);
        in_roster(&mut batch, member);
        on_batch(&RULE, &batch)
    }

    fn born(iso: &str) -> Record {
        row_with(|r| r.birth_date = read(date(iso), "", 2))
    }

    fn numbered(id: NationalId) -> Record {
        row_with(|r| r.national_id = read(id, "", 5))
    }

    #[test]
    fn allows_what_agrees_and_what_only_says_less() {
        assert!(compare(row(), row()).is_empty());
        assert!(compare(born("1985"), row()).is_empty());
        assert!(compare(born("1985-05"), row()).is_empty());
        assert!(compare(numbered(NationalId::Old("113456789".into())), row()).is_empty());
    }

    #[test]
    fn allows_cells_that_other_rules_already_call_faulty() {
        assert!(compare(born("2019-12-20"), row()).is_empty());
        let wrong_number = numbered(NationalId::Citizen("017078001234".into()));
        assert!(compare(wrong_number, row()).is_empty());
    }

    #[test]
    fn reports_another_day() {
        let found = compare(born("1985-12-05"), row());
        assert_eq!(
            found[0].message.vi,
            "Biểu ghi ngày sinh 05/12/1985, danh sách đảng viên ghi 12/05/1985.",
        );
        assert_eq!(found[0].at.cell().unwrap().to_string(), "C9");
    }

    #[test]
    fn reports_another_sex_and_another_number() {
        let woman = row_with(|r| {
            r.sex = read(Sex::Female, "Nữ", 3);
            r.national_id = read(NationalId::Citizen("017185001234".into()), "", 5);
        });
        let found = compare(woman, row());
        let fields: Vec<_> = found.iter().map(|one| one.at.cell().unwrap().to_string()).collect();
        assert_eq!(fields, ["D9", "F9"]);
        assert_eq!(
            found[1].message.vi,
            "Số CCCD 017******234 khác số trong danh sách đảng viên ở chữ số thứ 4.",
        );
    }
}
