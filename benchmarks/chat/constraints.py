"""What it costs to hold a token to a schema: llguidance, and llama.cpp's grammar sampler."""

from __future__ import annotations

import ctypes
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.engine.llama_server import source
from benchmarks.engine.model_files import Size, write_model
from deployments.llama_cpp.constraint import Grammars
from deployments.llama_cpp.library import lib
from deployments.llama_cpp.model import Model
from deployments.llama_cpp.options import EngineOptions
from deployments.llama_cpp.sampling import Candidates
from deployments.types import Constraint
from tools.install import COMPILED, cache_dir, pinned_version

VOCABULARY = Path("models", "ggml-vocab-qwen2.gguf")
SIZE = Size(layers=1, width=32, heads=2, kv_heads=2, feed_forward=32)
ITEM = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "colour": {"enum": ["red", "green", "blue"]},
        "count": {"type": "integer"},
        "paid": {"type": "boolean"},
    },
    "required": ["name", "colour", "count", "paid"],
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": ITEM}, "note": {"type": "string"}},
    "required": ["items", "note"],
    "additionalProperties": False,
}
GBNF = r"""
root ::= "{\"items\": [" (item (", " item)*)? "], \"note\": " string "}"
item ::= "{\"name\": " string ", \"colour\": " colour ", \"count\": " count ", \"paid\": " paid "}"
colour ::= "\"red\"" | "\"green\"" | "\"blue\""
count ::= "-"? ("0" | [1-9] [0-9]{0,15})
paid ::= "true" | "false"
string ::= "\"" ([^"\\\x7F\x00-\x1F] | "\\" (["\\bfnrt/] | "u" [0-9a-fA-F]{4}))* "\""
"""
"""The same, as llama.cpp's converter writes it."""


@dataclass(slots=True)
class Costs:
    """Seconds, one value for each token."""

    check: list[float] = field(default_factory=list)
    mask: list[float] = field(default_factory=list)


def report(rounds: int) -> None:
    model = Model(model_file(), EngineOptions(warmup=False))
    tokens = model.tokenize(document(), add_special=False, parse_special=False)
    print(
        f"constraints: {len(tokens)} tokens of JSON, a vocabulary of {model.n_vocab:,}, "
        f"{rounds} rounds in turn; median, 99th percentile"
    )
    grammars = Grammars(model)
    ours, theirs = Costs(), Costs()
    for _ in range(rounds):
        follow_llguidance(grammars, tokens, model.n_vocab, ours)
        follow_llama_cpp(model, tokens, theirs)
    for name, costs in (("llguidance", ours), ("llama.cpp's grammar", theirs)):
        print(f"  {name:20} check and accept {shown(costs.check)}   mask {shown(costs.mask)}")
    model.close()


def shown(seconds: Sequence[float]) -> str:
    median, high = np.percentile(seconds, (50, 99)) * 1e6
    return f"{median:8.1f} us, {high:8.1f} us"


def model_file() -> Path:
    path = cache_dir() / "benchmarks" / f"vocabulary-{pinned_version(COMPILED)}.gguf"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        write_model(partial, SIZE, source(pinned_version(COMPILED)) / VOCABULARY)
        partial.rename(path)
    return path


def document() -> str:
    colours = ("red", "green", "blue")
    items = [
        {
            "name": f'thing {n} of "many"',
            "colour": colours[n % 3],
            "count": n * 7,
            "paid": n % 2 == 0,
        }
        for n in range(30)
    ]
    return json.dumps({"items": items, "note": "All of them are to be sent by the end of May."})


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def follow_llguidance(
    grammars: Grammars, tokens: Sequence[int], n_vocab: int, costs: Costs
) -> None:
    """As our engine does it."""
    constraint = grammars.constraint(Constraint("json_schema", SCHEMA))
    logits = np.zeros(n_vocab, dtype=np.float32)
    for token in tokens:
        logits[:] = 0
        costs.mask.append(timed(partial(constraint.forbid, logits)))
        assert np.isfinite(logits[token])
        begun = time.perf_counter()
        allowed = constraint.allows(token)
        constraint.accept(token)
        costs.check.append(time.perf_counter() - begun)
        assert allowed


def follow_llama_cpp(model: Model, tokens: Sequence[int], costs: Costs) -> None:
    """As its `common_sampler_sample` does it: the grammar first for the token that was drawn."""
    sampler = lib.llama_sampler_init_grammar(model.vocab, GBNF.encode(), b"root")
    assert sampler, "llama.cpp reads the grammar"
    candidates = Candidates(model.n_vocab)
    one = (lib.llama_token_data * 1)()
    for token in tokens:
        every = candidates.array()
        costs.mask.append(timed(partial(apply, sampler, every)))
        one[0].id, one[0].logit = token, 0.0
        drawn = lib.llama_token_data_array(one, 1, -1, False)
        begun = time.perf_counter()
        apply(sampler, drawn)
        lib.llama_sampler_accept(sampler, token)
        costs.check.append(time.perf_counter() - begun)
        assert np.isfinite(one[0].logit)
    lib.llama_sampler_free(sampler)


def apply(sampler: Any, candidates: Any) -> None:
    lib.llama_sampler_apply(sampler, ctypes.byref(candidates))
