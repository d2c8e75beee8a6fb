//! `tonghop init`: a new workspace with commented settings, blank reference
//! lists and a blank form.

use std::fs;
use std::path::Path;

use super::terminal::Terminal;
use crate::pipeline;
use crate::text;
use crate::workspace::RunError;

const SETTINGS: &str = include_str!("../../templates/workspace/tonghop.toml");

pub fn init(dir: &Path, terminal: &Terminal) -> Result<u8, RunError> {
    let shown = dir.display();
    if dir.join("tonghop.toml").exists() || dir.join("inbox").exists() {
        return Err(RunError::Usage(text!(
            vi: "{shown} đã là thư mục làm việc; không ghi đè gì",
            en: "{shown} is a workspace already; nothing was overwritten",
        )));
    }
    for folder in ["inbox", "reference", "outbox"] {
        let path = dir.join(folder);
        fs::create_dir_all(&path).map_err(RunError::io(text!(vi: "tạo", en: "make"), &path))?;
    }
    write(&dir.join("tonghop.toml"), SETTINGS.as_bytes())?;
    for file in pipeline::starting_files(terminal.lang)? {
        write(&dir.join(&file.path), &file.bytes)?;
    }
    terminal.say(&text!(
        vi: "Đã tạo thư mục làm việc {shown}.\n\
             1. Điền danh sách trong {shown}/reference (đơn vị, lớp, …; danh sách nào chưa có thì xóa tệp đi).\n\
             2. Chép biểu của các đơn vị vào {shown}/inbox/<năm-tháng>, ví dụ {shown}/inbox/2026-11.\n\
             3. Chạy: tonghop run {shown}",
        en: "Made the workspace {shown}.\n\
             1. Fill in the lists in {shown}/reference (units, classes, …; delete those you do not have).\n\
             2. Put the units' forms into {shown}/inbox/<year-month>, for example {shown}/inbox/2026-11.\n\
             3. Run: tonghop run {shown}",
    ));
    Ok(0)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), RunError> {
    fs::write(path, bytes).map_err(RunError::io(text!(vi: "ghi", en: "write"), path))
}

#[cfg(test)]
mod tests {
    use super::SETTINGS;
    use crate::config::Settings;

    #[test]
    fn the_commented_settings_are_valid_with_and_without_their_marks() {
        assert!(Settings::parse("tonghop.toml", SETTINGS).is_ok());
        let keys = SETTINGS.lines().map(|line| match line.strip_prefix("# ") {
            Some(key) if key.contains(" = ") || key.starts_with('[') => key,
            _ => line,
        });
        let used: Vec<&str> = keys.collect();
        if let Err(error) = Settings::parse("tonghop.toml", &used.join("\n")) {
            panic!("{}", error.sentence().en);
        }
    }
}
