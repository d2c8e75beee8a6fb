//! Keeps the shape of the program: who may use whom, who may use which package.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Each module and the modules it may use. Read top to bottom: a module only
/// ever uses modules above it, so there can be no cycle. (`text` stands in most
/// lines for the macro of that name too.)
const LAYERS: &[(&str, &[&str])] = &[
    ("i18n", &[]),
    ("text", &["i18n"]),
    ("model", &["i18n", "text"]),
    ("finding", &["i18n", "text", "model"]),
    ("config", &["i18n", "text", "model", "finding"]),
    ("rules", &["i18n", "text", "model", "finding", "config"]),
    ("intake", &["i18n", "text", "model", "finding", "config"]),
    ("layout", &["i18n", "text", "model", "finding", "config"]),
    ("redact", &["i18n", "text", "model", "finding", "config", "layout"]),
    ("normalise", &["i18n", "text", "model", "finding", "config", "layout"]),
    ("reference", &["i18n", "text", "model", "finding", "config", "intake", "layout", "normalise"]),
    ("reconcile", &["i18n", "text", "model", "finding", "config", "rules"]),
    ("decisions", &["i18n", "text", "model", "finding"]),
    ("cycle", &["i18n", "text", "model", "finding", "config", "rules", "normalise", "reconcile"]),
    ("report", &["i18n", "text", "model", "finding", "config", "rules", "cycle"]),
    ("mail", &["i18n", "text"]),
    ("workspace", &["i18n", "text", "model", "config"]),
    (
        "pipeline",
        &[
            "i18n",
            "text",
            "model",
            "finding",
            "config",
            "rules",
            "intake",
            "layout",
            "redact",
            "normalise",
            "reference",
            "reconcile",
            "decisions",
            "cycle",
            "report",
            "mail",
            "workspace",
        ],
    ),
    (
        "cli",
        &[
            "i18n",
            "text",
            "model",
            "finding",
            "config",
            "rules",
            "layout",
            "reconcile",
            "cycle",
            "report",
            "mail",
            "workspace",
            "pipeline",
        ],
    ),
];

/// Packages that only one module may know.
const HOMES: &[(&str, &str)] = &[
    ("calamine", "intake"),
    ("quick_xml", "intake"),
    ("zip", "intake"),
    ("cfb", "intake"),
    ("rust_xlsxwriter", "report"),
    ("parquet", "report"),
    ("icu_collator", "text"),
    ("clap", "cli"),
    ("indicatif", "cli"),
    ("ctrlc", "cli"),
    ("aes", "intake"),
];

#[test]
fn modules_use_only_what_their_layer_allows() {
    let mut above = BTreeSet::new();
    for (module, allowed) in LAYERS {
        for used in *allowed {
            assert!(above.contains(used), "{module} is listed above {used}, which it uses");
        }
        above.insert(*module);
        for (path, source) in sources(module) {
            for used in crate_paths(&source) {
                let known = LAYERS.iter().any(|(module, _)| *module == used);
                assert!(
                    !known || used == *module || allowed.contains(&used.as_str()),
                    "{path}: {module} may not use {used}"
                );
            }
        }
    }
}

#[test]
fn every_module_has_its_layer() {
    for line in read("src/lib.rs").lines() {
        if let Some(module) = line.strip_prefix("pub mod ") {
            let module = module.trim_end_matches(';');
            assert!(
                LAYERS.iter().any(|(name, _)| *name == module),
                "give {module} a line in LAYERS"
            );
        }
    }
}

#[test]
fn packages_stay_in_their_home() {
    for (package, home) in HOMES {
        for (module, _) in LAYERS.iter().filter(|(module, _)| module != home) {
            for (path, source) in sources(module) {
                let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
                let used = code.into_iter().any(|line| uses(line, package));
                assert!(!used, "{path}: only {home} may know {package}");
            }
        }
    }
}

/// Is the package named as the start of a path?
fn uses(line: &str, package: &str) -> bool {
    let path = format!("{package}::");
    line.match_indices(&path)
        .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn sources(module: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut todo = vec![format!("src/{module}.rs"), format!("src/{module}")];
    while let Some(path) = todo.pop() {
        if Path::new(&path).is_dir() {
            let entries = fs::read_dir(&path).unwrap().map(Result::unwrap);
            todo.extend(entries.map(|entry| entry.path().display().to_string()));
        } else if path.ends_with(".rs") && Path::new(&path).exists() {
            found.push((path.clone(), read(&path)));
        }
    }
    found
}

/// The first segment of every `crate::…` path outside tests; `crate::{a, b}` counts both.
fn crate_paths(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or(source);
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect();
    let mut found = Vec::new();
    for after in code.split("crate::").skip(1) {
        let group = after.strip_prefix('{').map(|group| group.split('}').next().unwrap_or(group));
        for item in group.unwrap_or(after).split(',') {
            let name = item.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_');
            found.push(name.collect());
            if group.is_none() {
                break;
            }
        }
    }
    found
}
