#!/usr/bin/env python3
"""Labels the sets that machines labelled once more, with an earlier network, for a vote.

    judge.py CORPORA ner.pt --vectors data/models/words.bin --output FOLDER
"""
import argparse
import json
import pathlib

import numpy
import torch

import train

import corpora
import export
import model_file
import network
import text


def judge(model, document, tags, transitions):
    scores = train.predict(model, document, tags)
    shares = torch.softmax(torch.tensor(scores), 1).numpy()
    found, breaks = [], [0, *(numpy.flatnonzero(numpy.diff(document.passages)) + 1), len(document.ids)]
    for first, end in zip(breaks, breaks[1:]):
        if end == first:
            continue
        path = corpora.viterbi(scores[first:end], transitions)
        for a, b, kind in corpora.decode(path):
            confidence = min(float(shares[first + i, path[i]]) for i in range(a, b + 1))
            found.append([int(document.spans[first + a, 0]), int(document.spans[first + b, 1]), kind, confidence])
    return {"id": document.name, "entities": found}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora")
    parser.add_argument("model")
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--output", required=True, type=pathlib.Path)
    options = parser.parse_args()
    vectors = model_file.read(options.vectors)
    tags, transitions = export.mixture("silver=0.3,conll2003=0.7"), corpora.legal_transitions()
    for name, tag, _ in corpora.TRAINING:
        if tag not in ("silver", "polnear"):
            continue
        words = network.Words(vectors)
        rows = text.read_documents(f"{options.corpora}/{name}.jsonl.xz")
        documents = [network.Document(row["id"], 0, row["text"], words) for row in rows]
        words.freeze()
        model = train.restore(options.model, words)
        with open(options.output / f"judge-{name}.jsonl", "w", encoding="utf-8") as file:
            for document in documents:
                file.write(json.dumps(judge(model, document, tags, transitions)) + "\n")


if __name__ == "__main__":
    main()
