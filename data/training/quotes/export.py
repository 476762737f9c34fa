"""Writes the network as the program reads it: see app/analysis/gloss-quote-network.c."""
import pathlib
import struct
import sys

import numpy
import torch

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import model_file  # noqa: E402

VERSION, N_SIZES = 3, 11
N_CHOICE_NUMBERS, N_CHOICE_PLACES, N_PARTS = 33, 5, 12


def quantise(table):
    """(int8 rows, a float32 scale a row)"""
    scale = numpy.maximum(numpy.abs(table).max(1), 1e-8) / 127
    return numpy.round(table / scale[:, None]).astype(numpy.int8), scale.astype(numpy.float32)


def through_bytes(table):
    values, scale = quantise(table)
    return (values * scale[:, None]).astype(numpy.float32)


def put_table(sections, name, table):
    sections[name], sections[f"{name}-scales"] = quantise(table)


def no_choice():
    """What choose.py fills in."""
    zeros = lambda rows: numpy.zeros((rows, 2), numpy.float32)
    return {"choice-bias": zeros(1), "choice-numbers": zeros(N_CHOICE_NUMBERS),
            "choice-parts": zeros(N_CHOICE_PLACES * (1 + N_PARTS)), "choice-keys": numpy.zeros(1, numpy.uint32),
            "choice-words": zeros(N_CHOICE_PLACES)}


def write(path, network, keys, dilations):
    state = {k: v.numpy() for k, v in network.state_dict().items()}
    sizes = [state["vectors"].shape[1], state["enter.weight"].shape[0], network.hidden, len(dilations), *dilations]
    order = sorted(keys)
    sections = {"sizes": numpy.array(sizes + [0] * (N_SIZES - len(sizes)), numpy.uint32),
                "keys": numpy.array(order, numpy.uint32)}
    put_table(sections, "vectors", state["vectors"][[0] + [keys[k] for k in order]])
    for name in ("word", "prefix", "suffix", "shape"):
        put_table(sections, name, state[f"tables.{name}.weight"])
    # Matrices are [inputs][outputs], so that one input at a time is added to all outputs.
    for name in ("states", "parts", "named"):
        sections[name] = state[f"{name}.weight"]
    sections["enter"], sections["enter-bias"] = state["enter.weight"].T, state["enter.bias"]
    for i in range(len(dilations)):
        weights = state[f"blocks.{i}.conv.weight"].transpose(2, 1, 0)
        sections[f"norm-scale-{i}"] = state[f"blocks.{i}.norm.weight"]
        sections[f"norm-shift-{i}"] = state[f"blocks.{i}.norm.bias"]
        sections[f"gates-{i}"] = weights.reshape(-1, weights.shape[2])
        sections[f"gates-bias-{i}"] = state[f"blocks.{i}.conv.bias"]
    sections["norm-scale"], sections["norm-shift"] = state["norm.weight"], state["norm.bias"]
    for i, end in enumerate(("", "_reverse")):
        sections[f"lstm-in-{i}"] = state[f"lstm.weight_ih_l0{end}"].T
        sections[f"lstm-hidden-{i}"] = state[f"lstm.weight_hh_l0{end}"].T
        sections[f"lstm-bias-{i}"] = state[f"lstm.bias_ih_l0{end}"] + state[f"lstm.bias_hh_l0{end}"]
    sections["leave"], sections["leave-bias"] = state["leave.weight"].T, state["leave.bias"]
    sections["moves"] = network.all_moves().detach().numpy().reshape(3, -1)
    sections.update(no_choice())
    model_file.write(path, "quotes", VERSION, sections)


def read_sections(path):
    data = open(path, "rb").read()
    types = {code: name for name, code in model_file.TYPES.items()}
    count, = struct.unpack_from("<I", data, 28)
    sections = {}
    for i in range(count):
        name, code, rows, columns, offset = struct.unpack_from("<20sIIIQ", data, 40 + 40 * i)
        values = numpy.frombuffer(data, "<" + types[code], rows * columns, offset)
        sections[name.rstrip(b"\0").decode()] = values.reshape(rows, columns)
    return sections


def place_inputs(old, fresh, n_old_tables):
    """The first layer's weights in a network that knows more of a token: what it lacks weighs 0."""
    if old.shape == fresh.shape:
        return old
    weights = numpy.zeros_like(fresh)
    weights[:, :n_old_tables] = old[:, :n_old_tables]
    weights[:, n_old_tables - old.shape[1]:] = old[:, n_old_tables:]
    return weights


def read(path, network, keys):
    """Puts a written model's weights into a network of the same words and sizes, or of a deeper one
    that also sees parts of speech and names; blocks that the file lacks change nothing at first."""
    sections = read_sections(path)
    floats = lambda name: numpy.array(sections[name], numpy.float32)
    table = lambda name: floats(name) * floats(f"{name}-scales").reshape(-1, 1)
    state = {k: v.numpy().copy() for k, v in network.state_dict().items()}
    rows = table("vectors")
    state["vectors"][[0] + [keys[int(k)] for k in sections["keys"][0]]] = rows
    for name in ("word", "prefix", "suffix", "shape"):
        state[f"tables.{name}.weight"] = table(name)
    for name in ("states", "parts", "named"):
        if name in sections:
            state[f"{name}.weight"] = floats(name)
    n_tables = rows.shape[1] + sum(sections[n].shape[1] for n in ("word", "prefix", "suffix", "shape", "states"))
    state["enter.weight"] = place_inputs(floats("enter").T, state["enter.weight"], n_tables)
    state["enter.bias"] = floats("enter-bias")[0]
    width = state["enter.weight"].shape[0]
    for i in range(len(network.blocks)):
        if f"gates-{i}" not in sections:
            state[f"blocks.{i}.conv.weight"][:width] = 0
            state[f"blocks.{i}.conv.bias"][:width] = 0
            continue
        state[f"blocks.{i}.norm.weight"] = floats(f"norm-scale-{i}")[0]
        state[f"blocks.{i}.norm.bias"] = floats(f"norm-shift-{i}")[0]
        state[f"blocks.{i}.conv.weight"] = floats(f"gates-{i}").reshape(3, width, -1).transpose(2, 1, 0)
        state[f"blocks.{i}.conv.bias"] = floats(f"gates-bias-{i}")[0]
    state["norm.weight"], state["norm.bias"] = floats("norm-scale")[0], floats("norm-shift")[0]
    for i, end in enumerate(("", "_reverse")):
        state[f"lstm.weight_ih_l0{end}"] = floats(f"lstm-in-{i}").T
        state[f"lstm.weight_hh_l0{end}"] = floats(f"lstm-hidden-{i}").T
        state[f"lstm.bias_ih_l0{end}"] = floats(f"lstm-bias-{i}")[0]
        state[f"lstm.bias_hh_l0{end}"] = 0 * floats(f"lstm-bias-{i}")[0]
    state["leave.weight"], state["leave.bias"] = floats("leave").T, floats("leave-bias")[0]
    state["moves"] = floats("moves").reshape(state["moves"].shape) - state["banned"]
    network.load_state_dict({k: torch.from_numpy(numpy.ascontiguousarray(v)) for k, v in state.items()})
