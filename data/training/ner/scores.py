"""Legal labels of lines, the best ones first, and the F1 of names, over arrays."""
import numpy

def legal(labels):
    n = len(labels)
    scores = numpy.full((n + 1, n + 1), -1e9, numpy.float32)
    for a in range(n + 1):
        for b in range(n + 1):
            is_open = 0 < a < n and (a - 1) % 4 in (0, 1)
            inner = 0 < b < n and (b - 1) % 4 in (1, 2)
            if is_open == inner and (not is_open or (a - 1) // 4 == (b - 1) // 4):
                scores[a, b] = 0
    return scores


def best_paths(emissions, transitions):
    """emissions [lines][T][labels], 0 with the first label best after the end."""
    n = emissions.shape[2]
    score, back = emissions[:, 0] + transitions[n, :n], []
    for t in range(1, emissions.shape[1]):
        total = score[:, :, None] + transitions[None, :n, :n]
        back.append(total.argmax(1))
        score = total.max(1) + emissions[:, t]
    path = [(score + transitions[:n, n]).argmax(1)]
    for pointers in reversed(back):
        path.append(numpy.take_along_axis(pointers, path[-1][:, None], 1)[:, 0])
    return numpy.stack(path[::-1], 1)


def mentions(labels, kinds=3):
    found, first = set(), 0
    for i in numpy.flatnonzero(labels).tolist():
        kind, position = divmod(int(labels[i]) - 1, 4)
        if position in (0, 3):
            first = i
        if position in (2, 3) and kind < kinds:
            found.add((first, i, kind))
    return found


def evaluate(data, scores, documents):
    """Micro F1 of person, organization, place; scores: log probabilities of all tokens."""
    transitions = legal(data.head["labels"])
    right = gold = guessed = 0
    lines = []
    for i in documents:
        a, b = int(data.starts[i]), int(data.starts[i + 1])
        breaks = [*(numpy.flatnonzero(data.passages[a:b]) + a).tolist(), b]
        lines += list(zip(breaks, breaks[1:]))
    lines.sort(key=lambda line: line[1] - line[0])
    for first in range(0, len(lines), 64):
        some = lines[first:first + 64]
        longest = max(b - a for a, b in some)
        emissions = numpy.full((len(some), longest, scores.shape[1]), -1e6, numpy.float32)
        emissions[:, :, 0] = 0
        for k, (a, b) in enumerate(some):
            emissions[k, :b - a] = scores[a:b]
        paths = best_paths(emissions, transitions)
        for k, (a, b) in enumerate(some):
            found, wanted = mentions(paths[k, :b - a]), mentions(data.labels[a:b])
            right, gold, guessed = right + len(found & wanted), gold + len(wanted), guessed + len(found)
    return 200 * right / max(1, gold + guessed)


def evaluate_all(data, scores):
    """{set: F1} of the development sets."""
    sets = range(data.head["training"], len(data.head["sets"]))
    return {data.head["sets"][s]: evaluate(data, scores, numpy.flatnonzero(data.set_of == s)) for s in sets}
