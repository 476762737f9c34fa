#!/usr/bin/env python3
"""Packs what teach.py and distil.py need of the texts, for a machine that has only PyTorch.

    pack.py CORPORA VECTORS_JSON TOKENIZER_JSON NEWS.jsonl.xz… OUT.npz

CORPORA and VECTORS_JSON as train.py has them; TOKENIZER_JSON is the encoder's (see ../common/mpnet.py). NEWS are texts
that nobody labelled, one `{"text"}` a line.
"""
import argparse
import pathlib

import numpy
from tokenizers import Tokenizer

import export
import text
import train


def shape(word):
    """How a word is written: 1 small, 2 Title, 3 capitals, 4 digits, 5 mixed, 6 no letters."""
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word[:1].isupper() and word[1:].islower():
        return 2
    if word.isdigit():
        return 4
    return 5 if any(c.isalpha() for c in word) else 6


class Forms:
    """The words of all texts, each with its features, its shape and its pieces."""

    def __init__(self, keys, tokenizer):
        self.corpus, self.tokenizer = train.Corpus([], keys), tokenizer
        self.numbers, self.rows, self.pieces = {}, [], []

    def number(self, word, is_mark):
        key = word, is_mark
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers)
            self.rows.append(self.corpus.features('"' if is_mark else word) + [shape(word)])
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids[:24]
            self.pieces.append(ids or [self.tokenizer.token_to_id("[UNK]")])
        return self.numbers[key]


def add_line(document, line, forms, columns, labels):
    for i, (start, end, _, flags, state, part, named) in enumerate(line):
        is_mark = state in (text.OPENER, text.CLOSER)
        columns["form"].append(forms.number(document["text"][start:end], is_mark))
        for name, value in (("state", state), ("part", part), ("named", named), ("flags", flags), ("line", i == 0)):
            columns[name].append(value)
    if "quotes" in document:
        labels.append(numpy.stack(train.label_line(document, line[:, 0], line[:, 1]), 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("vectors")
    parser.add_argument("tokenizer")
    parser.add_argument("news", nargs="+")
    parser.add_argument("output")
    options = parser.parse_args()
    documents = train.load_documents(options.corpora)
    plain = [{"text": d["text"]} for path in options.news for d in text.read_documents(path)]
    keys, vectors = train.load_vectors(options.vectors, documents, 24000)
    forms = Forms(keys, Tokenizer.from_file(options.tokenizer))
    columns, labels, ends = {n: [] for n in ("form", "state", "part", "named", "flags", "line")}, [], []
    for document in documents + plain:
        tokens = text.read_tokens(document["text"])
        for passage in numpy.unique(tokens[:, 2]):
            line = tokens[tokens[:, 2] == passage]
            for i in range(0, len(line), train.LONGEST):
                add_line(document, line[i:i + train.LONGEST], forms, columns, labels)
        ends.append(len(columns["form"]))
        text.read_tokens.cache_clear()
    values, scale = export.quantise(vectors)
    order = sorted(keys, key=keys.get)
    numpy.savez_compressed(
        options.output, **{n: numpy.array(c, numpy.uint32 if n == "form" else numpy.uint8) for n, c in columns.items()},
        doc=numpy.array(ends, numpy.uint32), labels=numpy.concatenate(labels).astype(numpy.int8),
        n_labelled=len(documents), forms=numpy.array(forms.rows, numpy.uint16),
        pieces=numpy.concatenate(forms.pieces).astype(numpy.uint16),
        piece_count=numpy.array([len(p) for p in forms.pieces], numpy.uint8),
        vectors=values, vector_scale=scale, keys=numpy.array(order, numpy.uint32))


if __name__ == "__main__":
    main()
