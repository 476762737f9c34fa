#!/usr/bin/env python3
"""Writes a trained tagger as the file that app/analysis/gloss-tagger.c maps.

    export.py ner.pt --vectors data/models/words.bin --output data/models/ner.bin
              --corpora CORPORA [--tags silver=1,conll2003=0.5] [--temperature 1]
              [--cases CASES.txt --expect LABELS.txt]

Weights of products and of tables take 8 bits. A text that looks like one of the hand-labelled sets
is tagged as that set, any other with the mixture of --tags (see style.py).
With --cases the labels that the network gives in floating point to the lines of a text are written
beside it, for the test that compares the program's own.
"""
import argparse

import numpy
import torch

import train

import corpora
import model_file
import network
import style


# What the network is sure of and how often that was right: of 248 names, by how sure they were, on news
# and other pages of the web that no training saw, read by hand.
CALIBRATION = [[0, 0.31, 0.5, 0.65, 0.75, 0.84, 0.91, 0.96, 0.985, 1],
               [0.2, 0.32, 0.48, 0.55, 0.6, 0.7, 0.86, 0.93, 0.985, 0.995]]


# A text is tagged as a hand-labelled set only where it clearly looks like one: the scores of what it
# looks like are spread, then news gets a lead and politics of an encyclopedia a handicap.
SPREAD, LEADS = 2, {"silver": 3, "crossner": -2}


def quantise(array, step):
    return numpy.clip(numpy.round(array / step), -127, 127).astype(numpy.int8)


def table(weight):
    """(8 bits, step); the few numbers beyond the last of ten thousand are cut."""
    array = weight.detach().numpy()
    step = float(numpy.quantile(numpy.abs(array), 0.9999)) / 127
    return quantise(array, step), step


def mixture(text_):
    weights = numpy.zeros(len(corpora.TAGS), numpy.float32)
    for part in text_.split(","):
        name, share = part.split("=")
        weights[corpora.TAGS.index(name)] = float(share)
    return weights


def norm(layer):
    return torch.stack([layer.weight, layer.bias]).detach().numpy()


def style_mixtures(tags):
    """[style.CLASSES][corpora.TAGS]: what a text of each look is tagged as."""
    mixtures = numpy.tile(tags, (len(style.CLASSES), 1))
    for tag in ("conll2003", "crossner"):
        mixtures[style.CLASSES.index(tag)] = mixture(f"{tag}=1")
    return mixtures


def with_leads(judge):
    """The judge of looks with SPREAD and LEADS."""
    weights, bias = judge[0] * SPREAD, judge[1] * SPREAD
    for name, lead in LEADS.items():
        bias[style.CLASSES.index(name)] += lead
    return weights.astype(numpy.float32), bias.astype(numpy.float32)


def sections(model, mixtures, judge, temperature):
    slots, slot_step = table(model.slots.weight)
    trigrams, trigram_step = table(model.trigrams.weight)
    styles = torch.tensor(mixtures) @ model.tags.weight + model.flags.bias
    found = {
        "labels": "\n".join(corpora.LABELS).encode(),
        "temperature": numpy.array([temperature], numpy.float32),
        "calibration": numpy.array(CALIBRATION, numpy.float32),
        "slots": slots, "trigrams": trigrams,
        "steps": numpy.array([slot_step, trigram_step], numpy.float32),
        "input": model.input.weight.detach().numpy(),
        "input.bias": model.input.bias.detach().numpy(),
        "styles": styles.detach().numpy(), "style": judge[0], "style.bias": judge[1],
        "flags": model.flags.weight.detach().numpy().T,
        "output": model.output.weight.detach().numpy(), "output.bias": model.output.bias.detach().numpy(),
        "output.norm": norm(model.last_norm),
    }
    blocks = [(n, b, d) for n, b, d in zip(model.norms, model.blocks, model.dilations)]
    blocks.insert(model.memory_after, (model.memory_norm, model.memory, 0))
    found["dilations"] = numpy.array([d for _, _, d in blocks], numpy.uint32)
    for i, (layer_norm, linear, _) in enumerate(blocks):
        weights = linear.weight.detach().numpy()
        scale = numpy.abs(weights).max(1, keepdims=True) / 127
        found[f"block{i}"] = quantise(weights, scale)
        found[f"scale{i}"] = scale[:, 0].astype(numpy.float32)
        found[f"bias{i}"] = linear.bias.detach().numpy()
        found[f"norm{i}"] = norm(layer_norm)
    return found


def write_cases(model, words, mixtures, judge, cases, expected):
    transitions = corpora.legal_transitions()
    with open(cases, encoding="utf-8") as file:
        document = network.Document("cases", 0, file.read(), words)
    words.freeze()
    look = style.looks(model, [(document.ids, document.flags)]) @ judge[0].T + judge[1]
    shares = torch.softmax(torch.tensor(look), 1).numpy()[0]
    scores = train.predict(model, document, (shares @ mixtures).astype(numpy.float32))
    with open(expected, "w", encoding="utf-8") as file:
        for line in numpy.unique(document.passages):
            inside = document.passages == line
            path = corpora.viterbi(scores[inside], transitions)
            file.write(" ".join(corpora.LABELS[label] for label in path) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model")
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--tags", default="silver=1", type=mixture)
    parser.add_argument("--temperature", type=float, default=1.0)
    parser.add_argument("--cases")
    parser.add_argument("--expect")
    options = parser.parse_args()
    words = network.Words(model_file.read(options.vectors))
    words.freeze()
    model = train.restore(options.model, words)
    judge = with_leads(style.train(model, options.corpora, words))
    mixtures = style_mixtures(options.tags)
    model_file.write(options.output, "tagger", 1, sections(model, mixtures, judge, options.temperature))
    if options.cases:
        write_cases(model, words, mixtures, judge, options.cases, options.expect)


if __name__ == "__main__":
    main()
