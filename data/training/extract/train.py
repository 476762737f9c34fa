"""Trains the model of blocks on all pages and writes it as C: train.py UNITS GOLD OUT.h

UNITS is what `build/tests/bench/bench-extract --units PAGE…` prints, GOLD as scored by score_articles.py.
"""
import sys

import cross_validate
import units


def flatten(tree, nodes, leaves):
    """Index of the tree's root: inner nodes count from 0, leaves from -1 down."""
    if "leaf_value" in tree:
        leaves.append(tree["leaf_value"])
        return -len(leaves)
    at = len(nodes)
    nodes.append(None)
    left = flatten(tree["left_child"], nodes, leaves)
    right = flatten(tree["right_child"], nodes, leaves)
    nodes[at] = (tree["split_feature"], tree["threshold"], left, right)
    return at


def wrap(items, width=100):
    line = " "
    for item in items:
        if len(line) + len(item) + 2 > width:
            yield line
            line = " "
        line += f" {item},"
    yield line


def literal(value):
    text = f"{value:.6g}"
    return text + ("f" if "." in text or "e" in text else ".f")


def write(model, path):
    """The trees as C tables that app/extract/gloss-unit-model.c includes."""
    nodes, leaves, roots = [], [], []
    for tree in model.dump_model()["tree_info"]:
        roots.append(flatten(tree["tree_structure"], nodes, leaves))
    with open(path, "w", encoding="utf-8") as out:
        out.write("#pragma once\n\n/* Written by data/training/extract/train.py. */\n\n/* clang-format off */\n")
        for name, kind, items in (
                ("nodes", "GlossUnitTreeNode", [f"{{{f},{literal(t)},{l},{r}}}" for f, t, l, r in nodes]),
                ("leaves", "float", [f"{value:.5f}f" for value in leaves]),
                ("roots", "gint16", [str(root) for root in roots])):
            out.write(f"static const {kind} {name}[] = {{\n" + "\n".join(wrap(items)) + "\n};\n\n")
        out.write("/* clang-format on */\n")


def main():
    pages = units.read_pages(sys.argv[1], sys.argv[2])
    labelled = [units.label(page) for page in pages]
    model = cross_validate.fit([page["features"] for page in pages], labelled, range(len(pages)))
    write(model, sys.argv[3])


if __name__ == "__main__":
    main()
