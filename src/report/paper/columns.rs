//! Columns of a printed table: how wide each comes out.

use crate::config::outputs::Align;

/// A column before it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperColumn {
    pub heading: String,
    /// The heading above, shared with neighbours of the same group.
    pub group: Option<String>,
    /// One heading with the column before, and no line between them.
    pub joined: bool,
    /// Millimetres.
    pub width: f64,
    pub grow: bool,
    pub align: Align,
    /// Empty cells are for dates, to be typed in.
    pub dates: bool,
}

/// Widths in millimetres that fill `page`: growing columns share what is left, in
/// proportion. Columns that need more keep their widths; the sheet is then printed smaller.
pub fn widths(columns: &[PaperColumn], page: f64) -> Vec<f64> {
    let sum = |grow: bool| {
        columns.iter().filter(|column| column.grow == grow).map(|c| c.width).sum::<f64>()
    };
    let (fixed, growing) = (sum(false), sum(true));
    let factor = if growing > 0.0 { ((page - fixed) / growing).max(1.0) } else { 1.0 };
    columns.iter().map(|c| if c.grow { c.width * factor } else { c.width }).collect()
}

/// Cuts the columns in two blocks at about this part of the width: the number of columns on the left.
pub fn split(widths: &[f64], part: f64) -> usize {
    let total: f64 = widths.iter().sum();
    let mut used = 0.0;
    for (number, width) in widths.iter().enumerate() {
        // Whichever side of this column is nearer.
        if used + width / 2.0 >= total * part {
            return number.clamp(1, widths.len().saturating_sub(1).max(1));
        }
        used += width;
    }
    1
}

#[cfg(test)]
mod tests {
    use super::{PaperColumn, split, widths};
    use crate::config::outputs::Align;

    fn column(width: f64, grow: bool) -> PaperColumn {
        let (heading, group, joined, align) = (String::new(), None, false, Align::Left);
        PaperColumn { heading, group, joined, width, grow, align, dates: false }
    }

    #[test]
    fn growing_columns_share_what_is_left() {
        let columns = [column(10.0, false), column(20.0, true), column(40.0, true)];
        assert_eq!(widths(&columns, 100.0), [10.0, 30.0, 60.0]);
        assert_eq!(widths(&columns, 50.0), [10.0, 20.0, 40.0]);
    }

    #[test]
    fn blocks_are_cut_near_the_part() {
        assert_eq!(split(&[10.0, 30.0, 20.0, 40.0], 0.4), 2);
        assert_eq!(split(&[100.0], 0.4), 1);
    }
}
