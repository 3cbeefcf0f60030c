"""Using tools: calling the right one, leaving them alone, and saying what they returned."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tools.demo_model.exercise import (
    JSON,
    Exercise,
    Judge,
    Skill,
    Split,
    ToolCall,
    Turn,
    chance,
    contains,
    number,
    pick,
)
from tools.demo_model.skills.small_talk import small_talk
from tools.demo_model.skills.tool_choice import any_kind, some_tools, suits
from tools.demo_model.skills.tool_kinds import Kind, Tool, mentions, offered
from tools.demo_model.skills.tool_requests import Request, asked, asked_again
from tools.demo_model.skills.tool_results import announced, failed, failure, returned, told

CALL = re.compile(r"<tool_call>(.*?)</tool_call>", re.DOTALL)
SYSTEM_PROMPTS = (
    "You are a helpful assistant.", "You are a helpful assistant with tools.",
    "Use the tools when they help.", "You can call functions.", "Answer briefly.",
    "You are a helpful assistant that uses tools.", "Be brief and friendly.",
    "You are Demo, a small model.", "Use the supplied tools to assist the user.",
)  # fmt: skip
NO_TOOL = "I have no tool for that."


# --- Skills --------------------------------------------------------------------------------


def call(random: Random, split: Split) -> Exercise:
    """A request that one of the offered tools is for."""
    if chance(random, 0.08):
        return follow_up(random, split, talk=0.0)
    kind = any_kind(random, split)
    tools = some_tools(random, split, kind)
    request = asked(random, split, tools[0], twice=0.35)
    turns = [*before(random, split), Turn("user", request.text), request.turn]
    return with_tools(random, turns, tools, calls(request.calls))


def no_call(random: Random, split: Split, other: Skill | None = None) -> Exercise:
    """Tools are offered, but none is for what the user says: any exercise without tools."""
    if other is not None or chance(random, 0.5):
        return beside(random, split, (other or small_talk)(random, split))
    request = None
    while request is None:
        tools = some_tools(random, split, any_kind(random, split))
        request = asked_in_vain(random, split, tools)
    turns = refused(request)
    return with_tools(random, [*before(random, split), *turns], tools, answers_in_words)


def result(random: Random, split: Split) -> Exercise:
    """What the tools returned, said in a sentence."""
    kind = any_kind(random, split, with_outcome=True)
    tools = some_tools(random, split, kind)
    request = asked(random, split, tools[0], twice=0.15)
    turns, facts = used(random, split, request)
    return with_tools(random, [*before(random, split), *turns], tools, says(facts))


def session(random: Random, split: Split) -> Exercise:
    """Several wishes, one after the other, of somebody to whom the same tools are offered."""
    kind = any_kind(random, split, with_outcome=True)
    tools = some_tools(random, split, kind, least=number(random, 2, 4))
    answering = [tool for tool in tools if tool.kind.outcome is not None]
    turns = before(random, split)
    judge: Judge | None = None
    for _ in range(number(random, 2, 7)):
        vain = asked_in_vain(random, split, tools) if chance(random, 0.2) else None
        if vain is not None:
            turns += refused(vain)
            judge = answers_in_words
        else:
            request = asked(random, split, pick(random, answering), twice=0.2)
            more, facts = used(random, split, request)
            turns += more
            judge = says(facts)
    assert judge is not None
    return with_tools(random, turns, tools, judge)


def follow_up(random: Random, split: Split, talk: float = 0.4) -> Exercise:
    """After a result: the same tool for another value, another tool, or no tool at all."""
    kind = any_kind(random, split, with_outcome=True)
    tools = some_tools(random, split, kind, least=2)
    again = kind.again and chance(random, 0.6)
    first = asked(random, split, tools[0], plain=bool(again))
    results, answer, _, thought = outcomes(random, split, first)
    turns = [*before(random, split), Turn("user", first.text), first.turn]
    turns += [Turn("tool", text) for text in results]
    turns.append(Turn("assistant", answer, thought=thought))
    if not again and chance(random, talk):
        remark = small_talk(random, split)
        if not any(useful(tool.kind, remark) for tool in tools):
            return with_tools(random, [*turns, *remark.turns], tools, answers_in_words)
    second = asked_again(random, split, tools[0]) if again else asked(random, split, tools[1])
    turns += [Turn("user", second.text), second.turn]
    return with_tools(random, turns, tools, calls(second.calls))


# --- Judges --------------------------------------------------------------------------------


def calls(expected: Sequence[ToolCall]) -> Judge:
    """Accepts these calls, in any order and with the arguments in any order, and no words."""
    wanted = sorted(canonical(vars_of(call)) for call in expected)

    def judge(answer: str) -> bool:
        try:
            found = [json.loads(text) for text in CALL.findall(answer)]
        except ValueError:
            return False
        return not CALL.sub("", answer).strip() and sorted(map(canonical, found)) == wanted

    return judge


def canonical(call: JSON) -> str:
    return json.dumps(call, sort_keys=True)


def vars_of(call: ToolCall) -> JSON:
    return {"name": call.name, "arguments": call.arguments}


def answers_in_words(answer: str) -> bool:
    return bool(answer.strip()) and "<tool_call>" not in answer


def says(facts: set[str]) -> Judge:
    named = contains(*facts)
    return lambda answer: answers_in_words(answer) and named(answer)


# --- Conversations -------------------------------------------------------------------------


def before(random: Random, split: Split) -> list[Turn]:
    """What may come first: a system prompt, a greeting."""
    turns = []
    if chance(random, 0.25):
        turns.append(Turn("system", pick(random, SYSTEM_PROMPTS)))
    if chance(random, 0.06):
        earlier = small_talk(random, split).turns
        if sum(len(turn.content) for turn in earlier) < 200:
            turns += earlier
    return turns


def used(random: Random, split: Split, request: Request) -> tuple[list[Turn], set[str]]:
    """The request, the calls, what came of them in words, and what these must mention."""
    turns = [Turn("user", request.text), request.turn]
    if chance(random, 0.1):
        error = failure(random, split)
        results, facts = [failed(random, error) for _ in request.values], {error}
        answer, thought = (
            f"The tool failed: {error}.",
            f"{request.tool.name} returned the error {error}.",
        )
    else:
        results, answer, facts, thought = outcomes(random, split, request)
    turns += [Turn("tool", text) for text in results]
    return [*turns, Turn("assistant", answer, thought=thought)], facts


def asked_in_vain(random: Random, split: Split, tools: Sequence[Tool]) -> Request | None:
    """A request that none of the tools is for, if there is one for a kind drawn at random."""
    wanted = any_kind(random, split)
    if wanted.answerable or any(suits(tool.kind, wanted) for tool in tools):
        return None
    return asked(random, split, offered(random, split, wanted))


def refused(request: Request) -> list[Turn]:
    thought = f"This is about {request.tool.kind.topic}. No tool is for that."
    return [Turn("user", request.text), Turn("assistant", NO_TOOL, thought=thought)]


def beside(random: Random, split: Split, exercise: Exercise) -> Exercise:
    """The exercise with tools on offer that it does not need."""
    while True:
        tools = some_tools(random, split, any_kind(random, split))
        if not any(useful(tool.kind, exercise) for tool in tools):
            break
    answer = exercise.answer
    answer = replace(answer, thought=f"No tool is needed. {answer.thought}".strip())
    turns = [*exercise.turns[:-1], answer]
    if turns[0].role != "system" and chance(random, 0.25):
        turns.insert(0, Turn("system", pick(random, SYSTEM_PROMPTS)))
    return with_tools(random, turns, tools, answers_in_words)


def useful(kind: Kind, exercise: Exercise) -> bool:
    """Whether a tool might be called in an exercise that was made without tools."""
    text = " ".join(turn.content for turn in exercise.turns[:-1])
    return kind.answerable or mentions(text, kind)


def with_tools(
    random: Random, turns: Sequence[Turn], tools: Sequence[Tool], judge: Judge
) -> Exercise:
    left = [tool.signature for tool in tools]
    shuffled = [left.pop(int(random.random() * len(left))) for _ in tools]
    return Exercise(tuple(turns), tools=tuple(shuffled), judge=judge)


def outcomes(
    random: Random, split: Split, request: Request
) -> tuple[list[str], str, set[str], str]:
    """The texts of the tools, the answer, what the answer must mention, and the thought."""
    outcome = request.tool.kind.outcome
    assert outcome is not None
    results, answers, facts, thoughts = [], [], set(), []
    for values in request.values:
        drawn = outcome.draw(random, split, values)
        results.append(returned(random, outcome, values, drawn))
        answer, mentioned = told(outcome, values, drawn)
        answers.append(answer)
        facts |= mentioned
        thoughts.append(announced(request.tool.name, outcome, drawn))
    return results, " ".join(answers), facts, " ".join(thoughts)
