import re
from random import Random

import pytest

from tools.demo_model.exercise import Split, is_held_out
from tools.demo_model.skills.stories import (
    CHOICE,
    PLANS_OF,
    WORDS_OF,
    Topic,
    is_story,
    plain_story,
    story,
    tell,
)
from tools.demo_model.skills.story_plans import PAIRS, PLANS


@pytest.mark.parametrize("split", Split)
def test_every_story_is_one(split: Split) -> None:
    random = Random(5)
    for _ in range(1000):
        exercise = story(random, split)
        text = exercise.answer.content
        assert exercise.accepts(text), text
        assert not re.search(r"[{}\[\]|\\]|  ", text), text
        assert re.match("Once upon a time|Long ago", text)
        assert text.isascii()


def test_every_word_has_a_story_that_names_it_twice() -> None:
    random = Random(6)
    for words in WORDS_OF.values():
        for kind, named in words.items():
            for word in named:
                for _ in range(3):
                    text, _cast = tell(random, Topic(word, kind))
                    assert is_story(word)(text)
                    assert len(re.findall(rf"\b{word}\b", text)) >= 2, text


def test_plans_have_five_sentences_and_whole_choices() -> None:
    for plan in PLANS + PAIRS:
        assert len(plan.sentences) == 5, plan
        for sentence in plan.sentences:
            assert sentence.endswith(('."', "?", ".")) or "{" in sentence or "." in sentence
            assert not re.search(r"[\[\]]", CHOICE.sub("", sentence))
    assert all(len(plans) >= 2 for plans in PLANS_OF.values())


def test_the_splits_share_no_word() -> None:
    words = {split: {word for kind in WORDS_OF[split].values() for word in kind} for split in Split}
    assert not words[Split.TRAINING] & words[Split.HELD_OUT]
    assert all(map(is_held_out, words[Split.HELD_OUT]))


def test_the_judge() -> None:
    text = 'A fox came. It sat. It ate! It slept. "Good," it said.'
    assert is_story("fox")(text)
    assert not is_story("owl")(text)
    assert not is_story("fox")(text + " The end.")
    assert not is_story("fox")(text[:-1] + " and")


def test_plain_stories_begin_as_stories_do() -> None:
    random = Random(7)
    stories = {plain_story(random, Split.TRAINING) for _ in range(100)}
    assert len(stories) > 90
    assert all(text.startswith("Once upon a time") for text in stories)
