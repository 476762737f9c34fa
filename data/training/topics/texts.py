"""The texts that the topics model is trained on: those with topics, others, and pieces of whole articles."""
import collections
import json
import lzma
import os
import re

import numpy as np

import labels

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
LONGEST = 6000  # characters of an article that are read
WHOLE = ["bbc", "masakhanews", "masakhanews-hand", "wikinews", "duc2001"]  # sources of whole articles
LONG = 170  # words: an article with more is also read in pieces
# (the folder, the file, what of it): news without topics; never a development set
UNLABELLED = [
    ("topics", "keyphrases.train.jsonl.xz", None),
    ("quotes", "train_polnear.jsonl.xz", None),
    ("quotes", "train_gum.jsonl", None),
    ("ner", "news-silver.jsonl.xz", "newspaper4k"),
    ("ner", "conll2003-train.jsonl.xz", None),
    ("ner", "re3d-train.jsonl.xz", None),
    ("ner", "crossner-politics-train.jsonl.xz", None),
]


def load(path):
    with (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def fingerprint(text):
    """Parts of a text that tell whether another is the same article."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    parts = (" ".join(words[5:17]), " ".join(words[40:52]))
    return {p for p in parts if len(p) > 40}


def tidy(text):
    """Typographic apostrophes as a typewriter writes them."""
    return text.replace("’", "'")


def load_unlabelled(corpora, known):
    """Articles of the other training sets that are not among the known (with topics, or to be measured with)."""
    seen = set().union(*(fingerprint(d["text"]) for d in known))
    out = []
    for folder, name, source in UNLABELLED:
        for d in load(os.path.join(corpora, folder, name)):
            marks = fingerprint(d["text"])
            if (source is None or d["source"] == source) and not marks & seen:
                seen |= marks
                title, text = d.get("title") or "", d["text"]
                first, _, rest = text.partition("\n")
                if not title and len(first) < 120 and len(rest) > 200:
                    title, text = first, rest.strip()
                out.append({"title": title, "text": text, "source": d["source"]})
    return out


def cut(text, random):
    """(first word, end) of the pieces of an article: sentences of 60 to 160 words together."""
    words = [m.group() for m in WORD.finditer(tidy(text[:LONGEST]))]
    if len(words) < LONG:
        return []
    ends = [i + 1 for i, w in enumerate(words) if w in ".?!"] + [len(words)]
    pieces, start = [], 0
    while len(words) - start >= 40:
        wanted = start + random.integers(60, 160)
        end = next((e for e in ends if e >= wanted), len(words))
        end = min(end, start + 200)
        pieces.append((start, end))
        start = end
    return pieces


def piece(document, start, end):
    """The text of a piece, as the student sees it."""
    text = tidy(document["text"][:LONGEST])
    spans = [m.span() for m in WORD.finditer(text)]
    return text[spans[start][0]:spans[end - 1][1]]


def main_topic(document, vocabulary, first_level):
    return first_level.index(next(t for t in document["topics"] if vocabulary[t]["level"] == 1))


class Data:
    """Texts with topics and the vocabulary's definitions, with their targets."""

    def __init__(self, corpora):
        topics = os.path.join(corpora, "topics")
        concepts = json.load(open(os.path.join(topics, "media-topics.json")))["concepts"]
        vocabulary = {c["id"]: c for c in concepts}
        self.first_level = first_level = sorted(i for i, c in vocabulary.items() if c["level"] == 1)
        self.labelled, self.dev = (load(os.path.join(topics, f"topics.{n}.jsonl.xz")) for n in ("train", "dev"))
        self.topics, self.dev_topics = (np.array([main_topic(d, vocabulary, first_level) for d in documents])
                                        for documents in (self.labelled, self.dev))
        to_measure = self.dev + load(os.path.join(topics, "keyphrases.dev.jsonl"))
        self.unlabelled = load_unlabelled(corpora, self.labelled + to_measure)
        self.by_hand = np.array([d.get("how") == "hand" for d in self.labelled])

        self.targets, below = labels.label(self.labelled, vocabulary, first_level)
        number = collections.Counter(t for b in below for t in b.values() if t)
        self.second_level = sorted((t for t in number if number[t] >= 15), key=lambda t: (vocabulary[t]["parent"], t))
        at = {t: i for i, t in enumerate(self.second_level)}
        self.weights = np.where([d["source"] in WHOLE for d in self.labelled], 2.0, 1.0)
        self.weights[self.by_hand] = 3
        # So that each source counts as much as where the model is measured.
        n, wanted = (collections.Counter(d["source"] for d in documents) for documents in (self.labelled, self.dev))
        self.source_weights = np.array([wanted[d["source"]] / n[d["source"]] for d in self.labelled])
        # Where the second level is the corpus' own and not found by a pattern.
        self.second_is_given = np.array([any(vocabulary[t]["level"] == 2 for t in d["topics"]) for d in self.labelled])
        self.definitions = []
        rows = [self.targets]
        for c in concepts:
            path = [c["id"]]
            while vocabulary[path[0]]["level"] > 1:
                path.insert(0, vocabulary[path[0]]["parent"])
            self.definitions.append({"title": c["label"], "text": c.get("definition") or ""})
            rows.append(np.eye(len(first_level))[[first_level.index(path[0])]])
            below.append({path[0]: path[1] if len(path) > 1 else None})
        self.targets = np.concatenate(rows)
        self.weights = np.concatenate([self.weights, np.ones(len(self.definitions))])
        self.below = np.zeros((len(below), len(at)), np.float32)
        for row, b in zip(self.below, below):
            for t in b.values():
                if t in at:
                    row[at[t]] += 1
        parents = [vocabulary[t]["parent"] for t in self.second_level]
        self.family = np.array([[float(p == q) for q in parents] for p in parents])
        self.parent = np.array([first_level.index(p) for p in parents])

        random = np.random.default_rng(5)
        self.pieces = [(i, start, end, random.random() < 0.3) for i, d in enumerate(self.labelled + self.unlabelled)
                       for start, end in cut(d["text"], random)]

    def below_weights(self):
        n = self.below.sum(0) + 20
        w = self.below @ (n / n.mean()) ** -0.5
        return w / w[w > 0].mean()

    def items(self):
        """(title, text) of all that the student learns from: with topics, definitions, without topics, pieces."""
        articles = self.labelled + self.unlabelled
        return ([(d["title"], d["text"]) for d in self.labelled + self.definitions + self.unlabelled] +
                [(articles[i]["title"] if titled else "", piece(articles[i], start, end))
                 for i, start, end, titled in self.pieces])
