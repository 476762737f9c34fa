"""Writes the model files that app/analysis/gloss-model-file.c maps; the layout is described there."""
import struct
import zlib

import numpy as np

TYPES = {"u1": 0, "i1": 1, "i2": 2, "u2": 3, "u4": 4, "f4": 5}


def write(path, kind, version, sections):
    """sections: a dict of name -> bytes or an array of at most two dimensions."""
    table, data, offset = b"", b"", 40 + 40 * len(sections)
    for name, value in sections.items():
        if isinstance(value, bytes):
            code, rows, columns, raw = 0, 1, len(value), value
        else:
            value = np.ascontiguousarray(value)
            code = TYPES[value.dtype.str[1:]]
            rows = value.shape[0] if value.ndim == 2 else 1
            columns = value.shape[-1]
            raw = value.astype(value.dtype.newbyteorder("<")).tobytes()
        padding = -(offset + len(data)) % 8
        data += b"\0" * padding
        table += struct.pack("<20sIIIQ", name.encode(), code, rows, columns, offset + len(data))
        data += raw
    body = table + data
    head = b"GLOSSMDL" + struct.pack("<16sIIII", kind.encode(), version, len(sections), zlib.crc32(body), 0)
    with open(path, "wb") as file:
        file.write(head + body)


def read(path):
    """A dict of name -> bytes or array, the other way around."""
    with open(path, "rb") as file:
        data = file.read()
    codes = {code: dtype for dtype, code in TYPES.items()}
    sections = {}
    for i in range(struct.unpack_from("<I", data, 28)[0]):
        name, code, rows, columns, offset = struct.unpack_from("<20sIIIQ", data, 40 + 40 * i)
        name = name.rstrip(b"\0").decode()
        if code == 0 and rows == 1:
            sections[name] = data[offset:offset + columns]
        else:
            sections[name] = np.frombuffer(data, "<" + codes[code], rows * columns, offset).reshape(rows, columns)
    return sections
