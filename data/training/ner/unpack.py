#!/usr/bin/env python3
"""Makes a student that distil.py wrote ready for export.py.

    unpack.py student-a.npz ner.pt
"""
import argparse

import torch

import student


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("student")
    parser.add_argument("output")
    options = parser.parse_args()
    state = student.unpack(options.student)
    torch.save({"state": state, "width": len(state["input.bias"]), "dilations": (1, 1, 2, 4, 1), "memory_after": 2},
               options.output)


if __name__ == "__main__":
    main()
