//! `tonghop template`: blank forms that are read back without a finding.

use std::fs;

use super::args::TemplateArgs;
use super::terminal::Terminal;
use crate::i18n::Lang;
use crate::pipeline;
use crate::text;
use crate::workspace::{RunError, Workspace};

pub fn template(
    args: &TemplateArgs,
    lang: Option<Lang>,
    terminal: &Terminal,
) -> Result<u8, RunError> {
    let workspace = Workspace::open(&args.dir)?;
    let unit = args.unit.as_deref();
    let files = match args.year {
        Some(year) => pipeline::blank_needs(&workspace, unit, year, lang)?,
        None => pipeline::blank_forms(&workspace, unit, args.period, lang)?,
    };
    let folder =
        args.out.clone().unwrap_or_else(|| workspace.root().join("outbox").join("BieuMau"));
    let writing = || text!(vi: "ghi", en: "write");
    fs::create_dir_all(&folder).map_err(RunError::io(writing(), &folder))?;
    for file in &files {
        let path = folder.join(&file.path);
        fs::write(&path, &file.bytes).map_err(RunError::io(writing(), &path))?;
    }
    let (count, folder) = (files.len(), folder.display());
    terminal.say(&text!(
        vi: "Đã ghi {count} biểu mẫu vào {folder}",
        en: "Wrote {count} blank forms to {folder}",
    ));
    Ok(0)
}
