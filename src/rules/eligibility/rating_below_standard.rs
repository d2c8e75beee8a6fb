//! E306: one of the two last yearly ratings is below the standard.

use super::{advice, clause, report};
use crate::config::standards::RatingDemand;
use crate::finding::{Findings, Severity};
use crate::i18n::Text;
use crate::model::record::{Record, YearRating};
use crate::model::role::FieldKey;
use crate::rules::verdict::{Answer, Demand, Point};
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "E306",
    name: "rating-below-standard",
    severity: Severity::Error,
    title: label!(vi: "Xếp loại chưa đạt tiêu chuẩn", en: "Rating below the standard"),
    why: label!(
        vi: "Người được cử đi học phải hoàn thành tốt nhiệm vụ trở lên trong hai năm liền kề; một trong hai năm gần nhất xếp loại thấp hơn.",
        en: "Who is sent to study must be rated “duties done well” or better in the two years before; one of the two last ratings is lower.",
    ),
    mend: label!(
        vi: "Kiểm tra lại xếp loại hai năm gần nhất; nếu đúng như đã ghi thì chưa đủ tiêu chuẩn.",
        en: "Check the ratings of the last two years; if they are right, the standard is not met.",
    ),
    example: label!(
        vi: "năm 2024: Hoàn thành tốt nhiệm vụ; năm 2025: Hoàn thành nhiệm vụ",
        en: "2024: duties done well; 2025: duties done",
    ),
    source: label!(
        vi: "Quy định 350-QĐ/TW (2025): 02 năm liên tục liền kề hoàn thành tốt nhiệm vụ trở lên",
        en: "Regulation 350-QĐ/TW (2025): two consecutive years rated “duties done well” or better",
    ),
    needs: &[Need::Courses],
    check: Check::Record(check),
};

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some(point) = point(record, context) else { return };
    let Some(finding) = report(&point, record, FieldKey::Ratings, findings) else { return };
    finding.suggest(advice(RULE.mend.to_text(), point.special.as_ref()));
    let demand = context.demands(record).and_then(|demands| demands.rating);
    let low = demand.and_then(|demand| low(record, demand)).and_then(|year| year.rating.at);
    if let Some(at) = low {
        finding.at = record.place.clone().at_cell(at);
    }
}

/// How the person stands on ratings; `None` when the standard does not ask.
pub(in crate::rules) fn point(record: &Record, context: &Context) -> Option<Point> {
    let demands = context.demands(record)?;
    let demand = demands.rating?;
    let (answer, found) = answer(record, demand);
    Some(Point {
        demand: Demand::Rating,
        answer,
        found,
        clause: Some(clause(demands.regulation, &demand.clause)),
        special: demand.special.clone(),
    })
}

fn answer(record: &Record, demand: &RatingDemand) -> (Answer, Text) {
    if let Some(year) = low(record, demand)
        && let Some(rating) = year.rating.value
    {
        let Text { vi, en } = rating.label();
        let of = year.year.map_or(String::new(), |year| format!(" {year}"));
        return (
            Answer::Failed,
            text!(
                vi: "Xếp loại{of} “{vi}” chưa đạt tiêu chuẩn.",
                en: "The rating{of} “{en}” is below the standard.",
            ),
        );
    }
    let known = last(record, demand).filter(|year| year.rating.value.is_some()).count();
    let years = demand.years;
    if known < usize::from(years) {
        return (
            Answer::Unclear,
            text!(
                vi: "Chưa có đủ xếp loại {years} năm gần nhất.",
                en: "The ratings of the last {years} years are not all given.",
            ),
        );
    }
    (
        Answer::Met,
        text!(
            vi: "Xếp loại {years} năm gần nhất đạt tiêu chuẩn.",
            en: "The ratings of the last {years} years meet the standard.",
        ),
    )
}

/// The latest year whose rating is too low.
fn low<'a>(record: &'a Record, demand: &RatingDemand) -> Option<&'a YearRating> {
    last(record, demand).filter(|year| year.rating.value.is_some_and(|is| is < demand.least)).last()
}

/// The last years, oldest first.
fn last<'a>(record: &'a Record, demand: &RatingDemand) -> impl Iterator<Item = &'a YearRating> {
    let skipped = record.ratings.len().saturating_sub(demand.years.into());
    record.ratings.iter().skip(skipped)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::model::record::YearRating;
    use crate::model::value::Rating;
    use crate::rules::test_support::{on_record, read, row, row_with};

    /// Ratings of the years up to 2025.
    fn rated(ratings: &[Rating]) -> Vec<Finding> {
        on_record(
            &RULE,
            row_with(|r| {
                let first = 2026 - ratings.len() as i32;
                let years = ratings.iter().zip(first..).map(|(&rating, year)| YearRating {
                    year: Some(year),
                    rating: read(rating, "", (year - 2011) as u32),
                });
                r.ratings = years.collect();
            }),
        )
    }

    #[test]
    fn allows_two_good_years_and_worse_ones_before_them() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(rated(&[Rating::Failed, Rating::Good, Rating::Excellent]).is_empty());
        assert!(rated(&[]).is_empty());
    }

    #[test]
    fn allows_any_rating_in_a_class_of_a_regulation_that_asks_for_none() {
        let elementary = row_with(|r| {
            r.course.value = Some("SC-2026".into());
            r.ratings[1].rating = read(Rating::Failed, "", 14);
        });
        assert!(on_record(&RULE, elementary).is_empty());
    }

    #[test]
    fn reports_a_low_year_at_its_cell() {
        let found = rated(&[Rating::Good, Rating::Done]);
        assert!(
            found[0].message.vi.starts_with("Xếp loại 2025 “Hoàn thành nhiệm vụ” chưa đạt"),
            "{}",
            found[0].message.vi,
        );
        assert_eq!(found[0].at.cell().unwrap().to_string(), "O9");
        let earlier = rated(&[Rating::Failed, Rating::Good]);
        assert_eq!(earlier[0].at.cell().unwrap().to_string(), "N9");
        assert_eq!(rated(&[Rating::Done]).len(), 1);
    }
}
