"""The two halves of the topics model in numpy's arrays, fitted by fit.c."""
import ctypes
import os
import subprocess
import tempfile

import numpy as np
import scipy.sparse

POINTER = ctypes.c_void_p
HERE = os.path.dirname(os.path.abspath(__file__))


def compile_library():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "fit.so")
        subprocess.run(["cc", "-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", os.path.join(HERE, "fit.c"),
                        "-o", path, "-lm"], check=True)
        return ctypes.CDLL(path)


library = compile_library()


class CRows(ctypes.Structure):
    _fields_ = [(name, POINTER) for name in ("starts", "keys", "values")]


class CNetwork(ctypes.Structure):
    _fields_ = ([(name, ctypes.c_int) for name in ("width", "n_hidden", "n_topics", "n_below", "n_words", "n_pools")] +
                [(name, POINTER) for name in ("sources", "family", "vectors", "attention", "hidden", "output")])


def array(x, kind=np.float32):
    return np.ascontiguousarray(x, kind)


def at(x):
    return x.ctypes.data_as(POINTER)


class Rows:
    """Rows of weighted words, one for each text."""

    def __init__(self, rows):
        self.starts = array(np.cumsum([0] + [len(k) for k, _ in rows]), np.int64)
        self.keys = array(np.concatenate([k for k, _ in rows]), np.int32)
        self.values = array(np.concatenate([v for _, v in rows]))

    def as_c(self):
        return CRows(at(self.starts), at(self.keys), at(self.values))

    def __len__(self):
        return len(self.starts) - 1


class Linear:
    """Multinomial logistic regression on soft targets, by steps as long as each feature is rare (Adagrad)."""

    def __init__(self, rows, n_rows, base, targets, weights, which, n_epochs, seed, rate=1.0, drop=0.3):
        """base: scores that are given, to which this adds"""
        which, base, targets, weights = array(which, np.int32), array(base), array(targets), array(weights)
        n_topics = targets.shape[1]
        self.weights, self.bias = np.zeros((n_rows, n_topics), np.float32), np.zeros(n_topics, np.float32)
        library.fit_linear(at(which), len(which), rows.as_c(), at(base), at(targets), at(weights), n_topics,
                           n_rows, n_epochs, ctypes.c_float(rate), ctypes.c_float(drop),
                           ctypes.c_uint64(seed * 7919 + 12345), at(self.weights), at(self.bias))

    def __call__(self, rows, which):
        x = scipy.sparse.csr_matrix((rows.values, rows.keys, rows.starts), shape=(len(rows), len(self.weights)))
        return x[which] @ self.weights + self.bias


class Networks:
    """Networks that share the words' vectors and whose scores are averaged. Each has pools of the vectors, each pool with
    its own attention, and one hidden layer; two levels of topics."""

    def __init__(self, number, vectors, sources, n_hidden, n_topics, parents, seed):
        random = np.random.default_rng(seed)
        n_words, width = vectors.shape

        def layer(n_out, n_in):
            return random.uniform(-1, 1, (n_out, n_in + 1)) / np.sqrt(n_in)

        self.n_topics = n_topics
        self.sources, self.family = array(sources, np.int32), array(parents, np.int32)
        self.vectors = array(vectors).copy()
        # At random, so that two pools of a part differ.
        self.attention = array(random.normal(0, 0.5, (number, len(sources), n_words)))
        self.hidden = array([layer(n_hidden, len(sources) * width) for _ in range(number)])
        self.output = array([np.concatenate([layer(n_topics, n_hidden), layer(len(parents), n_hidden)])
                             for _ in range(number)])
        self.c = (CNetwork * number)(*(
            CNetwork(width, n_hidden, n_topics, len(parents), n_words, len(sources), at(self.sources), at(self.family),
                     at(self.vectors), at(a), at(h), at(o)) for a, h, o in zip(self.attention, self.hidden, self.output)))

    def fit(self, bags, targets, weights, below, which, n_epochs, seed, rates=(2e-3, 2e-3, 3e-2), drop=0.5):
        """below: the second level's targets, each row weighed already"""
        which, targets, weights, below = array(which, np.int32), array(targets), array(weights), array(below)
        rates = array(rates)
        library.fit_networks(self.c, len(self.c), at(which), len(which), (CRows * len(bags))(*(b.as_c() for b in bags)),
                             len(bags[0]), at(targets), at(weights), at(below), n_epochs, at(rates),
                             ctypes.c_float(drop), ctypes.c_uint64(seed * 104729 + 77))
        return self

    def __call__(self, bags, which):
        """Scores of the first level and of the second."""
        which = array(which, np.int32)
        scores = np.zeros((len(self.c), len(which), self.output.shape[1]), np.float32)
        for net, out in zip(self.c, scores):
            library.run_network(ctypes.byref(net), at(which), len(which), (CRows * len(bags))(*(b.as_c() for b in bags)),
                                len(bags[0]), at(out))
        scores = scores.mean(0)
        return scores[:, :self.n_topics], scores[:, self.n_topics:]
