"""Reads what `bench-extract --units` lists and labels it from gold texts."""
import collections
import json
import re

import numpy as np

TOKEN = re.compile(r"\w+")
CJK = re.compile(r"([\u0e00-\u0e7f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])")
SHINGLE = 4
# What a block weighs of a page of which only segments are known; those of a whole text sum up to
# about 1.
SEGMENT_WEIGHT = 0.15


def words(text):
    return TOKEN.findall(CJK.sub(r" \1 ", text))


def squeeze(text):
    return re.sub(r"\s+", " ", text or "").strip()


def read_pages(units_path, gold_path):
    """[{gold, texts, kept, features}] of the gold's pages, in its order."""
    by_file = collections.OrderedDict()
    with open(units_path, encoding="utf-8", errors="replace") as stream:
        for line in stream:
            name, kept, text, features = line.rstrip("\n").split("\t")
            page = by_file.setdefault(name, {"texts": [], "kept": [], "features": []})
            page["texts"].append(text)
            page["kept"].append(kept == "1")
            page["features"].append(np.fromstring(features, dtype=np.float32, sep=" "))
    pages = []
    for line in open(gold_path, encoding="utf-8"):
        gold = json.loads(line)
        page = by_file.get(gold["file"])
        if page:
            page["gold"] = gold
            page["kept"] = np.array(page["kept"])
            page["features"] = np.array(page["features"])
            pages.append(page)
    return pages


def label_by_text(page):
    """Labels and weights: a unit is the article's where most of its 4-grams are in the gold text."""
    gold = words(page["gold"]["text"])
    grams = {tuple(gold[i:i + SHINGLE]) for i in range(max(1, len(gold) - SHINGLE + 1))}
    lines = {" ".join(words(line)) for line in page["gold"]["text"].splitlines()}
    run = " " + " ".join(gold) + " "
    n = len(page["texts"])
    labels, weights = np.zeros(n), np.zeros(n)
    for i, text in enumerate(page["texts"]):
        tokens = words(text)
        if not tokens:
            continue
        if len(tokens) < SHINGLE:
            line = " ".join(tokens)
            labels[i] = line in lines
            if not labels[i] and (f" {line} " in run or page["features"][i, TAG] == IS_CELL):
                continue  # cannot tell: gold texts write tables and short lines in many ways
        else:
            own = [tuple(tokens[k:k + SHINGLE]) for k in range(len(tokens) - SHINGLE + 1)]
            share = sum(gram in grams for gram in own) / len(own)
            if 0.3 < share < 0.6:
                continue
            labels[i] = share >= 0.6
        # Long pages weigh no more than short ones; each block weighs a little whatever its length.
        weights[i] = (len(tokens) + 4) / (len(gold) + 100)
    return labels, weights


def label_by_segments(page):
    """The same where only segments that must or must not be there are known."""
    n = len(page["texts"])
    labels, weights = np.zeros(n), np.zeros(n)
    for i, text in enumerate(page["texts"]):
        text = squeeze(text)
        for kind, label in (("without", 0), ("with", 1)):
            for segment in page["gold"].get(kind) or []:
                segment = squeeze(segment)
                if segment in text or (len(text) > 40 and text in segment):
                    labels[i], weights[i] = label, SEGMENT_WEIGHT
    return labels, weights


# Features, as put_place() in app/extract/gloss-units.c writes them.
TAG, CAPTION_HINT, IN_FIGURE = 24, 32, 43
IS_CELL, IS_CAPTION = 9, 12
# Whose gold texts leave captions out; Gloss keeps them.
WITHOUT_CAPTIONS = {"newspaper4k", "wcxb"}


def is_caption(page):
    features = page["features"]
    return (features[:, TAG] == IS_CAPTION) | (features[:, IN_FIGURE] > 0) | (features[:, CAPTION_HINT] > 0)


def label(page):
    gold = page["gold"]
    if not gold.get("text"):
        return label_by_segments(page)
    labels, weights = label_by_text(page)
    if gold["source"] in WITHOUT_CAPTIONS:
        weights = np.where(is_caption(page) & (labels < 0.5), 0, weights)
    return labels, weights


def score_text(pages, keep):
    """Body F1, precision and recall of what is kept, as the units' texts one after another."""
    rows, tp_segments, fp_segments, fn_segments = [], 0, 0, 0
    for page, kept in zip(pages, keep):
        text = "\n".join(t for t, k in zip(page["texts"], kept) if k)
        gold = page["gold"]
        if gold.get("text"):
            a, b = (collections.Counter(shingles(t)) for t in (gold["text"], text))
            tp = sum((a & b).values())
            rows.append((tp, sum(b.values()) - tp, sum(a.values()) - tp))
        flat = squeeze(text)
        for segment in gold.get("with") or []:
            hit = squeeze(segment) in flat
            tp_segments += hit
            fn_segments += not hit
        for segment in gold.get("without") or []:
            fp_segments += squeeze(segment) in flat
    precision = np.mean([tp / (tp + fp) for tp, fp, fn in rows if tp + fp]) if rows else 0
    recall = np.mean([tp / (tp + fn) for tp, fp, fn in rows if tp + fn]) if rows else 0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0
    segments = 2 * tp_segments / max(1, 2 * tp_segments + fp_segments + fn_segments)
    return f1, precision, recall, segments, fp_segments, fn_segments


def shingles(text):
    tokens = TOKEN.findall(text or "")
    count = max(1, len(tokens) - SHINGLE + 1) if tokens else 0
    return [tuple(tokens[i:i + SHINGLE]) for i in range(count)]
