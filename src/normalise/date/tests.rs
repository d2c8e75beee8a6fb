//! Every writing of DOMAIN 3.3, and what must not be read.

use proptest::prelude::*;

use super::*;
use crate::model::date::serial_of_date;
use crate::model::place::Position;
use crate::model::workbook::{Cell, CellValue};

fn hints(role: DateRole) -> DateHints {
    DateHints::new(role, 2026)
}

fn birth(text: &str) -> Reading<PartialDate> {
    read(&Written::text(text).unwrap(), hints(DateRole::Birth))
}

fn iso(reading: &Reading<PartialDate>) -> String {
    reading.value.map(|date| date.to_string()).unwrap_or_default()
}

#[track_caller]
fn reads(text: &str, as_iso: &str, repairs: &[Repair]) {
    let reading = birth(text);
    assert_eq!(iso(&reading), as_iso, "{text}: {reading:?}");
    assert_eq!(reading.repairs, repairs, "{text}");
    assert_eq!(reading.problem, None, "{text}");
}

#[track_caller]
fn fails(text: &str, problem: &Problem) {
    let reading = birth(text);
    assert_eq!((reading.value, reading.problem.as_ref()), (None, Some(problem)), "{text}");
}

#[test]
fn whole_dates_are_read_in_every_writing() {
    for text in [
        "12/3/1985",
        "12-3-1985",
        "12.3.1985",
        "12/03/1985 ",
        " 12 / 03 / 1985",
        "12 3 1985",
        "1985-03-12",
        "12 tháng 3 năm 1985",
        "ngày 12 tháng 3 năm 1985",
        "Ngày 12/3/1985",
        "12-Mar-1985",
        "March 12, 1985",
        "12 March 1985",
        "ngày 12 tháng ba năm 1985",
        "12,3,1985",
        "'12/3/1985",
        "12/3/1985.",
        "12–03–1985",
        "12\\3\\1985",
        "12031985",
        "1985/3/12",
        "12/tháng 3/1985",
        "1985-03-12 00:00:00",
        "1985-03-12T00:00:00",
        "19850312",
        "Sinh ngày 12/3/1985",
        "12:03:1985",
        "12;03;1985",
        "12/3/\n1985",
        "12/3\n1985",
        "12/03/19\n85",
        "１２/３/１９８５",
    ] {
        reads(text, "1985-03-12", &[]);
    }
}

#[test]
fn incomplete_dates_keep_their_precision() {
    for text in [
        "1985",
        "00/00/1985",
        "../../1985",
        "năm 1985",
        "Sinh năm 1985",
        "xx/xx/1985",
        "--/--/1985",
        "0/0/1985",
        "?/?/1985",
        "12/00/1985",
    ] {
        reads(text, "1985", &[]);
    }
    for text in [
        "3/1985",
        "03/1985",
        "00/03/1985",
        "tháng 3/1985",
        "T3/1985",
        "tháng 3 năm 1985",
        "3-1985",
        "1985-03",
        "../03/1985",
        "031985",
    ] {
        reads(text, "1985-03", &[]);
    }
    reads("01/01/1985", "1985-01-01", &[]);
}

#[test]
fn letters_for_digits_and_short_years_are_repaired_and_shown() {
    reads("O5/1O/1980", "1980-10-05", &[Repair::LookAlikeDigits]);
    reads("l2/3/1985", "1985-03-12", &[Repair::LookAlikeDigits]);
    reads("12/3/85", "1985-03-12", &[Repair::ShortYear]);
    reads("12.3.85", "1985-03-12", &[Repair::ShortYear]);
    reads("120385", "1985-03-12", &[Repair::ShortYear]);
    reads("05/06/02", "2002-06-05", &[Repair::ShortYear]);
    reads("3/85", "1985-03", &[Repair::ShortYear]);
    reads("85", "1985", &[Repair::ShortYear]);
    reads("31118", "1985-03-12", &[Repair::SerialNumber]);
    reads("2031985", "1985-03-02", &[Repair::LostZeros]);
    reads("12/3/1985 (Nữ)", "1985-03-12", &[Repair::TakenFromText]);
}

#[test]
fn what_is_no_date_says_why() {
    for text in ["31/02/1980", "31/04/1987", "32/01/1980", "15/13/1985", "12/25/1980", "29/02/1985"]
    {
        fails(text, &Problem::NoSuchDay);
    }
    for text in [
        "abc",
        "12/3",
        "12/3/985",
        "12/3/19850",
        "40 tuổi",
        "12/3/1885",
        "12",
        "2085085",
        "12/03/19S5",
        "12/03/198S",
    ] {
        fails(text, &Problem::Unreadable);
    }
    for text in ["-", "...", "Không rõ"] {
        assert_eq!(birth(text), Reading::none(), "{text}");
    }
}

#[test]
fn two_digit_years_turn_by_role() {
    let party = |text| iso(&read(&Written::text(text).unwrap(), hints(DateRole::Party)));
    assert_eq!(party("03/02/12"), "2012-02-03");
    assert_eq!(party("03/02/26"), "2026-02-03");
    assert_eq!(party("03/02/98"), "1998-02-03");
    assert_eq!(party("03/02/27"), "1927-02-03");
}

fn number(value: CellValue) -> Reading<PartialDate> {
    let cell = Cell::new(Position::default(), value);
    read(&Written::of(&cell).unwrap(), hints(DateRole::Birth))
}

#[test]
fn real_dates_serial_numbers_and_typed_years_are_told_apart() {
    assert_eq!(iso(&number(CellValue::Date(31_118.0))), "1985-03-12");
    assert_eq!(iso(&number(CellValue::Date(1985.0))), "1985");
    assert_eq!(iso(&number(CellValue::Number(1985.0))), "1985");
    assert_eq!(number(CellValue::Number(31_118.0)).repairs, [Repair::SerialNumber]);
    assert_eq!(iso(&number(CellValue::Number(12_031_985.0))), "1985-03-12");
    assert_eq!(iso(&number(CellValue::Number(3.1985))), "1985-03");
    assert_eq!(iso(&number(CellValue::Number(3.198))), "1980-03");
    assert_eq!(number(CellValue::Uncalculated).problem, Some(Problem::NoValue));
    assert_eq!(number(CellValue::Number(-5.0)).problem, Some(Problem::Unreadable));
    assert_eq!(number(CellValue::Date(9.0e9)).problem, Some(Problem::Unreadable));
}

#[test]
fn a_column_of_a_us_machine_is_turned_round() {
    let mut hints = hints(DateRole::Birth);
    hints.order.real_swapped = true;
    let real = |day, month| {
        let date = NaiveDate::from_ymd_opt(1980, month, day).unwrap();
        Cell::new(Position::default(), CellValue::Date(serial_of_date(date)))
    };
    let cell = real(12, 5);
    let reading = read(&Written::of(&cell).unwrap(), hints);
    assert_eq!(
        (iso(&reading).as_str(), &reading.repairs[..]),
        ("1980-12-05", &[Repair::DayMonthSwapped][..])
    );
    let same = read(&Written::of(&real(5, 5)).unwrap(), hints);
    assert_eq!((iso(&same).as_str(), same.repairs.len()), ("1980-05-05", 0));
    hints.order = Order { real_doubtful: true, ..Order::default() };
    let doubtful = read(&Written::of(&cell).unwrap(), hints);
    let other = PartialDate::day(1980, 12, 5).unwrap();
    assert_eq!(doubtful.problem, Some(Problem::Ambiguous { other }));
    hints.order = Order { text_month_first: true, ..Order::default() };
    let text = read(&Written::text("12/25/1980").unwrap(), hints);
    assert_eq!(iso(&text), "1980-12-25");
}

#[track_caller]
fn party(text: &str, joined: &str, official: &str, member: Option<bool>) {
    let dates = party_dates(&Written::text(text).unwrap(), hints(DateRole::Party), false);
    let show = |reading: Option<&Reading<PartialDate>>| reading.map(iso).unwrap_or_default();
    assert_eq!(show(dates.joined.as_ref()), joined, "{text}: {dates:?}");
    assert_eq!(show(dates.official.as_ref()), official, "{text}: {dates:?}");
    assert_eq!(dates.member, member, "{text}");
}

#[test]
fn one_cell_may_hold_both_party_dates() {
    for text in [
        "03/02/2012 (CT: 03/02/2013)",
        "03/02/2012\n03/02/2013",
        "03/02/2012; 03/02/2013",
        "DB: 03/02/2012 - CT: 03/02/2013",
        "CT 03/02/2013, DB 03/02/2012",
        "Kết nạp ngày 03/02/2012, chính thức ngày 03/02/2013",
        "03/02/2012 - 03/02/2013",
        "03/02/2012 03/02/2013",
        "03/02/2012 (chính thức 03/02/2013)",
        "3.2.2012/3.2.2013",
    ] {
        party(text, "2012-02-03", "2013-02-03", Some(true));
    }
    party("12/5/2019\n(Chính thức)", "2019-05-12", "", Some(true));
    party("12/5/2019 (dự bị)", "2019-05-12", "", Some(true));
    party("CT: 12/5/2019", "", "2019-05-12", Some(true));
    party("2010", "2010", "", Some(true));
    // The words say which date it is: nothing to be confirmed.
    let formal = Written::text("12/5/2019\n(Chính thức)").unwrap();
    let reading = party_dates(&formal, hints(DateRole::Party), false).joined.unwrap();
    assert_eq!(reading.repairs, []);
}

#[test]
fn words_alone_tell_membership() {
    party("Chưa vào Đảng", "", "", Some(false));
    party("Quần chúng", "", "", Some(false));
    party("Dự bị", "", "", Some(true));
    party("ĐVDB", "", "", Some(true));
    party("x", "", "", Some(true));
    party("Đoàn viên", "", "", Some(false));
    party("Đang xét kết nạp", "", "", Some(false));
    let dates = party_dates(&Written::text("Quần chúng").unwrap(), hints(DateRole::Party), false);
    assert_eq!(dates.joined.unwrap().problem, None);
}

#[test]
fn three_columns_make_one_date() {
    let parts = |day, month, year| iso(&of_parts(day, month, year, 2026));
    assert_eq!(parts("12", "3", "1985"), "1985-03-12");
    assert_eq!(parts("", "3", "1985"), "1985-03");
    assert_eq!(parts("", "", "1985"), "1985");
    assert_eq!(parts("12/3", "", "1985"), "1985-03-12");
    assert_eq!(of_parts("12", "3", "", 2026).problem, Some(Problem::Unreadable));
    assert_eq!(of_parts("", "", "", 2026), Reading::none());
    assert_eq!(of_parts("31", "2", "1985", 2026).problem, Some(Problem::NoSuchDay));
}

#[test]
fn a_date_of_the_list_year_of_the_party_is_this_century() {
    // Birth dates turn between 09 and 10 (from 40 to 09), party dates at the list year.
    let birth = |text: &str| iso(&birth(text));
    assert_eq!(
        [birth("1/1/40"), birth("1/1/99"), birth("1/1/09")],
        ["1940-01-01", "1999-01-01", "2009-01-01"]
    );
    let old_list = DateHints::new(DateRole::Party, 2012);
    let party = |text: &str| iso(&read(&Written::text(text).unwrap(), old_list));
    assert_eq!([party("03/02/12"), party("03/02/13")], ["2012-02-03", "1913-02-03"]);
}

#[test]
fn the_first_of_january_stays_as_written() {
    // Often typed for "unknown": it is kept, and never made up.
    reads("01/01/1985", "1985-01-01", &[]);
    reads("1985", "1985", &[]);
    reads("00/00/1985", "1985", &[]);
}

proptest! {
    #[test]
    fn own_output_is_read_as_it_stands(text in "[0-9/. -]{0,12}|(ngày |tháng |năm |[0-9]{1,4}|/| ){0,7}") {
        if let Some(date) = Written::text(&text).and_then(|written| read(&written, hints(DateRole::Birth)).value) {
            let shown = date.vietnamese();
            let again = birth(&shown);
            prop_assert_eq!(again, Reading::plain(date), "{}", shown);
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,40}") {
        if let Some(written) = Written::text(&text) {
            read(&written, hints(DateRole::Birth));
            party_dates(&written, hints(DateRole::Party), true);
        }
    }

    #[test]
    fn date_like_texts_never_panic(text in "[0-9OolI/.\\- :()thangnmx]{0,24}") {
        if let Some(written) = Written::text(&text) {
            read(&written, hints(DateRole::Party));
        }
    }

    #[test]
    fn a_date_written_the_vietnamese_way_reads_back(days in 5_000..45_000i32, short in any::<bool>()) {
        let date = NaiveDate::from_num_days_from_ce_opt(693_594 + days).unwrap();
        let value = PartialDate::Day(date);
        let text = if short { format!("{}/{}/{}", date.day(), date.month(), date.year()) } else { value.vietnamese() };
        let reading = birth(&text);
        prop_assert_eq!(reading.value, Some(value));
        prop_assert!(reading.repairs.is_empty());
    }
}
