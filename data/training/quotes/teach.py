#!/usr/bin/env python3
"""Lets MPNet, trained on the labelled quotes, label all texts, for distil.py to learn from.

    teach.py PACKED.npz ENCODER_FOLDER LABELS.npz [--device cuda]

Four teachers, each trained on three quarters of the labelled documents, so that none says what it has been told; what
nobody labelled and what is held out gets the mean of all. A minute on a fast card, in bfloat16.
"""
import argparse
import pathlib
import random
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "common"))
import mpnet
from network import IGNORE, N_CONTENT, N_LINK, N_SPAN, split_heads
from packed import Packed

N_FOLDS, EPOCHS, LONGEST, BATCH = 4, 6, 490, 12000
N_SCORES = N_CONTENT + 2 * N_SPAN + N_LINK
SIDES = {"state": 8, "part": 14, "named": 15, "shape": 9, "flags": 257}  # 0 is no first piece of a word


class Windows:
    """Texts as the encoder reads them: a separator, then a line's pieces."""

    def __init__(self, packed):
        self.packed = packed
        arrays = packed.arrays
        counts = arrays["piece_count"].astype(numpy.int64)
        first_of_form = numpy.cumsum(counts) - counts
        count, cost = counts[packed.form], counts[packed.form] + arrays["line"]
        self.ends = numpy.cumsum(cost)
        self.begins, self.first = self.ends - cost, self.ends - count
        self.pieces = numpy.full(self.ends[-1], 2, numpy.int64)
        token = numpy.repeat(numpy.arange(len(count)), count)
        inner = numpy.arange(len(token)) - numpy.repeat(numpy.cumsum(count) - count, count)
        self.pieces[self.first[token] + inner] = arrays["pieces"][first_of_form[packed.form[token]] + inner]
        sides = {**arrays, "shape": arrays["forms"][:, 5][packed.form]}
        self.sides = numpy.stack([sides[name].astype(numpy.int64) + 1 for name in SIDES], 1)

    def end_of(self, first, end, limit):
        return min(end, max(first + 1, int(numpy.searchsorted(self.ends, limit, "right"))))

    def cut(self, documents, generator=None):
        """(first, end, from, to) each: the tokens of a window, and of which it decides. In training windows begin
        anywhere, else they overlap."""
        found = []
        for d in documents:
            first, end = self.packed.starts[d], self.packed.ends[d]
            decided = first
            limit = self.begins[first] + (generator.randint(LONGEST // 3, LONGEST) if generator else LONGEST)
            while True:
                to = self.end_of(first, end, limit)
                keep = to if generator or to == end else to - (to - first) // 6
                found.append((first, to, decided, keep))
                if to == end:
                    break
                decided = keep
                first = keep if generator else max(first + 1, keep - (to - first) // 6)
                limit = self.begins[first] + LONGEST
        return found

    def length(self, window):
        return int(self.ends[window[1] - 1] - self.begins[window[0]]) + 2

    def batches(self, windows, size, generator=None):
        groups, longest = [[]], 0
        for window in sorted(windows, key=lambda w: self.length(w) + (generator.random() if generator else 0)):
            longest = max(longest, self.length(window))
            if groups[-1] and (len(groups[-1]) + 1) * longest > size:
                groups.append([])
                longest = self.length(window)
            groups[-1].append(window)
        if generator:
            generator.shuffle(groups)
        return groups

    def tensors(self, group, device):
        """(pieces, where each token's first piece is, sides of pieces, sides of tokens, labels), and which token of
        the texts each is, or -1 where another window decides."""
        n_pieces, n_tokens = max(map(self.length, group)), max(end - first for first, end, *_ in group)
        ids, at = numpy.full((len(group), n_pieces), 1), numpy.zeros((len(group), n_tokens), numpy.int64)
        sides = numpy.zeros((len(group), n_pieces, len(SIDES)), numpy.int64)
        of_tokens = numpy.zeros((len(group), n_tokens, len(SIDES)), numpy.int64)
        labels = numpy.full((len(group), n_tokens, 4), IGNORE)
        tokens = numpy.full((len(group), n_tokens), -1)
        for row, window in enumerate(group):
            first, end, decided, to = window
            length = self.length(window)
            ids[row, 0], ids[row, length - 1] = 0, 2
            ids[row, 1:length - 1] = self.pieces[self.begins[first]:self.ends[end - 1]]
            places = self.first[first:end] - self.begins[first] + 1
            at[row, :end - first] = places
            sides[row, places] = of_tokens[row, :end - first] = self.sides[first:end]
            labels[row, :end - first] = self.packed.labels[first:end]
            tokens[row, decided - first:to - first] = numpy.arange(decided, to)
        return [torch.from_numpy(a).to(device) for a in (ids, at, sides, of_tokens, labels)], tokens


class Teacher(nn.Module):
    def __init__(self, folder):
        super().__init__()
        self.body = mpnet.load(folder)
        self.inputs = nn.ModuleList(nn.Embedding(n, mpnet.WIDTH) for n in SIDES.values())
        for table in self.inputs:
            nn.init.zeros_(table.weight)
        self.sides = nn.ModuleList(nn.Embedding(n, 16) for n in SIDES.values())
        self.hidden = nn.Linear(mpnet.WIDTH + 16 * len(SIDES), 512)
        self.leave = nn.Linear(512, N_SCORES)
        self.drop = nn.Dropout(0.2)

    def forward(self, ids, at, sides, of_tokens):
        extra = sum(table(sides[..., i]) for i, table in enumerate(self.inputs)) * (sides[..., :1] > 0)
        x = self.body(ids, ids != 1, extra)
        x = x.gather(1, at[..., None].expand(-1, -1, mpnet.WIDTH))
        x = torch.cat([x] + [table(of_tokens[..., i]).to(x.dtype) for i, table in enumerate(self.sides)], -1)
        return self.leave(self.drop(functional.gelu(self.hidden(self.drop(x))))).float()


def loss_of(scores, labels):
    total = 0
    for i, (head, weight) in enumerate(zip(split_heads(scores), [1, 0.5, 0.5, 0.3])):
        losses = functional.cross_entropy(head.flatten(0, 1), labels[..., i].flatten(), ignore_index=IGNORE, reduction="sum")
        total = total + weight * losses / (labels[..., i] != IGNORE).sum().clamp(min=1)
    return total


def train(windows, documents, folder, device, seed):
    """Tables of the input learn slowly: at the head's rate they drown what the encoder knows, and training fails."""
    torch.manual_seed(seed)
    generator = random.Random(seed)
    network = Teacher(folder).to(device).train()
    rest = [p for n, p in network.named_parameters() if not n.startswith(("body.", "inputs."))]
    optimizer = torch.optim.AdamW(
        [{"params": network.body.parameters(), "lr": 4e-5}, {"params": network.inputs.parameters(), "lr": 1e-4},
         {"params": rest, "lr": 7e-4}], weight_decay=0.01, betas=(0.9, 0.98))
    rates = [group["lr"] for group in optimizer.param_groups]
    n_steps, step = EPOCHS * len(windows.batches(windows.cut(documents, generator), BATCH)), 0
    while step < n_steps:
        for batch in windows.batches(windows.cut(documents, generator), BATCH, generator):
            share = min(1, (step + 1) / 60) * max(0, 1 - step / n_steps) + 1e-3
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * share
            (*inputs, labels), _ = windows.tensors(batch, device)
            with torch.autocast(device.type, torch.bfloat16):
                scores = network(*inputs)
            loss = loss_of(scores, labels)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 50 == 0:
                print(f"teacher {seed}: step {step} of {n_steps}, loss {loss.item():.4f}", flush=True)
    return network.eval()


@torch.no_grad()
def predict(network, windows, documents, device, chances):
    for batch in windows.batches(windows.cut(documents), 3 * BATCH):
        (*inputs, _), tokens = windows.tensors(batch, device)
        with torch.autocast(device.type, torch.bfloat16):
            scores = network(*inputs)
        p = torch.cat([head.softmax(-1) for head in split_heads(scores)], -1).cpu().numpy()
        chances[tokens[tokens >= 0]] += p[tokens >= 0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packed")
    parser.add_argument("encoder")
    parser.add_argument("output")
    parser.add_argument("--device", default="cuda")
    options = parser.parse_args()
    device, started = torch.device(options.device), time.time()
    packed = Packed(options.packed)
    windows = Windows(packed)
    own, others = (numpy.zeros((len(packed.form), N_SCORES), numpy.float32) for _ in range(2))
    for fold in range(N_FOLDS):
        network = train(windows, [d for d in packed.train if d % N_FOLDS != fold], options.encoder, device, fold + 1)
        predict(network, windows, [d for d in packed.train if d % N_FOLDS == fold], device, own)
        predict(network, windows, packed.plain + packed.held, device, others)
        print(f"fold {fold} in {time.time() - started:.0f} s", flush=True)
    chances = own + others / N_FOLDS
    numpy.savez_compressed(options.output, chances=numpy.rint(chances * 255).astype(numpy.uint8))


if __name__ == "__main__":
    main()
