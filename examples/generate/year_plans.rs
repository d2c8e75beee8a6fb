//! The plans of need of the sample year, as units send them: every unit in its own layout.

use std::error::Error;
use std::path::Path;

use crate::grid::{Grid, Value};
use crate::province::Unit;
use crate::rng::Rng;
use crate::year::{Wants, YEAR, number, save, table, text, without};

/// What a unit wants: intermediate part time, intermediate full time, elementary, new members.
fn wants(index: usize) -> Wants {
    const WANTS: &[Wants] = &[
        [4, 1, 2, 1],
        [3, 0, 1, 0],
        [3, 2, 3, 2],
        [2, 0, 0, 1],
        [14, 1, 2, 0],
        [2, 2, 1, 0],
        [0, 0, 0, 0],
        [3, 0, 2, 1],
        [2, 1, 3, 0],
        [3, 1, 1, 2],
        [4, 0, 2, 3],
        [2, 1, 0, 0],
    ];
    WANTS[index % WANTS.len()]
}

pub fn write(workspace: &Path, units: &[Unit], _: &mut Rng) -> Result<(), Box<dyn Error>> {
    let now = workspace.join(format!("inbox/{YEAR}-KH"));
    let before = workspace.join(format!("inbox/{}-KH", YEAR - 1));
    for (index, unit) in units.iter().enumerate() {
        let last_year = wants(index).map(|want| want / 2 + u32::from(want > 0 && index % 3 == 0));
        let grid = by_columns(unit, YEAR - 1, last_year, false);
        save(&before.join(format!("{} nhu cau {}.xlsx", unit.short, YEAR - 1)), grid)?;
        if index == 6 {
            continue;
        }
        let grid = match index % 4 {
            0 => by_columns(unit, YEAR, wants(index), index == 8),
            1 => by_lines(unit, wants(index)),
            2 => by_modes(unit, wants(index)),
            _ => by_names(unit, wants(index)),
        };
        save(&now.join(format!("Nhu cau {YEAR} - {}.xlsx", unit.name)), grid)?;
    }
    // One unit sends names with its numbers, one fewer than it states.
    let [four, ..] = wants(0);
    let grid = by_names(&units[0], [four - 1, 0, 0, 0]);
    save(&now.join(format!("DS kem theo {}.xlsx", units[0].name)), grid)?;
    // One sends its numbers again.
    let mut again = wants(2);
    again[0] += 1;
    save(
        &now.join(format!("Nhu cau {YEAR} - {} (lần 2).xlsx", units[2].name)),
        by_modes(&units[2], again),
    )
}

fn titles(unit: &Unit, year: i32) -> Vec<String> {
    vec![unit.name.to_uppercase(), format!("BIỂU ĐĂNG KÝ NHU CẦU ĐÀO TẠO, BỒI DƯỠNG NĂM {year}")]
}

/// One line for the unit, a column for each kind under a common heading.
fn by_columns(unit: &Unit, year: i32, wants: Wants, wrong_sum: bool) -> Grid {
    let mut grid = Grid { name: "Nhu cầu".to_owned(), ..Grid::default() };
    for (row, title) in titles(unit, year).into_iter().enumerate() {
        grid.text(row as u32, 1, title);
    }
    let heads =
        ["TT", "Tên cơ quan, đơn vị", "Tổng số CBCCVC", "Trong đó đảng viên", "Số lượng đăng ký"];
    for (column, head) in heads.iter().enumerate() {
        grid.text(3, column as u16, *head);
    }
    for column in 0..4 {
        grid.merges.push((3, column, 4, column));
    }
    grid.merges.push((3, 4, 3, 8));
    let kinds = [
        "Trung cấp LLCT KTT",
        "Trung cấp LLCT tập trung",
        "Sơ cấp LLCT",
        "Bồi dưỡng đảng viên mới",
        "Cộng",
    ];
    for (column, kind) in (4..).zip(kinds) {
        grid.text(4, column, kind);
    }
    let people = unit.people.len() as u32;
    let mut sum: u32 = wants.iter().sum();
    if wrong_sum {
        sum += 2;
    }
    let cells = [1, 0, people + 5, people];
    for (column, value) in (0..).zip(cells) {
        grid.put(5, column, Some(number(value)));
    }
    grid.text(5, 1, unit.name.as_str());
    for (column, want) in (4..).zip(wants) {
        grid.put(5, column, Some(number(want)));
    }
    grid.put(5, 8, Some(number(sum)));
    grid.text(7, 6, "T/M CHI BỘ");
    grid.text(8, 6, "BÍ THƯ");
    grid.boxed = Some((3, 5));
    grid
}

/// A line for each kind; the unit stands in the title only.
fn by_lines(unit: &Unit, wants: Wants) -> Grid {
    let kinds = [
        ("Trung cấp lý luận chính trị", "Không tập trung"),
        ("Trung cấp lý luận chính trị", "Tập trung"),
        ("Sơ cấp lý luận chính trị", ""),
        ("Bồi dưỡng đảng viên mới", ""),
    ];
    let wanted = kinds.iter().zip(wants).filter(|(_, want)| *want > 0);
    let mut rows: Vec<Vec<Value>> = wanted
        .enumerate()
        .map(|(index, ((kind, mode), want))| {
            vec![number(index as f64 + 1.0), text(*kind), text(*mode), number(want), text("")]
        })
        .collect();
    let sum: u32 = wants.iter().sum();
    rows.push(vec![text(""), text("Tổng cộng"), text(""), number(sum), text("")]);
    let heads = ["STT", "Nội dung đào tạo, bồi dưỡng", "Hình thức", "Số lượng (người)", "Ghi chú"];
    table("Sheet1", &titles(unit, YEAR), &heads, rows)
}

/// Kinds over two heading rows, modes below.
fn by_modes(unit: &Unit, wants: Wants) -> Grid {
    let mut grid = Grid { name: "Bieu 01".to_owned(), ..Grid::default() };
    for (row, title) in titles(unit, YEAR).into_iter().enumerate() {
        grid.text(row as u32, 1, title);
    }
    grid.text(4, 0, "STT");
    grid.text(4, 1, "Đơn vị");
    grid.text(4, 2, "Trung cấp LLCT");
    grid.text(4, 4, "Sơ cấp LLCT");
    grid.text(4, 5, "Lớp đảng viên mới");
    grid.text(5, 2, "KTT");
    grid.text(5, 3, "TT");
    for column in [0, 1, 4, 5] {
        grid.merges.push((4, column, 5, column));
    }
    grid.merges.push((4, 2, 4, 3));
    // Two offices of the unit; together they are the unit's need.
    let parts = [wants.map(|want| want / 2), wants.map(|want| want - want / 2)];
    for (index, (name, part)) in ["Văn phòng", "Các phòng chuyên môn"].iter().zip(parts).enumerate()
    {
        let row = 6 + index as u32;
        grid.put(row, 0, Some(number(index as f64 + 1.0)));
        grid.text(row, 1, *name);
        for (column, want) in (2..).zip(part) {
            if want > 0 {
                grid.put(row, column, Some(number(want)));
            }
        }
    }
    grid.text(8, 1, "Cộng");
    for (column, want) in (2..).zip(wants) {
        grid.put(8, column, Some(number(want)));
    }
    grid.boxed = Some((4, 8));
    grid
}

/// People by name, the level held and the level wanted under the same words.
fn by_names(unit: &Unit, wants: Wants) -> Grid {
    let kinds = [
        "Trung cấp LLCT không tập trung",
        "Trung cấp LLCT tập trung",
        "Sơ cấp LLCT",
        "Bồi dưỡng đảng viên mới",
    ];
    let wanted = kinds.iter().zip(wants).flat_map(|(kind, want)| (0..want).map(move |_| *kind));
    let rows = without(unit).zip(wanted).enumerate().map(|(index, (person, kind))| {
        vec![
            number(index as f64 + 1.0),
            text(person.full_name()),
            Value::Date(person.birth),
            text(person.position),
            text(unit.short.as_str()),
            text(kind),
            text(format!("Quý {}/{YEAR}", 1 + index % 4)),
        ]
    });
    let heads = [
        "STT",
        "Họ và tên",
        "Ngày sinh",
        "Chức vụ",
        "Đơn vị công tác",
        "Lớp đăng ký",
        "Thời gian đăng ký học",
    ];
    let mut titles = titles(unit, YEAR);
    titles.push("(Kèm theo danh sách trích ngang)".to_owned());
    table("DS", &titles, &heads, rows.collect())
}
