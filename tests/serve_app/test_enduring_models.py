"""What a client gets when the process that answered it is lost."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from fake_models import FakeModels

from deployments.types import (
    Accepted,
    Event,
    Failed,
    Finished,
    PromptLogprobs,
    Request,
    TextDelta,
    TokenizeRequest,
    Tokens,
)
from serve_app import resume
from serve_app.errors import ModelLost, ModelNotReady
from serve_app.listing import ModelEntry
from serve_app.models import LOST
from serve_app.resume import EnduringModels, Told

pytestmark = pytest.mark.anyio

REQUEST = Request(id="r", prompt="Hi", max_tokens=12)
FULL, NO_ROOM = -1, Failed("overloaded", "too many requests")


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume, "PAUSES", (0.0,))


class Mortal(FakeModels):
    """Its process is lost after so many events of each answer, in turn; None: it lives.

    `FULL`: there is no room for the request.
    """

    def __init__(self, *deaths: int | None) -> None:
        super().__init__([{"name": "fox", "options": ["tokens:30"]}], load_wait=0)
        self._deaths = list(deaths)

    @property
    def fox(self) -> ModelEntry:
        return self.listing.models[0]

    async def generate(
        self, entry: ModelEntry, request: Request
    ) -> AsyncGenerator[Sequence[Event]]:
        death, told = self._deaths.pop(0) if self._deaths else None, 0
        if death == FULL:
            yield [NO_ROOM]
            return
        async for events in super().generate(entry, request):
            for event in events:
                if told == death:
                    yield [LOST]
                    return
                told += 1
                yield [event]


async def answer(models: Mortal, request: Request, attempts: int = 8) -> list[Event]:
    stream = EnduringModels(models, attempts).generate(models.fox, request)
    return [event async for events in stream for event in events]


def text(events: Sequence[Event], index: int = 0) -> str:
    told = (e for e in events if isinstance(e, TextDelta) and e.index == index)
    return "".join(event.text for event in told)


def told(events: Sequence[Event]) -> list[Any]:
    """Without what depends on the clock."""
    return [replace(e, timings=None) if isinstance(e, Finished) else e for e in events]


@pytest.mark.parametrize("deaths", [[0], [1], [5], [12], [13], [0, 0, 0], [3, 3, 1], [2] * 8])
async def test_the_client_notices_nothing(deaths: list[int]) -> None:
    models = Mortal(*deaths)
    whole = await answer(Mortal(), REQUEST)
    assert len(whole) == 14  # accepted, twelve words, finished
    assert told(await answer(models, REQUEST)) == told(whole)
    assert len(models.requests) == len(deaths) + 1


@pytest.mark.parametrize("deaths", [[3, FULL], [0, FULL, FULL, 2, FULL], [3, *[FULL] * 20]])
async def test_who_was_accepted_waits_where_there_is_no_room(deaths: list[int]) -> None:
    models = Mortal(*deaths)
    assert told(await answer(models, REQUEST, attempts=2)) == told(await answer(Mortal(), REQUEST))


async def test_who_was_accepted_by_another_gateway_waits_as_well() -> None:
    request = replace(REQUEST, resumed_token_ids=((257, 258),))
    whole = await answer(Mortal(), request)
    assert text(whole)
    assert told(await answer(Mortal(FULL), request)) == told(whole)


async def test_who_was_not_accepted_is_told_at_once() -> None:
    assert await answer(Mortal(FULL), REQUEST) == [NO_ROOM]


async def test_room_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume, "PATIENCE", 0.0)
    models = Mortal(3, FULL)
    assert (await answer(models, REQUEST))[-1] == NO_ROOM
    assert len(models.requests) == 1


async def test_another_process_is_told_what_the_client_knows() -> None:
    models = Mortal(4)
    await answer(models, REQUEST)
    assert models.requests[1] == replace(REQUEST, resumed_token_ids=((257, 258, 259),))


async def test_what_is_lost_after_the_end_is_not_missed() -> None:
    models = Mortal(14)
    assert isinstance((await answer(models, REQUEST))[-1], Finished)
    assert len(models.requests) == 1


async def test_every_choice_goes_on() -> None:
    request = replace(REQUEST, n=3)
    for death in (0, 5, 17, 39):
        whole, events = await answer(Mortal(), request), await answer(Mortal(death), request)
        assert [text(events, index) for index in range(3)] == [text(whole)] * 3
        assert sum(isinstance(event, Finished) for event in events) == 3
        assert sum(isinstance(event, Accepted) for event in events) == 1


async def test_it_ends_when_it_was_lost_too_often() -> None:
    models = Mortal(*[2] * 9)
    events = await answer(models, REQUEST, attempts=3)
    assert events[-1] == LOST
    assert len(models.requests) == 4
    assert text(events) == text(await answer(Mortal(), replace(REQUEST, max_tokens=4)))


async def test_other_failures_are_final() -> None:
    models = Mortal()
    models.backends["fox"]._options = replace(models.backends["fox"]._options, fail_after=3)
    events = await answer(models, REQUEST)
    assert events[-1] == Failed("internal", "the fake backend was told to fail")
    assert len(models.requests) == 1


async def test_a_model_that_does_not_come_back_is_not_waited_for_without_end() -> None:
    models = Mortal(3)
    models.listing = replace(
        models.listing, models=(replace(models.fox, state="failed", reason="no memory"),)
    )
    with pytest.raises(ModelNotReady, match="no memory"):
        await answer(models, REQUEST)


async def test_a_question_is_asked_again() -> None:
    models, asked = Mortal(), []

    async def reply(entry: ModelEntry, question: Any) -> Tokens:
        asked.append(question)
        if len(asked) < 3:
            raise ModelLost("gone")
        return Tokens((1,), (b"a",))

    models.reply = reply  # type: ignore[method-assign, assignment]
    question = TokenizeRequest(id="q", text="a")
    assert await EnduringModels(models, 2).reply(models.fox, question) == Tokens((1,), (b"a",))
    asked.clear()
    with pytest.raises(ModelLost):
        await EnduringModels(models, 1).reply(models.fox, question)
    assert len(asked) == 2


def test_what_comes_before_the_words_is_told_once() -> None:
    request = replace(REQUEST, n=2, echo=True, prompt_logprobs=1)
    told = Told(request)
    assert told.rest() is request
    first = [Accepted(2), TextDelta("Hi", 0), TextDelta("Hi", 1), PromptLogprobs(0, ())]
    assert told.take(first) == first
    assert told.rest() == replace(request, echo=False)
    again = [Accepted(2), PromptLogprobs(0, ()), PromptLogprobs(1, ())]
    assert told.take(again) == again[2:]
    assert told.rest() == replace(request, echo=False, prompt_logprobs=None)


def test_a_choice_that_has_ended_says_no_more() -> None:
    told = Told(replace(REQUEST, n=2))
    told.take([Accepted(2), TextDelta("a", 0, (1,)), Finished("stop", 0), TextDelta("b", 1, (2,))])
    more = TextDelta("d", 1, (4,))
    assert told.take([TextDelta("c", 0, (3,)), Finished("length", 0), more]) == [more]
    assert not told.complete
    assert told.rest().resumed_token_ids == ((1,), (2, 4))
    told.take([Finished("stop", 1)])
    assert told.complete
