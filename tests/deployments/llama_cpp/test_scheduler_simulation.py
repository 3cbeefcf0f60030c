"""Hundreds of sequences through a tiny cache: what must hold after every step, whatever comes."""

import random
from dataclasses import dataclass

import pytest
from fake_kv import FakeKV

from deployments.llama_cpp.cells import Cells
from deployments.llama_cpp.pace import Pace
from deployments.llama_cpp.prefix_cache import PrefixCache
from deployments.llama_cpp.saved_states import SavedStates
from deployments.llama_cpp.scheduler import Scheduler
from deployments.llama_cpp.sequence import Sequence
from deployments.llama_cpp.step_planner import Chunk

SLOTS, CELLS, BATCH, PREFILL_CHUNK = 5, 200, 48, 20
FAMILIES = 4


@dataclass(frozen=True)
class Kind:
    """Of cache: unified or split, of states that can be trimmed or not, with or without RAM.

    `saves`: how many tokens it spares the 300 sequences, at least.
    """

    unified: bool = True
    trims: bool = True
    ram: int = 0
    saves: int = 0


KINDS = [
    Kind(saves=150),
    Kind(ram=2_000, saves=400),
    Kind(ram=100_000, saves=2_000),
    Kind(unified=False, saves=500),
    Kind(unified=False, ram=10_000, saves=2_000),
    Kind(trims=False, ram=10_000),
    Kind(unified=False, trims=False, ram=10_000, saves=100),
]
every_kind = pytest.mark.parametrize("kind", KINDS, ids=str)


class Simulation:
    """An engine whose cache knows the tokens it holds, and whose model draws unforeseeable ones."""

    def __init__(self, kind: Kind) -> None:
        self.kv = FakeKV(SLOTS, trims=kind.trims)
        self.total = CELLS if kind.unified else CELLS * SLOTS
        cells = Cells(self.total, SLOTS, unified=kind.unified)
        self.cache = PrefixCache(self.kv, cells, SLOTS, SavedStates(kind.ram))
        self.mixes = kind.unified and kind.trims
        pace = Pace(PREFILL_CHUNK, BATCH)
        self.scheduler = Scheduler(self.cache, batch=BATCH, pace=pace, mixes=self.mixes)
        self.neglected: set[int] = set()
        self.admitted: list[int] = []
        self.finished: list[Sequence] = []
        self.computed = 0

    def step(self) -> None:
        chunks = self.scheduler.schedule()
        known = set(self.admitted)
        self.admitted += [s.id for s in self.scheduler.running if s.id not in known]
        self.check_chunks(chunks)
        for chunk in chunks:
            sequence = chunk.sequence
            assert sequence.slot is not None
            assert self.kv.content[sequence.slot] == sequence.tokens[: chunk.start]
            self.kv.content[sequence.slot] += sequence.tokens[chunk.start : chunk.stop]
            self.computed += chunk.size
        drawing = [chunk.sequence for chunk in chunks if chunk.wants_logits]
        self.scheduler.computed(chunks, 0.0)
        for sequence in drawing:
            self.draw(sequence)
        self.check_slots()

    def check_chunks(self, chunks: list[Chunk]) -> None:
        sizes = [chunk.size for chunk in chunks]
        assert chunks
        assert min(sizes) > 0
        assert sum(sizes) <= BATCH
        assert len({chunk.sequence.id for chunk in chunks}) == len(chunks)
        streams = {s.id for s in self.scheduler.running if s.generates}
        prompts = [chunk for chunk in chunks if chunk.sequence.id not in streams]
        if streams:
            assert sum(chunk.size for chunk in prompts) <= PREFILL_CHUNK
        served = streams & {chunk.sequence.id for chunk in chunks}
        if not self.mixes:
            assert not served or not prompts
            assert served == (set() if prompts else streams)
            assert not self.neglected & streams - served, "nobody waits for two steps"
            self.neglected = streams - served
        else:
            assert served == streams

    def draw(self, sequence: Sequence) -> None:
        sequence.tokens.append(10_000 * sequence.id + len(sequence.tokens))
        if len(sequence.tokens) >= sequence.limit:
            self.finished.append(sequence)
            self.scheduler.remove(sequence)

    def check_slots(self) -> None:
        running = self.scheduler.running
        slots = [sequence.slot for sequence in running]
        assert None not in slots
        assert len(set(slots)) == len(slots)
        assert len(slots) + self.cache.free_slots == SLOTS
        assert all(sequence.slot is None for sequence in self.scheduler.waiting)
        cells = self.cache.cells
        assert [cells.held(slot) for slot in range(SLOTS)] == list(map(len, self.kv.content))
        assert cells.used + cells.free == self.total
        assert self.cache.saved.size <= self.cache.saved.limit


def sequences(draw: random.Random, number: int) -> list[Sequence]:
    """Prompts of a few families, whose members begin with more or less of the same."""
    made = []
    for id in range(number):
        length = draw.choice([1, 2, draw.randint(3, 60), draw.randint(40, 180)])
        shared = draw.randint(0, length)
        family = draw.randrange(FAMILIES)
        prompt = [100_000_000 + 1000 * family + i for i in range(shared)]
        prompt += [200_000_000 + 1000 * id + i for i in range(length - shared)]
        limit = min(CELLS, length + draw.randint(1, 30))
        reuses = draw.random() < 0.95
        made.append(Sequence(id, prompt, limit, reuses, arrived=float(id)))
    return made


@every_kind
@pytest.mark.parametrize("seed", range(2))
def test_every_sequence_finishes_with_all_its_tokens(seed: int, kind: Kind) -> None:
    draw = random.Random(seed)
    simulation = Simulation(kind)
    coming = sequences(draw, 300)
    prompts = [list(sequence.tokens) for sequence in coming]
    steps = 0
    while coming or not simulation.scheduler.idle:
        while coming and draw.random() < 0.3:
            simulation.scheduler.add(coming.pop(0))
        if not simulation.scheduler.idle:
            simulation.step()
        steps += 1
        assert steps < 50_000
    finished = sorted(simulation.finished, key=lambda sequence: sequence.id)
    assert [sequence.tokens[: sequence.n_prompt] for sequence in finished] == prompts
    assert all(len(sequence.tokens) == sequence.limit for sequence in finished)
    assert simulation.admitted == list(range(300))
    assert simulation.scheduler.cells_used == 0
    assert (simulation.scheduler.preemptions > 0) is kind.unified
    assert_less_was_computed(simulation, finished, kind.saves)


def assert_less_was_computed(simulation: Simulation, finished: list[Sequence], least: int) -> None:
    """What was cached is what was not computed, where nothing had to be computed twice."""
    cached = sum(sequence.cached or 0 for sequence in finished)
    assert cached >= least
    needed = sum(sequence.limit - 1 for sequence in finished) - cached
    assert simulation.computed >= needed
    if not simulation.scheduler.preemptions:
        assert simulation.computed == needed


@every_kind
def test_those_who_leave_take_nothing_from_those_who_stay(kind: Kind) -> None:
    draw = random.Random(0)
    simulation = Simulation(kind)
    everyone = sequences(draw, 300)
    left = set()
    for sequence in everyone:
        simulation.scheduler.add(sequence)
    while not simulation.scheduler.idle:
        simulation.step()
        present = [*simulation.scheduler.running, *simulation.scheduler.waiting]
        if present and draw.random() < 0.2:
            leaver = draw.choice(present)
            simulation.scheduler.remove(leaver)
            left.add(leaver.id)
        simulation.check_slots()
    assert 50 < len(left) < 300
    assert {sequence.id for sequence in simulation.finished} == set(range(300)) - left
    assert simulation.cache.free_slots == SLOTS


@every_kind
def test_the_oldest_goes_on_whatever_the_others_need(kind: Kind) -> None:
    """No sequence waits for ever: whoever came first gets tokens in nearly every step."""
    simulation = Simulation(kind)
    oldest = Sequence(0, list(range(40)), CELLS, arrived=0.0)
    simulation.scheduler.add(oldest)
    for other in sequences(random.Random(0), 200):
        simulation.scheduler.add(Sequence(other.id + 1, other.tokens, other.limit, arrived=1.0))
    steps = 0
    while oldest not in simulation.finished:
        simulation.step()
        steps += 1
    assert steps <= 3 * CELLS
