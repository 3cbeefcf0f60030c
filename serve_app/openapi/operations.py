"""The routes: what each is asked, an example of that, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel

from serve_app.openapi.schemas import Schema
from serve_app.protocols.chat import ChatBody
from serve_app.protocols.completions import CompletionBody
from serve_app.protocols.edits import EditBody
from serve_app.protocols.embeddings import EmbeddingsBody
from serve_app.protocols.messages import MessagesBody, PromptBody
from serve_app.protocols.rerank import RerankBody
from serve_app.protocols.responses import ResponsesBody
from serve_app.protocols.tokens import DetokenizeBody, TokenizeBody

OPENAI_DONE = "data: [DONE]\n\n"
STREAMS = {
    "chunks": 'data: {"object": "chat.completion.chunk", "choices": […], …}\n\n' + OPENAI_DONE,
    "texts": 'data: {"object": "text_completion", "choices": […], …}\n\n' + OPENAI_DONE,
    "edits": 'data: {"object": "edit", "choices": […], …}\n\n' + OPENAI_DONE,
    "blocks": 'event: message_start\ndata: {"type": "message_start", …}\n\n'
    'event: message_stop\ndata: {"type": "message_stop"}\n\n',
    "items": 'event: response.created\ndata: {"type": "response.created", …}\n\n' + OPENAI_DONE,
}
"""The beginnings and ends of streams, by kind."""


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    place: Literal["path", "query"]
    description: str
    schema: Schema = field(default_factory=lambda: {"type": "string"})

    def render(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "in": self.place,
            "required": self.place == "path",
            "description": self.description,
            "schema": self.schema,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """`answer` names a schema, `stream` the kind of stream that clients may ask for instead."""

    tag: str
    summary: str
    description: str
    answer: str
    body: type[BaseModel] | None = None
    example: Mapping[str, Any] | None = None
    stream: str | None = None
    parameters: tuple[Parameter, ...] = ()
    errors: tuple[int, ...] = ()
    also: Mapping[int, str] = field(default_factory=dict)
    public: bool = False


MODEL = Parameter("model", "query", "The model, where the body names none.")
VIEW = Parameter(
    "view",
    "query",
    "`admin`: with the states of models, also those that failed, and why.",
    {"type": "string", "enum": ["admin"]},
)
RESPONSE_ID = Parameter("id", "path", "The id of a response that was stored.")
OF_BODIES = (400, 401, 403, 404, 413, 500, 503)
OF_STORED = (400, 401, 404, 500)


def _asks(**fields: Any) -> Operation:
    return Operation(parameters=(MODEL,), errors=OF_BODIES, **fields)


HELLO = [{"role": "user", "content": "Say this is a test!"}]
CREATE_RESPONSE = """A response of a model. With `store` (unless it is false) it can be asked for
later, and `previous_response_id` goes on with it. `background: true` answers at once, and the model
works on. Over a WebSocket at the same path, each message `{"type": "response.create", …}` is such a
body, and the events of its stream are the messages that come back."""

OPERATIONS: Mapping[tuple[str, str], Operation] = {
    ("POST", "/v1/chat/completions"): _asks(
        tag="OpenAI",
        summary="Chat",
        description="What a model answers to a conversation.",
        body=ChatBody,
        example={"model": "demo", "messages": HELLO},
        answer="ChatCompletion",
        stream="chunks",
    ),
    ("POST", "/v1/completions"): _asks(
        tag="OpenAI",
        summary="Complete a text",
        description="How a text goes on, or with `suffix` what stands between two.",
        body=CompletionBody,
        example={"model": "demo", "prompt": "Once upon a time", "max_tokens": 20},
        answer="Completion",
        stream="texts",
    ),
    ("POST", "/v1/edits"): _asks(
        tag="OpenAI",
        summary="Edit a text",
        description="OpenAI's legacy API: a text, and what to do with it.",
        body=EditBody,
        example={
            "model": "demo",
            "instruction": "Put this into the past tense",
            "input": "The cat sleeps on the sofa.",
        },
        answer="Edit",
        stream="edits",
    ),
    ("POST", "/v1/embeddings"): _asks(
        tag="OpenAI",
        summary="Embed texts",
        description="Vectors of texts, by models whose YAML says `embeddings: true`.",
        body=EmbeddingsBody,
        example={"model": "vectors", "input": ["The cat sleeps.", "A storm comes."]},
        answer="Embeddings",
    ),
    ("GET", "/v1/models"): Operation(
        tag="OpenAI",
        summary="List models",
        description="The models that a client may name.",
        answer="Models",
        parameters=(VIEW,),
        errors=(401,),
    ),
    ("GET", "/v1/models/{name}"): Operation(
        tag="OpenAI",
        summary="One model",
        description="A name may have slashes.",
        answer="Model",
        parameters=(Parameter("name", "path", "The model's name."), VIEW),
        errors=(401, 404),
    ),
    ("POST", "/v1/responses"): _asks(
        tag="Open Responses",
        summary="Create a response",
        description=CREATE_RESPONSE,
        body=ResponsesBody,
        example={"model": "demo", "input": "Say this is a test!"},
        answer="Response",
        stream="items",
    ),
    ("GET", "/v1/responses/{id}"): Operation(
        tag="Open Responses",
        summary="Get a response",
        description="With `stream`, its events, also while the model still works on it.",
        answer="Response",
        stream="items",
        parameters=(
            RESPONSE_ID,
            Parameter(
                "stream",
                "query",
                "Only of responses that were created with `background`.",
                {"type": "boolean"},
            ),
            Parameter(
                "starting_after",
                "query",
                "The number of the last event that is known.",
                {"type": "integer", "minimum": -1},
            ),
        ),
        errors=OF_STORED,
    ),
    ("DELETE", "/v1/responses/{id}"): Operation(
        tag="Open Responses",
        summary="Delete a response",
        description="One that a model still works on is cancelled.",
        answer="DeletedResponse",
        parameters=(RESPONSE_ID,),
        errors=OF_STORED,
    ),
    ("POST", "/v1/responses/{id}/cancel"): Operation(
        tag="Open Responses",
        summary="Cancel a response",
        description="One that was created with `background`. What has ended stays as it was.",
        answer="Response",
        parameters=(RESPONSE_ID,),
        errors=OF_STORED,
    ),
    ("GET", "/v1/responses/{id}/input_items"): Operation(
        tag="Open Responses",
        summary="List the input of a response",
        description="The items that it was asked with.",
        answer="Items",
        parameters=(
            RESPONSE_ID,
            Parameter(
                "order", "query", "Usually `desc`.", {"type": "string", "enum": ["asc", "desc"]}
            ),
            Parameter(
                "limit",
                "query",
                "Usually 20.",
                {"type": "integer", "minimum": 1, "maximum": 100},
            ),
            Parameter("after", "query", "Only items behind the one with this id."),
        ),
        errors=OF_STORED,
    ),
    ("POST", "/v1/messages"): _asks(
        tag="Anthropic",
        summary="Create a message",
        description="What a model answers to messages, as Anthropic's API has it.",
        body=MessagesBody,
        example={"model": "demo", "max_tokens": 100, "messages": HELLO},
        answer="Message",
        stream="blocks",
    ),
    ("POST", "/v1/messages/count_tokens"): _asks(
        tag="Anthropic",
        summary="Count tokens",
        description="How many tokens the prompt of a message has.",
        body=PromptBody,
        example={"model": "demo", "messages": HELLO},
        answer="TokenCount",
    ),
    ("POST", "/v1/rerank"): _asks(
        tag="Texts and tokens",
        summary="Rerank documents",
        description="Jina's API, of models whose YAML says `reranking: true`. The best come first.",
        body=RerankBody,
        example={
            "model": "ranks",
            "query": "Where is the cat?",
            "documents": ["A storm comes.", "The cat is on the sofa."],
            "top_n": 1,
        },
        answer="Ranking",
    ),
    ("POST", "/v1/tokenize"): _asks(
        tag="Texts and tokens",
        summary="Tokens of a text",
        description="`content` or `prompt` is the text.",
        body=TokenizeBody,
        example={"model": "demo", "content": "Hello, fox!"},
        answer="Tokens",
    ),
    ("POST", "/v1/detokenize"): _asks(
        tag="Texts and tokens",
        summary="The text of tokens",
        description="The other way round.",
        body=DetokenizeBody,
        example={"model": "demo", "tokens": [72, 101, 108, 108, 111]},
        answer="Text",
    ),
    ("GET", "/healthz"): Operation(
        tag="Server",
        summary="Alive",
        description="The server answers.",
        answer="Health",
        public=True,
    ),
    ("GET", "/readyz"): Operation(
        tag="Server",
        summary="Ready",
        description="No model is on its way any more.",
        answer="Readiness",
        also={503: "Readiness"},
        public=True,
    ),
    ("GET", "/version"): Operation(
        tag="Server",
        summary="Version",
        description="The server's own.",
        answer="Version",
        errors=(401,),
    ),
}
"""By method and path."""
