//! One line for each finding, in reading order.

use std::io::{self, Write};

use serde::Serialize;

use crate::finding::{Finding, Severity};
use crate::i18n::Lang;
use crate::model::place::Position;
use crate::model::record::RecordId;
use crate::model::role::FieldKey;
use crate::report::index::Index;

/// Writes `data/findings.jsonl`.
///
/// # Errors
/// Those of `out`.
pub fn write_findings(
    index: &Index,
    lang: Lang,
    out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    let mut text = Vec::new();
    for finding in &index.outcome.findings {
        text.clear();
        serde_json::to_writer(&mut text, &line(finding, lang))?;
        text.push(b'\n');
        out.write_all(&text)?;
    }
    Ok(())
}

/// One finding as it stands in `data/findings.jsonl`, without the line break.
pub fn finding_line(finding: &Finding, lang: Lang) -> String {
    serde_json::to_string(&line(finding, lang)).unwrap_or_default()
}

#[derive(Serialize)]
struct Line<'a> {
    id: String,
    code: &'a str,
    rule: &'a str,
    severity: Severity,
    #[serde(skip_serializing_if = "str::is_empty")]
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<Position>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<FieldKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    related: &'a [RecordId],
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
}

fn line(finding: &Finding, lang: Lang) -> Line<'_> {
    Line {
        id: finding.id(),
        code: finding.code,
        rule: finding.rule,
        severity: finding.severity,
        file: &finding.at.file,
        sheet: finding.at.sheet.as_deref().filter(|name| !name.is_empty()),
        row: finding.at.row.map(|row| row + 1),
        cell: finding.at.cell(),
        field: finding.field,
        record: finding.record.as_deref(),
        related: &finding.related,
        unit: finding.unit.as_deref(),
        message: finding.message.in_lang(lang),
        suggestion: finding.suggestion.as_ref().map(|text| text.in_lang(lang)),
    }
}
