//! Settings about rules that name nothing: a rule, unit or class that is not there.

use super::find;
use crate::config::rule_settings::RuleSettings;
use crate::i18n::Text;
use crate::model::reference::ReferenceLists;
use crate::text;

/// Every key of `[rules]` that names no rule, with what is wrong. Such a
/// setting is a mistake: the officer means a rule that then goes on speaking.
pub fn unknown_rules(settings: &RuleSettings) -> Vec<(String, Text)> {
    let unknown = settings.named().filter(|(_, rule)| find(rule).is_none());
    unknown
        .map(|(key, rule)| {
            let message = text!(
                vi: "không có quy tắc “{rule}”; xem danh sách bằng lệnh tonghop rules",
                en: "there is no rule “{rule}”; see the list with tonghop rules",
            );
            (key, message)
        })
        .collect()
}

/// Settings that no longer do anything: their unit or class is not in the
/// officer's lists. Lists that the workspace lacks are not asked.
pub fn stale_settings(settings: &RuleSettings, lists: &ReferenceLists) -> Vec<Text> {
    let mut stale = Vec::new();
    for unit in settings.unit.keys() {
        if lists.units.as_ref().is_some_and(|units| !units.contains_key(unit.as_str())) {
            stale.push(text!(
                vi: "[rules.unit.{unit}]: danh mục tổ chức đảng không có mã này; thiết lập không còn tác dụng",
                en: "[rules.unit.{unit}]: the list of units has no such code; the setting does nothing",
            ));
        }
    }
    for course in settings.course.keys() {
        if lists.courses.as_ref().is_some_and(|courses| !courses.contains_key(course.as_str())) {
            stale.push(text!(
                vi: "[rules.course.{course}]: danh mục lớp học không có mã này; thiết lập không còn tác dụng",
                en: "[rules.course.{course}]: the list of classes has no such code; the setting does nothing",
            ));
        }
    }
    stale
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Settings, parse_toml};
    use crate::rules::test_support::lists;

    fn read(content: &str) -> RuleSettings {
        parse_toml::<Settings>("tonghop.toml", content).unwrap().rules
    }

    #[test]
    fn a_setting_for_no_rule_is_named() {
        let rules = read("[rules]\nD235 = \"off\"\nD999 = \"off\"\nfile-encrypted = \"info\"\n");
        let unknown = unknown_rules(&rules);
        assert_eq!(unknown.len(), 1);
        assert_eq!(unknown[0].0, "rules.D999");
    }

    #[test]
    fn a_setting_for_a_unit_that_is_gone_is_stale() {
        let rules =
            read("[rules.unit.CB-OLD]\nF111 = \"off\"\n[rules.course.TC-K45]\nF111 = \"off\"\n");
        let stale = stale_settings(&rules, &lists());
        assert_eq!(stale.len(), 1);
        assert!(stale[0].en.contains("CB-OLD"));
        assert!(stale_settings(&rules, &ReferenceLists::default()).is_empty());
    }
}
