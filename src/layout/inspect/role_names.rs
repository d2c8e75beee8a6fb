//! What the meaning of a column is called.

use crate::config::Templates;
use crate::config::templates::FormTemplate;
use crate::i18n::Text;
use crate::label;
use crate::model::role::Role;

/// The name of a column's meaning, as the form's template calls it.
pub(super) fn role_name(role: Role, form: Option<&FormTemplate>) -> Text {
    match role {
        Role::Extra => label!(vi: "cột ngoài biểu mẫu", en: "beyond the template").to_text(),
        role => form.map_or_else(|| Text::same(role.to_string()), |form| form.label_of(role)),
    }
}

/// The names of several meanings: `Họ và tên, Lớp đăng ký`.
pub(super) fn role_names(roles: &[Role], form: Option<&FormTemplate>) -> Text {
    let names: Vec<Text> = roles.iter().map(|role| role_name(*role, form)).collect();
    let vi: Vec<&str> = names.iter().map(|name| name.vi.as_str()).collect();
    let en: Vec<&str> = names.iter().map(|name| name.en.as_str()).collect();
    Text { vi: vi.join(", "), en: en.join(", ") }
}

/// The form that every list of people is measured by.
pub(super) fn registration(templates: &Templates) -> Option<&FormTemplate> {
    templates.form("registration").map(AsRef::as_ref)
}

#[cfg(test)]
mod tests {
    use super::{registration, role_name};
    use crate::config::Templates;
    use crate::model::role::Role;

    #[test]
    fn every_column_that_a_form_knows_has_a_name_in_both_languages() {
        let form = registration(Templates::built_in());
        for field in &form.unwrap().fields {
            let name = role_name(field.role, form);
            let code = field.role.to_string();
            assert!(name.vi != code && name.en != code, "{code}");
        }
        assert_eq!(role_name(Role::Extra, form).vi, "cột ngoài biểu mẫu");
    }
}
