//! How a quota came about, in a sentence.

use crate::config::QuotaSettings;
use crate::cycle::quota::{Limit, Share};
use crate::i18n::Text;
use crate::text;

/// Why a unit gets as many seats as it does.
pub fn why(share: &Share, settings: &QuotaSettings) -> Text {
    let claim = &share.claim;
    if claim.limit == 0 {
        return text!(
            vi: "Không giao: danh sách đảng viên không có ai có thể cử.",
            en: "None: the roster has nobody who could go.",
        );
    }
    if share.quota == claim.need {
        return text!(vi: "Đủ chỗ cho cả nhu cầu.", en: "There are seats for the whole need.");
    }
    if share.quota == claim.limit {
        return match claim.limited_by {
            Some(Limit::Able(able)) => text!(
                vi: "Nhu cầu lớn hơn số người có thể cử ({able}).",
                en: "The need is larger than the members who could go ({able}).",
            ),
            _ => {
                let most = claim.limit;
                text!(
                    vi: "Mức tối đa mỗi đơn vị là {most} ([quota] most_per_unit).",
                    en: "No unit gets more than {most} ([quota] most_per_unit).",
                )
            }
        };
    }
    shared(share, settings)
}

fn shared(share: &Share, settings: &QuotaSettings) -> Text {
    let Text { vi, en } = weight(share, settings);
    let (whole, part) = (share.exact_hundredths / 100, share.exact_hundredths % 100);
    let base = match share.base {
        0 => Text::default(),
        base => text!(
            vi: "Mỗi đơn vị có nhu cầu được {base} trước; ",
            en: "Every unit with a need gets {base} first; ",
        ),
    };
    let last = match share.by_remainder {
        Some(place) => text!(
            vi: "{whole}, thêm 1 do phần dư lớn thứ {place}",
            en: "{whole}, and 1 for the remainder that comes {place}. by size",
        ),
        None => text!(vi: "{whole}", en: "{whole}"),
    };
    let (base_vi, base_en, last_vi, last_en) = (base.vi, base.en, last.vi, last.en);
    text!(
        vi: "{base_vi}phần chia thêm theo trọng số ({vi}) là {whole},{part:02}: {last_vi}.",
        en: "{base_en}the share by weight ({en}) is {whole}.{part:02}: {last_en}.",
    )
}

fn weight(share: &Share, settings: &QuotaSettings) -> Text {
    let (need, weight) = (share.claim.need, share.claim.weight);
    let of_need = settings.weights.need;
    match share.claim.gap.filter(|gap| *gap > 0 && settings.weights.gap > 0) {
        Some(gap) => {
            let (gap, of_gap) = (gap.min(need), settings.weights.gap);
            text!(
                vi: "nhu cầu {need} × {of_need} + thiếu chuẩn chức danh {gap} × {of_gap} = {weight}",
                en: "need {need} × {of_need} + lacking for the title {gap} × {of_gap} = {weight}",
            )
        }
        None => text!(
            vi: "nhu cầu {need} × {of_need} = {weight}",
            en: "need {need} × {of_need} = {weight}",
        ),
    }
}
