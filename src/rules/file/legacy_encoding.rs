//! F108: text was typed in TCVN3 or VNI and has been converted.

use crate::finding::{Findings, Severity};
use crate::i18n::Label;
use crate::model::place::Place;
use crate::model::submission::Submission;
use crate::model::workbook::LegacyEncoding;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F108",
    name: "legacy-encoding",
    severity: Severity::Info,
    title: label!(vi: "Chữ gõ bằng bảng mã cũ", en: "Text in a legacy encoding"),
    why: label!(
        vi: "Biểu gõ bằng phông TCVN3 (.VnTime), VNI hoặc bị sai bảng mã. Chương trình đã chuyển sang Unicode và giữ nguyên chữ gốc để đối chiếu.",
        en: "The form was typed in TCVN3 (.VnTime) or VNI fonts, or its text was garbled. It has been converted to Unicode; the stored text is kept.",
    ),
    mend: label!(
        vi: "Xem lại họ tên đã chuyển. Lần sau dùng phông Times New Roman, bảng mã Unicode.",
        en: "Check the converted names. Next time use Times New Roman and Unicode.",
    ),
    example: label!(vi: "“NguyÔn V¨n ¸nh” (phông .VnTime) là Nguyễn Văn Ánh", en: "“NguyÔn V¨n ¸nh” (font .VnTime) is Nguyễn Văn Ánh"),
    source: label!(
        vi: "TCVN 6909:2001 (bảng mã Unicode tiếng Việt); bảng mã cũ TCVN 5712:1993 và VNI",
        en: "TCVN 6909:2001 (Unicode for Vietnamese); before it TCVN 5712:1993 and VNI",
    ),
    needs: &[],
    check: Check::Form(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    let used: Vec<_> = form.decoded.iter().filter(|&(_, &cells)| cells > 0).collect();
    let cells: u32 = used.iter().map(|(_, cells)| **cells).fold(0, u32::saturating_add);
    if used.is_empty() {
        return;
    }
    let names = |pick: fn(Label) -> &'static str| {
        used.iter().map(|(encoding, _)| pick(label_of(**encoding))).collect::<Vec<_>>().join(", ")
    };
    let (vi, en) = (names(|label| label.vi), names(|label| label.en));
    let message = text!(
        vi: "Đã chuyển {cells} ô từ bảng mã {vi} sang Unicode.",
        en: "{cells} cells were converted from {en} to Unicode.",
    );
    findings.on_form(form, Place::file(&form.source.path), message).suggest(RULE.mend.to_text());
}

fn label_of(encoding: LegacyEncoding) -> Label {
    match encoding {
        LegacyEncoding::Tcvn3 => label!(vi: "TCVN3 (phông .VnTime)", en: "TCVN3 (.VnTime fonts)"),
        LegacyEncoding::Vni => label!(vi: "VNI (phông VNI-Times)", en: "VNI (VNI-Times fonts)"),
        LegacyEncoding::Utf8AsCp1252 => {
            label!(vi: "Windows-1252 đọc nhầm", en: "text misread as Windows-1252")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::workbook::LegacyEncoding;
    use crate::rules::test_support::{form_with, on_form};

    #[test]
    fn allows_unicode() {
        assert!(on_form(&RULE, form_with(|_| ())).is_empty());
    }

    #[test]
    fn reports_a_converted_form_once() {
        let found = on_form(
            &RULE,
            form_with(|form| {
                form.decoded = [(LegacyEncoding::Tcvn3, 40), (LegacyEncoding::Vni, 2)].into();
            }),
        );
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message.vi,
            "Đã chuyển 42 ô từ bảng mã TCVN3 (phông .VnTime), VNI (phông VNI-Times) sang Unicode.",
        );
    }
}
