//! The one list of all rules.

use super::{Rule, data, eligibility, file};

/// Every rule of the program, in the order of the codes.
pub const RULES: &[&Rule] = &[
    &file::file_unreadable::RULE,
    &file::file_encrypted::RULE,
    &file::file_type_mismatch::RULE,
    &file::file_too_large::RULE,
    &file::no_form_found::RULE,
    &file::missing_column::RULE,
    &file::unmapped_column::RULE,
    &file::legacy_encoding::RULE,
    &file::hidden_data::RULE,
    &file::formula_without_value::RULE,
    &file::unit_unknown::RULE,
    &file::period_mismatch::RULE,
    &file::duplicate_file::RULE,
    &file::superseded_submission::RULE,
    &file::declared_total_mismatch::RULE,
    &file::broken_ordinal::RULE,
    &file::unread_row::RULE,
    &file::crossed_out_row::RULE,
    &file::empty_form::RULE,
    &file::unreadable_cells::RULE,
    &file::unsure_sheet::RULE,
    &data::missing_name::RULE,
    &data::suspicious_name::RULE,
    &data::missing_birth_date::RULE,
    &data::invalid_birth_date::RULE,
    &data::incomplete_birth_date::RULE,
    &data::ambiguous_date::RULE,
    &data::implausible_age::RULE,
    &data::missing_sex::RULE,
    &data::sex_conflict::RULE,
    &data::missing_national_id::RULE,
    &data::invalid_national_id::RULE,
    &data::national_id_birth_year_mismatch::RULE,
    &data::national_id_sex_mismatch::RULE,
    &data::old_national_id::RULE,
    &data::invalid_party_dates::RULE,
    &data::party_age::RULE,
    &data::invalid_party_card::RULE,
    &data::unknown_ethnicity::RULE,
    &data::unknown_education::RULE,
    &data::unknown_political_theory::RULE,
    &data::unknown_course::RULE,
    &data::study_mode_mismatch::RULE,
    &data::missing_course::RULE,
    &data::unknown_study_mode::RULE,
    &data::unknown_rating::RULE,
    &data::invalid_phone::RULE,
    &data::invalid_email::RULE,
    &eligibility::not_party_member::RULE,
    &eligibility::education_below_standard::RULE,
    &eligibility::under_age::RULE,
    &eligibility::already_qualified::RULE,
    &eligibility::position_not_eligible::RULE,
    &eligibility::rating_below_standard::RULE,
    &eligibility::near_age_limit::RULE,
];

/// The rule of this code (in any case) or name.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    let wanted = code_or_name.trim();
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(wanted) || rule.name == wanted)
}
