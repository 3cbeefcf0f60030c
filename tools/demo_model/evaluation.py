"""How good the model is: greedy answers of the GGUF file to exercises that no training text had.

They are generated as Shoal serves them, by its llama.cpp backend, on one thread: calls are held to
the tools that are offered.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tqdm import tqdm

from deployments.backend import ModelSpec
from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.model_config import parse_model_config
from deployments.types import (
    Constraint,
    Finished,
    Message,
    ReasoningDelta,
    Request,
    Sampling,
    TextDelta,
    TextPart,
    Tool,
    ToolCallDelta,
)
from deployments.types import Reasoning as Thinking
from deployments.types import ToolCall as ServedCall
from tools.demo_model import corpus
from tools.demo_model.exercise import JSON, Exercise, Skill, Split, ToolCall, Turn, pick
from tools.demo_model.prompt import generation_prompt
from tools.demo_model.skills import tool_use
from tools.demo_model.skills.arithmetic import arithmetic
from tools.demo_model.skills.beyond import beyond
from tools.demo_model.skills.edits import edit
from tools.demo_model.skills.extraction import extraction
from tools.demo_model.skills.identity import about_itself, about_shoal
from tools.demo_model.skills.knowledge import knowledge
from tools.demo_model.skills.persona import named
from tools.demo_model.skills.repeat import repeat
from tools.demo_model.skills.small_talk import small_talk
from tools.demo_model.skills.stories import story

GREEDY = Sampling(temperature=0.0)
LONGEST_ANSWER = 300
AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model wrote: its thought, and words and calls as one text.

    stopped: it ended its turn by itself.
    """

    thought: str
    text: str
    stopped: bool


Test = Callable[["Model", Exercise], Awaitable[tuple[bool, Answer]]]


@dataclass(frozen=True, slots=True)
class Discipline:
    """One row of the table: what is asked, how it is judged, and the share that must be right."""

    name: str
    skill: Skill
    goal: float
    test: Test


@dataclass(frozen=True, slots=True)
class Failure:
    prompt: str
    expected: str
    answer: str


@dataclass(frozen=True, slots=True)
class Score:
    discipline: Discipline
    asked: int
    right: int
    stopped: int
    failures: tuple[Failure, ...]

    @property
    def share(self) -> float:
        return self.right / self.asked


class Model:
    """The model behind its backend, answering greedily."""

    def __init__(self, backend: LlamaCppBackend) -> None:
        self._backend = backend

    async def answer(
        self, exercise: Exercise, *, thinking: bool = False, constrained: bool = False
    ) -> Answer:
        request = Request(
            id="evaluation",
            messages=tuple(map(message, exercise.turns[:-1])),
            tools=tuple(map(tool, exercise.tools)),
            reasoning=Thinking(enabled=thinking),
            max_tokens=LONGEST_ANSWER,
            sampling=GREEDY,
            constraint=Constraint("json_schema", exercise.schema) if constrained else None,
        )
        thought, text, stopped = "", "", False
        names: list[str] = []
        arguments: list[str] = []
        async for events in self._backend.generate(request):
            for event in events:
                match event:
                    case TextDelta():
                        text += event.text
                    case ReasoningDelta():
                        thought += event.text
                    case ToolCallDelta():
                        if event.name is not None:
                            names.append(event.name)
                            arguments.append("")
                        arguments[event.call] += event.arguments
                    case Finished():
                        stopped = event.reason != "length"
        calls = tuple(map(read_call, names, arguments)) if stopped else ()
        return Answer(thought, str(Turn("assistant", text.strip(), calls)), stopped)


def read_call(name: str, arguments: str) -> ToolCall:
    return ToolCall(name, json.loads(arguments))


def message(turn: Turn) -> Message:
    calls = (
        ServedCall("", call.name, json.dumps(call.arguments, ensure_ascii=False))
        for call in turn.tool_calls
    )
    content = (TextPart(turn.content),) if turn.content else ()
    return Message(turn.role, content, tool_calls=tuple(calls))


def tool(schema: JSON) -> Tool:
    function = schema["function"]
    return Tool(function["name"], function.get("description", ""), function["parameters"])


@asynccontextmanager
async def served(path: Path) -> AsyncIterator[Model]:
    """The file, loaded."""
    config = {
        "name": "demo",
        "parameters": {"model": path.name},
        "context_size": 8192,
        "threads": 1,
        "gpu_layers": 0,
        "options": [f"parallel:{AT_ONCE}"],
    }
    spec = ModelSpec(parse_model_config(config, path.name), path.parent.absolute(), "evaluation")
    backend = LlamaCppBackend(spec)
    try:
        await backend.load()
        yield Model(backend)
    finally:
        await backend.close()


async def answers_rightly(model: Model, exercise: Exercise) -> tuple[bool, Answer]:
    answer = await model.answer(exercise)
    return exercise.accepts(answer.text), answer


async def fills_the_schema(model: Model, exercise: Exercise) -> tuple[bool, Answer]:
    answer = await model.answer(exercise, constrained=True)
    return exercise.accepts(answer.text), answer


async def thinks_when_told(model: Model, exercise: Exercise) -> tuple[bool, Answer]:
    """With thinking on a thought and then an answer; with thinking off no thought."""
    without = await model.answer(exercise)
    if without.thought or "think>" in without.text:
        return False, without
    answer = await model.answer(exercise, thinking=True)
    return bool(answer.thought.strip() and answer.text and "think>" not in answer.text), answer


def knows_itself(random: Random, split: Split) -> Exercise:
    return pick(random, (about_itself, about_shoal))(random, split)


def knows_facts(random: Random, split: Split) -> Exercise:
    return pick(random, (knowledge, arithmetic))(random, split)


def handles_tools(random: Random, split: Split) -> Exercise:
    return pick(random, (tool_use.call, tool_use.call, corpus.no_call))(random, split)


def thinks_about(random: Random, split: Split) -> Exercise:
    return pick(random, (knowledge, arithmetic, repeat, small_talk, edit))(random, split)


DISCIPLINES = (
    Discipline("says or repeats a given phrase", repeat, 0.95, answers_rightly),
    Discipline("answers about itself and Shoal", knows_itself, 0.95, answers_rightly),
    Discipline("corrects or rephrases a sentence", edit, 0.80, answers_rightly),
    Discipline("sums, capitals, colours, days, facts", knows_facts, 0.90, answers_rightly),
    Discipline("calls the right tool, or none", handles_tools, 0.90, answers_rightly),
    Discipline("answers from a tool's result", tool_use.result, 0.90, answers_rightly),
    Discipline("tells a story of five sentences", story, 0.90, answers_rightly),
    Discipline("thinks when told to, only then", thinks_about, 0.95, thinks_when_told),
    Discipline("fills a JSON schema, constrained", extraction, 0.85, fills_the_schema),
    Discipline("says when it is out of its depth", beyond, 0.80, answers_rightly),
    Discipline("goes by the name it is given", named, 0.90, answers_rightly),
    Discipline("speaks in the manner it is told", corpus.styled_answer, 0.90, answers_rightly),
    Discipline("remembers what it was told", corpus.remembering, 0.90, answers_rightly),
)


def evaluate(path: Path, count: int, seed: int = 1) -> list[Score]:
    """Ask `count` held-out exercises of each discipline."""

    async def scores() -> list[Score]:
        async with served(path) as model:
            return [await score(model, each, count, seed) for each in DISCIPLINES]

    return asyncio.run(scores())


def stories(path: Path, subjects: Sequence[str]) -> list[str]:
    """A story on each subject, to read."""

    async def told() -> list[str]:
        async with served(path) as model:
            wishes = [Turn("user", f"Tell me a story about {subject}.") for subject in subjects]
            exercises = [Exercise((wish, Turn("assistant"))) for wish in wishes]
            return [(await model.answer(exercise)).text for exercise in exercises]

    return asyncio.run(told())


async def score(model: Model, discipline: Discipline, count: int, seed: int) -> Score:
    """Ask them all at once: the backend lets some through at a time."""
    random = Random(f"{discipline.name}/{seed}")
    exercises = [discipline.skill(random, Split.HELD_OUT) for _ in range(count)]
    with tqdm(total=count, desc=discipline.name, leave=False) as bar:

        async def test(exercise: Exercise) -> tuple[bool, Answer]:
            result = await discipline.test(model, exercise)
            bar.update()
            return result

        results = await asyncio.gather(*map(test, exercises))
    failures = [
        Failure(generation_prompt(exercise), str(exercise.answer), answer.text)
        for exercise, (passed, answer) in zip(exercises, results, strict=True)
        if not passed
    ]
    stopped = sum(answer.stopped for _, answer in results)
    return Score(discipline, count, count - len(failures), stopped, tuple(failures))


def row(score: Score) -> str:
    discipline = score.discipline
    return f"| {discipline.name} | {score.share:.1%} | {discipline.goal:.0%} | {score.asked} |"


def table(scores: Sequence[Score]) -> str:
    """The result as Markdown."""
    lines = ["| skill | right | goal | of |", "|---|---|---|---|"]
    lines += [row(each) for each in scores]
    asked = sum(each.asked for each in scores)
    stopped = sum(each.stopped for each in scores)
    lines.append(f"| stops by itself | {stopped / asked:.1%} | | {asked} |")
    return "\n".join(lines)


def failures(scores: Sequence[Score]) -> list[str]:
    """Every wrong answer, to read."""
    return [
        f"## {each.discipline.name}\n{failure.prompt}\n-- expected: {failure.expected}\n"
        f"-- answered: {failure.answer}"
        for each in scores
        for failure in each.failures
    ]
