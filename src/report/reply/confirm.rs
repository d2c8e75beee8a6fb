//! What was read otherwise than written, for the unit to confirm.

use rust_xlsxwriter::Workbook;

use super::facts::Reply;
use crate::i18n::{Label, Lang};
use crate::label;
use crate::model::role::FieldKey;
use crate::report::book::list::{Cell, Column, List, ROWS_PER_SHEET, write};
use crate::report::book::style::{Kind, LINE, Styles};
use crate::report::error::Result;
use crate::report::field;
use crate::report::repairs;

pub fn add(book: &mut Workbook, reply: &Reply, lang: Lang) -> Result<()> {
    if reply.repaired.is_empty() {
        return Ok(());
    }
    let rows = reply.repaired.iter().filter_map(|(number, field, _)| {
        let record = reply.rows.get(*number)?.record;
        let value = field::value(record, *field).map(|value| value.words(lang));
        let name = field::value(record, FieldKey::FullName).map(|name| name.words(lang));
        Some(vec![
            Cell::maybe(name.or_else(|| field::raw(record, FieldKey::FullName))),
            Cell::text(field.label().pick(lang)),
            Cell::maybe(field::raw(record, *field)),
            Cell::maybe(value),
            Cell::text(repairs::sentence(record, *field, lang)),
        ])
    });
    write(book, &Styles::default(), &list(lang), reply.repaired.len(), rows)
}

/// No heading here may read as that of a list of people.
fn list(lang: Lang) -> List {
    let own = |label: Label, width, kind| Column::new(label.pick(lang), width, kind);
    List {
        sheet: label!(vi: "Cần xác nhận", en: "To confirm").pick(lang).to_owned(),
        table: "CanXacNhan",
        title: label!(vi: "Các giá trị cần xác nhận", en: "Values to confirm")
            .pick(lang)
            .to_owned(),
        lead: label!(
            vi: "Nếu giá trị đã đọc chưa đúng, hãy sửa ở trang “Danh sách”.",
            en: "If a value was read wrongly, mend it on the sheet “List”."
        )
        .pick(lang)
        .to_owned(),
        back: None,
        nothing: String::new(),
        columns: vec![
            own(label!(vi: "Trường hợp", en: "Case"), 26.0, Kind::Long),
            own(label!(vi: "Mục", en: "Item"), 20.0, Kind::Long),
            own(label!(vi: "Chữ ghi trong đơn", en: "As written"), 30.0, Kind::Long),
            own(label!(vi: "Đã đọc là", en: "As read"), 30.0, Kind::Long),
            own(label!(vi: "Vì sao", en: "Why"), 44.0, Kind::Long),
        ],
        frozen: 0,
        printed: 5,
        landscape: true,
        tab: LINE,
        rows_per_sheet: ROWS_PER_SHEET,
    }
}
