"""The corpora as documents with labels: B, I, E, S of six types, and O."""
import collections
import pathlib
import re

import numpy

import network
import text
import variety

TYPES = ["person", "organization", "place", "group", "event", "work"]
LABELS = ["O"] + [f"{position}-{kind}" for kind in TYPES for position in "BIES"]
TAGS = ["none", "conll2003", "polnear", "crossner", "re3d", "silver"]
TRAINING = [("conll2003-train", "conll2003", 2), ("crossner-politics-train", "crossner", 4),
            ("re3d-train", "re3d", 1), ("polnear-corenlp-silver", "polnear", 1), ("news-silver", "silver", 1)]
DEVELOPMENT = [("newsweb-dev", "silver"), ("conll2003-testa", "conll2003"), ("wikigold", "conll2003"),
               ("uner-ewt-dev", "silver"), ("crossner-politics-dev", "crossner")]
DOUBTFUL = 0.3  # weight of a token on which the silver taggers differ
SURE = 0.9  # how sure the program must be of a name that no one else sees
CORENLP, SPACY, OURS, OURS_UNSURE, ENOUGH = 0.8, 0.4, 1.0, 0.7, 0.9  # votes, and how many make a name

CLUBS = (pathlib.Path(__file__).with_name("clubs.txt")).read_text(encoding="utf-8").split("\n")[:-1]
CLUB = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(CLUBS, key=len, reverse=True))) + r")(?: (?:FC|SC))?\b")

EVENT = re.compile(r"\b(cup|championships?|open|olympics?|olympic games|games|war|wars|elections?|festival|"
                   r"grand prix|summit|tour|prix|masters|super bowl|world series|marathon|conference|"
                   r"revolution|uprising|massacre|holocaust|battle|treaty talks|convention|intifada|"
                   r"primar(?:y|ies)|caucus(?:es)?|referendum|crisis|pandemic|hurricane|typhoon|storm|"
                   r"ramadan|christmas|easter|thanksgiving|euro \d+|eurovision|brexit|9/11)\b", re.I)
PEOPLES = set("""french german germans dutch greek greeks iraqi iraqis israeli israelis pakistani pakistanis
saudi saudis afghan afghans thai thais swiss czech czechs turk turks kurd kurds jew jews jewish muslim muslims
moslem moslems islamic islamist islamists christian christians catholic catholics sunni sunnis shia shiite
shiites hindu hindus sikh sikhs buddhist buddhists arab arabs arabic democrat democrats democratic republican
republicans tory tories conservative conservatives labour liberal liberals yemeni yemenis bangladeshi
bangladeshis qatari kuwaiti emirati omani bahraini nepali nepalese somali somalis uzbek kazakh tajik kyrgyz
turkmen slovak slovaks croat croats serb serbs dane danes swede swedes finn finns pole poles scot scots welsh
irish briton britons english basque basques catalan maori european europeans soviet soviets nazi nazis gop
communist communists socialist socialists protestant protestants orthodox evangelical evangelicals mormon
mormons taliban houthi houthis rohingya uighur uighurs uyghur uyghurs tamil tamils zulu hutu hutus tutsi tutsis
hispanic hispanics latino latinos latina black blacks white whites asian asians western westerners filipino
filipinos spaniard spaniards lao malay malays tibetan bosnian muslim-croat bedouin zionist zionists marxist
maoist maoists azeri chechen icelander icelanders new-zealander dutchman frenchman englishman irishman""".split())
SUFFIX = re.compile(r"(?:ian|ians|ish|ese|ean|eans|can|cans|ans|alan|gian|wegian|iot|iots)$")


def misc_type(words):
    lower = words.lower()
    if EVENT.search(words):
        return "event"
    last = re.split(r"[\s-]", lower)[-1]
    if last in PEOPLES or (len(lower.split()) == 1 and words[:1].isupper() and SUFFIX.search(last)):
        return "group"
    return "work"


def set_labels(document, mentions):
    """mentions: (start, end, type) in code points, the first of two that overlap wins."""
    starts = {int(start): i for i, (start, _) in enumerate(document.spans)}
    ends = {int(end): i for i, (_, end) in enumerate(document.spans)}
    for start, end, kind in mentions:
        first, last = starts.get(start), ends.get(end)
        if last is None and end < len(document.text) and document.text[end] == ".":
            last = ends.get(end + 1)
        if first is None or last is None or last < first:
            continue
        if kind == "misc":
            kind = misc_type(document.text[start:end])
        if kind not in TYPES or document.labels[first:last + 1].any():
            continue
        base = 1 + 4 * TYPES.index(kind)
        document.labels[first:last + 1] = base + 1
        document.labels[first], document.labels[last] = base, base + 2
        if first == last:
            document.labels[first] = base + 3


def fine_kind(entity):
    if entity.get("fine") in ("election", "event"):
        return "event"
    return entity["type"]


def overlaps(span, others):
    return any(span[0] < end and start < span[1] for start, end, *_ in others)


def club_mentions(text_):
    return [(m.start(), m.end(), "organization") for m in CLUB.finditer(text_)]


def vote(row, judged):
    """Labels of a text that no one labelled by hand. What CoreNLP, spaCy and the program itself say of
    a span is added up; the sums that are high enough are names, best first. Returns the mentions and
    the spans in doubt with the weight that their tokens are to have."""
    plain = {"group": "misc", "event": "misc", "work": "misc"}
    sums, names, sure = collections.Counter(), {}, set()
    for e in row["entities"]:
        sums[e["start"], e["end"], e["type"]] += CORENLP + (SPACY if "differ" in row else 0)
    for span in row.get("differ", []):
        for who, worth in (("corenlp", CORENLP), ("spacy", SPACY)):
            if who in span:
                sums[span["start"], span["end"], span[who]] += worth
    for e in judged:
        if e["type"] in TYPES:
            key = (e["start"], e["end"], plain.get(e["type"], e["type"]))
            sums[key] += OURS if e["confidence"] >= SURE else OURS_UNSURE
            names[key] = e["type"]
            if e["confidence"] >= SURE:
                sure.add(key)
    chosen, doubts = club_mentions(row["text"]), []
    for key, worth in sorted(sums.items(), key=lambda item: (-item[1], item[0][0], -item[0][1])):
        if any(key[:2] == c[:2] and plain.get(c[2], c[2]) == key[2] for c in chosen):
            continue
        if worth < ENOUGH or overlaps(key, chosen):
            doubts.append((key[0], key[1], DOUBTFUL if worth >= CORENLP else 0.6))
        else:
            chosen.append((key[0], key[1], names.get(key, key[2])))
            if worth <= OURS:
                doubts.append((key[0], key[1], 0.7 if key in sure else 0.5))
    return chosen, doubts


def make_document(row, tag, words, judged=None):
    document = network.Document(row["id"], TAGS.index(tag), row["text"], words)
    mentions, doubts = [(e["start"], e["end"], fine_kind(e)) for e in row["entities"]], []
    if judged is not None:
        mentions, doubts = vote(row, judged)
    else:
        for span in row.get("differ", []):
            doubts.append((span["start"], span["end"], DOUBTFUL))
            if "corenlp" in span:
                mentions.append((span["start"], span["end"], span["corenlp"]))
    for start, end, weight in doubts:
        inside = (document.spans[:, 0] < end) & (document.spans[:, 1] > start)
        document.weights[inside] = weight
    set_labels(document, sorted(mentions, key=lambda m: (m[0], -m[1])))
    document.mentions = mentions
    return document


def with_other_clubs(row, mentions, generator):
    """The row as gold with other clubs for those in it, each for each."""
    others, pieces, moved, at, shift = {}, [], [], 0, 0
    changes = sorted(club_mentions(row["text"]))
    for start, end, _ in changes:
        name = row["text"][start:end]
        others.setdefault(name, str(generator.choice(CLUBS)))
    for start, end, kind in sorted(mentions):
        if not any(start < b and a < end for a, b, _ in changes):
            moved_by = sum(len(others[row["text"][a:b]]) - (b - a) for a, b, _ in changes if b <= start)
            moved.append({"start": start + moved_by, "end": end + moved_by, "type": kind})
    for start, end, kind in changes:
        new = others[row["text"][start:end]]
        pieces += [row["text"][at:start], new]
        moved.append({"start": start + shift, "end": start + shift + len(new), "type": kind})
        shift += len(new) - (end - start)
        at = end
    return {"id": row["id"] + "-clubs", "text": "".join(pieces) + row["text"][at:], "entities": moved}


def load(folder, name, tag, words, judge=None, seed=None, share=1.0, copies=0.0):
    """With `seed` the `share` of the documents, chosen by chance; those that speak of clubs come again
    with others, and the share `copies` of them with other people and bodies (variety.py)."""
    judged = {}
    if judge and (judge / f"{name}.jsonl").exists():
        judged = {row["id"]: row["entities"] for row in text.read_documents(judge / f"{name}.jsonl")}
    generator = numpy.random.default_rng(seed)
    documents = []
    for row in text.read_documents(f"{folder}/{name}.jsonl.xz"):
        if seed is not None and (generator.random() >= share or (judged and row["id"] not in judged)):
            continue
        documents.append(make_document(row, tag, words, judged.get(row["id"])))
        mentions = documents[-1].mentions
        if seed is not None and len(row["text"]) < 8000 and club_mentions(row["text"]):
            documents.append(make_document(with_other_clubs(row, mentions, generator), tag, words))
        if seed is not None and generator.random() < copies:
            documents.append(make_document(variety.vary(row, mentions, generator), tag, words))
    return documents


def decode(labels):
    """(first, last, type) of legal labels."""
    found, first = [], None
    for i, label in enumerate(labels):
        if label == 0:
            continue
        kind, position = divmod(label - 1, 4)
        if position in (0, 3):
            first = i
        if position in (2, 3):
            found.append((first, i, TYPES[kind]))
    return found


def legal_transitions():
    """[n_labels + 1][n_labels + 1] of 0 or -inf; the last is what stands before and after a line."""
    n = len(LABELS)
    scores = numpy.full((n + 1, n + 1), -1e9, numpy.float32)
    for a in range(n + 1):
        for b in range(n + 1):
            a_open = 0 < a < n and (a - 1) % 4 in (0, 1)
            b_inner = 0 < b < n and (b - 1) % 4 in (1, 2)
            if a_open == b_inner and (not a_open or (a - 1) // 4 == (b - 1) // 4):
                scores[a, b] = 0
    return scores


def viterbi(emissions, transitions):
    n = emissions.shape[1]
    score = emissions[0] + transitions[n, :n]
    back = numpy.zeros(emissions.shape, numpy.int64)
    for t in range(1, len(emissions)):
        total = score[:, None] + transitions[:n, :n]
        back[t] = total.argmax(0)
        score = total.max(0) + emissions[t]
    label = int((score + transitions[:n, n]).argmax())
    path = [label]
    for t in range(len(emissions) - 1, 0, -1):
        label = int(back[t][label])
        path.append(label)
    return path[::-1]
