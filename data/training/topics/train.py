#!/usr/bin/env python3
"""Trains data/models/topics.bin; README.md says from what and how."""
import argparse
import collections
import json
import os
import sys
import time

import numpy as np

import features
import fit
import texts

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import model_file

FOLDS = 4
RARE = 0.3  # how much more a rare topic is said than was learned: soft labels make them rarer still
POOLS = [0, 0, 1, 1]  # which part of a text each looks at: the whole, the title and the lead
NETWORK_COUNTS = 0.9  # how sure the network may be before the linear model adds to it
LEAST = 0.0005  # share of the texts whose words count so little that they might say nothing
OCTAVE = 16  # steps of the attention in which it doubles
SECOND = 0.3  # what the second level counts beside the first
started = time.time()


def log(*words):
    print(f"{time.time() - started:5.0f} s", *words, flush=True)


class Space:
    """The features of texts, fitted on those with topics."""

    def __init__(self, counts, words, vectors):
        n = len(counts)
        df = np.zeros(1 << features.BITS)
        word_df = collections.Counter()
        for buckets, single, _ in counts:
            df[list(buckets)] += 1
            word_df.update(single.keys())
        idf = np.where(df >= 2, np.log(n / (1 + df)).clip(0) + 1, 0)
        self.idf = np.rint(idf * 16).clip(0, 255).astype(np.uint8)  # as shipped
        share = np.array([max(word_df[w], 1) / n for w in words])
        self.rarity = np.rint(255 * 0.01 / (0.01 + share)).clip(1, 255).astype(np.uint8)
        self.vectors = vectors / vectors.std()
        self.index = {w: i for i, w in enumerate(words)}

    def sparse(self, counts):
        return fit.Rows([features.weigh(b, self.idf / 16) for b, _, _ in counts])

    def bags(self, counts):
        """One of the whole text and one of the title and the lead, for each text."""
        return [fit.Rows([features.weigh_words(c[i], self.index, self.rarity) for c in counts]) for i in (1, 2)]


def center(x):
    x = x - x.mean(0)
    return x / np.sqrt((x * x).sum(1).mean())


def join_vectors(first, second, width):
    """Both, projected onto their first directions together."""
    both = np.concatenate([center(first), center(second)], 1)
    directions = np.linalg.svd(both.T @ both / len(both))[0]
    return (both @ directions[:, :width]).astype(np.float32)


def softmax(x):
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def share_among_sisters(scores, family):
    e = np.exp(scores - scores.max(1, keepdims=True))
    return e / (e @ family + 1e-9)


class Teacher:
    """What teacher.py says of the texts: of an article half what it says of its beginning, half of its pieces."""

    def __init__(self, path, data):
        file = np.load(path)
        scores, below = file["scores"].astype(np.float32), file["below"].astype(np.float32)
        sizes = [len(g) for g in (data.labelled, data.unlabelled, data.dev, data.definitions)]
        labelled, unlabelled, _, _, pieces = np.split(np.arange(len(scores)), np.cumsum(sizes))
        articles = np.concatenate([labelled, unlabelled])
        owner = np.array([p[0] for p in data.pieces])
        self.articles, self.pieces = softmax(scores[articles]), softmax(scores[pieces])
        total, n = np.zeros_like(self.articles), np.bincount(owner, minlength=len(articles))
        np.add.at(total, owner, self.pieces)
        long = n > 0
        self.articles[long] = (self.articles[long] + total[long] / n[long, None]) / 2
        self.below = share_among_sisters(below[articles], data.family) * self.articles[:, data.parent]
        self.pieces_below = share_among_sisters(below[pieces], data.family) * self.pieces[:, data.parent]


class Targets:
    """What the student is to say of each item, and how much each counts."""

    def __init__(self, data, teacher, trust, balance):
        n, t = len(data.labelled), teacher
        labels, definitions = data.targets[:n], data.targets[n:]
        below = data.below * data.below_weights()[:, None]
        self.first = np.concatenate([trust * labels + (1 - trust) * t.articles[:n], definitions, t.articles[n:], t.pieces])
        self.below = SECOND * np.concatenate(
            [trust * below[:n] + (1 - trust) * t.below[:n], below[n:], t.below[n:], 0.5 * t.pieces_below])
        number = self.first.sum(0)
        weights = np.concatenate([data.weights, np.full(len(data.unlabelled), 1.5), np.full(len(data.pieces), 0.5)])
        rare = self.first @ ((number / number.mean()) ** -balance)
        self.weights = weights * rare / rare.mean()


class Student:
    def __init__(self, space, sparse, bags, data, targets, which, o, seed):
        every = np.arange(len(sparse))
        self.extra = -RARE * np.log(data.targets[:len(data.labelled)].mean(0))
        self.network = fit.Network(space.vectors, POOLS, o.hidden, len(data.first_level), data.parent, seed)
        self.network.fit(bags, targets.first, targets.weights, targets.below, which, o.epochs, seed)
        log("network fitted")
        base = NETWORK_COUNTS * self.network(bags, every)[0]
        self.linear = fit.Linear(sparse, 1 << features.BITS, base, targets.first, targets.weights, which, o.linear_epochs,
                                 seed)
        log("linear model fitted")

    def quantize(self):
        """As shipped."""
        self.small_linear, self.linear_scale = quantize(self.linear.weights)
        self.small_vectors, self.vector_scale = quantize(self.network.vectors)
        hidden = self.network.hidden[:, :-1]
        self.small_hidden, self.hidden_scale = (x.T for x in quantize(hidden.T))
        hidden[:] = self.small_hidden * self.hidden_scale[:, None]
        self.linear.weights[:] = self.small_linear * self.linear_scale
        self.network.vectors[:] = self.small_vectors * self.vector_scale

    def __call__(self, sparse, bags, which):
        """Scores of the first level and of the second."""
        first, second = self.network(bags, which)
        return NETWORK_COUNTS * first + self.linear(sparse, which) + self.extra, second


def quantize(x):
    scale = np.abs(x).max(0) / 127 + 1e-12
    return np.rint(x / scale).astype(np.int8), scale.astype(np.float32)


def quantize_attention(attention, rarity):
    """Logarithms of what each word counts in each pool; only their differences matter."""
    steps = OCTAVE * (np.log2(rarity) + attention.astype(float) / np.log(2))
    return np.rint(steps - steps.max(1, keepdims=True) + 255).clip(0, 255).astype(np.uint8)


def expected_calibration_error(p, y):
    confidence, right = p.max(1), p.argmax(1) == y
    bins = np.minimum((confidence * 10).astype(int), 9)
    return sum(abs(confidence[bins == b].sum() - right[bins == b].sum()) for b in range(10)) / len(y)


def report(name, p, y, sources, by_hand):
    first = p.argmax(1)
    top = np.argsort(-p, 1)[:, :3]
    f1 = []
    for c in sorted(set(y)):
        both = ((first == c) & (y == c)).sum()
        f1.append(2 * both / ((first == c).sum() + (y == c).sum()))
    whole = np.isin(sources, ["bbc", "masakhanews", "wikinews"])
    log(f"{name}: accuracy {(first == y).mean():.4f} macro F1 {np.mean(f1):.4f} top-3 "
        f"{(top == y[:, None]).any(1).mean():.4f} ECE {expected_calibration_error(p, y):.4f} "
        f"whole {(first == y)[whole].mean():.4f} by hand {(first == y)[by_hand].mean():.4f}")


def choose_scale(scores, targets, weights):
    """How sure to be, by log-likelihood on held-out texts."""
    def value(scale):
        return (targets * np.log(softmax(scale * scores) + 1e-12)).sum(1) @ weights

    return max(np.arange(0.5, 1.6, 0.05), key=value)


def choose_second_scale(scores, below, family):
    """Likewise for the second level, among sisters."""
    told = below.sum(1) > 0

    def value(scale):
        return (below[told] * np.log(share_among_sisters(scale * scores[told], family) + 1e-12)).sum()

    return max(np.arange(0.5, 2.5, 0.05), key=value)


def find_least(attention, rarity, bag, n_texts):
    """What the words of a text must count on average to say something: a little less than those of any real text."""
    weights = 2.0 ** ((attention[0].astype(float) - 255) / OCTAVE)
    means = []
    for first, end in zip(bag.starts[:n_texts], bag.starts[1:]):
        if end - first > 1:
            words = bag.keys[first:end]
            means.append(np.average(weights[words], weights=bag.values[first:end] / rarity[words]))
    return 0.9 * np.quantile(means, LEAST)


def write(path, student, space, bag, data, words, scale, second_scale):
    attention = quantize_attention(student.network.attention, space.rarity)
    order = np.argsort([features.fnv(word) for word in words])
    net = student.network
    n_topics = len(data.first_level)
    output, below = net.output[:n_topics] * scale * NETWORK_COUNTS, net.output[n_topics:] * second_scale
    single = lambda x: np.ascontiguousarray(x, np.float32)
    model_file.write(path, "topics", 3, {
        "topics": "\n".join(data.first_level + data.second_level).encode(),
        "parents": data.parent.astype(np.uint16),
        "idf": space.idf,
        "linear": student.small_linear,
        "linear-scale": single(student.linear_scale * scale),
        "words": np.array([features.fnv(words[i]) for i in order], np.uint32),
        "pools": np.array(POOLS, np.uint16),
        "attention": attention.T[order],
        "vectors": student.small_vectors[order],
        "vector-scale": student.vector_scale,
        "hidden": student.small_hidden,
        "hidden-scale": student.hidden_scale,
        "hidden-bias": single(net.hidden[:, -1]),
        "output": single(output[:, :-1]),
        "bias": single(output[:, -1] + scale * (student.linear.bias + student.extra)),
        "below": single(below[:, :-1]),
        "below-bias": single(below[:, -1]),
        "limits": np.array([0.2, 0.003, 0.5, find_least(attention, space.rarity, bag, len(data.labelled))], np.float32),
    })


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", help="the folder with topics, ner and quotes")
    parser.add_argument("vectors", help="the folder that vectors.py wrote")
    parser.add_argument("teacher", help="the folder that teacher.py wrote")
    parser.add_argument("output", help="the model file to write")
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--hidden", type=int, default=512)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--linear-epochs", type=int, default=8)
    parser.add_argument("--trust", type=float, default=0.4, help="how much a label counts beside what the teacher says")
    parser.add_argument("--balance", type=float, default=0.5, help="how much more a rare topic counts: 0 not, 1 as much as others")
    o = parser.parse_args()

    data = texts.Data(o.corpora)
    words = json.load(open(os.path.join(o.vectors, "words.json")))
    vectors = join_vectors(np.load(os.path.join(o.teacher, "topics-vectors.npz"))["vectors"].astype(np.float32),
                           np.load(os.path.join(o.vectors, "vectors.npy")), o.width)
    counts = [features.count(*item) for item in data.items()]
    n = len(data.labelled)
    space = Space(counts[:n], words, vectors)
    sparse, bags = space.sparse(counts), space.bags(counts)
    targets = Targets(data, Teacher(os.path.join(o.teacher, "topics-labels.npz"), data), o.trust, o.balance)
    log(f"features of {len(counts)} texts")

    fold = np.random.default_rng(1).integers(0, FOLDS, n)
    others = np.full(len(data.definitions) + len(data.unlabelled), FOLDS)  # always learned from
    articles = np.concatenate([fold, np.full(len(data.unlabelled), FOLDS)])
    fold = np.concatenate([fold, others, articles[[p[0] for p in data.pieces]]])
    student = Student(space, sparse, bags, data, targets, np.where(fold != 0)[0], o, 1)
    held = np.where(fold[:n] == 0)[0]
    first, second = student(sparse, bags, held)
    scale = choose_scale(first, data.targets[held], data.weights[held])
    given = data.second_is_given[held]
    second_scale = choose_second_scale(second[given], data.below[held][given], data.family)
    log(f"second level of {given.sum()} texts held out: scale {second_scale:.2f}")
    report(f"held out, scale {scale:.2f}", softmax(scale * first),
           data.targets[held].argmax(1), np.array([data.labelled[i]["source"] for i in held]), data.by_hand[held])

    student = Student(space, sparse, bags, data, targets, np.arange(len(counts)), o, 7)
    student.quantize()
    write(o.output, student, space, bags[0], data, words, scale, second_scale)
    counts = [features.count(d["title"], d["text"]) for d in data.dev]
    first, _ = student(space.sparse(counts), space.bags(counts), np.arange(len(counts)))
    report("development set", softmax(scale * first), data.dev_topics, np.array([d["source"] for d in data.dev]),
           np.array([d.get("how") == "hand" for d in data.dev]))


if __name__ == "__main__":
    main()
