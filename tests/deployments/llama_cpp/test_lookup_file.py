"""Files of counts as llama.cpp's lookup tools write them; what is broken is named and harmless."""

from pathlib import Path

import numpy as np
import pytest

from deployments.llama_cpp import lookup_file
from deployments.llama_cpp.follower_counts import FOLLOWERS, FollowerCounts
from deployments.llama_cpp.lookup_file import (
    LookupFileError,
    read_counts,
    read_pairs,
    write_counts,
)

# As llama.cpp writes pairs of the tokens 1 2 3 1 2 4, and what comes behind them.
BYTES = bytes.fromhex(
    "03000000 01000000 ffffffff ffffffff 01000000 02000000 01000000"
    "02000000 03000000 ffffffff ffffffff 01000000 01000000 01000000"
    "01000000 02000000 ffffffff ffffffff 02000000 04000000 01000000 03000000 01000000"
)
COUNTS = {(3, 1): {2: 1}, (2, 3): {1: 1}, (1, 2): {4: 1, 3: 1}}


def written(path: Path, *numbers: int) -> Path:
    np.array(numbers, dtype="<i4").tofile(path)
    return path


def test_what_llama_cpp_wrote_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    path.write_bytes(BYTES)
    assert dict(read_counts(path, 5).items()) == COUNTS
    pairs = read_pairs(path, 5)
    assert pairs.after((2, 3)) == {1: 1}
    assert pairs.after((1, 2)) == {3: 1, 4: 1}
    assert pairs.after((3, 2)) == pairs.after((9, 9)) == pairs.after((1,)) == {}


def test_it_is_written_so_too(tmp_path: Path) -> None:
    write_counts(tmp_path / "cache", [*COUNTS.items(), ((7,), {})])
    assert (tmp_path / "cache").read_bytes() == BYTES


def test_counts_go_on_where_they_ended(tmp_path: Path) -> None:
    counts = FollowerCounts()
    for place in range(1, 9):
        counts.count([1, 2, 3, 4, 1, 2, 3, 4, 0], place)
    write_counts(tmp_path / "cache", counts.items())
    again = read_counts(tmp_path / "cache", 5)
    assert dict(again.items()) == dict(counts.items())
    again.count([1, 2], 1)
    assert again.after((1,)) == {2: 3}


def test_no_file_is_no_counts_yet(tmp_path: Path) -> None:
    assert list(read_counts(tmp_path / "none", 5).items()) == []
    with pytest.raises(LookupFileError, match="no such file"):
        read_pairs(tmp_path / "none", 5)


def test_an_empty_file_is_no_counts(tmp_path: Path) -> None:
    assert list(read_counts(written(tmp_path / "cache"), 5).items()) == []
    assert read_pairs(tmp_path / "cache", 5).after((1, 2)) == {}


def test_a_pair_is_neither_one_token_nor_three(tmp_path: Path) -> None:
    numbers = [1, -1, -1, -1, 1, 2, 9, 1, 2, 3, -1, 1, 4, 9]
    assert read_pairs(written(tmp_path / "cache", *numbers), 5).after((1, 2)) == {}


def test_the_most_frequent_followers_are_read(tmp_path: Path) -> None:
    followers = [number for token in range(FOLLOWERS + 2) for number in (token, token + 1)]
    written(tmp_path / "cache", 1, 2, -1, -1, FOLLOWERS + 2, *followers)
    expected = {token: token + 1 for token in range(2, FOLLOWERS + 2)}
    assert read_pairs(tmp_path / "cache", 100).after((1, 2)) == expected
    assert dict(read_counts(tmp_path / "cache", 100).items()) == {(1, 2): expected}


BROKEN = "it is no lookup cache"


@pytest.mark.parametrize("read", [read_counts, read_pairs])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (BYTES[:-1], BROKEN),
        (BYTES[:-4], BROKEN),
        (BYTES + b"\0", BROKEN),
        (BYTES[:40], BROKEN),
        (b"GGUF" * 100, BROKEN),
        (b"name: toy\n..", BROKEN),
        (np.array([1, 2, -1, -1, 0], "<i4").tobytes(), BROKEN),
        (np.array([1, 2, -1, -1, -1, 1], "<i4").tobytes(), BROKEN),
        (np.array([1, 2, -1, -1, 2**31 - 1, 1, 1], "<i4").tobytes(), BROKEN),
        (np.array([1, 2, -1, -1, 1, 1, 0], "<i4").tobytes(), BROKEN),
        (np.array([-1, -1, -1, -1, 1, 1, 1], "<i4").tobytes(), BROKEN),
        (np.array([1, -1, 2, -1, 1, 1, 1], "<i4").tobytes(), BROKEN),
        (np.array([1, -2, -1, -1, 1, 1, 1], "<i4").tobytes(), "tokens other than the model's 5"),
        (np.array([1, 5, -1, -1, 1, 1, 1], "<i4").tobytes(), "tokens other than the model's 5"),
        (np.array([1, 2, -1, -1, 1, 5, 1], "<i4").tobytes(), "tokens other than the model's 5"),
        (np.array([1, 2, -1, -1, 1, -1, 1], "<i4").tobytes(), "tokens other than the model's 5"),
    ],
)
def test_what_is_broken_is_refused(
    tmp_path: Path, read: object, content: bytes, reason: str
) -> None:
    path = tmp_path / "cache"
    path.write_bytes(content)
    with pytest.raises(LookupFileError, match=reason):
        (read_counts if read is read_counts else read_pairs)(path, 5)


@pytest.mark.parametrize("read", [read_counts, read_pairs])
def test_a_folder_is_no_file(tmp_path: Path, read: object) -> None:
    with pytest.raises(LookupFileError, match="no such file"):
        (read_counts if read is read_counts else read_pairs)(tmp_path, 5)


def test_what_is_too_large_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_bytes(BYTES)
    monkeypatch.setattr(lookup_file, "LEARNT", 1)
    with pytest.raises(LookupFileError, match="more than 1 n-grams"):
        read_counts(tmp_path / "cache", 5)
    monkeypatch.setattr(np, "fromfile", None)
    for limit, read in (("MOST_BYTES", read_pairs), ("MOST_BYTES_LEARNT", read_counts)):
        monkeypatch.setattr(lookup_file, limit, len(BYTES) - 1)
        with pytest.raises(LookupFileError, match=f"more than {len(BYTES) - 1} bytes"):
            read(tmp_path / "cache", 5)


def test_counts_that_are_too_large_for_the_file(tmp_path: Path) -> None:
    write_counts(tmp_path / "cache", [((1,), {2: 2**40})])
    assert dict(read_counts(tmp_path / "cache", 5).items()) == {(1,): {2: 2**31 - 1}}
