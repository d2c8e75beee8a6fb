//! The sheets of the officer's workbook: names, titles, what each is for.

use rust_xlsxwriter::Color;

use super::desk::Desk;
use crate::i18n::{Label, Lang};
use crate::label;
use crate::model::period::Period;
use crate::report::book::list::{Column, List};
use crate::report::book::style::{ACCENT, DOUBT, LINE};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Overview,
    People,
    Review,
    ByUnit,
    Submissions,
    Changes,
    Repeated,
    Repaired,
    Findings,
    Log,
}

impl Page {
    /// The sheet's name.
    pub fn sheet(self, lang: Lang) -> &'static str {
        let name: Label = match self {
            Page::Overview => label!(vi: "Tổng quan", en: "Overview"),
            Page::People => label!(vi: "Danh sách", en: "People"),
            Page::Review => label!(vi: "Cần xem", en: "Review"),
            Page::ByUnit => label!(vi: "Theo đơn vị", en: "By unit"),
            Page::Submissions => label!(vi: "Nộp theo đơn vị", en: "Submissions"),
            Page::Changes => label!(vi: "Thay đổi so với kỳ trước", en: "Changes"),
            Page::Repeated => label!(vi: "Đăng ký trùng", en: "Registered twice"),
            Page::Repaired => label!(vi: "Giá trị đã sửa", en: "Repaired values"),
            Page::Findings => label!(vi: "Phát hiện", en: "Findings"),
            Page::Log => label!(vi: "Nhật ký", en: "Log"),
        };
        name.pick(lang)
    }

    fn title(self) -> Label {
        match self {
            Page::Overview => label!(
                vi: "Tổng hợp đăng ký học lý luận chính trị",
                en: "Registrations for political-theory classes"
            ),
            Page::People => label!(
                vi: "Danh sách đăng ký tổng hợp",
                en: "Consolidated list of registrations"
            ),
            Page::Review => label!(
                vi: "Các trường hợp cần cán bộ xem và quyết định",
                en: "Cases for the officer to decide"
            ),
            Page::ByUnit => label!(
                vi: "Số người đăng ký theo tổ chức đảng và lớp",
                en: "Registrations by party organisation and class"
            ),
            Page::Submissions => label!(
                vi: "Tình hình nộp danh sách của các tổ chức đảng",
                en: "What each party organisation handed in"
            ),
            Page::Changes => {
                label!(vi: "Thay đổi so với kỳ trước", en: "Changes since the period before")
            }
            Page::Repeated => label!(
                vi: "Người có từ hai dòng đăng ký trở lên",
                en: "People with two or more registrations"
            ),
            Page::Repaired => label!(
                vi: "Các giá trị chương trình đã đọc khác với chữ ghi trong đơn",
                en: "Values read otherwise than they were written"
            ),
            Page::Findings => label!(vi: "Tất cả phát hiện", en: "All findings"),
            Page::Log => label!(vi: "Nhật ký tổng hợp", en: "Log of the run"),
        }
    }

    fn lead(self) -> Label {
        match self {
            Page::Overview => label!(vi: "", en: ""),
            Page::People => label!(
                vi: "Mỗi dòng là một dòng đăng ký của đơn vị. Cột “Vấn đề” ghi mã phát hiện; bấm “Xem” để tới trang Cần xem. Muốn loại một dòng đã được chấp nhận, chọn ở cột Quyết định của dòng đó.",
                en: "One line for each registration. The column “Issues” has the codes of the findings; “See” leads to the review page. To reject a row that was accepted, choose in its column Decision."
            ),
            Page::Review => label!(
                vi: "Chọn ở cột Quyết định: chấp nhận, loại hoặc chờ bổ sung; lưu tệp rồi chạy lại chương trình. Quyết định được giữ chừng nào dữ kiện chưa đổi.",
                en: "Choose in the column Decision: accept, reject or wait for more; save and run again. A decision is kept as long as its facts are unchanged."
            ),
            Page::ByUnit => label!(
                vi: "Số người được chấp nhận theo từng lớp; ô tô đậm là vượt chỉ tiêu.",
                en: "Accepted people in each class; a marked cell is over the quota."
            ),
            Page::Submissions => label!(
                vi: "Đơn vị chưa nộp đứng trên cùng.",
                en: "Those that handed in nothing come first."
            ),
            Page::Changes => label!(
                vi: "Người mới đăng ký, đổi lớp, thay đổi thông tin, hoặc không còn đăng ký.",
                en: "People who are new, changed class or data, or are no longer registered."
            ),
            Page::Repeated => label!(
                vi: "Các dòng của một người đứng liền nhau. Mỗi người, mỗi lớp chỉ một dòng được đưa vào danh sách lớp.",
                en: "The rows of a person stand together. For each person and class only one row reaches the class list."
            ),
            Page::Repaired => label!(
                vi: "Chữ gốc luôn được giữ; hãy báo lại nếu có giá trị sửa sai.",
                en: "What was written is always kept; tell us if a value was repaired wrongly."
            ),
            Page::Findings => label!(
                vi: "Lọc theo mức độ, mã hoặc đơn vị. Giải thích từng mã: tonghop explain <mã>.",
                en: "Filter by severity, code or unit. Each code is explained by: tonghop explain <code>."
            ),
            Page::Log => label!(
                vi: "Mỗi tệp đã nhận, nội dung nhận dạng (SHA-256) và từng dòng của tệp đã đi đâu.",
                en: "Each file received, its SHA-256, and where every row of it went."
            ),
        }
    }

    fn nothing(self) -> Label {
        match self {
            Page::Review => label!(
                vi: "Không có trường hợp nào cần quyết định.",
                en: "There is nothing to decide."
            ),
            Page::Changes => label!(
                vi: "Chưa có kỳ trước để so sánh.",
                en: "There is no earlier period to compare with."
            ),
            _ => label!(vi: "Không có dòng nào.", en: "There are no rows."),
        }
    }

    fn table(self) -> &'static str {
        match self {
            Page::Overview => "TongQuan",
            Page::People => "DanhSach",
            Page::Review => "CanXem",
            Page::ByUnit => "TheoDonVi",
            Page::Submissions => "NopTheoDonVi",
            Page::Changes => "ThayDoi",
            Page::Repeated => "DangKyTrung",
            Page::Repaired => "GiaTriDaSua",
            Page::Findings => "PhatHien",
            Page::Log => "NhatKy",
        }
    }

    fn tab(self) -> Color {
        match self {
            Page::Overview | Page::People => ACCENT,
            Page::Review => DOUBT,
            _ => LINE,
        }
    }

    /// The page's title with the period: `Danh sách đăng ký tổng hợp – tháng 11/2026`.
    pub fn heading(self, lang: Lang, period: Period) -> String {
        let (year, month) = (period.year, period.month);
        match lang {
            Lang::Vi => format!("{} – tháng {month:02}/{year}", self.title().vi),
            Lang::En => format!("{} – {month:02}/{year}", self.title().en),
        }
    }

    /// The page as a list of these columns.
    pub fn list(self, desk: &Desk, columns: Vec<Column>) -> List {
        let lang = desk.lang;
        let printed = columns.len() as u16;
        List {
            sheet: self.sheet(lang).to_owned(),
            table: self.table(),
            title: self.heading(lang, desk.period()),
            lead: self.lead().pick(lang).to_owned(),
            back: Some(back(lang)),
            nothing: self.nothing().pick(lang).to_owned(),
            columns,
            frozen: 0,
            printed,
            landscape: true,
            tab: self.tab(),
            rows_per_sheet: desk.rows_per_sheet,
        }
    }

    pub fn lead_in(self, lang: Lang) -> &'static str {
        self.lead().pick(lang)
    }

    pub fn tab_colour(self) -> Color {
        self.tab()
    }
}

/// The link back to the overview: its sheet and the words.
pub fn back(lang: Lang) -> (String, String) {
    let overview = Page::Overview.sheet(lang);
    (overview.to_owned(), format!("← {overview}"))
}
