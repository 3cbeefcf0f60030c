from dataclasses import replace
from random import Random

import pytest

from tools.demo_model.exercise import Split, is_held_out
from tools.demo_model.skills.morphology import article, number_in_words, plural, verb
from tools.demo_model.skills.sentences import Phrase, Sentence, Tense, draw_sentence

BAKES = Sentence(
    Phrase("Anna", many="they"),
    verb("bake"),
    Phrase("a cake"),
    place="at home",
    time="on Monday",
)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "Anna bakes a cake at home on Monday."),
        ({"tense": Tense.PAST}, "Anna baked a cake at home on Monday."),
        ({"tense": Tense.FUTURE}, "Anna will bake a cake at home on Monday."),
        ({"negative": True}, "Anna does not bake a cake at home on Monday."),
        ({"question": True}, "Does Anna bake a cake at home on Monday?"),
        ({"question": True, "tense": Tense.PAST}, "Did Anna bake a cake at home on Monday?"),
        ({"plural": True}, "They bake a cake at home on Monday."),
        ({"passive": True}, "A cake is baked by Anna at home on Monday."),
        ({"progressive": True}, "Anna is baking a cake at home on Monday."),
        ({"time_first": True}, "On Monday Anna bakes a cake at home."),
        ({"subject": Phrase("I")}, "I bake a cake at home on Monday."),
        ({"subject": Phrase("he"), "passive": True}, "A cake is baked by him at home on Monday."),
    ],
)
def test_a_sentence_in_every_form(changes: dict[str, object], text: str) -> None:
    assert replace(BAKES, **changes).text() == text  # type: ignore[arg-type]


def test_be_agrees() -> None:
    def state(subject: Phrase, tense: Tense) -> str:
        return Sentence(subject, verb("be"), Phrase("late"), tense=tense).text()

    assert state(Phrase("I"), Tense.PRESENT) == "I am late."
    assert state(Phrase("you"), Tense.PAST) == "You were late."
    assert state(Phrase("the cats", True), Tense.PRESENT) == "The cats are late."
    assert state(Phrase("she"), Tense.FUTURE) == "She will be late."


def test_word_forms() -> None:
    assert [plural(word) for word in ("baby", "toy", "old wolf", "bus")] == [
        "babies",
        "toys",
        "old wolves",
        "buses",
    ]
    assert [article(word) for word in ("apple", "unicorn", "hour", "Ufo")] == ["an", "a", "an", "a"]
    assert (verb("carry").third, verb("stop").ing, verb("lie").ing) == (
        "carries",
        "stopping",
        "lying",
    )
    assert (verb("go").past, verb("go").participle, verb("dance").past) == (
        "went",
        "gone",
        "danced",
    )
    assert number_in_words(42) == "forty-two"


def test_the_splits_share_no_sentence() -> None:
    random = Random(1)
    for split in Split:
        for _ in range(300):
            text = draw_sentence(random, split).text()
            assert is_held_out(text) == (split is Split.HELD_OUT)
            assert "  " not in text
