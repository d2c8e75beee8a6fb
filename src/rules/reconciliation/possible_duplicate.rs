//! R404: two rows may be one person; there is evidence both ways.

use super::{linked, place_name};
use crate::finding::{Findings, Severity};
use crate::model::batch::{Batch, LinkVerdict};
use crate::model::role::FieldKey;
use crate::rules::{Check, Context, Rule};
use crate::{label, text};

pub const RULE: Rule = Rule {
    code: "R404",
    name: "possible-duplicate",
    severity: Severity::Warning,
    title: label!(vi: "Có thể cùng một người", en: "Possibly one person"),
    why: label!(
        vi: "Hai dòng giống nhau ở một số điểm nhưng khác ở điểm khác nên chương trình không tự gộp; cán bộ quyết định.",
        en: "Two rows agree in some points and differ in others, so they are not joined; the officer decides.",
    ),
    mend: label!(
        vi: "Đối chiếu hai dòng: nếu là một người thì sửa cho giống nhau hoặc xóa dòng thừa; nếu là hai người thì chọn “chấp nhận” cả hai.",
        en: "Compare both rows: if they are one person, make them agree or delete one; if they are two, accept both.",
    ),
    example: label!(
        vi: "Nguyễn Thị Hoà, 1985, Sở Y tế và Nguyễn Thị Hòa, 12/05/1985, Bệnh viện tỉnh",
        en: "Nguyễn Thị Hoà, 1985, and Nguyễn Thị Hòa, 12/05/1985, of two units",
    ),
    source: label!(
        vi: "Cách so khớp trong templates/matching.toml",
        en: "The comparison described in templates/matching.toml",
    ),
    needs: &[],
    check: Check::Batch(check),
};

fn check(batch: &Batch, context: &Context, findings: &mut Findings) {
    for (at, others) in linked(context, LinkVerdict::Undecided) {
        let (Some(record), Some((first, reason))) = (batch.record(at), others.first()) else {
            continue;
        };
        let place = place_name(first, record);
        let (vi, en) = (&place.vi, &place.en);
        let (why_vi, why_en) = (reason.vi.trim_end_matches('.'), reason.en.trim_end_matches('.'));
        let mut message = text!(
            vi: "Có thể cùng một người với {vi}: {why_vi}.",
            en: "Possibly the same person as in {en}: {why_en}.",
        );
        let more = others.len() - 1;
        if more > 0 {
            message.vi.push_str(&format!(" Còn {more} dòng tương tự."));
            message.en.push_str(&format!(" There are {more} more such rows."));
        }
        findings
            .on_field(record, FieldKey::FullName, message)
            .suggest(RULE.mend.to_text())
            .relate(others.iter().map(|(other, _)| other.id.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::batch::{Batch, LinkVerdict};
    use crate::rules::test_support::{at, batch, form, link, on_batch, other_row, row};

    fn linked(verdict: LinkVerdict) -> Batch {
        let rows = vec![row(), other_row(2, "Nguyễn Văn Anh"), other_row(3, "Nguyễn Văn Ảnh")];
        let mut batch = batch(vec![form(rows)]);
        batch.links = vec![link(at(0, 0), at(0, 1), verdict), link(at(0, 0), at(0, 2), verdict)];
        batch
    }

    #[test]
    fn allows_rows_that_are_plainly_one_person_or_two() {
        for verdict in [LinkVerdict::Same, LinkVerdict::SharedNumber] {
            assert!(on_batch(&RULE, &linked(verdict)).is_empty());
        }
    }

    #[test]
    fn reports_once_per_row_with_all_the_others() {
        let found = on_batch(&RULE, &linked(LinkVerdict::Undecided));
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].related.len(), 2);
        assert!(found[0].message.vi.ends_with("cùng họ tên. Còn 1 dòng tương tự."));
        assert_eq!(found[2].related, ["r1".into()]);
    }
}
