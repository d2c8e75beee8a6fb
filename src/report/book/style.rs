//! Colours and cell formats. Calm, and told apart in black and white too: every
//! colour goes with a word, and the fills differ in lightness.

use std::sync::Arc;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::model::judgement::Status;

pub const INK: Color = Color::RGB(0x1F2933);
pub const MUTED: Color = Color::RGB(0x5F6B7A);
pub const LINE: Color = Color::RGB(0xC5CDD6);
pub const ACCENT: Color = Color::RGB(0x2A4D74);
pub const HEAD: Color = Color::RGB(0xE3E9F0);
pub const PALE: Color = Color::RGB(0xF4F6F9);
pub const GOOD: Color = Color::RGB(0x2F6B3C);
pub const GOOD_FILL: Color = Color::RGB(0xEAF4EA);
pub const DOUBT: Color = Color::RGB(0x8A5A00);
pub const DOUBT_FILL: Color = Color::RGB(0xFDF1D0);
pub const BAD: Color = Color::RGB(0x9B2C1F);
pub const BAD_FILL: Color = Color::RGB(0xF3D3CD);

/// The font of what is read on the screen.
pub const SCREEN_FONT: &str = "Arial";
/// The font of what is printed and signed (DOMAIN 5.1).
pub const PAPER_FONT: &str = "Times New Roman";

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// Broken into lines where it is long.
    Long,
    /// Short words in the middle.
    Centre,
    Date,
    Count,
    /// Digits kept as text, with their zeros.
    Digits,
    Link,
}

/// What a cell says by its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Quiet,
    Good,
    Doubt,
    Bad,
    /// Wants the officer's word.
    Input,
    /// Every other group.
    Shaded,
}

impl From<Status> for Tone {
    fn from(status: Status) -> Tone {
        match status {
            Status::Accepted => Tone::Good,
            Status::Review => Tone::Doubt,
            Status::Rejected => Tone::Bad,
        }
    }
}

const KINDS: [Kind; 7] =
    [Kind::Text, Kind::Long, Kind::Centre, Kind::Date, Kind::Count, Kind::Digits, Kind::Link];
const TONES: [Tone; 7] =
    [Tone::Plain, Tone::Quiet, Tone::Good, Tone::Doubt, Tone::Bad, Tone::Input, Tone::Shaded];

/// Every format of the lists on the screen, made once for a workbook.
#[derive(Debug)]
pub struct Styles {
    cells: Vec<Arc<Format>>,
    /// What no kind and tone asks for.
    other: Arc<Format>,
    pub title: Format,
    pub lead: Format,
    pub heading: Format,
    pub back: Format,
    /// Pieces of a text that is bold in part.
    pub plain: Format,
    pub strong: Format,
}

impl Default for Styles {
    fn default() -> Self {
        let cells =
            KINDS.iter().flat_map(|kind| TONES.iter().map(|tone| Arc::new(cell(*kind, *tone))));
        Styles {
            cells: cells.collect(),
            other: Arc::default(),
            title: screen(15.0)
                .set_bold()
                .set_font_color(ACCENT)
                .set_align(FormatAlign::VerticalCenter),
            lead: screen(9.5).set_font_color(MUTED).set_align(FormatAlign::VerticalCenter),
            heading: heading(),
            back: screen(9.5)
                .set_font_color(ACCENT)
                .set_underline(FormatUnderline::Single)
                .set_align(FormatAlign::VerticalCenter),
            plain: screen(10.0),
            strong: screen(10.0).set_bold(),
        }
    }
}

impl Styles {
    pub fn cell(&self, kind: Kind, tone: Tone) -> &Arc<Format> {
        let (kind, tone) = (kind as usize, tone as usize);
        self.cells.get(kind * TONES.len() + tone).unwrap_or(&self.other)
    }

    /// Every format, in a fixed order: sheets written to disk as they grow must
    /// know them beforehand, or their numbers would depend on chance.
    pub fn all(&self) -> impl Iterator<Item = &Format> {
        self.cells.iter().map(Arc::as_ref).chain([
            &self.title,
            &self.lead,
            &self.heading,
            &self.back,
        ])
    }
}

/// The plain format of what is read on the screen.
pub fn screen(size: f64) -> Format {
    Format::new().set_font_name(SCREEN_FONT).set_font_size(size).set_font_color(INK)
}

/// The plain format of what is printed.
pub fn paper(size: f64) -> Format {
    Format::new().set_font_name(PAPER_FONT).set_font_size(size)
}

fn heading() -> Format {
    screen(9.5)
        .set_bold()
        .set_font_color(ACCENT)
        .set_background_color(HEAD)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(ACCENT)
}

fn cell(kind: Kind, tone: Tone) -> Format {
    let base = screen(10.0)
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_align(FormatAlign::VerticalCenter);
    coloured(shaped(base, kind), tone)
}

fn shaped(format: Format, kind: Kind) -> Format {
    match kind {
        Kind::Text => format,
        Kind::Long => format.set_text_wrap(),
        Kind::Centre => format.set_align(FormatAlign::Center).set_text_wrap(),
        Kind::Date => format.set_align(FormatAlign::Center).set_num_format("dd/mm/yyyy"),
        Kind::Count => format.set_align(FormatAlign::Center).set_num_format("#,##0"),
        Kind::Digits => format.set_align(FormatAlign::Center).set_num_format("@"),
        Kind::Link => format
            .set_align(FormatAlign::Center)
            .set_font_color(ACCENT)
            .set_underline(FormatUnderline::Single),
    }
}

fn coloured(format: Format, tone: Tone) -> Format {
    match tone {
        Tone::Plain => format,
        Tone::Quiet => format.set_font_color(MUTED),
        Tone::Good => format.set_font_color(GOOD).set_background_color(GOOD_FILL),
        Tone::Doubt => format.set_font_color(DOUBT).set_background_color(DOUBT_FILL).set_bold(),
        Tone::Bad => format.set_font_color(BAD).set_background_color(BAD_FILL).set_bold(),
        Tone::Shaded => format.set_background_color(PALE),
        Tone::Input => format
            .set_background_color(Color::RGB(0xFFFBEA))
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0xC9A24A)),
    }
}
