import random
from collections.abc import Iterator, Sequence

import pytest

from deployments.chat.stop_strings import StopStrings


def naive(text: str, stops: Sequence[str]) -> tuple[str, str | None]:
    """The text before the stop string that is complete first; of several, the first in the list."""
    for end in range(1, len(text) + 1):
        for stop in stops:
            if stop and text[:end].endswith(stop):
                return text[: end - len(stop)], stop
    return text, None


def pieces(text: str, random: random.Random) -> Iterator[str]:
    """The text cut at random places; some pieces are empty."""
    cuts = sorted(random.choices(range(len(text) + 1), k=random.randint(0, 6)))
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        yield text[start:end]


def feed(stopper: StopStrings, parts: Sequence[str]) -> str:
    """What comes out until a stop string is found or the stream ends."""
    out = ""
    for part in parts:
        out += stopper.feed(part)
        if stopper.found is not None:
            return out
    return out + stopper.flush()


@pytest.mark.parametrize("seed", range(20))
def test_any_stream_is_cut_as_a_naive_search_cuts_it(seed: int) -> None:
    draw = random.Random(seed)
    found = 0
    for _ in range(200):
        stops = ["".join(draw.choices("ab", k=draw.randint(1, 5))) for _ in range(3)]
        text = "".join(draw.choices("abc", weights=(4, 4, 1), k=draw.randint(0, 30)))
        parts = list(pieces(text, draw))
        stopper = StopStrings(stops)
        assert (feed(stopper, parts), stopper.found) == naive(text, stops), (stops, parts)
        found += stopper.found is not None
    assert 20 < found < 200


@pytest.mark.parametrize("seed", range(10))
def test_held_back_text_is_shorter_than_the_longest_stop_and_never_without_need(seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(200):
        stops = ["".join(draw.choices("ab", k=draw.randint(2, 6))) for _ in range(2)]
        stopper = StopStrings(stops)
        text, out = "", ""
        for part in pieces("".join(draw.choices("abc", k=20)), draw):
            text += part
            out += stopper.feed(part)
            if stopper.found is not None:
                break
            held = text[len(out) :]
            assert text == out + held
            assert len(held) <= max(map(len, stops)) - 1
            assert not held or any(stop.startswith(held) for stop in stops)


def test_without_stops_everything_goes_through() -> None:
    for stopper in (StopStrings([]), StopStrings(["", ""])):
        assert stopper.feed("any text") == "any text"
        assert stopper.feed("") == ""
        assert stopper.flush() == ""
        assert stopper.found is None


def test_a_stop_within_one_piece() -> None:
    stopper = StopStrings(["END"])
    assert stopper.feed("text END more END") == "text "
    assert stopper.found == "END"
    assert stopper.flush() == ""


def test_a_stop_across_pieces() -> None:
    stopper = StopStrings(["END"])
    assert [stopper.feed(part) for part in ("aE", "N", "Db")] == ["a", "", ""]
    assert stopper.found == "END"
    assert stopper.flush() == ""


def test_a_false_start_is_let_through_as_soon_as_it_is_known() -> None:
    stopper = StopStrings(["aab"])
    assert stopper.feed("aa") == ""
    assert stopper.feed("a") == "a"
    assert stopper.feed("c") == "aac"


def test_flush_gives_what_was_held_once() -> None:
    stopper = StopStrings(["END"])
    assert stopper.feed("xEN") == "x"
    assert stopper.flush() == "EN"
    assert stopper.flush() == ""
    assert stopper.found is None


def test_the_stop_that_is_complete_first_wins() -> None:
    stopper = StopStrings(["abcd", "c"])
    assert stopper.feed("abc") == "ab"
    assert stopper.found == "c"


def test_characters_outside_ascii() -> None:
    stopper = StopStrings(["é🐟"])
    assert stopper.feed("caf") + stopper.feed("é") + stopper.feed("🐟!") == "caf"
    assert stopper.found == "é🐟"


def test_a_long_stop_over_a_long_text_takes_linear_time() -> None:
    stopper = StopStrings(["a" * 5_000 + "b"])
    out = "".join(stopper.feed("a" * 500) for _ in range(200))
    assert len(out + stopper.flush()) == 100_000
