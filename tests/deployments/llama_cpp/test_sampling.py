import math
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from deployments.llama_cpp import sampling
from deployments.llama_cpp.batch import Row
from deployments.llama_cpp.context import Context
from deployments.llama_cpp.model import Model
from deployments.llama_cpp.samplers import canonical
from deployments.llama_cpp.sampling import (
    SamplerChain,
    check_sampling,
    looks_back,
    sampler_chains,
    token_logprob,
)
from deployments.types import RequestRefused, Sampling, TokenLogprob

WIDE = Sampling(temperature=3.0, top_k=0, top_p=1.0, min_p=0.0)
GREEDY = Sampling(temperature=0.0)
PROMPT = [300, 400, 500]


@pytest.fixture
def output(context: Context) -> Iterator[int]:
    """The output number of a decoded prompt."""
    ((output,),) = context.decode([Row(0, 0, PROMPT, 1)])
    return output  # type: ignore[return-value]


def draw(
    context: Context,
    output: int,
    wanted: Sampling,
    *,
    seed: int = 1,
    count: int = 1,
    seen: Sequence[int] = (),
) -> list[int]:
    """Tokens drawn from the same logits again and again."""
    chain = SamplerChain(context.model, wanted, seed)
    chain.accept(seen)
    drawn = [chain.sample(context.handle, output) for _ in range(count)]
    chain.close()
    return drawn


def best(context: Context, output: int) -> int:
    return int(context.logits(output).argmax())


@pytest.mark.parametrize("token", [-1, 1024, 2**31])
def test_a_bias_outside_the_vocabulary_is_refused(token: int) -> None:
    with pytest.raises(RequestRefused, match="vocabulary of 1024 tokens") as refused:
        check_sampling(Sampling(logit_bias=((5, 1.0), (token, 1.0))), 1024)
    assert refused.value.failure.kind == "invalid_request"
    assert refused.value.failure.param == "logit_bias"


def test_a_bias_inside_the_vocabulary_is_fine() -> None:
    check_sampling(Sampling(logit_bias=((0, 1.0), (1023, -1.0))), 1024)
    check_sampling(sampling.DEFAULTS, 1024)


def test_a_sampler_that_does_not_exist_is_refused() -> None:
    with pytest.raises(RequestRefused, match=r"samplers: 'top_q' is unknown; there are .*top_p"):
        check_sampling(Sampling(samplers=("top-k", "top_q")), 1024)


@pytest.mark.parametrize("allowed", [(), (5, 1024), (-1,)])
def test_allowed_tokens_must_exist(allowed: tuple[int, ...]) -> None:
    with pytest.raises(RequestRefused, match="allowed_token_ids") as refused:
        check_sampling(Sampling(allowed_token_ids=allowed), 1024)
    assert refused.value.failure.param == "allowed_token_ids"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("top_k", "top_k"), ("top-k", "top_k"), ("TopK", "top_k"), ("nucleus", "top_p"),
        ("temp", "temperature"), ("typical_p", "typ_p"), ("typp", "typ_p"),
        ("adaptive-p", "adaptive_p"), ("penalties", "penalties"), ("infill", None), ("", None),
    ],
)  # fmt: skip
def test_names_of_samplers(name: str, plain: str | None) -> None:
    assert canonical(name) == plain


def test_temperature_zero_takes_the_likeliest(context: Context, output: int) -> None:
    assert draw(context, output, GREEDY, count=5) == [best(context, output)] * 5


def test_the_same_seed_draws_the_same(context: Context, output: int) -> None:
    first = draw(context, output, WIDE, seed=7, count=20)
    assert draw(context, output, WIDE, seed=7, count=20) == first
    assert draw(context, output, WIDE, seed=8, count=20) != first
    assert len(set(first)) > 10


def test_two_chains_side_by_side_do_not_disturb_each_other(context: Context, output: int) -> None:
    chains = [SamplerChain(context.model, WIDE, seed) for seed in (7, 8)]
    drawn = [[chain.sample(context.handle, output) for chain in chains] for _ in range(10)]
    for chain in chains:
        chain.close()
    alone = [draw(context, output, WIDE, seed=seed, count=10) for seed in (7, 8)]
    assert [list(column) for column in zip(*drawn, strict=True)] == alone


BACKWARD = Sampling(repeat_penalty=1.2, frequency_penalty=0.3, dry_multiplier=2.0)


@pytest.mark.parametrize(
    "wanted",
    [
        BACKWARD.over(WIDE),
        Sampling(temperature=0.0, dry_multiplier=1.0),
        Sampling(mirostat=2, presence_penalty=1.0),
        Sampling(samplers=("temperature", "dry"), dry_multiplier=1.0),
        Sampling(samplers=("top_k", "adaptive_p"), adaptive_target=0.5, repeat_penalty=1.5),
        WIDE,
    ],
)
def test_chains_that_are_made_together_draw_as_those_made_alone(
    context: Context, output: int, wanted: Sampling
) -> None:
    seen = [*range(5, 100), 10, 11, 12] * 3
    chains = sampler_chains(context.model, wanted, [7, 8, 2**33], seen)
    drawn = [[chain.sample(context.handle, output) for chain in chains] for _ in range(30)]
    alone = [
        draw(context, output, wanted, seed=seed, count=30, seen=seen) for seed in (7, 8, 2**33)
    ]
    assert [list(column) for column in zip(*drawn, strict=True)] == alone


def test_what_looks_at_the_vocabulary_is_made_once(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    create = sampling.lib.llama_sampler_init_dry
    monkeypatch.setattr(
        sampling.lib, "llama_sampler_init_dry", lambda *args: made.append(1) or create(*args)
    )
    assert len(sampler_chains(model, BACKWARD, range(5), PROMPT)) == 5
    assert len(made) == 1


@pytest.mark.parametrize(
    ("wanted", "does"),
    [
        (BACKWARD, True),
        (Sampling(), False),
        (Sampling(dry_multiplier=0.5), True),
        (Sampling(presence_penalty=0.5), True),
        (Sampling(presence_penalty=0.5, repeat_last_n=0), False),
    ],
)
def test_who_looks_back(model: Model, wanted: Sampling, does: bool) -> None:
    assert looks_back(model, wanted) is does


def test_a_chain_that_nobody_used_is_freed(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    freed = []
    free = sampling.lib.llama_sampler_free
    monkeypatch.setattr(
        sampling.lib, "llama_sampler_free", lambda handle: freed.append(1) or free(handle)
    )
    chain = SamplerChain(model, WIDE, 1)
    del chain
    assert len(freed) == 1
    chain = SamplerChain(model, WIDE, 1)
    chain.close()
    chain.close()
    del chain
    assert len(freed) == 2


@pytest.mark.parametrize("seed", [-5, 2**32 + 5, 2**63])
def test_any_whole_number_is_a_seed(seed: int, context: Context, output: int) -> None:
    first = draw(context, output, WIDE, seed=seed, count=20)
    assert draw(context, output, WIDE, seed=seed, count=20) == first
    assert draw(context, output, WIDE, seed=seed + 2**32, count=20) == first


def test_the_largest_seed_is_a_seed(context: Context, output: int) -> None:
    first = draw(context, output, WIDE, seed=2**32 - 1, count=20)
    assert draw(context, output, WIDE, seed=2**32 - 1, count=20) == first


@pytest.mark.parametrize(
    "narrow",
    [
        Sampling(top_k=1),
        Sampling(top_p=1e-6),
        Sampling(min_p=1.0),
        Sampling(top_n_sigma=1e-6),
        Sampling(temperature=1e-4),
    ],
)
def test_what_narrows_the_choice_to_the_likeliest(
    narrow: Sampling, context: Context, output: int
) -> None:
    wanted = narrow.over(WIDE)
    assert draw(context, output, wanted, count=30) == [best(context, output)] * 30


def test_min_keep_keeps_more(context: Context, output: int) -> None:
    wanted = Sampling(min_p=1.0, min_keep=3).over(WIDE)
    assert len(set(draw(context, output, wanted, count=100))) == 3


def test_typical_narrows_the_choice(context: Context, output: int) -> None:
    wanted = Sampling(typical_p=1e-6).over(WIDE)
    assert len(set(draw(context, output, wanted, count=30))) == 1


def test_xtc_leaves_the_likeliest_out(context: Context, output: int) -> None:
    wanted = Sampling(top_k=3, xtc_probability=1.0, xtc_threshold=0.01).over(WIDE)
    without = draw(context, output, Sampling(top_k=3).over(WIDE), count=50)
    assert best(context, output) in without
    assert best(context, output) not in draw(context, output, wanted, count=50)


def test_a_dynamic_temperature_differs_from_a_fixed_one(context: Context, output: int) -> None:
    wanted = Sampling(dynatemp_range=2.9).over(WIDE)
    assert draw(context, output, wanted, count=50) != draw(context, output, WIDE, count=50)


@pytest.mark.parametrize("mirostat", [1, 2])
def test_mirostat_keeps_to_likelier_tokens(mirostat: int, context: Context, output: int) -> None:
    wanted = Sampling(mirostat=mirostat, mirostat_tau=0.5, mirostat_eta=0.5).over(WIDE)
    drawn = draw(context, output, wanted, count=50)
    assert drawn == draw(context, output, wanted, count=50)
    assert drawn != draw(context, output, wanted, count=50, seed=2)
    assert len(set(drawn)) < len(set(draw(context, output, WIDE, count=50)))


def test_a_bias_forces_or_forbids_a_token(context: Context, output: int) -> None:
    likeliest = best(context, output)
    assert draw(context, output, Sampling(logit_bias=((77, 100.0),)).over(GREEDY)) == [77]
    forbidden = Sampling(logit_bias=((likeliest, -100.0), (78, 0.0))).over(GREEDY)
    assert draw(context, output, forbidden) != [likeliest]


@pytest.mark.parametrize(
    "penalty",
    [
        Sampling(presence_penalty=100.0),
        Sampling(frequency_penalty=100.0),
        Sampling(repeat_penalty=1000.0),
    ],
)
def test_penalties_count_the_prompt_as_far_back_as_they_look(
    penalty: Sampling, context: Context, output: int
) -> None:
    likeliest = best(context, output)
    seen = [likeliest, 77, 78]
    wanted = Sampling(repeat_last_n=3).over(penalty.over(GREEDY))
    assert context.logits(output)[likeliest] > 0
    assert draw(context, output, wanted) == [likeliest]
    assert draw(context, output, wanted, seen=seen) != [likeliest]
    short = Sampling(repeat_last_n=2).over(wanted)
    assert draw(context, output, short, seen=seen) == [likeliest]
    everything = Sampling(repeat_last_n=-1).over(wanted)
    assert draw(context, output, everything, seen=[*seen, *[79] * 200]) != [likeliest]


def test_penalties_count_what_was_drawn(context: Context, output: int) -> None:
    drawn = draw(context, output, Sampling(presence_penalty=100.0).over(GREEDY), count=10)
    assert len(set(drawn)) == 10


def test_dry_stops_a_repetition_unless_a_breaker_stands_in_it(
    context: Context, output: int, model: Model
) -> None:
    a, b, c = (model.pieces.index(piece) for piece in (b"a", b"b", b"x"))
    seen = [a, b, a, c] * 4 + [a, b, a]
    wanted = Sampling(dry_multiplier=100.0, logit_bias=((c, 50.0),)).over(GREEDY)
    assert draw(context, output, Sampling(dry_multiplier=0.0).over(wanted), seen=seen) == [c]
    assert draw(context, output, wanted, seen=seen) != [c]
    assert draw(context, output, wanted, seen=[]) == [c]
    broken = Sampling(dry_sequence_breakers=("a",)).over(wanted)
    assert draw(context, output, broken, seen=seen) == [c]


def test_the_penalties_window_is_bounded(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    windows = []
    create = sampling.lib.llama_sampler_init_penalties
    monkeypatch.setattr(
        sampling.lib,
        "llama_sampler_init_penalties",
        lambda n_vocab, last_n, *rest: windows.append(last_n) or create(n_vocab, 1, *rest),
    )
    SamplerChain(model, Sampling(repeat_last_n=2**31 - 1, repeat_penalty=1.1), 1).close()
    assert windows[0] <= model.n_ctx_train


def test_logprobs_of_a_known_distribution() -> None:
    logits = np.log(np.array([0.5, 0.125, 0.25, 0.125], dtype=np.float32)) + 100
    pieces = [b"a", b"b", b"c", b"d"]
    got = token_logprob(logits, 1, 2, pieces)
    assert (got.token_id, got.token) == (1, b"b")
    assert got.logprob == pytest.approx(math.log(0.125), abs=1e-5)
    assert [(top.token_id, top.token, top.top) for top in got.top] == [(0, b"a", ()), (2, b"c", ())]
    expected = [math.log(0.5), math.log(0.25)]
    assert [top.logprob for top in got.top] == pytest.approx(expected, abs=1e-5)


def test_logprobs_of_the_token_alone_and_of_all() -> None:
    logits = np.array([1.0, 3.0, 2.0], dtype=np.float32)
    pieces = [b"a", b"b", b"c"]
    assert token_logprob(logits, 0, 0, pieces).top == ()
    everything: TokenLogprob = token_logprob(logits, 0, 3, pieces)
    assert [top.token_id for top in everything.top] == [1, 2, 0]
    assert sum(math.exp(top.logprob) for top in everything.top) == pytest.approx(1)
    assert everything.logprob == everything.top[2].logprob


# --- The order of samplers -------------------------------------------------------------------


def test_only_the_samplers_that_are_named_are_used(context: Context, output: int) -> None:
    narrow = Sampling(top_k=1, temperature=1.5, samplers=("temperature",))
    assert len(set(draw(context, output, narrow, count=20))) > 5
    narrow = Sampling(top_k=1, temperature=1.5, samplers=("top_k", "temperature"))
    assert set(draw(context, output, narrow, count=20)) == {best(context, output)}


def test_the_order_matters(context: Context, output: int) -> None:
    """min_p cuts the tail; after a high temperature there is no tail to cut."""
    wide = Sampling(temperature=50.0, min_p=0.5, samplers=("temperature", "min_p"))
    narrow = Sampling(temperature=50.0, min_p=0.5, samplers=("min_p", "temperature"))
    assert len(set(draw(context, output, wide, count=40))) > 20
    assert len(set(draw(context, output, narrow, count=40))) < 10


def test_penalties_work_greedily_unless_they_are_not_named(context: Context, output: int) -> None:
    penalised = Sampling(temperature=0.0, presence_penalty=100.0)
    assert len(set(draw(context, output, penalised, count=5))) == 5
    unnamed = Sampling(temperature=0.0, presence_penalty=100.0, samplers=("top_k",))
    assert len(set(draw(context, output, unnamed, count=5))) == 1


def test_adaptive_p_prefers_tokens_near_its_target(context: Context, output: int) -> None:
    rare = Sampling(temperature=1.0, adaptive_target=0.0, top_k=0, min_p=0.0, top_p=1.0)
    common = Sampling(temperature=1.0, adaptive_target=1.0, top_k=0, min_p=0.0, top_p=1.0)
    top = best(context, output)
    counts = [draw(context, output, one, count=200).count(top) for one in (rare, common)]
    assert counts[0] < counts[1]


@pytest.mark.parametrize(
    ("wanted", "param"),
    [
        (Sampling(samplers=("dry", "top_k", "DRY")), "samplers"),
        (Sampling(dry_sequence_breakers=("x",) * 9), "dry_sequence_breakers"),
        (Sampling(dry_sequence_breakers=("x" * 41,)), "dry_sequence_breakers"),
    ],
)
def test_what_would_take_the_engine_minutes_is_refused(wanted: Sampling, param: str) -> None:
    with pytest.raises(RequestRefused) as refused:
        check_sampling(wanted, 1024)
    assert refused.value.failure.param == param


def test_a_temperature_that_is_nearly_zero_is_zero(context: Context, output: int) -> None:
    cold = Sampling(temperature=1e-40)
    assert draw(context, output, cold, count=5) == [best(context, output)] * 5
