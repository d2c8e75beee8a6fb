//! What people call the values and fields, in both languages. Written as they
//! would stand in a cell or a heading, so texts quote them.

use super::role::{FieldKey, Role};
use super::value::{CourseLevel, Education, Rating, Sex, StudyMode, TheoryLevel};
use crate::i18n::Label;
use crate::label;

impl Sex {
    pub fn label(self) -> Label {
        match self {
            Sex::Male => label!(vi: "Nam", en: "Male"),
            Sex::Female => label!(vi: "Nữ", en: "Female"),
        }
    }
}

impl Education {
    pub fn label(self) -> Label {
        match self {
            Education::Primary => label!(vi: "Tiểu học", en: "Primary school"),
            Education::LowerSecondary => label!(vi: "THCS", en: "Lower secondary school"),
            Education::HighSchool => label!(vi: "THPT", en: "High school"),
            Education::Vocational => label!(vi: "Trung cấp", en: "Vocational school"),
            Education::College => label!(vi: "Cao đẳng", en: "College"),
            Education::University => label!(vi: "Đại học", en: "University"),
            Education::Master => label!(vi: "Thạc sĩ", en: "Master"),
            Education::Doctor => label!(vi: "Tiến sĩ", en: "Doctor"),
        }
    }
}

impl TheoryLevel {
    pub fn label(self) -> Label {
        match self {
            TheoryLevel::None => label!(vi: "Chưa qua", en: "None"),
            TheoryLevel::Elementary => label!(vi: "Sơ cấp", en: "Elementary"),
            TheoryLevel::Intermediate => label!(vi: "Trung cấp", en: "Intermediate"),
            TheoryLevel::Advanced => label!(vi: "Cao cấp", en: "Advanced"),
            TheoryLevel::Bachelor => label!(vi: "Cử nhân chính trị", en: "Bachelor of politics"),
        }
    }
}

impl CourseLevel {
    pub fn label(self) -> Label {
        match self {
            CourseLevel::Refresher => label!(vi: "Bồi dưỡng", en: "Refresher"),
            CourseLevel::Elementary => label!(vi: "Sơ cấp", en: "Elementary"),
            CourseLevel::Intermediate => label!(vi: "Trung cấp", en: "Intermediate"),
            CourseLevel::Advanced => label!(vi: "Cao cấp", en: "Advanced"),
        }
    }
}

impl StudyMode {
    pub fn label(self) -> Label {
        match self {
            StudyMode::FullTime => label!(vi: "Tập trung", en: "Full time"),
            StudyMode::PartTime => label!(vi: "Không tập trung", en: "Part time"),
        }
    }
}

impl Rating {
    pub fn label(self) -> Label {
        match self {
            Rating::Failed => label!(vi: "Không hoàn thành nhiệm vụ", en: "Duties not done"),
            Rating::Done => label!(vi: "Hoàn thành nhiệm vụ", en: "Duties done"),
            Rating::Good => label!(vi: "Hoàn thành tốt nhiệm vụ", en: "Duties done well"),
            Rating::Excellent => {
                label!(vi: "Hoàn thành xuất sắc nhiệm vụ", en: "Duties done excellently")
            }
        }
    }
}

impl FieldKey {
    pub fn label(self) -> Label {
        match self {
            FieldKey::FullName => label!(vi: "Họ và tên", en: "Full name"),
            FieldKey::BirthDate => label!(vi: "Ngày sinh", en: "Birth date"),
            FieldKey::Sex => label!(vi: "Giới tính", en: "Sex"),
            FieldKey::Ethnicity => label!(vi: "Dân tộc", en: "Ethnicity"),
            FieldKey::Religion => label!(vi: "Tôn giáo", en: "Religion"),
            FieldKey::Hometown => label!(vi: "Quê quán", en: "Hometown"),
            FieldKey::Address => label!(vi: "Nơi ở", en: "Address"),
            FieldKey::NationalId => label!(vi: "Số CCCD", en: "National ID"),
            FieldKey::PartyCard => label!(vi: "Số thẻ đảng viên", en: "Party card"),
            FieldKey::PartyJoined => label!(vi: "Ngày vào Đảng", en: "Joined the Party"),
            FieldKey::PartyOfficial => label!(vi: "Ngày chính thức", en: "Full member since"),
            FieldKey::PartyMember => label!(vi: "Đảng viên", en: "Party member"),
            FieldKey::Position => label!(vi: "Chức vụ", en: "Position"),
            FieldKey::Workplace => label!(vi: "Đơn vị công tác", en: "Workplace"),
            FieldKey::PlannedPosition => label!(vi: "Chức danh quy hoạch", en: "Planned position"),
            FieldKey::Education => label!(vi: "Trình độ chuyên môn", en: "Education"),
            FieldKey::PoliticalTheory => label!(vi: "Trình độ LLCT", en: "Political theory"),
            FieldKey::Ratings => label!(vi: "Xếp loại", en: "Yearly rating"),
            FieldKey::Course => label!(vi: "Lớp đăng ký", en: "Class"),
            FieldKey::StudyMode => label!(vi: "Hình thức học", en: "Study mode"),
            FieldKey::Phone => label!(vi: "Điện thoại", en: "Phone"),
            FieldKey::Email => label!(vi: "Email", en: "E-mail"),
            FieldKey::Note => label!(vi: "Ghi chú", en: "Note"),
            FieldKey::Code => label!(vi: "Mã số", en: "Code"),
            FieldKey::Unit => label!(vi: "Tổ chức đảng", en: "Party organisation"),
            FieldKey::Ordinal => label!(vi: "STT", en: "No."),
        }
    }

    /// Every field, in the order of `data/records.jsonl`.
    pub const ALL: [FieldKey; 26] = [
        FieldKey::FullName,
        FieldKey::BirthDate,
        FieldKey::Sex,
        FieldKey::Ethnicity,
        FieldKey::Religion,
        FieldKey::Hometown,
        FieldKey::Address,
        FieldKey::NationalId,
        FieldKey::PartyCard,
        FieldKey::PartyJoined,
        FieldKey::PartyOfficial,
        FieldKey::PartyMember,
        FieldKey::Position,
        FieldKey::Workplace,
        FieldKey::PlannedPosition,
        FieldKey::Education,
        FieldKey::PoliticalTheory,
        FieldKey::Ratings,
        FieldKey::Course,
        FieldKey::StudyMode,
        FieldKey::Phone,
        FieldKey::Email,
        FieldKey::Note,
        FieldKey::Code,
        FieldKey::Unit,
        FieldKey::Ordinal,
    ];
}

impl Role {
    /// The field of a record that a column of this role fills, alone or with others.
    pub fn field(self) -> Option<FieldKey> {
        Some(match self {
            Role::Ordinal => FieldKey::Ordinal,
            Role::FullName | Role::FamilyName | Role::MiddleName | Role::GivenName => {
                FieldKey::FullName
            }
            Role::BirthDate
            | Role::BirthDateMale
            | Role::BirthDateFemale
            | Role::BirthDay
            | Role::BirthMonth
            | Role::BirthYear => FieldKey::BirthDate,
            Role::Sex | Role::SexMale | Role::SexFemale => FieldKey::Sex,
            Role::Ethnicity => FieldKey::Ethnicity,
            Role::Religion => FieldKey::Religion,
            Role::Hometown => FieldKey::Hometown,
            Role::Address => FieldKey::Address,
            Role::NationalId => FieldKey::NationalId,
            Role::PartyCard => FieldKey::PartyCard,
            Role::Code => FieldKey::Code,
            Role::Position | Role::PositionWorkplace => FieldKey::Position,
            Role::Workplace => FieldKey::Workplace,
            Role::Unit | Role::UnitCode | Role::UnitName => FieldKey::Unit,
            Role::PartyJoined => FieldKey::PartyJoined,
            Role::PartyOfficial => FieldKey::PartyOfficial,
            Role::PartyMember => FieldKey::PartyMember,
            Role::Education
            | Role::EducationPrimary
            | Role::EducationLowerSecondary
            | Role::EducationHighSchool
            | Role::EducationVocational
            | Role::EducationCollege
            | Role::EducationUniversity
            | Role::EducationMaster
            | Role::EducationDoctor
            | Role::EducationPostgraduate => FieldKey::Education,
            Role::PoliticalTheory
            | Role::PoliticalTheoryElementary
            | Role::PoliticalTheoryIntermediate
            | Role::PoliticalTheoryAdvanced
            | Role::PoliticalTheoryBachelor => FieldKey::PoliticalTheory,
            Role::PlannedPosition => FieldKey::PlannedPosition,
            Role::Rating => FieldKey::Ratings,
            Role::Course | Role::CourseMark | Role::CourseCode | Role::CourseName => {
                FieldKey::Course
            }
            Role::StudyMode | Role::StudyModeFullTime | Role::StudyModePartTime => {
                FieldKey::StudyMode
            }
            Role::Phone => FieldKey::Phone,
            Role::Email => FieldKey::Email,
            Role::Note => FieldKey::Note,
            _ => return None,
        })
    }

    /// What a heading of this role says.
    pub fn label(self) -> Label {
        if let Some(field) = self.field() {
            return field.label();
        }
        match self {
            Role::OtherNames => label!(vi: "Tên gọi khác", en: "Other names"),
            Role::Parent => label!(vi: "Tổ chức đảng cấp trên", en: "Parent organisation"),
            Role::ValidFrom => label!(vi: "Có từ ngày", en: "Valid from"),
            Role::ValidTo => label!(vi: "Đến ngày", en: "Valid to"),
            Role::Level => label!(vi: "Trình độ", en: "Level"),
            Role::Opens => label!(vi: "Khai giảng", en: "Opens"),
            Role::Closes => label!(vi: "Bế giảng", en: "Closes"),
            Role::Capacity => label!(vi: "Sĩ số tối đa", en: "Capacity"),
            Role::Deadline => label!(vi: "Hạn đăng ký", en: "Registration deadline"),
            Role::Plan => label!(vi: "Kế hoạch", en: "Plan"),
            Role::Quota => label!(vi: "Chỉ tiêu", en: "Quota"),
            Role::Year => label!(vi: "Năm", en: "Year"),
            Role::Result => label!(vi: "Kết quả", en: "Result"),
            Role::Term => label!(vi: "Nhiệm kỳ", en: "Term"),
            Role::Need => label!(vi: "Nhu cầu", en: "Need"),
            Role::Total => label!(vi: "Tổng số", en: "Total"),
            Role::Staff => label!(vi: "Tổng số cán bộ", en: "Staff"),
            Role::Members => label!(vi: "Số đảng viên", en: "Members"),
            Role::Sessions => label!(vi: "Số buổi học", en: "Sessions"),
            Role::Absent => label!(vi: "Số buổi vắng", en: "Sessions missed"),
            Role::Mark => label!(vi: "Điểm", en: "Mark"),
            Role::Certificate => label!(vi: "Số hiệu bằng", en: "Certificate number"),
            Role::Standing => label!(vi: "Tình trạng", en: "Standing"),
            _ => label!(vi: "Cột khác", en: "Other column"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::FieldKey;

    #[test]
    fn every_field_is_listed_once_and_has_its_own_name() {
        let keys: BTreeSet<_> = FieldKey::ALL.into_iter().collect();
        let names: BTreeSet<_> = FieldKey::ALL.iter().map(|key| key.label().vi).collect();
        assert_eq!((keys.len(), names.len()), (FieldKey::ALL.len(), FieldKey::ALL.len()));
    }
}
