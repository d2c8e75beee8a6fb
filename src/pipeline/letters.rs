//! A letter for every reply to a unit whose address the officer's list has.

use super::knowledge::Knowledge;
use crate::i18n::{Lang, Text};
use crate::mail::{Draft, is_address};
use crate::model::period::Period;
use crate::text;
use crate::workspace::OutputFile;

/// Where the letters lie in a period's outbox.
pub const FOLDER: &str = "ThuPhanHoi";

/// The letter that carries a reply, when the settings want letters.
pub fn letter(
    reply: &OutputFile,
    unit: &str,
    period: Period,
    known: &Knowledge,
    lang: Lang,
) -> Option<OutputFile> {
    known.settings.mail.drafts.then_some(())?;
    let units = known.reference().lists.units.as_ref()?;
    let unit = units.get(unit)?;
    let to = unit.email.as_deref().filter(|address| is_address(address))?;
    let name = reply.path.rsplit('/').next().unwrap_or(&reply.path);
    let (subject, body) = (subject(period), body(&unit.name, period, known));
    let draft = Draft {
        from: &known.settings.mail.from,
        to,
        subject: subject.in_lang(lang),
        body: body.in_lang(lang),
        attachment: (name, &reply.bytes),
    };
    let stem = name.strip_suffix(".xlsx").unwrap_or(name);
    Some(OutputFile { path: format!("{FOLDER}/{stem}.eml"), bytes: draft.to_bytes() })
}

fn subject(period: Period) -> Text {
    text!(
        vi: "Phản hồi biểu đăng ký học lý luận chính trị, kỳ {period}",
        en: "Reply to the registration form for political-theory classes, period {period}",
    )
}

fn body(unit: &str, period: Period, known: &Knowledge) -> Text {
    let outputs = &known.settings.outputs;
    let (by, issuer) = (&outputs.answer_by, &outputs.issuer);
    let until = match by.is_empty() {
        true => Text { vi: String::new(), en: String::new() },
        false => text!(vi: " trước ngày {by}", en: " by {by}"),
    };
    let Text { vi, en } = until;
    text!(
        vi: "Kính gửi: {unit}\n\n\
             Biểu đăng ký học các lớp lý luận chính trị kỳ {period} của đơn vị đã được soát. Tệp kèm theo cho biết ô nào cần sửa, \
             vì sao và sửa thế nào. Đề nghị đơn vị sửa ngay trên tệp đó rồi gửi lại{vi}.\n\n\
             Trân trọng.\n{issuer}\n",
        en: "To: {unit}\n\n\
             The form that you handed in for the political-theory classes of {period} has been checked. The file that comes along \
             says which cell to mend, why and how. Please mend it in that file and send it back{en}.\n\n{issuer}\n",
    )
}
