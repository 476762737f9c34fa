"""The network of a tagger: gated convolutions over lines of text, with a memory of the document.

Each word: its vector (frozen), vectors of its hashed parts, the mean of its hashed trigrams; a
linear layer makes `width` numbers of them, to which the flags of its place and the corpus tag add.
Then blocks x + GLU (convolution of three positions (LayerNorm x)); in between one block joins each
position with the mean over all positions of the same word in its document, so that a name that is
clear once is clear elsewhere. A last layer norm and a linear layer give a score a label.
"""
import numpy
import torch
from torch import nn
from torch.nn import functional

import text

SLOT_ROWS, SLOT_COLUMNS = 65536, 24
TRIGRAM_ROWS, TRIGRAM_COLUMNS = 32768, 32
GAP = 4  # empty positions between lines, no less than the largest dilation


class Words:
    """Every word form seen in training, with its features as arrays."""

    def __init__(self, vectors):
        self.ids = {}
        self.rows = {int(key): i for i, key in enumerate(vectors["keys"][0])}
        self.matrix = torch.tensor(vectors["vectors"].astype(numpy.float32) * (4 / 127))
        self.matrix = torch.cat([self.matrix, torch.zeros(1, 100)])
        self.keys, self.slots, self.trigrams, self.counts = [], [], [], []
        self.frozen = None
        self.add("")

    def add(self, word):
        i = self.ids.get(word)
        if i is None:
            i = self.ids[word] = len(self.ids)
            key, slots, trigrams = text.word_features(word)
            self.keys.append(self.rows.get(key, len(self.rows)))
            self.slots.append(slots)
            self.trigrams.append(trigrams + [0] * (text.MAX_TRIGRAMS - len(trigrams)))
            self.counts.append(len(trigrams))
        return i

    def freeze(self):
        self.forms = list(self.ids)
        groups = {}
        self.group = numpy.array([groups.setdefault(slots[0], len(groups)) for slots in self.slots])
        slots = numpy.array(self.slots, numpy.int64)
        # A slot's hash already holds which slot it is, so that they share one table.
        self.frozen = (torch.tensor(self.keys), torch.tensor(slots % SLOT_ROWS),
                       torch.tensor(numpy.array(self.trigrams, numpy.int64) % TRIGRAM_ROWS),
                       torch.tensor(self.counts))


class Dropout(nn.Module):
    """Dropout whose masks are cut from one random sheet: on a CPU drawing them anew costs as much as
    the products."""

    def __init__(self, share, size=1 << 24):
        super().__init__()
        self.sheet = (torch.rand(size) >= share).to(torch.bfloat16) / (1 - share)

    def forward(self, x):
        if not self.training:
            return x
        at = int(torch.randint(len(self.sheet) - x.numel(), ()))
        return x * self.sheet[at:at + x.numel()].view(x.shape).to(x.dtype)


class Network(nn.Module):
    def __init__(self, words, n_labels, n_tags, width=192, dilations=(1, 1, 2, 4, 1), memory_after=2,
                 dropout=0.25):
        super().__init__()
        self.words, self.width, self.dilations, self.memory_after = words, width, dilations, memory_after
        self.slots = nn.Embedding(SLOT_ROWS, SLOT_COLUMNS)
        self.trigrams = nn.Embedding(TRIGRAM_ROWS, TRIGRAM_COLUMNS)
        nn.init.normal_(self.slots.weight, std=0.3)
        nn.init.normal_(self.trigrams.weight, std=0.5)
        self.input = nn.Linear(100 + text.N_SLOTS * SLOT_COLUMNS + TRIGRAM_COLUMNS, width)
        self.flags = nn.Linear(text.N_FLAGS, width)
        self.tags = nn.Embedding(n_tags, width)
        nn.init.normal_(self.tags.weight, std=0.3)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in dilations)
        self.blocks = nn.ModuleList(nn.Linear(3 * width, 2 * width) for _ in dilations)
        self.memory_norm = nn.LayerNorm(width)
        self.memory = nn.Linear(2 * width, 2 * width)
        self.last_norm = nn.LayerNorm(width)
        self.output = nn.Linear(width, n_labels)
        self.dropout, self.input_dropout = Dropout(dropout), Dropout(0.1)

    def embed(self, ids):
        rows, slots, trigrams, counts = (array[ids] for array in self.words.frozen)
        vectors = self.words.matrix[rows]
        parts = self.slots(slots)
        letters = self.trigrams(trigrams)
        mask = torch.arange(text.MAX_TRIGRAMS)[None, :] < counts[:, None]
        letters = (letters * mask[:, :, None]).sum(1) / counts.clamp(min=1)[:, None]
        if self.training:
            keep = (torch.rand(len(ids), 2) > torch.tensor([0.05, 0.1])).float()
            vectors = vectors * keep[:, :1]
            parts = torch.cat([parts[:, :1] * keep[:, 1:, None], parts[:, 1:]], 1)
        joined = torch.cat([vectors, parts.flatten(1), letters], 1)
        return self.input(self.input_dropout(joined))

    def forward(self, ids, flags, tags, live, groups):
        """ids, tags [n]; flags [n][N_FLAGS]; live [n]: 0 in the gaps; groups [n]: same word of the
        same document. tags may also be float [n_tags]: a mixture for all positions."""
        unique, inverse = torch.unique(ids, return_inverse=True)
        live = live[:, None]
        x = self.embed(unique)[inverse] + self.flags(flags)
        x = x + (tags @ self.tags.weight if tags.is_floating_point() else self.tags(tags))
        x = self.dropout(x) * live
        for i, (norm, block, d) in enumerate(zip(self.norms, self.blocks, self.dilations)):
            if i == self.memory_after:
                z = self.memory_norm(x) * live
                n_groups = int(groups.max()) + 1
                sums = torch.zeros(n_groups, self.width).index_add_(0, groups, z.float())
                mean = sums / torch.bincount(groups, minlength=n_groups)[:, None]
                x = x + self.dropout(functional.glu(self.memory(torch.cat([z, mean[groups].to(z.dtype)], 1)))) * live
            z = norm(x) * live
            zero = z.new_zeros(d, self.width)
            z = torch.cat([torch.cat([zero, z[:-d]]), z, torch.cat([z[d:], zero])], 1)
            x = x + self.dropout(functional.glu(block(z))) * live
        return self.output(self.last_norm(x))


class Document:
    """ids, flags, passages [n] and for each label set an array [n]; `tag` is the corpus."""

    __slots__ = ("name", "tag", "ids", "flags", "passages", "spans", "labels", "weights", "soft", "text", "mentions")

    def __init__(self, name, tag, text_, words):
        self.name, self.tag, self.text = name, tag, text_
        tokens = text.read_tokens(text_)
        self.spans = tokens[:, :2]
        self.passages = tokens[:, 2]
        self.flags = tokens[:, 3].astype(numpy.uint8)
        self.ids = numpy.array([words.add(text_[start:end]) for start, end in self.spans], numpy.int64)
        self.labels = numpy.zeros(len(tokens), numpy.int64)
        self.weights = numpy.ones(len(tokens), numpy.float32)
        self.soft = None


def assemble(documents, words):
    """One sequence of several (ids, flags, passages, tag) with gaps between lines: the arguments of
    the network, and where each token went."""
    ids, flags, tags, live, groups, where = [], [], [], [], [], []
    n = n_groups = 0
    for doc_ids, doc_flags, passages, tag in documents:
        line = numpy.cumsum(numpy.concatenate([[0], (numpy.diff(passages) != 0)])) if len(passages) else passages
        at = n + numpy.arange(len(doc_ids)) + GAP * line
        length = (at[-1] - n + 1 if len(at) else 0) + GAP
        i, f, live_, g = (numpy.zeros(length, numpy.int64), numpy.zeros(length, numpy.uint8),
                          numpy.zeros(length, numpy.float32), numpy.full(length, n_groups))
        i[at - n], f[at - n], live_[at - n] = doc_ids, doc_flags, 1
        _, inverse = numpy.unique(words.group[doc_ids], return_inverse=True)
        g[at - n] = n_groups + 1 + inverse
        n_groups += 1 + (inverse.max() + 1 if len(inverse) else 0)
        ids.append(i), flags.append(f), live.append(live_), groups.append(g)
        tags.append(numpy.full(length, tag)), where.append(at)
        n += length
    bits = (numpy.concatenate(flags)[:, None] >> numpy.arange(text.N_FLAGS)) & 1
    return (torch.tensor(numpy.concatenate(ids)), torch.tensor(bits.astype(numpy.float32)),
            torch.tensor(numpy.concatenate(tags)), torch.tensor(numpy.concatenate(live)),
            torch.tensor(numpy.concatenate(groups))), where
