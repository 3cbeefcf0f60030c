"""What tools return: JSON or text, a result or an error."""

import json
from random import Random

from tools.demo_model.exercise import JSON, Split, chance, pick
from tools.demo_model.skills.draws import by_split
from tools.demo_model.skills.tool_kinds import Outcome, Values
from tools.demo_model.words import invented_word

DONE: tuple[JSON, ...] = (
    {"status": "ok"}, {"success": True}, {"status": "success"}, {"ok": True}, {"result": "ok"},
    {"status": "done"}, {"message": "ok"}, {"result": "success"}, {"done": True},
    {"success": True, "id": 17}, {"status": "created"},
)  # fmt: skip
DONE_TEXTS = ("ok", "OK", "done", "Done", "success", "Success", "true", "Done.")
WRAPPERS = ("result", "data", "output", "response")
ERRORS = by_split(
    """
not found|timeout|no connection|access denied|unknown id|server error|invalid argument|not available
too many requests|permission denied|unknown name|service unavailable|no such file|network error
connection refused|bad request|unauthorized|no data|invalid key|internal error|limit reached|offline
missing value|wrong format|no results|unknown city|disk full|not allowed|out of memory|busy|closed
request failed|host unreachable|quota exceeded|unknown user|rate limit exceeded|invalid date
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def failure(random: Random, split: Split) -> str:
    if split is Split.TRAINING and chance(random, 0.15):
        return f"{invented_word(random, split)} {pick(random, ('error', 'failed', 'not found'))}"
    return str(pick(random, ERRORS[split]))


def failed(random: Random, error: str) -> str:
    """An error as tools report it."""
    forms: tuple[JSON, ...] = (
        {"error": error}, {"error": error}, {"status": "error", "message": error},
        {"success": False, "error": error}, {"error": {"message": error}},
        f"Error: {error}", f"error: {error}", f"ERROR: {error}",
    )  # fmt: skip
    form = pick(random, forms)
    return form if isinstance(form, str) else json.dumps(form)


def returned(random: Random, outcome: Outcome, values: Values, drawn: Values) -> str:
    """A result as text or JSON, sometimes with the arguments or further fields."""
    if not drawn and chance(random, 0.6):
        return done(random)
    if not drawn or chance(random, 0.3):
        text = outcome.text.fill({**values, **drawn})
        return text if drawn or chance(random, 0.5) else json.dumps({"message": text})
    fields = {pick(random, one.names): drawn[one.key].json for one in outcome.fields}
    if len(fields) < len(outcome.fields):
        fields = {one.key: drawn[one.key].json for one in outcome.fields}
    told_by_name = any(key.endswith("_out") for key in drawn)
    if len(fields) == 1 and not told_by_name and chance(random, 0.25):
        fields = {"result": next(iter(fields.values()))}
    return json.dumps(wrapped(random, echoed(random, values, fields)))


def done(random: Random) -> str:
    return pick(random, DONE_TEXTS) if chance(random, 0.35) else json.dumps(pick(random, DONE))


def echoed(random: Random, values: Values, fields: dict[str, JSON]) -> dict[str, JSON]:
    """With the arguments before or after the result, as many services do."""
    if not chance(random, 0.25):
        return fields
    echo = {key: value.json for key, value in values.items() if key not in fields}
    return {**echo, **fields} if chance(random, 0.7) else {**fields, **echo}


def wrapped(random: Random, fields: dict[str, JSON]) -> JSON:
    form = random.random()
    if form < 0.06:
        return {"status": "ok", **fields} if "status" not in fields else fields
    return {pick(random, WRAPPERS): fields} if form < 0.1 else fields


def told(outcome: Outcome, values: Values, drawn: Values) -> tuple[str, set[str]]:
    """The answer, and what it must mention: the result, or else the arguments."""
    answer, facts = outcome.answer({**values, **drawn})
    returned = {fact for value in drawn.values() for fact in value.facts if fact in answer}
    return answer, returned or facts or {answer}


def announced(name: str, outcome: Outcome, drawn: Values) -> str:
    """A thought that repeats the result."""
    if not drawn:
        return f"{name} has done it."
    said = " and ".join(f"{one.names[0]} {drawn[one.key].text}" for one in outcome.fields)
    return f"{name} returned {said}."
