#!/usr/bin/env python3
"""Takes a student out of what distil.py wrote, as export.py reads it.

    unpack.py ner-students.npz b ner.pt
"""
import argparse

import numpy
import torch


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("students")
    parser.add_argument("name")
    parser.add_argument("output")
    options = parser.parse_args()
    state = {}
    with numpy.load(options.students) as arrays:
        for key in arrays.files:
            name, _, part = key.partition(":")
            if name != options.name or part.endswith("/step"):
                continue
            array = arrays[key].astype(numpy.float32)
            if key + "/step" in arrays:
                array *= arrays[key + "/step"]
            state[part] = torch.from_numpy(array)
    torch.save({"state": state, "width": len(state["input.bias"]), "dilations": (1, 1, 2, 4, 1), "memory_after": 2},
               options.output)


if __name__ == "__main__":
    main()
