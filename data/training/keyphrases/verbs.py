#!/usr/bin/env python3
"""Lists the words that news has as verbs and next to never as nouns, by what spaCy says of it: no noun phrase has them.

    verbs.py BENCH OUTPUT.txt TEXTS.jsonl.xz…

BENCH is the built tests/bench/bench-topics, which cuts the words; OUTPUT gets a word a line, as train.py takes them."""
import collections
import importlib

import spacy

from parts import PART, parse_arguments, read_sentences

NOUNS = [PART["NN"], PART["NNP"]]
VERBS = [PART["VB"], PART["VBN"]]
LEAST = 3  # times that a word must be seen
INDEFINITE = "anybody anyone anything everybody everyone everything nobody none nothing somebody someone something".split()


def is_word(word):
    return word.islower() and (word.isalpha() or (word[0] in "'’" and word[1:].isalpha()))


def main():
    o = parse_arguments(__doc__, 2500000)

    nlp = importlib.import_module(o.model).load(exclude=["ner", "lemmatizer", "parser"])
    sentences = ([w[0] for w in s] for s in read_sentences(o.bench, o.texts, o.words) if s)
    counts = collections.defaultdict(collections.Counter)
    for document in nlp.pipe((spacy.tokens.Doc(nlp.vocab, words=s) for s in sentences), batch_size=200):
        for token in document:
            if is_word(token.text):
                counts[token.text][PART.get(token.tag_, 0)] += 1
    verbs = set(INDEFINITE)
    for word, n in counts.items():
        total = sum(n.values())
        if total >= LEAST and sum(n[k] for k in NOUNS) <= 0.03 * total and sum(n[k] for k in VERBS) >= 0.7 * total:
            verbs.add(word)
    with open(o.output, "w", encoding="utf-8") as file:
        file.writelines(w + "\n" for w in sorted(verbs))
    print(f"{len(verbs)} words")


if __name__ == "__main__":
    main()
