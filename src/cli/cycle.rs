//! The commands of the year around registration.

use super::args::{ClassesArgs, PlanArgs, QuotaArgs, ResultsArgs, YearArgs};
use super::code_for;
use super::terminal::Terminal;
use crate::cycle::classes::Seat;
use crate::i18n::Lang;
use crate::model::value::{CourseLevel, TheoryLevel};
use crate::pipeline::cycle::{self, ClassOptions, YearOptions};
use crate::text;
use crate::workspace::{RunError, Workspace};

fn options(args: &YearArgs, lang: Option<Lang>) -> YearOptions {
    YearOptions { year: args.year, lang }
}

/// `tonghop plan`
pub fn plan(args: &PlanArgs, lang: Option<Lang>, terminal: &Terminal) -> Result<u8, RunError> {
    let workspace = Workspace::open(&args.year.dir)?;
    let run = cycle::plan(&workspace, &options(&args.year, lang), terminal)?;
    terminal.finish();
    let (year, files) = (run.book.year, run.book.batch.submissions.len());
    let need: u64 = run.book.lines.iter().map(|line| u64::from(line.need)).sum();
    let units: std::collections::BTreeSet<_> =
        run.book.lines.iter().filter(|line| line.need > 0).map(|line| &line.unit).collect();
    let (units, asks, written) = (units.len(), run.findings.len(), run.written.display());
    terminal.say(&text!(
        vi: "Kế hoạch {year}: {files} tệp, {units} đơn vị có nhu cầu, tổng {need} lượt người, {asks} chỗ cần hỏi lại\nMở {written}",
        en: "Plan of {year}: {files} files, {units} units in need of {need} places, {asks} findings\nOpen {written}",
    ));
    Ok(code_for(&run.findings, args.fail_on))
}

/// `tonghop quota`
pub fn quota(args: &QuotaArgs, lang: Option<Lang>, terminal: &Terminal) -> Result<u8, RunError> {
    let workspace = Workspace::open(&args.year.dir)?;
    let options = options(&args.year, lang);
    if args.accept {
        let done = cycle::accept_quotas(&workspace, &options)?;
        let (lines, seats, written) = (done.lines, done.seats, done.written.display());
        terminal.say(&text!(
            vi: "Đã ghi {lines} dòng chỉ tiêu, tổng {seats} chỗ, vào {written}; từ nay các lần chạy tính theo danh sách này",
            en: "Wrote {lines} quotas with {seats} seats to {written}; runs go by this list from now on",
        ));
        return Ok(0);
    }
    let run = cycle::quota(&workspace, &options, terminal)?;
    terminal.finish();
    let given: u32 = run.proposal.classes.iter().map(|class| class.given()).sum();
    let asked: u64 = run.book.lines.iter().map(|line| u64::from(line.need)).sum();
    let (year, classes, kept) = (run.book.year, run.proposal.classes.len(), run.kept);
    let written = run.written.display();
    terminal.say(&text!(
        vi: "Chỉ tiêu {year}: đề xuất giao {given} chỗ ở {classes} lớp cho nhu cầu {asked}; giữ {kept} số cán bộ đã sửa\nMở {written}",
        en: "Quotas of {year}: {given} seats in {classes} classes proposed for a need of {asked}; {kept} changed by the officer are kept\nOpen {written}",
    ));
    Ok(0)
}

/// `tonghop results`
pub fn results(
    args: &ResultsArgs,
    lang: Option<Lang>,
    terminal: &Terminal,
) -> Result<u8, RunError> {
    let workspace = Workspace::open(&args.year.dir)?;
    let options = options(&args.year, lang);
    if args.accept {
        let done = cycle::accept_graduates(&workspace, &options)?;
        let (people, left, written) = (done.people, done.left, done.written.display());
        terminal.say(&text!(
            vi: "Đã đưa {people} người vào {written}; để lại {left} người chưa nhận",
            en: "Added {people} people in {written}; {left} are left out",
        ));
        return Ok(0);
    }
    let run = cycle::results(&workspace, &options, terminal)?;
    terminal.finish();
    let count = |wanted: fn(crate::model::cycle::Fate) -> bool| {
        run.book.learners.iter().filter(|learner| wanted(learner.fate)).count()
    };
    let admitted = count(|fate| fate.was_admitted());
    let graduated = count(|fate| fate == crate::model::cycle::Fate::Graduated);
    let (year, lists, asks) = (run.book.year, run.book.batch.submissions.len(), run.findings.len());
    let (written, proposal, proposed) =
        (run.written.display(), run.proposal.display(), run.proposed);
    terminal.say(&text!(
        vi: "Kết quả {year}: {lists} danh sách của trường, {admitted} người trúng tuyển, {graduated} tốt nghiệp, {asks} chỗ cần xem\nMở {written}\n{proposed} người đề xuất đưa vào danh sách đã tốt nghiệp: {proposal}",
        en: "Results of {year}: {lists} lists of the school, {admitted} people admitted, {graduated} graduated, {asks} findings\nOpen {written}\n{proposed} people are proposed for the completed list: {proposal}",
    ));
    Ok(code_for(&run.findings, args.fail_on))
}

/// `tonghop candidates`
pub fn candidates(
    args: &YearArgs,
    lang: Option<Lang>,
    terminal: &Terminal,
) -> Result<u8, RunError> {
    let workspace = Workspace::open(&args.dir)?;
    let run = cycle::candidates(&workspace, &options(args, lang), terminal)?;
    terminal.finish();
    let count = |level| {
        let own = run.candidates.iter().filter(|one| one.level == level && one.could_go());
        own.count()
    };
    let (middle, high) = (count(CourseLevel::Intermediate), count(CourseLevel::Advanced));
    let soon = run.candidates.iter().filter(|one| one.old_enough().is_some()).count();
    let (year, written) = (run.year, run.written.display());
    terminal.say(&text!(
        vi: "Nguồn cử đi học năm {year}: {middle} người có thể học trung cấp, {high} người có thể học cao cấp, {soon} người sắp đủ tuổi\nMở {written}",
        en: "{year}: {middle} people could go to the intermediate level, {high} to the advanced one, {soon} are soon old enough\nOpen {written}",
    ));
    Ok(0)
}

/// `tonghop classes`
pub fn classes(
    args: &ClassesArgs,
    lang: Option<Lang>,
    terminal: &Terminal,
) -> Result<u8, RunError> {
    let workspace = Workspace::open(&args.year.dir)?;
    let options = ClassOptions {
        year: options(&args.year, lang),
        course: args.course.clone(),
        classes: args.classes.map(usize::from),
        size: args.size,
    };
    let run = cycle::classes(&workspace, &options, terminal)?;
    terminal.finish();
    let waiting = run.split.seats.iter().filter(|seat| matches!(seat, Seat::Waiting(_))).count();
    let seated = run.split.seats.iter().filter(|seat| seat.class().is_some()).count();
    let (course, people, classes) = (&run.course.code, run.people, run.split.classes);
    let written = run.written.display();
    terminal.say(&text!(
        vi: "Lớp {course}: {people} người được chấp nhận, xếp {seated} người vào {classes} lớp, {waiting} người chờ\nMở {written}",
        en: "{course}: {people} people accepted, {seated} in {classes} classes, {waiting} waiting\nOpen {written}",
    ));
    Ok(0)
}

/// `tonghop coverage`
pub fn coverage(args: &YearArgs, lang: Option<Lang>, terminal: &Terminal) -> Result<u8, RunError> {
    let workspace = Workspace::open(&args.dir)?;
    let run = cycle::coverage(&workspace, &options(args, lang))?;
    let (year, all) = (run.coverage.year, run.coverage.all);
    let (members, holders) = (all.members, all.at_least(TheoryLevel::Intermediate));
    let percent = all.percent(TheoryLevel::Intermediate).unwrap_or(0);
    let written = run.written.display();
    terminal.say(&text!(
        vi: "Cuối năm {year}: {holders}/{members} đảng viên ({percent}%) có trung cấp lý luận chính trị trở lên\nMở {written}",
        en: "At the end of {year}: {holders} of {members} members ({percent}%) hold the intermediate level or more\nOpen {written}",
    ));
    Ok(0)
}
