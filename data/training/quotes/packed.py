"""The texts that pack.py wrote, as arrays over all tokens, cut into lines and documents."""
import numpy

from network import BUCKETS, IGNORE, PLACE_BITS

HELD = 20  # every so many labelled documents one is held out


class Packed:
    def __init__(self, path):
        with numpy.load(path) as file:
            arrays = dict(file)
        self.arrays = arrays
        self.form = arrays["form"].astype(numpy.int64)
        n = len(self.form)
        self.labels = numpy.full((n, 4), IGNORE, numpy.int64)
        self.labels[:len(arrays["labels"])] = arrays["labels"]
        self.ends = arrays["doc"].astype(numpy.int64)
        self.starts = numpy.concatenate([[0], self.ends[:-1]])
        self.lines = numpy.flatnonzero(arrays["line"])
        self.line_ends = numpy.append(self.lines[1:], n)
        self.lengths = self.line_ends - self.lines
        self.line_document = numpy.searchsorted(self.ends, self.lines, "right")
        n_labelled = int(arrays["n_labelled"])
        self.held = list(range(0, n_labelled, HELD))
        self.train = [d for d in range(n_labelled) if d % HELD]
        self.plain = list(range(n_labelled, len(self.ends)))

    def vectors(self):
        return (self.arrays["vectors"] * self.arrays["vector_scale"][:, None]).astype(numpy.float32)

    def rows(self):
        """What the network sees of each token: [n][N_COLUMNS]"""
        forms = self.arrays["forms"].astype(numpy.int64)
        words = numpy.stack([forms[:, 0]] + [forms[:, 1 + i] % BUCKETS[k] for i, k in enumerate(BUCKETS)], 1)
        parts = [self.arrays[name][:, None] for name in ("state", "part", "named")]
        bits = [self.arrays["flags"][:, None] >> b & 1 for b in PLACE_BITS]
        return numpy.concatenate([words[self.form], *parts, *bits], 1).astype(numpy.int32)

    def is_in(self, documents):
        """Of each token, whether it is in one of the documents."""
        found = numpy.zeros(len(self.form), bool)
        for d in documents:
            found[self.starts[d]:self.ends[d]] = True
        return found

    def lines_of(self, documents):
        return numpy.flatnonzero(numpy.isin(self.line_document, documents))

    def groups(self, lines, size, random=None):
        """Lines of like length, `size` tokens a group with what is filled up; shuffled if `random` is given."""
        order = sorted(lines, key=lambda i: self.lengths[i] + (random.random() if random else 0))
        groups = [[]]
        for i in order:
            if groups[-1] and (len(groups[-1]) + 1) * self.lengths[i] > size:
                groups.append([])
            groups[-1].append(i)
        if random:
            random.shuffle(groups)
        return groups

    def fill(self, group, array, empty):
        """[lines][longest] of an array over all tokens."""
        out = numpy.full((len(group), int(self.lengths[group].max())) + array.shape[1:], empty, array.dtype)
        for row, i in enumerate(group):
            out[row, :self.lengths[i]] = array[self.lines[i]:self.line_ends[i]]
        return out
