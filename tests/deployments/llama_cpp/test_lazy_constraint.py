"""Grammars that hold from a trigger on."""

import json
from dataclasses import replace

import numpy as np
import pytest
from toy_backend import ask

from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.llama_cpp.constraint import Grammars, TokenConstraint
from deployments.llama_cpp.model import Model
from deployments.types import Constraint, Sampling

CALL = Constraint("gbnf", 'root ::= "call(" [0-9]+ ")"', ("call",))


@pytest.fixture
def lazy(model: Model) -> TokenConstraint:
    return Grammars(model).constraint(CALL)


def tokens(model: Model, text: str) -> list[int]:
    return model.tokenize(text, add_special=False, parse_special=False)


def say(model: Model, constraint: TokenConstraint, text: str) -> None:
    for token in tokens(model, text):
        assert constraint.allows(token)
        constraint.accept(token)


def allowed(model: Model, constraint: TokenConstraint) -> set[bytes]:
    logits = np.zeros(model.n_vocab, dtype=np.float32)
    constraint.forbid(logits)
    return {model.pieces[token] for token in np.flatnonzero(np.isfinite(logits))}


def test_text_is_free_until_the_trigger(model: Model, lazy: TokenConstraint) -> None:
    say(model, lazy, "I could cal(l) you")
    assert len(allowed(model, lazy)) > 100
    assert lazy.forced() == []
    assert not lazy.complete


def test_from_the_trigger_on_the_grammar_holds(model: Model, lazy: TokenConstraint) -> None:
    say(model, lazy, "I will call")
    assert model.detokenize(lazy.forced()) == "("
    say(model, lazy, "(")
    assert allowed(model, lazy) == {str(digit).encode() for digit in range(10)}
    assert not lazy.allows(tokens(model, "x")[-1])


def test_after_it_text_is_free_and_may_trigger_again(model: Model, lazy: TokenConstraint) -> None:
    say(model, lazy, "call(12) and then")
    assert len(allowed(model, lazy)) > 100
    say(model, lazy, " call(")
    assert len(allowed(model, lazy)) == 10
    assert not lazy.complete


def test_a_trigger_with_the_wrong_text_behind_it_is_none(model: Model) -> None:
    lazy = Grammars(model).constraint(Constraint("gbnf", 'root ::= "cal-"', ("c",)))
    say(model, lazy, "coat")  # in one token or after "c": free all the same
    lazy = Grammars(model).constraint(Constraint("gbnf", 'root ::= "zz" [0-9]', ("c",)))
    say(model, lazy, "c")
    assert len(allowed(model, lazy)) > 100


def test_behind_a_false_trigger_another_is_seen(model: Model) -> None:
    lazy = Grammars(model).constraint(Constraint("gbnf", 'root ::= "ab" [0-9]', ("a",)))
    assert len(tokens(model, "aa")) == 1
    say(model, lazy, "aa")
    assert allowed(model, lazy) == {b"b"}


def test_only_some_text_may_come_before_a_trigger(model: Model) -> None:
    first = Constraint("gbnf", 'root ::= "call(" [0-9]+ ")"', ("call",), before=("", ";"))
    for text, held in (
        ("call", True),
        (" \n call", True),
        ("I call", False),
        ("x is; call", True),
        ("y; n call", False),
        ("call(1)call", True),  # behind a call all begins anew
        ("call(1) no call", False),
    ):
        lazy = Grammars(model).constraint(first)
        say(model, lazy, text)
        assert (len(allowed(model, lazy.copy())) == 1) == held, text


@pytest.mark.parametrize("before", [(), ("", "</t>")])
def test_between_two_texts_there_is_no_trigger(model: Model, before: tuple[str, ...]) -> None:
    grammar = Constraint("gbnf", 'root ::= "call(" [0-9]+ ")"', ("call",), before)
    outside = replace(grammar, outside=("<t>", "</t>"))
    inside = replace(outside, begins_inside=True)
    for constraint, text, held in (
        (outside, "call", True),
        (outside, "<t>I might call", False),
        (outside, "<t>I might call</t", False),
        (outside, "<t>I might call</t>call", True),
        (outside, "<t>a</t><t>call", False),
        (outside, "call(1)<t>call", False),
        (inside, "so I call", False),
        (inside, "so I call</t>\ncall", True),
    ):
        lazy = Grammars(model).constraint(constraint)
        say(model, lazy, text)
        copy = lazy.copy()
        assert (len(allowed(model, copy)) == 1) == held, text
        if not held and text.endswith("call"):
            say(model, copy, "</t>call")
            assert len(allowed(model, copy)) == 1, text


def test_copies_go_on_by_themselves(model: Model, lazy: TokenConstraint) -> None:
    say(model, lazy, "cal")
    other = lazy.copy()
    say(model, lazy, "l(")
    assert len(allowed(model, other)) > 100
    say(model, other, "l(1")
    assert len(allowed(model, lazy)) == 10
    assert len(allowed(model, other)) == 11


@pytest.mark.anyio
@pytest.mark.parametrize("seed", [0, 1, 2, 4])  # with 3 the words have half a character
async def test_whatever_follows_the_trigger_matches(backend: LlamaCppBackend, seed: int) -> None:
    """The model's own first words are the trigger: from there on it can only say the object."""
    hot = Sampling(temperature=1.5, top_k=0, top_p=1.0, min_p=0.0, seed=seed)
    free = await ask(backend, sampling=hot, max_tokens=4)
    trigger = free.text()
    grammar = f'root ::= {json.dumps(trigger)} "[" [0-9] "]"'
    lazy = Constraint("gbnf", grammar, (trigger,))
    answer = await ask(backend, sampling=hot, max_tokens=20, constraint=lazy)
    assert answer.text().startswith(trigger)
    rest = answer.text()[len(trigger) :]
    assert rest[0] + rest[2] == "[]"
    assert rest[1].isdigit()
    assert len(answer.token_ids()) > 7, "it goes on when the grammar is done"
