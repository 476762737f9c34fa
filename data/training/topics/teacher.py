#!/usr/bin/env python3
"""Lets MPNet, trained on the labelled texts, say what each text is about, for the student to learn from.

Models are trained on three quarters of the texts each, so that none says what it has been told; texts without labels get
what all of them say together. In the time that is left, more models are trained on other quarters. Writes to OUT
topics-vectors.npz (for each word the mean of what MPNet makes of it in its texts, before it is trained) and
topics-labels.npz (log-probabilities of texts and pieces)."""
import argparse
import io
import lzma
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "common"))
import mpnet

NONE = 65535
TRAIN, UNLABELLED, DEV, DEFINITION = range(4)
WIDTH = 192  # numbers that are kept of a word's vector
started = time.time()


def log(*words):
    print(f"{time.time() - started:6.1f} s", *words, flush=True)


def read(folder):
    with lzma.open(os.path.join(folder, "rest.xz")) as file:
        data = dict(np.load(io.BytesIO(file.read()), allow_pickle=False))
    for name in ("n_title", "n_words", "type_lengths", "word_lengths"):
        data[name] = data[name].astype(np.int64)
    with lzma.open(os.path.join(folder, "stream.xz")) as file:
        data["stream"] = np.frombuffer(file.read(), "<u2").astype(np.int64)
    return data


def ranges(starts, lengths):
    """The numbers of all ranges, one after another."""
    lengths = np.asarray(lengths)
    return np.repeat(np.asarray(starts) - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())


class Texts:
    """What the encoder reads: <s> title . text </s> as word pieces, each with its word's row; on the device."""

    def __init__(self, data, items, most, device):
        """items: (document, first word of the text, end, is the title there) each"""
        begin = np.cumsum(data["n_words"]) - data["n_words"]
        n_pieces = data["type_lengths"]
        first_piece = np.cumsum(n_pieces) - n_pieces
        types = np.append(n_pieces, 1)  # what is not known: the full stop
        first_piece = np.append(first_piece, len(data["type_pieces"]))
        pieces = np.append(data["type_pieces"], data["stop"][0]).astype(np.int64)
        rows = np.append(data["type_row"], NONE)
        rows = np.repeat(rows, types)
        stream = np.minimum(data["stream"], len(types) - 1)
        flat, row, length = [], [], []
        for document, start, end, titled in items:
            b, t = begin[document], data["n_title"][document] if titled else 0
            words = stream[b:b + t], stream[b + data["n_title"][document] + start:b + data["n_title"][document] + end]
            ids, at = [np.zeros(1, np.int64)], [np.full(1, NONE)]
            for i, w in enumerate(words):
                place = ranges(first_piece[w], types[w])
                ids.append(pieces[place])
                at.append(rows[place])
                if i == 0 and t:
                    ids.append(data["stop"][:1].astype(np.int64))
                    at.append(np.full(1, NONE))
            ids, at = np.concatenate(ids)[:most - 1], np.concatenate(at)[:most - 1]
            flat += [ids, np.array([2])]
            row += [at, np.array([NONE])]
            length.append(len(ids) + 1)
        self.length = np.array(length)
        self.start = torch.from_numpy(np.cumsum(self.length) - self.length).to(device)
        self.flat = torch.from_numpy(np.concatenate(flat)).to(device)
        self.row = torch.from_numpy(np.concatenate(row).astype(np.int64)).to(device)
        self.lengths = torch.from_numpy(self.length).to(device)
        self.device = device

    def batch(self, at):
        """(ids, mask, rows) of the items with these numbers"""
        width = -(-int(self.length[at].max()) // 8) * 8
        at = torch.from_numpy(at).to(self.device)
        place = self.start[at][:, None] + torch.arange(width, device=self.device)[None]
        mask = torch.arange(width, device=self.device)[None] < self.lengths[at][:, None]
        place = torch.where(mask, place, 0)
        return (torch.where(mask, self.flat[place], 1), mask, torch.where(mask, self.row[place], NONE))

    def split(self, at, n_tokens, most, random=None):
        """Batches of items of about the same length, of at most so many pieces and items."""
        length = self.length[at] * (np.exp(random.normal(0, 0.25, len(at))) if random is not None else 1)
        at = at[np.argsort(length)]
        batches, first, longest = [], 0, 0
        for i, n in enumerate(self.length[at]):
            longest = max(longest, n)
            if i > first and (longest * (i - first + 1) > n_tokens or i - first >= most):
                batches.append(at[first:i])
                first, longest = i, n
        batches.append(at[first:])
        if random is not None:
            random.shuffle(batches)
        return batches


class Teacher(nn.Module):
    def __init__(self, encoder, n_topics, n_below):
        super().__init__()
        self.encoder = encoder
        self.topics = nn.Linear(768, n_topics)
        self.below = nn.Linear(768, n_below)

    def forward(self, ids, mask):
        x = self.encoder(ids, mask)
        m = mask[..., None].to(x.dtype)
        mean = (x * m).sum(1) / m.sum(1)
        mean = F.dropout(mean, 0.1, self.training)
        return self.topics(mean).float(), self.below(mean).float()


def make_teacher(o, n_topics, n_below, seed):
    torch.manual_seed(seed)
    net = Teacher(mpnet.load(o.mpnet), n_topics, n_below).to(o.device)
    for part in (net.encoder.we, net.encoder.pe, net.encoder.rel):
        part.requires_grad_(False)
    return net


def cast(o):
    return torch.autocast(o.device, torch.bfloat16, enabled=o.device == "cuda")


def share_among_sisters(below, family):
    """Logarithm of each second-level topic's share among those with the same parent."""
    top = below.max(1, keepdim=True).values
    return below - top - torch.log(torch.exp(below - top) @ family + 1e-9)


def fit(o, net, texts, at, extra, targets, until, seed):
    """Trains on the items at, and in each epoch on some of the extra ones (item, weight); stops by the clock."""
    random = np.random.default_rng(seed)
    t, b, family, weights, below_weights = targets
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder")]
    body = [p for n, p in net.named_parameters() if n.startswith("encoder") and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": 5e-5}, {"params": heads, "lr": 1e-3}], weight_decay=0.01,
                                  betas=(0.9, 0.98), fused=o.device == "cuda")
    rates = [g["lr"] for g in optimizer.param_groups]
    plan = []
    for _ in range(o.epochs):
        chosen = np.concatenate([at, random.choice(extra, len(extra) // 4, replace=False)]) if len(extra) else at
        plan += texts.split(chosen, 8192, 64, random)
    mean_weight = sum(float(weights[torch.from_numpy(x).to(o.device)].sum()) for x in plan[:50]) / min(len(plan), 50)
    begun, progress, total = time.time(), 0.0, torch.zeros((), device=o.device)
    net.train()
    for step, batch in enumerate(plan):
        progress = max(step / len(plan), (time.time() - begun) / max(until - begun, 1e-3))
        if progress >= 1:
            break
        for group, rate in zip(optimizer.param_groups, rates):
            group["lr"] = rate * min(1, (step + 1) / (0.06 * len(plan))) * (1 - progress)
        ids, mask, _ = texts.batch(batch)
        rows = torch.from_numpy(batch).to(o.device)
        with cast(o):
            z, zb = net(ids, mask)
        loss = -((t[rows] * F.log_softmax(z, 1)).sum(1) * weights[rows]).sum()
        loss = loss - 0.3 * ((b[rows] * share_among_sisters(zb, family)).sum(1) * below_weights[rows]).sum()
        optimizer.zero_grad(set_to_none=True)
        (loss / mean_weight).backward()
        torch.nn.utils.clip_grad_norm_(body, 1.0)
        optimizer.step()
        if step >= len(plan) * 0.8:
            total += loss.detach() / mean_weight
    if o.device == "cuda":
        torch.cuda.synchronize()
    log(f"  {step + 1} of {len(plan)} steps in {time.time() - begun:.1f} s, last fifth's loss {float(total) / len(plan) * 5:.3f}")


def predict(o, net, texts, at):
    net.eval()
    z = np.zeros((len(at), net.topics.out_features), np.float32)
    zb = np.zeros((len(at), net.below.out_features), np.float32)
    place = {x: i for i, x in enumerate(at)}
    outputs = []
    with torch.no_grad():
        for batch in texts.split(at, 32768, 512):
            ids, mask, _ = texts.batch(batch)
            with cast(o):
                a, b = net(ids, mask)
            outputs.append((batch, F.log_softmax(a, 1), b))
    for batch, a, b in outputs:
        rows = [place[x] for x in batch]
        z[rows], zb[rows] = a.cpu().numpy(), b.cpu().numpy()
    return z, zb


def average_words(o, texts, data, items):
    """What the encoder makes of each word: in its texts, and alone where those are few; the first WIDTH directions."""
    encoder = mpnet.load(o.mpnet).to(o.device).eval()
    n = len(data["word_lengths"])
    total = torch.zeros(n + 1, 768, device=o.device)
    number = torch.zeros(n + 1, device=o.device)
    with torch.no_grad():
        for batch in texts.split(items, 32768, 512):
            ids, mask, rows = texts.batch(batch)
            with cast(o):
                x = encoder(ids, mask)
            rows = torch.where(rows == NONE, n, rows).flatten()
            total.index_add_(0, rows, x.float().flatten(0, 1))
            number.index_add_(0, rows, torch.ones_like(rows, dtype=torch.float32))
        lengths = data["word_lengths"]
        starts = np.cumsum(lengths) - lengths
        words = object.__new__(Texts)
        words.device, words.length = o.device, lengths
        words.start, words.lengths = (torch.from_numpy(a).to(o.device) for a in (starts, lengths))
        words.flat = torch.from_numpy(data["word_pieces"].astype(np.int64)).to(o.device)
        words.row = words.flat
        alone = torch.zeros(n, 768, device=o.device)
        known = np.where(lengths > 0)[0]
        for batch in words.split(known[:2000] if o.tiny else known, 32768, 2048):
            ids, mask, _ = words.batch(batch)
            ends = torch.zeros(len(batch), 1, dtype=torch.long, device=o.device)
            ids = torch.cat([ends, ids, ends + 1], 1)
            ids = ids.scatter(1, words.lengths[torch.from_numpy(batch).to(o.device)][:, None] + 1, ends + 2)
            mask = torch.cat([torch.ones_like(ends, dtype=torch.bool), mask, torch.zeros_like(ends, dtype=torch.bool)], 1)
            whole = mask.scatter(1, words.lengths[torch.from_numpy(batch).to(o.device)][:, None] + 1, True)
            with cast(o):
                x = encoder(ids, whole).float()
            m = mask.float()
            m[:, 0] = 0
            alone[torch.from_numpy(batch).to(o.device)] = (x * m[..., None]).sum(1) / m.sum(1, keepdim=True)
    total, number = total[:n], number[:n, None]
    seen = number[:, 0] >= 20
    mean = total / number.clamp(min=1)
    shift = (mean - alone)[seen].mean(0)  # how a word differs from itself alone, in general
    vectors = (total + 3 * (alone + shift)) / (number + 3)
    centered = vectors - vectors.mean(0)
    often = number.clamp(max=100) + 1
    directions = torch.linalg.eigh((centered * often).T @ centered).eigenvectors.flip(1)[:, :WIDTH]
    small = centered @ directions
    np.savez_compressed(os.path.join(o.out, "topics-vectors.npz"), vectors=(small / small.std()).half().cpu().numpy(),
                        number=number[:, 0].cpu().numpy().astype(np.float32))
    log(f"vectors of {int((number > 0).sum())} words in texts, {len(known)} alone")


def report(name, p, y, sources, names):
    right = p.argmax(1) == y
    f1 = []
    for c in np.unique(y):
        both = (right & (y == c)).sum()
        f1.append(2 * both / ((p.argmax(1) == c).sum() + (y == c).sum()))
    log(f"{name}: accuracy {right.mean():.4f} macro F1 {np.mean(f1):.4f};",
        ", ".join(f"{names[s]} {right[sources == s].mean():.3f} of {(sources == s).sum()}" for s in np.unique(sources)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="the folder that pack.py wrote to")
    parser.add_argument("--mpnet", required=True, help="the folder with the encoder's weights")
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, default=6.5, help="to stop after")
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=256, help="pieces of a text that are read")
    parser.add_argument("--tiny", action="store_true", help="a small part of everything, to see that it works")
    o = parser.parse_args()
    end = started + o.minutes * 60
    os.makedirs(o.out, exist_ok=True)
    torch.set_num_threads(4)
    torch.backends.cuda.matmul.allow_tf32 = True

    data = read(o.data)
    kind = data["kind"]
    n = len(kind)
    step = 60 if o.tiny else 1
    small = 1 if o.device == "cuda" else 6  # a processor alone takes less still
    documents = np.arange(0, n, step * small if o.tiny else 1)
    n_text = data["n_words"] - data["n_title"]
    pieces = data["pieces"][np.isin(data["pieces"][:, 0], documents)]
    items = [(d, 0, n_text[d], True) for d in documents] + [tuple(x) for x in pieces]
    if o.tiny:
        o.epochs, o.rounds, o.folds = 1, 1, 2
    texts = Texts(data, items, o.most, o.device)
    log(f"{len(items)} items, {texts.length.sum()} word pieces")
    owner = np.array([x[0] for x in items])
    is_piece = np.arange(len(items)) >= len(documents)
    kinds = kind[owner]
    average_words(o, texts, data, np.where(kinds != DEV)[0])

    # Targets of the items: those of their document; a piece of a whole article counts half.
    n_topics, n_below = data["targets"].shape[1], data["below"].shape[1]
    labels = np.zeros((n, n_topics), np.float32)
    below, weights = np.zeros((n, n_below), np.float32), np.zeros(n, np.float32)
    labelled = np.concatenate([np.where(kind == TRAIN)[0], np.where(kind == DEFINITION)[0]])
    labels[labelled], below[labelled], weights[labelled] = data["targets"] / 255, data["below"], data["weights"]
    common = below.sum(0) + 20
    below_weights = below @ (common / common.mean()) ** -0.5
    below_weights /= below_weights[below_weights > 0].mean()
    on = lambda a: torch.from_numpy(np.ascontiguousarray(a, np.float32)).to(o.device)
    targets = (on(labels[owner]), on(below[owner]), on(data["family"]),
               on(weights[owner] * np.where(is_piece, 0.5, 1)), on(below_weights[owner] * np.where(is_piece, 0.5, 1)))

    scores, scores_below = np.zeros((len(items), n_topics), np.float32), np.zeros((len(items), n_below), np.float32)
    models = np.zeros(len(items), np.int32)
    wanted = 0  # seconds for a model of each fold
    for k in range(o.rounds * o.folds):
        if k % o.folds == 0:
            fold = np.random.default_rng(k).integers(0, o.folds, n)
            left = end - 20 - time.time()
            if k and left < 0.8 * wanted:
                break
            share = left / o.folds
        begun = time.time()
        known = (kinds == DEFINITION) | ((kinds == TRAIN) & (fold[owner] != k % o.folds))
        net = make_teacher(o, n_topics, n_below, k)
        fit(o, net, texts, np.where(known & ~is_piece)[0], np.where(known & is_piece)[0], targets,
            min(begun + share * 0.85, end - 25), k)
        asked = np.where(~known)[0]
        z, zb = predict(o, net, texts, asked)
        scores[asked] += z
        scores_below[asked] += zb
        models[asked] += 1
        del net
        share_mean = np.maximum(models, 1)[:, None]
        np.savez_compressed(os.path.join(o.out, "topics-labels.npz"), document=owner.astype(np.int32), models=models,
                            scores=(scores / share_mean).astype(np.float16), below=(scores_below / share_mean).astype(np.float16))
        held = asked[(kinds[asked] == TRAIN) & ~is_piece[asked]]
        report(f"round {k // o.folds} fold {k % o.folds}", scores[held], labels[owner[held]].argmax(1),
               data["source"][owner[held]], data["sources"])
        wanted = max(wanted, (time.time() - begun) * o.folds)
        if time.time() + 25 > end:
            break
    held = (kinds == TRAIN) & ~is_piece & (models > 0)
    report("held out", scores[held], labels[owner[held]].argmax(1), data["source"][owner[held]], data["sources"])
    held = (kinds == TRAIN) & ~is_piece & (models > 0) & (data["hand"][owner] > 0)
    if held.any():
        report("held out, labelled by hand", scores[held], labels[owner[held]].argmax(1), data["source"][owner[held]],
               data["sources"])
    scored = (kinds == DEV) & (models > 0)
    first = np.where(kind == DEV)[0][0]
    report("development set", scores[scored], data["dev"][owner[scored] - first], data["source"][owner[scored]], data["sources"])
    log(f"done; models of a text: {np.bincount(models)}")


if __name__ == "__main__":
    main()
