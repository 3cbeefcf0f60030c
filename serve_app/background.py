"""Responses that nobody waits for: run here, taken over from others that died, and followed.

A background response is a row in the store with a lease. Its gateway writes what the model says in
batches, each before anybody is told of it, so that whoever takes over goes on behind the last one.
"""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy.exc import SQLAlchemyError

from deployments.types import Accepted, Event, Failed, Request
from serve_app.errors import ApiError, InternalError
from serve_app.generation import checked
from serve_app.listing import Asked, ModelEntry, resolve
from serve_app.models import Models
from serve_app.protocols import responses
from serve_app.protocols.call import Call
from serve_app.protocols.response_answer import Numbered, ResponseAnswer
from serve_app.response_lookup import looked_up, output_items
from serve_app.store.event_json import from_json, to_json, token_ids
from serve_app.store.records import Ended, Job, StoredResponse
from serve_app.store.responses import Responses
from serve_app.truncation import fitted

logger = logging.getLogger("ray.serve")

LEASE = 10.0  # seconds until others take over what a dead gateway ran
RENEWED = 3.0
WATCHED = 0.1  # how often it is seen whether a response was cancelled elsewhere
LOOKED_FOR = 2.0  # how often those are looked for whose gateway is gone
MOST_TAKEN = 32  # at a time


class Background:
    """Those that run in this gateway. `watch` has to run beside it."""

    def __init__(self, store: Responses, models: Models) -> None:
        self._store = store
        self._models = models
        self.holder = uuid.uuid4().hex
        self._running: dict[str, asyncio.Task[None]] = {}
        self._closed = False
        self._changed: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()

    def lease(self) -> float:
        return time.time() + LEASE

    def start(self, job: Job) -> None:
        if self._closed:  # somebody else will
            return
        task = asyncio.create_task(self._run(job))
        self._running[job.response.id] = task
        task.add_done_callback(lambda _: self._running.pop(job.response.id, None))

    async def cancel(self, response: StoredResponse) -> StoredResponse | None:
        """As it is now: what has ended stays as it was. None: it is gone."""
        cancelled = await self._store.cancel(response.id, response.owner, _cancelled)
        self.stop(response.id)
        return cancelled

    def stop(self, id: str) -> None:
        """It is not to be run any more: the model stops within a step."""
        if id in self._running:
            self._running[id].cancel()
        self._tell(id)

    async def watch(self) -> None:
        """Keep the leases, stop what was cancelled elsewhere, take over what others left."""
        renewed = looked = 0.0
        while True:
            now = time.monotonic()
            try:
                if now - looked > LOOKED_FOR:
                    looked = now
                    for job in await self._store.take_over(
                        self.holder, time.time(), self.lease(), MOST_TAKEN
                    ):
                        if job.response.id not in self._running:
                            logger.warning("response %s goes on here", job.response.id)
                            self.start(job)
                if self._running:
                    await self._look_after(keep=now - renewed > RENEWED)
                    renewed = now if now - renewed > RENEWED else renewed
            except Exception:
                logger.exception("the store of responses does not answer")
            await asyncio.sleep(WATCHED if self._running else LOOKED_FOR / 4)

    async def _look_after(self, *, keep: bool) -> None:
        running = set(self._running)
        if keep:
            held = await self._store.renew(self.holder, running, self.lease())
        else:
            held = await self._store.held(self.holder)
        for id in running - held:
            self.stop(id)

    async def close(self) -> None:
        """What runs here stops, and others may take it over at once."""
        self._closed = True
        for task in [*self._running.values()]:
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)
        await self._store.settled()  # what was said last is stored
        try:
            await self._store.release(self.holder)
        except (SQLAlchemyError, OSError):
            logger.exception("responses that ran here are taken over only when their leases end")

    # --- Running -----------------------------------------------------------------------------

    async def _run(self, job: Job) -> None:
        run = _Run(job)
        try:
            if not run.answer.complete:
                await self._generate(run)
        except asyncio.CancelledError:
            return
        except ApiError as error:
            run.answer.failed(error)
        except Exception:
            logger.exception("response %s failed", run.id)
            run.answer.failed(InternalError("the server failed on this response"))
        if run.answer.complete:
            await self._finish(run.id, run.answer.response)
        self._tell(run.id)

    async def _finish(self, id: str, response: Mapping[str, Any]) -> None:
        """If it cannot be stored, the lease ends, and somebody tries again."""
        try:
            await self._store.finish(id, self.holder, _ended(response))
        except (SQLAlchemyError, OSError):
            logger.exception("the end of response %s could not be stored", id)

    async def _generate(self, run: _Run) -> None:
        """Until the answer is complete, or not ours any more. Raises `ApiError`."""
        call, entry = await self._call(run.response)
        begun, request = bool(run.said), _behind(call.requests[0], run.said)
        async with aclosing(self._models.generate(entry, request)) as stream:
            async for batch in stream:
                if not await self._take(run, _new(batch, begun=begun)):
                    return
                checked(batch)
        raise InternalError("the model's answer ended too early")

    async def _take(self, run: _Run, events: Sequence[Event]) -> bool:
        """Store what was said, then tell of it. False: nothing more is wanted."""
        if not events:
            return True
        data = {"at": time.time(), "events": to_json(events)}
        if not await self._store.append(run.id, self.holder, run.batches, data):
            return False
        run.take(data)
        self._tell(run.id)
        return not run.answer.complete

    async def _call(self, response: StoredResponse) -> tuple[Call, ModelEntry]:
        body = responses.parse(dict(response.body))
        stored = await looked_up(self._store, body, response.owner)
        entry = resolve(
            self._models.listing, "chat", Asked(response.resource["model"]), strict=True
        )
        entry = await self._models.ready(entry)
        stem = response.id.removeprefix("resp_")
        call = responses.call(body, stored, stem, int(response.created_at))
        if body.truncation == "auto":
            request = await fitted(self._models, entry, call.requests[0])
            call = replace(call, requests=(request,))
        return call, entry

    # --- Following ---------------------------------------------------------------------------

    async def follow(self, response: StoredResponse, behind: int) -> AsyncGenerator[bytes]:
        """The events of its stream with higher numbers than `behind`, until it has ended."""
        answer, batch = answer_of(response), -1
        told = answer.queued()
        while True:
            current = await self._store.find(response.id, response.owner)
            for number, data in await self._store.events(response.id, batch):
                batch = number
                answer.at(data["at"])
                told += answer.numbered(from_json(data["events"]))
            if current is not None and not answer.complete:
                told += _told_end(answer, current)
            active = current is not None and current.active
            if not (active and answer.complete):  # whoever hears of the end may go on behind it
                for number, event in told:
                    if number > behind:
                        yield event
                told = []
            if not active:
                return
            await self._wait(response.id)

    async def _wait(self, id: str) -> None:
        """Until something was said, as far as this gateway knows, or a moment has passed."""
        changed = self._changed.setdefault(id, asyncio.Event())
        with suppress(TimeoutError):
            await asyncio.wait_for(changed.wait(), WATCHED)

    def _tell(self, id: str) -> None:
        changed = self._changed.pop(id, None)
        if changed is not None:
            changed.set()


def answer_of(response: StoredResponse) -> ResponseAnswer:
    """Before the model has said anything."""
    beginning = {**response.resource, "status": "queued", "usage": None, "error": None}
    beginning |= {"completed_at": None, "incomplete_details": None}
    return ResponseAnswer(beginning, response.resource["model"])


def _told_end(answer: ResponseAnswer, response: StoredResponse) -> list[Numbered]:
    """The events of an end that is not the model's word."""
    match response.status:
        case "failed":
            return answer.failed_with(response.resource["error"])
        case "cancelled":
            return answer.cancelled()
    return []


class _Run:
    """A background response as far as it has come."""

    def __init__(self, job: Job) -> None:
        self.response = job.response
        self.id = job.response.id
        self.answer = answer_of(job.response)
        self.said: list[Event] = []
        self.batches = 0
        for data in job.events:
            self.take(data)

    def take(self, data: Mapping[str, Any]) -> None:
        """A batch that is stored."""
        events = from_json(data["events"])
        self.said += events
        self.batches += 1
        self.answer.at(data["at"])
        self.answer.collect(0, events)


def _ended(response: Mapping[str, Any]) -> Ended:
    return Ended(response, output_items(response))


def _cancelled(job: Job) -> Ended:
    """With what was said; it is cancelled unless that was all."""
    answer = _Run(job).answer
    if not answer.complete:
        answer.cancelled()
    return _ended(answer.response)


def _behind(request: Request, said: Sequence[Event]) -> Request:
    """The same request, from behind what was said."""
    tokens = token_ids(said)
    return replace(request, resumed_token_ids=(tokens,)) if tokens else request


def _new(events: Sequence[Event], *, begun: bool) -> list[Event]:
    """What is to be told: a response is accepted once, and a failure is no word of it."""
    passed = (Accepted, Failed) if begun else Failed
    return [event for event in events if not isinstance(event, passed)]
