//! `tonghop redact`: a copy of a form that may be shown to others.

use std::path::PathBuf;

use super::args::RedactArgs;
use super::terminal::Terminal;
use crate::pipeline;
use crate::text;
use crate::workspace::{RunError, write_whole};

pub fn redact(args: &RedactArgs, terminal: &Terminal) -> Result<u8, RunError> {
    // The form's own name may name its sender.
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from("bieu-an-danh.xlsx"));
    let shown = out.display();
    if out.exists() {
        return Err(RunError::Usage(text!(
            vi: "{shown} đã có; chọn tên khác bằng --out",
            en: "{shown} is there already; choose another name with --out",
        )));
    }
    let bytes = pipeline::redacted(&args.file)?;
    write_whole(&out, &bytes)?;
    terminal.say(&text!(
        vi: "Đã ghi {shown}: cùng cách trình bày, người là bịa. Tiêu đề và tên đơn vị được giữ nguyên; hãy xem lại trước khi gửi đi.",
        en: "Wrote {shown}: the same layout, made-up people. Titles and names of units are as they were; look through it before you send it.",
    ));
    Ok(0)
}
