//! Where to break pages, so that the signature never stands alone on one.

/// Printed rows from top to bottom.
#[derive(Clone, Debug)]
pub struct Layout<'a> {
    /// Heights of all rows in points.
    pub heights: &'a [f64],
    /// First and last row repeated on top of each page but the first.
    pub repeat: (usize, usize),
    /// Height of a page between its margins, in points of the sheet.
    pub page: f64,
    /// The same where a program has wider columns and so prints smaller: LibreOffice
    /// counts widths in digits that are wider than Excel's.
    pub long_page: f64,
}

impl Layout<'_> {
    /// The row to break before, so that everything from `tail` on stands on one page;
    /// `None` when it does so by itself, or fits on no page.
    pub fn break_before(&self, tail: usize) -> Option<usize> {
        let fits = self.height(tail, self.heights.len()) + self.repeated(tail) <= self.page;
        let last = self.last_page(self.page);
        if last > tail {
            return fits.then_some(tail);
        }
        // On the longer page the tail would be torn: it begins where the shorter one ends.
        (last > 0 && self.last_page(self.long_page) > tail).then_some(last)
    }

    /// The first row of the last page.
    fn last_page(&self, page: f64) -> usize {
        let (mut start, mut used) = (0, 0.0);
        for (row, height) in self.heights.iter().enumerate() {
            if used > 0.0 && used + height > page {
                start = row;
                used = self.repeated(row);
            }
            used += height;
        }
        start
    }

    fn repeated(&self, row: usize) -> f64 {
        if row > self.repeat.1 { self.height(self.repeat.0, self.repeat.1 + 1) } else { 0.0 }
    }

    fn height(&self, from: usize, to: usize) -> f64 {
        self.heights.get(from..to).map_or(0.0, |heights| heights.iter().sum())
    }
}

#[cfg(test)]
mod tests {
    use super::Layout;

    fn layout(heights: &[f64]) -> Layout<'_> {
        Layout { heights, repeat: (0, 0), page: 100.0, long_page: 100.0 }
    }

    #[test]
    fn what_fits_on_a_page_is_not_broken() {
        assert_eq!(layout(&[10.0; 10]).break_before(8), None);
    }

    #[test]
    fn a_signature_that_would_stand_alone_takes_the_last_rows_along() {
        // Ten rows fill the first page; the tail of three begins with row 9.
        assert_eq!(layout(&[10.0; 12]).break_before(9), Some(9));
    }

    #[test]
    fn a_tail_that_already_starts_a_page_is_left_alone() {
        assert_eq!(layout(&[10.0; 12]).break_before(10), None);
    }

    #[test]
    fn a_tail_that_is_torn_on_a_longer_page_only_begins_where_the_shorter_one_ends() {
        let heights = [10.0; 12];
        let layout = Layout { long_page: 110.0, ..layout(&heights) };
        assert_eq!(layout.break_before(10), Some(10));
        assert_eq!(Layout { long_page: 120.0, ..layout }.break_before(10), None);
    }

    #[test]
    fn a_tail_longer_than_a_page_cannot_be_kept_together() {
        assert_eq!(layout(&[10.0; 30]).break_before(5), None);
    }

    #[test]
    fn repeated_rows_take_room_on_every_page_but_the_first() {
        let heights = [[40.0].as_slice(), &[10.0; 13]].concat();
        let layout = layout(&heights);
        // Page 1: the heading and six rows; page 2: the heading again and six; page 3: one.
        assert_eq!(layout.last_page(100.0), 13);
        assert_eq!(layout.break_before(12), Some(12));
    }
}
