#!/usr/bin/env python3
"""Trains the network of quotes on, by the labels of people and of teachers.

    distil.py PACKED.npz LABELS.npz START.bin OUT.bin [--minutes 10] [--device cuda] [--seed 1]

PACKED is pack.py's, LABELS teach.py's. On labelled documents a part of the loss is what teachers say that were not told;
other texts have their labels alone, and where they are not sure any label will do in a chain. What is written is the
mean of the weights over the last steps. Means of several such networks and of the one that they began with (mean.py)
are better than each.
"""
import argparse
import math
import random
import time

import numpy
import torch
from torch import nn

import export
from network import (DILATIONS, IGNORE, N_CONTENT, N_LINK, N_SPAN, Network, decode, sequence_loss, spans,
                     split_heads)
from packed import Packed

SURE = 0.6  # of a teacher's label, for it to count in a chain
WEIGHTS = [0.5, 0.5, 0.5, 0.3]  # of each token's content, speaker, cue and link
PLAIN = 0.6  # of a text that nobody labelled


def hard_labels(chances):
    """The teachers' likeliest labels [n][4], IGNORE where they are not sure; the link is never told."""
    labels, at = numpy.full((len(chances), 4), IGNORE, numpy.int64), 0
    for i, n in enumerate((N_CONTENT, N_SPAN, N_SPAN)):
        head = chances[:, at:at + n]
        labels[:, i] = numpy.where(head.max(1) >= SURE * 255, head.argmax(1), IGNORE)
        at += n
    return labels


def evaluate(network, packed, rows, device):
    """Exact F1 of contents, speakers and cues in the documents that are held out."""
    network.eval()
    counts = numpy.zeros((3, 3))
    moves = network.all_moves().detach().cpu().numpy()
    for group in packed.groups(packed.lines_of(packed.held), 8000):
        lengths = packed.lengths[group]
        mask = torch.arange(int(lengths.max()))[None] < torch.from_numpy(lengths)[:, None]
        with torch.no_grad():
            inputs = torch.from_numpy(packed.fill(group, rows, 0)).long().to(device)
            heads = [h.cpu().numpy() for h in split_heads(network(inputs, mask.float().to(device)))]
        for row, i in enumerate(group):
            gold = packed.labels[packed.lines[i]:packed.line_ends[i]]
            for h in range(3):
                free = gold[:, h] != IGNORE
                found = {s for s in spans(decode(heads[h][row, :lengths[row]], moves[h])) if free[s[0]:s[1]].all()}
                right = set(spans([max(v, 0) for v in gold[:, h]]))
                counts[h] += [len(found & right), len(found), len(right)]
    return [round(float(v), 4) for v in 2 * counts[:, 0] / numpy.maximum(counts[:, 1] + counts[:, 2], 1)]


def loss_of(scores, moves, labels, chances, mask, is_gold, trust):
    """labels [lines][longest][4]; chances: the teachers', [lines][longest][all labels] summing to one a head"""
    heads = split_heads(scores)
    weight = torch.where(is_gold, 1.0, PLAIN)
    total = sequence_loss(heads, moves, labels, mask, weight)
    for i, (head, taught) in enumerate(zip(heads, split_heads(chances))):
        log = head.log_softmax(-1)
        known = labels[..., i] != IGNORE
        said = nn.functional.nll_loss(log.flatten(0, 1), labels[..., i].clamp(min=0).flatten(), reduction="none")
        said = said.view(known.shape) * known
        taught = -(taught / taught.sum(-1, keepdim=True).clamp(min=1e-6) * log).sum(-1)
        if i == 3:  # only inside contents is there a link
            taught = taught * (1 - split_heads(chances)[0][..., 0])
        else:
            taught = torch.where(is_gold[:, None], taught * known, taught)
        losses = torch.where(is_gold[:, None], trust * taught + (1 - trust) * said, taught)
        total = total + WEIGHTS[i] / 2 * (losses * weight[:, None] * mask).sum() / mask.sum()
    return total


def train(network, packed, chances, rows, options, device):
    optimizer = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.01)
    average = torch.optim.swa_utils.AveragedModel(
        network, avg_fn=lambda old, new, n: old + (new - old) * max(0.003, 1 / (float(n) + 2)))
    is_gold = packed.is_in(packed.train)
    labels = numpy.where(is_gold[:, None], packed.labels, hard_labels(chances))
    lines = numpy.concatenate([numpy.repeat(packed.lines_of(packed.train), options.times), packed.lines_of(packed.plain)])
    put = lambda array: torch.from_numpy(array).to(device)
    generator, started, step, done = random.Random(options.seed), time.time(), 0, 0.0
    while done < 1:
        for group in packed.groups(lines, options.batch, generator):
            done = (time.time() - started) / 60 / options.minutes
            if done >= 1:
                break
            for parameters in optimizer.param_groups:
                share = min(1, (step + 1) / 100) * 0.5 * (1 + math.cos(math.pi * done))
                parameters["lr"] = options.rate * share + 1e-5
            network.train()
            mask = put((packed.fill(group, packed.form, -1) >= 0).astype(numpy.float32))
            scores = network(put(packed.fill(group, rows, 0)).long(), mask)
            loss = loss_of(scores, network.all_moves(), put(packed.fill(group, labels, IGNORE)),
                           put(packed.fill(group, chances, 0)).float(), mask, put(is_gold[packed.lines[group]]),
                           options.trust)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            average.update_parameters(network)
            step += 1
            if step % 200 == 0:
                print(f"step {step}, {100 * done:.0f} %, {evaluate(average.module, packed, rows, device)}", flush=True)
    return average.module


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("packed", "labels", "start", "output"):
        parser.add_argument(name)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--batch", type=int, default=12000, help="tokens")
    parser.add_argument("--times", type=int, default=2, help="how often labelled lines count beside the others")
    parser.add_argument("--trust", type=float, default=0.35, help="of teachers beside people")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    device = torch.device(options.device)
    packed = Packed(options.packed)
    keys = {int(k): i + 1 for i, k in enumerate(packed.arrays["keys"])}
    network = Network(torch.from_numpy(packed.vectors()), 96, 64, DILATIONS)
    export.read(options.start, network, keys)
    with numpy.load(options.labels) as file:
        chances = file["chances"]
    rows = packed.rows()
    print("start", evaluate(network.to(device), packed, rows, device), flush=True)
    network = train(network, packed, chances, rows, options, device)
    print("end", evaluate(network, packed, rows, device), flush=True)
    export.write(options.output, network.cpu(), keys, DILATIONS)


if __name__ == "__main__":
    main()
