//! The page about all rules, `docs/rules.md`.

use std::fmt::Write;

use super::{Family, RULES, Rule};
use crate::finding::Severity;
use crate::i18n::{Label, Lang};
use crate::label;

const INTRODUCTION: &str = "\
# Quy tắc kiểm tra · Rules

Trang này được tạo từ mã nguồn (`UPDATE=1 cargo test --test catalogue`); sửa trong `src/rules/`.\\
This page is generated from the source; change `src/rules/` instead.

Mỗi quy tắc có thể tắt (`\"off\"`) hoặc đổi mức độ trong `tonghop.toml`, chung hoặc riêng từng đơn vị, từng lớp.\\
Each rule can be switched off or given another severity in `tonghop.toml`, everywhere or for one unit or class:

```toml
[rules]
D235 = \"off\"

[rules.unit.CB-STC]
R408 = \"info\"

[rules.course.TC-K45]
E303 = \"warning\"
```
";

/// The whole page, in both languages.
pub fn page() -> String {
    let mut out = String::from(INTRODUCTION);
    out.push_str("\n| mã | quy tắc | mức độ | nội dung | in English |\n|---|---|---|---|---|\n");
    for rule in RULES {
        let Rule { code, name, severity, title, .. } = rule;
        let (severity, vi, en) = (severity_name(*severity), title.vi, title.en);
        let link = format!("[{code}](#{}-{name})", code.to_lowercase());
        let _ = writeln!(out, "| {link} | {name} | {severity} | {vi} | {en} |");
    }
    let mut family: Option<Family> = None;
    for rule in RULES {
        if family.replace(rule.family()) != Some(rule.family()) {
            let label = rule.family().label();
            let _ = writeln!(out, "\n## {} · {}", label.vi, label.en);
        }
        section(rule, &mut out);
    }
    out
}

fn section(rule: &Rule, out: &mut String) {
    let _ = writeln!(out, "\n### {} {}\n", rule.code, rule.name);
    for lang in [Lang::Vi, Lang::En] {
        let severity = rule.severity.label();
        let (title, severity) = (rule.title.in_lang(lang), severity.in_lang(lang));
        let _ = writeln!(out, "**{title}** ({severity}). {}\n", rule.why.in_lang(lang));
        for (heading, text) in parts(rule) {
            let _ = writeln!(out, "- {}: {}", heading.in_lang(lang), text.in_lang(lang));
        }
        if !rule.needs.is_empty() {
            let heading = label!(vi: "Cần có", en: "Needs");
            let needs: Vec<_> =
                rule.needs.iter().map(|need| need.label().in_lang(lang).to_owned()).collect();
            let _ = writeln!(out, "- {}: {}", heading.in_lang(lang), needs.join(", "));
        }
        if lang == Lang::Vi {
            out.push('\n');
        }
    }
}

fn parts(rule: &Rule) -> [(Label, Label); 3] {
    [
        (label!(vi: "Ví dụ", en: "Example"), rule.example),
        (label!(vi: "Cách xử lý", en: "What to do"), rule.mend),
        (label!(vi: "Căn cứ", en: "Source"), rule.source),
    ]
}

fn severity_name(severity: Severity) -> &'static str {
    severity.label().en
}
