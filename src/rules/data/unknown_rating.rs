//! D258: a yearly rating cannot be told.

use super::{nearest, quoted};
use crate::finding::{Findings, Severity};
use crate::model::record::{Problem, Record};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "D258",
    name: "unknown-rating",
    severity: Severity::Warning,
    title: label!(vi: "Xếp loại không rõ", en: "Unknown yearly rating"),
    why: label!(
        vi: "Không hiểu mức xếp loại ghi trong ô nên không xét được tiêu chuẩn hai năm liên tục hoàn thành tốt nhiệm vụ.",
        en: "The cell names no rating that is known, so the standard of two good years cannot be judged.",
    ),
    mend: label!(
        vi: "Ghi Hoàn thành xuất sắc, Hoàn thành tốt, Hoàn thành hoặc Không hoàn thành nhiệm vụ.",
        en: "Write one of the four ratings in full.",
    ),
    example: label!(vi: "ô Xếp loại năm 2025 ghi “Khá”", en: "a rating of 2025 that reads “Khá”"),
    source: label!(
        vi: "Bốn mức xếp loại chất lượng cán bộ, công chức, viên chức hằng năm",
        en: "The four levels of the yearly rating of cadres",
    ),
    needs: &[],
    check: Check::Record(check),
};

fn check(record: &Record, _: &Context, findings: &mut Findings) {
    for year in &record.ratings {
        let Some(problem) = &year.rating.problem else { continue };
        if *problem == Problem::NoValue {
            continue;
        }
        let raw = quoted(year.rating.raw.as_deref());
        let of = year.year.map_or(String::new(), |year| format!(" {year}"));
        let message = text!(
            vi: "Không hiểu mức xếp loại{of} “{raw}”.",
            en: "The rating{of} “{raw}” is not understood.",
        );
        let finding = findings.on_field(record, FieldKey::Ratings, message);
        finding.suggest(nearest(problem, RULE.mend.to_text()));
        if let Some(at) = year.rating.at {
            finding.at = record.place.clone().at_cell(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::Problem;
    use crate::rules::test_support::{bad, blank, on_record, row, row_with};

    #[test]
    fn allows_known_ratings_and_empty_cells() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.ratings[0].rating = blank(13))).is_empty());
    }

    #[test]
    fn reports_the_rating_at_its_own_cell() {
        let unknown = Problem::UnknownWord { suggestions: Vec::new() };
        let found = on_record(&RULE, row_with(|r| r.ratings[1].rating = bad("Khá", unknown, 14)));
        assert_eq!(found[0].message.vi, "Không hiểu mức xếp loại 2025 “Khá”.");
        assert_eq!(found[0].at.cell().unwrap().to_string(), "O9");
    }
}
