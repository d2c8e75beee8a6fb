//! F115: the form says N people and lists another number.

use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::submission::{DeclaredTotal, Submission};
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "F115",
    name: "declared-total-mismatch",
    severity: Severity::Warning,
    title: label!(vi: "Số người ghi khác số dòng", en: "The stated number differs from the list"),
    why: label!(
        vi: "Dòng cộng hoặc dòng “Danh sách ấn định” ghi số người khác với số dòng trong danh sách: có thể sót người hoặc quên sửa dòng cộng.",
        en: "A total or closing line states another number than the list has: someone may be missing, or the line was not corrected.",
    ),
    mend: label!(
        vi: "Đếm lại danh sách; bổ sung người còn thiếu hoặc sửa số ghi trên biểu.",
        en: "Count again; add who is missing, or correct the stated number.",
    ),
    example: label!(
        vi: "“Danh sách ấn định có 06 người” nhưng danh sách có 5 dòng",
        en: "“Danh sách ấn định có 06 người” under a list of 5",
    ),
    source: label!(
        vi: "Thể thức danh sách: dòng ấn định số người ở cuối danh sách",
        en: "The form of lists: a closing line fixes the number of people",
    ),
    needs: &[],
    check: Check::Form(check),
};

fn check(form: &Submission, _: &Context, findings: &mut Findings) {
    for total in &form.facts.declared {
        if let Some(message) = mismatch(total) {
            findings
                .on_form(form, total.place.clone(), message)
                .suggest(RULE.mend.to_text())
                .about(&place_name(total));
        }
    }
}

/// What does not add up: the number of people, else that of men or women.
fn mismatch(total: &DeclaredTotal) -> Option<Text> {
    let DeclaredTotal { said, counted, .. } = total;
    if said != counted {
        return Some(text!(
            vi: "Biểu ghi {said} người nhưng danh sách có {counted} người.",
            en: "The form states {said} people but lists {counted}.",
        ));
    }
    // The sexes are only compared when every listed person's is known.
    let known: u32 = total.counted_by_sex.iter().map(|(_, number)| number).sum();
    if known != total.counted {
        return None;
    }
    total.said_by_sex.iter().find_map(|&(sex, said)| {
        let counted = total.counted_by_sex.iter().find(|(of, _)| *of == sex);
        let counted = counted.map_or(0, |(_, number)| *number);
        let label = sex.label();
        let (vi, en) = (label.vi, label.en);
        (said != counted).then(|| {
            text!(
                vi: "Biểu ghi {said} {vi} nhưng danh sách có {counted} {vi}.",
                en: "The form states {said} ({en}) but lists {counted}.",
            )
        })
    })
}

fn place_name(total: &DeclaredTotal) -> String {
    let sheet = total.place.sheet.as_deref().unwrap_or_default();
    format!("{sheet} {}", total.said)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::model::submission::DeclaredTotal;
    use crate::model::value::Sex;
    use crate::rules::test_support::{form_with, on_form};

    fn stated(said: u32, men: Option<u32>, counted_men: u32, counted_women: u32) -> Vec<Finding> {
        on_form(
            &RULE,
            form_with(|form| {
                form.facts.declared = vec![DeclaredTotal {
                    place: form.records[0].place.clone().at_row(20),
                    said,
                    said_by_sex: men.map(|men| (Sex::Male, men)).into_iter().collect(),
                    counted: 5,
                    counted_by_sex: vec![(Sex::Male, counted_men), (Sex::Female, counted_women)],
                }];
            }),
        )
    }

    #[test]
    fn allows_totals_that_agree_and_sexes_that_are_not_all_known() {
        assert!(stated(5, Some(3), 3, 2).is_empty());
        assert!(stated(5, Some(3), 2, 2).is_empty());
    }

    #[test]
    fn reports_another_number_of_people() {
        let found = stated(6, None, 3, 2);
        assert_eq!(found[0].message.vi, "Biểu ghi 6 người nhưng danh sách có 5 người.");
        assert_eq!(found[0].at.row, Some(20));
    }

    #[test]
    fn reports_another_number_of_men() {
        let found = stated(5, Some(4), 3, 2);
        assert_eq!(found[0].message.vi, "Biểu ghi 4 Nam nhưng danh sách có 3 Nam.");
    }
}
