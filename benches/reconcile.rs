//! How the time to tell who is who grows with the rows, and how many pairs are
//! weighed for each row.

// Not all that the example needs is needed here.
#[allow(dead_code)]
#[path = "../examples/linkage/forms.rs"]
mod forms;
#[path = "../examples/linkage/people.rs"]
mod people;
#[path = "../examples/linkage/random.rs"]
mod random;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tonghop::config::matching::Matching;
use tonghop::reconcile::plain::{PlainRows, group};

fn rows(count: usize) -> PlainRows {
    let mut random = random::Random::new(1);
    let people = people::people(count * 97 / 100, &mut random);
    let mix = forms::Mix { again: 0.03, ..forms::Mix::default() };
    let rows = forms::rows(&people, mix, &mut random);
    let cells = |row: &forms::Row| row.cells().map(str::to_owned).to_vec();
    let columns = forms::COLUMNS.map(str::to_owned).to_vec();
    PlainRows { columns, rows: rows.iter().map(cells).collect() }
}

fn linking(criterion: &mut Criterion) {
    let matching = Matching::built_in();
    let mut group_of = criterion.benchmark_group("link");
    group_of.sample_size(10);
    for count in [1_000, 10_000, 100_000] {
        let rows = rows(count);
        let found = group(matching, &rows);
        println!("{count} rows: {:.1} pairs per row", found.pairs as f64 / count as f64);
        group_of.throughput(Throughput::Elements(count as u64));
        group_of.bench_with_input(BenchmarkId::from_parameter(count), &rows, |bencher, rows| {
            bencher.iter(|| group(matching, rows));
        });
    }
    group_of.finish();
}

criterion_group!(benches, linking);
criterion_main!(benches);
