//! D234: the century-and-sex digit of the national id disagrees with the sex.

use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::record::{Origin, Problem, Record};
use crate::model::role::FieldKey;
use crate::model::value::Sex;
use crate::rules::{Check, Context, Rule, masked};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D234",
    name: "national-id-sex-mismatch",
    severity: Severity::Error,
    title: label!(vi: "Số CCCD không khớp giới tính", en: "National id and sex disagree"),
    why: label!(
        vi: "Chữ số thứ 4 của số CCCD chẵn là nam, lẻ là nữ. Khác với giới tính ghi trong biểu thì một trong hai bị ghi sai.",
        en: "The fourth digit of a national id is even for men and odd for women. Where it differs from the form, one of the two is wrong.",
    ),
    mend: label!(
        vi: "Đối chiếu số CCCD và giới tính với căn cước rồi sửa ô sai.",
        en: "Compare number and sex with the identity card and correct the wrong one.",
    ),
    example: label!(
        vi: "CCCD 017085… (nam) nhưng giới tính ghi Nữ",
        en: "id 017085… (male), but sex Nữ (female)",
    ),
    source: label!(
        vi: "Thông tư 07/2016/TT-BCA, Điều 7",
        en: "Circular 07/2016/TT-BCA, article 7",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some((by_number, by_form)) = disagreement(record) else { return };
    let shown = record.national_id.value.as_ref().map_or(String::new(), |id| masked(id.digits()));
    let (number, form) = (by_number.label(), by_form.label());
    let message = Text {
        vi: format!("Số CCCD {shown} ứng với giới tính {} nhưng biểu ghi {}.", number.vi, form.vi),
        en: format!(
            "The national id {shown} stands for {}, but the form says {}.",
            number.en.to_lowercase(),
            form.en.to_lowercase(),
        ),
    };
    let advice = advice(record, context, by_form).unwrap_or_else(|| RULE.mend.to_text());
    findings.on_field(record, FieldKey::NationalId, message).suggest(advice);
}

/// The sex by the number and by the form, where the form itself says one that differs.
pub(in crate::rules) fn disagreement(record: &Record) -> Option<(Sex, Sex)> {
    let (by_number, _) = record.national_id.value.as_ref()?.says()?;
    let by_form = record.sex.value?;
    let said = record.sex.origin != Origin::Derived || record.sex.raw.is_some();
    let clear = record.sex.problem != Some(Problem::Conflict);
    (said && clear && by_number != by_form).then_some((by_number, by_form))
}

/// Which of the two the roster agrees with.
fn advice(record: &Record, context: &Context, by_form: Sex) -> Option<Text> {
    let known = context.member(record)?.sex.value?;
    let Text { vi, en } = known.label();
    Some(if known == by_form {
        text!(
            vi: "Danh sách đảng viên cũng ghi {vi}: kiểm tra lại số CCCD.",
            en: "The roster says {en} too: check the national id.",
        )
    } else {
        text!(
            vi: "Danh sách đảng viên ghi {vi}: kiểm tra lại giới tính.",
            en: "The roster says {en}: check the sex.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::{Field, Origin, Problem, Record};
    use crate::model::value::Sex;
    use crate::rules::test_support::{
        batch, form, in_roster, on_batch, on_record, read, row, row_with,
    };

    fn woman() -> Record {
        row_with(|r| r.sex = read(Sex::Female, "Nữ", 3))
    }

    #[test]
    fn allows_a_number_that_agrees_and_a_sex_taken_from_it() {
        assert!(on_record(&RULE, row()).is_empty());
        let derived = row_with(|r| {
            r.sex = Field { value: Some(Sex::Male), origin: Origin::Derived, ..Field::default() }
                .into();
        });
        assert!(on_record(&RULE, derived).is_empty());
    }

    #[test]
    fn allows_a_sex_that_the_form_itself_is_unsure_of() {
        let unsure = row_with(|r| {
            r.sex = read(Sex::Female, "x | x", 3);
            r.sex.problem = Some(Problem::Conflict);
        });
        assert!(on_record(&RULE, unsure).is_empty());
    }

    #[test]
    fn reports_a_womans_row_with_a_mans_number() {
        let found = on_record(&RULE, woman());
        assert_eq!(
            found[0].message.vi,
            "Số CCCD 017******234 ứng với giới tính Nam nhưng biểu ghi Nữ.",
        );
        assert_eq!(found[0].at.cell().unwrap().to_string(), "F9");
    }

    #[test]
    fn reports_which_of_the_two_the_roster_agrees_with() {
        let mut batch = batch(vec![form(vec![woman()])]);
        in_roster(&mut batch, row());
        let advice = on_batch(&RULE, &batch)[0].suggestion.clone().unwrap();
        assert_eq!(advice.vi, "Danh sách đảng viên ghi Nam: kiểm tra lại giới tính.");
    }
}
