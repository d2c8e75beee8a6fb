//! Generated workbooks read by us and by calamine give the same cells.

use crate::compare;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use tonghop::intake::{self, Limits};
use tonghop::model::place::Position;

/// What is written into a cell.
#[derive(Clone, Debug)]
enum Content {
    Text(String),
    Number(f64),
    Day(u32),
    Bool(bool),
    Result(String),
    Blank,
}

fn content() -> impl Strategy<Value = Content> {
    let number = prop_oneof![
        any::<i32>().prop_map(f64::from),
        -1.0e15..1.0e15f64,
        prop::num::f64::NORMAL.prop_filter("Excel's largest", |n| n.abs() < 1e300),
    ];
    prop_oneof![
        4 => "[ -~À-ỹ\u{a0}\u{300}-\u{323}\n\t]{1,20}".prop_map(Content::Text),
        1 => prop::sample::select(vec!["_x000D_", "a_x0041_b", "  x  ", "&lt;", "\r\n", "]]>", "=1+1", "😀"])
            .prop_map(|text| Content::Text(text.to_owned())),
        2 => number.prop_map(Content::Number),
        1 => (1u32..2_958_465).prop_map(Content::Day),
        1 => any::<bool>().prop_map(Content::Bool),
        1 => "[a-zà-ỹ <&]{1,8}".prop_map(Content::Result),
        1 => Just(Content::Blank),
    ]
}

fn write(cells: &[((u32, u16), Content)], sheets: u32) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let (day, bold) = (Format::new().set_num_format("dd/mm/yyyy"), Format::new().set_bold());
    for number in 0..sheets {
        let sheet = workbook.add_worksheet();
        for ((row, column), content) in cells {
            let (row, column) = (row + number, *column);
            match content {
                Content::Text(text) => sheet.write_string(row, column, text),
                Content::Number(number) => sheet.write_number(row, column, *number),
                Content::Day(serial) => sheet.write_with_format(row, column, *serial, &day),
                Content::Bool(value) => sheet.write_boolean(row, column, *value),
                Content::Result(text) => {
                    sheet.write_formula(row, column, Formula::new("=A1").set_result(text))
                }
                Content::Blank => sheet.write_blank(row, column, &bold),
            }
            .unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_cells_are_those_that_calamine_gives(
        cells in prop::collection::vec(((0u32..60, 0u16..30), content()), 0..60),
        sheets in 1u32..3,
    ) {
        prop_assert_eq!(compare::differences_in(&write(&cells, sheets)), "same");
    }
}

#[test]
fn the_comparison_notices_a_difference() {
    let bytes = write(&[((0, 0), Content::Number(1.0))], 1);
    let mut reading = intake::read(&bytes, "", &Limits::default()).unwrap();
    reading.workbook.sheets[0].cells[0].at = Position::new(0, 1);
    assert!(compare::against_calamine(&bytes, &reading.workbook).starts_with("value: B1"));
}
