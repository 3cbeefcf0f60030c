"""What OpenAI's chat and completions have in common: fields, errors, usage, server-sent events."""

from __future__ import annotations

import dataclasses
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, TypeVar

import orjson
from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from deployments.types import Constraint, Event, Finished, Request, Sampling, TokenLogprob, Usage
from serve_app.errors import ApiError, BadRequest
from serve_app.protocols.lists import ListOf
from serve_app.protocols.response_format import ResponseFormat

DONE = b"data: [DONE]\n\n"
MAX_CHOICES = 128
MAX_STOPS = 16
MAX_STOP_LENGTH = 1000  # characters

MAX_WORDS = 64
MAX_TOKEN_IDS = 10_000
MAX_DEPTH = 100
"""Of lists and objects in each other: what handles a body later may do so by recursion."""
LONGEST_NAME = 100  # of a field, in an error
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


class StreamOptions(BaseModel):
    model_config = ConfigDict(strict=True)
    include_usage: bool = False


class Adapter(BaseModel):
    """A LoRA adapter by its number, as llama-server takes it, or by its name."""

    model_config = ConfigDict(strict=True)
    id: int | str
    scale: FiniteFloat = Field(default=1.0, ge=-100, le=100)


class GrammarTrigger(BaseModel):
    """A word from which on a lazy grammar holds; llama-server has further types than words."""

    model_config = ConfigDict(strict=True)
    type: Literal[1, "word"] = 1
    value: Word


class GenerationBody(BaseModel):
    """Fields of both bodies. Unknown fields are ignored, as OpenAI's own extensions come and go."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

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


def load_json(body: bytes) -> dict[str, Any]:
    """The body as an object.

    Raises:
        BadRequest: for what is not JSON, not UTF-8, no object or nested too deeply.
    """
    try:
        data = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"the body is not valid JSON: {error}", code="invalid_json") from None
    if not isinstance(data, dict):
        raise BadRequest("the body must be a JSON object", code="invalid_json")
    if body.count(b"[") + body.count(b"{") > MAX_DEPTH and _is_deep(data):
        message = f"the body is nested too deeply: at most {MAX_DEPTH} levels"
        raise BadRequest(message, code="invalid_json")
    return data


def _is_deep(data: dict[str, Any]) -> bool:
    """Whether it has more than `MAX_DEPTH` levels. Takes them one by one, without recursion."""
    level: list[Any] = [data]
    for _ in range(MAX_DEPTH):
        children = (each.values() if type(each) is dict else each for each in level)
        level = [child for each in children for child in each if type(child) in (dict, list)]
        if not level:
            return False
    return True


Body = TypeVar("Body", bound=BaseModel)


def validate(kind: type[Body], data: Mapping[str, Any]) -> Body:
    """The validated body. Raises `BadRequest` naming the field."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=False)
        # Of the branches of a union, the one that went deepest is the one that was meant.
        deepest = max(errors, key=lambda item: len(item["loc"]))
        param = field_path(deepest["loc"])
        message = deepest["msg"].removeprefix("Value error, ")
        raise BadRequest(f"{param}: {message}" if param else message, param=param) from None


def refuse_unsupported(data: Mapping[str, Any], harmless: Mapping[str, Sequence[Any]]) -> None:
    """Refuse fields that are not implemented, unless their value asks for nothing."""
    for name, values in harmless.items():
        if data.get(name) is not None and data[name] not in values:
            raise BadRequest(f"{name}: not supported yet", param=name, code="unsupported")


def field_path(location: Iterable[int | str]) -> str | None:
    """pydantic's location as OpenAI writes it: `messages[0].role`. Long names are cut."""
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        elif not _is_union_branch(part):
            path += f".{part[:LONGEST_NAME]}" if path else part[:LONGEST_NAME]
    return path or None


def _is_union_branch(part: str) -> bool:
    """pydantic names the branch it tried (`str`, `list[…]`, `TextPart`) between two fields."""
    return part in ("str", "int", "float", "bool", "[key]") or "[" in part or part[:1].isupper()


def error_body(error: ApiError) -> dict[str, Any]:
    return {
        "error": {
            "message": error.message,
            "type": error.type,
            "param": error.param,
            "code": error.code,
        }
    }


def dumps(data: Mapping[str, Any]) -> bytes:
    """JSON on one line."""
    try:
        return orjson.dumps(data)
    except TypeError:  # a lone surrogate in a client's own text, which JSON can carry as an escape
        return json.dumps(data).encode()


def event(data: Mapping[str, Any]) -> bytes:
    """One server-sent event."""
    return b"data: " + dumps(data) + b"\n\n"


def logprob(token: TokenLogprob) -> dict[str, Any]:
    """A token of a chat's or a response's answer."""
    return _token(token) | {"top_logprobs": [_token(top) for top in token.top]}


def _token(token: TokenLogprob) -> dict[str, Any]:
    return {
        "token": token.token.decode(errors="replace"),
        "logprob": token.logprob,
        "bytes": list(token.token),
    }


class UsageTotal:
    """Tokens of a whole call: every prompt once, all choices."""

    def __init__(self, choices: int) -> None:
        self._unfinished = choices
        self._prompts: dict[int, Usage] = {}
        self._completion = 0
        self._reasoning = 0

    def add(self, request: int, events: Iterable[Event]) -> None:
        for item in events:
            if isinstance(item, Finished):
                self._unfinished -= 1
                self._prompts[request] = item.usage
                self._completion += item.usage.completion_tokens
                self._reasoning += item.usage.reasoning_tokens

    @property
    def complete(self) -> bool:
        """All choices have finished."""
        return self._unfinished == 0

    def render(self) -> dict[str, Any]:
        prompt = sum(usage.prompt_tokens for usage in self._prompts.values())
        cached = sum(usage.cached_tokens for usage in self._prompts.values())
        return {
            "prompt_tokens": prompt,
            "completion_tokens": self._completion,
            "total_tokens": prompt + self._completion,
            "prompt_tokens_details": {"cached_tokens": cached},
            "completion_tokens_details": {"reasoning_tokens": self._reasoning},
        }


class OpenAIAnswer(ABC):
    """What the answers of both protocols share: see `Answer` in call.py."""

    def __init__(self, choices: int, include_usage: bool) -> None:
        self._include_usage = include_usage
        self._usage = UsageTotal(choices)

    @property
    def complete(self) -> bool:
        return self._usage.complete

    def chunk(self, request: int, events: Sequence[Event]) -> bytes:
        self._usage.add(request, events)
        return b"".join([self._render(request, item) for item in events])

    def end(self) -> bytes:
        if not self._include_usage:
            return DONE
        return event(self._envelope([], self._usage.render())) + DONE

    def error(self, error: ApiError) -> bytes:
        return event(error_body(error)) + DONE

    def collect(self, request: int, events: Sequence[Event]) -> None:
        self._usage.add(request, events)
        for item in events:
            self._keep(request, item)

    @abstractmethod
    def _render(self, request: int, item: Event) -> bytes:
        """The chunks that an event becomes, if any."""

    @abstractmethod
    def _keep(self, request: int, item: Event) -> None:
        """Take an event for the answer that is given whole."""

    @abstractmethod
    def _head(self) -> dict[str, Any]:
        """What every chunk begins with."""

    def _envelope(
        self, choices: list[dict[str, Any]], usage: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        envelope = {**self._head(), "choices": choices}
        if self._include_usage:
            envelope["usage"] = usage
        return envelope
