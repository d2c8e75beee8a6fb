//! Rules in words: the page of one rule, and the list of all.

use std::fmt::Write;

use super::{Family, RULES, Rule};
use crate::finding::Severity;
use crate::i18n::{Label, Lang};
use crate::label;

/// How wide text is set.
const WIDTH: usize = 96;

impl Severity {
    pub fn label(self) -> Label {
        match self {
            Severity::Info => label!(vi: "lưu ý", en: "info"),
            Severity::Warning => label!(vi: "cảnh báo", en: "warning"),
            Severity::Error => label!(vi: "lỗi", en: "error"),
        }
    }
}

/// All there is to know about a rule, as plain text: what it checks, why, an
/// example, how to mend it, its source and how to configure it.
pub fn explain(rule: &Rule, lang: Lang) -> String {
    let mut out = String::new();
    let say = |label: Label| match lang {
        Lang::Vi => label.vi,
        Lang::En => label.en,
    };
    let _ = writeln!(out, "{} {}: {}", rule.code, rule.name, say(rule.title));
    let severity = say(label!(vi: "Mức độ", en: "Severity"));
    let family = say(rule.family().label());
    let _ = writeln!(out, "{severity}: {} · {family}", say(rule.severity.label()));
    for (heading, text) in [
        (label!(vi: "Kiểm tra gì, vì sao", en: "What and why"), rule.why),
        (label!(vi: "Ví dụ", en: "Example"), rule.example),
        (label!(vi: "Cách xử lý", en: "What to do"), rule.mend),
        (label!(vi: "Căn cứ", en: "Source"), rule.source),
    ] {
        let _ = write!(out, "\n{}\n{}", say(heading), indented(say(text)));
    }
    if !rule.needs.is_empty() {
        let needs: Vec<_> = rule.needs.iter().map(|need| say(need.label())).collect();
        let heading = say(label!(vi: "Cần có", en: "Needs"));
        let _ = write!(out, "\n{heading}\n{}", indented(&needs.join(", ")));
    }
    let heading = say(label!(vi: "Thiết lập trong tonghop.toml", en: "Settings in tonghop.toml"));
    let choice = say(label!(
        vi: "hoặc \"info\", \"warning\", \"error\"",
        en: "or \"info\", \"warning\", \"error\"",
    ));
    let scope = say(label!(
        vi: "riêng một đơn vị; một lớp: [rules.course.TC-K45]",
        en: "for one unit; for one class: [rules.course.TC-K45]",
    ));
    let code = rule.code;
    let _ = write!(
        out,
        "\n{heading}\n  [rules]\n  {code} = \"off\"    # {choice}\n\n  \
         [rules.unit.CB-STC]    # {scope}\n  {code} = \"info\"\n",
    );
    out
}

/// The catalogue as plain text, one line for a rule, by families.
pub fn list(lang: Lang) -> String {
    let mut out = String::new();
    let mut family: Option<Family> = None;
    for rule in RULES {
        if family.replace(rule.family()) != Some(rule.family()) {
            let gap = if out.is_empty() { "" } else { "\n" };
            let _ = writeln!(out, "{gap}{}", rule.family().label().in_lang(lang));
        }
        let severity = rule.severity.label();
        let _ = writeln!(
            out,
            "  {}  {:32}  {:8}  {}",
            rule.code,
            rule.name,
            severity.in_lang(lang),
            rule.title.in_lang(lang),
        );
    }
    out
}

/// Lines of at most [`WIDTH`], set in by two.
fn indented(text: &str) -> String {
    let mut out = String::new();
    let mut line = String::from(" ");
    for word in text.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push_str(&line);
            out.push('\n');
            line = String::from(" ");
        }
        line.push(' ');
        line.push_str(word);
    }
    out + &line + "\n"
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, explain, indented, list};
    use crate::i18n::Lang;
    use crate::rules::{RULES, find};

    #[test]
    fn a_page_says_all_there_is_to_know_about_a_rule() {
        let page = explain(find("F112").unwrap(), Lang::Vi);
        for part in
            ["F112 period-mismatch: Biểu ghi kỳ khác", "cảnh báo", "Căn cứ", "F112 = \"off\""]
        {
            assert!(page.contains(part), "{part} is missing in:\n{page}");
        }
        assert!(page.lines().all(|line| line.chars().count() <= WIDTH));
    }

    #[test]
    fn the_list_names_every_rule_once() {
        let list = list(Lang::En);
        for rule in RULES {
            assert_eq!(list.matches(&format!("  {}  ", rule.code)).count(), 1, "{}", rule.code);
        }
    }

    #[test]
    fn long_texts_are_broken_between_words() {
        let text = "chữ ".repeat(60);
        assert!(indented(&text).lines().count() > 2);
        assert_eq!(indented("một hai"), "  một hai\n");
    }
}
