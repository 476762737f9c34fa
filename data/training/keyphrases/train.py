#!/usr/bin/env python3
"""Trains data/models/keyphrases.bin; README.md says from what and how."""
import argparse
import collections
import json
import lzma
import os
import subprocess
import sys
import tempfile

import numpy as np
from nltk.stem import PorterStemmer
from sklearn.linear_model import LogisticRegression

here = os.path.dirname(os.path.abspath(__file__))
sys.path += [os.path.join(here, ".."), os.path.join(here, "..", "topics")]
import features
import model_file

N_FEATURES = 37
BITS = 18
MARGIN = 0.5  # of the log odds: the fuller of two phrases this near each other is taken
DATES = set("mondai tuesdai wednesdai thursdai fridai saturdai sundai januari februari march april june juli august septemb "
            "octob novemb decemb todai yesterdai week year month dai tomorrow".split())
# What the articles are about: the test articles are about other things, so each is held out as a whole.
SUBJECTS = [("gun", "amendment"), ("tunnel", "channel"), ("fire", "blaze"), ("tornado", "storm"), ("",)]
stemmer = PorterStemmer(PorterStemmer.ORIGINAL_ALGORITHM)
stems = {}


def stem(word):
    if word not in stems:
        stems[word] = stemmer.stem(word) if word.isascii() and word.isalpha() and len(word) > 2 else word
    return stems[word]


def normalize(phrase):
    """A phrase's stems, cut where Gloss cuts words."""
    found = features.WORD.findall(phrase.lower().replace("’", "'"))
    return " ".join(stem(w[:-2] if w.endswith("'s") else w) for w in found)


def load(path):
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def count_texts(documents):
    """16 log2 (1 + texts) of each word and phrase of up to three stems that two texts have, by hash."""
    df = collections.Counter()
    for d in documents:
        s = [stem(w) for w in features.words(d["title"] + " . " + d["text"][:2000])]
        df.update({" ".join(s[i:i + n]) for n in (1, 2, 3) for i in range(len(s) - n + 1)})
    table = np.zeros(1 << BITS)
    for phrase, n in df.items():
        if n >= 2:
            value = features.fnv(phrase)
            bucket = (value ^ (value >> 15)) & ((1 << BITS) - 1)
            table[bucket] = max(table[bucket], n)
    return np.rint(16 * np.log2(1 + table)).clip(0, 255).astype(np.uint8)


def hash_words(path):
    with open(path, encoding="utf-8") as file:
        return np.array(sorted({features.fnv(word.strip()) for word in file}), np.uint32)


def subject(document):
    phrases = " ".join(document["keyphrases"]).lower()
    return next(i for i, words in enumerate(SUBJECTS) if any(w in phrases for w in words))


def dump(bench, data_dir, documents):
    lines = "".join(json.dumps({k: d[k] for k in ("id", "title", "text")}) + "\n" for d in documents)
    out = subprocess.run([bench, "--candidates"], input=lines, capture_output=True, text=True, check=True,
                         env=dict(os.environ, GLOSS_DATA_DIR=data_dir)).stdout
    rows = [json.loads(line)["candidates"] for line in out.splitlines()]
    return [([c[0] for c in r], np.array([c[1:] for c in r], np.float32).reshape(-1, N_FEATURES)) for r in rows]


def says_the_same(a, b):
    n, least = len(set(a) & set(b)), min(len(a), len(b))
    return n >= least or (n >= 2 and n * 2 > least and a[-1] == b[-1])


def choose(names, scores, k):
    """Nearly as app/analysis/gloss-phrase-choice.c does."""
    words = [n.split() for n in names]
    order = [i for i in np.argsort(-scores, kind="stable") if not DATES & set(words[i])]
    chosen = []
    said = lambda w: any(says_the_same(w, c) for c in chosen)
    for at, i in enumerate(order):
        if len(chosen) == k:
            break
        if said(words[i]):
            continue
        fuller = (j for j in order[at + 1:] if scores[j] >= scores[i] - MARGIN and set(words[i]) < set(words[j]))
        chosen.append(words[next((j for j in fuller if not said(words[j])), i)])
    return chosen


def score(documents, candidates, scores, k=10):
    """Micro F1 at k."""
    hits = given = wanted = 0
    for d, (names, _), s in zip(documents, candidates, scores):
        gold, chosen = {normalize(p) for p in d["keyphrases"]}, choose(names, s, k)
        hits += sum(" ".join(c) in gold for c in chosen)
        given += len(chosen)
        wanted += len(gold)
    return 2 * hits / (given + wanted)


class Ranker:
    """Logistic regression; as one hidden unit that is nearly linear, for Gloss can use more."""

    def __init__(self, strength):
        self.model = LogisticRegression(C=strength, max_iter=400)

    def fit(self, documents, candidates):
        x = np.concatenate([f for _, f in candidates])
        y = np.concatenate([[n in {normalize(p) for p in d["keyphrases"]} for n in names]
                            for d, (names, _) in zip(documents, candidates)])
        self.model.fit(x, y)
        return self

    def predict(self, f):
        return self.model.decision_function(f)

    def arrays(self):
        return {"center": np.zeros(N_FEATURES), "scale": np.ones(N_FEATURES), "hidden": self.model.coef_ / 50,
                "hidden-bias": np.zeros(1), "output": np.full(1, 50)}, self.model.intercept_[0]


def write(path, fixed, arrays, bias, n_texts):
    sections = dict(fixed)
    sections.update({k: np.asarray(v, np.float32) for k, v in arrays.items()})
    sections["limits"] = np.array([bias, np.log(1 + n_texts)], np.float32)
    model_file.write(path, "keyphrases", 3, sections)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", help="the folder with topics.train and the keyphrase sets")
    parser.add_argument("bench", help="the built tests/bench/bench-topics")
    parser.add_argument("parts", help="what parts.py wrote, or an earlier model to take the tagger of")
    parser.add_argument("verbs", help="what verbs.py wrote, or an earlier model to take the verbs of")
    parser.add_argument("data", help="Gloss' data folder; its models/keyphrases.bin is written")
    parser.add_argument("--strength", type=float, default=0.06)
    o = parser.parse_args()

    output = os.path.join(o.data, "models", "keyphrases.bin")
    news = load(os.path.join(o.corpus, "topics.train.jsonl.xz"))
    fixed = {"parts": model_file.read(o.parts)["parts"] if o.parts.endswith(".bin") else np.load(o.parts),
             "verbs": model_file.read(o.verbs)["verbs"] if o.verbs.endswith(".bin") else hash_words(o.verbs),
             "frequency": count_texts(news)}
    empty = {"center": np.zeros(N_FEATURES), "scale": np.ones(N_FEATURES), "hidden": np.zeros((1, N_FEATURES)),
             "hidden-bias": np.zeros(1), "output": np.zeros(1)}
    write(output, fixed, empty, 0, len(news))  # for what the features need

    train = [d for d in load(os.path.join(o.corpus, "keyphrases.train.jsonl.xz")) if d["source"] == "duc2001"]
    dev = [d for d in load(os.path.join(o.corpus, "keyphrases.dev.jsonl")) if d["source"] == "duc2001"]
    x, x_dev = dump(o.bench, o.data, train), dump(o.bench, o.data, dev)
    found = sum(len({normalize(p) for p in d["keyphrases"]} & set(n)) for d, (n, _) in zip(train, x))
    print(f"{sum(len(n) for n, _ in x)} phrases; {found} of {sum(len(d['keyphrases']) for d in train)} are among them")
    make = lambda: Ranker(o.strength)
    held = [None] * len(train)
    subjects = [subject(d) for d in train]
    for k in set(subjects):
        at = [i for i, other in enumerate(subjects) if other != k]
        r = make().fit([train[i] for i in at], [x[i] for i in at])
        for i, other in enumerate(subjects):
            if other == k:
                held[i] = r.predict(x[i][1])
    print(f"each subject held out: micro F1 at 10 {score(train, x, held):.4f}", flush=True)
    ranker = make().fit(train, x)
    print(f"dev: {score(dev, x_dev, [ranker.predict(f) for _, f in x_dev]):.4f}")
    write(output, fixed, *ranker.arrays(), len(news))


if __name__ == "__main__":
    main()
