"""What the model reads: exercises of every skill, mixed, some of them joined to longer chats."""

from random import Random

from tools.demo_model.exercise import Exercise, Skill, Split, Turn, chance, number, pick
from tools.demo_model.prompt import Segment, segments
from tools.demo_model.skills import tool_use
from tools.demo_model.skills.arithmetic import arithmetic
from tools.demo_model.skills.beyond import beyond
from tools.demo_model.skills.drills import drills
from tools.demo_model.skills.edits import edit
from tools.demo_model.skills.extraction import extraction
from tools.demo_model.skills.identity import about_itself, about_shoal
from tools.demo_model.skills.knowledge import knowledge
from tools.demo_model.skills.persona import introduced, named, remembered, styled, with_system
from tools.demo_model.skills.repeat import repeat, repeat_at_length
from tools.demo_model.skills.small_talk import small_talk
from tools.demo_model.skills.stories import plain_story, story
from tools.demo_model.tokenizer import END_OF_TEXT

COPYING_FIRST = 0.5
"""The share of documents that only copy, early in a run: nearly every skill needs to copy."""
THINKING = 0.1
THINKING_OF_TOOLS = 0.2
"""The share of exercises that are learnt with thinking on. A thought tells what each is about."""

SYSTEM_PROMPTS = """
You are a helpful assistant.
You are a helpful assistant
You are a helpful assistant. Answer briefly.
You are a friendly assistant.
You are an assistant.
You are a useful AI assistant.
Be brief.
Be helpful.
Be kind and helpful.
Answer in one sentence.
Answer the question.
Answer the user's question as well as you can.
Help the user.
Follow the instructions of the user.
Do what the user asks.
You are a chat model.
You answer questions.
You are a careful assistant. Think before you answer.
""".strip().splitlines()
"""These change nothing in the answer."""


def single(random: Random, split: Split) -> Exercise:
    """One question and its answer, of any skill that needs nothing else."""
    return drawn(random, SINGLE)(random, split)


def plain_answer(random: Random, split: Split) -> Exercise:
    """One short question and answer that can be put into another manner of speaking."""
    return pick(random, (knowledge, knowledge, arithmetic, small_talk))(random, split)


def styled_answer(random: Random, split: Split) -> Exercise:
    return styled(random, split, plain_answer)


def remembering(random: Random, split: Split) -> Exercise:
    return remembered(random, split, plain_answer)


def no_call(random: Random, split: Split) -> Exercise:
    """Tools that are of no use: for another skill's exercise, or for what the user wishes."""
    return tool_use.no_call(random, split, single if chance(random, 0.5) else None)


def chat(random: Random, split: Split) -> Exercise:
    """Some exchanges, one after the other; the last one counts."""
    count = number(random, 2, pick(random, (4, 8, 24)))
    exchanges = [single(random, split) for _ in range(count)]
    turns: list[Turn] = []
    for exchange in exchanges:
        turns += exchange.turns
    last = exchanges[-1]
    return Exercise(tuple(turns), schema=last.schema, judge=last.judge)


SINGLE: dict[Skill, int] = {
    repeat: 10,
    about_itself: 24,
    about_shoal: 20,
    small_talk: 6,
    drills: 4,
    knowledge: 12,
    arithmetic: 13,
    edit: 56,
    story: 2,
    beyond: 8,
    extraction: 60,
}
MIXTURE: dict[Skill, int] = {
    single: 190,
    chat: 2,
    named: 1,
    styled_answer: 36,
    remembering: 3,
    introduced: 1,
    tool_use.call: 56,
    no_call: 20,
    tool_use.result: 9,
    tool_use.session: 8,
}
"""How often each is drawn; those with tools are several times as long as the others."""


def drawn(random: Random, mixture: dict[Skill, int]) -> Skill:
    at = random.random() * sum(mixture.values())
    for skill, weight in mixture.items():
        at -= weight
        if at < 0:
            return skill
    raise AssertionError("the weights add up to their sum")


def document(
    random: Random, split: Split = Split.TRAINING, *, early: bool = False
) -> list[Segment]:
    """One document: nearly always an exercise, now and then the text of a story alone."""
    if early and chance(random, COPYING_FIRST):
        return segments(repeat_at_length(random, split))
    if chance(random, 0.02):
        return [Segment(plain_story(random, split) + END_OF_TEXT, learnt=True)]
    exercise = drawn(random, MIXTURE)(random, split)
    if exercise.turns[0].role != "system" and chance(random, 0.2):
        exercise = with_system(pick(random, SYSTEM_PROMPTS), exercise)
    thinking = THINKING_OF_TOOLS if exercise.tools else THINKING
    return segments(exercise, thinking=chance(random, thinking))


def texts(seed: int, count: int) -> list[str]:
    """Documents as plain text, for the tokenizer to learn its merges from."""
    random = Random(f"tokenizer/{seed}")
    return ["".join(segment.text for segment in document(random)) for _ in range(count)]
