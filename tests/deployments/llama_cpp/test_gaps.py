import pytest

from deployments.llama_cpp.gaps import gaps

LENGTHS = dict(enumerate([100, 0, 120, 3000, 90, 110, 0, 0, 0, 0, 0, 95]))


@pytest.mark.parametrize(
    ("slots", "filled"),
    [
        ([0], []),
        ([0, 1, 2], []),
        ([0, 2], [1]),
        ([0, 2, 4], [1]),
        ([2, 4, 5, 7], [6]),
        ([5, 11], []),
        ([6, 11], [7, 8, 9, 10]),
        ([3, 5], [4]),
    ],
    ids=str,
)
def test_short_gaps_between_slots_are_filled(slots: list[int], filled: list[int]) -> None:
    """Not where five are missing in a row, nor with slot 3, which is much longer than others."""
    assert gaps(slots, LENGTHS.__getitem__) == {slot: LENGTHS[slot] for slot in filled}
