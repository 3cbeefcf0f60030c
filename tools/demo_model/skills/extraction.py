"""Extraction: what a sentence tells, as a small JSON object."""

import json
from collections.abc import Sequence
from random import Random

from tools.demo_model.exercise import JSON, Exercise, Judge, Split, Turn, chance, pick, sample
from tools.demo_model.skills.draws import enumerated
from tools.demo_model.skills.extraction_kinds import RECORDS, Record
from tools.demo_model.skills.labelled_records import labelled
from tools.demo_model.skills.tool_kinds import DAY, Parameter, Template, Values

NAMED_AFTER = (
    "Give me the {the} as JSON.", "Give me {keys} as JSON.", "Extract {keys} as JSON.",
    "Return {keys} as JSON.", "Answer as JSON with {keys}.", "JSON with {keys}, please.",
    "Write the {the} as JSON.", "As JSON: {keys}", "Return a JSON object with {keys}.",
    "Which {spaced}? Answer as JSON.", "Turn this into JSON with the keys {keys}.",
    "Make a JSON object with the fields {keys}.", "Use the keys {quoted}.",
    "Fill in this JSON: {empty}", "Reply in JSON with these fields: {keys}",
)  # fmt: skip
NAMED_BEFORE = (
    "Extract {keys} as JSON: ", "Extract the {the} as JSON: ", "Get {keys} as JSON from: ",
    "Give me {keys} as JSON: ", "JSON with {keys}: ", "Find the {the} and answer as JSON: ",
    "Write JSON with the keys {quoted}: ", "From this text, extract {keys} as JSON. ",
    "Extract {spaced} from this sentence as JSON: ", "Return only JSON with {keys}. ",
)  # fmt: skip
PLAIN_AFTER = (
    "Extract the information as JSON.", "Turn this into JSON.", "Give me that as JSON.",
    "Answer as JSON.", "As JSON, please.", "Write this as JSON.", "Convert this to JSON.",
    "Extract the {noun} as JSON.", "Return JSON.", "Return the data as JSON.", "JSON please",
    "Give me the {noun} as JSON.", "Make JSON out of this.", "Reply in JSON.", "In JSON format.",
    "Extract the {noun}.", "Extract the data.", "Put this into JSON.", "What is the {noun}?",
)  # fmt: skip
PLAIN_BEFORE = (
    "Extract the information as JSON: ", "JSON please: ", "Turn this into JSON: ",
    "Extract the {noun}: ", "Extract the {noun} from this sentence: ", "Convert to JSON: ",
    "Extract the data: ", "Extract the {noun} information. ", "Write as JSON: ", "To JSON: ",
    "Parse this: ", "Parse the {noun}: ", "Structure this text: ", "JSON: ", "Extract: ",
)  # fmt: skip
SYSTEM_PROMPTS = (
    "Extract the {noun} information.", "Extract the {noun}.", "You extract data as JSON.",
    "Answer in JSON.", "Extract the information as JSON.", "Return JSON only.",
    "You turn text into JSON.", "Convert the text of the user to JSON.",
    "You are a helpful assistant that answers in JSON.", "Extract structured data.",
)  # fmt: skip
POLITE = ("Please ", "Can you ", "Could you ", "Hey, ", "Now ")
SCHEMA_TEXTS = (
    "{sentence} Answer as JSON with this schema: {schema}",
    "Answer as JSON with this schema: {schema}\n{sentence}",
    "{sentence}\nJSON schema: {schema}",
    "Extract the {noun} from this text: {sentence} Follow this JSON schema: {schema}",
)


def extraction(random: Random, split: Split) -> Exercise:
    """A sentence, and the JSON object of what it tells; the schema is not always in the text."""
    record, wording = worded(random, split)
    sentence, values = told(random, split, record, wording)
    names = chosen_names(random, record, values)
    facts = {name: values[key].json for key, name in names.items()}
    turns = asked(random, record, sentence, names)
    said = enumerated([f"{name} {values[key].text}" for key, name in names.items()])
    thought = f"The user wants JSON. The text says: {said}."
    turns.append(Turn("assistant", json.dumps(facts), thought=thought))
    return Exercise(tuple(turns), schema=schema_of(record, names), judge=equals(facts))


def equals(facts: JSON) -> Judge:
    """Accepts the object in any notation and order: 225.0 is the number 225."""

    def judge(answer: str) -> bool:
        try:
            return bool(json.loads(answer) == facts)
        except ValueError:
            return False

    return judge


# --- The record ----------------------------------------------------------------------------


def worded(random: Random, split: Split) -> tuple[Record, Template]:
    """A record and how it is told; the evaluation asks for sentences only."""
    if split is Split.TRAINING and chance(random, 0.1):
        return labelled(random, split)
    record = pick(random, RECORDS)
    return record, pick(random, record.sentences[split])


def told(random: Random, split: Split, record: Record, wording: Template) -> tuple[str, Values]:
    """A sentence and the values in it; all in lower case now and then."""
    values = {
        field.key: field.type.draw(random, split)
        for field in record.fields
        if field.key in wording.keys
    }
    if chance(random, 0.05):
        values = {key: value.lower() for key, value in values.items()}
    return DAY.sub(r"\1", wording.fill(values)), values


def chosen_names(random: Random, record: Record, values: Values) -> dict[str, str]:
    """The keys of the answer, in its order: mostly everything that the sentence tells."""
    fields = [field for field in record.fields if field.key in values]
    if chance(random, 0.3):
        fields = sample(random, fields, len(fields))
    if len(fields) > 1 and chance(random, 0.25):
        fields = fields[: 1 + int(random.random() * (len(fields) - 1))]
    names: dict[str, str] = {}
    for field in fields:
        free = [name for name in field.names if name not in names.values()]
        names[field.key] = pick(random, free)
    return names


def schema_of(record: Record, names: dict[str, str]) -> JSON:
    fields: dict[str, Parameter] = {field.key: field for field in record.fields}
    return {
        "type": "object",
        "properties": {name: fields[key].type.schema for key, name in names.items()},
        "required": list(names.values()),
        "additionalProperties": False,
    }


# --- The question --------------------------------------------------------------------------


def asked(random: Random, record: Record, sentence: str, names: dict[str, str]) -> list[Turn]:
    """What comes before the answer: with the keys, with the schema, or with neither."""
    form = random.random()
    if form < 0.1:
        schema = json.dumps(schema_of(record, names))
        text = pick(random, SCHEMA_TEXTS)
        return [Turn("user", text.format(sentence=sentence, schema=schema, noun=record.noun))]
    if form < 0.2:
        system = pick(random, SYSTEM_PROMPTS).format(noun=record.noun)
        return [Turn("system", system), Turn("user", sentence)]
    before, after = (PLAIN_BEFORE, PLAIN_AFTER) if form < 0.5 else (NAMED_BEFORE, NAMED_AFTER)
    words = instruction_words(record, list(names.values()))
    return [Turn("user", instructed(random, sentence, before, after, words))]


def instructed(
    random: Random,
    sentence: str,
    before: Sequence[str],
    after: Sequence[str],
    words: dict[str, str],
) -> str:
    """The sentence with an instruction before or after it."""
    mark = pick(random, (" ", " ", " ", "\n", "\n\n"))
    if chance(random, 0.4):
        return careless(random, pick(random, before)).format(**words).rstrip() + mark + sentence
    return sentence + mark + careless(random, pick(random, after)).format(**words)


def careless(random: Random, text: str) -> str:
    """An instruction as people type it: with polite words, in lower case, without a full stop."""
    if text.startswith(("Extract", "Give", "Return", "Turn", "Convert", "Write")):
        opening = pick(random, POLITE) if chance(random, 0.2) else ""
        text = opening + (text[:1].lower() + text[1:] if opening else text)
        text = text.removesuffix(".") + "?" if "you" in opening and text.endswith(".") else text
    elif chance(random, 0.1):
        text = text[:1].lower() + text[1:]
    return text.removesuffix(".") if chance(random, 0.25) else text


def instruction_words(record: Record, names: list[str]) -> dict[str, str]:
    """What instructions mention, in several forms."""
    spaced = [name.replace("_", " ") for name in names]
    return {
        "noun": record.noun,
        "keys": enumerated(names),
        "spaced": enumerated(spaced),
        "the": enumerated([spaced[0], *(f"the {name}" for name in spaced[1:])]),
        "quoted": enumerated([f'"{name}"' for name in names]),
        "empty": json.dumps(dict.fromkeys(names)),
    }
