#!/usr/bin/env python3
"""Packs the texts for teacher.py: words, pieces of words, labels, all as arrays in two small files."""
import argparse
import collections
import io
import json
import lzma
import os

import numpy as np
from tokenizers import Tokenizer

import features
import texts

MOST = 256  # word pieces of a text that the teacher reads
NONE = 65535
TRAIN, UNLABELLED, DEV, DEFINITION = range(4)


def save(path, **arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    with lzma.open(path, "wb", preset=9 | lzma.PRESET_EXTREME) as out:
        out.write(file.getvalue())


def save_stream(path, ids):
    """16-bit numbers, each within its two bytes."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 26, "lc": 3, "lp": 1, "pb": 1}]
    with lzma.open(path, "wb", filters=filters) as out:
        out.write(ids.astype("<u2").tobytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", help="the folder with topics, ner and quotes")
    parser.add_argument("vectors", help="the folder that vectors.py wrote: the words")
    parser.add_argument("tokenizer", help="tokenizer.json of all-mpnet-base-v2")
    parser.add_argument("output", help="the folder for stream.xz and rest.xz")
    o = parser.parse_args()

    data = texts.Data(o.corpora)
    groups = data.labelled, data.unlabelled, data.dev, data.definitions
    documents = sum(groups, [])
    kind = np.repeat([TRAIN, UNLABELLED, DEV, DEFINITION], [len(g) for g in groups])

    sequences, titles = [], []
    for d, k in zip(documents, kind):
        title = texts.WORD.findall(texts.tidy(d["title"]).lower())
        text = texts.WORD.findall(texts.tidy(d["text"][:1600 if k == DEV else texts.LONGEST]).lower())
        sequences.append(title + text)
        titles.append(len(title))
    counts = collections.Counter(w for s in sequences for w in s)
    types = [w for w, _ in counts.most_common(NONE - 1)]
    number = {w: n for n, w in enumerate(types)}
    stream = np.array([number.get(w, NONE) for s in sequences for w in s])
    print(len(documents), "texts,", len(stream), "words,", len(counts), "different,", len(data.pieces), "pieces",
          dict(zip("train unlabelled dev definitions".split(), np.bincount(kind))))

    tokenizer = Tokenizer.from_file(o.tokenizer)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    split = lambda words: [e.ids for e in tokenizer.encode_batch(words, add_special_tokens=False)]
    words = json.load(open(os.path.join(o.vectors, "words.json")))
    row = {w: n for n, w in enumerate(words)}
    of_types, of_words = split(types), split(words)
    flat = lambda lists: np.array([p for x in lists for p in x], np.uint16)
    sources = sorted({d.get("source") or "definition" for d in documents})
    at = {s: n for n, s in enumerate(sources)}
    save_stream(os.path.join(o.output, "stream.xz"), stream)
    save(os.path.join(o.output, "rest.xz"),
         kind=kind.astype(np.uint8), n_title=np.array(titles, np.uint16),
         n_words=np.array([len(s) for s in sequences], np.uint16),
         source=np.array([at[d.get("source") or "definition"] for d in documents], np.uint8),
         sources=np.array(sources), pieces=np.array(data.pieces, np.int32),
         type_pieces=flat(of_types), type_lengths=np.array([len(x) for x in of_types], np.uint8),
         type_row=np.array([row.get(w, NONE) for w in (features.words(t)[0] if features.words(t) else "" for t in types)], np.uint16),
         word_pieces=flat(of_words), word_lengths=np.array([len(x) for x in of_words], np.uint8),
         stop=np.array(split(["."])[0], np.uint16),
         targets=(data.targets * 255).round().astype(np.uint8), weights=data.weights.astype(np.float16),
         below=data.below.astype(np.uint8), family=data.family.astype(np.uint8), parent=data.parent.astype(np.uint8),
         dev=data.dev_topics.astype(np.uint8),
         hand=np.array([d.get("how") == "hand" for d in documents], np.uint8))


if __name__ == "__main__":
    main()
