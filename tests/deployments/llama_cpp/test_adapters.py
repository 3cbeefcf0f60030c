"""LoRA adapters, from the YAML and from requests."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from toy_backend import ask, toy_backend
from toy_models.lora import write_lora

from deployments.llama_cpp.model import LoadError
from deployments.model_config import ConfigError, parse_model_config
from deployments.types import RequestRefused

pytestmark = pytest.mark.anyio
BOTH = {"lora_adapters": ["one.gguf", "two.gguf"], "lora_scales": [0.0, 0.0]}
PROMPT = tuple(range(300, 360))


@pytest.fixture(autouse=True, scope="module")
def _adapters(models: Path) -> None:
    write_lora(models / "one.gguf", seed=1)
    write_lora(models / "two.gguf", seed=2)


async def answer(models: Path, **config: Any) -> list[int]:
    async with toy_backend(models, **config) as backend:
        return (await ask(backend, PROMPT)).token_ids()


async def test_adapters_of_the_yaml_are_used_in_every_answer(models: Path) -> None:
    plain = await answer(models)
    one = await answer(models, lora_adapter="one.gguf")
    two = await answer(models, lora_adapters=["two.gguf"])
    both = await answer(models, lora_adapter="one.gguf", lora_adapters=["two.gguf"])
    off = await answer(models, lora_adapter="one.gguf", lora_scale=0.0)
    assert plain == off
    assert len({tuple(each) for each in (plain, one, two, both)}) == 4


async def test_a_request_chooses_its_own(models: Path) -> None:
    expected = {
        "": await answer(models),
        "one": await answer(models, lora_adapter="one.gguf"),
        "1": await answer(models, lora_adapter="two.gguf"),
    }
    async with toy_backend(models, **BOTH) as backend:
        for name, tokens in expected.items():
            chosen = ((name, 1.0),) if name else ()
            assert (await ask(backend, PROMPT, adapters=chosen)).token_ids() == tokens
        with pytest.raises(RequestRefused, match="no adapter 'three'; there are: one, two"):
            await ask(backend, adapters=(("three", 1.0),))
        with pytest.raises(RequestRefused, match="no adapter '2'"):
            await ask(backend, adapters=(("2", 1.0),))


async def test_requests_with_other_adapters_take_turns_and_do_not_share(models: Path) -> None:
    choices: list[tuple[tuple[str, float], ...]] = [(), (("one", 1.0),), (("two", 1.0),)]
    requests = [
        {"prompt": PROMPT, "adapters": chosen, "max_tokens": 20, "ignore_eos": True}
        for chosen in choices * 3
    ]
    async with toy_backend(models, **BOTH, context_size=512) as backend:
        answers = await asyncio.gather(*(ask(backend, **request) for request in requests))
        expected = [await ask(backend, cache_prompt=False, **request) for request in requests]
    assert [a.token_ids() for a in answers] == [e.token_ids() for e in expected]
    assert len({tuple(a.token_ids()) for a in answers}) == 3
    assert sorted(a.finished.usage.cached_tokens for a in answers) == [0] * 3 + [59] * 6


async def test_states_in_ram_belong_to_their_adapters(models: Path) -> None:
    prompt = (*PROMPT, *PROMPT)
    options = ["parallel:1"]
    async with toy_backend(models, **BOTH, options=options, context_size=512) as backend:
        for cached in (0, len(prompt) - 1):
            for chosen in ((), (("one", 1.0),), (("one", 0.5),)):
                found = await ask(backend, prompt, adapters=chosen)
                assert found.finished.usage.cached_tokens == cached


async def test_a_file_that_is_not_there(models: Path) -> None:
    with pytest.raises(LoadError, match=r"three.gguf: no such file"):
        await answer(models, lora_adapter="three.gguf")
    with pytest.raises(LoadError, match="could not load this adapter"):
        await answer(models, lora_adapter="toy.gguf")


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"lora_adapter": "/etc/x.gguf"}, "inside the models directory"),
        ({"lora_adapters": ["../x.gguf"]}, "inside the models directory"),
        ({"lora_adapters": ["x"], "lora_scales": [1, 2]}, "more of them"),
    ],
)
def test_adapters_that_the_yaml_cannot_have(keys: dict[str, Any], message: str) -> None:
    config = parse_model_config({"name": "m", **keys}, "m.yaml")
    with pytest.raises(ConfigError, match=message):
        config.adapters(Path("models"))
