"""The types of the tool catalogue: kinds of tools, their parameters, requests and results."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from string import Formatter
from typing import TypeAlias

from tools.demo_model.exercise import JSON, Split, chance, is_held_out, number, pick
from tools.demo_model.skills.draws import Value, ValueType
from tools.demo_model.words import NOUNS, VERBS, invented_word

Values: TypeAlias = dict[str, Value]
UNUSUAL = 0.35
"""The share of tools in training whose names are altered: names are to be read, not remembered."""
DAY = re.compile(r"\b[Oo]n (today|tomorrow|next |this )")  # "on tomorrow" is no English


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """One argument: its placeholder in requests, and how tools may name and describe it."""

    key: str
    names: tuple[str, ...]
    type: ValueType
    descriptions: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A text with placeholders."""

    text: str
    keys: frozenset[str]

    def fill(self, values: Values) -> str:
        return self.text.format_map({key: value.text for key, value in values.items()})


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What a tool returns, and how that is said. Answers are in order of preference.

    `compute` gives the first field from the arguments where it is no matter of chance.
    """

    fields: tuple[Parameter, ...]
    text: Template
    answers: tuple[Template, ...]
    compute: Callable[[Random, Values], JSON] | None = None

    def draw(self, random: Random, split: Split, arguments: Values) -> Values:
        drawn = {field.key: field.type.draw(random, split) for field in self.fields}
        if self.compute is not None:
            computed = self.compute(random, arguments)
            drawn[self.fields[0].key] = Value(str(computed), computed)
        return drawn

    def answer(self, known: Values) -> tuple[str, set[str]]:
        """The first wording that the known values suffice for, and what it mentions."""
        fits = next(answer for answer in self.answers if answer.keys <= known.keys())
        return fits.fill(known), {fact for key in fits.keys for fact in known[key].facts}


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """Tools that do the same thing under different names.

    `pairs` ask for two values ({a} and {b}) of the first parameter at once, `again` asks for
    another one after a result. Kinds of one `group` are too near to be told apart by a request.
    """

    topic: str
    group: str
    functions: dict[Split, tuple[str, ...]]
    descriptions: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    requests: dict[Split, tuple[Template, ...]]
    pairs: tuple[Template, ...]
    again: tuple[Template, ...]
    outcome: Outcome | None
    needed: frozenset[str]
    answerable: bool

    def simple(self, split: Split) -> Sequence[Template]:
        """The requests that mention the first parameter and nothing else."""
        only = {self.parameters[0].key}
        return [request for request in self.requests[split] if request.keys == only]


@dataclass(frozen=True, slots=True, eq=False)
class Tool:
    """A kind of tool with the names that it has in one conversation."""

    kind: Kind
    name: str
    names: dict[str, str]
    signature: JSON


def template(text: str) -> Template:
    keys = frozenset(key for _, key, _, _ in Formatter().parse(text) if key)
    return Template(text, keys)


def templates(text: str) -> tuple[Template, ...]:
    """One a line."""
    return tuple(template(line.strip()) for line in text.strip().splitlines())


def parameter(key: str, names: str, of: ValueType, descriptions: str = "") -> Parameter:
    """Names are separated by spaces, descriptions by |."""
    described = tuple(filter(None, descriptions.split("|"))) or (names.split()[0],)
    return Parameter(key, tuple(names.split()), of, described)


def outcome(
    text: str,
    answers: str,
    *fields: Parameter,
    compute: Callable[[Random, Values], JSON] | None = None,
) -> Outcome:
    return Outcome(fields, template(text), templates(answers.replace("|", "\n")), compute)


def kind(
    topic: str,
    functions: str,
    descriptions: str,
    parameters: tuple[Parameter, ...],
    requests: str,
    *,
    pairs: str = "",
    again: str = "",
    outcome: Outcome | None = None,
    group: str = "",
    answerable: bool = False,
) -> Kind:
    """`answerable`: the model can answer some such requests without a tool."""
    lines = templates(requests)
    return Kind(
        topic=topic,
        group=group or topic,
        functions=divided(functions.split(), ""),
        descriptions=tuple(descriptions.split("|")),
        parameters=parameters,
        requests=divided(lines, topic),
        pairs=templates(pairs) if pairs else (),
        again=templates(again) if again else (),
        outcome=outcome,
        needed=frozenset.intersection(*(line.keys for line in lines)),
        answerable=answerable,
    )


def divided(items: Sequence[JSON], prefix: str) -> dict[Split, tuple[JSON, ...]]:
    """The items for training, and those kept from it (all, where none are)."""

    def text(item: JSON) -> str:
        return prefix + (item.text if isinstance(item, Template) else str(item))

    kept = tuple(item for item in items if is_held_out(text(item)))
    training = tuple(item for item in items if item not in kept)
    return {Split.TRAINING: training or tuple(items), Split.HELD_OUT: kept or tuple(items)}


# --- Tools in a conversation ---------------------------------------------------------------


def offered(random: Random, split: Split, kind: Kind, strange: bool = False) -> Tool:
    """A tool of the kind; `strange` ones have names that only their descriptions explain."""
    names = {
        parameter.key: invented_word(random, split)
        if strange and chance(random, 0.7)
        else pick(random, parameter.names)
        for parameter in kind.parameters
    }
    if len(set(names.values())) < len(names):
        return offered(random, split, kind, strange)
    name = strange_name(random, split) if strange else function_name(random, split, kind)
    function: dict[str, JSON] = {"name": name}
    if strange or not chance(random, 0.1):
        function["description"] = punctuated(random, pick(random, kind.descriptions))
    function["parameters"] = parameters_schema(random, kind, names, strange)
    return Tool(kind, name, names, {"type": "function", "function": function})


def function_name(random: Random, split: Split, kind: Kind) -> str:
    name = pick(random, kind.functions[split])
    if split is Split.TRAINING and chance(random, UNUSUAL):
        name = unusual(random, name)
    if chance(random, 0.12):
        first, *rest = name.split("_")
        return first + "".join(part.capitalize() for part in rest)
    return name.replace("_", "-") if chance(random, 0.03) else name


def unusual(random: Random, name: str) -> str:
    """A name that has to be copied, since nobody could guess it."""
    addition = pick(
        random, (pick(random, NOUNS), pick(random, VERBS), invented_word(random, Split.TRAINING))
    )
    forms = (f"{name}_{addition}", f"{addition}_{name}", f"{name}{number(random, 2, 99)}")
    return pick(random, forms)


def strange_name(random: Random, split: Split) -> str:
    name = invented_word(random, split)
    return name + "_" + invented_word(random, split) if chance(random, 0.4) else name


def punctuated(random: Random, description: str) -> str:
    return description + "." if chance(random, 0.35) else description


def parameters_schema(random: Random, kind: Kind, names: dict[str, str], strange: bool) -> JSON:
    described = 1.0 if strange else pick(random, (0.0, 0.0, 0.0, 1.0, 1.0))
    properties = {}
    for parameter in kind.parameters:
        schema = dict(parameter.type.schema)
        if chance(random, described):
            schema["description"] = pick(random, parameter.descriptions)
        properties[names[parameter.key]] = schema
    required = [names[one.key] for one in kind.parameters if one.key in kind.needed]
    schema = {"type": "object", "properties": properties}
    if required or chance(random, 0.5):
        schema["required"] = required
    return schema


def arguments_of(tool: Tool, values: Values) -> dict[str, JSON]:
    """In the order of the signature."""
    return {
        tool.names[one.key]: values[one.key].json
        for one in tool.kind.parameters
        if one.key in values
    }


def mentions(text: str, kind: Kind) -> bool:
    """Whether a text has a word of the kind's topic."""
    said = set(re.findall(r"[a-z]+", text.lower()))
    return not said.isdisjoint(kind.topic.lower().split())
