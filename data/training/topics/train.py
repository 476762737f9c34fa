#!/usr/bin/env python3
"""Trains data/models/topics.bin; README.md says from what and how."""
import argparse
import collections
import json
import os
import sys
import time

import numpy as np
import scipy.optimize

import features
import fit
import texts

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import model_file

FOLDS = 4
RARE = 0.3  # how much more a rare topic is said than its likelihood asks for, so that each topic is found
PULL = 0.01  # of a text, towards saying each topic as often as was learned
POOLS = [0, 0, 1, 1]  # which part of a text each looks at: the whole, the title and the lead
NETWORKS = 3  # whose scores are averaged
NETWORKS_COUNT = 0.9  # how sure they may be before the linear model adds to them
LEAST = 0.0005  # share of the texts whose words count so little that they might say nothing
SHIPPED = 51000  # of the words; the last are GloVe's rarest
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


class Features:
    """What the two parts of the student see of texts."""

    def __init__(self, space, counts):
        self.sparse = fit.Rows([features.weigh(b, space.idf / 16) for b, _, _ in counts])
        # One of the whole text and one of the title and the lead, for each text.
        self.bags = [fit.Rows([features.weigh_words(c[i], space.index, space.rarity) for c in counts]) for i in (1, 2)]


def center(x):
    x = x - x.mean(0)
    return x / np.sqrt((x * x).sum(1).mean())


def join_vectors(first, second, width):
    """Both, projected onto their first directions together; what first lacks of the last words is guessed from second."""
    known = np.concatenate([center(second), np.ones((len(second), 1))], 1)
    taught = known[:len(first)]
    guess = np.linalg.solve(taught.T @ taught + 0.01 * np.eye(taught.shape[1]), taught.T @ first)
    first = np.concatenate([first, known[len(first):] @ guess])
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
    def __init__(self, space, features_of, data, targets, which, o, seed):
        self.fit_networks(space, features_of, data, targets, which, o, seed)
        log("networks fitted")
        self.fit_linear(features_of, targets, which, o, seed)
        log("linear model fitted")

    def fit_networks(self, space, features_of, data, targets, which, o, seed):
        self.networks = fit.Networks(NETWORKS, space.vectors, POOLS, o.hidden, len(data.first_level), data.parent, seed)
        self.networks.fit(features_of.bags, targets.first, targets.weights, targets.below, which, o.epochs, seed)
        self.small_vectors, self.vector_scale = quantize(self.networks.vectors)
        self.networks.vectors[:] = self.small_vectors * self.vector_scale  # as shipped

    def fit_linear(self, features_of, targets, which, o, seed):
        base = NETWORKS_COUNT * self.networks(features_of.bags, np.arange(len(features_of.sparse)))[0]
        self.linear = fit.Linear(features_of.sparse, 1 << features.BITS, base, targets.first, targets.weights, which,
                                 o.linear_epochs, seed)

    def quantize(self):
        """As shipped."""
        self.small_linear, self.linear_scale = quantize(self.linear.weights)
        self.linear.weights[:] = self.small_linear * self.linear_scale
        hidden = np.concatenate(self.networks.hidden[:, :, :-1])
        self.small_hidden, self.hidden_scale = (x.T for x in quantize(hidden.T))
        self.networks.hidden[:, :, :-1] = (self.small_hidden * self.hidden_scale[:, None]).reshape(NETWORKS, -1, hidden.shape[1])

    def __call__(self, features_of, which):
        """Scores of the first level and of the second."""
        first, second = self.networks(features_of.bags, which)
        return NETWORKS_COUNT * first + self.linear(features_of.sparse, which), second


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


def settle(scores, topics, weights):
    """How sure to be, and what to add for each topic: by log-likelihood on held-out texts, then for the rare ones' sake."""
    rows, pull = np.arange(len(scores)), PULL * weights.sum()

    def value(x):
        p = softmax(x[0] * scores + x[1:])
        loss = pull * (x[1:] ** 2).sum() - weights @ np.log(p[rows, topics] + 1e-12)
        p[rows, topics] -= 1
        p *= weights[:, None]
        return loss, np.append((p * scores).sum(), p.sum(0) + 2 * pull * x[1:])

    x = scipy.optimize.minimize(value, np.eye(1 + scores.shape[1])[0], jac=True, method="L-BFGS-B").x
    return x[0], x[1:] - RARE * np.log(np.bincount(topics, weights, scores.shape[1]) / weights.sum())


def choose_second_scale(scores, below, family):
    """Likewise for the second level, among sisters."""
    told = below.sum(1) > 0

    def value(scale):
        return (below[told] * np.log(share_among_sisters(scale * scores[told], family) + 1e-12)).sum()

    return max(np.arange(0.5, 2.5, 0.05), key=value)


def find_least(attention, rarity, bag, n_texts):
    """What the words of a text must count on average to say something: a little less than those of any real text."""
    whole = attention[np.tile(POOLS, NETWORKS) == 0]
    weights = 2.0 ** ((whole.sum(0, int) // len(whole) - 255) / OCTAVE)
    means = []
    for first, end in zip(bag.starts[:n_texts], bag.starts[1:]):
        if end - first > 1:
            words = bag.keys[first:end]
            means.append(np.average(weights[words], weights=bag.values[first:end] / rarity[words]))
    return 0.9 * np.quantile(means, LEAST)


def write(path, student, space, bag, data, words, scale, extra, second_scale):
    net = student.networks
    attention = quantize_attention(np.concatenate(net.attention), space.rarity)
    order = np.argsort([features.fnv(word) for word in words[:SHIPPED]])
    n_topics = len(data.first_level)
    # Of the mean of what the networks say: their hidden units side by side, their biases together.
    weights, bias = np.concatenate(net.output[:, :, :-1], 1) / NETWORKS, net.output[:, :, -1].mean(0)
    weights[:n_topics] *= scale * NETWORKS_COUNT
    weights[n_topics:] *= second_scale
    single = lambda x: np.ascontiguousarray(x, np.float32)
    model_file.write(path, "topics", 4, {
        "topics": "\n".join(data.first_level + data.second_level).encode(),
        "parents": data.parent.astype(np.uint16),
        "idf": space.idf,
        "linear": student.small_linear,
        "linear-scale": single(student.linear_scale * scale),
        "words": np.array([features.fnv(words[i]) for i in order], np.uint32),
        "pools": np.array([POOLS] * NETWORKS, np.uint16),
        "attention": attention.T[order],
        "vectors": student.small_vectors[order],
        "vector-scale": student.vector_scale,
        "hidden": student.small_hidden,
        "hidden-scale": student.hidden_scale,
        "hidden-bias": single(net.hidden[:, :, -1].ravel()),
        "output": single(weights[:n_topics]),
        "bias": single(scale * (NETWORKS_COUNT * bias[:n_topics] + student.linear.bias) + extra),
        "below": single(weights[n_topics:]),
        "below-bias": single(second_scale * bias[n_topics:]),
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
    words = [word for name in ("words.json", "further.json") for word in json.load(open(os.path.join(o.vectors, name)))]
    vectors = join_vectors(np.load(os.path.join(o.teacher, "topics-vectors.npz"))["vectors"].astype(np.float32),
                           np.load(os.path.join(o.vectors, "vectors.npy")), o.width)
    counts = [features.count(*item) for item in data.items()]
    n = len(data.labelled)
    space = Space(counts[:n], words, vectors)
    features_of = Features(space, counts)
    targets = Targets(data, Teacher(os.path.join(o.teacher, "topics-labels.npz"), data), o.trust, o.balance)
    log(f"features of {len(counts)} texts")

    fold = np.random.default_rng(1).integers(0, FOLDS, n)
    others = np.full(len(data.definitions) + len(data.unlabelled), FOLDS)  # always learned from
    articles = np.concatenate([fold, np.full(len(data.unlabelled), FOLDS)])
    fold = np.concatenate([fold, others, articles[[p[0] for p in data.pieces]]])
    student = Student(space, features_of, data, targets, np.where(fold != 0)[0], o, 1)
    held = np.where(fold[:n] == 0)[0]
    first, second = student(features_of, held)
    scale, extra = settle(first, data.topics[held], data.source_weights[held])
    given = data.second_is_given[held]
    second_scale = choose_second_scale(second[given], data.below[held][given], data.family)
    log(f"second level of {given.sum()} texts held out: scale {second_scale:.2f}")
    report(f"held out, scale {scale:.2f}", softmax(scale * first + extra), data.topics[held],
           np.array([data.labelled[i]["source"] for i in held]), data.by_hand[held])

    student = Student(space, features_of, data, targets, np.arange(len(counts)), o, 7)
    student.quantize()
    write(o.output, student, space, features_of.bags[0], data, words, scale, extra, second_scale)
    counts = [features.count(d["title"], d["text"]) for d in data.dev]
    first, _ = student(Features(space, counts), np.arange(len(counts)))
    report("development set", softmax(scale * first + extra), data.dev_topics, np.array([d["source"] for d in data.dev]),
           np.array([d.get("how") == "hand" for d in data.dev]))


if __name__ == "__main__":
    main()
