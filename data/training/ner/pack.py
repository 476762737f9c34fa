#!/usr/bin/env python3
"""Packs texts, labels and word vectors for the run on a GPU (distil.py).

    pack.py CORPORA --vectors data/models/words.bin --judge JUDGED --tokenizer tokenizer.json
            --output ner.pack

Everything that distil.py needs in a few megabytes, so that it neither reads text nor knows the
program's tokeniser: forms of words, how the encoder parts them, each text's forms, flags, labels and
how sure of them we are, the vectors of the words that occur (in 4 bits).
"""
import argparse
import bz2
import collections
import json
import lzma
import pathlib
import sys

import numpy

FOLDER = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(FOLDER), str(FOLDER / "tagger")]
import model_file
import network
import text

import augment
import corpora
import variety

VECTOR_STEP = 0.5  # of word vectors, whose deviation is 1
COPIES = {"conll2003-train": 1, "crossner-politics-train": 2, "re3d-train": 1, "polnear-corenlp-silver": 0.05,
          "news-silver": 0.12}
RARE = 65535  # forms from this number on are told in a list of their own
MOST_PIECES = 8  # of a word that the encoder parts


def pack(data, wide):
    """The smallest of some ways; @wide: numbers of two bytes."""
    ways = [(0, 1, 1), (1, 1, 1)] if wide else [(3, 0, 0), (0, 0, 0)]
    filters = [[{"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": 1 << 25, "nice_len": 273, "lc": lc, "lp": lp,
                "pb": pb}] for lc, lp, pb in ways]
    return min([bz2.compress(data), *(lzma.compress(data, filters=f) for f in filters)], key=len)


def write(path, parts):
    packed = {name: pack(data, name in ("tokens", "pieces")) for name, data in parts.items()}
    head = json.dumps([[name, len(data)] for name, data in packed.items()]).encode()
    path.write_bytes(len(head).to_bytes(4, "little") + head + b"".join(packed.values()))
    for name, data in packed.items():
        print(f"{name}: {len(parts[name])} bytes as {len(data)}")


def load(folder, judge, words, seed=1):
    """[(set, is a copy, document)]: the training sets with copies, then the development sets."""
    generator = numpy.random.default_rng(seed)
    found = []
    for name, tag, _ in corpora.TRAINING:
        judged = {}
        if (judge / f"{name}.jsonl").exists():
            judged = {row["id"]: row["entities"] for row in text.read_documents(judge / f"{name}.jsonl")}
        for row in text.read_documents(f"{folder}/{name}.jsonl.xz"):
            document = corpora.make_document(row, tag, words, judged.get(row["id"]))
            found.append((name, 0, document))
            copies = COPIES[name]
            for _ in range(int(copies) + (generator.random() < copies % 1)):
                varied = variety.vary(row, document.mentions, generator)
                found.append((name, 1, corpora.make_document(varied, tag, words)))
            if len(row["text"]) < 8000 and corpora.club_mentions(row["text"]):
                other = corpora.with_other_clubs(row, document.mentions, generator)
                found.append((name, 1, corpora.make_document(other, tag, words)))
        print(name, len(found), len(words.ids), flush=True)
    for name, tag in corpora.DEVELOPMENT:
        found += [(name, 0, document) for document in corpora.load(folder, name, tag, words)]
    return [item for item in found if len(item[2].ids)]


def find_pieces(forms, path):
    """How the encoder parts each form."""
    from tokenizers import Tokenizer
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    found = [e.ids[1:-1][:MOST_PIECES] or [104] for e in tokenizer.encode_batch(forms)]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora")
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--judge", required=True, type=pathlib.Path)
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--output", required=True, type=pathlib.Path)
    options = parser.parse_args()
    vectors = model_file.read(options.vectors)
    words = network.Words(vectors)
    documents = load(options.corpora, options.judge, words)
    people = [n for n in augment.names() if augment.Swapper.is_one_token(n)]
    places = [n for n in augment.places() if augment.Swapper.is_one_token(n)]
    counts = collections.Counter()
    for _, _, document in documents:
        counts.update(document.ids.tolist())
    forms_by_id = list(words.ids)
    order = [i for i, _ in counts.most_common()]
    ranks = numpy.zeros(len(forms_by_id), numpy.int64)
    ranks[order] = numpy.arange(len(order))
    # Frequent forms first; rare ones by their letters, for the packer.
    common = sum(counts[i] > 20 for i in order)
    rare = sorted(order[common:], key=lambda i: forms_by_id[i])
    order = order[:common] + rare
    ranks[order] = numpy.arange(len(order))
    forms = [forms_by_id[i] for i in order]
    known = set(forms)
    extra = sorted({f for f in [*people, *places, "“", "”", '"', "’", "'"] if f not in known})
    forms += extra
    for form in extra:
        words.add(form)
    pieces = find_pieces(forms, options.tokenizer)
    tokens = ranks[numpy.concatenate([d.ids for _, _, d in documents])]
    flags = numpy.concatenate([d.flags for _, _, d in documents])
    labels = numpy.concatenate([d.labels for _, _, d in documents])
    weights = numpy.concatenate([d.weights for _, _, d in documents])
    lengths = numpy.array([len(d.ids) for _, _, d in documents])
    sets = [name for name, _, _ in corpora.TRAINING] + [name for name, _ in corpora.DEVELOPMENT]
    rows = sorted({words.rows[k] for k in (text.word_features(f)[0] for f in forms) if k in words.rows})
    keys = vectors["keys"][0][rows]
    matrix = vectors["vectors"][rows].astype(numpy.float32) * (4 / 127)
    matrix = numpy.clip(numpy.round(matrix / VECTOR_STEP), -8, 7).astype(numpy.int8)
    head = {
        "labels": corpora.LABELS, "tags": corpora.TAGS, "sets": sets, "n_forms": len(forms), "n_tokens": len(tokens),
        "n_documents": len(lengths), "n_rows": len(rows), "vector_step": VECTOR_STEP,
        "training": len(corpora.TRAINING), "people": people, "places": places,
    }
    parts = {
        "head": json.dumps(head).encode(),
        "forms": "\n".join(forms).encode(),
        "piece_counts": bytes(len(p) for p in pieces),
        "pieces": numpy.array([x for p in pieces for x in p], "<u2").tobytes(),
        "tokens": numpy.minimum(tokens, RARE).astype("<u2").tobytes(),
        "rare": (tokens[tokens >= RARE] - RARE).astype("<u4").tobytes(),
        "flags": flags.astype(numpy.uint8).tobytes(),
        "labels": labels.astype(numpy.uint8).tobytes(),
        "weights": numpy.round(weights * 10).astype(numpy.uint8).tobytes(),
        "lengths": lengths.astype("<u4").tobytes(),
        "set": bytes(sets.index(name) for name, _, _ in documents),
        "tag": bytes(d.tag for _, _, d in documents),
        "copy": bytes(copy for _, copy, _ in documents),
        "keys": keys.astype("<u4").tobytes(),
        "matrix": ((matrix + 8).astype(numpy.uint8)).tobytes(),
    }
    write(options.output, parts)
    print(len(tokens), "tokens", len(forms), "forms", len(rows), "rows", len(lengths), "documents", flush=True)


if __name__ == "__main__":
    main()
