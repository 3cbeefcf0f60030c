from random import Random

import pytest

from tools.demo_model.exercise import Split, in_split
from tools.demo_model.skills.asking import bare
from tools.demo_model.skills.beyond import SHARE, beyond
from tools.demo_model.skills.beyond_topics import PLAIN_TOPICS, Answer, Topic


@pytest.mark.parametrize("split", Split)
def test_accepts_its_own_answers(split: Split) -> None:
    random = Random(1)
    for _ in range(600):
        exercise = beyond(random, split)
        assert exercise.accepts(str(exercise.answer))
        assert not exercise.accepts("The answer is 42.")
        assert exercise.answer.thought
        exercise.turns[0].content.encode("ascii")


def test_asks_other_questions_in_the_evaluation() -> None:
    def asked(split: Split) -> set[str]:
        random = Random(3)
        texts = (beyond(random, split).turns[0].content for _ in range(6000))
        return {bare(text) for text in texts}

    assert not asked(Split.TRAINING) & asked(Split.HELD_OUT)


@pytest.mark.parametrize("answer", Answer)
def test_answers_are_honest(answer: Answer) -> None:
    assert "don't know" in answer.text or "can't" in answer.text
    assert "I am only a small demo model" in answer.text


@pytest.mark.parametrize("topic", PLAIN_TOPICS, ids=lambda topic: topic.name)
def test_both_splits_have_subjects(topic: Topic) -> None:
    random = Random(0)
    subjects = [topic.subject(random) for _ in range(400)]
    for split in Split:
        assert in_split([bare(subject) for subject in subjects], split, SHARE)
    assert all("{}" in template for template in topic.templates)
