//! D214: two readings of a date are possible and nothing else in the form settles it.

use crate::finding::{Findings, Severity};
use crate::model::date::PartialDate;
use crate::model::record::{Field, Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D214",
    name: "ambiguous-date",
    severity: Severity::Warning,
    title: label!(vi: "Ngày đọc được hai cách", en: "A date with two readings"),
    why: label!(
        vi: "Ngày và tháng có thể bị đảo (máy đặt kiểu Mỹ tháng/ngày/năm) mà cả cột không cho biết cách nào đúng. Chương trình dùng cách đọc ngày/tháng và chờ xác nhận.",
        en: "Day and month may be swapped (a machine set to month/day/year) and the column does not tell which is right. The reading day/month is used until someone confirms it.",
    ),
    mend: label!(
        vi: "Xác nhận ngày đúng; lần sau định dạng ô dạng chữ (Text) hoặc dd/mm/yyyy.",
        en: "Confirm the right date; next time format the cell as text or dd/mm/yyyy.",
    ),
    example: label!(
        vi: "05/12/1980 trong cột mà mọi ngày đều nhỏ hơn 13",
        en: "05/12/1980 in a column where every day is below 13",
    ),
    source: label!(
        vi: "Excel trên máy đặt vùng Hoa Kỳ tự đảo ngày và tháng",
        en: "Excel on a machine with US settings swaps day and month",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let dates: [(&Field<PartialDate>, FieldKey); 3] = [
        (&record.birth_date, FieldKey::BirthDate),
        (&record.party_joined, FieldKey::PartyJoined),
        (&record.party_official, FieldKey::PartyOfficial),
    ];
    for (date, field) in dates {
        let (Some(first), Some(Problem::Ambiguous { other })) = (date.value, &date.problem) else {
            continue;
        };
        // A roster that has either reading settles the birth date; roster-conflict speaks if it is the other.
        let known = context.member(record).and_then(|member| member.birth_date.value);
        if field == FieldKey::BirthDate && (known == Some(first) || known == Some(*other)) {
            continue;
        }
        let label = field.label();
        let (vi, en) = (label.vi, label.en);
        let (first, other) = (first.vietnamese(), other.vietnamese());
        let message = text!(
            vi: "“{vi}” có thể là {first} hoặc {other}; đang dùng {first}.",
            en: "“{en}” may be {first} or {other} (day/month/year); {first} is used.",
        );
        findings.on_field(record, field, message).suggest(RULE.mend.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Problem;
    use crate::rules::test_support::{
        batch, date, form, in_roster, on_batch, on_record, read, row, row_with,
    };

    #[test]
    fn allows_dates_with_one_reading() {
        assert!(on_record(&RULE, row()).is_empty());
    }

    #[test]
    fn allows_a_birth_date_that_the_roster_settles() {
        let odd = row_with(|r| {
            r.birth_date.problem = Some(Problem::Ambiguous { other: date("1985-12-05") });
        });
        let mut batch = batch(vec![form(vec![odd])]);
        assert_eq!(on_batch(&RULE, &batch).len(), 1);
        in_roster(&mut batch, row());
        assert!(on_batch(&RULE, &batch).is_empty());
    }

    #[test]
    fn reports_each_doubtful_date_with_both_readings() {
        let odd = row_with(|r| {
            r.party_joined = read(date("2010-03-05"), "05/03/2010", 8);
            r.party_joined.problem = Some(Problem::Ambiguous { other: date("2010-05-03") });
        });
        let found = on_record(&RULE, odd);
        assert_eq!(
            found[0].message.vi,
            "“Ngày vào Đảng” có thể là 05/03/2010 hoặc 03/05/2010; đang dùng 05/03/2010.",
        );
        assert_eq!(found[0].at.cell().unwrap().to_string(), "I9");
    }
}
