//! What a form says of itself besides its rows: its month, its day, its totals.

use chrono::NaiveDate;

use super::memo::Memo;
use crate::layout::table::{Table, TotalStatement};
use crate::model::date::PartialDate;
use crate::model::period::Period;
use crate::model::place::{Place, Position};
use crate::model::record::Record;
use crate::model::submission::{DeclaredTotal, FormFacts};
use crate::model::value::Sex;
use crate::normalise::counts;
use crate::normalise::date::{DateHints, DateRole, find_dates};
use crate::text::fold::fold;

/// Adds what title and footer of a table say of month and day.
pub fn read_times(table: &Table, sheet: &Place, memo: &Memo, facts: &mut FormFacts) {
    let times = |line: &str| memo.times.get(line, || (month(line), day(line)));
    for (at, line) in &table.title {
        if facts.period.is_none() {
            facts.period = times(line).0.map(|period| (period, sheet.clone().at_cell(*at)));
        }
    }
    for (at, line) in table.title.iter().chain(&table.footer) {
        if facts.dated.is_none() {
            facts.dated = times(line).1.map(|day| (day, sheet.clone().at_cell(*at)));
        }
    }
}

/// Lines that speak of other papers, or of when a class begins.
const OF_OTHER_THINGS: [&str; 16] = [
    "kem theo",
    "cong van",
    "quyet dinh",
    "can cu",
    "ke hoach",
    "to trinh",
    "thong bao",
    "huong dan",
    "khai giang",
    "be giang",
    "mo lop",
    "nghi quyet",
    "quy dinh",
    "tu thang",
    "den thang",
    "truoc ngay",
];

fn speaks_of_other_things(folded: &str) -> bool {
    OF_OTHER_THINGS.iter().any(|words| folded.contains(words))
}

/// The month of a title line: `(Tháng 11 năm 2026)`, `THÁNG 11/2026`.
fn month(line: &str) -> Option<Period> {
    let folded = fold(line);
    let names_month = folded.contains("thang")
        || folded.split(' ').any(|word| {
            word.starts_with('t')
                && word.len() <= 3
                && word.len() > 1
                && word.bytes().skip(1).all(|b| b.is_ascii_digit())
        });
    if !names_month || speaks_of_other_things(&folded) {
        return None;
    }
    dates(from_month(line)).into_iter().find_map(|date| match date {
        PartialDate::Month { year, month } => Period::new(year, month),
        _ => None,
    })
}

/// The line from the word for a month on: what stands before it is no day (`KHÓA 45 THÁNG 11 NĂM 2026`).
fn from_month(line: &str) -> &str {
    let starts = ["tháng", "THÁNG", "Tháng", "thang", "THANG", "Thang"];
    let at = starts.iter().filter_map(|word| line.find(word)).min();
    at.and_then(|at| line.get(at..)).unwrap_or(line)
}

/// The day of a date line: `Hòa Bình, ngày 12 tháng 11 năm 2026`.
fn day(line: &str) -> Option<NaiveDate> {
    let folded = fold(line);
    if !folded.contains("ngay") || speaks_of_other_things(&folded) {
        return None;
    }
    dates(line).into_iter().find_map(PartialDate::full)
}

fn dates(line: &str) -> Vec<PartialDate> {
    find_dates(line, DateHints::new(DateRole::Other, 2100))
}

/// The totals that a table states, each with what was counted. A count of
/// another scope (the whole sheet, the whole form) that fits is meant.
pub fn totals(
    table: &Table,
    sheet: &Place,
    of_table: &[&Record],
    wider: &[&[&Record]],
) -> Vec<DeclaredTotal> {
    let state = |statement: &TotalStatement| {
        let said = counts::read(&statement.text)?;
        let (first, last) = statement.rows;
        let inside: Vec<&Record> = of_table
            .iter()
            .copied()
            .filter(|record| record.place.row.is_some_and(|row| (first..=last).contains(&row)))
            .collect();
        let in_section = in_section(table, statement, of_table);
        let scopes = [&inside[..], &in_section, of_table].into_iter().chain(wider.iter().copied());
        let counted = scopes
            .filter(|scope| !scope.is_empty())
            .map(Counted::of)
            .find(|counted| counted.fits(said.total));
        let counted = counted.unwrap_or_else(|| Counted::of(&inside));
        // A bare number behind "Tổng cộng" may sum up money.
        let far_off = said.total == 0 || said.total > 3 * counted.all + 5;
        if far_off && !(said.of_people && said.total > 0) {
            return None;
        }
        let by_sex = |male: Option<u32>, female: Option<u32>| {
            [(Sex::Male, male), (Sex::Female, female)]
                .into_iter()
                .filter_map(|(sex, count)| Some((sex, count?)))
                .collect::<Vec<_>>()
        };
        let said_by_sex = by_sex(said.male, said.female);
        let counted_by_sex =
            said_by_sex.iter().map(|(sex, _)| (*sex, counted.of_sex(*sex))).collect();
        Some(DeclaredTotal {
            place: place_of(sheet, statement.at),
            said: said.total,
            said_by_sex,
            counted: if counted.fits(said.total) { said.total } else { counted.standing },
            counted_by_sex,
        })
    };
    table.totals.iter().filter_map(state).collect()
}

/// The rows of the section that a plain `Cộng` closes; none for a total of everything.
fn in_section<'a>(
    table: &Table,
    statement: &TotalStatement,
    records: &[&'a Record],
) -> Vec<&'a Record> {
    let folded = fold(&statement.text);
    let of_everything = ["tong", "danh sach", "an dinh"].iter().any(|word| folded.contains(word));
    let from =
        table.sections.iter().map(|section| section.at.row).filter(|row| *row < statement.at.row);
    match from.max().filter(|_| !of_everything) {
        Some(from) => {
            let to = statement.at.row;
            let inside =
                |record: &Record| record.place.row.is_some_and(|row| (from..to).contains(&row));
            records.iter().copied().filter(|record| inside(record)).collect()
        }
        None => Vec::new(),
    }
}

fn place_of(sheet: &Place, at: Position) -> Place {
    sheet.clone().at_cell(at)
}

/// How many people rows hold.
struct Counted {
    /// Neither crossed out nor hidden.
    standing: u32,
    all: u32,
    male: u32,
    female: u32,
}

impl Counted {
    fn of(records: &[&Record]) -> Self {
        let mut counted = Counted { standing: 0, all: 0, male: 0, female: 0 };
        let mut last: Option<&Record> = None;
        for record in records {
            // Rows that one person got for several classes are one person.
            let same = last.is_some_and(|other| {
                other.place == record.place && other.full_name.value == record.full_name.value
            });
            last = Some(*record);
            if same {
                continue;
            }
            counted.all += 1;
            if record.crossed_out || record.hidden {
                continue;
            }
            counted.standing += 1;
            match record.sex.value {
                Some(Sex::Male) => counted.male += 1,
                Some(Sex::Female) => counted.female += 1,
                None => {}
            }
        }
        counted
    }

    /// Does a stated total agree, with or without the rows that were crossed out or hidden?
    fn fits(&self, said: u32) -> bool {
        said == self.standing || said == self.all
    }

    fn of_sex(&self, sex: Sex) -> u32 {
        match sex {
            Sex::Male => self.male,
            Sex::Female => self.female,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_month_of_a_title_is_read() {
        for line in [
            "(Tháng 11 năm 2026)",
            "DANH SÁCH ĐĂNG KÝ THÁNG 11/2026",
            "Tháng 11-2026",
            "Đăng ký T11/2026",
            "tháng 11 năm 2026",
        ] {
            assert_eq!(month(line), Period::new(2026, 11), "{line}");
        }
        for line in [
            "Năm 2026",
            "Quý IV/2026",
            "(Kèm theo Công văn số 12 tháng 3 năm 2019)",
            "khai giảng tháng 12/2026",
            "KHÓA 11/2026",
        ] {
            assert_eq!(month(line), None, "{line}");
        }
    }

    #[test]
    fn the_day_of_the_date_line_is_read() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 8);
        assert_eq!(day("Hòa Bình, ngày 8 tháng 11 năm 2026"), date);
        assert_eq!(day("ngày 08/11/2026"), date);
        assert_eq!(day("(Kèm theo Công văn số 125-CV/ĐUK, ngày 12/3/2019 của Đảng ủy)"), None);
        assert_eq!(day("...., ngày   tháng   năm 2026"), None);
    }
}
