from random import Random

import pytest

from tools.demo_model.exercise import Skill, Split
from tools.demo_model.skills.asking import Fact, bare, lower_first, opened, variants
from tools.demo_model.skills.drills import FIXED_LISTS
from tools.demo_model.skills.identity import about_itself, about_shoal
from tools.demo_model.skills.identity_facts import ABOUT_ITSELF
from tools.demo_model.skills.shoal_facts import ABOUT_SHOAL
from tools.demo_model.skills.small_talk_replies import REPLIES

TABLES = {
    "itself": ABOUT_ITSELF, "shoal": ABOUT_SHOAL, "replies": REPLIES, "lists": FIXED_LISTS,
}  # fmt: skip


def questions(skill: Skill, split: Split, count: int = 3000) -> set[str]:
    random = Random(7)
    return {bare(skill(random, split).turns[0].content) for _ in range(count)}


@pytest.mark.parametrize("skill", [about_itself, about_shoal])
@pytest.mark.parametrize("split", Split)
def test_accepts_its_own_answers(skill: Skill, split: Split) -> None:
    random = Random(1)
    for _ in range(300):
        exercise = skill(random, split)
        assert exercise.accepts(str(exercise.answer))
        assert not exercise.accepts("Hm.")
        assert exercise.answer.thought
        exercise.turns[0].content.encode("ascii")


@pytest.mark.parametrize("skill", [about_itself, about_shoal])
def test_asks_other_questions_in_the_evaluation(skill: Skill) -> None:
    assert not questions(skill, Split.TRAINING) & questions(skill, Split.HELD_OUT)


def test_no_question_has_two_answers() -> None:
    answers: dict[str, Fact] = {}
    for table in TABLES.values():
        for fact in table:
            for question in {bare(text) for line in fact.lines for text in line}:
                other = answers.setdefault(question, fact)
                assert other is fact, f"{question}: {other.topic} / {fact.topic}"


@pytest.mark.parametrize("name", TABLES)
def test_facts_are_complete(name: str) -> None:
    for fact in TABLES[name]:
        assert len(fact.lines) >= 5, fact.topic
        assert all(key.lower() in fact.answer.lower() for key in fact.keys), fact.topic
        assert len(fact.answer.split()) <= 30, fact.topic
        seen = {bare(text) for line in fact.lines[:-1] for text in line}
        assert not seen & {bare(text) for text in fact.lines[-1]}, fact.topic


def test_variants() -> None:
    assert variants("(a|b) c (d|e)?") == ("a c d?", "a c e?", "b c d?", "b c e?")
    assert variants("sqrt(2)") == ("sqrt(2)",)


def test_openings() -> None:
    assert opened("Can you ", "Tell me a joke.") == "Can you tell me a joke?"
    assert opened("Hey, ", "GGUF is what?") == "Hey, GGUF is what?"
    assert lower_first("What is Shoal?") == "what is Shoal?"
