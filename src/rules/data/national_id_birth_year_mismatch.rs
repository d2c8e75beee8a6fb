//! D233: century and year digits of the national id disagree with the birth year.

use super::implausible_age;
use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule, masked};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D233",
    name: "national-id-birth-year-mismatch",
    severity: Severity::Error,
    title: label!(vi: "Số CCCD không khớp năm sinh", en: "National id and birth year disagree"),
    why: label!(
        vi: "Chữ số thứ 4 đến thứ 6 của số CCCD cho biết thế kỷ và hai số cuối của năm sinh. Khác với năm sinh ghi trong biểu thì một trong hai bị gõ sai.",
        en: "Digits 4 to 6 of a national id state the century and the year of birth. Where they differ from the form, one of the two is mistyped.",
    ),
    mend: label!(
        vi: "Đối chiếu cả số CCCD và ngày sinh với căn cước rồi sửa ô sai.",
        en: "Compare number and birth date with the identity card and correct the wrong one.",
    ),
    example: label!(
        vi: "CCCD 017085… (sinh 1985) nhưng ngày sinh ghi 12/05/1978",
        en: "id 017085… (born 1985), but birth date 12/05/1978",
    ),
    source: label!(
        vi: "Thông tư 07/2016/TT-BCA, Điều 7",
        en: "Circular 07/2016/TT-BCA, article 7",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some((by_number, birth)) = disagreement(record, context) else { return };
    let shown = record.national_id.value.as_ref().map_or(String::new(), |id| masked(id.digits()));
    let message = text!(
        vi: "Số CCCD {shown} ứng với năm sinh {by_number} nhưng biểu ghi năm sinh {birth}.",
        en: "The national id {shown} stands for the birth year {by_number}, but the form says {birth}.",
    );
    let advice = advice(record, context, birth).unwrap_or_else(|| RULE.mend.to_text());
    findings.on_field(record, FieldKey::NationalId, message).suggest(advice);
}

/// Birth year by the number and by the form, where both are believable and differ.
/// A birth date that no one in office can have is another rule's matter.
pub(in crate::rules) fn disagreement(record: &Record, context: &Context) -> Option<(i32, i32)> {
    let (_, by_number) = record.national_id.value.as_ref()?.says()?;
    let birth = record.birth_date.value?;
    (by_number != birth.year() && implausible_age(birth, context).is_none())
        .then_some((by_number, birth.year()))
}

/// Which of the two the roster agrees with.
fn advice(record: &Record, context: &Context, birth: i32) -> Option<Text> {
    let known = context.member(record)?.birth_date.value?.year();
    let (_, by_number) = record.national_id.value.as_ref()?.says()?;
    if known == birth {
        Some(text!(
            vi: "Danh sách đảng viên cũng ghi năm sinh {known}: kiểm tra lại số CCCD.",
            en: "The roster has the birth year {known} too: check the national id.",
        ))
    } else if known == by_number {
        Some(text!(
            vi: "Danh sách đảng viên ghi năm sinh {known}: kiểm tra lại ngày sinh.",
            en: "The roster has the birth year {known}: check the birth date.",
        ))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Record;
    use crate::model::value::NationalId;
    use crate::rules::test_support::{
        batch, date, form, in_roster, on_batch, on_record, read, row, row_with,
    };

    fn born(iso: &str) -> Record {
        row_with(|r| r.birth_date = read(date(iso), "", 2))
    }

    #[test]
    fn allows_a_number_that_agrees_is_old_or_stands_beside_an_impossible_age() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, born("1985")).is_empty());
        assert!(on_record(&RULE, born("2019-12-20")).is_empty());
        let old = row_with(|r| {
            r.national_id = read(NationalId::Old("113456789".into()), "113456789", 5);
        });
        assert!(on_record(&RULE, old).is_empty());
    }

    #[test]
    fn reports_another_year_and_another_century() {
        let found = on_record(&RULE, born("1978-05-12"));
        assert_eq!(
            found[0].message.vi,
            "Số CCCD 017******234 ứng với năm sinh 1985 nhưng biểu ghi năm sinh 1978.",
        );
        let century = row_with(|r| {
            r.national_id = read(NationalId::Citizen("017285001234".into()), "", 5);
        });
        assert!(on_record(&RULE, century)[0].message.en.contains("2085"));
    }

    #[test]
    fn reports_which_of_the_two_the_roster_agrees_with() {
        let mut batch = batch(vec![form(vec![born("1978-05-12")])]);
        in_roster(&mut batch, born("1978-05-12"));
        let advice = on_batch(&RULE, &batch)[0].suggestion.clone().unwrap();
        assert!(advice.vi.ends_with("kiểm tra lại số CCCD."), "{}", advice.vi);
    }
}
