"""What the topics model sees of a text; app/analysis/gloss-terms.c and gloss-topics.c do the same."""
import functools
import re

import numpy as np

BITS = 16
TITLE = 2  # how often a title's words count
LEAD = 60  # words of the text that say what it is about, with the title
LONGEST = 20000  # characters of a text that training looks at
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words(text):
    """Lower-case words; a possessive's 's goes, of a number only its length stays."""
    out = []
    for word in WORD.findall(text.lower().replace("’", "'")):
        if word.endswith("'s"):
            word = word[:-2]
        if word.isdigit():
            word = "0" * min(len(word), 5)
        out.append(word)
    return out


@functools.lru_cache(None)
def fnv(term):
    value = 2166136261
    for byte in term.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def bucket(term):
    value = fnv(term)
    return (value ^ (value >> 15)) & ((1 << BITS) - 1)


def count(title, text):
    """(bucket -> count of words and pairs, word -> count, word -> count in the title and the lead)"""
    buckets, single, lead = {}, {}, {}
    for sequence, times in ((words(title), TITLE), (words(text[:LONGEST]), 1)):
        for i, word in enumerate(sequence):
            key = bucket(word)
            buckets[key] = buckets.get(key, 0) + times
            single[word] = single.get(word, 0) + times
            if times == TITLE or i < LEAD:
                lead[word] = lead.get(word, 0) + times
            if i + 1 < len(sequence):
                key = bucket(word + " " + sequence[i + 1])
                buckets[key] = buckets.get(key, 0) + times
    return buckets, single, lead


def weigh(buckets, idf):
    """Indices and values of the TF-IDF vector of unit length."""
    keys = np.fromiter(buckets.keys(), int, len(buckets))
    values = (1 + np.log(np.fromiter(buckets.values(), float, len(buckets)))) * idf[keys]
    keep = values > 0
    keys, values = keys[keep], values[keep]
    return keys, values / (np.sqrt((values * values).sum()) + 1e-9)


def weigh_words(single, index, rarity):
    """Rows and weights of the known words: by rarity and damped frequency."""
    rows = [(index[w], 1 + np.log(n)) for w, n in single.items() if w in index]
    at = np.array([r for r, _ in rows], int)
    return at, np.array([n for _, n in rows], float) * rarity[at]
