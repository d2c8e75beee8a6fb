//! What the standard of a class says of a person, point by point: đủ, thiếu
//! căn cứ, không đủ or ngoại lệ. The rules of eligibility report what fails;
//! this is the whole picture, for reports.

use super::Context;
use super::eligibility::{
    already_qualified, education_below_standard, not_party_member, position_not_eligible,
    rating_below_standard, under_age,
};
use crate::i18n::{Label, Text};
use crate::label;
use crate::model::record::Record;

/// One thing that a standard asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Demand {
    Party,
    Education,
    Age,
    /// Does not hold the class's level yet.
    Level,
    Position,
    Rating,
}

/// How a person stands on one point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    Met,
    /// Met only by an exception that the regulation names.
    Exception,
    /// The form does not say enough.
    Unclear,
    Failed,
}

/// One point of the standard and how the person stands on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub demand: Demand,
    pub answer: Answer,
    /// What was found, in a sentence.
    pub found: Text,
    /// Regulation and wording; absent where the point needs none (the level held).
    pub clause: Option<Text>,
    /// Who may decide otherwise, where the regulation allows special cases.
    pub special: Option<Text>,
}

/// The verdict on a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    Eligible,
    /// Only by an exception, or by decision of the competent authority.
    Exception,
    Unclear,
    NotEligible,
}

/// A person before the standard of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    pub verdict: Verdict,
    /// What the regulation is called; absent when no regulation speaks of the class.
    pub regulation: Option<Text>,
    /// In the order of the rules' codes.
    pub points: Vec<Point>,
    /// What the standard leaves open.
    pub open: Vec<Text>,
}

/// Judges a row by its class's standard; `None` when its class, or the class's level, is unknown.
pub fn assess(record: &Record, context: &Context) -> Option<Assessment> {
    context.course(record)?.level?;
    let points: Vec<Point> = [
        not_party_member::point(record, context),
        education_below_standard::point(record, context),
        under_age::point(record, context),
        already_qualified::point(record, context),
        position_not_eligible::point(record, context),
        rating_below_standard::point(record, context),
    ]
    .into_iter()
    .flatten()
    .collect();
    let demands = context.demands(record);
    Some(Assessment {
        verdict: verdict(&points),
        regulation: demands.map(|demands| demands.regulation.title.clone()),
        points,
        open: demands.map_or(Vec::new(), |demands| demands.open.to_vec()),
    })
}

fn verdict(points: &[Point]) -> Verdict {
    let any = |answer| points.iter().any(|point| point.answer == answer);
    let failed_for_good =
        points.iter().any(|point| point.answer == Answer::Failed && point.special.is_none());
    if failed_for_good {
        Verdict::NotEligible
    } else if any(Answer::Failed) {
        Verdict::Exception
    } else if any(Answer::Unclear) {
        Verdict::Unclear
    } else if any(Answer::Exception) {
        Verdict::Exception
    } else {
        Verdict::Eligible
    }
}

impl Verdict {
    pub fn label(self) -> Label {
        match self {
            Verdict::Eligible => label!(vi: "Đủ", en: "Eligible"),
            Verdict::Exception => label!(vi: "Ngoại lệ", en: "By exception"),
            Verdict::Unclear => label!(vi: "Thiếu căn cứ", en: "Unclear"),
            Verdict::NotEligible => label!(vi: "Không đủ", en: "Not eligible"),
        }
    }
}

impl Demand {
    pub fn label(self) -> Label {
        match self {
            Demand::Party => label!(vi: "Đảng viên", en: "Party membership"),
            Demand::Education => label!(vi: "Trình độ chuyên môn", en: "Education"),
            Demand::Age => label!(vi: "Tuổi", en: "Age"),
            Demand::Level => label!(vi: "Trình độ LLCT đã có", en: "Level already held"),
            Demand::Position => label!(vi: "Chức vụ, quy hoạch", en: "Position, held or planned"),
            Demand::Rating => label!(vi: "Xếp loại hai năm", en: "Ratings of two years"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Demand, Verdict, assess};
    use crate::config::Settings;
    use crate::config::standards::Standards;
    use crate::model::record::{Field, Record};
    use crate::model::value::Education;
    use crate::rules::Context;
    use crate::rules::test_support::{batch, blank, date, form, read, row, row_with};

    fn verdict(record: Record) -> Verdict {
        let batch = batch(vec![form(vec![record])]);
        let settings = Settings::default();
        let context = Context::new(&settings, Standards::built_in(), &batch);
        assess(&batch.submissions[0].records[0], &context).unwrap().verdict
    }

    #[test]
    fn a_person_who_meets_every_point_is_eligible() {
        assert_eq!(verdict(row()), Verdict::Eligible);
    }

    #[test]
    fn an_exception_of_the_regulation_is_told_apart() {
        let minority = row_with(|r| {
            r.education = read(Education::HighSchool, "12/12", 10);
            r.ethnicity = read("Mường".into(), "Mường", 4);
        });
        assert_eq!(verdict(minority), Verdict::Exception);
    }

    #[test]
    fn an_age_that_the_authority_may_pass_is_an_exception_but_schooling_is_not() {
        let young = |record: &mut Record| record.birth_date = read(date("2000-01-01"), "", 2);
        assert_eq!(verdict(row_with(young)), Verdict::Exception);
        let both = row_with(|r| {
            young(r);
            r.education = read(Education::HighSchool, "12/12", 10);
        });
        assert_eq!(verdict(both), Verdict::NotEligible);
    }

    #[test]
    fn what_the_form_does_not_say_is_unclear() {
        assert_eq!(verdict(row_with(|r| r.education = blank(10))), Verdict::Unclear);
        assert_eq!(verdict(row_with(|r| r.ratings.clear())), Verdict::Unclear);
    }

    #[test]
    fn every_point_names_its_clause_and_the_standard_what_it_leaves_open() {
        let batch = batch(vec![form(vec![row_with(|r| {
            r.course.value = Some("CC-K12".into());
            r.birth_date = Field::default().into();
        })])]);
        let settings = Settings::default();
        let context = Context::new(&settings, Standards::built_in(), &batch);
        let assessment = assess(&batch.submissions[0].records[0], &context).unwrap();
        let answers: Vec<_> =
            assessment.points.iter().map(|point| (point.demand, point.answer)).collect();
        assert_eq!(answers, [(Demand::Level, Answer::Met), (Demand::Position, Answer::Met)]);
        assert!(assessment.regulation.unwrap().vi.contains("350-QĐ/TW"));
        assert_eq!(assessment.open.len(), 1);
    }
}
