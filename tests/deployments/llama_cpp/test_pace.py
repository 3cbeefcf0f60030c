import pytest

from deployments.llama_cpp.pace import GAP, Pace


def observe(
    pace: Pace, generating: float, per_token: float, steps: int = 1, *, mixed: bool = True
) -> None:
    """Steps of a machine that needs so many seconds to generate, and for a token of a prompt."""
    for _ in range(steps):
        pace.observe(0, 1, generating)
        chunk = pace.chunk(1, 1, 1)
        seconds = per_token * chunk
        pace.observe(chunk, int(mixed), seconds + (generating if mixed else 0.0))


def test_at_first_it_is_what_was_configured() -> None:
    assert Pace(48, 512).chunk(1, 1, 1) == 48


def test_at_first_nothing_holds_prompts_alone_back() -> None:
    assert Pace(48, 512).chunk(1, 0, 0) == 512


@pytest.mark.parametrize("mixed", [True, False])
@pytest.mark.parametrize("first", [16, 100, 2048])
@pytest.mark.parametrize(
    ("generating", "per_token"), [(0.0, 0.001), (0.02, 0.0005), (0.04, 0.0001), (0.001, 0.005)]
)
def test_a_step_comes_to_take_as_long_as_the_gap_may_be(
    generating: float, per_token: float, first: int, mixed: bool
) -> None:
    pace = Pace(first, 2048)
    observe(pace, generating, per_token, 12, mixed=mixed)
    seconds = generating + per_token * pace.chunk(1, 1, 1)
    assert GAP - 17 * per_token < seconds < 1.001 * GAP
    assert pace.chunk(1, 1, 1) % 16 == 0


@pytest.mark.parametrize("generating", [0.08, 0.5])
def test_where_generating_is_slow_prompts_may_double_the_time(generating: float) -> None:
    pace = Pace(16, 2048)
    observe(pace, generating, 0.001, 12)
    assert generating - 0.017 < 0.001 * pace.chunk(1, 1, 1) < generating + 0.0001


@pytest.mark.parametrize(
    ("prompts", "streams", "times"),
    [(1, 3, 1), (1, 1, 1), (2, 1, 2), (4, 3, 2), (9, 5, 3), (7, 1, 4), (50, 1, 4), (1, 0, 4)],
)
def test_more_prompts_than_streams_may_take_longer(prompts: int, streams: int, times: int) -> None:
    pace = Pace(64, 2048)
    observe(pace, 0.0, 0.001, 12)
    seconds = 0.001 * pace.chunk(prompts, streams, streams)
    assert times * GAP - 0.017 < seconds < times * GAP + 0.0001


def test_it_is_never_less_than_sixteen() -> None:
    pace = Pace(64, 512)
    observe(pace, 0.02, 1.0, 5)
    assert pace.chunk(1, 1, 1) == 16


@pytest.mark.parametrize("per_token", [1.0, 0.000_001])
def test_it_is_never_more_than_the_most_even_if_that_is_small(per_token: float) -> None:
    pace = Pace(8, 8)
    pace.observe(0, 1, 0.001)
    pace.observe(16, 1, 0.001 + 16 * per_token)
    assert pace.chunk(1, 1, 1) == 8


def test_it_learns_nothing_from_a_few_tokens() -> None:
    pace = Pace(64, 512)
    for tokens in (1, 8, 15):
        pace.observe(tokens, 1, 100.0)
    assert pace.chunk(1, 1, 1) == 64


def test_it_learns_from_sixteen_tokens() -> None:
    pace = Pace(64, 512)
    pace.observe(16, 1, 100.0)
    assert pace.chunk(1, 1, 1) == 16


def test_generating_alone_changes_nothing_yet() -> None:
    pace = Pace(64, 512)
    for _ in range(5):
        pace.observe(0, 1, 0.5)
    assert pace.chunk(1, 1, 1) == 64


def test_a_step_that_is_faster_than_generating_alone_says_nothing() -> None:
    pace = Pace(64, 512)
    pace.observe(0, 1, 0.05)
    pace.observe(64, 1, 0.04)
    assert pace.chunk(1, 1, 1) == 64


@pytest.mark.parametrize(("before", "after"), [(0.0005, 0.002), (0.002, 0.0005)])
def test_it_follows_a_machine_that_changes(before: float, after: float) -> None:
    pace = Pace(64, 2048)
    observe(pace, 0.01, before, 20)
    observe(pace, 0.04, after, 60)
    assert GAP - 17 * after < 0.04 + after * pace.chunk(1, 1, 1) < 1.001 * GAP


def test_one_slow_step_matters_little() -> None:
    pace = Pace(64, 512)
    observe(pace, 0.02, 0.0005, 10)
    usual = pace.chunk(1, 1, 1)
    pace.observe(0, 1, 0.04)
    pace.observe(usual, 1, 0.02 + 0.001 * usual)
    assert 0.6 * usual < pace.chunk(1, 1, 1) < usual


def test_streams_that_have_just_begun_hold_no_prompt_back() -> None:
    pace = Pace(64, 2048)
    observe(pace, 0.02, 0.001, 12)
    assert pace.chunk(1, 3, 0) > 3 * pace.chunk(1, 3, 1)
