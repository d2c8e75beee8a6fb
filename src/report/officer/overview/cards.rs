//! Four numbers: units, accepted, to decide, rejected.

use rust_xlsxwriter::Worksheet;

use super::look::{CardLook, Look, Shade};
use crate::i18n::{Label, Text};
use crate::label;
use crate::report::book::names::link_to;
use crate::report::error::Result;
use crate::report::officer::desk::Desk;
use crate::report::officer::pages::Page;
use crate::text;

const WIDTH: u16 = 3;

struct Card {
    label: Label,
    number: String,
    note: Text,
    shade: Shade,
    /// Where it leads.
    page: Page,
}

/// Returns the row below.
pub fn add(sheet: &mut Worksheet, desk: &Desk, _: &Look, row: u32) -> Result<u32> {
    for (height, offset) in [(18.0, 0), (36.0, 1), (26.0, 2)] {
        sheet.set_row_height(row + offset, height)?;
    }
    for (number, card) in (0_u16..).zip(cards(desk)) {
        let look = CardLook::new(card.shade);
        let (first, last) = (number * WIDTH, number * WIDTH + WIDTH - 1);
        let label = card.label.pick(desk.lang);
        sheet.merge_range(row, first, row, last, "", &look.label)?;
        // The label carries the link: some programs give it a colour of their own.
        let target = link_to(card.page.sheet(desk.lang), 0, 0);
        let (link, format) = (target.as_str(), Some(&look.label));
        sheet.write_url_with_options(row, first, link, label, "", format)?;
        sheet.merge_range(row + 1, first, row + 1, last, &card.number, &look.number)?;
        let note = card.note.in_lang(desk.lang);
        sheet.merge_range(row + 2, first, row + 2, last, note, &look.note)?;
    }
    Ok(row + 3)
}

fn cards(desk: &Desk) -> [Card; 4] {
    let summary = desk.summary;
    let (received, expected) = (summary.received(), summary.expected());
    let missing = expected.saturating_sub(received);
    let people = summary.people;
    let (all, open, decided) = (people.all(), summary.open_cases, summary.decided_cases);
    let senders = summary.units.values().filter(|unit| unit.received).count();
    let units = match expected {
        0 => (senders.to_string(), text!(vi: "chưa có danh mục đơn vị", en: "no list of units")),
        _ => (
            format!("{received} / {expected}"),
            text!(vi: "còn {missing} đơn vị chưa nộp", en: "{missing} handed in nothing"),
        ),
    };
    [
        Card {
            label: label!(vi: "Đơn vị đã nộp", en: "Units received"),
            number: units.0,
            note: units.1,
            shade: Shade::Calm,
            page: Page::Submissions,
        },
        Card {
            label: label!(vi: "Người được chấp nhận", en: "People accepted"),
            number: people.accepted.to_string(),
            note: text!(vi: "trong {all} người đăng ký", en: "of {all} registered"),
            shade: Shade::Good,
            page: Page::People,
        },
        Card {
            label: label!(vi: "Người cần xem", en: "People to decide"),
            number: people.review.to_string(),
            note: match decided {
                0 => text!(vi: "{open} trường hợp chờ quyết định", en: "{open} open cases"),
                _ => text!(
                    vi: "{open} trường hợp chờ, {decided} đã quyết định",
                    en: "{open} cases open, {decided} decided"
                ),
            },
            shade: Shade::Doubt,
            page: Page::Review,
        },
        Card {
            label: label!(vi: "Người chưa đạt", en: "People rejected"),
            number: people.rejected.to_string(),
            note: text!(vi: "gửi phản hồi để đơn vị sửa", en: "the replies say what to mend"),
            shade: Shade::Bad,
            page: Page::Findings,
        },
    ]
}
