//! `tonghop explain` and `tonghop rules`: the catalogue, in words.

use super::args::{ExplainArgs, InspectFormat};
use super::terminal::Terminal;
use crate::pipeline;
use crate::rules;
use crate::text;
use crate::workspace::{RunError, Workspace};

pub fn explain(args: &ExplainArgs, terminal: &Terminal) -> Result<u8, RunError> {
    if let Some([a, b]) = args.pair.as_deref() {
        let workspace = Workspace::open(&args.workspace)?;
        let words = pipeline::explain_pair(&workspace, args.period, a, b)?;
        terminal.print(words.in_lang(terminal.lang).trim_end());
        return Ok(0);
    }
    let asked = args.rule.as_deref().unwrap_or_default();
    let rule = rules::find(asked).ok_or_else(|| {
        RunError::Usage(text!(
            vi: "không có quy tắc “{asked}”; xem danh sách bằng: tonghop rules",
            en: "there is no rule “{asked}”; see the list with: tonghop rules",
        ))
    })?;
    terminal.print(rules::explain(rule, terminal.lang).trim_end());
    Ok(0)
}

pub fn rules(format: InspectFormat, terminal: &Terminal) -> Result<u8, RunError> {
    match format {
        InspectFormat::Text => terminal.print(rules::list(terminal.lang).trim_end()),
        InspectFormat::Json => {
            for rule in rules::RULES {
                let line = serde_json::json!({
                    "code": rule.code, "rule": rule.name, "severity": rule.severity,
                    "family": rule.family(), "title": rule.title.in_lang(terminal.lang),
                });
                terminal.print(&line.to_string());
            }
        }
    }
    Ok(0)
}
