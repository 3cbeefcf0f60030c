"""The contract of both sides: one request in, one stream of events out.

A protocol file parses its HTTP body into a `Request` (or an `EmbedRequest`, …); every backend
answers it with `Event`s; the protocol file renders those. Nothing here knows a field name of an
HTTP API or a type of an engine. All values are immutable and cheap to pickle.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias


class Compact:
    """Pickles as the class and its fields in order: a third of what a dataclass costs by default.

    Events cross between processes one by one, thousands a second.
    """

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        cls = type(self)
        return cls, tuple([getattr(self, name) for name in cls.__slots__])


# --- What goes in: content -------------------------------------------------------------------

Role = Literal["system", "developer", "user", "assistant", "tool"]


@dataclass(frozen=True, slots=True)
class TextPart(Compact):
    text: str


@dataclass(frozen=True, slots=True)
class ImagePart(Compact):
    """An encoded image (PNG, JPEG, …). The HTTP side has fetched it: no address reaches a model."""

    data: bytes
    media_type: str
    detail: Literal["auto", "low", "high"] = "auto"


@dataclass(frozen=True, slots=True)
class AudioPart(Compact):
    """An encoded sound file; `format` is its container, for example `wav` or `mp3`."""

    data: bytes
    format: str


Part = TextPart | ImagePart | AudioPart


@dataclass(frozen=True, slots=True)
class ToolCall(Compact):
    """A call that an assistant made; `arguments` is JSON text, exactly as it was generated."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Message(Compact):
    role: Role
    content: tuple[Part, ...] = ()
    name: str | None = None
    reasoning: str | None = None
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str | None = None

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.content if isinstance(part, TextPart))


@dataclass(frozen=True, slots=True)
class Tool(Compact):
    """A function the model may call; `parameters` is a JSON schema (draft 2020-12)."""

    name: str
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    strict: bool = False


@dataclass(frozen=True, slots=True)
class ToolChoice(Compact):
    """`auto` may call, `required` must, `none` must not; `allowed` narrows to these names."""

    mode: Literal["auto", "required", "none"] = "auto"
    allowed: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Constraint(Compact):
    """What the generated text must match. `value`: a schema, a pattern, a grammar, the choices.

    With `triggers` it is lazy: text is free until one of them appears; from there on, the trigger
    included, it must match, and when it does it is free again. With `before` only white space may
    stand between a trigger and one of these texts, of which the empty one is the beginning. Between
    the two texts of `outside` a trigger is none; `begins_inside`: so from the beginning on.
    """

    kind: Literal["json_schema", "json_object", "regex", "choice", "gbnf", "lark"]
    value: Any = None
    triggers: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    outside: tuple[str, str] | None = None
    begins_inside: bool = False


Continuation: TypeAlias = bool | Literal["content", "reasoning_content"]
"""Whether the last message is to be continued; `content`: its words, even if it has none yet, and
not its thought."""
ReasoningFormat: TypeAlias = Literal["auto", "none", "deepseek", "deepseek-legacy"]
"""Thoughts are told apart from the words (`auto`, `deepseek`), with their markup among the words
(`none`), or both (`deepseek-legacy`)."""


@dataclass(frozen=True, slots=True)
class Reasoning(Compact):
    """Whether and how long to think first, and how that is told; None leaves it to the model's
    template and YAML."""

    enabled: bool | None = None
    effort: str | None = None
    budget_tokens: int | None = None
    format: ReasoningFormat | None = None


# --- What goes in: how to generate -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sampling(Compact):
    """Every sampling field of llama.cpp and vLLM; None: not said, take the model's default."""

    temperature: float | None = None
    dynatemp_range: float | None = None
    dynatemp_exponent: float | None = None
    top_k: int | None = None
    top_p: float | None = None
    min_p: float | None = None
    typical_p: float | None = None
    top_n_sigma: float | None = None
    xtc_probability: float | None = None
    xtc_threshold: float | None = None
    min_keep: int | None = None
    repeat_penalty: float | None = None
    repeat_last_n: int | None = None
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    dry_multiplier: float | None = None
    dry_base: float | None = None
    dry_allowed_length: int | None = None
    dry_penalty_last_n: int | None = None
    dry_sequence_breakers: tuple[str, ...] | None = None
    mirostat: int | None = None
    mirostat_tau: float | None = None
    mirostat_eta: float | None = None
    adaptive_target: float | None = None
    adaptive_decay: float | None = None
    samplers: tuple[str, ...] | None = None
    logit_bias: tuple[tuple[int, float], ...] | None = None
    allowed_token_ids: tuple[int, ...] | None = None
    bad_words: tuple[str, ...] | None = None
    seed: int | None = None

    def over(self, defaults: Sampling) -> Sampling:
        """These values where they are said, `defaults` elsewhere."""
        said = {
            f.name: value
            for f in dataclasses.fields(self)
            if (value := getattr(self, f.name)) is not None
        }
        return dataclasses.replace(defaults, **said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One generation: exactly one of `messages` and `prompt` (text or token ids) is given.

    `logprobs` is the number of alternatives wanted beside each generated token (0: only the token
    itself); `prompt_logprobs` the same for the prompt. `resumed_token_ids`, one tuple per choice,
    is what an earlier replica generated and the client has seen: the backend goes on behind it.
    `adapters` are names (or numbers) of LoRA adapters with their scales; none: the YAML's. `echo`:
    the text of the prompt comes first. `best_of`: generate so many, tell the `n` likeliest. The
    lower a request's `priority`, the earlier it goes. `whole`: nobody reads the events as they
    come, so they travel together when all are there.
    """

    id: str
    messages: tuple[Message, ...] | None = None
    prompt: str | tuple[int, ...] | None = None
    suffix: str | None = None
    tools: tuple[Tool, ...] = ()
    tool_choice: ToolChoice = ToolChoice()
    parallel_tool_calls: bool = True
    max_tool_calls: int | None = None
    constraint: Constraint | None = None
    reasoning: Reasoning = Reasoning()
    template_kwargs: Mapping[str, Any] = field(default_factory=dict)
    continue_final_message: Continuation | None = None
    sampling: Sampling = Sampling()
    n: int = 1
    best_of: int | None = None
    max_tokens: int | None = None
    min_tokens: int = 0
    stop: tuple[str, ...] = ()
    stop_token_ids: tuple[int, ...] = ()
    ignore_eos: bool = False
    logprobs: int | None = None
    prompt_logprobs: int | None = None
    echo: bool = False
    cache_prompt: bool = True
    adapters: tuple[tuple[str, float], ...] = ()
    priority: int = 0
    resumed_token_ids: tuple[tuple[int, ...], ...] = ()
    whole: bool = False


# --- What comes out: the stream of a generation ----------------------------------------------

FinishReason = Literal["stop", "length", "tool_calls", "cancelled"]


@dataclass(frozen=True, slots=True)
class TokenLogprob(Compact):
    """A token with its natural-log probability, and the likeliest tokens at its position."""

    token_id: int
    token: bytes
    logprob: float
    top: tuple[TokenLogprob, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage(Compact):
    """Token counts of one choice; `cached_tokens` of the prompt were not computed again."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    reasoning_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Timings(Compact):
    """Seconds spent waiting for a place, on the prompt, and on the generated tokens.

    Of `drafted` tokens that were guessed (speculative decoding), `accepted` were right.
    """

    queued: float = 0.0
    prefill: float = 0.0
    decode: float = 0.0
    drafted: int = 0
    accepted: int = 0

    def __add__(self, other: Timings) -> Timings:
        return Timings(
            self.queued + other.queued,
            self.prefill + other.prefill,
            self.decode + other.decode,
            self.drafted + other.drafted,
            self.accepted + other.accepted,
        )


@dataclass(frozen=True, slots=True)
class Accepted(Compact):
    """The first event of a generation that was not refused: the prompt is tokenised and fits."""

    prompt_tokens: int


@dataclass(frozen=True, slots=True)
class PromptLogprobs(Compact):
    """All tokens of the prompt; the first, before which nothing comes, has the logprob NaN."""

    index: int
    tokens: tuple[TokenLogprob, ...]


@dataclass(frozen=True, slots=True)
class TextDelta(Compact):
    """A piece of the answer: `token_ids` are all tokens consumed since the choice's last event."""

    text: str
    index: int = 0
    token_ids: tuple[int, ...] = ()
    logprobs: tuple[TokenLogprob, ...] = ()


@dataclass(frozen=True, slots=True)
class ReasoningDelta(Compact):
    text: str
    index: int = 0
    token_ids: tuple[int, ...] = ()
    logprobs: tuple[TokenLogprob, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolCallDelta(Compact):
    """A piece of call number `call`: `id` and `name` come with its first piece only."""

    call: int
    arguments: str = ""
    id: str | None = None
    name: str | None = None
    index: int = 0
    token_ids: tuple[int, ...] = ()
    logprobs: tuple[TokenLogprob, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished(Compact):
    """The last event of a choice; `stop` is the stop string that ended it, if one did."""

    reason: FinishReason
    index: int = 0
    usage: Usage = Usage()
    timings: Timings = Timings()
    stop: str | None = None


FailureKind = Literal[
    "invalid_request", "context_length", "unsupported", "overloaded", "internal", "lost"
]
"""`lost`: the process that answered is gone, and another can go on."""


@dataclass(frozen=True, slots=True)
class Failed(Compact):
    """The last event of a stream that broke. `param` names the request's field that is at fault."""

    kind: FailureKind
    message: str
    param: str | None = None
    retry_after: float | None = None


Event = Accepted | PromptLogprobs | TextDelta | ReasoningDelta | ToolCallDelta | Finished | Failed


class RequestRefused(Exception):
    """A backend will not or cannot do this request; the client sees `failure`."""

    def __init__(self, failure: Failed) -> None:
        super().__init__(failure.message)
        self.failure = failure


# --- The other kinds of request --------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedRequest:
    """`inputs` as text or token ids; `dimensions` truncates and normalises again (Matryoshka)."""

    id: str
    inputs: tuple[str | tuple[int, ...], ...]
    dimensions: int | None = None
    normalize: bool = True


@dataclass(frozen=True, slots=True)
class Embeddings:
    """`vectors`: one float32 vector per input, little-endian, in the order of the inputs."""

    vectors: tuple[bytes, ...]
    prompt_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RerankRequest:
    id: str
    query: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """One relevance score per document, in the order of the documents; higher is better."""

    scores: tuple[float, ...]
    prompt_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenizeRequest:
    """`special`: with the tokens that stand around a prompt."""

    id: str
    text: str
    special: bool = False


@dataclass(frozen=True, slots=True)
class Tokens:
    """`pieces` are the texts of the ids: bytes, for a character may have several tokens."""

    ids: tuple[int, ...]
    pieces: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DetokenizeRequest:
    id: str
    token_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Words:
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRequest:
    """How many tokens the prompt of a generation has, images and sounds included."""

    request: Request


@dataclass(frozen=True, slots=True)
class TokenCount:
    prompt_tokens: int


Question = EmbedRequest | RerankRequest | TokenizeRequest | DetokenizeRequest | CountRequest
"""What a model is asked besides generations."""
Reply = Embeddings | Scores | Tokens | Words | TokenCount
"""One for each kind of question, in the same order."""

# --- What a model says of itself -------------------------------------------------------------

Capability = Literal["chat", "completion", "embeddings", "rerank", "tokenize"]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """`digest` identifies the configuration that was loaded: equal digests need no new replica.

    `sampling` is what requests leave unsaid.
    """

    name: str
    backend: str
    digest: str
    capabilities: frozenset[Capability]
    context_size: int | None = None
    description: str = ""
    sampling: Sampling = Sampling()


@dataclass(frozen=True, slots=True)
class EngineStats:
    """Counters of one replica's engine. `running + free_slots` is its number of slots.

    `rows` are the sequences that its steps computed tokens of: `rows / steps` is how many at once.
    `step_seconds` is all that the steps took; computing and drawing tokens are parts of it.
    Of the requests that finished: how many tokens of their prompts were cached, how many were
    guessed and rightly so, and for how many seconds they waited, were read and generated.
    `saved_states` and their bytes are those of the cache's second tier.
    """

    running: int = 0
    waiting: int = 0
    free_slots: int = 0
    cells_used: int = 0
    cells_total: int = 0
    steps: int = 0
    rows: int = 0
    prompt_tokens: int = 0
    generated_tokens: int = 0
    finished: int = 0
    aborted: int = 0
    preempted: int = 0
    step_seconds: float = 0.0
    decode_seconds: float = 0.0
    sampling_seconds: float = 0.0
    cached_tokens: int = 0
    drafted_tokens: int = 0
    accepted_tokens: int = 0
    queue_seconds: float = 0.0
    prefill_seconds: float = 0.0
    generation_seconds: float = 0.0
    saved_states: int = 0
    saved_bytes: int = 0
