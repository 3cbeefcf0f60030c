from random import Random

import pytest

from tools.demo_model.exercise import Split
from tools.demo_model.skills.edits import KINDS, edit
from tools.demo_model.skills.misspellings import misspellings, mistakes, plain_words
from tools.demo_model.skills.spelling_words import TYPICAL


@pytest.mark.parametrize("split", Split)
def test_every_edit_accepts_its_own_answer(split: Split) -> None:
    random = Random(2)
    for _ in range(1000):
        exercise = edit(random, split)
        assert exercise.accepts(exercise.answer.content)
        assert exercise.answer.thought
        assert not exercise.accepts("Something else.")
        assert exercise.turns[0].content.isascii()


@pytest.mark.parametrize("maker", sorted({maker for maker, _ in KINDS}, key=lambda m: m.__name__))
def test_each_kind_changes_something(maker) -> None:
    random = Random(3)
    changes = [maker(random, Split.TRAINING) for _ in range(200)]
    same = [change for change in changes if change.before == change.after]
    assert len(same) <= 20, same[0]
    if "wrong" in maker.__name__ and maker.__name__ != "wrong_capitals":
        assert not same, same[0]


def test_the_splits_share_no_answer() -> None:
    random = Random(4)
    training, held_out = (
        {edit(random, split).answer.content for _ in range(3000)} for split in Split
    )
    shared = {answer for answer in training & held_out if " " in answer}
    spelling = {answer for answer in shared if not answer.endswith((".", "?"))}
    assert len(shared - spelling) < 100  # sentences by hand, misspelt in other ways


def test_no_misspelling_is_a_word_or_unclear() -> None:
    meant: dict[str, set[str]] = {}
    for word, wrongs in mistakes().items():
        for wrong in wrongs:
            meant.setdefault(wrong, set()).add(word)
    assert not plain_words() & meant.keys()
    assert all(len(words) == 1 for words in meant.values())
    assert all(meant[wrong] == {word} for wrong, word in TYPICAL.items())
    assert {"firend", "frind", "frriend"} <= set(misspellings("friend"))
