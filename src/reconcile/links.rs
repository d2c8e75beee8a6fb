//! What the engine found, in words: links between rows with their steps and a
//! sentence, as the review sheet and `explain` show them.

use super::cluster::{Edge, Held};
use super::engine::Linked;
use super::score::{Scorer, Verdict};
use crate::i18n::Text;
use crate::model::batch::{Link, LinkStep, LinkVerdict, RecordAt};
use crate::text;

/// Weights below this are not worth a word in a sentence.
const WORTH_SAYING: f64 = 1.0;

/// The links between the rows of the period, by rows. `rows` tells where each row stands.
pub fn links(linked: &Linked, rows: &[RecordAt]) -> Vec<Link> {
    let mut links: Vec<Link> =
        linked.edges.iter().filter_map(|edge| link(linked, rows, edge)).collect();
    links.sort_by_key(|link| (link.a, link.b));
    links
}

fn link(linked: &Linked, rows: &[RecordAt], edge: &Edge) -> Option<Link> {
    let (&a, &b) = (rows.get(edge.a as usize)?, rows.get(edge.b as usize)?);
    let together = linked.groups.together(edge.a, edge.b);
    if linked.given.different.contains(&(edge.a, edge.b)) {
        return None;
    }
    let verdict = match (edge.score.verdict, together) {
        (_, true) if linked.given.same.contains(&(edge.a, edge.b)) => LinkVerdict::Same,
        (Verdict::Apart, _) | (Verdict::Undecided, true) => return None,
        (Verdict::SharedNumber, _) => LinkVerdict::SharedNumber,
        (Verdict::Same, true) => LinkVerdict::Same,
        (Verdict::Same | Verdict::Undecided, false) => LinkVerdict::Undecided,
    };
    let steps = steps(&linked.scorer, edge.a, edge.b);
    let mut reason = sentence(&steps);
    let why = match linked.given.same.contains(&(edge.a, edge.b)) {
        true => Some(text!(
            vi: "cán bộ xác định là một người",
            en: "the officer said that they are one person",
        )),
        false => held_back(linked, edge),
    };
    if let Some(why) = why {
        let Text { vi, en } = reason;
        let Text { vi: why_vi, en: why_en } = why;
        reason = text!(vi: "{vi} ({why_vi})", en: "{en} ({why_en})");
    }
    Some(Link { a: a.min(b), b: a.max(b), verdict, weight: edge.score.weight, steps, reason })
}

/// Why a pair that weighs enough is not one person.
fn held_back(linked: &Linked, edge: &Edge) -> Option<Text> {
    if let Some(guard) = edge.score.guard {
        let guard = linked.scorer.matching.guards.get(guard)?;
        return Some(Text { vi: guard.vi.clone(), en: guard.en.clone() });
    }
    let held = linked.groups.held.iter().find(|(held, _)| (held.a, held.b) == (edge.a, edge.b))?;
    Some(match held.1 {
        Held::Chain => text!(
            vi: "nhưng các dòng khác của hai người này mâu thuẫn nhau",
            en: "but other rows of the two contradict each other",
        ),
        Held::Size => text!(
            vi: "nhưng một người sẽ có quá nhiều dòng",
            en: "but one person would have too many rows",
        ),
        Held::Run => text!(
            vi: "nhưng kỳ này có quá nhiều dòng trùng nên phải xem lại",
            en: "but too many rows of this period look alike, so this needs a look",
        ),
        Held::Officer => text!(
            vi: "nhưng cán bộ đã xác định có dòng là người khác",
            en: "but the officer said that some of the rows are another person",
        ),
    })
}

/// The levels that a pair reaches, strongest first.
pub fn steps(scorer: &Scorer, a: u32, b: u32) -> Vec<LinkStep> {
    let reached = scorer.reached(a, b);
    let fields = scorer.matching.fields.iter().zip(&reached);
    let mut steps: Vec<LinkStep> = fields
        .filter_map(|(field, step)| {
            let (at, weight) = (*step)?;
            let level = field.levels.get(at)?.text();
            Some(LinkStep { field: field.name.clone(), level, weight })
        })
        .collect();
    if scorer.chance() > 0.0 {
        steps.push(LinkStep {
            field: "rows".to_owned(),
            level: text!(vi: "nhiều dòng, dễ trùng ngẫu nhiên", en: "many rows, likelier chance matches"),
            weight: -scorer.chance(),
        });
    }
    steps.sort_by(|x, y| y.weight.abs().total_cmp(&x.weight.abs()));
    steps
}

/// `cùng CCCD, cùng ngày sinh, nhưng khác họ tên`
pub fn sentence(steps: &[LinkStep]) -> Text {
    let in_lang = |pick: fn(&Text) -> &str, but: &str| {
        let say = |speaks: fn(f64) -> bool| {
            let said = steps.iter().filter(|step| speaks(step.weight));
            said.map(|step| pick(&step.level)).collect::<Vec<_>>().join(", ")
        };
        let mut agree = say(|weight| weight >= WORTH_SAYING);
        if agree.is_empty() {
            agree = say(|weight| weight > 0.0);
        }
        let differ = say(|weight| weight <= -WORTH_SAYING);
        match (agree.is_empty(), differ.is_empty()) {
            (_, true) => agree,
            (true, false) => differ,
            (false, false) => format!("{agree}, {but} {differ}"),
        }
    };
    Text { vi: in_lang(|text| &text.vi, "nhưng"), en: in_lang(|text| &text.en, "but") }
}

#[cfg(test)]
mod tests {
    use super::sentence;
    use crate::i18n::Text;
    use crate::model::batch::LinkStep;

    #[test]
    fn a_sentence_says_what_agrees_and_what_does_not() {
        let step = |level: &str, weight| LinkStep {
            field: String::new(),
            level: Text::same(level),
            weight,
        };
        let steps =
            [step("cùng CCCD", 17.0), step("khác họ tên", -11.0), step("cùng giới tính", 0.3)];
        assert_eq!(sentence(&steps).vi, "cùng CCCD, nhưng khác họ tên");
        assert_eq!(sentence(&steps[2..]).en, "cùng giới tính");
    }
}
