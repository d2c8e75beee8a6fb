//! D202: digits, one word only, or syllables that no known name has.

use super::{quoted, without_stop};
use crate::finding::{Findings, Severity};
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D202",
    name: "suspicious-name",
    severity: Severity::Warning,
    title: label!(vi: "Họ tên đáng ngờ", en: "A doubtful name"),
    why: label!(
        vi: "Họ tên có chữ số, chỉ có một chữ, hoặc có âm tiết không gặp trong tên người Việt và các dân tộc: thường do gõ sai hoặc sai phông chữ. Tên này sẽ in trên giấy triệu tập và bằng.",
        en: "The name has digits, is one word only, or has syllables that no Vietnamese or minority name has: mostly a typing or font fault. It will be printed on the summons and the diploma.",
    ),
    mend: label!(
        vi: "Sửa họ tên đúng như trong căn cước.",
        en: "Write the name as on the identity card.",
    ),
    example: label!(vi: "“Nguyễn Văn 4nh”, “Nguyeenx Van An”", en: "“Nguyễn Văn 4nh”, “Nguyeenx Van An”"),
    source: label!(
        vi: "Cấu tạo âm tiết tiếng Việt; danh mục họ, tên các dân tộc",
        en: "The make-up of Vietnamese syllables; lists of names",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    let name = &record.full_name;
    let raw = quoted(name.raw.as_deref());
    let message = match &name.problem {
        None | Some(Problem::NoValue) => return,
        Some(Problem::Suspicious { why }) => {
            let (vi, en) = (without_stop(&why.vi), without_stop(&why.en));
            text!(
                vi: "Họ tên “{raw}” đáng ngờ: {vi}.",
                en: "The name “{raw}” is doubtful: {en}.",
            )
        }
        Some(_) => text!(
            vi: "“{raw}” không phải là họ tên.",
            en: "“{raw}” is no name.",
        ),
    };
    findings.on_field(record, FieldKey::FullName, message).suggest(RULE.mend.to_text());
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Problem;
    use crate::rules::test_support::{bad, on_record, row, row_with};
    use crate::text;

    #[test]
    fn allows_a_name_that_people_bear() {
        assert!(on_record(&RULE, row()).is_empty());
    }

    #[test]
    fn reports_a_name_with_a_digit_and_says_why() {
        let why = text!(vi: "có chữ số.", en: "it has a digit.");
        let odd = row_with(|r| {
            r.full_name.raw = Some("Nguyễn Văn 4nh".into());
            r.full_name.problem = Some(Problem::Suspicious { why: why.into() });
        });
        let found = on_record(&RULE, odd);
        assert_eq!(found[0].message.vi, "Họ tên “Nguyễn Văn 4nh” đáng ngờ: có chữ số.");
    }

    #[test]
    fn reports_what_is_no_name_at_all() {
        let odd = row_with(|r| r.full_name = bad("12/05/1985", Problem::Unreadable, 1));
        assert_eq!(on_record(&RULE, odd)[0].message.en, "“12/05/1985” is no name.");
    }
}
