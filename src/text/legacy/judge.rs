//! Decides cell by cell with the evidence of all.
//!
//! Every text is weighed by itself; what its column, sheet and file hold
//! besides tilts the scales ([`super::pool`]). So a lone `Dòng` among legacy
//! names is decoded, one foreign word in a Unicode list is not, and a column
//! with both is told apart by its words and, where these do not tell, by the
//! cells around.

use rustc_hash::FxHashMap;

use super::decode::Decoder;
use super::evidence::{Evidence, Scales};
use super::fonts::FontEncoding;
use super::pages::CodePage;
use super::pool::Pools;
use super::surroundings::Surroundings;
use super::{LegacyEncoding, utf8};

/// A text cell, as far as the judge must know it.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    pub sheet: u32,
    pub row: u32,
    pub column: u32,
    pub text: &'a str,
    pub font: Option<FontEncoding>,
}

/// What a decision rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    Font,
    Evidence,
}

/// A cell is legacy text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub decoder: Decoder,
    pub basis: Basis,
}

/// One value for each encoding that is pooled.
pub(super) type Each = [f32; 2];
const POOLED: [LegacyEncoding; 2] = [LegacyEncoding::Tcvn3, LegacyEncoding::Vni];

/// What a font made for the encoding weighs: as much as a word that is surely Unicode.
const FONT: f32 = 8.0;
/// Below this a text does not tell by itself.
const TELLING: f32 = 2.0;
/// From here on a text counts fully for the cells around it.
const SURE: f32 = 8.0;
const ROUNDS: usize = 4;
/// So many texts cannot be without a single ư.
const HORNLESS: usize = 20;

/// Texts that are equal in one column are one item: fifty times `µm` say no more than one.
pub(super) struct Item {
    pub sheet: u32,
    pub column: u32,
    pub weights: Each,
    affected: [bool; 2],
    /// How likely each encoding is by all that is known.
    pub odds: Each,
}

impl Item {
    /// Whether it says something about the cells around it.
    pub(super) fn tells(&self) -> bool {
        self.clearest() >= TELLING
    }

    /// How much it counts in its pools, from 0 to 1: two slips must not make
    /// each other look like an encoding.
    pub(super) fn say(&self) -> f32 {
        if self.tells() { (self.clearest() / SURE).min(1.0).powi(2) } else { 0.0 }
    }

    fn clearest(&self) -> f32 {
        self.weights.iter().fold(0.0, |most, weight| most.max(weight.abs()))
    }
}

/// Says for each cell whether it is legacy text, in the order given.
pub fn judge(samples: &[Sample]) -> Vec<Option<Verdict>> {
    let mut decoders = decoders_for(samples);
    let mut scales = Scales::new(decoders);
    if !samples.iter().any(|sample| may_be_legacy(sample, &mut scales)) {
        return samples.iter().map(|sample| misread(sample.text)).collect();
    }
    let (mut items, item_of) = itemise(samples, &mut scales);
    let mut pools = Pools::default();
    for _ in 0..ROUNDS {
        items.iter_mut().for_each(|item| item.odds = pools.odds(item));
        pools = Pools::of(&items);
    }
    let surroundings = Surroundings::of(samples, &items, &item_of);
    decoders[0].horns_lost = horns_are_lost(samples, &items);
    samples
        .iter()
        .zip(item_of)
        .map(|(sample, item)| {
            let pooled = || verdict(sample, items.get(item?)?, &surroundings, decoders);
            misread(sample.text).or_else(pooled)
        })
        .collect()
}

/// Whether a text could be decoded at all: without one such in the file there
/// is nothing to pool.
fn may_be_legacy<'a>(sample: &Sample<'a>, scales: &mut Scales<'a, 2>) -> bool {
    let weighs = |evidence: &Evidence| evidence.weight >= TELLING;
    !sample.text.is_ascii()
        && (sample.font.is_some() || scales.weigh(sample.text).iter().any(weighs))
}

fn itemise<'a>(
    samples: &[Sample<'a>],
    scales: &mut Scales<'a, 2>,
) -> (Vec<Item>, Vec<Option<usize>>) {
    let mut items = Vec::new();
    let mut known = FxHashMap::default();
    let item_of = samples.iter().map(|sample| {
        (!sample.text.is_ascii()).then(|| {
            let key = (sample.sheet, sample.column, sample.text, sample.font);
            *known.entry(key).or_insert_with(|| {
                items.push(item(sample, scales.weigh(sample.text)));
                items.len() - 1
            })
        })
    });
    let item_of = item_of.collect();
    (items, item_of)
}

fn item(sample: &Sample, evidence: [Evidence; 2]) -> Item {
    let by_font = |encoding| sample.font.is_some_and(|font| font.encoding == encoding);
    let weight =
        |index: usize| evidence[index].weight + if by_font(POOLED[index]) { FONT } else { 0.0 };
    Item {
        sheet: sample.sheet,
        column: sample.column,
        weights: [weight(0), weight(1)],
        affected: evidence.map(|evidence| evidence.affected),
        odds: Each::default(),
    }
}

fn verdict(
    sample: &Sample,
    item: &Item,
    around: &Surroundings,
    decoders: [Decoder; 2],
) -> Option<Verdict> {
    let tilt = if item.tells() { Each::default() } else { around.tilt(sample) };
    let score = |index: usize| item.odds[index] + tilt[index];
    let best = if score(1) > score(0) { 1 } else { 0 };
    (score(best) > 0.0 && item.affected[best]).then(|| Verdict {
        decoder: decoders[best],
        basis: match sample.font {
            Some(font) if font.encoding == POOLED[best] => Basis::Font,
            _ => Basis::Evidence,
        },
    })
}

/// Whether many texts are TCVN3 and none of them has the soft hyphen that every
/// twentieth word should have.
fn horns_are_lost(samples: &[Sample], items: &[Item]) -> bool {
    let legacy = items.iter().filter(|item| item.odds[0] > 0.0).count();
    legacy >= HORNLESS && !samples.iter().any(|sample| sample.text.contains('\u{AD}'))
}

/// UTF-8 read as Windows-1252 shows in every single cell.
fn misread(text: &str) -> Option<Verdict> {
    utf8::repair(text)?;
    let decoder = Decoder::new(LegacyEncoding::Utf8AsCp1252, CodePage::Western);
    Some(Verdict { decoder, basis: Basis::Evidence })
}

/// How the pooled encodings are to be read in a file. Files with many letters
/// that no legacy text can hold are not worth the question of the code page.
fn decoders_for(samples: &[Sample]) -> [Decoder; 2] {
    let texts: Vec<&str> =
        samples.iter().map(|sample| sample.text).filter(|text| !text.is_ascii()).collect();
    let is_unicode = |text: &&&str| text.contains(|c| matches!(c, '\u{1EA0}'..='\u{1EF9}'));
    let unicode = texts.iter().filter(is_unicode).count();
    POOLED.map(|encoding| {
        let plain = unicode * 2 > texts.len();
        let page = if plain { CodePage::Western } else { likelier_page(&texts, encoding) };
        Decoder::new(encoding, page)
    })
}

/// The code page by which more words become syllables.
fn likelier_page(texts: &[&str], encoding: LegacyEncoding) -> CodePage {
    let syllables = |page| -> u32 {
        let mut scales = Scales::new([Decoder::new(encoding, page)]);
        texts.iter().map(|text| scales.weigh(text)[0].legacy).sum()
    };
    let western = syllables(CodePage::Western);
    // A margin, because the letters of the Vietnamese page are also letters of Unicode text.
    if syllables(CodePage::Vietnamese) > western + western / 50 + 2 {
        CodePage::Vietnamese
    } else {
        CodePage::Western
    }
}
