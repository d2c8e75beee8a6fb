//! The command line as clap sees it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::finding::Severity;
use crate::i18n::Lang;
use crate::model::period::Period;
use crate::report::Export;

/// Tổng hợp biểu đăng ký học lớp lý luận chính trị của các chi bộ.
/// Consolidates the forms that register cadres for political-theory classes.
#[derive(Debug, Parser)]
#[command(name = "tonghop", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Args)]
pub struct Common {
    /// Ngôn ngữ của mọi thứ người dùng đọc / Language of all that a user reads [default: vi, or the settings']
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangArg>,
    /// Số luồng chạy song song / Threads to run side by side [default: all cores]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Chỉ in lỗi / Print nothing but errors
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// In từng bước / Print each step
    #[arg(long, short, global = true)]
    pub verbose: bool,
    /// Dạng của nhật ký / Form of the log
    #[arg(long, global = true, value_enum, default_value = "text")]
    pub log_format: LogFormat,
    /// Ghi nối nhật ký vào tệp này / Append the log to this file
    #[arg(long, global = true, value_name = "FILE")]
    pub log_file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    Vi,
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Lang {
        match lang {
            LangArg::Vi => Lang::Vi,
            LangArg::En => Lang::En,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tạo thư mục làm việc mới / Make a new workspace
    Init(InitArgs),
    /// Tổng hợp một kỳ: việc chính / Consolidate a period: the main job
    Run(RunArgs),
    /// Theo dõi hộp nhận và tự tổng hợp khi có thay đổi / Run whenever something changes
    Watch(WatchArgs),
    /// Soát từng tệp, in phát hiện, không ghi gì / Check files, print findings, write nothing
    Check(CheckArgs),
    /// Cho xem một tệp được hiểu thế nào / Show how a file was understood
    Inspect(InspectArgs),
    /// Ghi biểu mẫu trống / Write the blank form
    Template(TemplateArgs),
    /// Giải thích một quy tắc / Explain a rule
    Explain(ExplainArgs),
    /// Danh mục quy tắc / The rule catalogue
    Rules(RulesArgs),
    /// Tổng hợp nhu cầu năm / Consolidate the plans of a year
    Plan(PlanArgs),
    /// Đề xuất chỉ tiêu từ nhu cầu / Propose quotas from the plans
    Quota(QuotaArgs),
    /// Nguồn cử đi học: ai có thể đi tiếp / Who could go next
    Candidates(YearArgs),
    /// Xếp lớp, danh sách chờ, thay thế / Split people into classes
    Classes(ClassesArgs),
    /// Theo dõi học viên: danh sách của trường, kết quả / Follow the learners: the school's lists
    Results(ResultsArgs),
    /// Độ phủ trình độ so với mục tiêu / Share of members with each level
    Coverage(YearArgs),
    /// Đặt lịch chạy tự động / Schedule unattended runs
    Schedule(ScheduleArgs),
    /// Gửi thư phản hồi qua máy chủ thư của cơ quan / Send the letters through the office's mail relay
    Send(SendArgs),
    /// Làm bản sao biểu với người bịa, để gửi kèm báo lỗi / A copy of a form with made-up people, for bug reports
    Redact(RedactArgs),
    /// Liệt kê (hoặc xóa) kết quả đã quá thời hạn lưu / List or remove results past their date
    Retention(RetentionArgs),
    /// Gợi ý lệnh cho shell / Shell completions
    Completions { shell: Shell },
}

#[derive(Debug, Args)]
pub struct InitArgs {
    /// Thư mục sẽ tạo / The folder to make
    pub dir: PathBuf,
}

#[derive(Debug, Args)]
pub struct RunArgs {
    /// Thư mục làm việc / The workspace
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Kỳ, ví dụ 2026-11 / The period [default: the newest in the inbox]
    #[arg(long, value_parser = period)]
    pub period: Option<Period>,
    /// Xét theo tiêu chuẩn này, ví dụ 57-QD-TW / Judge by this standard
    #[arg(long, value_name = "NAME")]
    pub standard: Option<String>,
    /// Làm lại cả khi không có gì thay đổi / Make the results again though nothing changed
    #[arg(long)]
    pub force: bool,
    /// Ghi thêm dữ liệu ở dạng này, cho DuckDB, Spark / Write the data in this format too, for DuckDB and Spark
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub export: Option<ExportFormat>,
    /// Chờ đến khi không tệp nào thay đổi trong ngần ấy giây / Wait until no file has changed for so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=3600))]
    pub settle: u64,
    /// Mã thoát 1 khi còn phát hiện từ mức này / Exit with 1 when findings at or above this remain
    #[arg(long, value_enum, default_value = "never")]
    pub fail_on: FailOn,
}

#[derive(Debug, Args)]
pub struct WatchArgs {
    /// Thư mục làm việc / The workspace
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Bao nhiêu giây xem lại một lần / Seconds between two looks
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub every: u64,
    /// Chờ đến khi không tệp nào thay đổi trong ngần ấy giây / Wait until no file has changed for so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 3, value_parser = clap::value_parser!(u64).range(..=3600))]
    pub settle: u64,
}

#[derive(Debug, Args)]
pub struct SendArgs {
    /// Thư mục làm việc / The workspace
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Kỳ, ví dụ 2026-11 / The period [default: the newest in the inbox]
    #[arg(long, value_parser = period)]
    pub period: Option<Period>,
}

#[derive(Debug, Args)]
pub struct RedactArgs {
    pub file: PathBuf,
    /// Tệp sẽ ghi / The file to write [default: bieu-an-danh.xlsx]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct RetentionArgs {
    /// Thư mục làm việc / The workspace
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Xóa thay vì chỉ liệt kê / Remove instead of listing
    #[arg(long)]
    pub remove: bool,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Các tệp cần soát / The files to check
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Lấy danh mục và cài đặt của thư mục làm việc này / Use the lists and settings of this workspace
    #[arg(long, value_name = "DIR")]
    pub workspace: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "text")]
    pub format: CheckFormat,
    #[arg(long, value_enum, default_value = "warning")]
    pub fail_on: FailOn,
    /// In cả số định danh, số thẻ, số điện thoại thay vì che bớt / Print numbers of people in full, not masked
    #[arg(long)]
    pub show_ids: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Text,
    Json,
    Github,
}

#[derive(Debug, Args)]
pub struct InspectArgs {
    pub file: PathBuf,
    /// Lấy danh mục và cài đặt của thư mục làm việc này / Use the lists and settings of this workspace
    #[arg(long, value_name = "DIR")]
    pub workspace: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "text")]
    pub format: InspectFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// Thư mục làm việc / The workspace
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Mã của một đơn vị / Code of one unit [default: every unit of the list]
    #[arg(long, value_name = "CODE")]
    pub unit: Option<String>,
    /// Kỳ, ví dụ 2026-12 / The period [default: the one after the newest in the inbox]
    #[arg(long, value_parser = period)]
    pub period: Option<Period>,
    /// Biểu nhu cầu của năm này thay cho biểu đăng ký / The form of this year's needs instead
    #[arg(long, conflicts_with = "period", value_parser = clap::value_parser!(i32).range(1900..=2200))]
    pub year: Option<i32>,
    /// Nơi ghi / Where to write [default: the workspace's outbox/BieuMau]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Mã hoặc tên quy tắc / Code or name of a rule, for example E303
    #[arg(required_unless_present = "pair")]
    pub rule: Option<String>,
    /// Vì sao hai dòng là (không là) một người / Why two rows are (not) one person
    #[arg(long, num_args = 2, value_names = ["ROW", "ROW"], conflicts_with = "rule")]
    pub pair: Option<Vec<String>>,
    /// Thư mục làm việc, cho --pair / The workspace, for --pair
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub workspace: PathBuf,
    /// Kỳ, cho --pair / The period, for --pair
    #[arg(long, value_parser = period)]
    pub period: Option<Period>,
}

#[derive(Debug, Args)]
pub struct RulesArgs {
    #[arg(long, value_enum, default_value = "text")]
    pub format: InspectFormat,
}

/// A workspace and a year of it.
#[derive(Debug, Args)]
pub struct YearArgs {
    /// Thư mục làm việc / The workspace
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Năm, ví dụ 2027 / The year [default: the newest in the inbox]
    #[arg(long, value_parser = clap::value_parser!(i32).range(1900..=2200))]
    pub year: Option<i32>,
}

#[derive(Debug, Args)]
pub struct PlanArgs {
    #[command(flatten)]
    pub year: YearArgs,
    /// Mã thoát 1 khi còn phát hiện từ mức này / Exit with 1 when findings at or above this remain
    #[arg(long, value_enum, default_value = "never")]
    pub fail_on: FailOn,
}

#[derive(Debug, Args)]
pub struct QuotaArgs {
    #[command(flatten)]
    pub year: YearArgs,
    /// Lấy đề xuất (đã sửa) làm danh sách chỉ tiêu / Make the proposal, as changed, the list of quotas
    #[arg(long)]
    pub accept: bool,
}

#[derive(Debug, Args)]
pub struct ClassesArgs {
    #[command(flatten)]
    pub year: YearArgs,
    /// Mã lớp trong danh mục / Code of the class in the list
    #[arg(long, value_name = "CODE")]
    pub course: String,
    /// Chia làm mấy lớp / Into how many classes [default: as many as the size needs]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=50))]
    pub classes: Option<u8>,
    /// Sĩ số tối đa mỗi lớp / Size of a class [default: the settings']
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub size: Option<u32>,
}

#[derive(Debug, Args)]
pub struct ResultsArgs {
    #[command(flatten)]
    pub year: YearArgs,
    /// Đưa người tốt nghiệp được nhận vào danh sách đã tốt nghiệp / Add the graduates taken to the completed lists
    #[arg(long)]
    pub accept: bool,
    /// Mã thoát 1 khi còn phát hiện từ mức này / Exit with 1 when findings at or above this remain
    #[arg(long, value_enum, default_value = "never")]
    pub fail_on: FailOn,
}

#[derive(Debug, Args)]
pub struct ScheduleArgs {
    /// Thư mục làm việc / The workspace
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Loại lịch / Kind of schedule [default: the system's own]
    #[arg(long, value_enum)]
    pub kind: Option<ScheduleKind>,
    /// Giờ chạy mỗi đêm / Time of each night's run
    #[arg(long, default_value = "02:30", value_parser = time_of_day)]
    pub at: String,
    /// Cài luôn thay vì chỉ in / Install instead of printing
    #[arg(long)]
    pub install: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScheduleKind {
    Systemd,
    Cron,
    Windows,
}

/// A format of `--export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    Parquet,
}

impl From<ExportFormat> for Export {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Parquet => Export::Parquet,
        }
    }
}

/// From which severity on findings make a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Info,
    Warning,
    Error,
    Never,
}

impl FailOn {
    pub fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Info => Some(Severity::Info),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Error => Some(Severity::Error),
            FailOn::Never => None,
        }
    }
}

fn period(text: &str) -> Result<Period, String> {
    text.parse().map_err(|()| "một kỳ viết như 2026-11 / a period is written 2026-11".to_owned())
}

fn time_of_day(text: &str) -> Result<String, String> {
    let wrong = || "giờ viết như 02:30 / a time is written 02:30".to_owned();
    let (hours, minutes) = text.split_once(':').ok_or_else(wrong)?;
    let hours: u8 = hours.parse().map_err(|_| wrong())?;
    let minutes: u8 = minutes.parse().map_err(|_| wrong())?;
    if hours > 23 || minutes > 59 {
        return Err(wrong());
    }
    Ok(format!("{hours:02}:{minutes:02}"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{Cli, time_of_day};

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn times_are_of_a_day() {
        assert_eq!(time_of_day("2:05").as_deref(), Ok("02:05"));
        assert!(time_of_day("24:00").is_err());
    }
}
