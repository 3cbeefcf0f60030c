"""Hundreds of sequences through a tiny cache: what must hold after every step, whatever comes."""

import random

import pytest

from deployments.llama_cpp.scheduler import Scheduler
from deployments.llama_cpp.sequence import Sequence

SLOTS, CELLS, BATCH, PREFILL_CHUNK = 5, 64, 16, 6


class Simulation:
    """An engine with a cache that knows which tokens it holds; token number i is always i."""

    def __init__(self) -> None:
        self.scheduler = Scheduler(
            slots=SLOTS, cells=CELLS, batch=BATCH, prefill_chunk=PREFILL_CHUNK
        )
        self.cache: dict[int, list[int]] = {slot: [] for slot in range(SLOTS)}
        self.admitted: list[int] = []
        self.finished: list[Sequence] = []

    def step(self) -> None:
        step = self.scheduler.schedule()
        known = set(self.admitted)
        self.admitted += [s.id for s in self.scheduler.running if s.id not in known]
        for slot in step.freed:
            self.cache[slot] = []
        sizes = [chunk.stop - chunk.start for chunk in step.chunks]
        assert step.chunks
        assert min(sizes) > 0
        assert sum(sizes) <= BATCH
        assert len({chunk.sequence.id for chunk in step.chunks}) == len(step.chunks)
        if any(chunk.start + 1 == len(chunk.sequence.tokens) for chunk in step.chunks):
            prompts = sum(c.stop - c.start for c in step.chunks if c.sequence.pending > 1)
            assert prompts <= PREFILL_CHUNK
        for chunk in step.chunks:
            sequence = chunk.sequence
            assert sequence.slot is not None
            assert self.cache[sequence.slot] == list(range(chunk.start))
            self.cache[sequence.slot] += sequence.tokens[chunk.start : chunk.stop]
        assert sum(map(len, self.cache.values())) <= CELLS
        for chunk in step.chunks:
            draws = chunk.wants_logits
            chunk.sequence.computed = chunk.stop
            if draws:
                self.draw(chunk.sequence)
        self.check_slots()

    def draw(self, sequence: Sequence) -> None:
        sequence.tokens.append(len(sequence.tokens))
        if len(sequence.tokens) >= sequence.limit:
            self.finished.append(sequence)
            self.leave(sequence)

    def leave(self, sequence: Sequence) -> None:
        slot = self.scheduler.remove(sequence)
        if slot is not None:
            self.cache[slot] = []

    def check_slots(self) -> None:
        slots = [sequence.slot for sequence in self.scheduler.running]
        assert None not in slots
        assert len(set(slots)) == len(slots)
        assert len(slots) + self.scheduler.free_slots == SLOTS
        assert all(sequence.slot is None for sequence in self.scheduler.waiting)
        assert self.scheduler.cells_used == sum(map(len, self.cache.values()))


def sequences(draw: random.Random, number: int) -> list[Sequence]:
    made = []
    for id in range(number):
        prompt = list(range(draw.choice([1, 2, draw.randint(3, 30), draw.randint(20, 60)])))
        limit = min(CELLS, len(prompt) + draw.randint(1, 30))
        made.append(Sequence(id, prompt, limit, arrived=float(id)))
    return made


def tokens_of(sequence: Sequence) -> bool:
    return sequence.tokens == list(range(sequence.limit))


@pytest.mark.parametrize("seed", range(5))
def test_every_sequence_finishes_with_all_its_tokens(seed: int) -> None:
    draw = random.Random(seed)
    simulation = Simulation()
    coming = sequences(draw, 300)
    everyone = list(coming)
    steps = 0
    while coming or not simulation.scheduler.idle:
        while coming and draw.random() < 0.3:
            simulation.scheduler.add(coming.pop(0))
        if not simulation.scheduler.idle:
            simulation.step()
        steps += 1
        assert steps < 50_000
    assert sorted(sequence.id for sequence in simulation.finished) == list(range(300))
    assert all(tokens_of(sequence) for sequence in everyone)
    assert simulation.admitted == list(range(300))
    assert simulation.scheduler.free_slots == SLOTS
    assert simulation.scheduler.cells_used == 0
    assert simulation.scheduler.preemptions > 20


@pytest.mark.parametrize("seed", range(5))
def test_those_who_leave_take_nothing_from_those_who_stay(seed: int) -> None:
    draw = random.Random(seed)
    simulation = Simulation()
    everyone = sequences(draw, 300)
    left = set()
    for sequence in everyone:
        simulation.scheduler.add(sequence)
    while not simulation.scheduler.idle:
        simulation.step()
        present = [*simulation.scheduler.running, *simulation.scheduler.waiting]
        if present and draw.random() < 0.2:
            leaver = draw.choice(present)
            simulation.leave(leaver)
            left.add(leaver.id)
        simulation.check_slots()
    assert 50 < len(left) < 300
    assert {sequence.id for sequence in simulation.finished} == set(range(300)) - left
    assert all(tokens_of(sequence) for sequence in simulation.finished)
    assert simulation.scheduler.free_slots == SLOTS


def test_the_oldest_goes_on_whatever_the_others_need() -> None:
    """No sequence waits for ever: whoever came first gets tokens in nearly every step."""
    simulation = Simulation()
    oldest = Sequence(0, list(range(40)), CELLS, arrived=0.0)
    simulation.scheduler.add(oldest)
    for other in sequences(random.Random(0), 200):
        simulation.scheduler.add(Sequence(other.id + 1, other.tokens, other.limit, arrived=1.0))
    steps = 0
    while oldest not in simulation.finished:
        simulation.step()
        steps += 1
    assert steps <= 3 * CELLS
