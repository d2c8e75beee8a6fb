//! Findings as a linter prints them: one line each, the place first.

use std::fmt::Write;

use super::args::CheckFormat;
use super::terminal::Terminal;
use crate::finding::{Finding, Severity};
use crate::i18n::Lang;
use crate::report::json;

/// Like findings beyond this many are counted, not printed, in text form.
const PRINTED_OF_A_KIND: usize = 50;

/// Prints findings; they are in reading order.
pub fn print(findings: &[Finding], format: CheckFormat, terminal: &Terminal) {
    match format {
        CheckFormat::Text => print_text(findings, terminal),
        CheckFormat::Json => {
            for finding in findings {
                terminal.print(&json::finding_line(finding, terminal.lang));
            }
        }
        CheckFormat::Github => {
            for finding in findings {
                terminal.print(&github(finding, terminal.lang));
            }
        }
    }
}

fn print_text(findings: &[Finding], terminal: &Terminal) {
    let mut left_out = Vec::new();
    let mut printed = std::collections::BTreeMap::new();
    for finding in findings {
        let count: &mut usize = printed.entry((&finding.at.file, finding.code)).or_default();
        *count += 1;
        if *count <= PRINTED_OF_A_KIND {
            terminal.print(&text(finding, terminal));
        }
    }
    for ((file, code), count) in printed {
        if let Some(more) = count.checked_sub(PRINTED_OF_A_KIND).filter(|more| *more > 0) {
            left_out.push(match terminal.lang {
                Lang::Vi => format!("{file}: còn {more} phát hiện {code} nữa"),
                Lang::En => format!("{file}: {more} more findings {code}"),
            });
        }
    }
    for line in left_out {
        terminal.print(&line);
    }
}

fn text(finding: &Finding, terminal: &Terminal) -> String {
    let place = terminal.paint("1", &place(finding));
    let severity = terminal.severity(finding.severity);
    let message = finding.message.in_lang(terminal.lang);
    let mut line = format!("{place}: {severity} {} {}: {message}", finding.code, finding.rule);
    if let Some(suggestion) = &finding.suggestion {
        let _ = write!(line, "\n    → {}", suggestion.in_lang(terminal.lang));
    }
    line
}

/// `inbox/2026-11/So Tai chinh.xlsx:Danh sách!F12`, as far as it is known.
fn place(finding: &Finding) -> String {
    let at = &finding.at;
    let mut place = match (&*at.file, &finding.unit) {
        ("", Some(unit)) => unit.to_string(),
        (file, _) => file.to_owned(),
    };
    let cell = match (at.cell(), at.row) {
        (Some(cell), _) => cell.to_string(),
        (None, Some(row)) => (row + 1).to_string(),
        (None, None) => String::new(),
    };
    match (at.sheet.as_deref().unwrap_or_default(), cell.as_str()) {
        ("", "") => {}
        ("", cell) => place.extend([":", cell]),
        (sheet, "") => place.extend([":", sheet]),
        (sheet, cell) => place.extend([":", sheet, "!", cell]),
    }
    place
}

/// A workflow command of GitHub Actions; its values must not hold line breaks or percent signs as they are.
fn github(finding: &Finding, lang: Lang) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let line = finding.at.row.map_or_else(String::new, |row| format!(",line={}", row + 1));
    let title = format!("{} {}", finding.code, finding.rule);
    let message = escape(&format!("{}: {}", place(finding), finding.message.in_lang(lang)));
    format!(
        "::{level} file={}{line},title={}::{message}",
        property(&finding.at.file),
        property(&title)
    )
}
