#!/usr/bin/env python3
"""Trains the entity tagger.

    train.py CORPORA --vectors data/models/words.bin --output ner.pt [--width 192] [--epochs 7]
             [--soft FILE.npz]

CORPORA is a folder of the sets named in corpora.py. Same seed, same machine, same threads: same
network.
"""
import argparse
import os
import pathlib
import sys
import time

import numpy
import torch
from torch.nn import functional

FOLDER = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(FOLDER), str(FOLDER / "tagger")]
import model_file
import network
import text

import augment
import corpora


def predict(model, document, tags=None, window=4096):
    """Scores [n][n_labels] of a document's tokens."""
    tag = torch.tensor(tags) if tags is not None else None
    out = []
    with torch.no_grad():
        for first in range(0, len(document.ids), window):
            part = slice(first, first + window)
            inputs, where = network.assemble(
                [(document.ids[part], document.flags[part], document.passages[part], document.tag)], model.words)
            if tag is not None:
                inputs = (*inputs[:2], tag, *inputs[3:])
            out.append(model(*inputs).float()[torch.tensor(where[0])].numpy())
    return numpy.concatenate(out) if out else numpy.zeros((0, len(corpora.LABELS)), numpy.float32)


def find(model, document, transitions, tags=None):
    """{(first, last, type)} of a document."""
    scores = predict(model, document, tags)
    found, breaks = set(), [0, *(numpy.flatnonzero(numpy.diff(document.passages)) + 1), len(document.ids)]
    for first, end in zip(breaks, breaks[1:]):
        if end > first:
            path = corpora.viterbi(scores[first:end], transitions)
            found.update((first + a, first + b, kind) for a, b, kind in corpora.decode(path))
    return found


def evaluate(model, documents, tags=None):
    """Micro F1 of person, organization, place."""
    transitions = corpora.legal_transitions()
    right = gold = guessed = 0
    for document in documents:
        kinds = ("person", "organization", "place")
        found = {m for m in find(model, document, transitions, tags) if m[2] in kinds}
        wanted = {m for m in corpora.decode(document.labels) if m[2] in kinds}
        right, gold, guessed = right + len(found & wanted), gold + len(wanted), guessed + len(found)
    return 200 * right / max(1, gold + guessed)


def make_batches(documents, size, generator):
    order = generator.permutation(len(documents))
    batch, n = [], 0
    for i in order:
        document = documents[i]
        for first in range(0, len(document.ids), 2500):
            part = (document, slice(first, first + 2500))
            batch.append(part)
            n += min(2500, len(document.ids) - first)
            if n >= size:
                yield batch
                batch, n = [], 0
    if batch:
        yield batch


def prepare(batch, words, swapper, generator):
    inputs, labels, weights, soft = [], [], [], []
    for document, part in batch:
        ids, flags = swapper.change(document, part, generator)
        tag = 0 if generator.random() < 0.1 else document.tag
        inputs.append((ids, flags, document.passages[part], tag))
        labels.append(document.labels[part])
        weights.append(document.weights[part])
        soft.append(document.soft[part] if document.soft is not None else None)
    arguments, where = network.assemble(inputs, words)
    rows = torch.tensor(numpy.concatenate(where))
    teacher = torch.tensor(numpy.concatenate(soft).astype(numpy.float32)) if soft[0] is not None else None
    return arguments, rows, torch.tensor(numpy.concatenate(labels)), torch.tensor(numpy.concatenate(weights)), teacher


def share_work(model, options, by_steps, minutes):
    """Averages the gradients of all processes; returns how much of the training is done."""
    done = torch.tensor([minutes / options.minutes if options.minutes else by_steps])
    if options.processes > 1:
        parameters = [p for p in model.parameters() if p.grad is not None]
        flat = torch.cat([p.grad.flatten() for p in parameters] + [done])
        torch.distributed.all_reduce(flat)
        flat /= options.processes
        for parameter, part in zip(parameters, flat.split([p.numel() for p in parameters] + [1])):
            parameter.grad.copy_(part.view_as(parameter))
        done = flat[-1:]
    return min(1.0, float(done))


def train(model, documents, development, options):
    generator = numpy.random.default_rng(options.seed + 1000 * options.rank)
    swapper = augment.Swapper(model.words, documents)
    model.words.freeze()
    n_tokens = sum(len(d.ids) for d in documents)
    n_steps = int(options.epochs * n_tokens / options.batch / options.processes)
    print(f"{len(documents)} documents, {n_tokens} tokens, {len(model.words.ids)} forms, {n_steps} steps", flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98),
                                  fused=True)
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(options.memory))
    step, started, total, done = 0, time.time(), 0.0, 0.0
    while done < 1:
        for batch in make_batches(documents, options.batch, generator):
            rate = options.rate * min(1, (step + 1) / 150) * max(0.02, 1 - done)
            for group in optimizer.param_groups:
                group["lr"] = rate
            arguments, rows, labels, weights, teacher = prepare(batch, model.words, swapper, generator)
            model.train()
            with torch.autocast("cpu", torch.bfloat16, enabled=options.half):
                scores = model(*arguments)
            scores = scores.float()[rows]
            losses = functional.cross_entropy(scores, labels, reduction="none", label_smoothing=0.02)
            if teacher is not None:
                blended = -(teacher * functional.log_softmax(scores, 1)).sum(1)
                losses = (1 - options.trust) * losses + options.trust * blended
            loss = (losses * weights).sum() / weights.sum()
            optimizer.zero_grad()
            loss.backward()
            done = share_work(model, options, step / n_steps, (time.time() - started) / 60)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            average.update_parameters(model)
            total += loss.item()
            step += 1
            if step % 50 == 0 and options.rank == 0:
                print(f"step {step} {100 * done:.0f} % loss {total / 100:.4f} {time.time() - started:.0f} s", flush=True)
                total = 0.0
            if options.rank == 0 and (step % options.every == 0 or done >= 1):
                best = average.module.eval()
                figures = " ".join(f"{name} {evaluate(best, some):.2f}" for name, some in development)
                print(f"step {step}: {figures}", flush=True)
                save(best, options, step)
            if done >= 1:
                break


def save(model, options, step):
    """As the output, and with the number of the step beside it, for means of several (mean.py)."""
    for path in (options.output, options.output.replace(".pt", f"-{step}.pt")):
        torch.save({"state": {k: v for k, v in model.state_dict().items()}, "width": model.width,
                    "dilations": model.dilations, "memory_after": model.memory_after}, path)


def restore(path, words):
    saved = torch.load(path)
    model = network.Network(words, len(corpora.LABELS), len(corpora.TAGS), saved["width"], saved["dilations"],
                            saved["memory_after"])
    model.load_state_dict(saved["state"])
    return model.eval()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora")
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--width", type=int, default=192)
    parser.add_argument("--dilations", default="1,1,2,4,1")
    parser.add_argument("--memory-after", type=int, default=2)
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--batch", type=int, default=5000)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--memory", type=float, default=0.998, help="how much of the mean of weights a step keeps")
    parser.add_argument("--share", type=float, default=1.0, help="share of the texts that machines labelled")
    parser.add_argument("--copies", type=float, default=0.0, help="share of texts that come again with other names")
    parser.add_argument("--half", action="store_true", help="bfloat16, for processors with avx512_bf16 or amx")
    parser.add_argument("--every", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2, help="how many share the work, a core each")
    parser.add_argument("--port", type=int, default=29511, help="where the processes meet")
    parser.add_argument("--minutes", type=float, help="stop by the clock and not after --epochs")
    parser.add_argument("--trust", type=float, default=0.5, help="share of a teacher's labels in the loss")
    parser.add_argument("--judge", type=pathlib.Path, help="folder of what judge.py wrote")
    parser.add_argument("--start", help="a network to go on from")
    parser.add_argument("--soft", help="a teacher's labels, made by teach.py")
    options = parser.parse_args()
    if options.processes > 1:
        os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(options.port))
        torch.multiprocessing.spawn(work, (options,), options.processes)
    else:
        work(0, options)


def work(rank, options):
    options.rank = rank
    torch.set_num_threads(1)
    if options.processes > 1:
        torch.distributed.init_process_group("gloo", rank=rank, world_size=options.processes)
    torch.manual_seed(options.seed)
    words = network.Words(model_file.read(options.vectors))
    documents = []
    for name, tag, times in corpora.TRAINING:
        share = options.share if "silver" in name else 1.0
        documents += corpora.load(options.corpora, name, tag, words, options.judge, options.seed, share,
                                  options.copies) * times
    if options.soft:
        soft = numpy.load(options.soft)
        for document in documents:
            if document.soft is None:
                document.soft = soft[document.name]
    development = [(name, corpora.load(options.corpora, name, tag, words)) for name, tag in corpora.DEVELOPMENT]
    model = network.Network(words, len(corpora.LABELS), len(corpora.TAGS), options.width,
                            tuple(map(int, options.dilations.split(","))), options.memory_after)
    if options.start:
        model.load_state_dict(torch.load(options.start)["state"])
    torch.manual_seed(options.seed + 1000 * rank)
    train(model, documents, development, options)


if __name__ == "__main__":
    main()
