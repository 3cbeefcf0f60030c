"""JSON schemas of what comes back. Answers may have more fields than these."""

from __future__ import annotations

from collections.abc import Mapping

from serve_app.openapi.schemas import Schema, ref

STRING: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
BOOLEAN: Schema = {"type": "boolean"}
OBJECT: Schema = {"type": "object"}
TIME: Schema = {"type": "integer", "description": "Seconds since 1970."}


def record(**fields: Schema) -> Schema:
    """An object that always has all of these fields."""
    return {"type": "object", "properties": fields, "required": [*fields]}


def with_optional(whole: Schema, **fields: Schema) -> Schema:
    return whole | {"properties": whole["properties"] | fields}


def list_of(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def word(*words: str) -> Schema:
    return {"type": "string", "enum": [*words]}


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


FINISH_REASON = word("stop", "length", "tool_calls", "function_call", "cancelled")
_TOKEN = record(token=STRING, logprob=NUMBER, bytes=list_of(INTEGER))
_LOGPROBS = or_null(record(content=list_of(ref("TokenLogprob"))))
_STATUS = word("queued", "in_progress", "completed", "incomplete", "failed", "cancelled")

OPENAI: Mapping[str, Schema] = {
    "Error": record(
        error=record(message=STRING, type=STRING, param=or_null(STRING), code=or_null(STRING))
        | {"description": "`param` names the field that is wrong."}
    ),
    "Usage": with_optional(
        record(prompt_tokens=INTEGER, total_tokens=INTEGER),
        completion_tokens=INTEGER,
        prompt_tokens_details=record(cached_tokens=INTEGER),
        completion_tokens_details=record(reasoning_tokens=INTEGER),
    ),
    "TokenLogprob": record(**_TOKEN["properties"], top_logprobs=list_of(_TOKEN)),
    "ToolCall": record(
        id=STRING, type=word("function"), function=record(name=STRING, arguments=STRING)
    ),
    "ChatCompletionMessage": with_optional(
        record(role=word("assistant"), content=or_null(STRING), refusal=or_null(STRING)),
        reasoning_content=STRING,
        reasoning=STRING,
        tool_calls=list_of(ref("ToolCall")),
        function_call=record(name=STRING, arguments=STRING),
    ),
    "ChatCompletion": record(
        id=STRING,
        object=word("chat.completion"),
        created=TIME,
        model=STRING,
        choices=list_of(
            record(
                index=INTEGER,
                message=ref("ChatCompletionMessage"),
                logprobs=_LOGPROBS,
                finish_reason=FINISH_REASON,
            )
        ),
        usage=ref("Usage"),
    ),
    "Completion": record(
        id=STRING,
        object=word("text_completion"),
        created=TIME,
        model=STRING,
        choices=list_of(
            record(
                index=INTEGER, text=STRING, logprobs=or_null(OBJECT), finish_reason=FINISH_REASON
            )
        ),
        usage=ref("Usage"),
    ),
    "Edit": record(
        object=word("edit"),
        created=TIME,
        choices=list_of(record(text=STRING, index=INTEGER, finish_reason=FINISH_REASON)),
        usage=ref("Usage"),
    ),
    "Embeddings": record(
        object=word("list"),
        model=STRING,
        data=list_of(
            record(
                object=word("embedding"),
                index=INTEGER,
                embedding={
                    "anyOf": [list_of(NUMBER), {"type": "string", "contentEncoding": "base64"}]
                },
            )
        ),
        usage=ref("Usage"),
    ),
    "Ranking": record(
        object=word("list"),
        model=STRING,
        results=list_of(
            with_optional(
                record(index=INTEGER, relevance_score=NUMBER), document=record(text=STRING)
            )
        ),
        usage=ref("Usage"),
    ),
    "Tokens": record(
        tokens=list_of(
            {
                "anyOf": [
                    INTEGER,
                    record(id=INTEGER, piece={"anyOf": [STRING, list_of(INTEGER)]}),
                ]
            }
        ),
        count=INTEGER,
    ),
    "Text": record(content=STRING, prompt=STRING),
    "Model": with_optional(
        record(id=STRING, object=word("model"), created=TIME, owned_by=STRING),
        state=word("pending", "loading", "ready", "failed", "disabled"),
        reason=or_null(STRING),
        backend=or_null(STRING),
        capabilities=list_of(STRING),
        context_size=or_null(INTEGER),
        description=or_null(STRING),
        source=or_null(STRING),
        app=or_null(STRING),
    ),
    "Models": record(object=word("list"), data=list_of(ref("Model"))),
}

ANTHROPIC: Mapping[str, Schema] = {
    "MessagesError": record(type=word("error"), error=record(type=STRING, message=STRING)),
    "Message": record(
        id=STRING,
        type=word("message"),
        role=word("assistant"),
        model=STRING,
        content=list_of(record(type=word("text", "thinking", "tool_use"))),
        stop_reason=word("end_turn", "max_tokens", "stop_sequence", "tool_use"),
        stop_sequence=or_null(STRING),
        usage=with_optional(
            record(input_tokens=INTEGER, output_tokens=INTEGER), cache_read_input_tokens=INTEGER
        ),
    ),
    "TokenCount": record(input_tokens=INTEGER),
}

OPEN_RESPONSES: Mapping[str, Schema] = {
    "Item": with_optional(
        record(
            type=word("message", "reasoning", "function_call", "function_call_output"), id=STRING
        ),
        status=word("in_progress", "completed", "incomplete"),
    ),
    "Response": record(
        id=STRING,
        object=word("response"),
        created_at=TIME,
        completed_at=or_null(TIME),
        status=_STATUS,
        incomplete_details=or_null(record(reason=STRING)),
        model=STRING,
        previous_response_id=or_null(STRING),
        instructions=or_null(STRING),
        output=list_of(ref("Item")),
        error=or_null(record(code=STRING, message=STRING)),
        usage=or_null(record(input_tokens=INTEGER, output_tokens=INTEGER, total_tokens=INTEGER)),
        tools=list_of(OBJECT),
        text=OBJECT,
        store=BOOLEAN,
        background=BOOLEAN,
        metadata=OBJECT,
    ),
    "DeletedResponse": record(id=STRING, object=word("response"), deleted=BOOLEAN),
    "Items": record(
        object=word("list"),
        data=list_of(ref("Item")),
        first_id=or_null(STRING),
        last_id=or_null(STRING),
        has_more=BOOLEAN,
    ),
}

SERVER: Mapping[str, Schema] = {
    "Health": record(status=word("ok")),
    "Readiness": with_optional(record(status=word("ready", "starting")), loading=list_of(STRING)),
    "Version": record(version=STRING),
}

ANSWERS: Mapping[str, Schema] = {**OPENAI, **ANTHROPIC, **OPEN_RESPONSES, **SERVER}
