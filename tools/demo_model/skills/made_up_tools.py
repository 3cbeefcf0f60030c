"""Tools that nobody has heard of: any verb, any noun, any parameters.

They teach to take names and values from the signature and the request instead of from memory.
"""

from random import Random

from tools.demo_model.exercise import Split, chance, is_held_out, number, pick, sample
from tools.demo_model.skills import draws
from tools.demo_model.skills import value_types as v
from tools.demo_model.skills.tool_kinds import (
    Kind,
    Outcome,
    Parameter,
    Template,
    outcome,
    parameter,
    template,
)
from tools.demo_model.words import NOUNS, VERBS, invented_word

PARAMETERS = tuple(
    parameter(name, name, of, f"The {name.replace('_', ' ')}")
    for name, of in {
        "color": v.COLOUR,
        "count": draws.integer(1, 99),
        "name": v.NAME,
        "size": draws.enum("small medium large"),
        "label": v.THING,
        "id": draws.integer(1, 9999),
        "city": v.CITY,
        "date": v.DATE,
        "speed": draws.integer(1, 300),
        "title": v.TITLE,
        "user": v.PERSON,
        "room": v.ROOM,
        "text": v.MESSAGE,
        "price": draws.decimal(1, 500),
        "level": draws.integer(0, 100),
        "width": draws.decimal(1, 200),
        "height": draws.decimal(1, 200),
        "key": v.CODE,
        "value": v.WORD,
        "mode": draws.enum("fast slow auto"),
        "file": v.FILE,
        "email": v.EMAIL,
        "start_time": v.TIME,
        "language": v.LANGUAGE,
        "word": v.WORD,
    }.items()
)
FUNCTIONS = ("{verb}_{noun}", "{verb}_{noun}", "{noun}_{verb}", "{verb}_the_{noun}", "do_{verb}")
DESCRIPTIONS = ("{verb} the {noun}", "{verb} a {noun}", "use this to {verb} the {noun}")
STARTS = (
    "{verb} the {noun}", "{verb} the {noun}", "{verb} a {noun}", "I want to {verb} the {noun}",
    "Use {{tool}} to {verb} the {noun}", "Call {{tool}}", "Use the tool {{tool}}", "Run {{tool}}",
)  # fmt: skip
JOINTS = ((" with ", " and ", " "), (": ", ", ", " "), (", ", ", ", " = "), (" with ", ", ", "="))


def made_up(random: Random, split: Split) -> Kind:
    """A kind of tool with a single way to ask for it."""
    verb, noun = action(random, split)
    parameters = tuple(sample(random, PARAMETERS, number(random, 0, 3)))
    said = [one for one in parameters if chance(random, 0.85)] or list(parameters)
    request = template(request_text(random, verb, noun, sample(random, said, len(said))))
    return Kind(
        topic=f"{verb} {noun}",
        group=f"{verb} {noun}",
        functions={split: (pick(random, FUNCTIONS).format(verb=verb, noun=noun),)},
        descriptions=(capital(pick(random, DESCRIPTIONS).format(verb=verb, noun=noun)),),
        parameters=parameters,
        requests={split: (request,)},
        pairs=(),
        again=(),
        outcome=made_up_outcome(random),
        needed=frozenset(one.key for one in said if chance(random, 0.8)),
        answerable=False,
    )


def action(random: Random, split: Split) -> tuple[str, str]:
    while True:
        verb, noun = pick(random, VERBS), pick(random, NOUNS)
        verb = invented_word(random, split) if chance(random, 0.15) else verb
        noun = invented_word(random, split) if chance(random, 0.15) else noun
        if is_held_out(f"{verb} {noun}") == (split is Split.HELD_OUT):
            return verb, noun


def request_text(random: Random, verb: str, noun: str, said: list[Parameter]) -> str:
    """As in: paint the wall with color red and size 4."""
    text = capital(pick(random, STARTS).format(verb=verb, noun=noun))
    if said:
        before, between, mark = pick(random, JOINTS)
        text += before + between.join(
            f"{one.key.replace('_', ' ')}{mark}{{{one.key}}}" for one in said
        )
    return text + "." if chance(random, 0.7) else text


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def named(key: str, of: draws.ValueType) -> Outcome:
    """A value whose name is known from the result, as text (`name: value`) and as JSON."""
    said = f"The {key} {'are' if key.endswith('s') and key != 'status' else 'is'} {{{key}_out}}."
    return Outcome(
        (parameter(f"{key}_out", key, of),), template(f"{key}: {{{key}_out}}"), (template(said),)
    )


def bare(of: draws.ValueType) -> Outcome:
    """A value without a name."""
    return outcome("{result}", "The result is {result}.", parameter("result", "result", of))


DONE = outcome("ok", "Done.")
BARE = tuple(map(bare, (v.WORD, v.CODE, v.THING, v.MESSAGE, v.NAME, draws.integer(0, 5000),
                        draws.decimal(0, 500))))  # fmt: skip
RESULTS = tuple(
    named(key, of)
    for key, of in {
        "answer": v.WORD,
        "status": draws.shared("ok, done, ready, waiting, open, closed, active, failed, running"),
        "count": draws.integer(0, 500),
        "name": v.FULL_NAME,
        "value": draws.decimal(0, 500),
        "id": v.CODE,
        "city": v.CITY,
        "title": v.TITLE,
        "color": v.COLOUR,
        "price": draws.decimal(1, 900, 100),
        "date": v.ISO_DATE,
        "time": v.TIME,
        "score": draws.integer(0, 100),
        "total": draws.integer(1, 5000),
        "email": v.EMAIL,
        "code": v.CODE,
        "message": v.MESSAGE,
        "text": v.MESSAGE,
        "temperature": draws.integer(-20, 45),
        "level": draws.integer(0, 100),
        "url": v.URL,
        "file": v.FILE,
        "items": draws.list_of(v.THING),
        "names": draws.list_of(v.NAME),
    }.items()
)


def made_up_outcome(random: Random) -> Outcome:
    """One or two named values, a value without a name, or none."""
    form = random.random()
    if form < 0.15:
        return DONE
    if form < 0.35:
        return pick(random, BARE)
    if form < 0.65:
        return pick(random, RESULTS)
    one, two = sample(random, RESULTS, 2)
    return Outcome(
        one.fields + two.fields,
        joined(one.text, two.text, ", "),
        (joined(one.answers[0], two.answers[0], " "),),
    )


def joined(one: Template, two: Template, mark: str) -> Template:
    return Template(one.text + mark + two.text, one.keys | two.keys)
