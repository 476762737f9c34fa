"""Text as the taggers see it: tokens and features come from the program's own C code."""
import ctypes
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "common"))
import reading
from reading import MAX_TRIGRAMS, N_SLOTS, ROOT, read_documents

SOURCES = ["features", "tokens", "sentences", "reading", "text", "analysis"]
N_FLAGS = 8
FIRST, GLUED, CAPITALS, TITLE_CASE = 1, 2, 4, 8

LIBRARY = reading.build_library(FOLDER / "reader.c", [ROOT / f"app/analysis/gloss-{name}.c" for name in SOURCES])
LIBRARY.training_read.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_uint]


def word_key(word):
    data = word.encode()
    return LIBRARY.gloss_features_key(data, len(data))


def word_features(word):
    """(key of its vector, slots, trigrams): hashes of one word."""
    features = reading.word_features(LIBRARY, word)
    return features.stopless_key, list(features.slots), list(features.trigrams[:features.n_trigrams])


def read_tokens(text):
    """An array of (start, end, passage, flags) a token; offsets count code points of `text`."""
    return reading.read_tokens(LIBRARY.training_read, text, 4)
