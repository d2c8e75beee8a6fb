//! Why a column means what it means, in words.

use super::columns::{Candidate, Choice, Told};
use crate::i18n::Text;
use crate::model::role::Role;
use crate::text;

/// The reason of a choice, as `inspect` prints it.
pub(super) fn reason(candidate: &Candidate<'_>, choice: &Choice) -> Text {
    let said = match choice.told {
        Some(Told::Correction) => {
            return text!(
                vi: "cán bộ tổng hợp đã khai trong cài đặt",
                en: "the officer said so in the settings",
            );
        }
        Some(Told::EarlierForm) => {
            return text!(
                vi: "như biểu kỳ trước của đơn vị này",
                en: "as in this unit's earlier form",
            );
        }
        Some(Told::EarlierSheet) => {
            return text!(
                vi: "danh sách nối tiếp từ trang trước",
                en: "the list goes on from the sheet before",
            );
        }
        Some(Told::Neighbour) => text!(
            vi: "tiêu đề chung với cột bên trái",
            en: "shares the heading of the column to the left",
        ),
        None => words(candidate, choice),
    };
    let Text { vi, en } = cells(candidate, choice);
    let Text { vi: vi_said, en: en_said } = said;
    text!(vi: "{vi_said}; {vi}", en: "{en_said}; {en}")
}

fn words(candidate: &Candidate<'_>, choice: &Choice) -> Text {
    let heading = candidate.heading.joined().replace('\n', " ");
    if heading.is_empty() {
        return text!(vi: "cột không có tiêu đề", en: "the column has no heading");
    }
    let hit = choice
        .field
        .and_then(|field| candidate.meaning.matches.iter().find(|hit| hit.field == field));
    match hit {
        Some(hit) if choice.wording >= 0.9 => {
            let wording = &hit.wording;
            text!(
                vi: "tiêu đề “{heading}” là cách ghi quen thuộc (“{wording}”)",
                en: "the heading “{heading}” is a usual wording (“{wording}”)",
            )
        }
        Some(hit) if choice.wording >= 0.2 => {
            let wording = &hit.wording;
            text!(
                vi: "tiêu đề “{heading}” gần với “{wording}”",
                en: "the heading “{heading}” resembles “{wording}”",
            )
        }
        _ if choice.role == Role::Extra => {
            text!(
                vi: "không biểu mẫu nào biết tiêu đề “{heading}”",
                en: "no template knows the heading “{heading}”",
            )
        }
        _ => text!(
            vi: "tiêu đề “{heading}” không quen, xét theo nội dung",
            en: "the heading “{heading}” is unknown, the cells decide",
        ),
    }
}

fn cells(candidate: &Candidate<'_>, choice: &Choice) -> Text {
    let filled = candidate.profile.filled;
    if filled == 0 {
        return text!(vi: "không có ô nào được điền", en: "no cell is filled");
    }
    if choice.role == Role::Extra {
        return text!(vi: "{filled} ô được giữ nguyên", en: "{filled} cells are kept as they are");
    }
    match choice.content {
        content if content >= 0.75 => {
            text!(vi: "nội dung các ô phù hợp", en: "the cells fit")
        }
        content if content >= 0.0 => {
            text!(vi: "nội dung các ô phù hợp một phần", en: "the cells fit in part")
        }
        _ => text!(vi: "nội dung các ô không giống lắm", en: "the cells hardly fit"),
    }
}
