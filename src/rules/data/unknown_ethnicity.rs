//! D251: not one of the 54 groups or a known variant.

use super::{nearest, quoted};
use crate::finding::{Findings, Severity};
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D251",
    name: "unknown-ethnicity",
    severity: Severity::Info,
    title: label!(vi: "Dân tộc không rõ", en: "An unknown ethnic group"),
    why: label!(
        vi: "Tên ghi trong ô không phải một trong 54 dân tộc hoặc cách gọi quen thuộc. Người chưa rõ dân tộc không được hưởng ngoại lệ về trình độ dành cho dân tộc thiểu số.",
        en: "The cell names none of the 54 groups or a known variant. The exception for minorities is not applied to people whose group is unknown.",
    ),
    mend: label!(
        vi: "Ghi tên dân tộc theo căn cước hoặc giấy khai sinh.",
        en: "Write the group as on the identity card or birth certificate.",
    ),
    example: label!(vi: "“Mườngg”, “04”", en: "“Mườngg”, “04”"),
    source: label!(
        vi: "Danh mục các dân tộc Việt Nam (Quyết định 121-TCTK/PPCĐ năm 1979)",
        en: "The list of ethnic groups of Viet Nam (Decision 121-TCTK/PPCĐ of 1979)",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    let Some(problem) = &record.ethnicity.problem else { return };
    if *problem == Problem::NoValue {
        return;
    }
    let raw = quoted(record.ethnicity.raw.as_deref());
    let message = text!(
        vi: "Không rõ dân tộc “{raw}”.",
        en: "“{raw}” is no ethnic group that is known.",
    );
    findings
        .on_field(record, FieldKey::Ethnicity, message)
        .suggest(nearest(problem, RULE.mend.to_text()));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Problem;
    use crate::rules::test_support::{bad, blank, on_record, row, row_with};

    #[test]
    fn allows_a_known_group_and_an_empty_cell() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.ethnicity = blank(4))).is_empty());
    }

    #[test]
    fn reports_an_unknown_group_with_the_nearest() {
        let unknown = Problem::UnknownWord { suggestions: vec!["Mường".into()] };
        let found = on_record(&RULE, row_with(|r| r.ethnicity = bad("Mườngg", unknown, 4)));
        assert_eq!(found[0].message.vi, "Không rõ dân tộc “Mườngg”.");
        assert_eq!(found[0].suggestion.as_ref().unwrap().vi, "Có phải “Mường”?");
    }
}
