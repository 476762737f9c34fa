#!/usr/bin/env python3
"""Writes the mean of the weights of several networks of quotes that began alike: mean.py OUT.bin IN.bin…"""
import sys

import numpy
import torch

import export
from network import DILATIONS, Network


def main():
    output, *paths = sys.argv[1:]
    networks = []
    for path in paths:
        sections = export.read_sections(path)
        keys = {int(k): i + 1 for i, k in enumerate(sections["keys"][0])}
        width, hidden = (int(n) for n in sections["sizes"][0][1:3])
        network = Network(torch.zeros(len(keys) + 1, sections["vectors"].shape[1]), width, hidden, DILATIONS)
        export.read(path, network, keys)
        networks.append(network.state_dict())
    mean = {name: numpy.mean([state[name].numpy() for state in networks], 0) for name in networks[0]}
    network.load_state_dict({name: torch.from_numpy(value) for name, value in mean.items()})
    export.write(output, network, keys, DILATIONS)


if __name__ == "__main__":
    main()
