//! `tonghop retention`: results that are past their date, and away with them.

use super::args::RetentionArgs;
use super::terminal::Terminal;
use crate::pipeline;
use crate::text;
use crate::workspace::{RunError, Workspace, expired, remove};

pub fn retention(args: &RetentionArgs, terminal: &Terminal) -> Result<u8, RunError> {
    let workspace = Workspace::open(&args.dir)?;
    let months = pipeline::settings(&workspace)?.keep_months;
    let past = expired(&workspace, months, chrono::Local::now().date_naive());
    if months == 0 {
        terminal.say(&text!(
            vi: "Chưa đặt thời hạn lưu: thêm keep_months = 24 (số tháng) vào tonghop.toml",
            en: "No time limit is set: add keep_months = 24 (months) to tonghop.toml",
        ));
    }
    for period in &past {
        terminal.print(&workspace.outbox(*period).display().to_string());
    }
    let count = past.len();
    if args.remove {
        remove(&workspace, &past)?;
        terminal.say(&text!(vi: "Đã xóa kết quả của {count} kỳ", en: "Removed the results of {count} periods"));
    } else if count > 0 {
        terminal.say(&text!(
            vi: "Kết quả của {count} kỳ đã quá {months} tháng; xóa bằng: --remove",
            en: "The results of {count} periods are older than {months} months; remove them with: --remove",
        ));
    }
    Ok(0)
}
