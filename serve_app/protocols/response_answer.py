"""Open Responses: from events to a response and the events of its stream.

https://www.openresponses.org/specification#streaming
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from deployments.types import (
    Accepted,
    Event,
    Finished,
    ReasoningDelta,
    TextDelta,
    ToolCallDelta,
    Usage,
)
from serve_app.errors import ApiError, BadRequest
from serve_app.protocols.openai import DONE, dumps
from serve_app.protocols.response_parts import CallPart, ItemPart, TextPart, ThoughtPart

Clock = Callable[[], float]
Numbered = tuple[int, bytes]
"""An event of a stream, as it is sent, and its number."""


class ResponseAnswer:
    """An `Answer` (see call.py). Events are also given one by one, with their numbers.

    Items do not overlap: when another kind of event comes, the open one is done.
    """

    def __init__(self, resource: Mapping[str, Any], model: str, clock: Clock = time.time) -> None:
        self.response: dict[str, Any] = {**resource, "model": model, "output": []}
        self._stem = str(resource["id"]).removeprefix("resp_")
        self._clock = clock
        self._open: ItemPart | None = None
        self._events: list[Numbered] | None = None  # those to be sent, where somebody reads them
        self._number = 0

    @property
    def complete(self) -> bool:
        return self.response["status"] not in ("queued", "in_progress")

    @property
    def begun(self) -> bool:
        """Some of its events were told."""
        return self._number > 0

    def at(self, seconds: float) -> None:
        """What comes now was said then."""
        self._clock = lambda: seconds

    # --- As a stream -------------------------------------------------------------------------

    def chunk(self, request: int, events: Sequence[Event]) -> bytes:
        return b"".join(event for _, event in self.numbered(events))

    def end(self) -> bytes:
        return DONE

    def error(self, error: ApiError) -> bytes:
        return b"".join(event for _, event in self.failed(error)) + DONE

    def numbered(self, events: Sequence[Event]) -> list[Numbered]:
        """The events of the stream, with their numbers from 0 on."""
        told: list[Numbered] = []
        self._events = told
        for event in events:
            self._take(event)
        return told

    def queued(self) -> list[Numbered]:
        """The events of a response that waits for somebody to run it."""
        self._events = []
        self._begin("queued")
        return self._events

    def failed(self, error: ApiError) -> list[Numbered]:
        """The events that end a response which cannot go on."""
        return self.failed_with(rendered(error))

    def failed_with(self, error: Mapping[str, Any]) -> list[Numbered]:
        """The same with an error as a response has it."""
        self._events = []
        whole = {"type": "server_error", "param": None, **error}
        self._close("incomplete")
        self._tell("error", error=whole)
        self.response["error"] = {"code": whole["code"], "message": whole["message"]}
        self._finish("failed")
        return self._events

    def cancelled(self) -> list[Numbered]:
        """The events that end a response of which nothing more is wanted.

        They end its last item; for the response itself there is none.
        """
        self._events = []
        self._cancel()
        return self._events

    # --- As a whole --------------------------------------------------------------------------

    def collect(self, request: int, events: Sequence[Event]) -> None:
        self._events = None
        for event in events:
            self._take(event)

    def result(self) -> dict[str, Any]:
        return self.response

    # --- Events ------------------------------------------------------------------------------

    def _take(self, event: Event) -> None:
        match event:
            case TextDelta(text=text, logprobs=tokens) if text or tokens:
                self._part(TextPart).say(text, tokens)
            case ReasoningDelta(text=text) if text:
                self._part(ThoughtPart).say(text, ())
            case ToolCallDelta():
                self._call(event)
            case Accepted():
                self._begin()
            case Finished():
                self._finished(event)

    def _begin(self, status: str = "in_progress") -> None:
        self.response["status"] = status
        if self._number == 0:
            self._tell("response.created", response=self.response)
        self._tell(f"response.{status}", response=self.response)

    def _part(self, kind: type[ItemPart]) -> ItemPart:
        if not isinstance(self._open, kind):
            self._close("completed")
            self._open = kind(self._tell, self._stem, len(self.response["output"]))
        return self._open

    def _call(self, event: ToolCallDelta) -> None:
        if event.name is not None:
            self._close("completed")
            place = len(self.response["output"])
            self._open = CallPart(self._tell, self._stem, place, event.id or "", event.name)
        assert self._open is not None, "a call begins with its name"
        self._open.say(event.arguments, ())

    def _close(self, status: str) -> None:
        if self._open is not None:
            self.response["output"].append(self._open.close(status))
            self._open = None

    def _finished(self, event: Finished) -> None:
        self.response["usage"] = usage(event.usage)
        if event.reason == "length":
            self._close("incomplete")
            self.response["incomplete_details"] = {"reason": "max_output_tokens"}
            self._finish("incomplete")
        elif event.reason == "cancelled":
            self._cancel()
        else:
            self._close("completed")
            self._finish("completed")

    def _cancel(self) -> None:
        self._close("incomplete")
        self.response["status"] = "cancelled"

    def _finish(self, status: str) -> None:
        self.response["status"] = status
        if status == "completed":
            self.response["completed_at"] = int(self._clock())
        self._tell(f"response.{status}", response=self.response)

    def _tell(self, type: str, **data: Any) -> None:
        if self._events is None:
            return
        body = dumps({"type": type, "sequence_number": self._number, **data})
        whole = b"event: " + type.encode() + b"\ndata: " + body + b"\n\n"
        self._events.append((self._number, whole))
        self._number += 1


def about_input(error: ApiError) -> ApiError:
    """The same error; what a model says of the messages of its prompt is about `input`."""
    if not isinstance(error, BadRequest) or not (error.param or "").startswith("messages"):
        return error
    message = error.message
    if message.startswith(f"{error.param}: "):
        message = f"input: {message.removeprefix(f'{error.param}: ')}"
    return BadRequest(message, param="input", code=error.code)


def rendered(error: ApiError) -> dict[str, Any]:
    """As events have it."""
    error = about_input(error)
    code = error.code or error.type
    return {"type": error.type, "code": code, "message": error.message, "param": error.param}


def usage(counted: Usage) -> dict[str, Any]:
    return {
        "input_tokens": counted.prompt_tokens,
        "input_tokens_details": {"cached_tokens": counted.cached_tokens, "cache_write_tokens": 0},
        "output_tokens": counted.completion_tokens,
        "output_tokens_details": {"reasoning_tokens": counted.reasoning_tokens},
        "total_tokens": counted.prompt_tokens + counted.completion_tokens,
    }
