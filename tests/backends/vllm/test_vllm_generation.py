"""What a real engine generates: as transformers does, streamed, counted, stopped and freed."""

from __future__ import annotations

import asyncio
import math
from contextlib import aclosing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM
from vllm_backend import GREEDY, Answer, ask

from deployments.types import (
    Accepted,
    Failed,
    ImagePart,
    Message,
    PromptLogprobs,
    Request,
    RequestRefused,
    Sampling,
    TextDelta,
    TextPart,
)
from deployments.vllm.backend import VllmBackend

pytestmark = pytest.mark.anyio
PROMPT = "Hello, how are you?"
ENDLESS = {"ignore_eos": True, "max_tokens": 24}


@cache
def reference(models: Path) -> Any:
    return AutoModelForCausalLM.from_pretrained(models / "tiny", dtype=torch.float32).eval()


def greedy(models: Path, prompt: tuple[int, ...], count: int) -> list[int]:
    """Transformers' continuation, whatever ends a text."""
    tokens = list(prompt)
    with torch.no_grad():
        for _ in range(count):
            logits = reference(models)(torch.tensor([tokens])).logits[0, -1]
            tokens.append(int(logits.argmax()))
    return tokens[len(prompt) :]


async def refusal(backend: VllmBackend, **keys: Any) -> Failed:
    with pytest.raises(RequestRefused) as refused:
        await ask(backend, **keys)
    return refused.value.failure


async def test_greedy_answers_are_those_of_transformers(backend: VllmBackend, models: Path) -> None:
    for prompt in (PROMPT, "The fox is", '{"a": [1, 2]}'):
        ids = await backend.tokenize(prompt, special=True)
        answer = await ask(backend, prompt, **ENDLESS)
        assert answer.token_ids() == greedy(models, ids, 24)


async def test_events_come_one_by_one_and_are_counted(backend: VllmBackend) -> None:
    answer = await ask(backend, PROMPT, **ENDLESS)
    prompt = await backend.tokenize(PROMPT)
    assert answer.events[0] == Accepted(len(prompt))
    assert len(answer.deltas()) > 12
    usage = answer.finished().usage
    assert (usage.prompt_tokens, usage.completion_tokens) == (len(prompt), 24)
    assert answer.finished().reason == "length"
    assert answer.text() == b"".join(map(backend.piece, answer.token_ids())).decode(
        errors="replace"
    )
    timings = answer.finished().timings
    assert timings.prefill > 0
    assert timings.decode > 0


async def test_without_a_limit_the_context_is_filled(backend: VllmBackend) -> None:
    prompt = await backend.tokenize(PROMPT)
    answer = await ask(backend, PROMPT, ignore_eos=True, max_tokens=None)
    assert answer.finished().usage.completion_tokens == 256 - len(prompt)


async def test_no_tokens_are_told_where_none_are_wanted(backend: VllmBackend) -> None:
    answer = await ask(backend, PROMPT, max_tokens=0)
    assert answer.token_ids() == []
    assert answer.finished().usage.completion_tokens == 0


async def test_a_prompt_that_was_read_before_is_cached(backend: VllmBackend) -> None:
    prompt = tuple(range(9, 109))
    await ask(backend, prompt)
    again = await ask(backend, prompt)
    assert again.finished().usage.cached_tokens == 96  # whole blocks of 32
    fresh = await ask(backend, prompt, cache_prompt=False)
    assert fresh.finished().usage.cached_tokens == 0


async def test_logprobs_are_those_of_the_model(backend: VllmBackend, models: Path) -> None:
    prompt = await backend.tokenize(PROMPT)
    answer = await ask(backend, PROMPT, **ENDLESS, logprobs=3)
    tokens = [*prompt, *answer.token_ids()]
    with torch.no_grad():
        scores = reference(models)(torch.tensor([tokens])).logits[0].log_softmax(-1)
    for place, told in enumerate(answer.logprobs(), len(prompt)):
        expected = scores[place - 1]
        assert told.logprob == pytest.approx(float(expected[told.token_id]), abs=1e-3)
        assert [each.token_id for each in told.top] == expected.topk(3).indices.tolist()
    assert len(answer.logprobs()) == 24


async def test_a_prompt_has_logprobs(backend: VllmBackend, models: Path) -> None:
    prompt = await backend.tokenize(PROMPT)
    answer = await ask(backend, PROMPT, max_tokens=0, prompt_logprobs=1, echo=True)
    (told,) = (event for event in answer.events if isinstance(event, PromptLogprobs))
    with torch.no_grad():
        scores = reference(models)(torch.tensor([prompt])).logits[0].log_softmax(-1)
    assert [each.token_id for each in told.tokens] == list(prompt)
    assert math.isnan(told.tokens[0].logprob)
    for place, each in enumerate(told.tokens[1:], 1):
        expected = float(scores[place - 1][each.token_id])
        assert each.logprob == pytest.approx(expected, abs=1e-3)
    assert answer.text() == PROMPT


async def test_a_stop_string_ends_an_answer_before_it(backend: VllmBackend) -> None:
    whole = (await ask(backend, PROMPT, **ENDLESS)).text()
    stop = whole[5:8]
    answer = await ask(backend, PROMPT, **ENDLESS, stop=(stop,))
    assert answer.text() == whole[: whole.index(stop)]
    assert (answer.finished().reason, answer.finished().stop) == ("stop", stop)
    assert answer.finished().usage.completion_tokens < 24
    await check_idle(backend)


async def test_a_stop_token_ends_an_answer(backend: VllmBackend) -> None:
    tokens = (await ask(backend, PROMPT, **ENDLESS)).token_ids()
    answer = await ask(backend, PROMPT, **ENDLESS, stop_token_ids=(tokens[6],))
    count = tokens.index(tokens[6])
    assert answer.token_ids()[:count] == tokens[:count]
    assert answer.finished().usage.completion_tokens == count + 1
    assert answer.finished().reason == "stop"


async def test_seeds_penalties_and_bans_reach_the_engine(backend: VllmBackend) -> None:
    warm = Sampling(temperature=1.5, seed=3)
    once, again = [await ask(backend, PROMPT, **ENDLESS, sampling=warm) for _ in range(2)]
    assert once.token_ids() == again.token_ids()
    plain = (await ask(backend, PROMPT, **ENDLESS)).token_ids()
    assert once.token_ids() != plain
    banned = Sampling(temperature=0, logit_bias=((plain[0], -100.0),))
    assert (await ask(backend, PROMPT, sampling=banned)).token_ids()[0] != plain[0]
    only = Sampling(temperature=1.0, allowed_token_ids=(40, 41))
    assert set((await ask(backend, PROMPT, **ENDLESS, sampling=only)).token_ids()) <= {40, 41}


async def test_choices_differ_and_each_is_finished(backend: VllmBackend) -> None:
    warm = Sampling(temperature=1.5, seed=3)
    answer = await ask(backend, PROMPT, **ENDLESS, n=2, sampling=warm)
    alone = await ask(backend, PROMPT, **ENDLESS, sampling=warm)
    assert answer.token_ids(0) == alone.token_ids()
    assert answer.token_ids(1) != answer.token_ids(0)
    assert [answer.finished(index).usage.completion_tokens for index in range(2)] == [24, 24]


async def test_the_likeliest_of_several_is_told(backend: VllmBackend) -> None:
    warm = Sampling(temperature=1.5, seed=3)
    answer = await ask(backend, PROMPT, **ENDLESS, best_of=3, sampling=warm)
    every = await ask(backend, PROMPT, **ENDLESS, n=3, sampling=warm, logprobs=0)
    means = [sum(each.logprob for each in every.logprobs(index)) for index in range(3)]
    best = means.index(max(means))
    assert answer.token_ids() == every.token_ids(best)


async def check_idle(backend: VllmBackend) -> None:
    """The engine has nothing to do; it says so after its next step."""
    assert backend._ready.engine.unfinished == 0
    await ask(backend, max_tokens=1)
    assert backend.stats().running == 0
    assert backend.stats().cells_used == 0


async def test_who_leaves_frees_a_place(backend: VllmBackend) -> None:
    before = backend.stats().aborted
    request = Request(id="left", prompt=PROMPT, n=2, ignore_eos=True, sampling=GREEDY)
    async with aclosing(backend.generate(request)) as stream:
        async for events in stream:
            if any(isinstance(event, TextDelta) for event in events):
                break
    assert backend.stats().aborted == before + 2
    await check_idle(backend)


async def test_many_run_at_once(backend: VllmBackend) -> None:
    answers = await asyncio.gather(
        *(ask(backend, f"{number} {PROMPT}", **ENDLESS) for number in range(12))
    )
    for number, answer in enumerate(answers):
        alone = await ask(backend, f"{number} {PROMPT}", **ENDLESS)
        assert alone.token_ids() == answer.token_ids()


# --- Going on behind what another replica has said ---------------------------------------------


@pytest.mark.parametrize("cut", [1, 7, 19])
async def test_what_follows_is_what_would_have_followed(backend: VllmBackend, cut: int) -> None:
    whole = await ask(backend, PROMPT, **ENDLESS)
    tokens = tuple(whole.token_ids())
    rest = await ask(backend, PROMPT, **ENDLESS, resumed_token_ids=(tokens[:cut],))
    assert tuple(rest.token_ids()) == tokens[cut:]
    assert rest.finished().usage.completion_tokens == 24
    assert rest.finished().usage.prompt_tokens == whole.finished().usage.prompt_tokens
    assert whole.text().endswith(rest.text())


async def test_nothing_more_where_all_was_said(backend: VllmBackend) -> None:
    tokens = tuple((await ask(backend, PROMPT, **ENDLESS)).token_ids())
    rest = await ask(backend, PROMPT, **ENDLESS, resumed_token_ids=(tokens,))
    assert rest.token_ids() == []
    assert rest.finished().reason == "length"
    assert rest.finished().usage.completion_tokens == 24


# --- What is refused, and the vocabulary -------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "kind", "field"),
    [
        ({"prompt": tuple([9] * 256)}, "context_length", "prompt"),
        ({"prompt": "x y " * 5000}, "context_length", "prompt"),
        ({"prompt": ""}, "invalid_request", "prompt"),
        ({"prompt": (5000,)}, "invalid_request", "prompt"),
        ({"suffix": "b"}, "unsupported", "suffix"),
        ({"sampling": Sampling(mirostat=2)}, "unsupported", "mirostat"),
        ({"sampling": Sampling(logit_bias=((5000, 1.0),))}, "invalid_request", "logit_bias"),
        ({"stop_token_ids": (10**6,)}, "invalid_request", "stop_token_ids"),
        ({"adapters": (("absent", 1.0),)}, "invalid_request", "lora"),
        (
            {"messages": (Message("user", (TextPart("a"), ImagePart(b"x", "image/png"))),)},
            "unsupported",
            "messages[0].content[1]",
        ),
    ],
)
async def test_what_cannot_be_done_is_refused_by_name(
    backend: VllmBackend, keys: dict[str, Any], kind: str, field: str
) -> None:
    failure = await refusal(backend, **keys)
    assert (failure.kind, failure.param) == (kind, field)
    await check_idle(backend)


async def test_the_vocabulary(backend: VllmBackend) -> None:
    text = "Hello <tool_call> wörld<|im_end|>"
    ids = await backend.tokenize(text)
    assert await backend.detokenize(ids) == text
    pieces = [backend.piece(token) for token in ids]
    assert b"".join(pieces).decode() == "Hello <tool_call> wörld"  # control tokens say nothing
    request = Request(id="c", messages=(Message("user", (TextPart("Hi"),)),))
    rendered = await backend.tokenize("<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n")
    assert await backend.count_tokens(request) == len(rendered)
    backend.check_health()


async def test_an_adapter_is_applied_where_it_is_named(backend: VllmBackend) -> None:
    plain: Answer = await ask(backend, PROMPT, **ENDLESS)
    twisted = await ask(backend, PROMPT, **ENDLESS, adapters=(("twist", 1.0),))
    by_number = await ask(backend, PROMPT, **ENDLESS, adapters=(("0", 1.0),))
    assert twisted.token_ids() == by_number.token_ids() != plain.token_ids()
    assert (await ask(backend, PROMPT, **ENDLESS)).token_ids() == plain.token_ids()
