"""Text as the tagger of quotes sees it: tokens and features come from the program's own C code."""
import ctypes
import functools
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "common"))
import reading
from reading import ROOT, read_documents

WORD, PREFIX_3, SUFFIX_3, SHAPE = 0, 2, 5, 7
NOT, SHORT, LONG, OPENER, CLOSER, INNER = range(6)

LIBRARY = reading.build_library(FOLDER / "reader.c", sorted((ROOT / "app/analysis").glob("*.c")))
LIBRARY.training_open.argtypes = [ctypes.c_char_p]
LIBRARY.training_open.restype = ctypes.c_void_p
LIBRARY.training_read.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_uint]
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
