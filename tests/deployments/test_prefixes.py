import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from deployments.prefix_router import PrefixRouter
from deployments.prefixes import BLOCK, MOST_BLOCKS, Prefixes, home, prefix_keys
from deployments.types import (
    EmbedRequest,
    ImagePart,
    Message,
    Request,
    TextPart,
    Tool,
    ToolCall,
)

SYSTEM = Message("system", (TextPart("Be brief. " * 60),))
LONG = Request(id="r", messages=(SYSTEM, Message("user", (TextPart("Hi"),))))


def asking(text: str) -> Request:
    return replace(LONG, id=text, messages=(SYSTEM, Message("user", (TextPart(text),))))


def test_a_key_for_each_block() -> None:
    for blocks in (0, 1, 3, MOST_BLOCKS, MOST_BLOCKS + 9):
        text = "x" * (blocks * BLOCK + 7)
        assert len(prefix_keys(Request(id="r", prompt=text))) == min(blocks, MOST_BLOCKS)
    tokens = tuple(range(BLOCK))
    assert len(prefix_keys(Request(id="r", prompt=tokens))) == 4


@pytest.mark.parametrize("token", [-1, 2**31, 2**32 + 7, 10**30])
def test_tokens_that_no_model_knows_have_keys(token: int) -> None:
    assert len(prefix_keys(Request(id="r", prompt=(token,) * BLOCK))) == 4


def test_half_a_surrogate_pair_has_keys() -> None:
    assert prefix_keys(Request(id="r", prompt="\ud800" * BLOCK))
    assert prefix_keys(Request(id="r", messages=(Message("user", (TextPart("\ud800" * BLOCK),)),)))


def test_what_begins_alike_shares_keys() -> None:
    one, other = prefix_keys(asking("one " * 300)), prefix_keys(asking("other " * 300))
    assert one[:2] == other[:2]
    assert not set(one[3:]) & set(other[3:])
    assert prefix_keys(asking("one " * 300)) == one


@pytest.mark.parametrize(
    "other",
    [
        {"tools": (Tool("get_weather"),)},
        {"adapters": (("polite", 1.0),)},
        {"messages": (Message("user", SYSTEM.content),)},
        {"messages": (Message("system", (ImagePart(b"", "image/png"), *SYSTEM.content)),)},
        {"messages": (Message("assistant", tool_calls=(ToolCall("a", "b", "{}"),)), SYSTEM)},
    ],
)
def test_what_a_cache_depends_on_is_in_the_keys(other: dict[str, Any]) -> None:
    assert not set(prefix_keys(LONG)) & set(prefix_keys(replace(LONG, **other)))


def test_who_knows_the_most_is_found() -> None:
    prefixes: Prefixes[str] = Prefixes()
    prefixes.note([b"a", b"b", b"c"], "one")
    prefixes.note([b"a", b"x"], "two")
    assert prefixes.longest([b"a", b"b", b"d"], ["one", "two"]) == "one"
    assert prefixes.longest([b"a", b"y"], ["one", "two"]) == "two", "it was the last"
    assert prefixes.longest([b"a", b"b"], ["two"]) == "two"
    assert prefixes.longest([b"z"], ["one", "two"]) is None


def test_only_so_many_are_remembered() -> None:
    prefixes: Prefixes[str] = Prefixes(most=2)
    prefixes.note([b"a", b"b"], "one")
    prefixes.note([b"a"], "one")
    prefixes.note([b"c"], "one")
    known = [key for key in (b"a", b"b", b"c") if prefixes.longest([key], ["one"])]
    assert known == [b"a", b"c"]


def test_everybody_finds_the_same_home() -> None:
    names = [f"replica-{number}" for number in range(5)]
    homes = [home(str(key).encode(), names) for key in range(500)]
    assert homes == [home(str(key).encode(), reversed(names)) for key in range(500)]
    assert all(70 < homes.count(name) < 130 for name in names), "evenly"
    for key, before in enumerate(homes):
        if before != names[0]:
            assert home(str(key).encode(), names[1:]) == before, "no more move than must"


# --- The router --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Id:
    unique_id: str


@dataclass(frozen=True)
class Replica:
    replica_id: Id


@dataclass
class Pending:
    args: list[Any]


@dataclass
class Router:
    """Serve's part of it: the replicas, and how many requests they have."""

    loads: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.router: Any = object.__new__(PrefixRouter)
        self.replicas = [Replica(Id(name)) for name in ("a", "b", "c")]
        self.router._replicas = dict.fromkeys(self.replicas)
        self.router._replica_queue_len_cache = self
        self.router.initialize_state(slack=3)

    def get(self, id: Id) -> int | None:
        return self.loads.get(id.unique_id)

    def chosen(self, *arguments: Any) -> list[list[str]]:
        groups = asyncio.run(
            self.router.choose_replicas(self.replicas, Pending([*arguments]) if arguments else None)
        )
        return [[replica.replica_id.unique_id for replica in group] for group in groups]

    def routed(self, request: Any, name: str) -> None:
        self.router.on_request_routed(Pending([request]), Id(name), None)


def test_a_prompt_goes_where_its_beginning_is() -> None:
    router = Router()
    for name in "abc":
        router.routed(asking("one"), name)
        first, then = router.chosen(asking("two"))
        assert first == [name]
        assert len(then) == 2


def test_what_nobody_knows_goes_home() -> None:
    first, other = Router(), Router()
    assert first.chosen(LONG)[0] == other.chosen(LONG)[0]
    assert len(first.chosen(LONG)) == 2


@pytest.mark.parametrize(
    ("loads", "stays"), [((2, 0, 5), True), ((3, 0, 5), False), ((9, 9, 9), True)]
)
def test_a_busy_replica_is_passed_over(loads: tuple[int, int, int], stays: bool) -> None:
    router = Router(dict(zip("abc", loads, strict=True)))
    router.routed(LONG, "a")
    groups = router.chosen(LONG)
    assert (groups[0] == ["a"]) == stays
    assert len(groups[-1]) == 2


@pytest.mark.parametrize(
    "arguments", [(), (Request(id="r", prompt="short"),), (EmbedRequest(id="e", inputs=("x",)),)]
)
def test_other_requests_are_shared_out(arguments: tuple[Any, ...]) -> None:
    [drawn] = Router().chosen(*arguments)
    assert len(set(drawn)) == 2


def test_where_there_is_one_replica_there_is_no_choice() -> None:
    router = Router()
    del router.replicas[1:]
    assert router.chosen(LONG) == [["a"]]
