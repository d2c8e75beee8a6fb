//! Tables that stand side by side under one row of headings.

use super::header;
use super::heading_tree::Heading;
use crate::config::templates::FormTemplate;
use crate::model::role::Role;
use crate::text::fold::fold;

/// Splits headings where the list begins anew: the same headings once more, to the right.
pub(super) fn side_by_side(headings: Vec<Heading>, form: &FormTemplate) -> Vec<Vec<Heading>> {
    let role = |heading: &Heading| form.lexicon.best_role(&heading.parts());
    let roles: Vec<Option<Role>> = headings.iter().map(role).collect();
    let keys = header::keys(form);
    let is_key =
        |index: usize| roles.get(index).copied().flatten().is_some_and(|role| keys.contains(&role));
    let same = |a: usize, b: usize| match (headings.get(a), headings.get(b)) {
        (Some(a), Some(b)) => {
            !a.path.is_empty() && a.at != b.at && fold(&a.joined()) == fold(&b.joined())
        }
        _ => false,
    };
    // The second half may be headed in other words: `Họ và tên (in hoa)`, `Họ và tên`.
    let alike = |a: usize, b: usize| {
        let role = |index: usize| roles.get(index).copied().flatten();
        same(a, b) || role(a).is_some() && role(a) == role(b)
    };
    let firsts: Vec<usize> =
        (0..headings.len()).filter(|index| !headings[*index].path.is_empty()).collect();
    let Some(&start) = firsts.first() else { return vec![headings] };
    let first_key = (0..headings.len()).find(|index| is_key(*index));
    let Some(first_key) = first_key else { return vec![headings] };
    let mut cuts = vec![0];
    for index in first_key + 1..headings.len() {
        // Without a column before the name, a second name may be somebody else's.
        let named =
            if first_key > start { alike(first_key, index) } else { same(first_key, index) };
        let again = index >= first_key - start && named && {
            let begin = index - (first_key - start);
            // All headings left of the name stand left of the name again.
            (start..first_key).all(|left| alike(left, begin + left - start))
        };
        if again && cuts.last().is_some_and(|cut| index - (first_key - start) > *cut) {
            cuts.push(index - (first_key - start));
        }
    }
    let mut parts = Vec::new();
    let mut rest = headings;
    for cut in cuts.into_iter().skip(1).rev() {
        parts.push(rest.split_off(cut));
    }
    parts.push(rest);
    parts.reverse();
    // A blank column or two between tables belongs to neither.
    for part in &mut parts {
        while part.last().is_some_and(|heading| heading.path.is_empty()) && part.len() > 1 {
            part.pop();
        }
    }
    parts
}
