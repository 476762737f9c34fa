"""network.py's network over arrays on a GPU, with its names, and its training on a teacher's labels."""
import itertools
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

from packed import MAX_TRIGRAMS, SLOT_ROWS, TRIGRAM_ROWS

N_FLAGS, SLOT_COLUMNS, TRIGRAM_COLUMNS, GAP, UNIT = 8, 24, 32, 4, 2500
PASSES = {"conll2003-train": 2, "crossner-politics-train": 4}

class Student(nn.Module):
    """network.py's network, its names kept, over arrays on the device."""

    def __init__(self, data, width=192, dilations=(1, 1, 2, 4, 1), memory_after=2, dropout=0.2):
        super().__init__()
        self.width, self.dilations, self.memory_after, self.p = width, dilations, memory_after, dropout
        self.slots = nn.Embedding(SLOT_ROWS, SLOT_COLUMNS)
        self.trigrams = nn.Embedding(TRIGRAM_ROWS, TRIGRAM_COLUMNS)
        nn.init.normal_(self.slots.weight, std=0.3)
        nn.init.normal_(self.trigrams.weight, std=0.5)
        self.input = nn.Linear(100 + 8 * SLOT_COLUMNS + TRIGRAM_COLUMNS, width)
        self.flags = nn.Linear(N_FLAGS, width)
        self.tags = nn.Embedding(len(data.head["tags"]), width)
        nn.init.normal_(self.tags.weight, std=0.3)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in dilations)
        self.blocks = nn.ModuleList(nn.Linear(3 * width, 2 * width) for _ in dilations)
        self.memory_norm = nn.LayerNorm(width)
        self.memory = nn.Linear(2 * width, 2 * width)
        self.last_norm = nn.LayerNorm(width)
        self.output = nn.Linear(width, len(data.head["labels"]))
        f = data.features

        def put(array, dtype=torch.int64):
            return torch.as_tensor(array).to(data.device, dtype)
        self.arrays = {"plain": put(f.plain_of), "shape": put(f.shape_slot), "slots": put(f.slots), "row": put(f.row),
                       "trigrams": put(f.trigrams), "counts": put(f.counts), "group": put(f.group),
                       "matrix": put(numpy.pad(data.matrix, ((0, 1), (0, 0))), torch.float32)}

    def find_groups(self):
        """What each form is the same word as."""
        return self.arrays["group"][self.arrays["plain"]]

    def embed(self, forms):
        a = self.arrays
        words = a["plain"][forms]
        vectors = a["matrix"][a["row"][words]]
        parts = self.slots(torch.cat([a["slots"][words], a["shape"][forms][:, None]], 1))
        counts = a["counts"][words]
        mask = torch.arange(MAX_TRIGRAMS, device=forms.device)[None] < counts[:, None]
        letters = (self.trigrams(a["trigrams"][words]) * mask[:, :, None]).sum(1) / counts.clamp(min=1)[:, None]
        if self.training:
            least = torch.tensor([0.05, 0.1], device=forms.device)
            keep = (torch.rand(len(forms), 2, device=forms.device) > least).float()
            vectors = vectors * keep[:, :1]
            parts = torch.cat([parts[:, :1] * keep[:, 1:, None], parts[:, 1:]], 1)
        joined = torch.cat([vectors, parts.flatten(1), letters], 1)
        return self.input(functional.dropout(joined, 0.1, self.training))

    def drop(self, x):
        return functional.dropout(x, self.p, self.training)

    def forward(self, forms, flags, tags, live, groups, n_groups):
        unique, inverse = torch.unique(forms, return_inverse=True)
        live = live[:, None]
        x = self.embed(unique)[inverse] + self.flags(flags) + self.tags(tags)
        x = self.drop(x) * live
        for i, (norm, block, d) in enumerate(zip(self.norms, self.blocks, self.dilations)):
            if i == self.memory_after:
                z = self.memory_norm(x) * live
                sums = torch.zeros(n_groups, self.width, device=x.device).index_add_(0, groups, z.float())
                size = torch.zeros(n_groups, device=x.device).index_add_(0, groups, torch.ones_like(live[:, 0]))
                mean = (sums / size.clamp(min=1)[:, None])[groups]
                x = x + self.drop(functional.glu(self.memory(torch.cat([z, mean.to(z.dtype)], 1)))) * live
            z = norm(x) * live
            zero = z.new_zeros(d, self.width)
            z = torch.cat([torch.cat([zero, z[:-d]]), z, torch.cat([z[d:], zero])], 1)
            x = x + self.drop(functional.glu(block(z))) * live
        return self.output(self.last_norm(x))


class Units:
    """Texts cut to what a student reads at once, with gaps between lines."""

    def __init__(self, data):
        starts, stops, tags, document = [], [], [], []
        for i in range(len(data.lengths)):
            for first in range(int(data.starts[i]), int(data.starts[i + 1]), UNIT):
                starts.append(first)
                stops.append(min(first + UNIT, int(data.starts[i + 1])))
                document.append(i)
        self.start, self.stop, self.document = map(numpy.array, (starts, stops, document))
        line = numpy.cumsum(data.passages)
        unit = numpy.repeat(numpy.arange(len(starts)), self.stop - self.start)
        within = numpy.arange(data.n) - self.start[unit]
        self.offset = torch.from_numpy(within + GAP * (line - line[self.start][unit])).to(data.device)
        self.padded = (self.stop - self.start) + GAP * (line[self.stop - 1] - line[self.start] + 1)
        self.tag = data.tag_of[self.document]

    def assemble(self, data, units, ids, flags, tags, group):
        """The arguments of a student, which tokens they are and where each stands."""
        device = data.device
        sizes = self.stop[units] - self.start[units]
        base = numpy.concatenate([[0], numpy.cumsum(self.padded[units])])
        n, total = int(sizes.sum()), int(base[-1])
        numbers = numpy.stack([self.start[units], base[:-1], numpy.concatenate([[0], numpy.cumsum(sizes)[:-1]]), tags])
        numbers = torch.from_numpy(numbers).to(device, non_blocking=True)
        unit = torch.repeat_interleave(torch.arange(len(units), device=device),
                                       torch.from_numpy(sizes).to(device, non_blocking=True), output_size=n)
        at = torch.arange(n, device=device) - numbers[2][unit] + numbers[0][unit]
        where = numbers[1][unit] + self.offset[at]
        forms = torch.zeros(total, dtype=torch.int64, device=device)
        forms[where] = ids[at]
        bits = torch.zeros(total, N_FLAGS, device=device)
        bits[where] = ((flags[at][:, None] >> torch.arange(N_FLAGS, device=device)) & 1).float()
        tags_ = torch.zeros(total, dtype=torch.int64, device=device)
        tags_[where] = numbers[3][unit]
        live = torch.zeros(total, device=device)
        live[where] = 1
        _, inverse = torch.unique(unit * 10000000 + group[ids[at]], return_inverse=True)
        groups = torch.zeros(total, dtype=torch.int64, device=device)
        groups[where] = inverse + 1
        return (forms, bits, tags_, live, groups, n + 1), at, where


def find_chances(model, data, units):
    """[n_tokens][labels] of the development sets, even elsewhere."""
    group, which = model.find_groups(), numpy.flatnonzero(data.is_dev[units.document])
    model.eval()
    found = torch.zeros(data.n, len(data.head["labels"]), device=data.device)
    for some in numpy.array_split(which, max(1, len(which) // 40)):
        arguments, at, where = units.assemble(data, some, data.d["tokens"], data.d["flags"], units.tag[some], group)
        with torch.no_grad():
            found[at] = model(*arguments)[where]
    return torch.softmax(found, 1)


def make_pool(data, units):
    """Which units a pass reads, some of them several times."""
    document = units.document
    passes = numpy.ones(len(document), numpy.int64)
    for name, times in PASSES.items():
        passes[(data.set_of[document] == data.head["sets"].index(name)) & (data.copy_of[document] == 0)] = times
    ours = ~data.is_dev[document]
    return numpy.repeat(numpy.flatnonzero(ours), passes[ours])


def make_batches(data, units, pool, size, generator, seed):
    """Without end: (units, forms and flags of all tokens), the latter another way in each pass."""
    for turn in itertools.count():
        ids, flags = data.vary(77 * seed + turn)
        order = generator.permutation(pool)
        edges = numpy.flatnonzero(numpy.diff(numpy.cumsum(units.padded[order]) // size)) + 1
        for some in numpy.split(order, edges):
            yield some, ids, flags


def find_loss(scores, labels, weights, soft, trust):
    """Gold or voted labels, and for the share @trust what a teacher says."""
    hard = functional.cross_entropy(scores, labels, reduction="none", label_smoothing=0.02) * weights
    taught = -(soft.float() * functional.log_softmax(scores, 1)).sum(1)
    return ((1 - trust) * hard + trust * taught).mean()


def train(data, units, teacher, options, setting, seed, seconds, clock):
    """A student of @teacher, [n_tokens][labels], with the mean of its weights over the last steps."""
    torch.manual_seed(seed)
    generator = numpy.random.default_rng(seed)
    model = Student(data, dropout=setting["dropout"]).to(data.device)
    if options.start:
        model.load_state_dict(unpack(options.start))
    parameters = list(model.parameters())
    average, group = [p.detach().clone() for p in parameters], model.find_groups()
    optimizer = torch.optim.AdamW(parameters, lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98),
                                  fused=data.device.type == "cuda")
    weights = torch.from_numpy(data.weights).to(data.device)
    is_gold = torch.from_numpy(numpy.repeat(data.is_gold, data.lengths)).to(data.device)
    trust = torch.where(is_gold, 0.0, setting["trust"])
    size = 1500 if options.tiny else options.student_batch
    began, total = time.time(), torch.zeros((), device=data.device)
    batches = make_batches(data, units, make_pool(data, units), size, generator, seed)
    model.train()
    for step, (some, ids, flags) in enumerate(batches):
        done = max((time.time() - began) / seconds, step / options.tiny_steps if options.tiny else 0)
        if done >= 1:
            break
        for settings in optimizer.param_groups:
            settings["lr"] = options.rate * min(1, (step + 1) / 150) * max(0.02, 1 - done)
        tags = numpy.where(generator.random(len(some)) < 0.1, 0, units.tag[some])
        arguments, at, where = units.assemble(data, some, ids, flags, tags, group)
        loss = find_loss(model(*arguments)[where], data.d["labels"][at], weights[at], teacher[at], trust[at])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        with torch.no_grad():
            torch._foreach_lerp_(average, parameters, 1 - min(0.998, (step + 1) / (step + 10)))
        total += loss.detach()
        if (step + 1) % 500 == 0:
            mean = total.item() / (step + 1)
            clock.say(f"student {setting['name']} step {step + 1} {100 * done:.0f} % mean loss {mean:.4f}")
    clock.say(f"student {setting['name']}: {step} steps")
    with torch.no_grad():
        torch._foreach_copy_(parameters, average)
    return model


def pack(model):
    """Arrays of a student: the large tables in 8 bits with their steps, the rest in half precision."""
    found = {}
    for name, value in model.named_parameters():
        array = value.detach().float().cpu().numpy()
        if name in ("slots.weight", "trigrams.weight"):
            step = float(numpy.quantile(numpy.abs(array), 0.9999)) / 127
            found[name + "/step"] = numpy.float32(step)
            array = numpy.clip(numpy.round(array / step), -127, 127).astype(numpy.int8)
        else:
            array = array.astype(numpy.float16)
        found[name] = array
    return found


def unpack(path):
    """The state of a student that pack() made."""
    with numpy.load(path) as arrays:
        return {name: torch.from_numpy(arrays[name].astype(numpy.float32) * arrays.get(name + "/step", 1))
                for name in arrays.files if not name.endswith("/step")}
