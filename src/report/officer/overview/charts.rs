//! Two native charts: classes against their seats, findings by rule. Patterns and
//! lightness differ, so that they read in black and white.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartMarker,
    ChartMarkerType, ChartPatternFill, ChartPatternFillType, ChartPoint, ChartSolidFill, Color,
    Worksheet,
};

use super::found::Rules;
use super::{classes, found};
use crate::finding::Severity;
use crate::label;
use crate::report::book::style::{BAD, INK, LINE, MUTED, SCREEN_FONT};
use crate::report::error::Result;
use crate::report::officer::desk::Desk;

/// Rows that the chart of the classes covers.
pub const ROWS: u32 = 13;
const COLUMN_PIXELS: u32 = 77;
const ROW_PIXELS: u32 = 20;
/// Light enough for the dark mark of the seats to be seen on it.
const ACCEPTED: Color = Color::RGB(0x7F9DBF);
const BEFORE: Color = Color::RGB(0xD5DCE4);

/// Rows of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub first: u32,
    pub count: u32,
}

impl Span {
    fn last(self) -> u32 {
        self.first + self.count.saturating_sub(1)
    }
}

pub fn classes(
    sheet: &mut Worksheet,
    desk: &Desk,
    name: &str,
    span: &Span,
    row: u32,
) -> Result<()> {
    if span.count == 0 {
        return Ok(());
    }
    let range = |column: u16| (name, span.first, column, span.last(), column);
    let statuses = [
        (label!(vi: "Nhận kỳ trước", en: "Accepted before"), solid(BEFORE)),
        (label!(vi: "Chấp nhận", en: "Accepted"), solid(ACCEPTED)),
        (label!(vi: "Cần xem", en: "To decide"), pattern(Color::RGB(0xB07D1A))),
        (label!(vi: "Chưa đạt", en: "Rejected"), outline()),
    ];
    let any_before = desk.summary.courses.values().any(|course| course.before > 0);
    let mut chart = Chart::new(rust_xlsxwriter::ChartType::ColumnStacked);
    let shown = (classes::BEFORE..).zip(statuses).skip(usize::from(!any_before));
    for (column, (words, mut format)) in shown {
        chart
            .add_series()
            .set_name(words.pick(desk.lang))
            .set_categories(range(classes::CODE))
            .set_values(range(column))
            .set_gap(70)
            .set_format(&mut format);
    }
    if desk.summary.courses.values().any(|course| course.capacity.is_some()) {
        chart.combine(&seats(desk, name, span));
    }
    let title = label!(vi: "Đăng ký so với số chỗ", en: "Registrations against seats");
    dress(&mut chart, title.pick(desk.lang));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0));
    chart.set_width(COLUMN_PIXELS * 8 - 16).set_height(ROW_PIXELS * ROWS);
    sheet.insert_chart_with_offset(row, 0, &chart, 0, 4)?;
    Ok(())
}

/// The seats as marks without a line.
fn seats(desk: &Desk, name: &str, span: &Span) -> Chart {
    let range = |column: u16| (name, span.first, column, span.last(), column);
    let mut marker = ChartMarker::new();
    marker.set_type(ChartMarkerType::LongDash).set_size(14).set_format(solid(INK).set_no_border());
    let mut none = ChartFormat::new();
    none.set_line(ChartLine::new().set_hidden(true));
    let mut chart = Chart::new_line();
    chart
        .add_series()
        .set_name(label!(vi: "Số chỗ", en: "Seats").pick(desk.lang))
        .set_categories(range(classes::CODE))
        .set_values(range(classes::SEATS))
        .set_marker(&marker)
        .set_format(&mut none);
    chart
}

pub fn findings(
    sheet: &mut Worksheet,
    desk: &Desk,
    name: &str,
    rules: &Rules,
    row: u32,
) -> Result<()> {
    let count = rules.severities.len() as u32;
    if count == 0 {
        return Ok(());
    }
    let last = rules.first + count - 1;
    let points: Vec<_> = rules.severities.iter().map(|severity| point(*severity)).collect();
    let mut chart = Chart::new_bar();
    chart
        .add_series()
        .set_name(label!(vi: "Số lượng", en: "Count").pick(desk.lang))
        .set_categories((name, rules.first, found::CODE, last, found::CODE))
        .set_values((name, rules.first, found::COUNT, last, found::COUNT))
        .set_gap(45)
        .set_points(&points)
        .set_data_label(ChartDataLabel::new().show_value().set_font(&font(9.0)));
    let title = label!(vi: "Số phát hiện theo mã", en: "Findings by code");
    dress(&mut chart, title.pick(desk.lang));
    chart.legend().set_hidden();
    // The first line of the table on top.
    chart.x_axis().set_hidden(true).set_major_gridlines(false);
    chart.y_axis().set_reverse().set_major_gridlines(false);
    chart.set_width(COLUMN_PIXELS * 5 - 16).set_height(ROW_PIXELS * rules.height());
    sheet.insert_chart_with_offset(row, found::COUNT + 1, &chart, 12, 4)?;
    Ok(())
}

fn point(severity: Severity) -> ChartPoint {
    let mut format = match severity {
        Severity::Error => solid(BAD),
        Severity::Warning => pattern(Color::RGB(0xB07D1A)),
        Severity::Info => solid(LINE),
    };
    ChartPoint::new().set_format(&mut format)
}

fn dress(chart: &mut Chart, title: &str) {
    chart.title().set_name(title).set_font(font(10.0).set_bold()).set_overlay(false);
    chart.chart_area().set_format(ChartFormat::new().set_no_fill().set_no_border());
    let mut line = ChartLine::new();
    line.set_color(LINE).set_width(0.5);
    chart.y_axis().set_font(&font(9.0)).set_major_gridlines_line(&line);
    chart.y_axis().set_format(ChartFormat::new().set_no_line());
    chart.x_axis().set_font(&font(9.0)).set_format(ChartFormat::new().set_line(&line));
}

fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(SCREEN_FONT).set_size(size).set_color(MUTED);
    font
}

fn solid(color: Color) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(color));
    format
}

fn pattern(color: Color) -> ChartFormat {
    let mut fill = ChartPatternFill::new();
    fill.set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
        .set_foreground_color(color)
        .set_background_color(Color::White);
    let mut format = ChartFormat::new();
    format.set_pattern_fill(&fill).set_border(ChartLine::new().set_color(color).set_width(0.75));
    format
}

fn outline() -> ChartFormat {
    let mut format = solid(Color::White);
    format.set_border(ChartLine::new().set_color(BAD).set_width(1.25));
    format
}
