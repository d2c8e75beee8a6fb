"""The same registrations under other programs: Splink and recordlinkage's ECM.

    python3 -m venv env && env/bin/pip install splink recordlinkage
    cargo run --release --example linkage -- population seed=1 csv=population.csv
    env/bin/python examples/linkage/compare.py splink population.csv
    env/bin/python examples/linkage/compare.py ecm population.csv

    env/bin/python examples/linkage/compare.py febrl febrl3.csv
    cargo run --release --example linkage -- csv febrl3.csv examples/linkage/febrl.toml person

`splink` and `ecm` print precision, recall and F1 over pairs of rows at their
best threshold (which only somebody who knows the truth can find), and the best
recall at a precision of 0.999. `febrl` writes FEBRL3 (in PyPI recordlinkage)
without the number that gives everything away.
"""
import itertools
import logging
import sys
import warnings

import pandas as pd

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)


def rows_of(path):
    rows = pd.read_csv(path, dtype=str, keep_default_na=False).replace("", None)
    rows["unique_id"] = range(len(rows))
    rows["full_name"] = rows.full_name.str.lower()
    words = rows.full_name.str.split()
    rows["family"], rows["given"] = words.str[0], words.str[-1]
    rows["birth_year"] = rows.birth_date.str[:4]
    rows["dob"] = rows.birth_date.where(rows.birth_date.str.len() == 10)
    return rows


def true_pairs(rows):
    groups = rows.groupby("person").unique_id.apply(sorted)
    return {pair for group in groups for pair in itertools.combinations(group, 2)}


def report(name, scored, truth):
    """`scored`: (score, a, b), the strongest first."""
    best, at_999, right = (0.0, 0.0, 0.0), 0.0, 0
    for found, (_, a, b) in enumerate(scored, 1):
        right += (min(a, b), max(a, b)) in truth
        precision, recall = right / found, right / len(truth)
        if right:
            best = max(best, (2 * precision * recall / (precision + recall), precision, recall))
        if precision >= 0.999:
            at_999 = max(at_999, recall)
    f1, precision, recall = best
    print(f"{name}: best F1 {f1:.4f} (precision {precision:.4f}, recall {recall:.4f}); "
          f"recall {at_999:.4f} at precision 0.999")


def splink(path):
    import splink as package
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rows = rows_of(path)
    given = [column for column in rows if rows[column].notna().any()]
    comparisons = [
        cl.JaroWinklerAtThresholds("full_name", [0.95, 0.88]).configure(term_frequency_adjustments=True),
        cl.LevenshteinAtThresholds("dob", [1, 2]),
        cl.ExactMatch("birth_year"),
        cl.ExactMatch("sex"),
        cl.ExactMatch("unit"),
    ]
    for column in ("national_id", "phone", "party_card", "party_joined"):
        if column in given:
            comparisons.append(cl.LevenshteinAtThresholds(column, [1]))
    for column in ("hometown", "workplace", "ethnicity"):
        if column in given:
            comparisons.append(cl.ExactMatch(column).configure(term_frequency_adjustments=True))
    keys = [("national_id",), ("full_name", "birth_year"), ("dob", "given"), ("dob", "family"),
            ("full_name", "hometown"), ("phone",), ("party_card",)]
    rules = [block_on(*key) for key in keys if all(column in given for column in key)]
    settings = SettingsCreator(link_type="dedupe_only", comparisons=comparisons,
                               blocking_rules_to_generate_predictions=rules)
    api = DuckDBAPI()
    try:
        linker = Linker(api.register(rows), settings)
    except (AttributeError, TypeError):  # before version 5
        linker = Linker(rows, settings, db_api=api)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("national_id"), block_on("full_name", "dob")], recall=0.8)
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for key in (("full_name", "birth_year"), ("dob",)):
        training.estimate_parameters_using_expectation_maximisation(block_on(*key))
    found = linker.inference.predict(threshold_match_weight=-20).as_pandas_dataframe()
    found = found.sort_values("match_weight", ascending=False)
    scored = zip(found.match_weight, found.unique_id_l, found.unique_id_r)
    report(f"Splink {package.__version__}", scored, true_pairs(rows))


def ecm(path):
    import recordlinkage as rl

    rows = rows_of(path).set_index("unique_id", drop=False)
    index = rl.Index()
    for key in (["national_id"], ["full_name", "birth_year"], ["dob", "given"], ["dob", "family"],
                ["full_name", "hometown"], ["phone"], ["party_card"]):
        if all(rows[column].notna().any() for column in key):
            index.block(key)
    pairs = index.index(rows)
    # A key that is empty on both sides is no key.
    compare = rl.Compare()
    compare.string("full_name", "full_name", method="jarowinkler", threshold=0.93, label="name")
    for column in ("dob", "birth_year", "sex", "unit", "national_id", "phone", "party_card",
                   "party_joined", "hometown", "workplace", "ethnicity"):
        if rows[column].notna().any():
            compare.exact(column, column, label=column)
    features = compare.compute(pairs, rows)
    model = rl.ECMClassifier()
    model.fit(features)
    odds = model.prob(features).sort_values(ascending=False)
    scored = ((score, a, b) for (a, b), score in odds.items())
    report(f"recordlinkage {rl.__version__} ECM", scored, true_pairs(rows))


def febrl(path):
    from recordlinkage.datasets import load_febrl3

    rows = load_febrl3().reset_index()
    rows["person"] = rows.rec_id.str.split("-").str[1]
    rows.drop(columns=["soc_sec_id", "rec_id"]).to_csv(path, index=False)


if __name__ == "__main__":
    {"splink": splink, "ecm": ecm, "febrl": febrl}[sys.argv[1]](sys.argv[2])
