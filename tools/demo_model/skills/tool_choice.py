"""Which tools a conversation offers."""

from random import Random

from tools.demo_model.exercise import Split, chance, pick
from tools.demo_model.skills.made_up_tools import made_up
from tools.demo_model.skills.tool_catalog import BY_TOPIC, KINDS
from tools.demo_model.skills.tool_kinds import Kind, Tool, offered

FAVOURITES = [BY_TOPIC[topic] for topic in (
    "weather", "weather", "weather", "time in a city", "calculating", "adding numbers",
    "searching the web", "sending an email", "stock price", "timer", "user", "light",
)]  # fmt: skip
TWINS = {"arithmetic", "music"}  # groups whose tools often suit the same request
LONGEST_SIGNATURES = 1700  # characters that fit into about half of the context


def any_kind(random: Random, split: Split, *, with_outcome: bool = False) -> Kind:
    form = random.random()
    if form < 0.05:
        return made_up(random, split)
    if form < 0.45:
        return pick(random, FAVOURITES)
    while True:
        kind = pick(random, KINDS)
        if kind.outcome is not None or not with_outcome:
            return kind


def some_tools(random: Random, split: Split, kind: Kind, least: int = 1) -> list[Tool]:
    """A tool of the kind, and up to three of other kinds after it."""
    strange = chance(random, 0.02)
    tools = [offered(random, split, kind, strange)]
    return more_tools(random, split, tools, pick(random, (1, 1, 1, 2, 2, 2, 3, 3, 4)), least)


def more_tools(
    random: Random, split: Split, tools: list[Tool], count: int, least: int
) -> list[Tool]:
    strange = chance(random, 0.02)
    while len(tools) < max(count, least):
        kind = any_kind(random, split)
        if all(distinct(kind, tool.kind) for tool in tools):
            tool = offered(random, split, kind, strange)
            if tool.name not in [one.name for one in tools]:
                tools.append(tool)
    while len(tools) > least and len(str([one.signature for one in tools])) > LONGEST_SIGNATURES:
        tools.pop()
    return tools


def distinct(one: Kind, two: Kind) -> bool:
    return one.topic != two.topic and (one.group != two.group or one.group not in TWINS)


def suits(kind: Kind, wanted: Kind) -> bool:
    """Whether a tool might be used for the request, if only to search for an answer."""
    shared = set(kind.topic.split()) & set(wanted.topic.split())
    return kind.group in (wanted.group, "search") or bool(shared)
