"""Text as the tagger of quotes sees it: tokens and features come from the program's own C code."""
import ctypes
import functools
import json
import lzma
import pathlib
import subprocess
import tempfile

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[3]
N_SLOTS, MAX_TRIGRAMS = 8, 20
WORD, PREFIX_3, SUFFIX_3, SHAPE = 0, 2, 5, 7
NOT, SHORT, LONG, OPENER, CLOSER, INNER = range(6)


class WordFeatures(ctypes.Structure):
    _fields_ = [("key", ctypes.c_uint32), ("slots", ctypes.c_uint32 * N_SLOTS),
                ("trigrams", ctypes.c_uint32 * MAX_TRIGRAMS), ("n_trigrams", ctypes.c_uint32),
                ("stopless_key", ctypes.c_uint32)]


def build_library():
    """Compiles the analysis into a shared object of this run's own."""
    folder = tempfile.mkdtemp(prefix="gloss-training-")
    path = f"{folder}/reader.so"
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "glib-2.0"], check=True,
                           capture_output=True, text=True).stdout.split()
    sources = sorted(map(str, (ROOT / "app/analysis").glob("*.c")))
    reader = str(pathlib.Path(__file__).with_name("reader.c"))
    subprocess.run(["gcc", "-O3", "-shared", "-fPIC", "-std=gnu17", f"-I{ROOT}", reader, *sources,
                    "-o", path, *flags, "-lm"], check=True)
    library = ctypes.CDLL(path)
    library.gloss_features_of_word.argtypes = [ctypes.c_char_p, ctypes.c_size_t,
                                               ctypes.POINTER(WordFeatures)]
    library.gloss_features_of_word.restype = None
    library.training_open.argtypes = [ctypes.c_char_p]
    library.training_open.restype = ctypes.c_void_p
    library.training_read.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t,
                                      ctypes.c_void_p, ctypes.c_uint]
    return library


LIBRARY = build_library()
MODELS = LIBRARY.training_open(str(ROOT / "data").encode())


def word_features(word):
    """(key, slots): hashes of one word."""
    features = WordFeatures()
    data = word.encode()
    LIBRARY.gloss_features_of_word(data, len(data), ctypes.byref(features))
    return features.key, list(features.slots)


@functools.cache
def read_tokens(text):
    """An array of (start, end, passage, flags, marked, part, named) a token; offsets count code
    points."""
    data = text.encode()
    room = numpy.zeros((len(data) + 1, 7), numpy.uint32)
    n = LIBRARY.training_read(MODELS, data, len(data), room.ctypes.data, len(room))
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
