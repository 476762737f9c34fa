"""Cross-validates the model of blocks, by page and by source: cross_validate.py UNITS GOLD [page|source]"""
import sys

import lightgbm as lgb
import numpy as np

import units

PARAMETERS = dict(objective="binary", learning_rate=0.06, num_leaves=16, min_data_in_leaf=50, feature_fraction=0.4,
                  bagging_fraction=0.7, bagging_freq=1, lambda_l2=5.0, verbose=-1, num_threads=1, seed=7)
ROUNDS = 160


def fit(matrices, labelled, chosen):
    features = np.concatenate([matrices[i][labelled[i][1] > 0] for i in chosen])
    labels = np.concatenate([labelled[i][0][labelled[i][1] > 0] for i in chosen])
    weights = np.concatenate([labelled[i][1][labelled[i][1] > 0] for i in chosen])
    return lgb.train(PARAMETERS, lgb.Dataset(features, labels, weight=weights * len(weights) / weights.sum()), ROUNDS)


def cross(matrices, labelled, folds):
    scores = [None] * len(matrices)
    for fold in sorted(set(folds)):
        model = fit(matrices, labelled, np.flatnonzero(folds != fold))
        for i in np.flatnonzero(folds == fold):
            scores[i] = model.predict(matrices[i])
    return scores


def folds_of(pages, by):
    if by == "source":
        return np.array([page["gold"]["source"] for page in pages])
    return np.random.default_rng(3).permutation(len(pages)) % 5


def report(name, pages, scores, thresholds=(0.4, 0.45, 0.5)):
    for threshold in thresholds:
        result = units.score_text(pages, [s >= threshold for s in scores])
        print(f"{name} at {threshold}: F1 {result[0]:.4f} P {result[1]:.4f} R {result[2]:.4f} "
              f"segments {result[3]:.4f} -{result[4]} -{result[5]}", flush=True)


def main():
    pages = units.read_pages(sys.argv[1], sys.argv[2])
    by = sys.argv[3] if len(sys.argv) > 3 else "page"
    labelled = [units.label(page) for page in pages]
    first = [page["features"] for page in pages]
    folds = folds_of(pages, by)
    print("rules:", units.score_text(pages, [page["kept"] for page in pages]), flush=True)
    scores = cross(first, labelled, folds)
    report(f"model, by {by}", pages, scores)
    for source in sorted({page["gold"]["source"] for page in pages}):
        own = [i for i, page in enumerate(pages) if page["gold"]["source"] == source]
        chosen = [pages[i] for i in own]
        print(f"  {source}: rules", *("%.4f" % x for x in units.score_text(chosen, [page["kept"] for page in chosen])[:4]),
              "model", *("%.4f" % x for x in units.score_text(chosen, [scores[i] >= 0.45 for i in own])[:4]), flush=True)


if __name__ == "__main__":
    main()
