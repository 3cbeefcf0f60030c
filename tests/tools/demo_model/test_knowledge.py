from random import Random

import pytest

from tools.demo_model.exercise import Split
from tools.demo_model.skills.knowledge import (
    TOPICS,
    capital,
    knowledge,
    larger,
)
from tools.demo_model.skills.knowledge_asking import combinations, first_number, says
from tools.demo_model.skills.knowledge_facts import FACTS, OPPOSITES
from tools.demo_model.skills.knowledge_questions import WORDINGS


@pytest.mark.parametrize("split", Split)
def test_every_answer_is_accepted(split: Split) -> None:
    random = Random(8)
    for _ in range(3000):
        exercise = knowledge(random, split)
        assert exercise.accepts(exercise.answer.content), exercise
        assert exercise.answer.thought
        assert not exercise.accepts("Xyzzy.")
        assert "{" not in exercise.turns[0].content
        assert exercise.turns[0].content.isascii()


@pytest.mark.parametrize("wordings", WORDINGS.values(), ids=WORDINGS.keys())
def test_every_kind_has_wordings_in_both_splits(wordings: tuple[str, ...]) -> None:
    training, held_out = (combinations(wordings, split) for split in Split)
    assert not set(training) & set(held_out)
    assert len(training) > len(held_out) > 0


def test_facts_have_training_wordings() -> None:
    for questions, answer, keys, _ in FACTS:
        assert len(combinations(tuple(questions), Split.TRAINING)) > 20
        assert all(key.lower() in answer.lower() for key in keys), answer


def test_the_same_question_has_the_same_answer() -> None:
    random = Random(9)
    answers: dict[str, str] = {}
    for _ in range(40_000):
        exercise = knowledge(random, Split.TRAINING)
        question = exercise.turns[0].content
        assert answers.setdefault(question, exercise.answer.content) == exercise.answer.content


def test_opposites_lead_back() -> None:
    odd = {word for word, other in OPPOSITES.items() if OPPOSITES.get(other) != word}
    assert odd <= {"heavy"}


def test_the_judges() -> None:
    assert says("no")("No, snow is white.")
    assert not says("no")("Yes, snow is white. I know it.")
    assert first_number(41)("41 is larger than 14.")
    assert not first_number(41)("14 is larger than 41.")


def test_number_pairs_are_held_out() -> None:
    random = Random(10)
    training, held_out = (
        {larger(random, split).answer.content for _ in range(3000)} for split in Split
    )
    assert not training & held_out


def test_all_topics_work() -> None:
    for topic in set(TOPICS) - {capital}:
        assert topic(Random(11), Split.TRAINING).answer.content
