from random import Random

import pytest

from tools.demo_model.exercise import Split
from tools.demo_model.skills.asking import bare
from tools.demo_model.skills.drills import KINDS, drills, lists
from tools.demo_model.skills.small_talk import small_talk, with_tail


@pytest.mark.parametrize("split", Split)
def test_accepts_its_own_answers(split: Split) -> None:
    random = Random(1)
    for skill in (small_talk, drills):
        for _ in range(300):
            exercise = skill(random, split)
            assert exercise.accepts(str(exercise.answer)), exercise
            assert not exercise.accepts("Hm.")
            assert exercise.answer.thought
            exercise.turns[0].content.encode("ascii")


def test_says_other_things_in_the_evaluation() -> None:
    def said(split: Split) -> set[str]:
        random = Random(3)
        texts = (small_talk(random, split).turns[0].content for _ in range(4000))
        return {bare(text) for text in texts}

    assert not said(Split.TRAINING) & said(Split.HELD_OUT)


def test_lists() -> None:
    accepts = lists(KINDS["fruits"].split(", "), 3)
    assert accepts("Apple, pear and plum.")
    assert not accepts("Apple, pear and apple.")
    assert not accepts("Apple and pear.")
    assert not accepts("Apple, pear and car.")


def test_a_tail_goes_before_the_mark() -> None:
    assert with_tail("Hi!", " there") == "Hi there!"
    assert with_tail("Hi", " there") == "Hi there"
