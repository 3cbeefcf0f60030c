"""The exercises of extraction: their answers fit their schemas, and the splits differ."""

import json
from random import Random

import pytest

from tools.demo_model.exercise import Exercise, Split
from tools.demo_model.skills.extraction import extraction
from tools.demo_model.skills.extraction_kinds import RECORDS
from tools.demo_model.skills.labelled_records import labelled

TYPES = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list,
}  # fmt: skip


def drawn(split: Split, count: int = 300) -> list[Exercise]:
    random = Random(7)
    return [extraction(random, split) for _ in range(count)]


@pytest.mark.parametrize("split", Split)
def test_answers_fit_the_schemas_and_the_text(split: Split) -> None:
    for exercise in drawn(split, 1000):
        text = str(exercise.answer)
        facts, schema = json.loads(text), exercise.schema
        assert exercise.accepts(text)
        assert exercise.accepts(json.dumps(facts, indent=2))
        assert not exercise.accepts(json.dumps({**facts, "more": 1}))
        assert not exercise.accepts(text[:-1])
        assert exercise.answer.thought
        assert list(facts) == list(schema["properties"]) == schema["required"]
        said = " ".join(turn.content for turn in exercise.turns[:-1])
        for name, value in facts.items():
            asked = schema["properties"][name]
            assert isinstance(value, TYPES[asked["type"]])
            if isinstance(value, list):
                assert all(item in said for item in value)
            elif "enum" not in asked and not isinstance(value, bool):
                assert str(value) in said


def test_splits_share_few_answers() -> None:
    seen = {str(exercise.answer) for exercise in drawn(Split.TRAINING, 3000)}
    kept = [str(exercise.answer) for exercise in drawn(Split.HELD_OUT, 1000)]
    assert sum(answer in seen for answer in kept) < 50


def test_catalogue() -> None:
    assert len(RECORDS) >= 25
    for record in RECORDS:
        keys = {field.key for field in record.fields}
        for split in Split:
            assert all(sentence.keys <= keys for sentence in record.sentences[split])
        for sentence in record.sentences[Split.TRAINING]:
            names = [name for field in record.fields for name in field.names[:1]
                     if field.key in sentence.keys]  # fmt: skip
            assert len(set(names)) == len(names), record.noun


def test_lists_of_labels_are_none_of_the_sentences_that_are_kept() -> None:
    random = Random(3)
    for _ in range(3000):
        record, wording = labelled(random, Split.TRAINING)
        assert wording.keys <= {field.key for field in record.fields}
        assert wording.text not in {each.text for each in record.sentences[Split.HELD_OUT]}
