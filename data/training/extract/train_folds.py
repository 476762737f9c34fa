"""Writes the models of five folds, each trained on the pages of the other four, and the folds' pages: to measure
the whole program on pages that its model has not seen. train_folds.py UNITS GOLD FOLDER [page|source]"""
import os
import sys

import numpy as np

import cross_validate
import train
import units


def main():
    pages = units.read_pages(sys.argv[1], sys.argv[2])
    labelled = [units.label(page) for page in pages]
    features = [page["features"] for page in pages]
    folds = cross_validate.folds_of(pages, sys.argv[4] if len(sys.argv) > 4 else "page")
    for number, fold in enumerate(sorted(set(folds))):
        model = cross_validate.fit(features, labelled, np.flatnonzero(folds != fold))
        train.write(model, os.path.join(sys.argv[3], f"trees-{number}.h"))
        with open(os.path.join(sys.argv[3], f"pages-{number}.txt"), "w", encoding="utf-8") as out:
            for i in np.flatnonzero(folds == fold):
                out.write(pages[i]["gold"]["file"] + "\n")


if __name__ == "__main__":
    main()
