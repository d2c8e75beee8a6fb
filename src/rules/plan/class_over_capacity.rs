//! Q503: more accepted people than seats.

use super::seats::allot;
use crate::finding::{Findings, Severity};
use crate::model::batch::Batch;
use crate::model::judgement::Judgement;
use crate::model::place::Place;
use crate::rules::{Check, Context, Need, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "Q503",
    name: "class-over-capacity",
    severity: Severity::Warning,
    title: label!(vi: "Lớp vượt sĩ số", en: "More people than seats"),
    why: label!(
        vi: "Số người được chấp nhận (kể cả các kỳ trước) nhiều hơn sĩ số tối đa của lớp. Thứ tự vào lớp đặt ở [judging] seat_order: quy hoạch trước, rồi tuổi đảng, rồi ngày gửi.",
        en: "More people are accepted (earlier periods included) than the class has seats. Who goes first is set by seat_order under [judging]: the planned, then the longest in the Party, then the first to send.",
    ),
    mend: label!(
        vi: "Mở thêm lớp, tăng sĩ số, hoặc chuyển người trong danh sách chờ sang lớp sau.",
        en: "Open another class, add seats, or move those who wait to the next class.",
    ),
    example: label!(
        vi: "lớp 60 chỗ có 75 người được chấp nhận",
        en: "75 people accepted for a class of 60",
    ),
    source: label!(
        vi: "Danh mục lớp học (reference/courses), cột sĩ số tối đa",
        en: "The list of classes (reference/courses), column capacity",
    ),
    needs: &[Need::Courses],
    check: Check::Judged(check),
};

fn check(batch: &Batch, judgements: &[Vec<Judgement>], context: &Context, findings: &mut Findings) {
    for seats in allot(context, judgements) {
        let waiting = seats.waiting.len();
        if waiting == 0 {
            continue;
        }
        let (course, accepted, capacity) = (&seats.course, seats.accepted(), seats.capacity);
        let mut message = text!(
            vi: "Lớp {course} có {accepted} người được chấp nhận, vượt {capacity} chỗ; {waiting} người của kỳ này phải chờ.",
            en: "{accepted} people are accepted for class {course}, which has {capacity} seats; {waiting} of this period have to wait.",
        );
        if seats.earlier > 0 {
            let earlier = seats.earlier;
            message.vi.push_str(&format!(" Các kỳ trước đã nhận {earlier} người."));
            message.en.push_str(&format!(" Earlier periods took {earlier} of the seats."));
        }
        findings
            .report(Place::default(), message)
            .suggest(RULE.mend.to_text())
            .relate(batch.ids(seats.waiting.iter().copied()))
            .about(course);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::finding::Finding;
    use crate::rules::test_support::{accepted, batch, form, on_judged, other_row, row};

    fn with_seats(seats: Option<u32>) -> Vec<Finding> {
        let mut batch = batch(vec![form(vec![row(), other_row(2, "Bùi Thị Hòa")])]);
        let courses = batch.lists_mut().courses.as_mut().unwrap();
        courses.get_mut("TC-K45").unwrap().capacity = seats;
        on_judged(&RULE, &batch, &accepted(&batch))
    }

    #[test]
    fn allows_a_full_class_and_one_of_unknown_size() {
        assert!(with_seats(Some(2)).is_empty());
        assert!(with_seats(None).is_empty());
    }

    #[test]
    fn reports_the_class_with_those_who_wait() {
        let found = with_seats(Some(1));
        assert_eq!(
            found[0].message.vi,
            "Lớp TC-K45 có 2 người được chấp nhận, vượt 1 chỗ; 1 người của kỳ này phải chờ.",
        );
        assert_eq!(found[0].related, ["r2".into()]);
    }
}
