"""Prompts with images: pure arithmetic of tokens, positions and turns."""

import numpy as np
import pytest
from fake_kv import FakeKV

from deployments.llama_cpp.cells import Cells
from deployments.llama_cpp.media import Prompt, Span, joined, tokens_of, words_of
from deployments.llama_cpp.pace import Pace
from deployments.llama_cpp.prefix_cache import PrefixCache
from deployments.llama_cpp.saved_states import SavedStates
from deployments.llama_cpp.scheduler import Scheduler
from deployments.llama_cpp.sequence import Sequence


def span(start: int, tokens: int, positions: int | None = None, causal: bool = True) -> Span:
    places = np.zeros((4, tokens), dtype=np.int32)
    embeddings = np.arange(tokens * 2, dtype=np.float32).reshape(tokens, 2)
    return Span(
        start, embeddings, places, places, tokens if positions is None else positions, causal
    )


def seen(name: str, tokens: int, **keys: object) -> Prompt:
    return Prompt(tokens_of(name.encode(), tokens), (span(0, tokens, **keys),))


def sequence(*parts: Prompt, id: int = 0) -> Sequence:
    prompt = joined(parts)
    return Sequence(id, prompt.tokens, 1000, arrived=float(id), spans=prompt.spans)


def test_tokens_of_an_image_are_its_own() -> None:
    assert tokens_of(b"a", 4) == tokens_of(b"a", 4)
    assert tokens_of(b"a", 4)[0] != tokens_of(b"a", 6)[0], "an image of another size is another"
    assert tokens_of(b"a", 4) != tokens_of(b"b", 4)
    assert all(-(2**31) <= token < 0 for token in tokens_of(b"a", 1000))


def test_joined_prompts_know_where_their_images_are() -> None:
    prompt = joined([Prompt([1, 2]), seen("a", 3), Prompt([3]), seen("b", 2), Prompt([4])])
    assert [(each.start, each.stop) for each in prompt.spans] == [(2, 5), (6, 8)]
    assert words_of(prompt.tokens) == [1, 2, 3, 4]
    assert [token < 0 for token in prompt.tokens] == [False] * 2 + [True] * 3 + [False] + [
        True
    ] * 2 + [False]


def test_positions_behind_an_image_that_takes_fewer() -> None:
    one = sequence(Prompt([1, 2]), seen("a", 6, positions=3), Prompt([3, 4]))
    assert [one.position(count) for count in (0, 2, 8, 9, 10)] == [0, 2, 5, 6, 7]


@pytest.mark.parametrize(("count", "kept"), [(1, 1), (2, 2), (3, 2), (7, 2), (8, 8), (9, 9)])
def test_an_image_is_not_cut(count: int, kept: int) -> None:
    assert sequence(Prompt([1, 2]), seen("a", 6), Prompt([3, 4])).cut(count) == kept


def scheduler(batch: int = 64, cells: int = 1000, kv: FakeKV | None = None) -> Scheduler:
    cache = PrefixCache(kv or FakeKV(4), Cells(cells, 4, unified=True), 4, SavedStates(0))
    return Scheduler(cache, batch=batch, pace=Pace(batch, batch))


def steps(scheduler: Scheduler, count: int) -> list[list[tuple[int, int, int, bool]]]:
    """Of each step: which sequence, from where to where, and whether it is an image."""
    said = []
    for _ in range(count):
        chunks = scheduler.schedule()
        said.append([(c.sequence.id, c.start, c.stop, c.media is not None) for c in chunks])
        scheduler.computed(chunks, 0.001)
        for chunk in chunks:
            if chunk.wants_logits:
                chunk.sequence.tokens.append(7)
    return said


def test_images_are_computed_alone_and_in_order() -> None:
    one = scheduler()
    one.add(sequence(Prompt([1] * 10), seen("a", 20), Prompt([2] * 5)))
    assert steps(one, 4) == [
        [(0, 0, 10, False)],
        [(0, 10, 30, True)],
        [(0, 30, 35, False)],
        [(0, 35, 36, False)],
    ]


def test_streams_go_on_between_the_pieces_of_an_image() -> None:
    one = scheduler(batch=8)
    one.add(sequence(Prompt([5, 6])))
    steps(one, 1)
    one.add(sequence(seen("a", 20), Prompt([2] * 3), id=1))
    said = steps(one, 5)
    kinds = [[(id, media) for id, _, _, media in step] for step in said]
    assert kinds == [[(1, True)], [(0, False)], [(1, True)], [(0, False)], [(1, True)]]


def test_the_media_of_a_piece_is_that_piece() -> None:
    one = scheduler(batch=8)
    one.add(sequence(seen("a", 20), Prompt([2] * 3)))
    (first,) = one.schedule()
    assert first.media is not None
    one.computed([first], 0.001)
    (second,) = one.schedule()
    assert second.media is not None
    together = np.concatenate([first.media.embeddings, second.media.embeddings])
    assert np.array_equal(together, span(0, 20).embeddings[: len(together)])
    assert second.position == 0


def test_an_image_whose_tokens_look_at_each_other_is_one_piece() -> None:
    one = scheduler(batch=8)
    one.add(sequence(seen("a", 20, causal=False), Prompt([2] * 3)))
    assert steps(one, 1) == [[(0, 0, 20, True)]]


def test_nothing_is_lost_while_a_follower_waits_for_an_image() -> None:
    """A step in which there is nothing to compute would take somebody's cells."""
    kv = FakeKV(4)
    one = scheduler(batch=64, kv=kv)
    start = (Prompt(list(range(100, 150))), seen("a", 400))
    for id in (0, 1):
        one.add(sequence(*start, Prompt([5 + id, 6]), id=id))
    while one.running or one.waiting:
        chunks = one.schedule()
        assert chunks
        for chunk in chunks:
            assert chunk.sequence.slot is not None
            kv.content[chunk.sequence.slot] += chunk.tokens
        one.computed(chunks, 0.001)
        for chunk in chunks:
            if chunk.wants_logits:
                one.remove(chunk.sequence)
    assert one.preemptions == 0


def test_a_piece_is_as_large_as_there_are_cells() -> None:
    one = scheduler(batch=64, cells=40)
    one.add(sequence(seen("a", 60), Prompt([2] * 3)))
    assert steps(one, 1) == [[(0, 0, 40, True)]]


def test_it_waits_for_cells() -> None:
    one = scheduler(batch=8, cells=16)
    one.add(sequence(seen("a", 20, causal=False), Prompt([2] * 3)))
    assert one.schedule() == []


def test_followers_take_whole_images() -> None:
    """What two prompts share ends inside an image: they share what comes before it."""
    start = Prompt(list(range(100, 150)))
    kv = FakeKV(4)
    one = scheduler(batch=512, kv=kv)
    for id in (0, 1):
        image = Prompt([*tokens_of(b"same", 4), *tokens_of(b"x%d" % id, 4)], (span(0, 8),))
        one.add(sequence(start, image, Prompt([2]), id=id))
    first = one.schedule()
    assert [(c.sequence.id, c.start, c.stop) for c in first] == [(0, 0, 50)]
    kv.content[0] += first[0].tokens
    one.computed(first, 0.001)
    one.schedule()
    assert [each.computed for each in one.running] == [50, 50]
