"""Answers that match a schema, a pattern or a grammar, whatever the model would say."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
from toy_backend import Answer, ask, toy_backend

from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.types import Constraint, RequestRefused, Sampling

pytestmark = pytest.mark.anyio

PERSON = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 8},
        "age": {"type": "integer", "minimum": 3, "maximum": 120},
        "mood": {"enum": ["happy", "sad"]},
    },
    "required": ["name", "age", "mood"],
    "additionalProperties": False,
}
HOT = Sampling(temperature=1.5, top_k=0, top_p=1.0, min_p=0.0)


def person() -> Constraint:
    return Constraint("json_schema", PERSON)


def check_person(answer: Answer) -> None:
    found = json.loads(answer.text())
    assert set(found) == {"name", "age", "mood"}
    assert len(found["name"]) <= 8
    assert 3 <= found["age"] <= 120
    assert found["mood"] in ("happy", "sad")


@pytest.mark.parametrize("seed", range(5))
async def test_a_schema_is_kept_to(backend: LlamaCppBackend, seed: int) -> None:
    sampling = Sampling(temperature=1.5, top_k=0, top_p=1.0, min_p=0.0, seed=seed)
    answer = await ask(backend, constraint=person(), sampling=sampling, max_tokens=200)
    check_person(answer)
    assert answer.finished.reason == "stop"


async def test_a_schema_is_kept_to_when_greedy(backend: LlamaCppBackend) -> None:
    check_person(await ask(backend, constraint=person(), max_tokens=200))


async def test_what_is_forced_is_not_computed_token_by_token(backend: LlamaCppBackend) -> None:
    before = backend.stats()
    words = Constraint("choice", ["one two three four"])
    answer = await ask(backend, constraint=words, max_tokens=30)
    after = backend.stats()
    assert answer.text() == "one two three four"
    generated = after.generated_tokens - before.generated_tokens
    assert generated == answer.finished.usage.completion_tokens == len(answer.token_ids())
    assert after.steps - before.steps < generated


async def test_logprobs_are_told_of_every_token(backend: LlamaCppBackend) -> None:
    answer = await ask(backend, constraint=Constraint("choice", ["one two"]), logprobs=0)
    assert answer.text() == "one two"
    assert [each.token_id for each in answer.logprobs()] == answer.token_ids()


async def test_the_tokens_are_those_that_were_drawn_when_they_are_allowed_anyway(
    backend: LlamaCppBackend,
) -> None:
    free = await ask(backend)
    kept = await ask(backend, constraint=Constraint("regex", "(.|\n)*"))
    assert kept.token_ids() == free.token_ids()


@pytest.mark.parametrize(
    ("constraint", "pattern"),
    [
        (Constraint("regex", "[a-c]{4}-[0-9]{2}"), "[a-c]{4}-[0-9]{2}"),
        (Constraint("choice", ["yes", "no"]), "yes|no"),
        (Constraint("gbnf", 'root ::= "<" [a-z]+ ">" ("!" | "?")'), "<[a-z]*>?[!?]?"),
        (Constraint("lark", 'start: "x" /[0-9]{3}/'), "x[0-9]{3}"),
    ],
)
async def test_patterns_and_grammars(
    backend: LlamaCppBackend, constraint: Constraint, pattern: str
) -> None:
    answer = await ask(backend, constraint=constraint, sampling=HOT, max_tokens=30)
    assert re.fullmatch(pattern, answer.text())


async def test_any_object(backend: LlamaCppBackend) -> None:
    answer = await ask(backend, constraint=Constraint("json_object"), max_tokens=60)
    assert answer.text().startswith("{")
    if answer.finished.reason == "stop":
        assert isinstance(json.loads(answer.text()), dict)


async def test_every_choice_has_a_grammar_of_its_own(backend: LlamaCppBackend) -> None:
    answer = await ask(backend, constraint=person(), n=3, sampling=HOT, max_tokens=200)
    for index in range(3):
        assert set(json.loads(answer.text(index))) == {"name", "age", "mood"}


async def test_an_answer_ends_at_its_limit_and_its_stop_string(backend: LlamaCppBackend) -> None:
    long = Constraint("regex", "abcabcabc[0-9]{50}")
    answer = await ask(backend, constraint=long, max_tokens=4)
    assert (answer.finished.reason, answer.finished.usage.completion_tokens) == ("length", 4)
    stopped = await ask(backend, constraint=long, max_tokens=40, stop=("cab",))
    assert (stopped.text(), stopped.finished.reason) == ("ab", "stop")


async def test_it_ends_where_nothing_may_follow_even_when_the_end_is_to_be_ignored(
    backend: LlamaCppBackend,
) -> None:
    answer = await ask(backend, constraint=Constraint("choice", ["yes"]), ignore_eos=True)
    assert (answer.text(), answer.finished.reason) == ("yes", "stop")


@pytest.mark.parametrize(
    "constraint",
    [
        Constraint("json_schema", {"type": "strange"}),
        Constraint("json_schema", {"not": {"type": "string"}}),
        Constraint("json_schema", {"$ref": "http://127.0.0.1:9/schema"}),
        Constraint("regex", "a("),
        Constraint("regex", "(?=a)b"),
        Constraint("lark", "start: missing"),
    ],
)
async def test_what_cannot_be_honoured_is_refused(
    backend: LlamaCppBackend, constraint: Constraint
) -> None:
    with pytest.raises(RequestRefused) as caught:
        await ask(backend, constraint=constraint)
    failure = caught.value.failure
    assert failure.kind == "invalid_request"
    assert failure.param == ("grammar" if constraint.kind == "lark" else "response_format")
    assert len(failure.message) < 500


async def test_many_at_once_beside_free_ones(models: Path) -> None:
    async with toy_backend(models, options=["parallel:8"], context_size=1024) as backend:
        free = ask(backend, max_tokens=30)
        kept = [ask(backend, constraint=person(), max_tokens=200, sampling=HOT) for _ in range(8)]
        first, *others = await asyncio.gather(free, *kept)
    assert first.token_ids()
    for answer in others:
        check_person(answer)


async def test_an_end_among_forced_tokens_leaves_the_sampler_alone(
    backend: LlamaCppBackend,
) -> None:
    """Penalties are told of forced tokens; not after the generation's sampler is gone."""
    penalised = Sampling(temperature=0.0, repeat_penalty=1.5)
    words = Constraint("choice", ["one two three four"])
    answer = await ask(backend, constraint=words, max_tokens=2, sampling=penalised)
    assert answer.finished.reason == "length"
    assert len(answer.token_ids()) == 2
    backend.check_health()


@pytest.mark.parametrize(
    "constraint",
    [Constraint("gbnf", "root ::= root"), Constraint("json_schema", {"$ref": "#"})],
    ids=["grammar", "schema"],
)
async def test_what_nothing_can_match_is_refused(
    backend: LlamaCppBackend, constraint: Constraint
) -> None:
    with pytest.raises(RequestRefused) as refused:
        await ask(backend, constraint=constraint)
    assert refused.value.failure.kind == "invalid_request"


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"allOf": [{"$ref": "#"}]},
        {"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"},
    ],
    ids=str,
)
async def test_a_schema_that_refers_to_itself_alone_is_refused(
    backend: LlamaCppBackend, schema: dict[str, Any]
) -> None:
    with pytest.raises(RequestRefused, match="nothing could ever match it") as refused:
        await ask(backend, constraint=Constraint("json_schema", schema))
    assert refused.value.failure.param == "response_format"


async def test_a_grammar_without_its_root_is_refused(backend: LlamaCppBackend) -> None:
    with pytest.raises(RequestRefused, match="root"):
        await ask(backend, constraint=Constraint("gbnf", 'a ::= "b"'))


async def test_tokens_that_the_grammar_does_not_have_end_the_request_alone(
    backend: LlamaCppBackend,
) -> None:
    only = Sampling(allowed_token_ids=(400, 401))
    answer = await ask(backend, constraint=person(), sampling=only)
    assert answer.failure.kind == "invalid_request"
    assert (await ask(backend)).finished
