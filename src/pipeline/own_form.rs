//! Forms that the program itself wrote — blank ones filled in, replies mended —
//! are known by their slip when they come back.

use crate::i18n::Text;
use crate::label;
use crate::layout::table::{FormLayout, RowKind, SheetLayout};
use crate::model::slip::{ROW_KEY, Slip, SlipKind, TO_MEND};
use crate::model::submission::{Refusal, Submission};

/// A mended reply replaces what it answers, whatever that called itself.
const REPLY_RANK: u32 = 1_000_000;

/// Leaves only the list to be read: the letter, the words to choose from and
/// the slip are no forms.
pub fn keep_list(layout: &mut FormLayout, slip: &Slip) {
    let Some(list) = &slip.sheet else { return };
    for sheet in layout.sheets.iter_mut().filter(|sheet| sheet.name != *list) {
        set_aside(sheet);
    }
}

fn set_aside(sheet: &mut SheetLayout) {
    sheet.tables.clear();
    for row in &mut sheet.rows {
        (row.kind, row.table, row.reason) = (RowKind::OtherSheet, None, own_sheet());
    }
    sheet.refused = Some(Refusal::NoList { why: own_sheet() });
}

fn own_sheet() -> Text {
    label!(
        vi: "trang do chương trình viết thêm vào biểu",
        en: "a sheet that the program itself added to the form",
    )
    .to_text()
}

/// Takes out of a form what only the program wrote into it, and ranks a reply.
pub fn settle(form: &mut Submission, slip: &Slip) {
    let is_own = |heading: &str| {
        [ROW_KEY, TO_MEND].iter().any(|label| label.vi == heading || label.en == heading)
    };
    for table in &mut form.tables {
        table.unmapped.retain(|(heading, _)| !is_own(heading));
    }
    for record in &mut form.records {
        record.extra.retain(|heading, _| !is_own(heading));
    }
    if slip.kind == SlipKind::Reply {
        form.version.rank = REPLY_RANK;
    }
}
