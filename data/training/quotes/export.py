"""Writes the network as the program maps it: see app/analysis/gloss-quote-network.c."""
import struct
import zlib

import numpy

MAGIC, VERSION = b"GlossQN1", 1


def quantise(table):
    """(int8 rows, a float32 scale a row)"""
    scale = numpy.maximum(numpy.abs(table).max(1), 1e-8) / 127
    return numpy.round(table / scale[:, None]).astype(numpy.int8), scale.astype(numpy.float32)


def through_bytes(table):
    values, scale = quantise(table)
    return (values * scale[:, None]).astype(numpy.float32)


def pad(data):
    return data + b"\0" * (-len(data) % 16)


def table_bytes(table):
    values, scale = quantise(table)
    return pad(scale.tobytes()) + pad(values.tobytes())


def array_bytes(values):
    return pad(numpy.ascontiguousarray(values, numpy.float32).tobytes())


def write(path, network, keys, dilations):
    state = {k: v.numpy() for k, v in network.state_dict().items()}
    width, hidden = state["enter.weight"].shape[0], network.hidden
    order = sorted(keys)
    body = pad(numpy.array(order, numpy.uint32).tobytes())
    body += table_bytes(numpy.concatenate([state["vectors"][:1], state["vectors"][[keys[k] for k in order]]]))
    for name in ("word", "prefix", "suffix", "shape"):
        body += table_bytes(state[f"tables.{name}.weight"])
    body += array_bytes(state["states.weight"])
    # Matrices are [inputs][outputs], so that one input at a time is added to all outputs.
    body += array_bytes(state["enter.weight"].T) + array_bytes(state["enter.bias"])
    for i in range(len(dilations)):
        body += array_bytes(state[f"blocks.{i}.norm.weight"]) + array_bytes(state[f"blocks.{i}.norm.bias"])
        body += array_bytes(state[f"blocks.{i}.conv.weight"].transpose(2, 1, 0))
        body += array_bytes(state[f"blocks.{i}.conv.bias"])
    body += array_bytes(state["norm.weight"]) + array_bytes(state["norm.bias"])
    for end in ("", "_reverse"):
        body += array_bytes(state[f"lstm.weight_ih_l0{end}"].T) + array_bytes(state[f"lstm.weight_hh_l0{end}"].T)
        body += array_bytes(state[f"lstm.bias_ih_l0{end}"] + state[f"lstm.bias_hh_l0{end}"])
    body += array_bytes(state["leave.weight"].T) + array_bytes(state["leave.bias"])
    sizes = [VERSION, len(order), state["vectors"].shape[1], width, hidden, len(dilations), *dilations]
    sizes += [0] * (13 - len(sizes))
    head = MAGIC + struct.pack("<13I", *sizes) + struct.pack("<I", zlib.adler32(body)) + struct.pack("<Q", len(body))
    with open(path, "wb") as file:
        file.write(pad(head) + body)
