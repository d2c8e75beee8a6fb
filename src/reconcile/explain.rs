//! Why two rows are one person, or not: the waterfall of weights in words.

use super::compared::Compared;
use super::links::{sentence, steps};
use super::score::{Score, Scorer, Verdict};
use crate::config::matching::Matching;
use crate::i18n::{Lang, Text};
use crate::model::batch::{Batch, LinkStep, RecordAt};
use crate::model::record::Record;
use crate::model::submission::Submission;
use crate::text;

/// How two rows compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Strongest first.
    pub steps: Vec<LinkStep>,
    pub weight: f64,
    /// What that makes the pair, and what held it back.
    pub outcome: Text,
    /// What agrees and what does not.
    pub reason: Text,
    /// What became of the pair, where that is not what its own weight makes of it.
    though: Option<Text>,
    rows: [String; 2],
    limits: (f64, f64),
}

/// Compares two rows of a batch, whether they were ever looked at together
/// and whether their forms count or not.
pub fn explain(
    batch: &Batch,
    matching: &Matching,
    a: RecordAt,
    b: RecordAt,
) -> Option<Explanation> {
    let rows = [name_of(batch.record(a)?), name_of(batch.record(b)?)];
    let uncounted = |at: &RecordAt| {
        !batch.submissions.get(at.submission as usize).is_some_and(Submission::counts)
    };
    let further: Vec<RecordAt> = [a, b].into_iter().filter(uncounted).collect();
    let compared = Compared::with(batch, matching, &further);
    let (row_a, row_b) = (compared.row_of(a)?, compared.row_of(b)?);
    let scorer = scorer(matching, &compared);
    let score = scorer.score(row_a, row_b);
    let steps = steps(&scorer, row_a, row_b);
    Some(Explanation {
        weight: score.weight,
        outcome: outcome(matching, &score),
        reason: sentence(&steps),
        though: though(batch, score.verdict, a, b),
        steps,
        rows,
        limits: (matching.thresholds.same, matching.thresholds.undecided),
    })
}

/// For measuring: per pair of rows, for each field of the specification which
/// of its levels they reach.
pub fn levels(
    batch: &Batch,
    matching: &Matching,
    pairs: &[(RecordAt, RecordAt)],
) -> Vec<Vec<Option<usize>>> {
    let compared = Compared::of(batch, matching);
    let scorer = scorer(matching, &compared);
    let row = |at: RecordAt| compared.row_of(at).unwrap_or(u32::MAX);
    let reached = pairs.iter().map(|&(a, b)| scorer.reached(row(a), row(b)));
    reached.map(|reached| reached.iter().map(|step| step.map(|(at, _)| at)).collect()).collect()
}

fn scorer<'a>(matching: &'a Matching, compared: &'a Compared) -> Scorer<'a> {
    Scorer::new(matching, &compared.table, compared.current() as usize)
}

/// What became of the pair, where that is not what its own weight makes of it.
fn though(batch: &Batch, verdict: Verdict, a: RecordAt, b: RecordAt) -> Option<Text> {
    let together =
        batch.people.iter().any(|person| person.rows.contains(&a) && person.rows.contains(&b));
    let link = batch.links.iter().find(|link| (link.a, link.b) == (a.min(b), a.max(b)));
    match (together, verdict == Verdict::Same, link) {
        (true, true, _) | (false, false, _) => None,
        (true, false, Some(link)) | (false, true, Some(link)) => Some(link.reason.clone()),
        (true, false, None) => Some(text!(
            vi: "đã là một người qua các dòng khác của người đó, hoặc từ kỳ trước",
            en: "one person all the same, through other rows of theirs or an earlier month",
        )),
        (false, true, None) => Some(text!(
            vi: "để riêng: cán bộ đã quyết định, hoặc biểu của dòng này không được tính",
            en: "kept apart: the officer decided so, or the form of the row does not count",
        )),
    }
}

fn outcome(matching: &Matching, score: &Score) -> Text {
    let verdict = match score.verdict {
        Verdict::Same => text!(vi: "một người", en: "one person"),
        Verdict::Undecided => text!(vi: "để cán bộ xem", en: "left to the officer"),
        Verdict::SharedNumber => {
            text!(vi: "hai người dùng chung một số", en: "two people on one number")
        }
        Verdict::Apart => text!(vi: "hai người", en: "two people"),
    };
    let Some(guard) = score.guard.and_then(|guard| matching.guards.get(guard)) else {
        return verdict;
    };
    let (Text { vi, en }, held_vi, held_en) = (verdict, &guard.vi, &guard.en);
    text!(vi: "{vi} ({held_vi})", en: "{en} ({held_en})")
}

fn name_of(record: &Record) -> String {
    let name = record.full_name.value.as_ref().map(|name| &*name.full);
    let name = name.or(record.full_name.raw.as_deref()).unwrap_or("…");
    let sheet = record.place.sheet.as_deref().map(|sheet| format!(", {sheet}")).unwrap_or_default();
    let row = record.place.row.map(|row| format!(", {}", row + 1)).unwrap_or_default();
    format!("{name} ({}{sheet}{row})", record.place.file)
}

impl Explanation {
    /// The waterfall as lines of text.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines = self.rows.to_vec();
        lines.push(String::new());
        let line = |weight: f64, words: &str| format!("{:>7}  {words}", signed(weight, lang));
        lines.extend(self.steps.iter().map(|step| line(step.weight, step.level.in_lang(lang))));
        lines.push("  ─────".to_owned());
        let (same, undecided) = (number(self.limits.0, lang), number(self.limits.1, lang));
        let sum = text!(
            vi: "tổng; từ {same} là một người, từ {undecided} để cán bộ xem",
            en: "in all; one person from {same}, left to the officer from {undecided}",
        );
        lines.push(line(self.weight, sum.in_lang(lang)));
        lines.push(String::new());
        lines.push(format!("→ {}: {}", self.outcome.in_lang(lang), self.reason.in_lang(lang)));
        lines.extend(self.though.iter().map(|though| format!("  {}", though.in_lang(lang))));
        lines
    }
}

/// `+12,5`, `−4,0`
fn signed(weight: f64, lang: Lang) -> String {
    let sign = if weight < 0.0 { '−' } else { '+' };
    format!("{sign}{}", number(weight.abs(), lang))
}

fn number(weight: f64, lang: Lang) -> String {
    let words = format!("{weight:.1}");
    match lang {
        Lang::Vi => words.replace('.', ","),
        Lang::En => words,
    }
}

#[cfg(test)]
mod tests {
    use super::{explain, levels};
    use crate::config::matching::Matching;
    use crate::i18n::Lang;
    use crate::model::batch::{Batch, RecordAt, Rulings};
    use crate::model::period::Period;
    use crate::model::place::Place;
    use crate::model::reference::ReferenceLists;
    use crate::model::submission::Standing;
    use crate::reconcile::samples::{Row, form};
    use crate::reconcile::{Earlier, batch};

    const STRANGER: Row = Row { name: "", birth: "", id: "", phone: "", town: "" };

    fn two_rows() -> Batch {
        let hoa = Row {
            name: "Bùi Thị Hoa",
            birth: "1985-05-12",
            id: "017185001234",
            phone: "",
            town: "",
        };
        let mut form = form("inbox/2026-11/a.xlsx", "CB-1");
        for (row, one) in [hoa, Row { name: "Bùi Thi Hoa", id: "", ..hoa }].iter().enumerate() {
            let place = Place::sheet(&form.source.path, &"Danh sách".into()).at_row(row as u32 + 8);
            form.records.push(crate::model::record::Record { place, ..one.record() });
        }
        let period = Period { year: 2026, month: 11 };
        let (lists, earlier) = (ReferenceLists::default(), Earlier::default());
        batch(period, vec![form], lists.into(), earlier, Matching::built_in(), &Rulings::default())
            .0
    }

    #[test]
    fn a_pair_is_explained_as_a_waterfall() {
        let batch = two_rows();
        let at = |record| RecordAt { submission: 0, record };
        let told = explain(&batch, Matching::built_in(), at(0), at(1)).unwrap();
        let lines = told.lines(Lang::Vi);
        assert_eq!(lines[0], "Bùi Thị Hoa (inbox/2026-11/a.xlsx, Danh sách, 9)");
        assert!(lines[3].ends_with("  cùng ngày sinh") && lines[3].contains("+12,5"), "{lines:#?}");
        assert!(lines.last().unwrap().starts_with("→ một người: cùng ngày sinh, tên thiếu dấu"));
        let sum: f64 = told.steps.iter().map(|step| step.weight).sum();
        assert!((sum - told.weight).abs() < 1e-9);
        assert_eq!(told.weight, batch.links[0].weight, "as the run weighed it");
    }

    #[test]
    fn a_pair_that_was_never_looked_at_is_explained_too() {
        let mut batch = two_rows();
        let stranger = Row { name: "Đinh Công Sơn", birth: "1979-10-30", ..STRANGER };
        batch.submissions[0].records.push(stranger.record());
        let at = |record| RecordAt { submission: 0, record };
        let told = explain(&batch, Matching::built_in(), at(0), at(2)).unwrap();
        assert!(told.weight < 0.0 && told.steps.iter().any(|step| step.field == "full_name"));
        assert!(told.lines(Lang::Vi).last().unwrap().starts_with("→ hai người: khác họ tên"));
        let reached = levels(&batch, Matching::built_in(), &[(at(0), at(0)), (at(0), at(2))]);
        let name = Matching::built_in().field("full_name").unwrap();
        assert_eq!((reached[0][name], reached[1][name].is_some_and(|at| at > 9)), (Some(0), true));
    }

    #[test]
    fn rows_of_a_form_that_does_not_count_can_be_compared() {
        let mut batch = two_rows();
        batch.submissions[0].standing = Standing::SupersededBy("b.xlsx".into());
        (batch.people, batch.links) = Default::default();
        let at = |record| RecordAt { submission: 0, record };
        let told = explain(&batch, Matching::built_in(), at(1), at(0)).unwrap();
        assert!(told.lines(Lang::Vi).last().unwrap().contains("không được tính"));
    }
}
