//! One whole year of the sample workspace: the figures of every step add up.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tonghop::cycle::classes::Seat;
use tonghop::cycle::funnel::{Funnel, funnels};
use tonghop::cycle::members::Chance;
use tonghop::i18n::Lang;
use tonghop::model::cycle::Fate;
use tonghop::model::value::TheoryLevel;
use tonghop::pipeline::Silent;
use tonghop::pipeline::cycle::{
    ClassOptions, YearOptions, accept_graduates, accept_quotas, candidates, classes, coverage,
    plan, quota, results,
};
use tonghop::workspace::Workspace;

const YEAR: YearOptions = YearOptions { year: Some(2026), lang: Some(Lang::Vi) };

fn sample() -> (tempfile::TempDir, Workspace) {
    let dir = tempfile::tempdir().unwrap();
    let to = dir.path().join("một năm");
    copy(Path::new("samples/mot-nam"), &to);
    let workspace = Workspace::open(&to).unwrap();
    (dir, workspace)
}

fn copy(from: &Path, to: &PathBuf) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name());
        match path.is_dir() {
            true if name == "outbox" => {}
            true => copy(&path, &to.join(name)),
            false => drop(fs::copy(&path, to.join(name)).unwrap()),
        }
    }
}

#[test]
fn the_plan_holds_every_number_of_every_form_once() {
    let (_dir, workspace) = sample();
    let run = plan(&workspace, &YEAR, &Silent).unwrap();
    let mut kinds: BTreeMap<&str, u32> = BTreeMap::new();
    for line in &run.book.lines {
        *kinds.entry(&line.kind).or_default() += line.need;
    }
    // As the generator lays them down (examples/generate/year_plans.rs): four columns,
    // one unit silent with no need at all, one sent again with one person more.
    let wanted = BTreeMap::from([("TC-KTT", 43), ("TC-TT", 9), ("SC", 17), ("BD-DVM", 10)]);
    let got: BTreeMap<&str, u32> = kinds.into_iter().filter(|(_, need)| *need > 0).collect();
    assert_eq!(got, wanted);
    let codes: Vec<&str> = run.findings.iter().map(|finding| finding.code).collect();
    for code in ["Q511", "Q512", "Q513", "Q516"] {
        assert!(codes.contains(&code), "{code} is missing in {codes:?}");
    }
    let silent = run.findings.iter().filter(|finding| finding.code == "Q513");
    let silent: Vec<_> = silent.map(|finding| finding.unit.as_deref().unwrap()).collect();
    assert_eq!(silent, ["CB-TTR"]);
}

#[test]
fn quotas_stay_within_needs_and_seats_and_become_a_list() {
    let (_dir, workspace) = sample();
    let run = quota(&workspace, &YEAR, &Silent).unwrap();
    let codes: Vec<&str> = run.proposal.classes.iter().map(|class| &*class.course.code).collect();
    assert_eq!(codes, ["TC-K52", "SC-2026", "TC-K53"]);
    for class in &run.proposal.classes {
        assert!(class.given() + class.reserve <= class.seats, "{}", class.course.code);
        assert!(class.shares.iter().all(|share| share.quota <= share.claim.need));
        assert_eq!(class.seats, class.given() + class.reserve + class.free());
    }
    let given: u32 = run.proposal.classes.iter().map(|class| class.given()).sum();
    let unserved: u32 = run.proposal.unserved.values().sum();
    let need: u32 = run.book.lines.iter().map(|line| line.need).sum();
    assert_eq!(given + unserved, need, "every need is met or listed as unserved");
    let done = accept_quotas(&workspace, &YEAR).unwrap();
    assert_eq!(done.seats, given);
    // A second time nothing is overwritten.
    assert!(accept_quotas(&workspace, &YEAR).is_err());
}

#[test]
fn what_the_officer_changed_in_a_proposal_stays() {
    let (_dir, workspace) = sample();
    let first = quota(&workspace, &YEAR, &Silent).unwrap();
    let again = quota(&workspace, &YEAR, &Silent).unwrap();
    assert_eq!((again.kept, &again.proposal), (0, &first.proposal));
    assert_eq!(fs::read(&first.written).unwrap(), fs::read(&again.written).unwrap());
}

fn sum(book: &tonghop::model::cycle::ResultsBook) -> Funnel {
    funnels(book).into_values().fold(Funnel::default(), Funnel::plus)
}

#[test]
fn from_quota_to_certificate_nobody_is_lost_or_counted_twice() {
    let (_dir, workspace) = sample();
    quota(&workspace, &YEAR, &Silent).unwrap();
    let quotas = accept_quotas(&workspace, &YEAR).unwrap();
    let run = results(&workspace, &YEAR, &Silent).unwrap();
    let all = sum(&run.book);
    assert_eq!(all.quota, Some(quotas.seats));
    // Every need of a level is planned for one class only.
    assert_eq!(all.plan, Some(69));
    // 23 for TC-K52, 12 for SC-2026, 7 for TC-K53.
    assert_eq!((all.registered, all.accepted), (42, 42));
    let ends = all.withdrawn + all.not_admitted + all.admitted;
    assert_eq!(ends, all.accepted + all.unregistered);
    let came = all.no_show + all.dropped_out + all.deferred + all.failed + all.studying;
    assert_eq!(came + all.graduated, all.admitted);
    let of = |course: &str, fate: Fate| {
        let own = run.book.learners.iter().filter(|learner| &*learner.course == course);
        own.filter(|learner| learner.fate == fate).count()
    };
    let first = [Fate::Withdrawn, Fate::NotAdmitted, Fate::DroppedOut, Fate::Failed];
    assert_eq!(first.map(|fate| of("TC-K52", fate)), [1, 1, 1, 1]);
    // One of ours and the learner whom nobody registered are in no later list.
    assert_eq!(of("TC-K52", Fate::NoShow), 2);
    assert_eq!((of("TC-K52", Fate::Graduated), of("SC-2026", Fate::Graduated)), (18, 11));
    assert_eq!(of("TC-K53", Fate::Admitted), 7);
    let strangers = run.book.learners.iter().filter(|learner| learner.registration.is_none());
    assert_eq!(strangers.count(), 1);
}

#[test]
fn accepted_graduates_raise_the_coverage_by_as_many() {
    let (_dir, workspace) = sample();
    let before = coverage(&workspace, &YEAR).unwrap().coverage;
    let run = results(&workspace, &YEAR, &Silent).unwrap();
    assert_eq!(run.proposed, 29);
    let done = accept_graduates(&workspace, &YEAR).unwrap();
    assert_eq!((done.people, done.left), (29, 0));
    let after = coverage(&workspace, &YEAR).unwrap().coverage;
    let holders = |coverage: &tonghop::cycle::coverage::Coverage| {
        coverage.all.at_least(TheoryLevel::Intermediate)
    };
    assert_eq!(holders(&after), holders(&before) + 18);
    // The year before is as it was.
    assert_eq!(after.years[after.years.len() - 2], before.years[before.years.len() - 2]);
    // Following them again finds the same, and proposes nobody twice.
    let again = results(&workspace, &YEAR, &Silent).unwrap();
    assert_eq!((sum(&again.book).accepted, again.proposed), (42, 0));
    assert!(accept_graduates(&workspace, &YEAR).is_err());
}

#[test]
fn groups_of_coverage_add_up_to_all_members() {
    let (_dir, workspace) = sample();
    let coverage = coverage(&workspace, &YEAR).unwrap().coverage;
    let members = coverage.all.members;
    assert_eq!(members, 192);
    let units: u32 = coverage.units.values().map(|tally| tally.members).sum();
    let sexes: u32 = coverage.sexes.iter().map(|(_, tally)| tally.members).sum();
    let groups: u32 = coverage.groups.iter().map(|(_, tally)| tally.members).sum();
    let titles: u32 = coverage.titles.iter().map(|(_, tally)| tally.members).sum();
    assert_eq!([units, sexes, groups, titles], [members; 4]);
    let share = coverage.all.percent(TheoryLevel::Intermediate).unwrap();
    assert!((35..=55).contains(&share), "{share}");
    assert_eq!(coverage.years.last().unwrap().1, coverage.all);
}

#[test]
fn candidates_are_members_below_the_level_each_once() {
    let (_dir, workspace) = sample();
    let run = candidates(&workspace, &YEAR, &Silent).unwrap();
    let mut seen: Vec<_> = run.candidates.iter().map(|one| one.at).collect();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), run.candidates.len());
    assert!(run.candidates.iter().any(|one| one.could_go()));
    // The sample's roster gives no ratings: nobody waits for them.
    assert!(run.candidates.iter().any(|one| one.best() == Chance::Can));
    assert!(run.candidates.iter().any(|one| one.wanted));
    assert!(run.candidates.iter().any(|one| !one.registered.is_empty()));
}

#[test]
fn classes_seat_everybody_once_and_fill_a_seat_given_back() {
    let (_dir, workspace) = sample();
    let options =
        ClassOptions { year: YEAR, course: "TC-K52".to_owned(), classes: Some(2), size: Some(10) };
    let run = classes(&workspace, &options, &Silent).unwrap();
    assert_eq!(run.people, 23);
    let count = |wanted: fn(&Seat) -> bool| run.split.seats.iter().filter(|s| wanted(s)).count();
    assert_eq!(count(|seat| seat.class().is_some()), 20);
    assert_eq!(count(|seat| *seat == Seat::Withdrawn), 1);
    assert_eq!(count(|seat| matches!(seat, Seat::Waiting(_))), 2);
    let again = classes(&workspace, &options, &Silent).unwrap();
    assert_eq!(again.split, run.split);
}
