"""A large network that labels names: MPNet, which knows no capitals, told the case of each word, where it
stands, and the corpus.
"""
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

import mpnet
from packed import GOLD_PASSES, MOST_PIECES

N_FLAGS, WINDOW, VERSIONS = 8, 490, 3

class Teacher(nn.Module):
    def __init__(self, folder, n_layers, n_labels, n_tags):
        super().__init__()
        self.encoder = mpnet.load(folder)
        self.encoder.layers = self.encoder.layers[:n_layers]
        for part in (self.encoder.we, self.encoder.pe, self.encoder.rel):
            part.requires_grad_(False)
        self.case, self.tags = nn.Embedding(8, 768), nn.Embedding(n_tags, 768)
        self.flags = nn.Linear(N_FLAGS, 768, bias=False)
        for part in (self.case, self.flags, self.tags):
            nn.init.normal_(part.weight, std=0.01)
        self.hidden = nn.Linear(768 + 64, 512)
        self.case_again, self.tags_again = nn.Embedding(8, 32), nn.Embedding(n_tags, 32)
        self.flags_again = nn.Linear(N_FLAGS, 32)
        self.head = nn.Linear(512, n_labels)

    def forward(self, ids, mask, token_of, first, case, flags, tags):
        """ids, mask, token_of [B][T]: the batch's token, n_tokens where none; first [n]: where in the
        flattened batch each token begins."""
        extra = self.case(case) + self.flags(flags) + self.tags(tags)
        extra = torch.cat([extra, extra.new_zeros(1, 768)])[token_of]
        x = self.encoder(ids, mask, extra)
        x = x.flatten(0, 1)[first]
        again = self.case_again(case) + self.flags_again(flags)
        x = torch.cat([x.float(), again.float(), self.tags_again(tags)], 1)
        return self.head(functional.dropout(functional.gelu(self.hidden(x)), 0.1, self.training)).float()


def make_windows(data):
    """[(document, first, end, pieces)]: stretches of lines that the encoder can read at once."""
    counts = data.piece_counts[data.tokens]
    found = []
    for i in range(len(data.lengths)):
        a, b = int(data.starts[i]), int(data.starts[i + 1])
        breaks = [*(numpy.flatnonzero(data.passages[a:b]) + a).tolist(), b]
        if breaks[0] != a:
            breaks.insert(0, a)
        running = numpy.concatenate([[0], numpy.cumsum(counts[a:b])])
        first, used, end = a, 0, a
        for start, stop in zip(breaks, breaks[1:]):
            size = int(running[stop - a] - running[start - a]) + 1
            if used and used + size > WINDOW:
                found.append((i, first, end, used))
                first, used = start, 0
            while size > WINDOW:
                cut = a + int(numpy.searchsorted(running, running[start - a] + WINDOW - 1)) - 1
                found.append((i, start, cut, int(running[cut - a] - running[start - a]) + 1))
                start = first = cut
                size = int(running[stop - a] - running[start - a]) + 1
            used, end = used + size, stop
        if end > first:
            found.append((i, first, end, used))
    return numpy.array(found)


def batches_of(windows, size, generator=None):
    """Windows of like length together, in random order if there is a generator."""
    length = windows[:, 3] + 2.0
    if generator is not None:
        length = length * generator.uniform(0.85, 1.18, len(windows))
    order = numpy.argsort(length, kind="stable")
    found, batch, longest = [], [], 0
    for i in order:
        longest_then = max(longest, int(windows[i, 3]) + 2)
        if batch and longest_then * (len(batch) + 1) > size:
            found.append(windows[batch])
            batch, longest_then = [], int(windows[i, 3]) + 2
        batch.append(i)
        longest = longest_then
    if batch:
        found.append(windows[batch])
    if generator is not None:
        generator.shuffle(found)
    return found


def assemble(data, windows, ids, flags, tags):
    """The arguments of a teacher; ids, flags: arrays over all tokens; tags [windows]."""
    sizes = windows[:, 2] - windows[:, 1]
    n = int(sizes.sum())
    row = numpy.repeat(numpy.arange(len(windows)), sizes)
    offset = numpy.concatenate([[0], numpy.cumsum(sizes)])
    at = numpy.arange(n) - offset[row] + windows[row, 1]
    forms = ids[at]
    counts = data.piece_counts[forms]
    breaks = data.passages[at] & (at != windows[row, 1])
    total = counts + breaks
    running = numpy.cumsum(total)
    before = numpy.concatenate([[0], running])[offset[:-1]]
    first = running - counts - before[row] + 1
    longest = int((first + counts).max()) + 1
    longest += -longest % 8
    if longest > 512:  # other names have more pieces
        return assemble(data, windows, data.tokens, data.flags, tags)
    shape_ = (len(windows), longest)
    pieces, token_of = numpy.full(shape_, 1, numpy.int64), numpy.full(shape_, n, numpy.int64)
    pieces[:, 0] = 0
    pieces[row[breaks], first[breaks] - 1] = 2
    inside = numpy.arange(MOST_PIECES)[None] < counts[:, None]
    which, k = numpy.nonzero(inside)
    pieces[row[which], first[which] + k] = data.pieces[forms[which], k]
    token_of[row[which], first[which] + k] = which
    last = numpy.zeros(len(windows), numpy.int64)
    numpy.maximum.at(last, row, first + counts)
    pieces[numpy.arange(len(windows)), last] = 2
    bits = (flags[at][:, None] >> numpy.arange(N_FLAGS)) & 1
    arrays = [pieces, numpy.arange(longest)[None] <= last[:, None], token_of, row * longest + first, data.case[forms],
              bits.astype(numpy.float32), tags[row]]
    return [torch.from_numpy(a).to(data.device, non_blocking=True) for a in arrays], at


def plan(data, windows, half, size, generator):
    """[(windows, which version)] of one pass: what people labelled several times, one half of the rest,
    each part of it in another of three versions, so that other names come each time."""
    document = windows[:, 0]
    machine = ~data.is_gold & ~data.is_dev & (data.family % 2 == half)
    chosen = [windows[machine[document]]]
    for name, passes in GOLD_PASSES.items():
        mine = data.set_of == data.head["sets"].index(name)
        chosen += [windows[(mine & (data.copy_of == 0))[document]]] * passes
        chosen += [windows[(mine & (data.copy_of == 1))[document]]]
    work = []
    for version in range(VERSIONS):
        some = numpy.concatenate([part[version::VERSIONS] for part in chosen])
        work += [(batch, version) for batch in batches_of(some, size, generator)]
    return [work[i] for i in generator.permutation(len(work))]


def make_optimizer(model):
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    others = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": 0, "peak": 4.5e-5}, {"params": others, "lr": 0, "peak": 1e-3}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=encoder[0].is_cuda)


def set_rates(optimizer, step, n_steps):
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * min(1, (step + 1) / 40) * max(0.02, 1 - step / max(1, n_steps))


def find_loss(data, model, arguments, at, weights):
    with torch.autocast(data.device.type, torch.bfloat16, enabled=data.device.type == "cuda"):
        scores = model(*arguments)
    losses = functional.cross_entropy(scores, data.d["labels"][at], reduction="none", label_smoothing=0.03)
    return (losses * weights[at]).sum() / weights[at].sum()


def train(data, windows, options, half, seed, seconds, clock):
    """A teacher of all that people labelled and one half of the rest, in about so many seconds: after
    some steps it is known how many there is time for."""
    torch.manual_seed(seed)
    generator = numpy.random.default_rng(seed)
    model = Teacher(options.mpnet, options.layers, len(data.head["labels"]), len(data.head["tags"])).to(data.device)
    work = plan(data, windows, half, 1500 if options.tiny else options.batch, generator)
    n_steps = options.tiny_steps if options.tiny else len(work)
    versions = [[array.cpu().numpy() for array in data.vary(1000 * seed + i)] for i in range(VERSIONS)]
    optimizer, weights = make_optimizer(model), torch.from_numpy(data.weights).to(data.device)
    began, total = time.time(), torch.zeros((), device=data.device)
    model.train()
    for step, (batch, version) in enumerate(work):
        spent = time.time() - began
        if step == 25:
            total.item()  # waits for the device
            spent = time.time() - began
            n_steps = min(n_steps, 25 + int((seconds - spent) / spent * 25))
            clock.say(f"teacher {seed}: {spent / 25 * 1000:.0f} ms a step, {n_steps} of {len(work)} steps")
        if step >= n_steps or spent > 1.1 * seconds:
            break
        set_rates(optimizer, step, n_steps)
        tags = numpy.where(generator.random(len(batch)) < 0.1, 0, data.tag_of[batch[:, 0]])
        arguments, at = assemble(data, batch, *versions[version], tags)
        loss = find_loss(data, model, arguments, torch.from_numpy(at).to(data.device), weights)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        total += loss.detach()
        if (step + 1) % 100 == 0:
            clock.say(f"teacher {seed} step {step + 1} mean loss {total.item() / (step + 1):.4f}")
    return model.eval()


def label(data, windows, model, tag, size):
    """[n_tokens][labels] probabilities in half precision, as that corpus would label (None: each its own)."""
    found = torch.zeros(data.n, len(data.head["labels"]), dtype=torch.float16, device=data.device)
    for batch in batches_of(windows, size):
        tags = data.tag_of[batch[:, 0]]
        if tag is not None:
            tags = numpy.full_like(tags, tag)
        arguments, at = assemble(data, batch, data.tokens, data.flags, tags)
        with torch.no_grad(), torch.autocast(data.device.type, torch.bfloat16, enabled=data.device.type == "cuda"):
            scores = model(*arguments)
        found[torch.from_numpy(at).to(data.device)] = torch.softmax(scores.float(), 1).half()
    return found
