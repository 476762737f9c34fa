"""The network that reads quotes, and how its labels count as sequences.

Each token: its vector (frozen), vectors of its hashed parts, of its state between quotation marks, of its part of
speech and of the kind of name that it is in; gated convolutions, an LSTM in both directions, one layer of scores.
Needs nothing of the program, so that it can be trained on a machine that has only PyTorch.
"""
import numpy
import torch
from torch import nn

N_CONTENT, N_SPAN, N_LINK = 5, 3, 5  # O and B, I of direct and other contents; OBI of speakers and cues
N_STATES, N_PARTS, N_NAMED = 6, 12, 13
BUCKETS = {"word": 8192, "prefix": 2048, "suffix": 2048, "shape": 512}
SIZES = {"word": 16, "prefix": 8, "suffix": 8, "shape": 8}
PLACE_BITS = [0, 1, 2, 3, 4, 7]  # all but what is said of quotation marks
N_COLUMNS = 1 + len(BUCKETS) + 3 + len(PLACE_BITS)
DILATIONS = [1, 2, 4, 8, 1, 16, 2]
IGNORE = -100
FAR_BELOW = -1e4


def legal(previous, label):
    """May `label` follow `previous` (both indices of B/I labels with O = 0)?"""
    return label == 0 or label % 2 == 1 or previous in (label, label - 1)


class Block(nn.Module):
    """Gated convolution over three places, with a residual."""

    def __init__(self, width, dilation, dropout):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.conv = nn.Conv1d(width, 2 * width, 3, dilation=dilation, padding=dilation)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        y = self.norm(x) * mask
        a, b = self.conv(y.transpose(1, 2)).transpose(1, 2).chunk(2, -1)
        return x + self.dropout(a * torch.sigmoid(b))


class Network(nn.Module):
    def __init__(self, vectors, width, hidden, dilations, dropout=0.25):
        super().__init__()
        self.register_buffer("vectors", vectors)
        self.tables = nn.ModuleDict({k: nn.Embedding(BUCKETS[k], SIZES[k]) for k in BUCKETS})
        self.states = nn.Embedding(N_STATES, 8)
        self.parts = nn.Embedding(N_PARTS, 8)
        self.named = nn.Embedding(N_NAMED, 8)
        for table in [*self.tables.values(), self.states, self.parts, self.named]:
            nn.init.normal_(table.weight, std=0.3)
        n_in = vectors.shape[1] + sum(SIZES.values()) + 3 * 8 + len(PLACE_BITS)
        self.enter = nn.Linear(n_in, width)
        self.blocks = nn.ModuleList(Block(width, d, dropout) for d in dilations)
        self.norm = nn.LayerNorm(width)
        self.lstm = nn.LSTM(width, hidden, batch_first=True, bidirectional=True)
        self.leave = nn.Linear(width + 2 * hidden, N_CONTENT + 2 * N_SPAN + N_LINK)
        self.dropout = nn.Dropout(dropout)
        self.hidden = hidden
        self.moves = nn.Parameter(torch.zeros(3, N_CONTENT, N_CONTENT))
        banned = [[0.0 if legal(p, c) else FAR_BELOW for c in range(N_CONTENT)] for p in range(N_CONTENT)]
        self.register_buffer("banned", torch.tensor(banned))

    def all_moves(self):
        return self.moves + self.banned

    def forward(self, rows, mask):
        x = [self.vectors[rows[..., 0]]]
        x += [self.tables[k](rows[..., 1 + i]) for i, k in enumerate(BUCKETS)]
        if self.training:  # words that are not known, and hashes that mean nothing
            unknown = torch.where(rows[..., 7:8] > 0, 0.25, 0.05)
            x[0] = x[0] * (torch.rand(rows.shape[:2] + (1,), device=rows.device) > unknown)
            x[1] = x[1] * (torch.rand(rows.shape[:2] + (1,), device=rows.device) > 0.3)
        x += [self.states(rows[..., 5]), self.parts(rows[..., 6]), self.named(rows[..., 7])]
        if self.training:  # taggers err, and a whole line may be strange to them
            for i in (-2, -1):
                x[i] = x[i] * (torch.rand(rows.shape[:2] + (1,), device=rows.device) > 0.05)
                x[i] = x[i] * (torch.rand(rows.shape[0], 1, 1, device=rows.device) > 0.1)
        x += [rows[..., 8:].float()]
        mask = mask.unsqueeze(-1)
        x = self.enter(self.dropout(torch.cat(x, -1)))
        for block in self.blocks:
            x = block(x, mask)
        x = self.dropout(self.norm(x)) * mask
        lengths = mask.sum((1, 2)).long().cpu()
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        y, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.leave(torch.cat([x, self.dropout(y)], -1))


def split_heads(scores):
    return torch.split(scores, [N_CONTENT, N_SPAN, N_SPAN, N_LINK], -1)


def all_paths(scores, moves, mask):
    """Logarithm of the sum over all label sequences of each row: [rows][tokens][labels] scores. Joins two steps at a
    time, so that a sequence takes as many rounds as its length has binary digits."""
    rows, _, n = scores.shape
    steps = moves[:, None] + scores[:, :, None, :]
    stay = torch.full((n, n), 2 * FAR_BELOW, device=scores.device).fill_diagonal_(0.0)
    steps = torch.where(mask[..., None, None], steps, stay)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, stay.expand(rows, 1, n, n)], 1)
        first, second = steps[:, 0::2], steps[:, 1::2]
        steps = torch.logsumexp(first[..., :, :, None] + second[..., None, :, :], -2)
    return torch.logsumexp(steps[:, 0, 0], -1)


def sequence_loss(heads, moves, labels, mask, weights):
    """Of the contents', speakers' and cues' labels as chains (Lafferty and others 2001), a weight a row; what is not
    known may be anything."""
    scores, known, tables = [], [], []
    for i in range(3):
        head = nn.functional.pad(heads[i], (0, N_CONTENT - heads[i].shape[-1]), value=FAR_BELOW)
        gold = labels[..., i].unsqueeze(-1)
        fits = (gold == IGNORE) | (gold == torch.arange(N_CONTENT, device=gold.device))
        scores.append(head)
        known.append(head.masked_fill(~fits, FAR_BELOW))
        tables.append(moves[i].expand(len(head), -1, -1))
    paths = all_paths(torch.cat(scores + known), torch.cat(tables * 2), mask.bool().repeat(6, 1))
    every, right = paths.chunk(2)
    return ((every - right) * weights.repeat(3)).sum() / mask.sum()


def decode(scores, moves):
    """Best labels of [tokens][labels] scores."""
    n, k = scores.shape
    ban = moves[:k, :k]
    best, back = scores[0] + ban[0], numpy.zeros((n, k), int)
    for t in range(1, n):
        total = best[:, None] + ban
        back[t] = total.argmax(0)
        best = total.max(0) + scores[t]
    labels = [int(best.argmax())]
    for t in range(n - 1, 0, -1):
        labels.append(int(back[t, labels[-1]]))
    return labels[::-1]


def spans(labels):
    found, start = [], None
    for i, label in enumerate(list(labels) + [0]):
        if start is not None and (label == 0 or label % 2 == 1):
            found.append((start, i, (labels[start] + 1) // 2))
            start = None
        if label % 2 == 1 and label > 0:
            start = i
    return found
