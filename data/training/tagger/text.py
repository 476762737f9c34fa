"""Text as the taggers see it: tokens and features come from the program's own C code."""
import ctypes
import json
import lzma
import pathlib
import subprocess
import tempfile

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[3]
SOURCES = ["features", "tokens", "sentences", "reading", "text", "analysis"]
N_SLOTS, MAX_TRIGRAMS, N_FLAGS = 8, 20, 8
FIRST, GLUED, CAPITALS, TITLE_CASE = 1, 2, 4, 8


class WordFeatures(ctypes.Structure):
    _fields_ = [("key", ctypes.c_uint32), ("slots", ctypes.c_uint32 * N_SLOTS),
                ("trigrams", ctypes.c_uint32 * MAX_TRIGRAMS), ("n_trigrams", ctypes.c_uint32),
                ("stopless_key", ctypes.c_uint32)]


def build_library():
    """Compiles the tokeniser and the features into a shared object of this run's own."""
    folder = tempfile.mkdtemp(prefix="gloss-training-")
    path = f"{folder}/reader.so"
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "glib-2.0"], check=True,
                           capture_output=True, text=True).stdout.split()
    sources = [str(ROOT / f"app/analysis/gloss-{name}.c") for name in SOURCES]
    reader = str(pathlib.Path(__file__).with_name("reader.c"))
    subprocess.run(["gcc", "-O3", "-shared", "-fPIC", "-std=gnu17", f"-I{ROOT}", reader, *sources,
                    "-o", path, *flags], check=True)
    library = ctypes.CDLL(path)
    library.gloss_features_of_word.argtypes = [ctypes.c_char_p, ctypes.c_size_t,
                                               ctypes.POINTER(WordFeatures)]
    library.gloss_features_key.restype = ctypes.c_uint32
    library.gloss_features_key.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
    library.training_read.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_uint]
    return library


LIBRARY = build_library()


def word_key(word):
    data = word.encode()
    return LIBRARY.gloss_features_key(data, len(data))


def word_features(word):
    """(key of its vector, slots, trigrams): hashes of one word."""
    features = WordFeatures()
    data = word.encode()
    LIBRARY.gloss_features_of_word(data, len(data), ctypes.byref(features))
    return features.stopless_key, list(features.slots), list(features.trigrams[:features.n_trigrams])


def read_tokens(text):
    """An array of (start, end, passage, flags) a token; offsets count code points of `text`."""
    data = text.encode()
    room = numpy.zeros((len(data) + 1, 4), numpy.uint32)
    n = LIBRARY.training_read(data, len(data), room.ctypes.data, len(room))
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
