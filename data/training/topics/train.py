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
import scipy.optimize
import scipy.sparse
import torch
import torch.nn.functional as F

import features

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import model_file

torch.set_num_threads(1)
FOLDS = 4


def load(path):
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main_topic(document, vocabulary, first_level):
    return first_level.index(next(t for t in document["topics"] if vocabulary[t]["level"] == 1))


class Space:
    """The features of documents, fitted on the training texts."""

    def __init__(self, counts, words, vectors):
        n = len(counts)
        df = np.zeros(1 << features.BITS)
        word_df = collections.Counter()
        for buckets, single in counts:
            df[list(buckets)] += 1
            word_df.update(single.keys())
        idf = np.where(df >= 2, np.log(n / (1 + df)).clip(0) + 1, 0)
        self.idf = np.rint(idf * 16).clip(0, 255).astype(np.uint8)  # as shipped
        share = np.array([max(word_df[w], 1) / n for w in words])
        self.rarity = np.rint(255 * 0.01 / (0.01 + share)).clip(1, 255).astype(np.uint8)
        self.scale = np.abs(vectors).max(0) / 127
        self.vectors = np.rint(vectors / self.scale).astype(np.int8)
        self.index = {w: i for i, w in enumerate(words)}

    def sparse(self, counts):
        rows = [features.weigh(b, self.idf / 16) for b, _ in counts]
        starts = np.cumsum([0] + [len(k) for k, _ in rows])
        return scipy.sparse.csr_matrix(
            (np.concatenate([v for _, v in rows]), np.concatenate([k for k, _ in rows]), starts),
            shape=(len(rows), 1 << features.BITS), dtype=np.float32)

    def dense(self, counts):
        vectors = self.vectors * self.scale.astype(np.float32)
        return np.stack([features.average(s, self.index, vectors, self.rarity / 255) for _, s in counts])


def softmax(x):
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def fit_linear(x, targets, weights, strength, n_iterations=60):
    """Multinomial logistic regression on soft targets, by L-BFGS. (features, classes), biases."""
    n, k = targets.shape
    xt = x.T.tocsr()
    w = weights / weights.sum()

    def loss(flat):
        m = flat.reshape(-1, k)
        z = x @ m[:-1] + m[-1]
        top = z.max(1, keepdims=True)
        log_p = z - top - np.log(np.exp(z - top).sum(1, keepdims=True))
        g = (np.exp(log_p) - targets) * w[:, None]
        value = -(targets * log_p).sum(1) @ w + strength / 2 * (m[:-1] ** 2).sum()
        return value, np.concatenate([xt @ g + strength * m[:-1], g.sum(0, keepdims=True)]).ravel()

    r = scipy.optimize.minimize(loss, np.zeros((x.shape[1] + 1) * k), jac=True, method="L-BFGS-B",
                                options={"maxiter": n_iterations, "maxcor": 6})
    m = r.x.reshape(-1, k)
    return m[:-1].astype(np.float32), m[-1].astype(np.float32)


def fit_network(x, targets, weights, hidden, n_epochs=14, rate=2e-3, seed=0):
    """One hidden layer; returns its four arrays, with the inputs' mean and spread folded in."""
    torch.manual_seed(seed)
    mean, spread = x.mean(0), x.std(0) + 1e-6
    xs, ts, ws = (torch.tensor(a, dtype=torch.float32) for a in ((x - mean) / spread, targets, weights))
    net = torch.nn.Sequential(torch.nn.Dropout(0.1), torch.nn.Linear(x.shape[1], hidden), torch.nn.ReLU(),
                              torch.nn.Dropout(0.3), torch.nn.Linear(hidden, targets.shape[1]))
    optimizer = torch.optim.AdamW(net.parameters(), rate, weight_decay=0.01)
    for epoch in range(n_epochs):
        for group in optimizer.param_groups:
            group["lr"] = rate * (1 - epoch / n_epochs)
        for batch in torch.randperm(len(xs)).split(128):
            z = F.log_softmax(net(xs[batch]), 1)
            loss = -((ts[batch] * z).sum(1) * ws[batch]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    a, b, c, d = (p.detach().numpy() for i in (1, 4) for p in (net[i].weight, net[i].bias))
    a = a / spread
    return a, b - a @ mean, c, d


def run_network(x, net):
    return np.maximum(x @ net[0].T + net[1], 0) @ net[2].T + net[3]


def expected_calibration_error(p, y):
    confidence, right = p.max(1), p.argmax(1) == y
    bins = np.minimum(9, (confidence * 10).astype(int))
    return sum(abs(confidence[bins == b].sum() - right[bins == b].sum()) for b in range(10)) / len(y)


def report(name, p, y, sources):
    first = p.argmax(1)
    top = np.argsort(-p, 1)[:, :3]
    f1 = []
    for c in sorted(set(y)):
        both = ((first == c) & (y == c)).sum()
        f1.append(2 * both / ((first == c).sum() + (y == c).sum()))
    whole = np.isin(sources, ["bbc", "masakhanews", "wikinews"])
    print(f"{name}: accuracy {(first == y).mean():.4f} macro F1 {np.mean(f1):.4f} top-3 "
          f"{(top == y[:, None]).any(1).mean():.4f} ECE {expected_calibration_error(p, y):.4f} "
          f"whole {(first == y)[whole].mean():.4f}", flush=True)


def balance(y, power):
    n = np.bincount(y, minlength=17) + 1e-9
    w = (n / len(y) * 17) ** -power
    return (w / w[y].mean())[y]


def fit(x_sparse, x_dense, y, hidden, n_iterations):
    targets = np.eye(17)[y]
    w, b = fit_linear(x_sparse, targets, balance(y, 0.75), 3e-6, n_iterations)
    nets = [fit_network(x_dense, targets, balance(y, 0.5), hidden, seed=s) for s in (0, 1)]
    # Two networks side by side are one twice as wide.
    net = [np.concatenate([n[i] for n in nets]) for i in (0, 1)]
    return w, b, (*net, np.concatenate([n[2] for n in nets], 1) / 2, (nets[0][3] + nets[1][3]) / 2)


def mix(share, scale, linear, network):
    return softmax(scale * (share * network + (1 - share) * linear))


def choose_mix(linear, network, y):
    """How much each model counts and how sure the mixture is, by log-likelihood on held-out texts."""
    best = None
    for share in np.arange(0.2, 0.81, 0.1):
        for scale in np.arange(0.7, 2.01, 0.1):
            p = mix(share, scale, linear, network)
            value = np.log(p[np.arange(len(y)), y] + 1e-12).mean()
            if best is None or value > best[0]:
                best = value, share, scale
    print("held out: log-likelihood %.4f at network's share %.1f, scale %.1f" % best, flush=True)
    return best[1:]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", help="the folder with topics.train, topics.dev and media-topics.json")
    parser.add_argument("vectors", help="the folder that vectors.py wrote")
    parser.add_argument("output", help="the model file to write")
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--iterations", type=int, default=100)
    parser.add_argument("--mix", help="SHARE,SCALE: do not hold out a quarter to find them")
    o = parser.parse_args()

    concepts = json.load(open(os.path.join(o.corpus, "media-topics.json")))["concepts"]
    vocabulary = {c["id"]: c for c in concepts}
    first_level = sorted(i for i, c in vocabulary.items() if c["level"] == 1)
    train, dev = (load(os.path.join(o.corpus, f"topics.{n}.jsonl.xz")) for n in ("train", "dev"))
    y, y_dev = (np.array([main_topic(d, vocabulary, first_level) for d in s]) for s in (train, dev))
    sources = np.array([d["source"] for d in dev])
    definitions, y_definitions = [], []
    for concept in concepts:
        root = concept
        while root["level"] > 1:
            root = vocabulary[root["parent"]]
        definitions.append((concept["label"], concept.get("definition") or ""))
        y_definitions.append(first_level.index(root["id"]))

    words = json.load(open(os.path.join(o.vectors, "words.json")))
    vectors = np.load(os.path.join(o.vectors, "vectors.npy"))[:, :o.width]
    counts = [features.count(d["title"], d["text"]) for d in train]
    space = Space(counts, words, vectors)
    counts += [features.count(*d) for d in definitions]
    y_all = np.concatenate([y, y_definitions])
    x_sparse, x_dense = space.sparse(counts), space.dense(counts)
    if o.mix:
        share, scale = map(float, o.mix.split(","))
    else:
        held = np.arange(len(y_all)) % FOLDS == 0
        held[len(y):] = False
        w, b, net = fit(x_sparse[~held], x_dense[~held], y_all[~held], o.hidden, o.iterations)
        share, scale = choose_mix(x_sparse[held] @ w + b, run_network(x_dense[held], net), y_all[held])
    w, b, net = fit(x_sparse, x_dense, y_all, o.hidden, o.iterations)

    w_scale = np.abs(w).max(0) / 127
    w8 = np.rint(w / w_scale).astype(np.int8)
    counts = [features.count(d["title"], d["text"]) for d in dev]
    linear = space.sparse(counts) @ (w8 * w_scale) + b
    network = run_network(space.dense(counts), net)
    report("linear", softmax(linear), y_dev, sources)
    report("network", softmax(network), y_dev, sources)
    report("both", mix(share, scale, linear, network), y_dev, sources)

    order = np.argsort([features.fnv(word) for word in words])
    model_file.write(o.output, "topics", 1, {
        "topics": "\n".join(first_level).encode(),
        "idf": space.idf,
        "linear": w8,
        "linear-scale": (w_scale * scale * (1 - share)).astype(np.float32),
        "words": np.array([features.fnv(words[i]) for i in order], np.uint32),
        "rarity": space.rarity[order],
        "vectors": space.vectors[order],
        "vector-scale": space.scale.astype(np.float32),
        "hidden": net[0].astype(np.float32),
        "hidden-bias": net[1].astype(np.float32),
        "output": (net[2] * scale * share).astype(np.float32),
        "bias": (scale * (share * net[3] + (1 - share) * b)).astype(np.float32),
        "limits": np.array([0.2, 0.01], np.float32),
    })


if __name__ == "__main__":
    main()
