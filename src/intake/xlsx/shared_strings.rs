//! `sharedStrings.xml`: the texts that cells refer to by number.

use rustc_hash::FxHashMap;

use quick_xml::events::Event;

use super::super::limits::Budget;
use super::super::unread::{Measure, Unread};
use super::super::xml::{Xml, malformed, resolve};
use super::rich_text::RichText;
use super::styles::{Font, FontNames};

/// All shared texts, one after another in a single string: millions of them cost no more than their length.
#[derive(Default)]
pub struct SharedStrings {
    text: String,
    ends: Vec<u32>,
    /// Fonts of texts that have runs.
    fonts: FxHashMap<u32, Font>,
}

impl SharedStrings {
    /// A text, and its font where that is not the cell's.
    pub fn get(&self, index: u32) -> Option<(&str, Option<&Font>)> {
        let end = *self.ends.get(index as usize)? as usize;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before as usize)? as usize,
            None => 0,
        };
        Some((self.text.get(start..end)?, self.fonts.get(&index)))
    }

    /// Reads the part. The counts that it declares are not trusted.
    pub fn read(mut xml: Xml, names: &mut FontNames, budget: &Budget) -> Result<Self, Unread> {
        let mut strings = SharedStrings::default();
        let mut item = RichText::default();
        let mut complete = false;
        loop {
            match xml.next()? {
                Event::Start(e) if e.local_name().as_ref() == "si" => {
                    item.clear();
                    if xml.take_plain(b"<t>", b"</t>", item.start_piece()) {
                        item.end("t");
                    } else {
                        item.clear();
                    }
                }
                Event::Start(e) => item.start(&e, names),
                Event::Empty(e) => match e.local_name().as_ref() {
                    "si" => {
                        item.clear();
                        strings.add(&item, budget)?;
                    }
                    "sst" => complete = true,
                    name => {
                        item.start(&e, names);
                        item.end(name);
                    }
                },
                Event::End(e) => match e.local_name().as_ref() {
                    "si" => strings.add(&item, budget)?,
                    "sst" => complete = true,
                    name => item.end(name),
                },
                Event::Text(text) if item.wants_text() => item.push(&text.xml10_content()),
                Event::CData(text) if item.wants_text() => item.push(&text.xml10_content()),
                Event::GeneralRef(e) => item.push(&resolve(&e).unwrap_or("\u{FFFD}".into())),
                Event::Eof if complete => return Ok(strings),
                Event::Eof => return Err(malformed()),
                _ => {}
            }
        }
    }

    fn add(&mut self, item: &RichText, budget: &Budget) -> Result<(), Unread> {
        let most = budget.limits().cells;
        if self.ends.len() as u64 >= most {
            return Err(Unread::TooLarge { what: Measure::Cells, limit: most });
        }
        budget.text(item.text().len())?;
        let index = self.ends.len() as u32;
        self.text.push_str(item.text());
        let limit = budget.limits().text_megabytes;
        let end = u32::try_from(self.text.len())
            .map_err(|_| Unread::TooLarge { what: Measure::Text, limit })?;
        self.ends.push(end);
        if let Some(font) = item.font() {
            self.fonts.insert(index, font);
        }
        Ok(())
    }
}
