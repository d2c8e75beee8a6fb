//! E301: the class's standard wants a member, the row shows none.

use super::{clause, report};
use crate::config::standards::PartyStanding;
use crate::finding::{Findings, Severity};
use crate::i18n::{Label, Text};
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::rules::verdict::{Answer, Demand, Point};
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "E301",
    name: "not-party-member",
    severity: Severity::Error,
    title: label!(vi: "Không phải đảng viên", en: "Not a party member"),
    why: label!(
        vi: "Tiêu chuẩn của lớp yêu cầu người học là đảng viên nhưng dòng đăng ký không có ngày vào Đảng hoặc dấu đảng viên. Biểu không có các cột này thì không báo.",
        en: "The class's standard wants party members, but the row gives neither an admission date nor a member's mark. Forms without these columns are not complained about.",
    ),
    mend: label!(
        vi: "Ghi ngày vào Đảng (dự bị) và ngày chính thức; nếu chưa là đảng viên thì đăng ký lớp khác.",
        en: "Write the dates of admission and of full membership; someone who is no member registers for another class.",
    ),
    example: label!(
        vi: "đăng ký lớp trung cấp, ô Ngày vào Đảng và Ngày chính thức đều trống",
        en: "registers for an intermediate class, both party dates are empty",
    ),
    source: label!(
        vi: "Quy định 350-QĐ/TW (2025): học viên trung cấp là đảng viên dự bị hoặc chính thức",
        en: "Regulation 350-QĐ/TW (2025): learners of the intermediate level are probationary or full members",
    ),
    needs: &[Need::Courses],
    check: Check::Record(check),
};

/// What a row says of its person's standing in the Party.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Full,
    Probationary,
    /// A member, full or not.
    Member,
    /// The form asks, and nothing says that the person is a member.
    Nothing,
    /// The form does not ask.
    Unasked,
}

fn check(record: &Record, context: &Context, findings: &mut Findings) {
    let Some(point) = point(record, context) else { return };
    let field = match record.party_joined.is_asked() || !record.party_member.is_asked() {
        true => FieldKey::PartyJoined,
        false => FieldKey::PartyMember,
    };
    let Some(finding) = report(&point, record, field, findings) else { return };
    finding.suggest(by_roster(record, context).unwrap_or_else(|| RULE.mend.to_text()));
}

/// How the person stands on membership; `None` when the standard does not ask.
pub(in crate::rules) fn point(record: &Record, context: &Context) -> Option<Point> {
    let demands = context.demands(record)?;
    let demand = demands.party?;
    let (answer, found) = answer(shown(record), demand.least);
    Some(Point {
        demand: Demand::Party,
        answer,
        found: found.to_text(),
        clause: Some(clause(demands.regulation, &demand.clause)),
        special: demand.special.clone(),
    })
}

fn answer(shown: Shown, least: PartyStanding) -> (Answer, Label) {
    match (shown, least) {
        (Shown::Full, _) => {
            (Answer::Met, label!(vi: "Đảng viên chính thức.", en: "A full member."))
        }
        (Shown::Probationary, PartyStanding::Probationary) => {
            (Answer::Met, label!(vi: "Đảng viên dự bị.", en: "A probationary member."))
        }
        (Shown::Member, PartyStanding::Probationary) => {
            (Answer::Met, label!(vi: "Đảng viên.", en: "A member."))
        }
        (Shown::Probationary, PartyStanding::Full) => (
            Answer::Failed,
            label!(
                vi: "Chưa có ngày chính thức: mới là đảng viên dự bị.",
                en: "No date of full membership: a probationary member only.",
            ),
        ),
        (Shown::Member, PartyStanding::Full) => (
            Answer::Unclear,
            label!(vi: "Chưa rõ đã chính thức hay chưa.", en: "A member, full or not."),
        ),
        (Shown::Nothing, _) => (
            Answer::Failed,
            label!(
                vi: "Dòng đăng ký không có ngày vào Đảng, chưa có căn cứ là đảng viên.",
                en: "The row has no date of admission; nothing shows that the person is a member.",
            ),
        ),
        (Shown::Unasked, _) => (
            Answer::Unclear,
            label!(vi: "Biểu không hỏi về đảng viên.", en: "The form does not ask."),
        ),
    }
}

/// A party card alone proves nothing: the number may be copied from last year's list.
fn shown(record: &Record) -> Shown {
    let (joined, official) = (&record.party_joined, &record.party_official);
    if official.value.is_some() {
        Shown::Full
    } else if joined.value.is_some() && official.is_missing() {
        Shown::Probationary
    } else if joined.value.is_some()
        || joined.problem.is_some()
        || official.problem.is_some()
        || record.party_member.value == Some(true)
    {
        Shown::Member
    } else if joined.is_missing()
        || record.party_member.is_missing()
        || record.party_member.value == Some(false)
    {
        Shown::Nothing
    } else {
        Shown::Unasked
    }
}

/// The roster may know the date that the form lacks.
fn by_roster(record: &Record, context: &Context) -> Option<Text> {
    let joined = context.member(record)?.party_joined.value?.vietnamese();
    Some(text!(
        vi: "Danh sách đảng viên ghi vào Đảng ngày {joined}; nếu đúng thì điền vào ô.",
        en: "The roster says admitted on {joined}; fill it in if that is right.",
    ))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::record::{Field, Problem, Record};
    use crate::rules::test_support::{
        bad, batch, blank, form, in_roster, on_batch, on_record, read, row, row_with,
    };

    fn no_dates(change: impl FnOnce(&mut Record)) -> Record {
        row_with(|r| {
            r.party_joined = blank(8);
            r.party_official = blank(9);
            change(r);
        })
    }

    #[test]
    fn allows_members_probationary_members_and_marks() {
        assert!(on_record(&RULE, row()).is_empty());
        assert!(on_record(&RULE, row_with(|r| r.party_official = blank(9))).is_empty());
        let marked = no_dates(|r| r.party_member = read(true, "x", 18));
        assert!(on_record(&RULE, marked).is_empty());
        let unreadable = no_dates(|r| r.party_joined = bad("2010?", Problem::Unreadable, 8));
        assert!(on_record(&RULE, unreadable).is_empty());
    }

    #[test]
    fn allows_forms_that_do_not_ask_and_classes_open_to_all() {
        let unasked = row_with(|r| {
            r.party_joined = Field::default().into();
            r.party_official = Field::default().into();
        });
        assert!(on_record(&RULE, unasked).is_empty());
        let elementary = no_dates(|r| r.course.value = Some("SC-2026".into()));
        assert!(on_record(&RULE, elementary).is_empty());
    }

    #[test]
    fn reports_empty_dates_even_with_a_card_number() {
        let carded = no_dates(|r| r.party_card = read("46674505".into(), "46674505", 18));
        let found = on_record(&RULE, carded);
        assert_eq!(found[0].at.cell().unwrap().to_string(), "I9");
        assert!(found[0].message.vi.contains("350-QĐ/TW"), "{}", found[0].message.vi);
    }

    #[test]
    fn reports_a_mark_that_says_no_and_what_the_roster_has() {
        let mut batch = batch(vec![form(vec![no_dates(|r| {
            r.party_member = read(false, "", 18);
        })])]);
        in_roster(&mut batch, row());
        let advice = on_batch(&RULE, &batch)[0].suggestion.clone().unwrap();
        assert!(advice.vi.contains("03/03/2010"), "{}", advice.vi);
    }
}
