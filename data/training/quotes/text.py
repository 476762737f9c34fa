"""Text as the tagger of quotes sees it: tokens and features come from the program's own C code."""
import ctypes
import functools
import pathlib
import sys

import numpy

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "common"))
import export
import reading
from reading import ROOT, read_documents

WORD, PREFIX_3, SUFFIX_3, SHAPE = 0, 2, 5, 7
NOT, SHORT, LONG, OPENER, CLOSER, INNER = range(6)
CANDIDATE = numpy.dtype([("start", "<u4"), ("end", "<u4"), ("keys", "<u4", export.N_CHOICE_PLACES),
                         ("parts", "<u4", export.N_CHOICE_PLACES), ("numbers", "<f4", export.N_CHOICE_NUMBERS)])

LIBRARY = reading.build_library(FOLDER / "reader.c", sorted((ROOT / "app/analysis").glob("*.c")))
LIBRARY.training_open.argtypes = [ctypes.c_char_p]
LIBRARY.training_open.restype = ctypes.c_void_p
LIBRARY.training_read.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_uint]
LIBRARY.training_open_network.argtypes = [ctypes.c_char_p]
LIBRARY.training_open_network.restype = ctypes.c_void_p
LIBRARY.training_find_candidates.argtypes = [ctypes.c_void_p, *LIBRARY.training_read.argtypes]
MODELS = LIBRARY.training_open(str(ROOT / "data").encode())


def word_features(word):
    """(key, slots): hashes of one word."""
    features = reading.word_features(LIBRARY, word)
    return features.key, list(features.slots)


@functools.cache
def read_tokens(text):
    """An array of (start, end, passage, flags, marked, part, named) a token; offsets count code
    points."""
    return reading.read_tokens(functools.partial(LIBRARY.training_read, MODELS), text, 7)


def find_candidates(network, text):
    """What a network, from open_network(), finds likely to be reported: an array of CANDIDATE, start and end in code
    points."""
    data = text.encode()
    room = numpy.zeros(4 * len(data) + 64, CANDIDATE)
    n = LIBRARY.training_find_candidates(MODELS, network, data, len(data), room.ctypes.data, len(room))
    found = room[:n].copy()
    starts = (numpy.frombuffer(data, numpy.uint8) & 0xC0) != 0x80
    before = numpy.concatenate([[0], numpy.cumsum(starts)])
    found["start"], found["end"] = before[found["start"]], before[found["end"]]
    return found


def open_network(path):
    return LIBRARY.training_open_network(str(path).encode())
