//! Native charts beside a list.

use rust_xlsxwriter::{
    Chart, ChartAxis, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, Color, Workbook,
};

use crate::report::book::list::FIRST_ROW;
use crate::report::book::style::{ACCENT, GOOD, INK, LINE, MUTED, SCREEN_FONT};
use crate::report::error::Result;

/// Columns of a list as series of a chart.
pub struct Plot<'a> {
    pub sheet: &'a str,
    pub title: &'a str,
    /// The column of the names below the bars.
    pub names: u16,
    /// Heading and column of each series.
    pub series: &'a [(&'a str, u16)],
    /// Lines of the list that are plotted.
    pub first: u32,
    pub count: u32,
    /// Where the chart stands: row, column; and how large it is, in pixels.
    pub at: (u32, u16),
    pub size: (u32, u32),
    pub kind: ChartType,
    /// Shares, from 0 to 100.
    pub percent: bool,
    /// How many columns of the sheet are printed.
    pub printed: usize,
}

/// The height of an empty row.
const ROW_PIXELS: u32 = 20;
/// As much height as an A4 page takes, lying, when it is printed at two thirds of its size.
const SHRUNK_PAGE_PIXELS: u32 = 1000;

const COLOURS: [Color; 4] = [ACCENT, Color::RGB(0xB9C6D6), GOOD, Color::RGB(0xC9A24A)];

/// Puts a chart on a sheet that is there already.
pub fn add(book: &mut Workbook, plot: &Plot) -> Result<()> {
    if plot.count == 0 {
        return Ok(());
    }
    let first = FIRST_ROW + plot.first;
    let last = first + plot.count - 1;
    let mut chart = Chart::new(plot.kind);
    for ((name, column), colour) in plot.series.iter().zip(COLOURS.into_iter().cycle()) {
        let mut format = ChartFormat::new();
        match plot.kind {
            ChartType::Line => format.set_line(ChartLine::new().set_color(colour).set_width(2.25)),
            _ => format.set_solid_fill(ChartSolidFill::new().set_color(colour)),
        };
        chart
            .add_series()
            .set_name(*name)
            .set_categories((plot.sheet, first, plot.names, last, plot.names))
            .set_values((plot.sheet, first, *column, last, *column))
            .set_gap(60)
            .set_format(&mut format);
    }
    dress(&mut chart, plot);
    let sheet = book.worksheet_from_name(plot.sheet)?;
    sheet.insert_chart_with_offset(plot.at.0, plot.at.1, &chart, 4, 8)?;
    let last_row = plot.at.0 + plot.size.1 / ROW_PIXELS + 2;
    let last_column = u16::try_from(plot.printed.saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_print_area(0, 0, last_row, last_column.max(plot.at.1))?;
    // A chart that a page break would cut shares the page of its list.
    if last_row * ROW_PIXELS <= SHRUNK_PAGE_PIXELS {
        sheet.set_print_fit_to_pages(1, 1);
    }
    Ok(())
}

fn dress(chart: &mut Chart, plot: &Plot) {
    chart.title().set_name(plot.title).set_font(font(11.0).set_bold().set_color(INK));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0));
    if plot.series.len() < 2 {
        chart.legend().set_hidden();
    }
    let mut line = ChartLine::new();
    line.set_color(LINE).set_width(0.5);
    let values = value_axis(chart, plot.kind);
    values.set_font(&font(9.0)).set_major_gridlines(true).set_major_gridlines_line(&line);
    values.set_format(ChartFormat::new().set_no_line()).set_min(0.0);
    if plot.percent {
        values.set_max(100.0).set_num_format("0\"%\"");
    }
    let names = name_axis(chart, plot.kind);
    names.set_font(&font(9.0)).set_format(ChartFormat::new().set_line(&line));
    if plot.kind == ChartType::Bar {
        // The first line of the list on top.
        names.set_reverse().set_major_gridlines(false);
    }
    chart.set_width(plot.size.0).set_height(plot.size.1);
}

/// The library calls the axis of a bar chart's names the y axis.
fn value_axis(chart: &mut Chart, kind: ChartType) -> &mut ChartAxis {
    if kind == ChartType::Bar { chart.x_axis() } else { chart.y_axis() }
}

fn name_axis(chart: &mut Chart, kind: ChartType) -> &mut ChartAxis {
    if kind == ChartType::Bar { chart.y_axis() } else { chart.x_axis() }
}

fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(SCREEN_FONT).set_size(size).set_color(MUTED);
    font
}
