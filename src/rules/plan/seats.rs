//! Seats of a class: who is in, who waits, what is left.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::config::settings::{SeatOrder, Submissions};
use crate::model::batch::{Batch, RecordAt};
use crate::model::judgement::{Judgement, Status};
use crate::model::record::{CourseCode, Record};
use crate::rules::Context;

/// A class and its seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seats {
    pub course: CourseCode,
    pub capacity: u32,
    /// People accepted in earlier periods, who keep their seats.
    pub earlier: u32,
    /// Accepted rows that get a seat, in the order of the settings.
    pub admitted: Vec<RecordAt>,
    /// Accepted rows beyond the seats, in the order of the settings.
    pub waiting: Vec<RecordAt>,
}

impl Seats {
    pub fn accepted(&self) -> u32 {
        self.earlier.saturating_add((self.admitted.len() + self.waiting.len()) as u32)
    }

    /// Seats that nobody has yet.
    pub fn left(&self) -> u32 {
        self.capacity.saturating_sub(self.accepted())
    }
}

/// The seats of every class whose capacity is known, by class. Only rows that
/// are accepted and primary ask for a seat.
pub fn allot(context: &Context, judgements: &[Vec<Judgement>]) -> Vec<Seats> {
    let mut asking: BTreeMap<&CourseCode, Vec<RecordAt>> = BTreeMap::new();
    for (at, record) in context.batch.counting_rows() {
        let judgement =
            judgements.get(at.submission as usize).and_then(|rows| rows.get(at.record as usize));
        let is_in = judgement.is_some_and(|one| one.primary && one.status == Status::Accepted);
        if let (true, Some(course)) = (is_in, &record.course.value) {
            asking.entry(course).or_default().push(at);
        }
    }
    let earlier = earlier(context.batch, context.settings.submissions);
    let courses = context.batch.lists.courses.iter().flatten();
    courses
        .filter_map(|(code, course)| {
            let mut rows = asking.remove(code).unwrap_or_default();
            rows.sort_by_cached_key(|at| turn(*at, context));
            let before = earlier.get(&**code).map_or(0, BTreeSet::len) as u32;
            let free = course.capacity?.saturating_sub(before) as usize;
            let waiting = rows.split_off(free.min(rows.len()));
            let (course, capacity) = (code.clone(), course.capacity?);
            Some(Seats { course, capacity, earlier: before, admitted: rows, waiting })
        })
        .collect()
}

/// People with a seat from earlier periods, by class; those who register again
/// now are counted now.
pub fn earlier(batch: &Batch, submissions: Submissions) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut seated: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    if submissions != Submissions::Incremental {
        return seated;
    }
    let mut now: BTreeSet<(&str, &str)> = BTreeSet::new();
    for person in &batch.people {
        let rows = person.rows.iter().filter_map(|&at| batch.record(at));
        now.extend(rows.filter_map(|row| Some((&*person.key, row.course.value.as_deref()?))));
    }
    for row in batch.earlier.iter().filter(|row| row.accepted) {
        let Some(course) = row.record.course.value.as_deref() else { continue };
        if !now.contains(&(&*row.person, course)) {
            seated.entry(course).or_default().insert(&row.person);
        }
    }
    seated
}

/// One reason after the other, less goes first; the place in the forms settles what is left.
type Turn = (Vec<Reason>, RecordAt);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Planned(Reverse<bool>),
    /// Unknown days go last.
    Day(bool, NaiveDate),
}

fn turn(at: RecordAt, context: &Context) -> Turn {
    let day = |day: Option<NaiveDate>| Reason::Day(day.is_none(), day.unwrap_or_default());
    let form = context.batch.submissions.get(at.submission as usize);
    let Some(record) = context.batch.record(at) else { return (Vec::new(), at) };
    let reasons = context.settings.judging.seat_order.iter().map(|order| match order {
        SeatOrder::PlannedPosition => Reason::Planned(Reverse(is_planned(record, context))),
        SeatOrder::PartyAge => day(record.party_joined.value.map(|date| date.earliest())),
        SeatOrder::Age => day(record.birth_date.value.map(|date| date.earliest())),
        SeatOrder::DateSubmitted => {
            day(form.and_then(|form| form.facts.dated.as_ref()).map(|(date, _)| *date))
        }
    });
    (reasons.collect(), at)
}

fn is_planned(record: &Record, context: &Context) -> bool {
    record.planned_position.value.is_some() || context.planned(record).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::{Seats, allot};
    use crate::config::standards::Standards;
    use crate::config::{Settings, parse_toml};
    use crate::model::batch::Batch;
    use crate::model::judgement::Status;
    use crate::model::record::Record;
    use crate::rules::Context;
    use crate::rules::test_support::{
        accepted, at, batch, blank, date, earlier, form, other_row, read, row,
    };

    fn person(index: u32, joined: &str, planned: bool) -> Record {
        let mut record = other_row(index, "Bùi Thị Hòa");
        record.party_joined = read(date(joined), "", 8);
        if !planned {
            record.planned_position = blank(12);
        }
        record
    }

    /// Three people for two seats.
    fn three() -> Batch {
        let rows = vec![
            person(1, "2015-01-01", false),
            person(2, "2012-01-01", true),
            person(3, "2010-01-01", true),
        ];
        let mut batch = batch(vec![form(rows)]);
        let courses = batch.lists_mut().courses.as_mut().unwrap();
        courses.get_mut("TC-K45").unwrap().capacity = Some(2);
        batch
    }

    fn seats(batch: &Batch, settings: &str) -> Seats {
        let settings: Settings = parse_toml("tonghop.toml", settings).unwrap();
        let context = Context::new(&settings, Standards::built_in(), batch);
        let all = allot(&context, &accepted(batch));
        all.into_iter().find(|seats| &*seats.course == "TC-K45").unwrap()
    }

    #[test]
    fn the_planned_go_first_then_the_longest_in_the_party() {
        let seats = seats(&three(), "");
        assert_eq!(seats.admitted, [at(0, 2), at(0, 1)]);
        assert_eq!((seats.waiting.as_slice(), seats.left()), ([at(0, 0)].as_slice(), 0));
    }

    #[test]
    fn the_order_is_a_setting() {
        let mut batch = three();
        batch.submissions[0].records[0].birth_date = read(date("1970-01-01"), "", 2);
        let seats = seats(&batch, "[judging]\nseat_order = [\"age\"]\n");
        assert_eq!(seats.admitted, [at(0, 0), at(0, 1)]);
    }

    #[test]
    fn seats_of_earlier_periods_are_kept() {
        let mut batch = three();
        let mut before = earlier(&batch, 0, row(), true);
        before.person = "somebody else".into();
        batch.earlier = vec![before];
        let seats = seats(&batch, "");
        assert_eq!((seats.earlier, seats.admitted.len(), seats.accepted()), (1, 1, 4));
    }

    #[test]
    fn rows_in_review_ask_for_no_seat() {
        let batch = three();
        let settings = Settings::default();
        let context = Context::new(&settings, Standards::built_in(), &batch);
        let mut judgements = accepted(&batch);
        judgements[0][2].status = Status::Review;
        let all = allot(&context, &judgements);
        let seats = all.iter().find(|seats| &*seats.course == "TC-K45").unwrap();
        assert_eq!((seats.admitted.len(), seats.waiting.len()), (2, 0));
    }
}
