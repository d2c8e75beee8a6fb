//! Why a value differs from what the form says, in words.

use crate::i18n::{Label, Lang};
use crate::label;
use crate::model::record::{Origin, Record, Repair};
use crate::model::role::FieldKey;

/// Was the field read otherwise than it was written?
pub fn is_repaired(record: &Record, field: FieldKey) -> bool {
    repairs(record, field).next().is_some()
}

/// How much a reading should be looked at by the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Capitals, dots and the place of a tone change nothing of what was meant.
    None,
    /// All but certain: worth a line where a reply goes out anyway.
    Slight,
    /// Could be wrong: worth a reply.
    Real,
}

/// How much a field's reading should be looked at.
pub fn doubt(record: &Record, field: FieldKey) -> Doubt {
    repairs(record, field).map(|repair| doubt_of(repair, field)).max().unwrap_or(Doubt::None)
}

fn doubt_of(repair: Repair, field: FieldKey) -> Doubt {
    match repair {
        // Names have no vocabulary that could prove them right.
        Repair::LegacyEncoding if field == FieldKey::FullName => Doubt::Slight,
        Repair::LostZeros | Repair::PhonePrefix => Doubt::Slight,
        Repair::DayMonthSwapped
        | Repair::ShortYear
        | Repair::SerialNumber
        | Repair::TakenFromText
        | Repair::LookAlikeDigits
        | Repair::ShiftedRow
        | Repair::NotADate => Doubt::Real,
        _ => Doubt::None,
    }
}

/// The repairs of a field in one line: `bỏ dấu cách trong số; bổ sung số 0 ở đầu`.
pub fn sentence(record: &Record, field: FieldKey, lang: Lang) -> String {
    in_words(repairs(record, field), lang)
}

/// Repairs in one line.
pub fn in_words(repairs: impl Iterator<Item = Repair>, lang: Lang) -> String {
    repairs.map(|repair| words(repair).pick(lang)).collect::<Vec<_>>().join("; ")
}

/// The repairs of a field; those of all years for the ratings. Each once.
pub fn repairs(record: &Record, field: FieldKey) -> impl Iterator<Item = Repair> {
    let years = record.ratings.iter().flat_map(|year| year.rating.repairs.iter());
    let of_years = (field == FieldKey::Ratings).then_some(years).into_iter().flatten();
    let own = match field {
        FieldKey::Ratings => &[],
        field => record.facts(field).map_or(&[][..], |facts| facts.repairs),
    };
    let mut seen = Vec::new();
    of_years.chain(own).copied().filter(move |repair| {
        let new = !seen.contains(repair);
        seen.push(*repair);
        new
    })
}

/// What was done, as the officer and the unit read it.
pub fn words(repair: Repair) -> Label {
    match repair {
        Repair::LegacyEncoding => label!(
            vi: "chuyển từ bảng mã cũ (TCVN3, VNI…) sang Unicode",
            en: "decoded from a legacy encoding (TCVN3, VNI …)"
        ),
        Repair::Unicode => {
            label!(vi: "chuẩn hóa ký tự Unicode", en: "Unicode characters normalised")
        }
        Repair::LetterCase => {
            label!(vi: "viết lại chữ hoa, chữ thường", en: "capitals and small letters")
        }
        Repair::TonePlacement => label!(vi: "đặt lại vị trí dấu thanh", en: "tone mark moved"),
        Repair::TitleDropped => {
            label!(vi: "bỏ danh xưng hoặc lời ghi kèm tên", en: "title or remark beside the name dropped")
        }
        Repair::LostZeros => {
            label!(vi: "bổ sung số 0 ở đầu bị mất", en: "lost leading zeros given back")
        }
        Repair::LookAlikeDigits => label!(
            vi: "sửa chữ gõ nhầm thành số (O → 0, l → 1)",
            en: "letters typed for digits (O → 0, l → 1)"
        ),
        Repair::DayMonthSwapped => label!(
            vi: "đổi lại ngày và tháng (máy tính cài kiểu ngày Mỹ)",
            en: "day and month swapped back (a US-locale machine)"
        ),
        Repair::SerialNumber => {
            label!(vi: "đọc số thứ tự ngày của Excel", en: "a serial day number of Excel")
        }
        Repair::ShortYear => {
            label!(vi: "đọc năm hai chữ số thành bốn", en: "a two-digit year read as four")
        }
        Repair::TakenFromText => {
            label!(vi: "lấy ra từ đoạn chữ dài hơn", en: "taken out of a longer text")
        }
        Repair::PhonePrefix => {
            label!(vi: "đổi đầu số điện thoại cũ hoặc +84", en: "old phone prefix or +84 replaced")
        }
        Repair::Separators => {
            label!(vi: "bỏ dấu chấm, dấu cách trong số", en: "dots and spaces inside a number dropped")
        }
        Repair::ShiftedRow => {
            label!(vi: "dòng bị lệch cột, lấy ở ô bên cạnh", en: "the row was shifted: taken from the next cell")
        }
        Repair::Split => {
            label!(vi: "tách từ ô ghi nhiều nội dung", en: "split out of a cell with several values")
        }
        Repair::UsualName => {
            label!(vi: "ghi theo tên gọi thông dụng", en: "the usual name instead of a variant")
        }
        Repair::NotADate => label!(
            vi: "Excel đã tự đổi thành ngày; đọc lại như đã gõ",
            en: "turned into a date by Excel; read as it was typed"
        ),
    }
}

/// Where a value comes from when it is not the row's own cell.
pub fn origin_words(origin: Origin) -> Option<Label> {
    Some(match origin {
        Origin::Cell => return None,
        Origin::Section => label!(vi: "theo dòng đề mục phía trên", en: "from the section above"),
        Origin::Title => label!(vi: "theo tiêu đề của danh sách", en: "from the title"),
        Origin::SheetName => label!(vi: "theo tên trang tính", en: "from the sheet's name"),
        Origin::FileName => label!(vi: "theo tên tệp", en: "from the file's name"),
        Origin::Derived => label!(vi: "suy ra từ cột khác", en: "derived from another column"),
        Origin::Above => label!(vi: "như dòng trên", en: "as in the row above"),
    })
}
