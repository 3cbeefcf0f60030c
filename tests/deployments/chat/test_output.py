import random

import pytest

from deployments.chat.output import Delta, OutputStream
from deployments.types import TextDelta, TokenLogprob

FISH = "🐟".encode()
TEXT = "Grüße, 🐟 und 日本語: ¡olé! END of it"


def logprob(token: int) -> TokenLogprob:
    return TokenLogprob(token, b"", -float(token))


def collect(output: OutputStream, chunks: list[bytes]) -> list[Delta]:
    """Feed the chunks as tokens 0, 1, 2, … with logprobs until a stop string is found; flush."""
    deltas: list[Delta] = []
    for token, chunk in enumerate(chunks):
        deltas += output.feed(token, chunk, logprob(token))
        if output.stop is not None:
            break
    return [*deltas, *output.flush()]


def test_a_token_of_whole_characters_goes_out_at_once() -> None:
    delta = OutputStream(index=2).feed(7, b"text", logprob(7))
    assert delta == [TextDelta("text", 2, (7,), (logprob(7),))]


def test_a_token_without_logprob_brings_none() -> None:
    assert OutputStream().feed(7, b"text") == [TextDelta("text", 0, (7,), ())]


def test_part_of_a_character_waits_with_its_ids_and_logprobs() -> None:
    output = OutputStream()
    assert output.feed(1, FISH[:1], logprob(1)) == []
    assert output.feed(2, FISH[1:3], logprob(2)) == []
    delta = output.feed(3, FISH[3:] + b"!", logprob(3))
    assert delta == [TextDelta("🐟!", 0, (1, 2, 3), (logprob(1), logprob(2), logprob(3)))]
    assert output.feed(4, b"next", logprob(4)) == [TextDelta("next", 0, (4,), (logprob(4),))]


def test_an_unfinished_character_at_the_end_is_replaced() -> None:
    output = OutputStream()
    assert output.feed(1, b"a" + FISH[:3]) == [TextDelta("a", 0, (1,))]
    assert output.feed(2, b"") == []
    assert output.flush() == [TextDelta("\ufffd", 0, (2,))]


def test_bytes_that_are_no_character_are_replaced() -> None:
    assert OutputStream().feed(1, b"a\xffb") == [TextDelta("a\ufffdb", 0, (1,))]


def test_the_beginning_of_a_stop_waits_with_its_ids() -> None:
    output = OutputStream(0, ["END"])
    assert output.feed(1, b"E") == []
    assert output.feed(2, b"N") == []
    assert output.feed(3, b"Q") == [TextDelta("ENQ", 0, (1, 2, 3))]
    assert output.stop is None


def test_a_stop_across_tokens_cuts_the_text() -> None:
    output = OutputStream(0, ["END"])
    assert output.feed(1, b"text E") == [TextDelta("text ", 0, (1,))]
    assert output.feed(2, b"ND more") == []
    assert output.stop == "END"
    assert output.flush() == []


def test_text_before_the_stop_in_the_same_token_goes_out() -> None:
    output = OutputStream(0, ["END"])
    assert output.feed(1, b"text END more") == [TextDelta("text ", 0, (1,))]
    assert output.stop == "END"


def test_a_stop_may_end_inside_a_character() -> None:
    output = OutputStream(0, ["é"])
    assert output.feed(1, b"caf\xc3") == [TextDelta("caf", 0, (1,))]
    assert output.feed(2, b"\xa9!") == []
    assert output.stop == "é"


def test_flush_gives_the_beginning_of_a_stop_that_did_not_come() -> None:
    output = OutputStream(0, ["END"])
    assert output.feed(1, b"EN") == []
    assert output.flush() == [TextDelta("EN", 0, (1,))]
    assert output.flush() == []


def test_flush_has_nothing_when_nothing_is_held() -> None:
    output = OutputStream(0, ["END"])
    output.feed(1, b"text")
    assert output.flush() == []


@pytest.mark.parametrize("seed", range(50))
@pytest.mark.parametrize("stops", [[], ["END of"], ["🐟 und 日"], ["nothing", "語: ¿"]])
def test_any_cutting_into_tokens_gives_the_same_text_and_every_token_once(
    seed: int, stops: list[str]
) -> None:
    draw = random.Random(seed)
    data = TEXT.encode()
    cuts = sorted(draw.sample(range(1, len(data)), k=draw.randint(1, 30)))
    chunks = [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    deltas = collect(output := OutputStream(0, stops), chunks)
    found = next((stop for stop in stops if stop in TEXT), None)
    assert output.stop == found
    assert "".join(delta.text for delta in deltas) == (TEXT.split(found)[0] if found else TEXT)
    assert all(delta.text for delta in deltas)
    ids = [token for delta in deltas for token in delta.token_ids]
    assert ids == list(range(len(chunks) if found is None else len(ids)))
    assert [item.logprob for delta in deltas for item in delta.logprobs] == [-id for id in ids]


def test_tokens_without_text_at_the_end_are_not_forgotten() -> None:
    output = OutputStream()
    assert output.feed(1, b"a") == [TextDelta("a", 0, (1,))]
    assert output.feed(2, b"", logprob(2)) == []
    assert output.flush() == [TextDelta("", 0, (2,), (logprob(2),))]
