"""What bodies that ask for a generation have in common, and the request that they make."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BeforeValidator, Field, ValidationInfo, field_validator

from deployments.types import Constraint, Request, Sampling
from serve_app.protocols.body import Strict
from serve_app.protocols.lists import ListOf
from serve_app.protocols.response_format import ResponseFormat

MAX_CHOICES = 128
MAX_STOPS = 16
MAX_STOP_LENGTH = 1000  # characters
MAX_WORDS = 64
MAX_TOKEN_IDS = 10_000
REPETITION = "repetition_penalty"  # vLLM's name

FiniteFloat = Annotated[float, Field(allow_inf_nan=False)]
Word = Annotated[str, Field(min_length=1, max_length=100)]


def _token_ids(value: object) -> object:
    """JSON has no integer keys; OpenAI sends token ids as strings."""
    if not isinstance(value, Mapping):
        return value
    if len(value) > MAX_TOKEN_IDS:
        raise ValueError(f"at most {MAX_TOKEN_IDS:,} tokens")
    return {int(k) if isinstance(k, str) and k.isdecimal() else k: v for k, v in value.items()}


BY_TOKEN_ID: dict[str, Any] = {
    "propertyNames": {"pattern": "^[0-9]+$"},
    "maxProperties": MAX_TOKEN_IDS,
}
LogitBias = Annotated[
    dict[int, FiniteFloat],
    BeforeValidator(
        _token_ids,
        json_schema_input_type=Annotated[dict[str, float], Field(json_schema_extra=BY_TOKEN_ID)],
    ),
]


class StreamOptions(Strict):
    include_usage: bool = False


class Adapter(Strict):
    """A LoRA adapter by its number, as llama-server takes it, or by its name."""

    id: int | str
    scale: FiniteFloat = Field(default=1.0, ge=-100, le=100)


class GrammarTrigger(Strict):
    """A word from which on a lazy grammar holds; llama-server has further types than words."""

    type: Literal[1, "word"] = 1
    value: Word


class GenerationBody(Strict):
    """Fields of all of them, as OpenAI, llama-server and vLLM call them."""

    model: str | None = None
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: int | None = Field(default=None, ge=1, le=MAX_CHOICES)
    max_tokens: int | None = Field(default=None, ge=1)
    stop: str | ListOf[str] | None = None
    seed: int | None = None
    temperature: FiniteFloat | None = Field(default=None, ge=0, le=100)
    top_p: FiniteFloat | None = Field(default=None, ge=0, le=1)
    top_k: int | None = Field(default=None, ge=-1, le=2**31 - 1)
    min_p: FiniteFloat | None = Field(default=None, ge=0, le=1)
    presence_penalty: FiniteFloat | None = Field(default=None, ge=-2, le=2)
    frequency_penalty: FiniteFloat | None = Field(default=None, ge=-2, le=2)
    repeat_penalty: FiniteFloat | None = Field(
        default=None, gt=0, le=100, validation_alias=AliasChoices("repeat_penalty", REPETITION)
    )
    repeat_last_n: int | None = Field(default=None, ge=-1, le=2**31 - 1)
    typical_p: FiniteFloat | None = Field(default=None, ge=0, le=1)
    top_n_sigma: FiniteFloat | None = Field(default=None, ge=-1, le=100)
    xtc_probability: FiniteFloat | None = Field(default=None, ge=0, le=1)
    xtc_threshold: FiniteFloat | None = Field(default=None, ge=0, le=1)
    min_keep: int | None = Field(default=None, ge=0, le=2**31 - 1)
    dynatemp_range: FiniteFloat | None = Field(default=None, ge=0, le=100)
    dynatemp_exponent: FiniteFloat | None = Field(default=None, ge=0, le=100)
    dry_multiplier: FiniteFloat | None = Field(default=None, ge=0, le=100)
    dry_base: FiniteFloat | None = Field(default=None, ge=1, le=100)
    dry_allowed_length: int | None = Field(default=None, ge=0, le=2**31 - 1)
    dry_penalty_last_n: int | None = Field(default=None, ge=-1, le=2**31 - 1)
    dry_sequence_breakers: ListOf[Word] | None = Field(default=None, max_length=MAX_WORDS)
    mirostat: int | None = Field(default=None, ge=0, le=2)
    mirostat_tau: FiniteFloat | None = Field(default=None, ge=0, le=100)
    mirostat_eta: FiniteFloat | None = Field(default=None, ge=0, le=1)
    adaptive_target: FiniteFloat | None = Field(default=None, ge=-1, le=1)
    adaptive_decay: FiniteFloat | None = Field(default=None, ge=0, le=0.99)
    samplers: ListOf[Word] | None = Field(default=None, max_length=MAX_WORDS)
    allowed_token_ids: ListOf[int] | None = Field(default=None, max_length=MAX_TOKEN_IDS)
    bad_words: ListOf[Word] | None = Field(default=None, max_length=MAX_WORDS)
    min_tokens: int | None = Field(default=None, ge=0, le=2**31 - 1)
    stop_token_ids: ListOf[int] | None = Field(default=None, max_length=MAX_TOKEN_IDS)
    cache_prompt: bool | None = None
    priority: int | None = Field(default=None, ge=-(2**31), le=2**31 - 1)
    lora: ListOf[Adapter] | None = Field(default=None, max_length=MAX_WORDS)
    logit_bias: LogitBias | None = None
    ignore_eos: bool | None = None
    response_format: ResponseFormat | None = None
    grammar: str | None = None
    grammar_triggers: ListOf[GrammarTrigger] | None = Field(default=None, max_length=MAX_WORDS)
    grammar_lazy: bool | None = None

    @field_validator("grammar")
    @classmethod
    def _one_constraint(cls, grammar: str | None, fields: ValidationInfo) -> str | None:
        response_format = fields.data.get("response_format")
        if grammar and response_format is not None and response_format.constraint:
            raise ValueError("not together with response_format")
        return grammar

    @field_validator("grammar_lazy")
    @classmethod
    def _has_triggers(cls, lazy: bool | None, fields: ValidationInfo) -> bool | None:
        if lazy and not (fields.data.get("grammar") and fields.data.get("grammar_triggers")):
            raise ValueError("needs grammar and grammar_triggers")
        return lazy

    @field_validator("stop")
    @classmethod
    def _few_stops(cls, stop: str | list[str] | None) -> str | list[str] | None:
        stops = [stop] if isinstance(stop, str) else stop or []
        if len(stops) > MAX_STOPS or any(len(text) > MAX_STOP_LENGTH for text in stops):
            raise ValueError(f"at most {MAX_STOPS} stop strings of {MAX_STOP_LENGTH} characters")
        return stop

    @property
    def stops(self) -> tuple[str, ...]:
        return (self.stop,) if isinstance(self.stop, str) else tuple(self.stop or ())

    @property
    def constraint(self) -> Constraint | None:
        """What the answer must match; `grammar` is GBNF, as LocalAI and llama-server take it."""
        if self.grammar:
            triggers = (self.grammar_lazy and self.grammar_triggers) or ()
            return Constraint("gbnf", self.grammar, tuple(each.value for each in triggers))
        return self.response_format.constraint if self.response_format else None

    @property
    def adapters(self) -> tuple[tuple[str, float], ...]:
        return tuple((str(adapter.id), adapter.scale) for adapter in self.lora or ())

    @property
    def include_usage(self) -> bool:
        return self.stream_options is not None and self.stream_options.include_usage

    @property
    def sampling(self) -> Sampling:
        said = {field.name: getattr(self, field.name) for field in dataclasses.fields(Sampling)}
        said = {key: tuple(v) if isinstance(v, list) else v for key, v in said.items()}
        said["logit_bias"] = tuple(self.logit_bias.items()) if self.logit_bias else None
        return Sampling(**said)


def request_of(body: GenerationBody, id: str, **fields: Any) -> Request:
    """The request that a body asks for; `fields` are those that its protocol alone knows."""
    common: dict[str, Any] = {
        "sampling": body.sampling,
        "n": body.n or 1,
        "max_tokens": body.max_tokens,
        "stop": body.stops,
        "ignore_eos": bool(body.ignore_eos),
        "min_tokens": body.min_tokens or 0,
        "stop_token_ids": tuple(body.stop_token_ids or ()),
        "cache_prompt": body.cache_prompt is not False,
        "priority": body.priority or 0,
        "adapters": body.adapters,
        "constraint": body.constraint,
    }
    return Request(id=id, **(common | fields))
