//! What each row below a header is.

use super::grid::{Grid, Row, text_of};
use super::header::is_number_row;
use super::row_words::{Says, names_a_section, says};
use super::table::{Column, RowKind};
use super::traits::{Traits, is_roman, traits_of, traits_of_text};
use crate::config::templates::Subject;
use crate::i18n::{Label, Text};
use crate::label;
use crate::model::role::Role;
use crate::model::workbook::{Cell, CellValue};

/// What the reader of rows must know of the table.
pub(super) struct Shape {
    pub first: u32,
    pub last: u32,
    pub ordinal: Option<u32>,
    /// The name, in one column or in its parts; for lists of things, what they are called.
    pub names: Vec<u32>,
    /// Folded heading over the first name column: to know it again at a page break.
    pub name_heading: String,
    /// Columns whose cells are told from others at a glance.
    pub marked: Vec<(u32, Role)>,
    pub subject: Subject,
}

/// What a row is taken for at first sight; what stands below it may change that.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sighting {
    pub kind: RowKind,
    pub why: Label,
    /// Nothing but one text: a section if people follow, else a remark.
    pub lone_text: bool,
    /// Columns by which the row's cells stand too far right (or left).
    pub shift: i32,
}

impl Sighting {
    fn new(kind: RowKind, why: Label) -> Self {
        Sighting { kind, why, lone_text: false, shift: 0 }
    }
}

/// Where the reader stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    #[default]
    Body,
    /// Below a total: only rows that are people beyond doubt go on.
    BelowTotal,
    /// Below signatures: nobody any more.
    BelowSignature,
}

/// What stands in a row, at a glance.
struct Look<'a> {
    row: Row<'a>,
    ordinal: Ordinal,
    name: String,
    name_traits: Traits,
    /// Filled cells that are neither ordinal nor name.
    others: Vec<&'a Cell>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ordinal {
    None,
    Number,
    /// `I`, `A`, `1.1`
    Outline,
    Words,
}

impl Shape {
    pub fn new(columns: &[Column], keys: &[Role], subject: Subject) -> Self {
        let of = |role: Role| columns.iter().find(|c| c.role == role).map(|c| c.column);
        let parts = [Role::FullName, Role::FamilyName, Role::MiddleName, Role::GivenName];
        let wanted: &[Role] = if subject == Subject::People { &parts } else { keys };
        let mut names: Vec<u32> = wanted.iter().filter_map(|role| of(*role)).collect();
        names.sort_unstable();
        let heading = columns.iter().find(|c| names.first() == Some(&c.column));
        let marked = columns.iter().filter(|c| c.confidence >= 0.5).map(|c| (c.column, c.role));
        Shape {
            first: columns.first().map_or(0, |c| c.column),
            last: columns.last().map_or(0, |c| c.column),
            ordinal: of(Role::Ordinal),
            name_heading: heading.map_or(String::new(), |c| fold(&c.header)),
            names,
            marked: marked.filter(|(_, role)| glance(*role, Traits::default()).is_some()).collect(),
            subject,
        }
    }

    /// What the row is, at first sight.
    pub fn sight(
        &self,
        grid: &Grid<'_>,
        row: Row<'_>,
        above: Option<RowKind>,
        stage: Stage,
    ) -> Sighting {
        let look = self.look(row);
        if look.is_empty() {
            return Sighting::new(
                RowKind::Remark,
                label!(vi: "đứng ngoài các cột của bảng", en: "stands outside the table's columns"),
            );
        }
        if self.repeats_header(&look) {
            return Sighting::new(
                RowKind::RepeatedHeader,
                label!(vi: "lặp lại tiêu đề cột", en: "repeats the headings"),
            );
        }
        if look.name_traits.0 & (Traits::NAME.0 | Traits::NAMES.0) == 0 && is_number_row(&row) {
            return Sighting::new(
                RowKind::ColumnNumbers,
                label!(vi: "chỉ có số thứ tự của cột", en: "numbers the columns"),
            );
        }
        if stage == Stage::BelowSignature {
            return self.below_signature(&look);
        }
        if let Some(sighting) = self.blank_line(&look) {
            return sighting;
        }
        if let Some(sighting) = self.words(&look) {
            return sighting;
        }
        if let Some(sighting) = self.shifted(&look) {
            return sighting;
        }
        let sighting = match look.name.is_empty() {
            true => self.nameless(grid, &look, above),
            false => self.named(grid, &look),
        };
        if stage == Stage::BelowTotal
            && sighting.kind == RowKind::Person
            && !self.is_beyond_doubt(&look)
        {
            return Sighting::new(
                RowKind::Remark,
                label!(vi: "đứng dưới dòng tổng, không đủ dấu hiệu là một người", en: "stands below the total and shows too little to be a person"),
            );
        }
        sighting
    }

    fn look<'a>(&self, row: Row<'a>) -> Look<'a> {
        let mut name = String::new();
        for column in &self.names {
            let text = row.text(*column);
            if !text.is_empty() && !is_filler(&text) {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(&text);
            }
        }
        let others = row.within(self.first..=self.last).filter(|cell| {
            !self.names.contains(&cell.at.column) && Some(cell.at.column) != self.ordinal
        });
        let name_traits = traits_of_text(&name);
        let ordinal = self.ordinal.map_or(Ordinal::None, |column| ordinal_of(row.cell(column)));
        Look { row, ordinal, name, name_traits, others: others.collect() }
    }

    fn repeats_header(&self, look: &Look<'_>) -> bool {
        // Cheap test first: only a text with the heading's length can be it.
        !look.name.is_empty()
            && self.name_heading.len() >= 3
            && look.name.len() <= self.name_heading.len() * 3
            && fold(&look.name) == self.name_heading
    }

    fn blank_line(&self, look: &Look<'_>) -> Option<Sighting> {
        let says_nothing =
            look.name.is_empty() && look.others.iter().all(|cell| is_filler(&text_of(cell)));
        (says_nothing && matches!(look.ordinal, Ordinal::Number | Ordinal::Outline)).then(|| {
            Sighting::new(
                RowKind::BlankLine,
                label!(vi: "chỉ có số thứ tự, chưa điền gì", en: "only its ordinal is filled in"),
            )
        })
    }

    /// Totals, closing lines, signatures, by their words.
    fn words(&self, look: &Look<'_>) -> Option<Sighting> {
        let certain =
            look.ordinal == Ordinal::Number && look.name_traits.has(Traits::NAME.or(Traits::NAMES));
        if certain {
            return None;
        }
        let numbered = look.ordinal == Ordinal::Number && !look.name.is_empty();
        let own = (!look.name.is_empty()).then(|| says(&look.name)).flatten();
        let lead = match (own, look.ordinal) {
            (None, Ordinal::Words) => self.ordinal.and_then(|column| says(&look.row.text(column))),
            _ => own,
        };
        let anywhere = || {
            let few = look.others.len() <= 4
                && look.ordinal != Ordinal::Number
                && !look.name_traits.has(Traits::NAME);
            let texts = look.others.iter().filter(|_| few);
            texts.filter_map(|cell| says(&text_of(cell))).next()
        };
        let says = lead.or_else(anywhere)?;
        match says {
            Says::Total => {
                Some(Sighting::new(RowKind::Total, label!(vi: "dòng tổng", en: "a total")))
            }
            Says::Closing => Some(Sighting::new(
                RowKind::Total,
                label!(vi: "dòng chốt danh sách", en: "the closing line of the list"),
            )),
            Says::Signature if !numbered => {
                Some(Sighting::new(RowKind::Signature, label!(vi: "phần ký", en: "signatures")))
            }
            Says::Recipients if !numbered => {
                Some(Sighting::new(RowKind::Footer, label!(vi: "nơi nhận", en: "the recipients")))
            }
            Says::DateLine if !numbered => Some(Sighting::new(
                RowKind::Signature,
                label!(vi: "dòng ngày tháng của phần ký", en: "the date above the signatures"),
            )),
            Says::Remark if look.others.len() <= 1 => {
                Some(Sighting::new(RowKind::Remark, label!(vi: "lời ghi chú", en: "a remark")))
            }
            _ => None,
        }
    }

    fn below_signature(&self, look: &Look<'_>) -> Sighting {
        let recipients = look.row.filled().any(|cell| {
            says(&text_of(cell)) == Some(Says::Recipients) || text_of(cell).starts_with('-')
        });
        if recipients {
            Sighting::new(RowKind::Footer, label!(vi: "nơi nhận", en: "the recipients"))
        } else {
            Sighting::new(RowKind::Signature, label!(vi: "phần ký", en: "signatures"))
        }
    }

    fn named(&self, grid: &Grid<'_>, look: &Look<'_>) -> Sighting {
        let person = |why| Sighting::new(RowKind::Person, why);
        let has_name = look.name_traits.has(Traits::NAME.or(Traits::NAMES));
        if self.subject == Subject::Things {
            return person(label!(vi: "có tên ở cột tên", en: "has a name in the name column"));
        }
        if self.is_section(grid, look, has_name) {
            let mut sighting = Sighting::new(
                RowKind::Section,
                label!(vi: "tên lớp, đơn vị hoặc nhóm, không phải một người", en: "names a class, unit or group, not a person"),
            );
            sighting.lone_text = look.ordinal == Ordinal::None || look.others.is_empty();
            return sighting;
        }
        if has_name {
            return person(label!(vi: "có họ tên", en: "has a person's name"));
        }
        let plain_name = look.name_traits.has(Traits::GIVEN.or(Traits::NAME_LIKE));
        match (look.others.len(), look.ordinal) {
            (0, Ordinal::None | Ordinal::Words | Ordinal::Outline)
                if self.ordinal.is_some() || !plain_name =>
            {
                let mut sighting = Sighting::new(
                    RowKind::Section,
                    label!(vi: "chỉ có một dòng chữ, áp dụng cho các dòng dưới", en: "a single text that goes for the rows below"),
                );
                sighting.lone_text = true;
                sighting
            }
            (_, Ordinal::Number) => person(
                label!(vi: "có số thứ tự và nội dung ở cột họ tên", en: "has an ordinal and a text in the name column"),
            ),
            _ if self.fitting(look, 0) >= 1 || plain_name => person(
                label!(vi: "có nội dung ở cột họ tên và các cột khác", en: "has a text in the name column and other cells"),
            ),
            _ => {
                let mut sighting = Sighting::new(
                    RowKind::Unread,
                    label!(vi: "không giống dòng nào trong bảng", en: "resembles no row of the table"),
                );
                sighting.lone_text = look.others.is_empty();
                sighting
            }
        }
    }

    /// A row that names what the rows below belong to.
    fn is_section(&self, grid: &Grid<'_>, look: &Look<'_>, has_name: bool) -> bool {
        let words =
            names_a_section(&look.name) || look.name_traits.has(Traits::UNIT.or(Traits::COURSE));
        let fits = self.fitting(look, 0);
        if fits >= 2 || has_name && (!words || !look.others.is_empty()) {
            return false;
        }
        let wide = self.names.first().and_then(|column| {
            grid.merge_at(crate::model::place::Position::new(look.row.number, *column))
        });
        let wide = wide.is_some_and(|merge| {
            (merge.last.column - merge.first.column + 1) * 2 > self.last - self.first
        });
        match look.ordinal {
            Ordinal::Number => words && look.others.len() <= 1 && fits == 0,
            Ordinal::Outline => look.others.len() <= 2,
            Ordinal::None | Ordinal::Words => {
                (words || wide || is_roman(first_word(&look.name))) && look.others.len() <= 2
            }
        }
    }

    fn nameless(&self, grid: &Grid<'_>, look: &Look<'_>, above: Option<RowKind>) -> Sighting {
        let fits = self.fitting(look, 0);
        let numbered = look.ordinal == Ordinal::Number;
        if fits >= 2
            || numbered && fits >= 1
            || self.subject == Subject::Things && look.others.len() >= 2
        {
            return Sighting::new(
                RowKind::Person,
                label!(vi: "không có họ tên nhưng có dữ liệu của một người", en: "no name, but data of a person"),
            );
        }
        let merged = self.names.first().and_then(|column| {
            grid.merge_at(crate::model::place::Position::new(look.row.number, *column))
        });
        let joined = merged.is_some_and(|merge| merge.first.row < look.row.number);
        let follows = matches!(above, Some(RowKind::Person | RowKind::Continuation));
        if follows && look.ordinal == Ordinal::None && (joined || !look.others.is_empty()) {
            return Sighting::new(
                RowKind::Continuation,
                label!(vi: "dòng tiếp theo của người ở trên", en: "a further line of the person above"),
            );
        }
        let texts = look.others.len() + usize::from(look.ordinal == Ordinal::Words);
        let mut sighting = match numbered && !look.others.is_empty() {
            true => Sighting::new(
                RowKind::Person,
                label!(vi: "có số thứ tự và dữ liệu, thiếu họ tên", en: "has an ordinal and data, lacks the name"),
            ),
            false => Sighting::new(
                RowKind::Unread,
                label!(vi: "không giống dòng nào trong bảng", en: "resembles no row of the table"),
            ),
        };
        if texts == 1 && sighting.kind == RowKind::Unread {
            sighting = Sighting::new(
                RowKind::Section,
                label!(vi: "chỉ có một dòng chữ, áp dụng cho các dòng dưới", en: "a single text that goes for the rows below"),
            );
            sighting.lone_text = true;
        }
        sighting
    }

    /// The row's cells stand one column beside their headings.
    fn shifted(&self, look: &Look<'_>) -> Option<Sighting> {
        let named = look.name_traits.has(Traits::NAME.or(Traits::NAMES).or(Traits::NAME_LIKE));
        if named || self.subject == Subject::Things || self.names.len() != 1 {
            return None;
        }
        let column = *self.names.first()?;
        let here = self.fitting(look, 0);
        for shift in [1_i32, -1] {
            let beside = column.checked_add_signed(shift)?;
            let name = traits_of_text(&look.row.text(beside));
            if name.has(Traits::NAME) && self.fitting(look, shift) >= here + 2 {
                let mut sighting = Sighting::new(
                    RowKind::Person,
                    label!(vi: "có họ tên, nhưng các ô lệch một cột so với tiêu đề", en: "has a person's name, but its cells stand one column beside their headings"),
                );
                sighting.shift = shift;
                return Some(sighting);
            }
        }
        None
    }

    fn is_beyond_doubt(&self, look: &Look<'_>) -> bool {
        let has_name = look.name_traits.has(Traits::NAME.or(Traits::NAMES));
        let numbered = look.ordinal == Ordinal::Number;
        match self.ordinal {
            Some(_) => {
                numbered && (has_name && !look.others.is_empty() || self.fitting(look, 0) >= 2)
            }
            None => has_name && self.fitting(look, 0) >= 2,
        }
    }

    /// How many cells fit what their column holds, where a glance tells.
    fn fitting(&self, look: &Look<'_>, shift: i32) -> usize {
        let fits = |(column, role): &&(u32, Role)| {
            let cell = column.checked_add_signed(shift).and_then(|column| look.row.cell(column));
            cell.is_some_and(|cell| glance(*role, traits_of(cell)) == Some(true))
        };
        self.marked.iter().filter(fits).take(6).count()
    }
}

/// Whether a cell fits its column, for columns where that is easily told.
fn glance(role: Role, traits: Traits) -> Option<bool> {
    let wanted = match role {
        Role::BirthDate
        | Role::BirthDateMale
        | Role::BirthDateFemale
        | Role::PartyJoined
        | Role::PartyOfficial => {
            Traits::DATE.or(Traits::PART_DATE).or(Traits::YEAR).or(Traits::SERIAL)
        }
        Role::BirthYear => Traits::YEAR,
        Role::Sex => Traits::SEX,
        Role::Ethnicity => Traits::ETHNICITY,
        Role::NationalId => Traits::DIGITS12.or(Traits::DIGITS9),
        Role::Code | Role::UnitCode | Role::CourseCode => Traits::CODE.or(Traits::DIGITS),
        Role::Phone => Traits::PHONE,
        Role::Email => Traits::EMAIL,
        Role::Education => Traits::EDUCATION,
        Role::PoliticalTheory => Traits::THEORY,
        Role::Position | Role::PositionWorkplace => Traits::POSITION,
        Role::Rating => Traits::RATING,
        Role::StudyMode => Traits::MODE,
        Role::Course => Traits::COURSE.or(Traits::CODE),
        _ => return None,
    };
    Some(traits.has(wanted))
}

impl Look<'_> {
    fn is_empty(&self) -> bool {
        self.name.is_empty() && self.ordinal == Ordinal::None && self.others.is_empty()
    }
}

fn ordinal_of(cell: Option<&Cell>) -> Ordinal {
    let Some(cell) = cell else { return Ordinal::None };
    if matches!(cell.value, CellValue::Number(_)) {
        return Ordinal::Number;
    }
    let text = text_of(cell);
    let core = text.trim_matches(|c: char| matches!(c, '.' | ')' | '(' | '/' | '-' | '*' | ' '));
    if core.is_empty() {
        Ordinal::None
    } else if core.len() <= 6 && core.bytes().all(|b| b.is_ascii_digit()) {
        Ordinal::Number
    } else if is_roman(core)
        || core.len() <= 6 && core.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    {
        Ordinal::Outline
    } else {
        Ordinal::Words
    }
}

/// Dots, dashes and the like that stand for nothing.
fn is_filler(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(char::is_alphanumeric)
}

fn first_word(text: &str) -> &str {
    text.split([' ', '.', '-', ')', ':']).next().unwrap_or_default()
}

fn fold(text: &str) -> String {
    crate::text::fold::fold(text).into_owned()
}

/// The label as an owned text.
pub(super) fn reason(sighting: &Sighting) -> Text {
    sighting.why.to_text()
}
