"""What pack.py wrote, as arrays, and the features of its words as app/analysis/gloss-features.c sees
them: no text is read and no program of ours runs here.
"""
import bz2
import json
import lzma
import unicodedata

import numpy
import torch

CAPITALS, TITLE_CASE, FIRST = 4, 8, 1
SLOT_ROWS, TRIGRAM_ROWS, MAX_TRIGRAMS = 65536, 32768, 20
RARE, MOST_PIECES, MAX_CHARS = 65535, 8, 32
GOLD_PASSES = {"conll2003-train": 3, "crossner-politics-train": 6, "re3d-train": 2}

PLAIN = {0x2018: "'", 0x2019: "'", 0xf8: "o", 0x142: "l", 0x111: "d", 0x131: "i"}


def plain(form):
    if form.isascii():
        found = form.lower()
    else:
        parts = []
        for ch in form:
            for part in unicodedata.normalize("NFD", ch) if ord(ch) >= 0x80 else ch:
                if ord(part) < 0x80 or not (unicodedata.category(part)[0] == "M" or ord(part) == 0xad):
                    low = part.lower()[:1]
                    parts.append(PLAIN.get(ord(low), low))
        found = "".join(parts)
    return found if len(found) <= MAX_CHARS else found[:MAX_CHARS // 2] + found[-MAX_CHARS // 2:]


def shape(form):
    signs = []
    for ch in form:
        category = unicodedata.category(ch)
        sign = ("X" if category == "Lu" else "x" if category[0] == "L" else "d" if category == "Nd"
                else PLAIN.get(ord(ch), ch))
        if len(signs) < 2 or signs[-1] != sign or signs[-2] != sign:
            signs.append(sign)
        if len(signs) == MAX_CHARS:
            break
    return "".join(signs)


def as_points(strings, width):
    points, lengths = numpy.zeros((len(strings), width), numpy.uint32), numpy.zeros(len(strings), numpy.int64)
    for i, string in enumerate(strings):
        lengths[i] = len(string)
        points[i, :len(string)] = [ord(ch) for ch in string]
    return points, lengths


def hash_points(seed, points, lengths):
    value = numpy.full(len(points), 0x811c9dc5 ^ (seed * 0x9e3779b9 & 0xffffffff), numpy.uint32)
    for i in range(points.shape[1]):
        step = (value ^ points[:, i]) * numpy.uint32(0x01000193)
        step ^= step >> numpy.uint32(15)
        value = numpy.where(i < lengths, step, value)
    value ^= value >> numpy.uint32(16)
    value *= numpy.uint32(0x85ebca6b)
    return value ^ (value >> numpy.uint32(13))


class Forms:
    """Features of word forms: `plain_of` and `shape_slot` a form, the rest a plain word."""

    def __init__(self, forms, keys):
        numbers, shapes = {}, {}
        self.plain_of = numpy.array([numbers.setdefault(plain(f), len(numbers)) for f in forms])
        shape_of = numpy.array([shapes.setdefault(shape(f), len(shapes)) for f in forms])
        hashed = hash_points(8, *as_points(list(shapes), MAX_CHARS)) % SLOT_ROWS
        self.shape_slot = hashed.astype(numpy.int64)[shape_of]
        words = list(numbers)
        points, n = as_points(words, MAX_CHARS)
        slots = [hash_points(1, points, n)]
        for k in (2, 3, 4):
            slots.append(hash_points(k, points[:, :k], numpy.minimum(k, n)))
        for k in (2, 3, 4):
            length = numpy.minimum(k, n)
            at = (n - length)[:, None] + numpy.arange(k)
            slots.append(hash_points(k + 3, numpy.take_along_axis(points, at.clip(max=MAX_CHARS - 1), 1), length))
        self.slots = numpy.stack(slots, 1).astype(numpy.int64)
        _, self.group = numpy.unique(self.slots[:, 0], return_inverse=True)
        self.slots %= SLOT_ROWS
        stopless = [word.replace(".", "") or word for word in words]
        hashed = hash_points(0, *as_points(stopless, MAX_CHARS))
        at = numpy.searchsorted(keys, hashed).clip(max=len(keys) - 1)
        self.row = numpy.where(keys[at] == hashed, at, len(keys))
        marked = numpy.concatenate([numpy.full((len(words), 1), ord("<"), numpy.uint32), points,
                                    numpy.zeros((len(words), 1), numpy.uint32)], 1)
        marked[numpy.arange(len(words)), n + 1] = ord(">")
        self.counts = n.clip(max=MAX_TRIGRAMS)
        three = numpy.full(len(words), 3)
        self.trigrams = numpy.stack([hash_points(9, marked[:, i:i + 3], three) % TRIGRAM_ROWS
                                     for i in range(MAX_TRIGRAMS)], 1).astype(numpy.int64)
        self.trigrams[numpy.arange(MAX_TRIGRAMS)[None] >= self.counts[:, None]] = 0


def kind_of_case(form):
    """0 no letters, 1 lower, 2 Title, 3 CAPITALS, 4 one capital, 5 mixed, 6 digits, 7 digits and letters."""
    letters = [ch for ch in form if ch.isalpha()]
    if any(ch.isdigit() for ch in form):
        return 7 if letters else 6
    if not letters:
        return 0
    if form.islower():
        return 1
    if form.isupper():
        return 4 if len(letters) == 1 else 3
    return 2 if letters[0].isupper() and all(not ch.isupper() for ch in letters[1:]) else 5


class Data:
    """What pack.py wrote, on the device."""

    def __init__(self, path, device, tiny=0):
        """@tiny: how many texts of each set are kept, or 0 for all."""
        parts, data = {}, path.read_bytes()
        size = int.from_bytes(data[:4], "little")
        at = 4 + size
        for name, size in json.loads(data[4:at]):
            packed_part = data[at:at + size]
            unpack = bz2 if packed_part[:3] == b"BZh" else lzma
            parts[name] = numpy.frombuffer(unpack.decompress(packed_part), numpy.uint8)
            at += size
        self.head = head = json.loads(parts["head"].tobytes())
        base = parts["forms"].tobytes().decode().split("\n")
        tokens = parts["tokens"].view("<u2").astype(numpy.int64)
        tokens[tokens == RARE] += parts["rare"].view("<u4")
        lengths = parts["lengths"].view("<u4").astype(numpy.int64)
        keep = numpy.ones(len(lengths), bool)
        if tiny:
            some = numpy.random.default_rng(1).random(len(lengths))
            for s in range(len(head["sets"])):
                chosen = numpy.flatnonzero(parts["set"] == s)
                keep[chosen] = some[chosen] <= numpy.sort(some[chosen])[:tiny][-1]
        kept = numpy.repeat(keep, lengths)
        self.kept, self.lengths = kept, lengths[keep]
        self.set_of, self.tag_of, self.copy_of = (parts[k][keep].astype(numpy.int64) for k in ("set", "tag", "copy"))
        number = numpy.cumsum(parts["copy"] == 0)  # of a text and its copies
        self.family = number[keep]
        self.tokens, self.flags, self.labels = tokens[kept], parts["flags"][kept], parts["labels"][kept]
        self.weights = parts["weights"][kept].astype(numpy.float32) / 10
        self.passages = (self.flags & FIRST) > 0
        self.starts = numpy.concatenate([[0], numpy.cumsum(self.lengths)])
        self.is_dev = self.set_of >= head["training"]
        gold = [head["sets"].index(name) for name in GOLD_PASSES]
        self.is_gold = numpy.isin(self.set_of, gold)
        self.n = len(self.tokens)
        self.device = device
        # Forms in other cases and with curly marks.
        numbers = {form: i for i, form in enumerate(base)}
        origin = list(range(len(base)))

        def others(change):
            found = []
            for i, form in enumerate(base):
                new = change(form)
                if new not in numbers:
                    numbers[new] = len(origin)
                    origin.append(i)
                found.append(numbers[new])
            return numpy.array(found)

        self.upper, self.lower = others(str.upper), others(str.lower)
        self.title = others(lambda f: f[:1].upper() + f[1:])
        self.curly = others(lambda f: f.replace("'", "’"))
        self.forms = list(numbers)
        self.people, self.places = (numpy.array([numbers[f] for f in head[k]]) for k in ("people", "places"))
        self.open, self.close, self.straight = numbers["“"], numbers["”"], numbers['"']
        self.is_name = numpy.array([f[:1].isupper() and len(f) > 2 and f.isalpha() for f in self.forms])
        self.features = Forms(self.forms, parts["keys"].view("<u4"))
        self.matrix = ((parts["matrix"].reshape(head["n_rows"], 100).astype(numpy.float32)) - 8) * head["vector_step"]
        # How the encoder parts them.
        counts = parts["piece_counts"].astype(numpy.int64)
        ids = parts["pieces"].view("<u2")
        pieces = numpy.full((len(base), MOST_PIECES), 1)
        inside = numpy.arange(MOST_PIECES)[None] < counts[:, None]
        pieces[inside] = ids
        origin = numpy.array(origin)
        self.pieces, self.piece_counts = pieces[origin], counts[origin]
        straight, curly = self.pieces[numbers["'"], 0], self.pieces[numbers["’"], 0]
        has_curly = numpy.array(["’" in form for form in self.forms])[:, None]
        self.pieces = numpy.where(has_curly & (self.pieces == straight), curly, self.pieces)
        self.case = numpy.array([kind_of_case(form) for form in self.forms])

    def put_on_device(self):
        """Arrays that passes are made of."""
        def put(array, dtype=torch.int64):
            return torch.as_tensor(numpy.ascontiguousarray(array)).to(self.device, dtype)
        self.d = {name: put(getattr(self, name)) for name in
                  ("tokens", "upper", "lower", "title", "curly", "people", "places", "labels", "flags")}
        n_forms, n_base = len(self.forms), len(self.upper)
        for name in ("upper", "lower", "title", "curly"):
            whole = torch.arange(n_forms, device=self.device)
            whole[:n_base] = self.d[name]
            self.d[name] = whole
        self.d["is_name"] = put(self.is_name, torch.bool)
        self.d["document"] = put(self.find_documents())
        self.d["line"] = put(numpy.cumsum(self.passages | (numpy.diff(self.find_documents(), prepend=-1) != 0)) - 1)
        self.d["start"] = put(self.starts[:-1])

    def find_documents(self):
        return numpy.repeat(numpy.arange(len(self.lengths)), self.lengths)

    def vary(self, seed):
        """(forms, flags) of all tokens, with other names, marks and cases by chance (augment.py)."""
        d, device = self.d, self.device
        generator = torch.Generator(device=device).manual_seed(seed)
        tokens, labels, document = d["tokens"], d["labels"], d["document"]
        n_documents = len(self.lengths)

        def chance(n):
            return torch.rand(n, generator=generator, device=device)

        ids = tokens.clone()
        mixed = (document * 1000003 + tokens * 7919 + seed * 104729) * 2654435761 % (1 << 40)
        mixed = ((mixed >> 13) ^ mixed) * 1103515245 % (1 << 31)
        often = (mixed >> 4) % 1000 < 700
        which = mixed >> 15
        name = d["is_name"][tokens] & often
        people = (chance(n_documents) < 0.2)[document] & name & (labels >= 1) & (labels <= 4)
        ids = torch.where(people, d["people"][which % len(d["people"])], ids)
        places = (chance(n_documents) < 0.1)[document] & name & (labels == 12)
        ids = torch.where(places, d["places"][which % len(d["places"])], ids)
        curly = (chance(n_documents) < 0.4)[document]
        same = ids == tokens
        ids = torch.where(curly & same, d["curly"][tokens], ids)
        quotes = tokens == self.straight
        running = torch.cumsum(quotes, 0)
        before = torch.cat([running.new_zeros(1), running])[d["start"]]
        odd = (running - before[document]) % 2 == 1
        marks = torch.where(odd, self.open, self.close)
        ids = torch.where(curly & quotes, marks, ids)
        r = chance(int(d["line"][-1]) + 1)[d["line"]]
        flags = d["flags"].clone()
        clear = 255 & ~(CAPITALS | TITLE_CASE)
        for low, high, forms, flag in ((0, 0.03, "upper", CAPITALS), (0.03, 0.07, "title", TITLE_CASE),
                                       (0.07, 0.09, "lower", 0)):
            hit = (r >= low) & (r < high)
            ids = torch.where(hit, d[forms][ids], ids)
            flags = torch.where(hit, (flags & clear) | flag, flags)
        return ids, flags
