"""Guessed tokens: the answers are what they are without, in fewer steps."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from toy_backend import MODEL, Answer, ask, toy_backend

from deployments.llama_cpp.drafting import Attempt, DrafterChain, Wish
from deployments.llama_cpp.follower_counts import FollowerCounts
from deployments.llama_cpp.lookup_file import read_counts, write_counts
from deployments.llama_cpp.model import LoadError
from deployments.model_config import ConfigError
from deployments.types import Sampling

pytestmark = pytest.mark.anyio
OPTIONS = ["spec_type:ngram-simple", "spec_ngram_size_n:2", "draft_max:6"]
MAP_K = ["spec_ngram_map_k_size_n:2", "spec_ngram_map_k_size_m:4"]
MAP_K4V = ["spec_ngram_map_k4v_size_n:2", "spec_ngram_map_k4v_size_m:4"]
MOD = ["spec_ngram_mod_n_match:3", "spec_ngram_mod_n_min:2", "spec_ngram_mod_n_max:6"]
WAYS = {
    "ngram-simple": OPTIONS[1:],
    "ngram-map-k": MAP_K,
    "ngram-map-k4v": MAP_K4V,
    "ngram-mod": MOD,
    "ngram-cache": [],
    "ngram-mod,ngram-simple": [*MOD, *OPTIONS[1:]],
    "ngram-cache,ngram-map-k,draft-simple": MAP_K,
}
KINDS = pytest.mark.parametrize("kind", ["kv_unified:true", "kv_unified:false"])


# --- Several ways --------------------------------------------------------------------------


class Fixed:
    """Guesses that are given, and what it is asked for."""

    def __init__(self, **guesses: list[int]) -> None:
        self.guesses = guesses
        self.asked: list[list[int]] = []
        self.forgotten: list[int] = []
        self.closed = False

    def draft(self, wishes: Sequence[Wish]) -> list[list[int]]:
        self.asked.append([wish.id for wish in wishes])
        return [self.guesses.get(f"of_{wish.id}", []) for wish in wishes]

    def forget(self, id: int) -> None:
        self.forgotten.append(id)

    def close(self) -> None:
        self.closed = True


def test_the_first_that_has_a_guess_answers() -> None:
    first, second, third = Fixed(of_2=[5]), Fixed(of_1=[6], of_2=[7]), Fixed(of_1=[8])
    chain = DrafterChain([first, second, third])
    assert chain.draft([Wish(id, [1], 9) for id in (1, 2, 3)]) == [[6], [5], []]
    assert (first.asked, second.asked, third.asked) == ([[1, 2, 3]], [[1, 3]], [[3]])
    assert chain.draft([Wish(2, [1], 9)]) == [[5]]
    assert second.asked == [[1, 3]]  # nobody is asked for nothing


def test_all_forget_and_close() -> None:
    ways = [Fixed(), Fixed()]
    chain = DrafterChain(ways)
    chain.forget(4)
    chain.close()
    assert [(way.forgotten, way.closed) for way in ways] == [([4], True)] * 2


@pytest.mark.parametrize(
    ("came", "right"),
    [([], None), ([7], 0), ([5], 1), ([5, 6, 9], 2), ([5, 6, 7, 8], 3), ([5, 9, 7], 1)],
)
def test_how_many_guesses_were_right(came: list[int], right: int | None) -> None:
    assert Attempt(2, [5, 6, 7]).right([1, 2, *came]) == right


def test_of_a_sequence_that_became_shorter_nothing_is_known() -> None:
    assert Attempt(3, [5, 6, 7]).right([1, 2]) is None


# --- In the engine -------------------------------------------------------------------------


async def both(
    models: Path, *requests: dict[str, Any], ways: list[str] = OPTIONS, **config: Any
) -> list[list[Answer]]:
    """The answers without guesses, and with them."""
    options = config.pop("options", [])
    found = []
    for more in (["spec_type:none"], ways):
        async with toy_backend(models, options=[*options, *more], **config) as backend:
            answers = await asyncio.gather(*(ask(backend, **request) for request in requests))
            stats = backend.stats()
            assert stats.cells_used == stats.running == 0
            found.append(answers)
    return found


REPETITIVE = {"prompt": tuple([*range(300, 320)] * 4), "max_tokens": 80, "ignore_eos": True}


@KINDS
async def test_the_same_tokens_in_fewer_steps(models: Path, kind: str) -> None:
    request = REPETITIVE | {"sampling": Sampling(temperature=0.0, logit_bias=FAVOURITES)}
    (plain,), (guessed,) = await both(models, request, options=[kind])
    assert guessed.token_ids() == plain.token_ids()
    assert guessed.text() == plain.text()
    timings = guessed.finished.timings
    assert 0 < timings.accepted <= timings.drafted
    assert (plain.finished.timings.drafted, plain.finished.timings.accepted) == (0, 0)


FAVOURITES = ((300, 40.0), (301, 39.0))  # so that the toy repeats itself


@KINDS
async def test_in_company_and_with_dice(models: Path, kind: str) -> None:
    """Right guesses, wrong ones and none at all, beside each other."""
    requests: list[dict[str, Any]] = [
        REPETITIVE | {"sampling": Sampling(temperature=1.0, seed=n, logit_bias=FAVOURITES)}
        for n in range(4)
    ]
    requests += [{"prompt": tuple(range(400, 430 + n)), "max_tokens": 60} for n in range(4)]
    plain, guessed = await both(models, *requests, options=[kind], context_size=512)
    assert [a.token_ids() for a in guessed] == [a.token_ids() for a in plain]
    assert sum(a.finished.timings.accepted for a in guessed) > 0
    assert sum(a.finished.timings.drafted - a.finished.timings.accepted for a in guessed) > 0


async def test_logprobs_and_limits_are_the_same(models: Path) -> None:
    request = REPETITIVE | {
        "sampling": Sampling(temperature=0.0, logit_bias=FAVOURITES),
        "logprobs": 2,
        "max_tokens": 33,
    }
    (plain,), (guessed,) = await both(models, request)
    assert guessed.finished.usage == plain.finished.usage
    assert guessed.finished.timings.accepted > 0
    assert len(guessed.logprobs()) == 33
    for one, other in zip(guessed.logprobs(), plain.logprobs(), strict=True):
        assert one.token_id == other.token_id
        assert one.logprob == pytest.approx(other.logprob, abs=0.01)


async def test_a_stop_string_among_guesses_ends_the_answer(models: Path) -> None:
    request = REPETITIVE | {"sampling": Sampling(temperature=0.0, logit_bias=FAVOURITES)}
    (plain,), _ = await both(models, request)
    stop = plain.text()[30:33]
    (plain,), (guessed,) = await both(models, request | {"stop": (stop,)})
    assert guessed.text() == plain.text()
    assert guessed.finished.stop == plain.finished.stop == stop


async def test_what_was_wrong_is_not_used_again(models: Path) -> None:
    """The next turn of a chat begins with what was said, not with what was guessed."""
    options = [*OPTIONS, "parallel:1"]
    async with toy_backend(models, options=options, context_size=512) as backend:
        first = await ask(backend, **REPETITIVE)
        longer = (*REPETITIVE["prompt"], *first.token_ids(), 500, 501)
        answer = await ask(backend, longer)
        expected = await ask(backend, longer, cache_prompt=False)
    assert answer.finished.usage.cached_tokens >= 150
    assert answer.token_ids() == expected.token_ids()


@pytest.mark.parametrize("way", WAYS)
async def test_every_way_saves_steps(models: Path, way: str) -> None:
    request = REPETITIVE | {"sampling": Sampling(temperature=0.0, logit_bias=FAVOURITES)}
    steps, answers = [], []
    for options in (["spec_type:none"], [f"spec_type:{way}", *WAYS[way]]):
        draft = {"draft_model": MODEL} if way.endswith("draft-simple") else {}
        async with toy_backend(models, options=options, **draft) as backend:
            answers.append(await ask(backend, **request))
            steps.append(backend.stats().steps)
    plain, guessed = answers
    assert guessed.token_ids() == plain.token_ids()
    assert guessed.text() == plain.text()
    timings = guessed.finished.timings
    assert abs(steps[1] - (steps[0] - timings.accepted)) <= 3  # of the prompt
    assert steps[1] < steps[0] * 0.6


@KINDS
@pytest.mark.parametrize("way", WAYS)
async def test_every_way_in_company_and_with_dice(models: Path, way: str, kind: str) -> None:
    requests: list[dict[str, Any]] = [
        REPETITIVE | {"sampling": Sampling(temperature=1.0, seed=n, logit_bias=FAVOURITES)}
        for n in range(3)
    ]
    requests += [{"prompt": tuple(range(400, 430 + n)), "max_tokens": 40} for n in range(2)]
    draft = {"draft_model": MODEL} if way.endswith("draft-simple") else {}
    ways = [f"spec_type:{way}", *WAYS[way]]
    options = [kind, "context_shift"]
    plain, guessed = await both(
        models, *requests, ways=ways, options=options, context_size=512, **draft
    )
    assert [a.token_ids() for a in guessed] == [a.token_ids() for a in plain]
    assert sum(a.finished.timings.accepted for a in guessed) > 0


async def test_a_draft_model_answers_where_n_grams_do_not(models: Path) -> None:
    """The first tokens behind a prompt in which nothing is repeated."""
    options = ["spec_type:draft-simple,ngram-simple"]
    async with toy_backend(models, options=options, draft_model=MODEL, n_draft=3) as backend:
        answer = await ask(backend, tuple(range(300, 330)), max_tokens=9, ignore_eos=True)
        assert answer.finished.timings.accepted >= 6


# --- Files of counts -----------------------------------------------------------------------


async def test_counts_of_answers_are_kept_and_used(models: Path) -> None:
    options = ["spec_type:ngram-cache", "lookup_cache_dynamic:counts/answers.bin"]
    steps = []
    for _ in range(4):  # stricter than the sequence itself: an answer must have come twice
        async with toy_backend(models, options=options) as backend:
            answer = await ask(backend, tuple(range(300, 330)), max_tokens=20, ignore_eos=True)
            steps.append(backend.stats().steps)
    assert steps[3] < steps[0]
    learnt = dict(read_counts(models / "counts" / "answers.bin", 10**6).items())
    first, second = answer.token_ids()[3:5]
    assert learnt[(first,)][second] >= 4


async def test_counts_of_a_corpus_are_used(models: Path) -> None:
    prompt = tuple(range(300, 330))
    async with toy_backend(models) as backend:
        plain = await ask(backend, prompt, max_tokens=20, ignore_eos=True)
    text = [*prompt, *plain.token_ids()]
    pairs = ((tuple(text[at : at + 2]), {text[at + 2]: 2}) for at in range(len(text) - 2))
    write_counts(models / "corpus.bin", dict(pairs).items())
    options = ["spec_type:ngram-cache", "lookup_cache_static:corpus.bin"]
    async with toy_backend(models, options=options) as backend:
        answer = await ask(backend, prompt, max_tokens=20, ignore_eos=True)
    assert answer.token_ids() == plain.token_ids()
    assert answer.finished.timings.accepted >= 10


@pytest.mark.parametrize("key", ["lookup_cache_static", "lookup_cache_dynamic"])
async def test_a_file_that_is_no_lookup_cache_is_named(models: Path, key: str) -> None:
    content = (models / MODEL).read_bytes()
    with pytest.raises(LoadError, match=rf"{key}: {MODEL}: it is no lookup cache"):
        async with toy_backend(models, options=["spec_type:ngram-cache", f"{key}:{MODEL}"]):
            pass
    assert (models / MODEL).read_bytes() == content


async def test_tokens_of_another_model_are_refused(models: Path) -> None:
    counts = FollowerCounts()
    counts.count([1, 10**6], 1)
    write_counts(models / "other.bin", counts.items())
    options = ["spec_type:ngram-cache", "lookup_cache_dynamic:other.bin"]
    with pytest.raises(LoadError, match=r"other\.bin: it has tokens other than the model's"):
        async with toy_backend(models, options=options):
            pass


@pytest.mark.parametrize("key", ["lookup_cache_static", "lookup_cache_dynamic"])
@pytest.mark.parametrize("path", ["../counts.bin", "/tmp/counts.bin"])
async def test_files_must_lie_below_the_models(models: Path, key: str, path: str) -> None:
    with pytest.raises(ConfigError, match=f"{key}: '{path}' must be a path inside"):
        async with toy_backend(models, options=["spec_type:ngram-cache", f"{key}:{path}"]):
            pass
