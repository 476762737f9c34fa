"""Tells the corpus that a text looks like, so that it is labelled by that corpus' habits.

A text is the mean of what the network's input layer makes of its words, beside the shares of its
tokens' flags; a softmax over the corpora is trained on stretches of the training sets.
"""
import numpy
import torch
from torch.nn import functional

import corpora
import text

STRETCHES = {"conll2003": 8000, "crossner": 8000, "re3d": 3000, "polnear": 8000, "silver": 14000}
CLASSES = list(STRETCHES)


def looks(model, documents):
    """[n][width + N_FLAGS] of stretches (ids, flags)."""
    found = numpy.zeros((len(documents), model.width + text.N_FLAGS), numpy.float32)
    with torch.no_grad():
        all_ids = torch.arange(len(model.words.group))
        embedded = torch.cat([model.embed(part) for part in all_ids.split(20000)]).numpy()
    for i, (ids, flags) in enumerate(documents):
        found[i, :model.width] = embedded[ids].mean(0)
        found[i, model.width:] = ((flags[:, None] >> numpy.arange(text.N_FLAGS)) & 1).mean(0)
    return found


def stretches(documents, n, generator):
    found = []
    for i in generator.integers(len(documents), size=n):
        document = documents[i]
        if len(document.ids) < 5:
            continue
        length = int(generator.integers(30, 600))
        first = int(generator.integers(max(1, len(document.ids) - length)))
        part = slice(first, first + length)
        found.append((document.ids[part], document.flags[part]))
    return found


def train(model, folder, words, seed=1):
    """(weights [classes][width + N_FLAGS], bias [classes])."""
    generator = numpy.random.default_rng(seed)
    torch.manual_seed(seed)
    loaded = [(tag, corpora.load(folder, name, tag, words)) for name, tag, _ in corpora.TRAINING]
    words.freeze()
    inputs, classes = [], []
    for tag, documents in loaded:
        some = stretches(documents, STRETCHES[tag], generator)
        inputs.append(looks(model, some))
        classes += [CLASSES.index(tag)] * len(some)
    inputs, classes = torch.tensor(numpy.concatenate(inputs)), torch.tensor(classes)
    mean, deviation = inputs.mean(0), inputs.std(0) + 1e-3
    layer = torch.nn.Linear(inputs.shape[1], len(CLASSES))
    optimizer = torch.optim.AdamW(layer.parameters(), lr=0.02, weight_decay=0.02)
    scaled = (inputs - mean) / deviation
    for step in range(400):
        some = torch.randint(len(scaled), (4096,))
        loss = functional.cross_entropy(layer(scaled[some]), classes[some])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    right = (layer(scaled).argmax(1) == classes).float().mean()
    print(f"style: {100 * right:.1f} % of the training stretches")
    weights = (layer.weight / deviation).detach()
    return weights.numpy(), (layer.bias - weights @ mean).detach().numpy()
