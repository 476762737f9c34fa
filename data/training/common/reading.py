"""Lets training see text by the program's own C code: compiles it, and turns its tokens into arrays."""
import ctypes
import json
import lzma
import pathlib
import subprocess
import tempfile

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[3]
N_SLOTS, MAX_TRIGRAMS = 8, 20


class WordFeatures(ctypes.Structure):
    _fields_ = [("key", ctypes.c_uint32), ("slots", ctypes.c_uint32 * N_SLOTS),
                ("trigrams", ctypes.c_uint32 * MAX_TRIGRAMS), ("n_trigrams", ctypes.c_uint32),
                ("stopless_key", ctypes.c_uint32)]


def build_library(reader, sources):
    """Compiles `reader`, a C file, with files of app/analysis into a shared object of this run's own."""
    path = tempfile.mkdtemp(prefix="gloss-training-") + "/reader.so"
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "glib-2.0"], check=True,
                           capture_output=True, text=True).stdout.split()
    subprocess.run(["gcc", "-O3", "-shared", "-fPIC", "-std=gnu17", f"-I{ROOT}", str(reader), *map(str, sources),
                    "-o", path, *flags, "-lm"], check=True)
    library = ctypes.CDLL(path)
    library.gloss_features_of_word.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(WordFeatures)]
    library.gloss_features_of_word.restype = None
    library.gloss_features_key.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
    library.gloss_features_key.restype = ctypes.c_uint32
    return library


def word_features(library, word):
    features = WordFeatures()
    data = word.encode()
    library.gloss_features_of_word(data, len(data), ctypes.byref(features))
    return features


def read_tokens(read, text, n_columns):
    """An array [tokens][n_columns] that begins with start and end, in code points of `text`; `read` fills it in bytes:
    read(bytes, their number, address, most tokens)."""
    data = text.encode()
    room = numpy.zeros((len(data) + 1, n_columns), numpy.uint32)
    n = read(data, len(data), room.ctypes.data, len(room))
    tokens = room[:n].astype(numpy.int64)
    if len(data) != len(text):
        starts = (numpy.frombuffer(data, numpy.uint8) & 0xC0) != 0x80
        before = numpy.concatenate([[0], numpy.cumsum(starts)])
        tokens[:, :2] = before[tokens[:, :2]]
    return tokens


def read_documents(path):
    path = str(path)
    with (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
