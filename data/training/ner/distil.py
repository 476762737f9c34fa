#!/usr/bin/env python3
"""Distils a large pretrained encoder into the entity tagger, on one GPU, by the clock.

    distil.py PACK --mpnet FOLDER --out OUT [--minutes 6.5] [--device cuda] [--tiny]
    distil.py PACK --labels OUT/labels.npz --out OUT …        # students only

PACK is what pack.py wrote, FOLDER what ../common/mpnet.py wrote. First teachers: MPNet with the case
of each word, trained on what people labelled and on one half of what machines labelled; each labels
what it has not seen (and, with less weight, what it has). Then students: the network of network.py,
on gold labels and the teachers' soft ones. OUT gets labels.npz, what the teachers say of each token,
and student-NAME.npz, which unpack.py makes ready for export.py.
"""
import argparse
import pathlib
import sys
import time

import numpy
import torch

FOLDER = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(FOLDER / "common")]
import packed
import scores
import student
import teacher

SEEN = 0.35  # weight of a teacher's word on texts it was trained on
SETTINGS = "a=0.7:0.2:0.42,b=0.95:0.15:0.29,c=0.5:0.25:0.29"


class Clock:
    def __init__(self, minutes):
        self.began, self.all = time.time(), 60 * minutes

    def spent(self):
        return time.time() - self.began

    def say(self, *words):
        print(f"[{self.spent():6.1f}]", *words, flush=True)


def packed_labels(soft):
    """The two best labels of each token and how sure the teachers are of either, in 8 bits."""
    chance, which = soft.topk(2, 1)
    chance = (chance.float() * 255).round()
    return {"which": which.to(torch.uint8).cpu().numpy(), "chance": chance.to(torch.uint8).cpu().numpy()}


def unpacked_labels(path, data):
    """What packed_labels() wrote; the rest of the probability goes to all labels."""
    with numpy.load(path) as arrays:
        which, chance = arrays["which"][data.kept].astype(numpy.int64), arrays["chance"][data.kept] / numpy.float32(255)
    n_labels = len(data.head["labels"])
    rest = (1 - chance.sum(1)).clip(min=0) / n_labels
    soft = torch.from_numpy(rest.astype(numpy.float16)).to(data.device)[:, None].repeat(1, n_labels)
    chance = torch.from_numpy(chance.astype(numpy.float16)).to(data.device)
    return soft.scatter_add_(1, torch.from_numpy(which).to(data.device), chance)


def label_with_teachers(data, options, clock):
    """[n_tokens][labels]: what teachers say that have mostly not seen the text; also written to OUT."""
    windows = teacher.make_windows(data)
    clock.say(f"{len(windows)} windows, {int(windows[:, 3].sum())} pieces")
    conll, size = data.head["tags"].index("conll2003"), 3000 if options.tiny else 32000
    of_document = numpy.repeat(numpy.arange(len(data.lengths)), data.lengths)
    sums = torch.zeros(data.n, len(data.head["labels"]), dtype=torch.float16, device=data.device)
    worth = torch.zeros(data.n, 1, dtype=torch.float16, device=data.device)
    seconds = 0.36 * (0.5 * clock.all - clock.spent())
    for half in (0, 1):
        model = teacher.train(data, windows, options, half, options.seed + half, seconds, clock)
        seen = ~data.is_gold & ~data.is_dev & (data.family % 2 == half)
        weight = torch.from_numpy(numpy.where(seen, 0.25 * SEEN, 0.25)[of_document]).to(data.device).half()[:, None]
        for tag in (None, conll):
            said = teacher.label(data, windows, model, tag, size)
            report(data, said.float(), f"teacher {half}, tag {'its own' if tag is None else 'CoNLL'}", clock)
            sums += 0.5 * weight * said
        worth += weight
    soft = sums / worth
    report(data, soft.float(), "teachers", clock)
    numpy.savez_compressed(options.out / "labels.npz", **packed_labels(soft))
    clock.say("labels written")
    return soft


def report(data, chances, name, clock):
    logarithms = torch.log(chances + 1e-6).cpu().numpy()
    figures = scores.evaluate_all(data, logarithms)
    clock.say(name, " ".join(f"{key} {value:.2f}" for key, value in figures.items()))


def read_setting(words):
    """name=trust:dropout:share"""
    name, numbers = words.split("=")
    trust, dropout, share = map(float, numbers.split(":"))
    return {"name": name, "trust": trust, "dropout": dropout, "share": share}


def train_students(data, soft, options, clock):
    units = student.Units(data)
    left = 0.96 * clock.all - clock.spent()
    for number, words in enumerate(options.settings.split(",")):
        setting = read_setting(words)
        seconds = max(2.0, left * setting["share"] - 3)
        model = student.train(data, units, soft, options, setting, options.seed + number, seconds, clock)
        report(data, student.find_chances(model, data, units), f"student {setting['name']}", clock)
        numpy.savez_compressed(options.out / f"student-{setting['name']}.npz", **student.pack(model))


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pack", type=pathlib.Path)
    parser.add_argument("--mpnet")
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--minutes", type=float, default=6.5)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--batch", type=int, default=10000, help="pieces that a teacher sees at once")
    parser.add_argument("--student-batch", type=int, default=24000, help="places that a student sees at once")
    parser.add_argument("--rate", type=float, default=2.5e-3, help="of the students")
    parser.add_argument("--labels", type=pathlib.Path, help="labels.npz of an earlier run, instead of teachers")
    parser.add_argument("--start", type=pathlib.Path, help="a student to go on from")
    parser.add_argument("--settings", default=SETTINGS, help="of the students: name=trust:dropout:share,…")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--tiny", action="store_true", help="a few steps of everything, to see that it runs")
    parser.add_argument("--layers", type=int, default=12, help="of the encoder, fewer to try the program")
    parser.add_argument("--tiny-steps", type=int, default=4)
    return parser.parse_args()


def main():
    options = read_options()
    clock = Clock(options.minutes)
    torch.set_num_threads(options.threads)
    torch.set_float32_matmul_precision("high")
    options.out.mkdir(parents=True, exist_ok=True)
    device = torch.device(options.device)
    data = packed.Data(options.pack, device, (20 if device.type == "cuda" else 3) if options.tiny else 0)
    clock.say(f"{data.n} tokens, {len(data.lengths)} texts, {len(data.forms)} forms")
    data.put_on_device()
    soft = unpacked_labels(options.labels, data) if options.labels else label_with_teachers(data, options, clock)
    train_students(data, soft, options, clock)
    clock.say("done")


if __name__ == "__main__":
    main()
