"""What requests ask of a generation, with the toy model: each alone in the batch."""

import asyncio
import math
from pathlib import Path
from typing import Any

import pytest
from toy_backend import GREEDY, Answer, ask, toy_backend
from toy_models.rwkv7 import write_rwkv7

from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.llama_cpp.model import Model
from deployments.types import Finished, PromptLogprobs, Sampling, TokenLogprob, Usage

pytestmark = pytest.mark.anyio
SEEDED = Sampling(temperature=1.5, seed=3)


def forced(*tokens: int, over: Sampling = GREEDY) -> Sampling:
    """These tokens are drawn, the first of them where it is greedy."""
    bias = tuple((token, 100.0 - 0.001 * i) for i, token in enumerate(tokens))
    return Sampling(logit_bias=bias).over(over)


def byte_token(model: Model, byte: int) -> int:
    return model.pieces.index(bytes([byte]))


@pytest.mark.parametrize("count", [1, 2, 12])
async def test_max_tokens_are_given_exactly(count: int, backend: LlamaCppBackend) -> None:
    answer = await ask(backend, max_tokens=count)
    assert (answer.finished.reason, answer.finished.stop) == ("length", None)
    assert answer.finished.usage.completion_tokens == count
    assert len(answer.token_ids()) == count


async def test_without_max_tokens_the_context_is_the_limit(backend: LlamaCppBackend) -> None:
    answer = await ask(backend, (300,) * 240, max_tokens=None, ignore_eos=True)
    assert (answer.finished.reason, answer.finished.usage.completion_tokens) == ("length", 16)


async def test_max_tokens_beyond_the_context_are_cut(backend: LlamaCppBackend) -> None:
    answer = await ask(backend, (300,) * 250, max_tokens=1000, ignore_eos=True)
    assert answer.finished.usage.completion_tokens == 6


async def test_the_yamls_parameters_are_the_defaults(models: Path) -> None:
    parameters = {"max_tokens": 3, "logit_bias": {300: 100.0}, "temperature": 0}
    async with toy_backend(models, parameters=parameters, stopwords=["never"]) as backend:
        answer = await ask(backend, max_tokens=None, sampling=Sampling())
        assert answer.token_ids() == [300] * 3
        other = await ask(backend, max_tokens=2, sampling=forced(301))
        assert other.token_ids() == [301] * 2


async def test_the_same_seed_gives_the_same_text(backend: LlamaCppBackend) -> None:
    texts = [(await ask(backend, sampling=SEEDED)).text() for _ in range(3)]
    assert texts[0] == texts[1] == texts[2]
    other = Sampling(temperature=1.5, seed=4)
    assert (await ask(backend, sampling=other)).text() != texts[0]


async def test_without_a_seed_the_text_is_another_each_time(backend: LlamaCppBackend) -> None:
    wild = Sampling(temperature=5.0, top_k=0)
    texts = {(await ask(backend, max_tokens=12, sampling=wild)).text() for _ in range(4)}
    assert len(texts) == 4


async def test_three_choices_finish_each_with_its_own_text(backend: LlamaCppBackend) -> None:
    answer = await ask(backend, n=3, sampling=SEEDED)
    endings = [event for event in answer.events if isinstance(event, Finished)]
    assert sorted(ending.index for ending in endings) == [0, 1, 2]
    assert isinstance(answer.events[-1], Finished)
    assert len({answer.text(index) for index in range(3)}) == 3
    assert all(len(answer.token_ids(index)) == 8 for index in range(3))
    assert answer.accepted is answer.events[0]
    alone = await ask(backend, sampling=SEEDED)
    assert answer.text(0) == alone.text()


async def test_a_stop_string_across_tokens_cuts_the_text(backend: LlamaCppBackend) -> None:
    whole = await ask(backend, max_tokens=8)
    pieces = [delta.text for delta in whole.deltas()]
    assert len(pieces) > 5
    stop = pieces[3][-1] + pieces[4] + pieces[5][0]
    before = whole.text().index(stop)
    answer = await ask(backend, stop=("never", stop))
    assert answer.text() == whole.text()[:before]
    assert (answer.finished.reason, answer.finished.stop) == ("stop", stop)
    assert answer.finished.usage.completion_tokens == 6
    assert answer.token_ids() == whole.token_ids()[: len(answer.token_ids())]


async def test_the_yamls_stopwords_hold_beside_the_requests(models: Path) -> None:
    async with toy_backend(models, stopwords=["bb"]) as backend:
        model = backend._model
        a, b = byte_token(model, ord("a")), byte_token(model, ord("b"))
        by_yaml = await ask(backend, sampling=forced(b), stop=("bbb",))
        assert (by_yaml.text(), by_yaml.finished.stop) == ("", "bb")
        by_request = await ask(backend, sampling=forced(a), stop=("aaa",))
        assert (by_request.text(), by_request.finished.stop) == ("", "aaa")


async def test_what_is_held_back_for_a_stop_comes_out_at_the_end(
    backend: LlamaCppBackend, model: Model
) -> None:
    answer = await ask(backend, sampling=forced(byte_token(model, ord("a"))), stop=("a" * 9,))
    assert answer.text() == "a" * 8
    assert (answer.finished.reason, answer.finished.stop) == ("length", None)
    assert len(answer.token_ids()) == 8


async def test_a_stop_token_ends_without_its_text(backend: LlamaCppBackend) -> None:
    whole = await ask(backend)
    stop = whole.token_ids()[3]
    first = whole.token_ids().index(stop)
    answer = await ask(backend, stop_token_ids=(stop, 1023))
    assert answer.token_ids() == whole.token_ids()[:first]
    assert (answer.finished.reason, answer.finished.stop) == ("stop", None)


async def test_an_end_token_ends_unless_it_is_ignored(
    backend: LlamaCppBackend, model: Model
) -> None:
    sampling = forced(*model.eog)
    ended = await ask(backend, sampling=sampling)
    assert (ended.finished.reason, ended.text(), ended.token_ids()) == ("stop", "", [])
    assert ended.finished.usage.completion_tokens == 1
    ignoring = await ask(backend, sampling=sampling, ignore_eos=True)
    assert (ignoring.finished.reason, len(ignoring.token_ids())) == ("length", 8)


@pytest.mark.parametrize("ignore_eos", [False, True])
@pytest.mark.parametrize(("least", "count"), [(0, 1), (3, 4)])
async def test_min_tokens_come_before_a_stop_token(
    backend: LlamaCppBackend, ignore_eos: bool, least: int, count: int
) -> None:
    answer = await ask(
        backend,
        sampling=forced(500),
        min_tokens=least,
        stop_token_ids=(500, 1024, -1, 2**40),
        ignore_eos=ignore_eos,
    )
    assert answer.finished.reason == "stop"
    assert answer.finished.usage.completion_tokens == count


async def test_an_end_token_may_be_a_stop_token(backend: LlamaCppBackend, model: Model) -> None:
    """Though no other one ends the text."""
    stop, *others = sorted(model.eog)
    keys: dict[str, Any] = {"ignore_eos": True, "stop_token_ids": (stop,), "max_tokens": 3}
    answer = await ask(backend, sampling=forced(stop), **keys)
    assert answer.finished.usage.completion_tokens == 1
    answer = await ask(backend, sampling=forced(*others), **keys)
    assert answer.finished.usage.completion_tokens == 3


async def test_min_tokens_come_before_an_end_token(backend: LlamaCppBackend, model: Model) -> None:
    answer = await ask(backend, sampling=forced(*model.eog), min_tokens=3)
    assert len(answer.token_ids()) == 3
    assert answer.finished.reason == "stop"


async def test_a_bias_forces_a_token(backend: LlamaCppBackend) -> None:
    sampled = forced(333, over=Sampling(temperature=1.0, seed=1))
    assert (await ask(backend, sampling=sampled)).token_ids() == [333] * 8


async def test_part_of_a_character_waits_and_is_replaced_at_the_end(
    backend: LlamaCppBackend, model: Model
) -> None:
    start = byte_token(model, 0xF0)
    answer = await ask(backend, sampling=forced(start), max_tokens=3)
    assert answer.text() == "\ufffd\ufffd\ufffd"
    alone = await ask(backend, sampling=forced(start), max_tokens=1)
    (delta,) = alone.deltas()
    assert (delta.text, delta.token_ids) == ("\ufffd", (start,))


async def test_a_stop_token_in_the_middle_of_a_character(
    backend: LlamaCppBackend, model: Model
) -> None:
    start, stop = byte_token(model, 0xF0), byte_token(model, ord("a"))
    bias = ((start, 50.0), (stop, 40.0))  # the second where the first is penalised
    sampling = Sampling(logit_bias=bias, presence_penalty=20.0).over(GREEDY)
    answer = await ask(backend, sampling=sampling, stop_token_ids=(stop,))
    assert answer.text() == "\ufffd"
    assert (answer.token_ids(), answer.finished.reason) == ([start], "stop")


async def test_the_text_is_that_of_all_tokens(backend: LlamaCppBackend, model: Model) -> None:
    held = 0
    no_control = tuple((token, -100.0) for token, piece in enumerate(model.pieces) if not piece)
    for seed in range(10):
        wild = Sampling(temperature=2.0, top_k=0, seed=seed, logit_bias=no_control)
        answer = await ask(backend, sampling=wild, max_tokens=40, ignore_eos=True)
        assert len(answer.token_ids()) == 40
        assert answer.text() == model.detokenize(answer.token_ids())
        assert all(delta.text for delta in answer.deltas())
        held += 40 - len(answer.deltas())
    assert held  # some characters came in several tokens


async def test_control_tokens_are_counted_and_sent(backend: LlamaCppBackend, model: Model) -> None:
    control = next(t for t, p in enumerate(model.pieces) if not p and t not in model.eog)
    answer = await ask(backend, sampling=forced(control))
    assert answer.finished.usage.completion_tokens == 8
    assert answer.token_ids() == [control] * 8


def greedy_choices(answer: Answer) -> list[bool]:
    return [entry.token_id == entry.top[0].token_id for entry in answer.logprobs()]


async def test_logprobs_are_sorted_and_belong_to_their_tokens(
    backend: LlamaCppBackend, model: Model
) -> None:
    answer = await ask(backend, logprobs=5, max_tokens=12)
    entries = answer.logprobs()
    assert [entry.token_id for entry in entries] == answer.token_ids()
    assert [entry.token for entry in entries] == [model.pieces[t] for t in answer.token_ids()]
    for entry in entries:
        values = [top.logprob for top in entry.top]
        assert values == sorted(values, reverse=True)
        assert len({top.token_id for top in entry.top}) == 5
        assert max(values) <= 0
        assert entry.logprob == values[0]
    assert all(greedy_choices(answer))
    for delta in answer.deltas():
        assert [entry.token_id for entry in delta.logprobs] == list(delta.token_ids)


async def test_logprobs_are_those_before_any_sampler(backend: LlamaCppBackend) -> None:
    plain = await ask(backend, logprobs=3, max_tokens=1)
    biased = await ask(backend, logprobs=3, max_tokens=1, sampling=forced(333))
    assert biased.logprobs()[0].token_id == 333
    assert biased.logprobs()[0].top == plain.logprobs()[0].top
    assert not any(greedy_choices(biased))


@pytest.mark.parametrize(("wanted", "given"), [(None, None), (0, 0), (1, 1), (5000, 1024)])
async def test_as_many_logprobs_as_wanted(
    wanted: int | None, given: Any, backend: LlamaCppBackend
) -> None:
    answer = await ask(backend, logprobs=wanted, max_tokens=2)
    lengths = [len(entry.top) for entry in answer.logprobs()]
    assert lengths == ([] if given is None else [given] * 2)


@pytest.mark.parametrize("kind", ["kv_unified:true", "kv_unified:false"])
async def test_a_context_that_shifts_has_no_end(models: Path, kind: str) -> None:
    options = ["context_shift", kind]
    async with toy_backend(models, context_size=256, options=options) as backend:
        answers = await asyncio.gather(
            *(ask(backend, f"Hello {n}", max_tokens=600, ignore_eos=True) for n in range(3))
        )
        expected = await ask(backend, "Hello 0", max_tokens=100, ignore_eos=True)
    for answer in answers:
        assert answer.finished.reason == "length"
        assert answer.finished.usage.completion_tokens == len(answer.token_ids()) == 600
        assert len(set(answer.token_ids()[300:])) > 30  # it is still an answer, not one token
    assert answers[0].token_ids()[:100] == expected.token_ids()


async def test_a_model_that_cannot_shift_ends_by_length(models: Path, caplog: Any) -> None:
    write_rwkv7(models / "rwkv7.gguf")
    config = {"parameters": {"model": "rwkv7.gguf"}, "options": ["context_shift"]}
    async with toy_backend(models, **config) as backend:
        answer = await ask(backend, (40, 41), max_tokens=600, ignore_eos=True)
    assert "cannot be shifted" in caplog.text
    assert answer.finished.usage.completion_tokens == 254


async def test_a_bad_word_does_not_occur(backend: LlamaCppBackend, model: Model) -> None:
    free = await ask(backend, max_tokens=20, ignore_eos=True)
    words = {token: model.pieces[token].decode(errors="replace") for token in free.token_ids()}
    banned = [token for token in words if await backend.tokenize(words[token]) == (token,)]
    assert banned
    sampling = Sampling(bad_words=tuple(words[token] for token in banned)).over(GREEDY)
    held = await ask(backend, max_tokens=20, ignore_eos=True, sampling=sampling)
    assert not set(banned) & set(held.token_ids())


async def test_only_allowed_tokens_are_drawn(backend: LlamaCppBackend) -> None:
    sampling = Sampling(allowed_token_ids=(400, 401, 402), temperature=2.0)
    answer = await ask(backend, max_tokens=30, sampling=sampling)
    assert set(answer.token_ids()) == {400, 401, 402}


# --- What the prompt says ----------------------------------------------------------------------


def prompt_logprobs(answer: Answer, index: int = 0) -> tuple[TokenLogprob, ...]:
    (told,) = (e for e in answer.events if isinstance(e, PromptLogprobs) and e.index == index)
    return told.tokens


async def test_an_echo_comes_first(backend: LlamaCppBackend) -> None:
    plain = await ask(backend, "The fox")
    answer = await ask(backend, "The fox", echo=True, n=2)
    assert [answer.text(index) for index in range(2)] == ["The fox" + plain.text()] * 2
    assert answer.token_ids() == plain.token_ids()
    tokens = await backend.tokenize("The fox")
    assert (await ask(backend, tokens, echo=True)).text() == answer.text()


async def test_the_prompts_logprobs_are_those_it_was_drawn_with(backend: LlamaCppBackend) -> None:
    """What was generated, read again as a prompt of several steps, is as likely as it was."""
    prompt = tuple(range(300, 340))
    drawn = await ask(backend, prompt, max_tokens=50, ignore_eos=True, logprobs=3)
    read = await ask(
        backend, (*prompt, *drawn.token_ids()), max_tokens=0, prompt_logprobs=3, echo=True
    )
    scores = prompt_logprobs(read)
    assert [score.token_id for score in scores] == [*prompt, *drawn.token_ids()]
    assert math.isnan(scores[0].logprob)
    for score, entry in zip(scores[len(prompt) :], drawn.logprobs(), strict=True):
        assert score.logprob == pytest.approx(entry.logprob, abs=0.01)
        assert [top.token_id for top in score.top] == [top.token_id for top in entry.top]
    assert read.finished.reason == "length"
    assert read.finished.usage == Usage(90, 0)


async def test_prompts_are_scored_beside_others(backend: LlamaCppBackend) -> None:
    prompts = [tuple(range(300 + n, 400 + n)) for n in range(4)]
    alone = [await ask(backend, prompt, prompt_logprobs=0) for prompt in prompts]
    others = [ask(backend, "Hello", max_tokens=60, ignore_eos=True) for _ in range(2)]
    scored = [ask(backend, prompt, prompt_logprobs=0) for prompt in prompts]
    answers = await asyncio.gather(*others, *scored)
    for answer, expected in zip(answers[2:], alone, strict=True):
        got = [score.logprob for score in prompt_logprobs(answer)[1:]]
        want = [score.logprob for score in prompt_logprobs(expected)[1:]]
        assert len(got) == 99
        assert got == pytest.approx(want, abs=0.01)
        assert answer.token_ids() == expected.token_ids()


async def test_the_best_of_several_is_told(backend: LlamaCppBackend) -> None:
    request = {"sampling": Sampling(temperature=1.5, seed=5), "max_tokens": 6, "ignore_eos": True}
    everything = await ask(backend, n=5, logprobs=0, **request)
    means = [sum(each.logprob for each in everything.logprobs(i)) / 6 for i in range(5)]
    ranked = sorted(range(5), key=lambda i: -means[i])
    answer = await ask(backend, n=2, best_of=5, **request)
    assert [answer.token_ids(i) for i in range(2)] == [everything.token_ids(i) for i in ranked[:2]]
    assert answer.logprobs() == []


async def test_the_counters_of_an_engine(models: Path) -> None:
    options = ["spec_type:ngram-simple", "ngram_size_n:1", "parallel:1", "cache_ram:10"]
    async with toy_backend(models, options=options) as backend:
        prompt = tuple([300, 301, 302] * 30)
        first = await ask(backend, prompt, ignore_eos=True, max_tokens=20)
        again = await ask(backend, prompt, ignore_eos=True, max_tokens=20)
        other = await ask(backend, tuple(range(400, 500)), max_tokens=1)
        stats = backend.stats()
    answers = (first, again, other)
    usages = [answer.finished.usage for answer in answers]
    timings = [answer.finished.timings for answer in answers]
    assert stats.cached_tokens == sum(usage.cached_tokens for usage in usages) == 89
    assert stats.prompt_tokens == 90 + 1 + 100
    assert stats.drafted_tokens == sum(each.drafted for each in timings) > 0
    assert stats.accepted_tokens == sum(each.accepted for each in timings)
    assert stats.queue_seconds == pytest.approx(sum(each.queued for each in timings))
    assert stats.prefill_seconds == pytest.approx(sum(each.prefill for each in timings))
    assert stats.generation_seconds == pytest.approx(sum(each.decode for each in timings))
    assert stats.saved_states == 1
    assert stats.saved_bytes > 90 * 4
