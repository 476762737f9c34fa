#!/usr/bin/env python3
"""Trains the tagger of parts of speech for noun phrases, on what spaCy says of news.

    parts.py BENCH OUTPUT.npy TEXTS.jsonl.xz…

BENCH is the built tests/bench/bench-topics, which cuts the words and computes their features; OUTPUT gets the weights
as train.py takes them. Needs spaCy and its model en_core_web_sm (--model names its package)."""
import argparse
import importlib
import json
import lzma
import random
import subprocess

import numpy as np
import spacy
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
# In the order of GlossPart.
PARTS = [(), ("NN", "NNS"), ("NNP", "NNPS"), ("JJ", "JJR", "JJS"), ("VBG",), ("VBN",), ("VB", "VBD", "VBP", "VBZ", "MD"),
         ("RB", "RBR", "RBS", "RP"), ("DT", "PDT", "PRP$", "WDT", "WP$"), ("IN", "TO"), ("CD",), ("POS",)]
PART = {tag: i for i, tags in enumerate(PARTS) for tag in tags}
ROWS = 1 << 16


def read_sentences(bench, paths, n_words):
    texts = []
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            texts += [json.loads(line)["text"] for line in file]
    random.Random(0).shuffle(texts)
    n, chosen = 0, []
    for text in texts:
        chosen.append(text[:6000])
        n += text[:6000].count(" ")
        if n > n_words:
            break
    lines = "".join(json.dumps({"id": "", "text": t}) + "\n" for t in chosen)
    out = subprocess.run([bench, "--parts"], input=lines, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def parse_arguments(description, n_words):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench")
    parser.add_argument("output")
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--model", default="en_core_web_sm")
    parser.add_argument("--words", type=int, default=n_words)
    return parser.parse_args()


def main():
    o = parse_arguments(__doc__, 600000)

    sentences = [s for s in read_sentences(o.bench, o.texts, o.words) if s]
    nlp = importlib.import_module(o.model).load(exclude=["ner", "lemmatizer", "parser"])
    documents = (spacy.tokens.Doc(nlp.vocab, words=[w[0] for w in s]) for s in sentences)
    x, y, first = [], [], []
    for sentence, document in zip(sentences, nlp.pipe(documents, batch_size=200)):
        first.append(len(x))
        for word, token in zip(sentence, document):
            x.append(word[1:])
            y.append(PART.get(token.tag_, 0))
    x, y = torch.tensor(x), torch.tensor(y)
    cut = first[len(first) * 19 // 20]
    print(f"{len(x)} words, {len(first)} sentences", flush=True)

    torch.manual_seed(0)
    net = torch.nn.EmbeddingBag(ROWS, len(PARTS), mode="sum")
    torch.nn.init.zeros_(net.weight)
    optimizer = torch.optim.Adagrad(net.parameters(), 0.3)
    for epoch in range(4):
        for group in optimizer.param_groups:
            group["lr"] = 0.3 * (1 - epoch / 5)
        for batch in torch.randperm(cut).split(1024):
            loss = F.cross_entropy(net(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            print(f"epoch {epoch}: as spaCy {(net(x[cut:]).argmax(1) == y[cut:]).float().mean():.4f}", flush=True)
    w = net.weight.detach().numpy()
    w8 = np.rint(w * (127 / np.quantile(np.abs(w), 0.9999))).clip(-127, 127).astype(np.int8)
    z = torch.tensor(w8.astype(np.float32))[x[cut:]].sum(1)
    print(f"in bytes: {(z.argmax(1) == y[cut:]).float().mean():.4f}")
    np.save(o.output, w8)


if __name__ == "__main__":
    main()
