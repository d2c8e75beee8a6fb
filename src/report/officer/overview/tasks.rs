//! What the officer should do now, with links.

use rust_xlsxwriter::Worksheet;

use super::look::Look;
use super::{COLUMN_WIDTH, LAST};
use crate::i18n::Text;
use crate::label;
use crate::report::book::list::HEADING_ROW;
use crate::report::book::metrics::{self, Face};
use crate::report::book::names::link_to;
use crate::report::error::Result;
use crate::report::officer::desk::Desk;
use crate::report::officer::pages::Page;
use crate::text;

/// Returns the row below.
pub fn add(sheet: &mut Worksheet, desk: &Desk, look: &Look, row: u32) -> Result<u32> {
    let title = label!(vi: "Việc cần làm", en: "What to do now");
    sheet.merge_range(row, 0, row, LAST, title.pick(desk.lang), &look.section)?;
    sheet.set_row_height(row, 22)?;
    let mut row = row + 1;
    for (number, (text, page)) in (1..).zip(tasks(desk)) {
        let words = format!("{number}.  {}", text.in_lang(desk.lang));
        match page {
            Some(page) => {
                sheet.merge_range(row, 0, row, LAST, "", &look.task_link)?;
                let target = link_to(page.sheet(desk.lang), HEADING_ROW, 0);
                let format = Some(&look.task_link);
                sheet.write_url_with_options(row, 0, target.as_str(), &words, "", format)?;
            }
            None => {
                sheet.merge_range(row, 0, row, LAST, &words, &look.task)?;
            }
        }
        let room = COLUMN_WIDTH * 7.0 * f64::from(LAST + 1) * 0.75;
        let lines = metrics::lines(&words, 10.0, room, Face::Screen);
        sheet.set_row_height(row, 6.0 + 13.0 * f64::from(lines))?;
        row += 1;
    }
    Ok(row)
}

fn tasks(desk: &Desk) -> Vec<(Text, Option<Page>)> {
    let summary = desk.summary;
    let mut tasks = Vec::new();
    let open = summary.open_cases;
    if open > 0 {
        tasks.push((
            text!(
                vi: "Quyết định {open} trường hợp ở trang “Cần xem”, lưu tệp rồi chạy lại chương trình.",
                en: "Decide {open} cases on the page “Review”, save, and run again."
            ),
            Some(Page::Review),
        ));
    }
    let unread = summary.files_unread;
    if unread > 0 {
        tasks.push((
            text!(
                vi: "{unread} tệp không đọc được: xem trang “Nhật ký” và đề nghị đơn vị gửi lại.",
                en: "{unread} files could not be read: see the page “Log” and ask for them again."
            ),
            Some(Page::Log),
        ));
    }
    let unknown = summary.senders_unknown;
    if unknown > 0 {
        tasks.push((
            text!(
                vi: "{unknown} tệp chưa rõ của đơn vị nào: xem trang “Phát hiện”, mã F111.",
                en: "The unit of {unknown} files cannot be told: see the page “Findings”, code F111."
            ),
            Some(Page::Findings),
        ));
    }
    let missing = summary.missing().count();
    if missing > 0 {
        tasks.push((
            text!(
                vi: "Nhắc {missing} đơn vị chưa nộp danh sách.",
                en: "Remind {missing} units that handed in nothing."
            ),
            Some(Page::Submissions),
        ));
    }
    let replies = desk.replies;
    if replies > 0 {
        tasks.push((
            text!(
                vi: "Gửi {replies} phản hồi trong thư mục PhanHoi cho các đơn vị.",
                en: "Send the {replies} replies of the folder PhanHoi to the units."
            ),
            None,
        ));
    }
    if tasks.is_empty() {
        tasks.push((
            text!(
                vi: "Không còn việc gì phải xử lý; có thể gửi danh sách lớp cho trường.",
                en: "Nothing is left to do; the class lists can go to the school."
            ),
            None,
        ));
    }
    tasks
}
