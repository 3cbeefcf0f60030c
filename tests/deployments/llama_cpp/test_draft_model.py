"""A second model that guesses: the answers are those of the first, in fewer steps if it is good."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from toy_backend import MODEL, OPTIONS, Answer, ask, toy_backend, toy_config
from toy_models import write_llama, write_rwkv7

from deployments.llama_cpp.context import KVCacheFull
from deployments.llama_cpp.draft_model import CATCH_UP, ModelDrafter, load_draft_model
from deployments.llama_cpp.drafting import Wish
from deployments.llama_cpp.model import LoadError, Model
from deployments.llama_cpp.options import engine_options
from deployments.model_config import ConfigError
from deployments.types import Sampling

pytestmark = pytest.mark.anyio
OTHER, RECURRENT = "other.gguf", "recurrent.gguf"
BOTH = pytest.mark.parametrize("draft", [MODEL, OTHER])
KINDS = pytest.mark.parametrize("kind", ["kv_unified:true", "kv_unified:false"])
ENDLESS = {"ignore_eos": True, "max_tokens": 40}


DEMO = Path(__file__).parents[3] / "configs" / "models" / "demo.gguf"


@pytest.fixture
def files(models: Path) -> Path:
    """The directory of the toy model, with others that are to guess for it."""
    if not (models / OTHER).exists():
        write_llama(models / OTHER, seed=2)
        write_rwkv7(models / RECURRENT)
        (models / DEMO.name).symlink_to(DEMO)
    return models


async def answers(files: Path, *requests: dict[str, Any], **config: Any) -> list[Answer]:
    async with toy_backend(files, **config) as backend:
        found = await asyncio.gather(*(ask(backend, **request) for request in requests))
        assert backend.stats().running == backend.stats().cells_used == 0
        return found


@KINDS
@BOTH
async def test_the_answers_are_the_same(files: Path, draft: str, kind: str) -> None:
    """The model guesses for itself, always right, or another one does, nearly always wrong."""
    requests: list[dict[str, Any]] = [
        {"prompt": tuple(range(300 + n, 320 + 3 * n)), "max_tokens": 20 + 5 * n, "ignore_eos": True}
        for n in range(4)
    ]
    requests += [{"prompt": "Hot", "sampling": Sampling(temperature=1.0, seed=1)} | ENDLESS]
    plain = await answers(files, *requests, options=[kind])
    drafted = await answers(files, *requests, options=[kind], draft_model=draft)
    assert [each.token_ids() for each in drafted] == [each.token_ids() for each in plain]
    timings = [each.finished.timings for each in drafted[:4]]
    assert all(each.drafted > 0 for each in timings)
    if draft == MODEL:
        assert sum(each.accepted for each in timings) > 0.9 * sum(each.drafted for each in timings)
    else:
        assert sum(each.accepted for each in timings) < 0.2 * sum(each.drafted for each in timings)


@pytest.mark.parametrize(("most", "steps"), [(1, 20), (3, 10), (7, 5)])
async def test_right_guesses_save_steps(files: Path, most: int, steps: int) -> None:
    async with toy_backend(files, draft_model=MODEL, n_draft=most) as backend:
        await ask(backend, "Hello", **ENDLESS)
        assert steps - 1 <= backend.stats().steps <= steps + 2


async def test_grammars_are_not_guessed(files: Path) -> None:
    config = {"draft_model": MODEL}
    (answer,) = await answers(files, {"prompt": "a", "logprobs": 1, **ENDLESS}, **config)
    assert len(answer.logprobs()) == 40


# --- The drafter itself --------------------------------------------------------------------


@pytest.fixture
def drafter(model: Model, files: Path) -> Iterator[ModelDrafter]:
    drafter = make(model, files)
    yield drafter
    drafter.close()


def make(model: Model, files: Path, *options: str) -> ModelDrafter:
    config = toy_config(
        draft_model=MODEL, n_draft=4, context_size=1024, options=["parallel:2", *options]
    )
    return load_draft_model(files / MODEL, engine_options(config)[0], model, 1024)


def likeliest(drafter: ModelDrafter, tokens: list[int], count: int) -> list[int]:
    """Guessed one by one, each time from nothing."""
    found: list[int] = []
    for _ in range(count):
        found += drafter.draft([Wish(99, [*tokens, *found], 1)])[0]
        drafter.forget(99)
    return found


def test_it_goes_back_behind_wrong_guesses(drafter: ModelDrafter) -> None:
    tokens = list(range(300, 310))
    expected = likeliest(drafter, tokens, 4)
    assert drafter.draft([Wish(1, tokens, 9)]) == [expected]
    surprise = [*tokens, expected[0], 555]
    assert drafter.draft([Wish(1, surprise, 9)]) == [likeliest(drafter, surprise, 4)]
    assert drafter.draft([Wish(1, tokens[:5], 9)]) == [likeliest(drafter, tokens[:5], 4)]


def test_several_at_once_and_no_more_than_wished(drafter: ModelDrafter) -> None:
    one, two = list(range(300, 310)), list(range(400, 430))
    expected = [likeliest(drafter, one, 2), likeliest(drafter, two, 4)]
    assert drafter.draft([Wish(1, one, 2), Wish(2, two, 9)]) == expected


def test_who_finds_no_slot_gets_no_guess(drafter: ModelDrafter) -> None:
    wishes = [Wish(id, [300, 301, 302], 1) for id in range(3)]
    assert [len(each) for each in drafter.draft(wishes)] == [1, 1, 0]
    drafter.forget(0)
    assert [len(each) for each in drafter.draft(wishes[1:])] == [1, 1]


def test_a_long_prompt_is_read_over_several_steps(drafter: ModelDrafter) -> None:
    tokens = [300 + n % 97 for n in range(2 * CATCH_UP + 10)]
    counts = [len(drafter.draft([Wish(1, tokens, 4)])[0]) for _ in range(3)]
    assert counts == [0, 0, 4]


def test_unlikely_tokens_are_not_guessed(model: Model, files: Path) -> None:
    drafter = make(model, files, "spec_p_min:0.9")
    assert drafter.draft([Wish(1, [300, 301, 302], 4)]) == [[]]
    drafter.close()


def test_too_few_guesses_are_none(model: Model, files: Path) -> None:
    drafter = make(model, files, "draft_min:3")
    assert [len(drafter.draft([Wish(1, [300, 301], n)])[0]) for n in (2, 3, 4)] == [0, 3, 4]
    drafter.close()


def test_without_cells_there_are_no_guesses(
    drafter: ModelDrafter, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = Wish(1, [300, 301, 302], 4)
    expected = drafter.draft([wish])
    with monkeypatch.context() as patch:
        patch.setattr(drafter._context, "decode", raising)
        assert drafter.draft([wish]) == [[]]
    assert drafter.draft([wish]) == expected


def raising(rows: object) -> list[range]:
    raise KVCacheFull


# --- What cannot be used -------------------------------------------------------------------


async def test_a_model_with_other_tokens_is_refused(files: Path) -> None:
    with pytest.raises(LoadError, match="draft_model: its vocabulary is another one"):
        await answers(files, draft_model=DEMO.name)


async def test_a_model_that_cannot_go_back_is_refused(files: Path) -> None:
    with pytest.raises(LoadError, match="draft_model"):
        await answers(files, draft_model=RECURRENT)


async def test_a_file_that_is_missing_is_named(files: Path) -> None:
    with pytest.raises(LoadError, match=r"missing\.gguf: no such file"):
        await answers(files, draft_model="missing.gguf")


async def test_it_must_lie_below_the_models(files: Path) -> None:
    with pytest.raises(ConfigError, match="draft_model"):
        await answers(files, draft_model="../other.gguf")


def test_drafting_needs_a_model() -> None:
    with pytest.raises(ConfigError, match="draft-simple needs a draft_model"):
        engine_options(toy_config(options=["spec_type:draft-simple"]))


def test_options_of_the_draft_model() -> None:
    names = ["draft_gpu_layers:3", "draft_threads:7", "draft_cache_type_k:q8_0", "spec_n_max:5"]
    options, ignored = engine_options(toy_config(draft_model=MODEL, options=names))
    own = options.of_draft_model()
    assert (own.gpu_layers, own.threads, own.threads_batch) == (3, 7, 7)
    assert own.cache_type_k != own.cache_type_v == OPTIONS.cache_type_v
    assert (options.speculation, options.draft_max, ignored) == (("draft-simple",), 5, ())


def test_weights_of_each_model_have_their_own_place() -> None:
    given = ["override_tensor:a=CPU", "draft_override_tensor:b=CPU"]
    options, _ = engine_options(toy_config(draft_model=MODEL, options=given))
    assert options.placements == (("a", "CPU"),)
    assert options.of_draft_model().placements == (("b", "CPU"),)


def test_n_grams_make_a_draft_model_useless() -> None:
    config = toy_config(draft_model=MODEL, options=["spec_type:ngram-simple"])
    assert engine_options(config)[1] == ("draft_model",)
