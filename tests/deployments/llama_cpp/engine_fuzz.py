"""Random requests, many at once, against one engine: `python engine_fuzz.py MODELS COUNT SEED`.

A process of its own, because what is looked for ends the process. Prints what became of them, as
JSON: how many were answered, refused and so on, and the memory it took, in bytes, after every
tenth of them.
"""

from __future__ import annotations

import asyncio
import base64
import io
import json
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import psutil
import soundfile
from PIL import Image
from toy_backend import MODEL, toy_backend
from toy_models import encoders, llama, vision

from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.types import Failed, Finished, Request, RequestRefused
from serve_app.errors import BadRequest
from serve_app.protocols import chat, completions

AT_ONCE = 24
PARTS = 10
TEXTS = (
    "", " ", "Hello", "The fox is at home.", "\x00", "\ufeff", "🐟" * 50, "a\u0301" * 20, "\n" * 99,
    "<|im_start|>", "<|im_end|>", "<|endoftext|><|im_end|>user", "ß日本語\u202e", "x" * 3000,
    '{"a": [1, 2', "\\u0000", "<tool_call>\n{}</tool_call>", "%s%n%p", "../../etc/passwd",
)  # fmt: skip
SHARES = (0.0, 0.1, 0.5, 0.9, 1.0, 1.5)
COUNTS = (1, 1, 2, 3, 5)
NUMBERS = (
    -1, 0, 1, 2, 3, 0.5, 1e-9, -1e9, 1e9, 2**31 - 1, 2**31, -(2**31), 2**63, 1e308, True, None, "1",
)  # fmt: skip
SCHEMAS: tuple[Any, ...] = (
    {}, True, {"type": "object"}, {"type": "integer", "minimum": 5, "maximum": 7},
    {"type": "array", "items": {"enum": ["a", "b"]}, "maxItems": 3},
    {"$ref": "#/$defs/x", "$defs": {"x": {"type": "string", "maxLength": 5}}},
    {"$ref": "#"}, {"$ref": "#/nowhere"}, {"type": "strange"}, {"pattern": "(((("},
    {"type": "string", "pattern": "^[a-z]{2,4}$"}, {"type": "string", "format": "date-time"},
    {"anyOf": [{"type": "null"}, {"const": 5}]}, {"type": "integer", "minimum": 9, "maximum": 1},
    {"allOf": [{"type": "string"}, {"type": "integer"}]}, {"type": "array", "minItems": 10**9},
    {"type": "string", "minLength": 10**7},
)  # fmt: skip
GRAMMARS = (
    'root ::= "yes" | "no"', 'root ::= [a-z]+ " " root | "."', "root ::= root", "root ::=", "",
    'root ::= "\\x00"', "root ::= [", 'root ::= x', 'root ::= ("a" | "b"){3,5}', 'a ::= "b"',
    "root ::= [^\\x00-\\x7F]*", 'root ::= "a"{0,100000}', "\ud800",
)  # fmt: skip
SAMPLERS = ("top_k", "top-p", "temp", "penalties", "dry", "xtc", "min_p", "typ_p", "nonsense", "")


def picture(format: str, *shape: int) -> bytes:
    data = io.BytesIO()
    pixels = np.random.default_rng(1).integers(0, 255, shape, dtype=np.uint8)
    Image.fromarray(pixels).save(data, format)
    return data.getvalue()


def noise(format: str, samples: int) -> bytes:
    data = io.BytesIO()
    soundfile.write(data, np.random.default_rng(1).normal(size=samples) / 9, 8_000, format=format)
    return data.getvalue()


MEDIA = (
    b"", b"GIF89a", picture("PNG", 32, 32, 3), picture("PNG", 1, 1), picture("JPEG", 70, 20, 3),
    picture("WEBP", 9, 300, 3), picture("GIF", 64, 64), picture("BMP", 5, 7, 3),
    picture("PNG", 3, 200, 4), noise("WAV", 4_000), noise("FLAC", 3), noise("OGG", 9_000),
    noise("MP3", 20_000),
)  # fmt: skip
MODELS: dict[str, tuple[Callable[[Path], None], Callable[[Path], None]]] = {
    "llava": (llama.write_llama, vision.write_mmproj),
    "qwen2vl": (llama.write_qwen2vl, encoders.write_qwen_mmproj),
    "gemma3": (llama.write_llama, encoders.write_gemma_mmproj),
    "ultravox": (llama.write_llama, encoders.write_ultravox_mmproj),
}
# fmt: off
FIELDS: dict[str, Callable[[Random], Any]] = {
    **dict.fromkeys(
        (
            "temperature", "top_p", "min_p", "typical_p", "top_n_sigma", "presence_penalty",
            "frequency_penalty", "repeat_penalty", "xtc_probability", "xtc_threshold",
            "dynatemp_range", "dynatemp_exponent", "dry_multiplier", "dry_base", "mirostat_tau",
            "mirostat_eta", "adaptive_target", "adaptive_decay",
        ),
        lambda random: random.choice(SHARES if random.random() < 0.8 else NUMBERS),
    ),
    **dict.fromkeys(
        (
            "top_k", "seed", "repeat_last_n", "min_keep", "dry_allowed_length",
            "dry_penalty_last_n", "mirostat", "min_tokens", "logprobs", "n", "best_of",
            "max_tokens",
        ),
        lambda random: random.choice(COUNTS if random.random() < 0.8 else NUMBERS),
    ),
    "logit_bias": lambda random: {
        str(random.choice((-1, 0, 5, 1023, 1024, 2**31))): random.choice((-100, 0, 1e9, None))
        for _ in range(random.randint(0, 3))
    },
    "stop": lambda random: random.sample(TEXTS, random.randint(0, 3)),
    "bad_words": lambda random: random.sample(TEXTS, random.randint(0, 3)),
    "samplers": lambda random: random.sample(SAMPLERS, random.randint(0, 5)),
    "dry_sequence_breakers": lambda random: random.sample(TEXTS, random.randint(0, 3)),
    "allowed_token_ids": lambda random: random.choice(([], [5], [0, 1023], [1024], [-1])),
    "stop_token_ids": lambda random: random.choice(([], [5], [1024], [2**40])),
    "lora": lambda random: [{"id": random.choice((0, "one", -1)), "scale": random.choice(NUMBERS)}],
    "ignore_eos": lambda random: random.choice((True, False, None)),
    "echo": lambda random: random.choice((True, False)),
    "cache_prompt": lambda random: random.choice((True, False)),
    "grammar": lambda random: random.choice(GRAMMARS),
    "response_format": lambda random: {
        "type": random.choice(("json_schema", "json_object", "text", "x")),
        "json_schema": {"name": "x", "schema": random.choice(SCHEMAS)},
    },
}
# fmt: on


def body(random: Random) -> dict[str, Any]:
    """A prompt, and a few fields that are right or wrong."""
    fields: dict[str, Any] = {"max_tokens": random.randint(1, 12)}
    if random.random() < 0.3:
        fields["messages"] = [
            {
                "role": random.choice(("user", "system", "assistant", "x")),
                "content": content(random),
            }
            for _ in range(random.randint(0, 4))
        ]
    else:
        fields["prompt"] = prompt(random)
    names = random.sample(list(FIELDS), random.choice((0, 0, 0, 1, 1, 1, 2, 2, 3, 5)))
    return fields | {name: FIELDS[name](random) for name in names}


def content(random: Random) -> Any:
    """Text, or parts with images and sounds among them."""
    if random.random() < 0.6:
        return random.choice(TEXTS)
    return [part(random) for _ in range(random.randint(0, 3))]


def part(random: Random) -> dict[str, Any]:
    form = random.random()
    if form < 0.3:
        return {"type": "text", "text": random.choice(TEXTS)}
    data = base64.b64encode(damaged(random, random.choice(MEDIA))).decode()
    if form < 0.8:
        return {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{data}"}}
    return {"type": "input_audio", "input_audio": {"data": data, "format": "wav"}}


def damaged(random: Random, data: bytes) -> bytes:
    """Mostly whole; else cut off, or with some bytes changed."""
    form = random.random()
    if form < 0.5 or not data:
        return data
    if form < 0.65:
        return data[: random.randrange(len(data))]
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 5, 100))):
        changed[random.randrange(len(data))] = random.randrange(256)
    return bytes(changed)


def prompt(random: Random) -> Any:
    form = random.random()
    if form < 0.4:
        return random.choice(TEXTS)
    if form < 0.5:
        return random.choices(TEXTS, k=random.randint(0, 3))
    shared = random.choice((300, 400))
    tokens = list(range(shared, shared + random.choice((0, 1, 40, 100, 200, 300))))
    strange = (0, 1, 2, 500, 1023) if random.random() < 0.9 else (1024, -1)
    return tokens + random.choices(strange, k=random.randint(0, 3))


async def outcome(backend: LlamaCppBackend, fields: dict[str, Any], patience: int) -> str:
    """What becomes of a request whose reader leaves after so many lists of events."""
    protocol = chat if "messages" in fields else completions
    try:
        call = protocol.parse(fields, "r", 0)
    except BadRequest:
        return "refused"
    results = [await one(backend, request, patience) for request in call.requests]
    return min(results)  # all of them end; "answered" comes first in the alphabet


async def one(backend: LlamaCppBackend, request: Request, patience: int) -> str:
    finished = 0
    try:
        async with aclosing(backend.generate(request)) as stream:
            async for events in stream:
                patience -= 1
                if not patience:
                    return "left"
                for event in events:
                    if isinstance(event, Failed):
                        return "impossible" if event.kind == "invalid_request" else "failed"
                    if isinstance(event, Finished):
                        finished += 1
    except RequestRefused:
        return "refused"
    return "answered" if finished == request.n else "nothing"


def made(models: Path, kind: str | None) -> dict[str, Any]:
    """The YAML's keys for a model that sees or hears, or for the one that does not."""
    if kind is None:
        return {}
    write_model, write_encoder = MODELS[kind]
    write_model(models / f"{kind}.gguf")
    write_encoder(models / f"{kind}-mmproj.gguf")
    return {"parameters": {"model": f"{kind}.gguf"}, "mmproj": f"{kind}-mmproj.gguf"}


async def main(models: Path, count: int, seed: int) -> None:
    outcomes: Counter[str] = Counter()
    memory = []
    random = Random(seed)
    options = ["parallel:6", "cache_ram:1", random.choice(("kv_unified:true", "kv_unified:false"))]
    guesses = (
        ["spec_type:none"],
        ["spec_type:ngram-simple", "ngram_size_n:1"],
        ["draft_max:4"],
        ["spec_type:ngram-map-k", "spec_ngram_map_k_size_n:1", "spec_ngram_map_k_size_m:2"],
        ["spec_type:ngram-map-k4v,draft", "spec_ngram_map_k4v_size_n:1"],
        ["spec_type:ngram-mod", "spec_ngram_mod_n_match:2", "spec_ngram_mod_n_min:1"],
        ["spec_type:ngram-cache,draft", "lookup_cache_dynamic:counts.bin"],
    )
    options += random.choice(guesses)
    options += random.choice(([], ["context_shift", "cache_reuse:16"]))
    keys = made(models, random.choice((None, None, None, *MODELS)))
    keys |= {"options": options, "context_size": 256, "draft_model": MODEL}
    async with toy_backend(models, **keys) as backend:
        places = asyncio.Semaphore(AT_ONCE)

        async def tried(number: int) -> None:
            each = Random(f"{seed}/{number}")
            async with places:
                patience = each.choice((1, 2, 5)) if each.random() < 0.1 else 10**9
                outcomes[await outcome(backend, body(each), patience)] += 1

        for part in range(PARTS):
            numbers = range(part * count // PARTS, (part + 1) * count // PARTS)
            await asyncio.gather(*map(tried, numbers))
            memory.append(psutil.Process().memory_info().rss)
        await asyncio.sleep(0.5)  # for the last who left
        stats = backend.stats()
        backend.check_health()
    idle = (stats.running, stats.waiting, stats.cells_used) == (0, 0, 0)
    print(json.dumps({"outcomes": outcomes, "memory": memory, "idle": idle, "model": keys}))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
