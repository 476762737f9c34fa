#!/usr/bin/env python3
"""Trains data/models/topics.bin; README.md says from what and how."""
import argparse
import collections
import json
import lzma
import os
import sys
import time

import numpy as np
import scipy.sparse
import torch
import torch.nn.functional as F

import features
import labels

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import model_file

torch.set_num_threads(1)
FOLDS = 4
WHOLE = ["bbc", "masakhanews", "masakhanews-hand", "wikinews", "duc2001"]  # sources of whole articles
started = time.time()


def log(*words):
    print(f"{time.time() - started:5.0f} s", *words, flush=True)


def load(path):
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main_topic(document, vocabulary, first_level):
    return first_level.index(next(t for t in document["topics"] if vocabulary[t]["level"] == 1))


class Bags:
    """Rows of weighted words, for a sum of vectors each."""

    def __init__(self, rows):
        self.starts = np.cumsum([0] + [len(k) for k, _ in rows])
        self.keys = np.concatenate([k for k, _ in rows]).astype(np.int64)
        self.values = np.concatenate([v for _, v in rows]).astype(np.float32)

    def batch(self, at, dropout, random):
        """(words, where each row begins, weights that sum to one in each row); words fall out at random"""
        n = self.starts[at + 1] - self.starts[at]
        row = np.repeat(np.arange(len(at)), n)
        place = np.repeat(self.starts[at] - np.cumsum(n) + n, n) + np.arange(n.sum())
        values = self.values[place]
        if dropout:
            values = values * (random.random(len(values)) >= dropout)
        total = np.bincount(row, values, len(at)) + 1e-9
        return (torch.from_numpy(self.keys[place]), torch.from_numpy(np.cumsum(n) - n),
                torch.from_numpy((values / total[row]).astype(np.float32)))


class Space:
    """The features of documents, fitted on the training texts."""

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
        rows = [features.weigh(b, self.idf / 16) for b, _, _ in counts]
        starts = np.cumsum([0] + [len(k) for k, _ in rows])
        return scipy.sparse.csr_matrix(
            (np.concatenate([v for _, v in rows]), np.concatenate([k for k, _ in rows]), starts),
            shape=(len(rows), 1 << features.BITS), dtype=np.float32)

    def bags(self, counts):
        """One of the whole text and one of the title and the lead, for each document."""
        rows = [[features.weigh_words(c[i], self.index, self.rarity) for c in counts] for i in (1, 2)]
        return [Bags(r) for r in rows]


def softmax(x):
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


class Linear:
    """Multinomial logistic regression on soft targets, by steps as long as each feature is rare (Adagrad)."""

    def __init__(self, x, targets, weights, at, n_epochs, seed):
        torch.manual_seed(seed)
        random = np.random.default_rng(seed)
        rows = torch.nn.EmbeddingBag(x.shape[1], targets.shape[1], mode="sum", sparse=True)
        rows.weight.data.zero_()
        bias = torch.zeros(targets.shape[1], requires_grad=True)
        optimizers = [torch.optim.Adagrad(rows.parameters(), 1.5, initial_accumulator_value=1e-4),
                      torch.optim.Adam([bias], 0.01)]
        t, w = (torch.tensor(a, dtype=torch.float32) for a in (targets, weights))
        for _ in range(n_epochs):
            for batch in np.array_split(random.permutation(at), max(len(at) // 256, 1)):
                part = x[batch]
                values = part.data * (random.random(len(part.data)) >= 0.3) / 0.7  # words fall out at random
                z = rows(torch.from_numpy(part.indices.astype(np.int64)), torch.from_numpy(part.indptr[:-1].astype(np.int64)),
                         per_sample_weights=torch.from_numpy(values.astype(np.float32))) + bias
                loss = -((t[batch] * F.log_softmax(z, 1)).sum(1) * w[batch]).mean()
                for optimizer in optimizers:
                    optimizer.zero_grad()
                loss.backward()
                for optimizer in optimizers:
                    optimizer.step()
        self.weights, self.bias = rows.weight.detach().numpy(), bias.detach().numpy()

    def __call__(self, x):
        return x @ self.weights + self.bias


class Network(torch.nn.Module):
    """Means of the words' vectors, of the whole and of the lead, and one hidden layer; two levels of topics."""

    def __init__(self, vectors, hidden, n_topics, n_below):
        super().__init__()
        n_words, width = vectors.shape
        self.vectors = torch.nn.EmbeddingBag(n_words, width, mode="sum")
        self.vectors.weight.data = torch.tensor(vectors, dtype=torch.float32)
        self.hidden = torch.nn.Linear(2 * width, hidden)
        self.output = torch.nn.Linear(hidden, n_topics)
        self.below = torch.nn.Linear(hidden, n_below)

    def forward(self, bags, at, random=None):
        drop = random is not None
        parts = [self.vectors(k, s, per_sample_weights=v)
                 for k, s, v in (b.batch(at, 0.25 if drop else 0, random) for b in bags)]
        h = F.relu(self.hidden(F.dropout(torch.cat(parts, 1), 0.1, drop)))
        h = F.dropout(h, 0.4, drop)
        return self.output(h), self.below(h)


def fit_network(space, bags, at, targets, weights, below, below_weights, family, hidden, n_epochs, seed):
    """family: for each second-level topic which others share its parent; the softmax is among those."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    net = Network(space.vectors, hidden, targets.shape[1], below.shape[1])
    vectors = [p for n, p in net.named_parameters() if n.startswith("vectors")]
    others = [p for n, p in net.named_parameters() if not n.startswith("vectors")]
    optimizer = torch.optim.Adam([{"params": others, "lr": 2e-3}, {"params": vectors, "lr": 1e-3}])
    rates = [g["lr"] for g in optimizer.param_groups]
    n_steps, step = n_epochs * -(-len(at) // 256), 0
    t, w, b, bw, fam = (torch.tensor(a, dtype=torch.float32) for a in (targets, weights, below, below_weights, family))
    for epoch in range(n_epochs):
        order = random.permutation(at)
        for k in range(0, len(order), 256):
            batch = order[k:k + 256]
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * (1 - step / n_steps)
            step += 1
            z, zb = net(bags, batch, random)
            loss = -((t[batch] * F.log_softmax(z, 1)).sum(1) * w[batch]).mean()
            share = zb - torch.log(torch.exp(zb) @ fam + 1e-9)  # log of the share among sisters
            loss = loss - 0.3 * ((b[batch] * share).sum(1) * bw[batch]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return net


def run_network(net, bags, at):
    with torch.no_grad():
        parts = [net(bags, at[k:k + 512]) for k in range(0, len(at), 512)]
    return [torch.cat(p).numpy() for p in zip(*parts)]


def expected_calibration_error(p, y):
    confidence, right = p.max(1), p.argmax(1) == y
    bins = np.minimum(9, (confidence * 10).astype(int))
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


def balance(targets, power):
    n = targets.sum(0) + 1e-9
    w = targets @ ((n / n.sum() * targets.shape[1]) ** -power)
    return w / w.mean()


def mix(share, scale, linear, network):
    return softmax(scale * (share * network + (1 - share) * linear))


def choose_mix(linear, network, targets, weights):
    """How much each model counts and how sure the mixture is, by log-likelihood on held-out texts."""
    best = None
    for share in np.arange(0.3, 0.91, 0.1):
        for scale in np.arange(0.7, 2.01, 0.1):
            p = mix(share, scale, linear, network)
            value = (targets * np.log(p + 1e-12)).sum(1) @ weights / weights.sum()
            if best is None or value > best[0]:
                best = value, share, scale
    log("held out: log-likelihood %.4f at network's share %.1f, scale %.1f" % best)
    return best[1:]


class Data:
    """Training texts and definitions with their targets."""

    def __init__(self, train, concepts, vocabulary, first_level):
        self.first_level = first_level
        self.targets, below = labels.label(train, vocabulary, first_level)
        self.second_level = sorted({t for b in below for t in b.values() if t}, key=lambda t: (vocabulary[t]["parent"], t))
        number = collections.Counter(t for b in below for t in b.values() if t)
        self.second_level = [t for t in self.second_level if number[t] >= 15]
        at = {t: i for i, t in enumerate(self.second_level)}
        self.weights = np.where([d["source"] in WHOLE for d in train], 2.0, 1.0)
        self.weights[[d.get("how") == "hand" for d in train]] = 3
        self.definitions = []
        rows = [self.targets]
        for c in concepts:
            path = [c["id"]]
            while vocabulary[path[0]]["level"] > 1:
                path.insert(0, vocabulary[path[0]]["parent"])
            self.definitions.append((c["label"], c.get("definition") or ""))
            rows.append(np.eye(len(first_level))[[first_level.index(path[0])]])
            below.append({path[0]: path[1] if len(path) > 1 else None})
        self.targets = np.concatenate(rows)
        self.weights = np.concatenate([self.weights, np.ones(len(self.definitions))])
        self.below = np.zeros((len(below), len(at)), np.float32)
        for row, b in zip(self.below, below):
            for t in b.values():
                if t in at:
                    row[at[t]] += 1
        parents = [vocabulary[t]["parent"] for t in self.second_level]
        self.family = np.array([[float(p == q) for q in parents] for p in parents])
        self.parent = np.array([first_level.index(p) for p in parents])

    def below_weights(self):
        n = self.below.sum(0) + 20
        w = self.below @ (n / n.mean()) ** -0.5
        return w / w[w > 0].mean()


def fit(space, sparse, bags, data, targets, at, o, seed):
    weights = data.weights
    linear = Linear(sparse, targets, balance(targets, 0.6) * weights, at, o.epochs, seed)
    log("linear model fitted")
    net = fit_network(space, bags, at, targets, balance(targets, 0.5) * weights, data.below, data.below_weights(),
                      data.family, o.hidden, o.epochs, seed)
    log("network fitted")
    return linear, net


def quantize(x, axis):
    scale = np.abs(x).max(axis) / 127 + 1e-12
    return np.rint(x / (scale[:, None] if axis else scale)).astype(np.int8), scale.astype(np.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", help="the folder with topics.train, topics.dev and media-topics.json")
    parser.add_argument("vectors", help="the folder that vectors.py wrote")
    parser.add_argument("output", help="the model file to write")
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--hidden", type=int, default=320)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--trust", type=float, default=1,
                        help="how much a label counts beside what is learned from the other texts; 1: labels alone")
    parser.add_argument("--held", help="a file to keep the held-out predictions in, or to take them from")
    o = parser.parse_args()

    concepts = json.load(open(os.path.join(o.corpus, "media-topics.json")))["concepts"]
    vocabulary = {c["id"]: c for c in concepts}
    first_level = sorted(i for i, c in vocabulary.items() if c["level"] == 1)
    train, dev = (load(os.path.join(o.corpus, f"topics.{n}.jsonl.xz")) for n in ("train", "dev"))
    y_dev = np.array([main_topic(d, vocabulary, first_level) for d in dev])
    sources, by_hand = np.array([d["source"] for d in dev]), np.array([d.get("how") == "hand" for d in dev])
    data = Data(train, concepts, vocabulary, first_level)

    words = json.load(open(os.path.join(o.vectors, "words.json")))
    vectors = np.load(os.path.join(o.vectors, "vectors.npy"))[:, :o.width]
    counts = [features.count(d["title"], d["text"]) for d in train]
    space = Space(counts, words, vectors)
    counts += [features.count(*d) for d in data.definitions]
    sparse, bags = space.sparse(counts), space.bags(counts)
    counts_dev = [features.count(d["title"], d["text"]) for d in dev]
    sparse_dev, bags_dev = space.sparse(counts_dev), space.bags(counts_dev)
    log("features counted")

    n, k = len(train), len(first_level)
    if o.held and os.path.exists(o.held):
        held = np.load(o.held)
        linear, network, below = held["linear"], held["network"], held["below"]
    else:
        linear, network, below = np.zeros((n, k), np.float32), np.zeros((n, k), np.float32), np.zeros((n, len(data.second_level)))
        fold = np.random.default_rng(1).integers(0, FOLDS, len(counts))
        fold[n:] = FOLDS  # definitions are always learned from
        for f in range(FOLDS if o.trust < 1 else 1):
            model, net = fit(space, sparse, bags, data, data.targets, np.where(fold != f)[0], o, f)
            at = np.where(fold[:n] == f)[0]
            linear[at] = model(sparse[at])
            network[at], below[at] = run_network(net, bags, at)
        if o.held:
            np.savez(o.held, linear=linear, network=network, below=below)
    seen = network.any(1)
    share, scale = choose_mix(linear[seen], network[seen], data.targets[:n][seen], data.weights[:n][seen])
    others = mix(share, scale, linear, network)
    y = data.targets[:n].argmax(1)
    log(f"held out: accuracy {(others.argmax(1) == y)[seen].mean():.4f}")

    targets = data.targets.copy()
    if o.trust < 1:  # what the labels say and what the other texts say of a text, together
        trust = np.where([d.get("how") == "hand" for d in train], 0.9, o.trust)[:, None]
        targets[:n] = trust * targets[:n] + (1 - trust) * others
    model, net = fit(space, sparse, bags, data, targets, np.arange(len(counts)), o, 7)
    w8, w_scale = quantize(model.weights, 0)
    e8, e_scale = quantize(net.vectors.weight.detach().numpy(), 0)
    net.vectors.weight.data = torch.tensor(e8 * e_scale)
    linear = sparse_dev @ (w8 * w_scale) + model.bias
    network, _ = run_network(net, bags_dev, np.arange(len(dev)))
    report("linear", softmax(linear), y_dev, sources, by_hand)
    report("network", softmax(network), y_dev, sources, by_hand)
    for s in sorted({0.5, 0.6, 0.7, share}):
        report(f"both {s:.1f}", mix(s, scale, linear, network), y_dev, sources, by_hand)

    order = np.argsort([features.fnv(word) for word in words])
    get = lambda p: p.detach().numpy().astype(np.float32)
    model_file.write(o.output, "topics", 2, {
        "topics": "\n".join(first_level + data.second_level).encode(),
        "parents": data.parent.astype(np.uint16),
        "idf": space.idf,
        "linear": w8,
        "linear-scale": (w_scale * scale * (1 - share)).astype(np.float32),
        "words": np.array([features.fnv(words[i]) for i in order], np.uint32),
        "rarity": space.rarity[order],
        "vectors": e8[order],
        "vector-scale": e_scale,
        "hidden": get(net.hidden.weight),
        "hidden-bias": get(net.hidden.bias),
        "output": (get(net.output.weight) * scale * share).astype(np.float32),
        "bias": (scale * (share * get(net.output.bias) + (1 - share) * model.bias)).astype(np.float32),
        "below": get(net.below.weight),
        "below-bias": get(net.below.bias),
        "limits": np.array([0.2, 0.01, 0.5], np.float32),
    })


if __name__ == "__main__":
    main()
