//! The formats of the overview.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::report::book::style::{
    ACCENT, BAD, BAD_FILL, DOUBT, DOUBT_FILL, GOOD, GOOD_FILL, HEAD, INK, LINE, MUTED, PALE, screen,
};

#[derive(Debug)]
pub struct Look {
    pub title: Format,
    pub lead: Format,
    pub section: Format,
    pub task: Format,
    pub task_link: Format,
    pub heading: Format,
    pub name: Format,
    pub code: Format,
    pub date: Format,
    pub count: Format,
    pub total: Format,
    pub total_name: Format,
    pub over: Format,
    pub note: Format,
}

impl Look {
    pub fn new() -> Self {
        let middle = |format: Format| format.set_align(FormatAlign::VerticalCenter);
        let cell = || {
            middle(screen(9.5)).set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE)
        };
        let total = || cell().set_bold().set_font_color(ACCENT).set_background_color(HEAD);
        let centre = |format: Format| format.set_align(FormatAlign::Center);
        Look {
            title: middle(screen(18.0)).set_bold().set_font_color(ACCENT),
            lead: middle(screen(10.0)).set_font_color(MUTED),
            section: middle(screen(11.0))
                .set_bold()
                .set_font_color(ACCENT)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(ACCENT),
            task: middle(screen(10.0)).set_text_wrap(),
            task_link: middle(screen(10.0))
                .set_text_wrap()
                .set_font_color(ACCENT)
                .set_underline(FormatUnderline::Single),
            heading: centre(cell()).set_bold().set_font_color(MUTED).set_text_wrap(),
            name: cell().set_text_wrap(),
            code: cell().set_bold(),
            date: centre(cell()).set_num_format("dd/mm/yyyy"),
            count: centre(cell()).set_num_format("#,##0"),
            total: centre(total()).set_num_format("#,##0"),
            total_name: total(),
            over: centre(cell())
                .set_bold()
                .set_font_color(BAD)
                .set_background_color(BAD_FILL)
                .set_num_format("#,##0"),
            note: middle(screen(9.0)).set_font_color(MUTED).set_italic(),
        }
    }
}

/// The three lines of a card.
#[derive(Debug)]
pub struct CardLook {
    pub label: Format,
    pub number: Format,
    pub note: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    Calm,
    Good,
    Doubt,
    Bad,
}

impl CardLook {
    pub fn new(shade: Shade) -> Self {
        let (ink, fill) = match shade {
            Shade::Calm => (ACCENT, PALE),
            Shade::Good => (GOOD, GOOD_FILL),
            Shade::Doubt => (DOUBT, DOUBT_FILL),
            Shade::Bad => (BAD, BAD_FILL),
        };
        let line = |size: f64| {
            screen(size)
                .set_background_color(fill)
                .set_align(FormatAlign::VerticalCenter)
                .set_indent(1)
                .set_border_left(FormatBorder::Thick)
                .set_border_left_color(ink)
                .set_border_right(FormatBorder::Thick)
                .set_border_right_color(Color::White)
        };
        CardLook {
            label: line(10.0).set_bold().set_font_color(INK),
            number: line(24.0).set_bold().set_font_color(ink),
            note: line(9.0).set_font_color(MUTED).set_text_wrap(),
        }
    }
}
