//! A worksheet part in one pass: cells, merged ranges, hidden rows and columns.

use quick_xml::events::{BytesStart, Event};

use super::super::sheet_builder::{GRID_COLUMNS, GRID_ROWS, SheetBuilder};
use super::super::unread::Unread;
use super::super::xml::{Xml, attribute, is_true, malformed, plain_attributes, resolve};
use super::cell::{CellType, Context, Outcome, RawCell};
use super::references;
use super::styles::FontNames;
use crate::model::place::Position;

/// Reads the part into the builder. A part that ends before its `</sheetData>`
/// is damaged: rows are missing, and nobody can tell how many.
pub fn read(xml: Xml, context: &Context, builder: &mut SheetBuilder) -> Result<(), Unread> {
    Walk {
        context,
        builder,
        names: FontNames::default(),
        place: Place::Outside,
        complete: false,
        row: 0,
        column: 0,
        cell: RawCell::default(),
        addressed: true,
    }
    .run(xml)
}

/// Where in the part the walk is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    /// Between `sheetData` and its end.
    Rows,
    Cell,
    Value,
    Inline,
}

struct Walk<'w, 'b> {
    context: &'w Context<'w>,
    builder: &'w mut SheetBuilder<'b>,
    names: FontNames,
    place: Place,
    /// The end of the rows was seen.
    complete: bool,
    /// Where the next row or cell stands unless it says otherwise.
    row: u32,
    column: u32,
    cell: RawCell,
    /// The cell at hand has an address that makes sense.
    addressed: bool,
}

impl Walk<'_, '_> {
    fn run(mut self, mut xml: Xml) -> Result<(), Unread> {
        loop {
            match xml.next()? {
                Event::Start(e) => {
                    self.start(&e)?;
                    if self.place == Place::Cell && !self.cell.formula {
                        let value = &mut self.cell.value;
                        self.cell.valued = xml.take_plain(b"<v>", b"</v>", value);
                    }
                }
                Event::Empty(e) => self.empty(&e)?,
                Event::End(e) => self.end(e.local_name().as_ref())?,
                Event::Text(e) if self.wants_text() => self.text(&e.xml10_content()),
                Event::CData(e) if self.wants_text() => self.text(&e.xml10_content()),
                Event::GeneralRef(e) if self.wants_text() => {
                    self.text(&resolve(&e).unwrap_or("\u{FFFD}".into()));
                }
                Event::Eof if self.complete => return Ok(()),
                Event::Eof => return Err(malformed()),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &BytesStart) -> Result<(), Unread> {
        let name = element.local_name().into_inner();
        match (self.place, name) {
            (Place::Outside, "sheetData") => self.place = Place::Rows,
            (Place::Outside, _) => return self.outside(element),
            (Place::Rows, "row") => self.row(element),
            (Place::Rows, "c") => {
                self.cell(element);
                self.place = Place::Cell;
            }
            (Place::Cell, "v") => {
                self.cell.valued = true;
                self.place = Place::Value;
            }
            (Place::Cell, "f") => self.cell.formula = true,
            (Place::Cell, "is") => {
                self.cell.inline = true;
                self.place = Place::Inline;
            }
            (Place::Inline, _) => self.cell.rich.start(element, &mut self.names),
            _ => {}
        }
        Ok(())
    }

    fn empty(&mut self, element: &BytesStart) -> Result<(), Unread> {
        let name = element.local_name().into_inner();
        match (self.place, name) {
            // By far the most frequent element of files with borders down to the last row.
            (Place::Rows, "c") => self.blank(element),
            (Place::Rows, "row") => {
                self.row(element);
                self.row = self.row.saturating_add(1);
            }
            (Place::Outside, "sheetData") => self.complete = true,
            (Place::Cell, "v") => self.cell.valued = true,
            (Place::Inline, name) => {
                self.cell.rich.start(element, &mut self.names);
                self.cell.rich.end(name);
            }
            (Place::Cell, "is") => {}
            _ => self.start(element)?,
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Unread> {
        match (self.place, name) {
            (Place::Value, "v") | (Place::Inline, "is") => self.place = Place::Cell,
            (Place::Inline, name) => self.cell.rich.end(name),
            (Place::Cell, "c") => {
                self.place = Place::Rows;
                self.finish_cell()?;
            }
            (Place::Rows, "row") => self.row = self.row.saturating_add(1),
            (Place::Rows, "sheetData") => {
                self.place = Place::Outside;
                self.complete = true;
            }
            _ => {}
        }
        Ok(())
    }

    fn wants_text(&self) -> bool {
        match self.place {
            Place::Value => true,
            Place::Inline => self.cell.rich.wants_text(),
            _ => false,
        }
    }

    fn text(&mut self, text: &str) {
        match self.place {
            Place::Inline => self.cell.rich.push(text),
            _ => self.cell.value.push_str(text),
        }
    }

    fn outside(&mut self, element: &BytesStart) -> Result<(), Unread> {
        match element.local_name().as_ref() {
            "mergeCell" => {
                let range = attribute(element, "ref").and_then(|range| references::range(&range));
                range.map_or(Ok(()), |range| self.builder.merge(range))
            }
            "col" => {
                self.hide_columns(element);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Columns of no width are as hidden as hidden ones.
    fn hide_columns(&mut self, element: &BytesStart) {
        let (mut first, mut last, mut hidden) = (0u32, 0u32, false);
        for (key, value) in plain_attributes(element) {
            match key {
                "min" => first = value.parse().unwrap_or(0),
                "max" => last = value.parse().unwrap_or(0),
                "hidden" => hidden |= is_true(value),
                "width" => hidden |= value.parse() == Ok(0.0),
                _ => {}
            }
        }
        if let (true, Some(first), Some(last)) = (hidden, first.checked_sub(1), last.checked_sub(1))
        {
            self.builder.hide_columns(first, last);
        }
    }

    /// Rows of no height are as hidden as hidden ones.
    fn row(&mut self, element: &BytesStart) {
        self.column = 0;
        let mut hidden = false;
        for (key, value) in plain_attributes(element) {
            match key {
                "r" => {
                    let number = value.parse::<u32>().ok().and_then(|number| number.checked_sub(1));
                    self.row = number.unwrap_or(self.row);
                }
                "hidden" => hidden |= is_true(value),
                "ht" => hidden |= value.parse() == Ok(0.0),
                _ => {}
            }
        }
        if hidden {
            self.builder.hide_row(self.row);
        }
    }

    fn blank(&mut self, element: &BytesStart) {
        let mut listed = plain_attributes(element);
        let address = listed.find(|(key, _)| *key == "r").map(|(_, address)| address);
        let at = address.and_then(references::position);
        self.column = at.map_or(self.column, |at| at.column).saturating_add(1);
    }

    fn cell(&mut self, element: &BytesStart) {
        self.cell.clear();
        self.addressed = true;
        let mut at = Position::new(self.row, self.column);
        for (key, value) in plain_attributes(element) {
            match key {
                "r" => match references::position(value) {
                    Some(position) => at = position,
                    None => self.addressed = false,
                },
                "s" => self.cell.style = value.parse().unwrap_or(0),
                "t" => self.cell.kind = CellType::of(value),
                _ => {}
            }
        }
        self.addressed &= at.row < GRID_ROWS && at.column < GRID_COLUMNS;
        self.cell.at = at;
        self.column = at.column.saturating_add(1);
    }

    fn finish_cell(&mut self) -> Result<(), Unread> {
        match self.cell.finish(self.context) {
            Outcome::Cell(cell) if self.addressed => self.builder.push(cell)?,
            Outcome::Cell(_) | Outcome::Unreadable => self.builder.unreadable(),
            Outcome::Blank => {}
        }
        Ok(())
    }
}
