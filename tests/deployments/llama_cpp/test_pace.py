import pytest

from deployments.llama_cpp.pace import Pace


def observe(pace: Pace, generating: float, per_token: float, steps: int = 1) -> None:
    """Steps of a machine that needs so many seconds to generate, and for a token of a prompt."""
    for _ in range(steps):
        pace.observe(0, generating)
        pace.observe(pace.chunk, generating + per_token * pace.chunk)


def test_at_first_it_is_what_was_configured() -> None:
    assert Pace(48, 512).chunk == 48


@pytest.mark.parametrize("first", [16, 100, 2048])
@pytest.mark.parametrize(
    ("generating", "per_token"), [(0.0, 0.001), (0.02, 0.0005), (0.04, 0.0001), (0.001, 0.005)]
)
def test_a_step_comes_to_take_a_tenth_of_a_second(
    generating: float, per_token: float, first: int
) -> None:
    pace = Pace(first, 2048)
    observe(pace, generating, per_token, 12)
    seconds = generating + per_token * pace.chunk
    assert 0.1 - 17 * per_token < seconds < 0.1001
    assert pace.chunk % 16 == 0


@pytest.mark.parametrize("generating", [0.08, 0.5])
def test_where_generating_is_slow_prompts_may_double_the_time(generating: float) -> None:
    pace = Pace(16, 2048)
    observe(pace, generating, 0.001, 12)
    assert generating - 0.017 < 0.001 * pace.chunk < generating + 0.0001


def test_it_doubles_at_most() -> None:
    pace = Pace(20, 512)
    chunks = []
    for _ in range(6):
        observe(pace, 0.001, 0.000_001)
        chunks.append(pace.chunk)
    assert chunks == [40, 80, 160, 320, 512, 512]


def test_it_falls_at_once() -> None:
    pace = Pace(512, 512)
    observe(pace, 0.02, 0.001)
    assert pace.chunk in (64, 80)


def test_it_is_never_less_than_sixteen() -> None:
    pace = Pace(64, 512)
    observe(pace, 0.02, 1.0, 5)
    assert pace.chunk == 16


@pytest.mark.parametrize("per_token", [1.0, 0.000_001])
def test_it_is_never_more_than_the_most_even_if_that_is_small(per_token: float) -> None:
    pace = Pace(8, 8)
    pace.observe(0, 0.001)
    pace.observe(16, 0.001 + 16 * per_token)
    assert pace.chunk == 8


def test_it_learns_nothing_from_a_few_tokens() -> None:
    pace, ignorant = Pace(64, 512), Pace(64, 512)
    for tokens in (1, 8, 15):
        pace.observe(tokens, 100.0)
    assert pace.chunk == 64
    observe(pace, 0.02, 0.001)
    observe(ignorant, 0.02, 0.001)
    assert pace.chunk == ignorant.chunk


def test_it_learns_from_sixteen_tokens() -> None:
    pace = Pace(64, 512)
    pace.observe(16, 100.0)
    assert pace.chunk == 16


def test_generating_alone_changes_nothing_yet() -> None:
    pace = Pace(64, 512)
    for _ in range(5):
        pace.observe(0, 0.5)
    assert pace.chunk == 64


def test_a_step_that_is_faster_than_generating_alone_says_nothing() -> None:
    pace = Pace(64, 512)
    pace.observe(0, 0.05)
    pace.observe(64, 0.04)
    assert pace.chunk == 64


@pytest.mark.parametrize(("before", "after"), [(0.0005, 0.002), (0.002, 0.0005)])
def test_it_follows_a_machine_that_changes(before: float, after: float) -> None:
    pace = Pace(64, 2048)
    observe(pace, 0.01, before, 20)
    observe(pace, 0.04, after, 60)
    assert 0.1 - 17 * after < 0.04 + after * pace.chunk < 0.1001


def test_one_slow_step_matters_little() -> None:
    pace = Pace(64, 512)
    observe(pace, 0.02, 0.0005, 10)
    usual = pace.chunk
    pace.observe(0, 0.04)
    pace.observe(usual, 0.02 + 0.001 * usual)
    assert 0.6 * usual < pace.chunk < usual
