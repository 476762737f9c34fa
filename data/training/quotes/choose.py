#!/usr/bin/env python3
"""Learns which of the words that the network finds likely to be reported are chosen.

    choose.py CORPORA NETWORK.bin OUT.bin [HALF0.bin [HALF1.bin]]

The network gives candidates with their chances (app/analysis/gloss-quote-candidates.c measures them); a logistic
regression tells how likely each is nearly right (four fifths of the words are the same) and just right. It learns from
NETWORK's own candidates in the labelled documents, which it has seen, and from those of networks in the documents that
they have not: HALF0 and HALF1 are train.py's with --half 0 and --half 1. Every 20th document stays held out. OUT is
NETWORK with the weights.
"""
import argparse
import pathlib
import re

import numpy
import torch
from torch import nn

import export
import model_file
import text
import train
from export import N_CHOICE_NUMBERS, N_CHOICE_PLACES, N_PARTS

WORD = re.compile(r"\w+(?:['’]\w+)*")
EDGE = " \t\xa0\"'`“”„‟‘’‚‛«»‹›,;:.–—-"
SAME, MOSTLY = 0.8, 0.5
MOST_WORDS = 80  # of each place
EPOCHS, RATE, BATCH = 6, 3e-3, 512


class Stretch:
    """Words of a text between two offsets; what stands at the ends counts for nothing."""

    def __init__(self, content, start, end):
        while start < end and content[start] in EDGE:
            start += 1
        while end > start and content[end - 1] in EDGE:
            end -= 1
        that = re.compile(r"that\s+", re.I).match(content, start, end)
        self.start, self.end = that.end() if that else start, end
        self.words = {m.start() for m in WORD.finditer(content, self.start, self.end)}

    def share(self, other):
        """Jaccard index of the words."""
        return len(self.words & other.words) / max(1, len(self.words | other.words))


def cut_lines(content, start, end):
    """The parts of a span that lie in one line each."""
    while start < end:
        stop = content.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield Stretch(content, start, stop)
        start = stop + 1


def judge(document, candidates):
    """(whether each is nearly right, whether it is just right, whether that is known)"""
    content = document["text"]
    gold = [(part, quote) for quote in document["quotes"] for part in cut_lines(content, quote["start"], quote["end"])]
    judged = numpy.zeros((len(candidates), 3), bool)
    for row, candidate in zip(judged, candidates):
        found = Stretch(content, candidate["start"], candidate["end"])
        near = [(part, quote) for part, quote in gold if part.start < found.end and found.start < part.end]
        optional = [part for part, quote in near if quote.get("optional")]
        others = [part for part, quote in near if not quote.get("optional") and quote["kind"] != "direct"]
        row[0] = any(part.share(found) >= SAME for part in others)
        row[1] = any((part.start, part.end) == (found.start, found.end) for part in others)
        row[2] = row[0] or not any(part.share(found) >= MOSTLY or
                                   len(part.words & found.words) >= SAME * len(found.words) for part in optional)
    return judged


def gather(documents, path, is_wanted):
    network = text.open_network(path)
    candidates, judged = [], []
    for i, document in enumerate(documents):
        if is_wanted(i):
            candidates.append(text.find_candidates(network, document["text"]))
            judged.append(judge(document, candidates[-1]))
    judged = numpy.concatenate(judged)
    return numpy.concatenate(candidates)[judged[:, 2]], judged[judged[:, 2], :2]


def common_words(candidates):
    """The keys of the words that stand at each place most often, ascending."""
    keys = set()
    for place in range(N_CHOICE_PLACES):
        found, counts = numpy.unique(candidates["keys"][:, place], return_counts=True)
        keys.update(int(k) for k in found[numpy.argsort(-counts, kind="stable")][:MOST_WORDS] if k)
    return numpy.array(sorted(keys), numpy.uint32)


class Choice(nn.Module):
    def __init__(self, n_words):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(2))
        self.numbers = nn.Parameter(torch.zeros(N_CHOICE_NUMBERS, 2))
        self.parts = nn.Parameter(torch.zeros(N_CHOICE_PLACES * (1 + N_PARTS), 2))
        self.words = nn.Parameter(torch.zeros((n_words + 1) * N_CHOICE_PLACES, 2))  # the last row: of all other words

    def forward(self, numbers, parts, words):
        known = (words < len(self.words) - N_CHOICE_PLACES).unsqueeze(-1)
        return self.bias + numbers @ self.numbers + self.parts[parts].sum(1) + (self.words[words] * known).sum(1)


def fit(candidates, judged, keys):
    """The weights as sections of the model file."""
    numbers = candidates["numbers"]
    mean, scale = numbers.mean(0), numbers.std(0) + 1e-6
    place = numpy.arange(N_CHOICE_PLACES)
    rows = numpy.searchsorted(keys, candidates["keys"])
    rows[(rows == len(keys)) | (keys[numpy.minimum(rows, len(keys) - 1)] != candidates["keys"])] = len(keys)
    inputs = [torch.from_numpy((numbers - mean) / scale),
              torch.from_numpy(place * (1 + N_PARTS) + candidates["parts"].astype(numpy.int64)),
              torch.from_numpy(rows * N_CHOICE_PLACES + place)]
    right = torch.from_numpy(judged.astype(numpy.float32))
    torch.manual_seed(1)
    choice = Choice(len(keys))
    optimizer = torch.optim.AdamW(choice.parameters(), lr=RATE, weight_decay=1e-3)
    n_steps, step = EPOCHS * -(-len(right) // BATCH), 0
    for epoch in range(EPOCHS):
        total = 0.0
        for batch in torch.randperm(len(right)).split(BATCH):
            for group in optimizer.param_groups:
                group["lr"] = RATE * (1 - step / n_steps)
            loss = nn.functional.binary_cross_entropy_with_logits(choice(*(x[batch] for x in inputs)), right[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step, total = step + 1, total + loss.item() * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(right):.4f}", flush=True)
    state = {name: value.detach().numpy() for name, value in choice.named_parameters()}
    weights = state["numbers"] / scale[:, None]
    return {"choice-bias": (state["bias"] - mean @ weights)[None].astype(numpy.float32),
            "choice-numbers": weights.astype(numpy.float32), "choice-parts": state["parts"],
            "choice-keys": keys, "choice-words": state["words"][:-N_CHOICE_PLACES]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("network")
    parser.add_argument("output")
    parser.add_argument("halves", nargs="*")
    options = parser.parse_args()
    torch.set_num_threads(1)
    documents = train.load_documents(options.corpora)
    gathered = [gather(documents, options.network, lambda i: i % train.HELD)]
    for half, path in enumerate(options.halves):
        gathered.append(gather(documents, path, lambda i: i % train.HELD and train.is_left_out(i, half)))
    candidates, judged = (numpy.concatenate(parts) for parts in zip(*gathered))
    print(f"{len(candidates)} candidates, {judged[:, 0].mean():.3f} nearly right, {judged[:, 1].mean():.3f} just right")
    sections = model_file.read(options.network)
    sections.update(fit(candidates, judged, common_words(candidates)))
    model_file.write(options.output, "quotes", export.VERSION, sections)


if __name__ == "__main__":
    main()
