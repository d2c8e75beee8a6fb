//! D262: not an e-mail address.

use super::quoted;
use crate::finding::{Findings, Severity};
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D262",
    name: "invalid-email",
    severity: Severity::Info,
    title: label!(vi: "Địa chỉ email sai", en: "A wrong e-mail address"),
    why: label!(
        vi: "Địa chỉ không có dạng ten@mien nên không gửi thư được.",
        en: "The address is not of the form name@domain, so no mail can reach it.",
    ),
    mend: label!(vi: "Ghi lại địa chỉ email.", en: "Write the address again."),
    example: label!(vi: "“anh.nv@”", en: "“anh.nv@”"),
    source: label!(vi: "Dạng địa chỉ thư điện tử (RFC 5322)", en: "The form of addresses (RFC 5322)"),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    if !matches!(&record.email.problem, None | Some(Problem::NoValue)) {
        let raw = quoted(record.email.raw.as_deref());
        let message = text!(
            vi: "“{raw}” không phải địa chỉ email.",
            en: "“{raw}” is no e-mail address.",
        );
        findings.on_field(record, FieldKey::Email, message).suggest(RULE.mend.to_text());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Problem;
    use crate::rules::test_support::{bad, on_record, read, row, row_with};

    #[test]
    fn allows_an_address_and_none() {
        assert!(on_record(&RULE, row()).is_empty());
        let address = row_with(|r| r.email = read("anh@example.vn".into(), "anh@example.vn", 18));
        assert!(on_record(&RULE, address).is_empty());
    }

    #[test]
    fn reports_half_an_address() {
        let found =
            on_record(&RULE, row_with(|r| r.email = bad("anh.nv@", Problem::Unreadable, 18)));
        assert_eq!(found[0].message.vi, "“anh.nv@” không phải địa chỉ email.");
    }
}
