//! `BaoPhu_2026.xlsx`: what share of the members holds each level.

use rust_xlsxwriter::ChartType;

use super::charts::{self, Plot};
use super::pages::{Page, Pages};
use crate::config::CoverageSettings;
use crate::cycle::coverage::{Coverage, Tally};
use crate::i18n::{Label, Lang};
use crate::label;
use crate::model::period::Period;
use crate::model::reference::ReferenceLists;
use crate::model::value::TheoryLevel;
use crate::report::book::list::{Cell, FIRST_ROW};
use crate::report::book::style::{ACCENT, Kind, LINE, Tone};
use crate::report::book::{Sink, finish};
use crate::report::error::Result;
use crate::text;
use crate::text::collate::text_key;

/// Writes the workbook.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write(
    coverage: &Coverage,
    lists: &ReferenceLists,
    settings: &CoverageSettings,
    lang: Lang,
    out: &mut dyn Sink,
) -> Result<()> {
    let year = coverage.year;
    let title = text!(
        vi: "Độ phủ trình độ lý luận chính trị cuối năm {year}",
        en: "Levels of political theory at the end of {year}",
    );
    let mut pages = Pages::new(&title, Period { year, month: 12 }, lang)?;
    by_year(&mut pages, coverage, settings, title)?;
    let mut units: Vec<(String, Tally)> =
        coverage.units.iter().map(|(code, tally)| (unit_name(lists, code, lang), *tally)).collect();
    units.sort_by_cached_key(|(name, _)| text_key(name));
    group(&mut pages, &UNITS, &units, settings)?;
    let named = |list: &[(Label, Tally)]| -> Vec<(String, Tally)> {
        list.iter().map(|(label, tally)| (label.pick(lang).to_owned(), *tally)).collect()
    };
    group(&mut pages, &TITLES, &named(&coverage.titles), settings)?;
    group(&mut pages, &SEXES, &named(&coverage.sexes), settings)?;
    let groups: Vec<_> =
        coverage.groups.iter().map(|(name, tally)| (or_unknown(name, lang), *tally)).collect();
    group(&mut pages, &GROUPS, &groups, settings)?;
    let ages: Vec<_> = coverage
        .ages
        .iter()
        .map(|(words, tally)| (words.in_lang(lang).to_owned(), *tally))
        .collect();
    group(&mut pages, &AGES, &ages, settings)?;
    finish(pages.book, out)
}

fn unit_name(lists: &ReferenceLists, code: &str, lang: Lang) -> String {
    or_unknown(if code.is_empty() { "" } else { lists.unit_name(code) }, lang)
}

fn or_unknown(name: &str, lang: Lang) -> String {
    match name {
        "" => label!(vi: "(chưa rõ)", en: "(not known)").pick(lang).to_owned(),
        name => name.to_owned(),
    }
}

const FIGURES: &[(Label, f64, Kind)] = &[
    (label!(vi: "Đảng viên", en: "Members"), 10.0, Kind::Count),
    (label!(vi: "Chưa có", en: "None"), 9.0, Kind::Count),
    (label!(vi: "Sơ cấp", en: "Elementary"), 10.0, Kind::Count),
    (label!(vi: "Trung cấp", en: "Intermediate"), 11.0, Kind::Count),
    (label!(vi: "Cao cấp, cử nhân", en: "Advanced"), 11.0, Kind::Count),
    (label!(vi: "Từ sơ cấp (%)", en: "Elementary + (%)"), 10.0, Kind::Count),
    (label!(vi: "Từ trung cấp (%)", en: "Intermediate + (%)"), 11.0, Kind::Count),
    (label!(vi: "Từ cao cấp (%)", en: "Advanced (%)"), 10.0, Kind::Count),
];
/// Columns of the shares, behind the name.
const INTERMEDIATE: u16 = 7;

fn figures<'a>(tally: &Tally) -> Vec<Cell<'a>> {
    let share = |level| Cell::maybe_count(tally.percent(level));
    vec![
        Cell::count(tally.members),
        Cell::count(tally.none()),
        Cell::count(tally.elementary),
        Cell::count(tally.intermediate),
        Cell::count(tally.advanced),
        share(TheoryLevel::Elementary),
        share(TheoryLevel::Intermediate).toned(Tone::Shaded),
        share(TheoryLevel::Advanced),
    ]
}

const BY_YEAR: Label = label!(vi: "Qua các năm", en: "Over the years");
const TARGET: Label = label!(vi: "Mục tiêu: từ trung cấp (%)", en: "Target: intermediate + (%)");

fn by_year(
    pages: &mut Pages,
    coverage: &Coverage,
    settings: &CoverageSettings,
    title: crate::i18n::Text,
) -> Result<()> {
    let target = settings.target.get(&TheoryLevel::Intermediate).copied().map(u32::from);
    let missing = |tally: &Tally| {
        let wanted = u64::from(tally.members) * u64::from(target?);
        let wanted = wanted.div_ceil(100);
        Some(wanted.saturating_sub(u64::from(tally.at_least(TheoryLevel::Intermediate))))
    };
    let rows: Vec<Vec<Cell>> = coverage
        .years
        .iter()
        .map(|(year, tally)| {
            let mut row = vec![Cell::text(year.to_string())];
            row.extend(figures(tally));
            row.push(Cell::maybe_count(target));
            row.push(missing(tally).map_or_else(Cell::empty, Cell::count));
            row
        })
        .collect();
    let count = rows.len() as u32;
    let mut columns = vec![(label!(vi: "Cuối năm", en: "End of"), 12.0, Kind::Centre)];
    columns.extend(FIGURES);
    columns.push((TARGET, 13.0, Kind::Count));
    columns.push((label!(vi: "Còn thiếu (người)", en: "Missing (people)"), 11.0, Kind::Count));
    let page = Page {
        sheet: BY_YEAR,
        table: "QuaCacNam",
        title,
        lead: label!(
            vi: "Tính trên đảng viên trong danh sách hiện nay, từ năm vào Đảng; năm đạt trình độ theo danh sách đã tốt nghiệp. Mục tiêu đặt ở [coverage] target.",
            en: "Members of today's roster, from the year in which they joined; the year of a level by the completed list. The target is set by [coverage] target.",
        ),
        columns: &columns,
        tab: ACCENT,
        frozen: 1,
    };
    pages.add(&page, rows)?;
    let words = |label: Label| label.pick(pages.lang);
    let mut series = vec![
        (words(label!(vi: "Từ trung cấp", en: "Intermediate +")), INTERMEDIATE),
        (words(label!(vi: "Từ sơ cấp", en: "Elementary +")), INTERMEDIATE - 1),
        (words(label!(vi: "Từ cao cấp", en: "Advanced")), INTERMEDIATE + 1),
    ];
    if target.is_some() {
        series.push((words(label!(vi: "Mục tiêu", en: "Target")), INTERMEDIATE + 2));
    }
    let plot = Plot {
        sheet: words(BY_YEAR),
        title: words(label!(
            vi: "Tỷ lệ đảng viên theo trình độ lý luận chính trị (%)",
            en: "Share of members by level (%)"
        )),
        names: 0,
        series: &series,
        first: 0,
        count,
        at: (FIRST_ROW + count + 1, 0),
        size: (820, 340),
        kind: ChartType::Line,
        percent: true,
        printed: columns.len(),
    };
    charts::add(&mut pages.book, &plot)
}

/// A sheet of shares by one trait.
struct Group {
    sheet: Label,
    table: &'static str,
    title: Label,
    first: Label,
}

const UNITS: Group = Group {
    sheet: label!(vi: "Theo đơn vị", en: "By unit"),
    table: "TheoDonVi",
    title: label!(vi: "Theo tổ chức đảng", en: "By party organisation"),
    first: label!(vi: "Tổ chức đảng", en: "Unit"),
};
const TITLES: Group = Group {
    sheet: label!(vi: "Theo chức danh", en: "By title"),
    table: "TheoChucDanh",
    title: label!(vi: "Theo nhóm chức danh", en: "By title"),
    first: label!(vi: "Chức danh", en: "Title"),
};
const SEXES: Group = Group {
    sheet: label!(vi: "Theo giới tính", en: "By sex"),
    table: "TheoGioiTinh",
    title: label!(vi: "Theo giới tính", en: "By sex"),
    first: label!(vi: "Giới tính", en: "Sex"),
};
const GROUPS: Group = Group {
    sheet: label!(vi: "Theo dân tộc", en: "By ethnic group"),
    table: "TheoDanToc",
    title: label!(vi: "Theo dân tộc", en: "By ethnic group"),
    first: label!(vi: "Dân tộc", en: "Ethnic group"),
};
const AGES: Group = Group {
    sheet: label!(vi: "Theo độ tuổi", en: "By age"),
    table: "TheoDoTuoi",
    title: label!(vi: "Theo độ tuổi", en: "By age"),
    first: label!(vi: "Độ tuổi", en: "Age"),
};

fn group(
    pages: &mut Pages,
    group: &Group,
    lines: &[(String, Tally)],
    settings: &CoverageSettings,
) -> Result<()> {
    let target = settings.target.get(&TheoryLevel::Intermediate).copied().map(u32::from);
    let mut rows: Vec<Vec<Cell>> = lines
        .iter()
        .map(|(name, tally)| {
            let share = tally.percent(TheoryLevel::Intermediate);
            let below = share.zip(target).is_some_and(|(share, target)| share < target);
            let mut row = vec![Cell::text(name.clone())];
            row.extend(figures(tally));
            if let Some(cell) = row.get_mut(usize::from(INTERMEDIATE)).filter(|_| below) {
                cell.tone = Tone::Doubt;
            }
            row
        })
        .collect();
    let all = lines.iter().fold(Tally::default(), |sum, (_, tally)| Tally {
        members: sum.members + tally.members,
        elementary: sum.elementary + tally.elementary,
        intermediate: sum.intermediate + tally.intermediate,
        advanced: sum.advanced + tally.advanced,
    });
    let lang = pages.lang;
    let mut last =
        vec![Cell::text(label!(vi: "Toàn đảng bộ", en: "All").pick(lang)).toned(Tone::Shaded)];
    last.extend(figures(&all).into_iter().map(|cell| cell.toned(Tone::Shaded)));
    rows.push(last);
    let count = lines.len() as u32;
    let mut columns = vec![(group.first, 40.0, Kind::Long)];
    columns.extend(FIGURES);
    let page = Page {
        sheet: group.sheet,
        table: group.table,
        title: group.title.to_text(),
        lead: label!(
            vi: "Ô tô màu ở cột “Từ trung cấp”: thấp hơn mục tiêu.",
            en: "Coloured in the column of the intermediate level: below the target.",
        ),
        columns: &columns,
        tab: LINE,
        frozen: 1,
    };
    pages.add(&page, rows)?;
    let words = |label: Label| label.pick(lang);
    let series = [(words(label!(vi: "Từ trung cấp (%)", en: "Intermediate + (%)")), INTERMEDIATE)];
    // Many units make a long chart: bars below each other stay readable.
    let (kind, height) = match count {
        0..=8 => (ChartType::Column, 300),
        _ => (ChartType::Bar, 90 + 24 * count.min(60)),
    };
    let plot = Plot {
        sheet: words(group.sheet),
        title: words(
            label!(vi: "Tỷ lệ có trung cấp trở lên (%)", en: "Intermediate level or more (%)"),
        ),
        names: 0,
        series: &series,
        first: 0,
        count,
        at: (FIRST_ROW + count + 2, 0),
        size: (820, height),
        kind,
        percent: true,
        printed: columns.len(),
    };
    charts::add(&mut pages.book, &plot)
}
