//! Keeps the rule catalogue whole: every file listed, every code once, every
//! text there, the page about them up to date.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tonghop::i18n::Label;
use tonghop::rules::{RULES, Rule, page};

const FAMILIES: &[(char, &str)] =
    &[('F', "file"), ('D', "data"), ('E', "eligibility"), ('R', "reconciliation"), ('Q', "plan")];

#[test]
fn every_rule_file_is_listed() {
    let catalogue = fs::read_to_string("src/rules/catalogue.rs").unwrap();
    for (_, family) in FAMILIES {
        for name in rule_files(family) {
            let line = format!("&{family}::{name}::RULE,");
            assert!(catalogue.contains(&line), "add `{line}` to RULES in src/rules/catalogue.rs");
        }
    }
}

#[test]
fn every_rule_lives_in_the_file_of_its_name() {
    for rule in RULES {
        let family = family_of(rule);
        let path = format!("src/rules/{family}/{}.rs", rule.name.replace('-', "_"));
        assert!(Path::new(&path).exists(), "{} {} should live in {path}", rule.code, rule.name);
        let source = fs::read_to_string(&path).unwrap();
        let head = format!("//! {}: ", rule.code);
        assert!(source.starts_with(&head), "{path} should begin with `{head}`");
    }
}

#[test]
fn codes_are_used_once_and_in_order() {
    for pair in RULES.windows(2) {
        let place = |rule: &Rule| {
            let family = FAMILIES.iter().position(|(letter, _)| rule.code.starts_with(*letter));
            (family.expect("a known family"), rule.code)
        };
        assert!(place(pair[0]) < place(pair[1]), "{} comes before {}", pair[0].code, pair[1].code);
    }
    let names: BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len(), "two rules share a name");
}

#[test]
fn every_text_is_there_in_both_languages() {
    for rule in RULES {
        let Rule { code, title, why, mend, example, source, .. } = rule;
        for (what, text) in [
            ("title", title),
            ("why", why),
            ("mend", mend),
            ("example", example),
            ("source", source),
        ] {
            assert_text(&format!("{code} {what}"), text);
        }
        for sentence in [why, mend] {
            assert!(sentence.vi.ends_with('.') && sentence.en.ends_with('.'), "{code}: full stop");
        }
    }
}

#[test]
fn every_rule_has_an_allowed_and_a_reported_case() {
    for rule in RULES {
        let path = format!("src/rules/{}/{}.rs", family_of(rule), rule.name.replace('-', "_"));
        let source = fs::read_to_string(&path).unwrap();
        for case in ["fn allows_", "fn reports_"] {
            assert!(source.contains(case), "{path} has no test `{case}…`");
        }
    }
}

#[test]
fn the_rules_agreed_on_are_all_there() {
    let known: BTreeSet<_> = RULES.iter().map(|rule| (rule.code, rule.name)).collect();
    for line in include_str!("agreed_rules.txt").lines() {
        let (code, name) = line.split_once(' ').unwrap();
        assert!(known.contains(&(code, name)), "{line} is missing or renamed");
    }
}

#[test]
fn the_page_is_up_to_date() {
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        fs::write("docs/rules.md", &page).unwrap();
    }
    let on_disk = fs::read_to_string("docs/rules.md").unwrap_or_default();
    assert!(on_disk == page, "run `UPDATE=1 cargo test --test catalogue` to rewrite docs/rules.md");
}

fn assert_text(what: &str, text: &Label) {
    assert!(!text.vi.trim().is_empty() && !text.en.trim().is_empty(), "{what} is empty");
    assert!(text.vi != text.en || what.ends_with("example"), "{what} is not translated");
}

fn family_of(rule: &Rule) -> &'static str {
    let letter = rule.code.chars().next().unwrap();
    FAMILIES.iter().find(|(of, _)| *of == letter).unwrap().1
}

fn rule_files(family: &str) -> Vec<String> {
    let files = fs::read_dir(format!("src/rules/{family}")).into_iter().flatten();
    let stems = files.map(|file| file.unwrap().path().file_stem().unwrap().to_owned());
    let names = stems.map(|stem| stem.into_string().unwrap());
    let is_rule = |name: &String| {
        let source = fs::read_to_string(format!("src/rules/{family}/{name}.rs")).unwrap();
        source.contains("pub const RULE: Rule")
    };
    names.filter(is_rule).collect()
}
