//! One row for each finding, in reading order.

use std::borrow::Cow;

use super::column::Column;
use super::table;
use crate::finding::Finding;
use crate::i18n::Lang;
use crate::model::role::snake_name;
use crate::report::book::Sink;
use crate::report::error::Result;
use crate::report::index::Index;

/// Writes `data/findings.parquet`.
///
/// # Errors
/// Those of `out`.
pub fn write_findings(index: &Index, lang: Lang, out: &mut dyn Sink) -> Result<()> {
    let rows: Vec<&Finding> = index.outcome.findings.iter().collect();
    table::write("findings", &columns(index, lang), &rows, out)
}

fn columns<'a>(index: &Index<'a>, lang: Lang) -> Vec<Column<'a, &'a Finding>> {
    let period = index.outcome.period().to_string();
    let filled = |text: &'a str| Some(text).filter(|text| !text.is_empty()).map(Cow::Borrowed);
    vec![
        Column::text("period", move |_| Some(period.clone().into())),
        Column::text("id", |finding: &Finding| Some(finding.id().into())),
        Column::text("code", |finding: &Finding| Some(finding.code.into())),
        Column::text("rule", |finding: &Finding| Some(finding.rule.into())),
        Column::text("severity", |finding: &Finding| Some(snake_name(finding.severity).into())),
        Column::text("file", move |finding: &'a Finding| filled(&finding.at.file)),
        Column::text("sheet", move |finding: &'a Finding| filled(finding.at.sheet.as_deref()?)),
        Column::number("row", |finding: &Finding| finding.at.row.map(|row| row + 1)),
        Column::text("cell", |finding: &Finding| Some(finding.at.cell()?.to_string().into())),
        Column::text("field", |finding: &Finding| Some(snake_name(finding.field?).into())),
        Column::text("record", |finding: &'a Finding| finding.record.as_deref().map(Cow::from)),
        Column::texts("related", |finding: &'a Finding| {
            let related = finding.related.iter().map(|id| Cow::from(&**id)).collect::<Vec<_>>();
            Some(related).filter(|related| !related.is_empty())
        }),
        Column::text("unit", |finding: &'a Finding| finding.unit.as_deref().map(Cow::from)),
        Column::text("message", move |finding: &'a Finding| {
            Some(finding.message.in_lang(lang).into())
        }),
        Column::text("suggestion", move |finding: &'a Finding| {
            Some(finding.suggestion.as_ref()?.in_lang(lang).into())
        }),
    ]
}
