"""States in files: found again by the next process, and never taken for something else."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from toy_backend import MODEL, Answer, ask, toy_backend
from toy_models.lora import write_lora

from deployments.llama_cpp.disk_states import DiskStates, identity
from deployments.llama_cpp.model import LoadError
from deployments.llama_cpp.saved_states import SavedState, SavedStates
from deployments.model_config import ConfigError

ONE, TWO, THREE = (
    SavedState(
        np.arange(n, n + 10, dtype=np.int32), np.full(100, n, dtype=np.uint8), (float(n), 0.5)
    )
    for n in (1, 2, 3)
)


def content(states: DiskStates) -> list[tuple[list[int], bytes, tuple[float, ...]]]:
    return [(each.tokens.tolist(), read(each), each.adapters) for each in states]


def read(entry: SavedState) -> bytes:
    state = entry.read()
    assert state is not None
    return state.tobytes()


def written(folder: Path, *entries: SavedState, limit: int = 10_000) -> None:
    states = DiskStates(folder, "toy", limit=limit)
    for entry in entries:
        states.add(entry)
    states.close(10)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[DiskStates]:
    written(tmp_path, ONE, TWO)
    states = DiskStates(tmp_path, "toy", limit=10_000)
    yield states
    states.close(10)


def test_what_was_written_is_found_again(two: DiskStates) -> None:
    expected = [(e.tokens.tolist(), e.state.tobytes(), e.adapters) for e in (ONE, TWO)]
    assert sorted(content(two)) == expected


def test_the_same_prompt_is_written_once(tmp_path: Path) -> None:
    written(tmp_path, ONE, ONE)
    written(tmp_path, ONE)
    assert len(list((tmp_path / "toy").iterdir())) == 1


def test_another_identity_is_another_folder(two: DiskStates, tmp_path: Path) -> None:
    other = DiskStates(tmp_path, "other", limit=100)
    assert list(other) == []
    other.close(10)


def test_the_limit_holds_and_what_was_used_last_stays(tmp_path: Path) -> None:
    written(tmp_path, ONE, TWO, limit=2 * ONE.size)
    states = DiskStates(tmp_path, "toy", limit=2 * ONE.size)
    first = next(entry for entry in states if entry.tokens[0] == 1)
    states.touch(first)
    second = next(entry for entry in states if entry.tokens[0] == 2)
    state = second.read()
    states.add(THREE)
    states.close(10)
    assert sorted(each.tokens[0] for each in states) == [1, 3]
    assert state is not None
    assert state.tobytes() == TWO.state.tobytes(), "who reads it has it"
    assert second.read() is None
    assert len(list((tmp_path / "toy").iterdir())) == 2


def test_what_is_removed_leaves_its_bytes_to_others(tmp_path: Path) -> None:
    written(tmp_path, ONE, TWO)
    states = DiskStates(tmp_path, "toy", limit=2 * ONE.size)
    states.remove(next(entry for entry in states if entry.tokens[0] == 1))
    states.add(THREE)
    states.close(10)
    assert sorted(each.tokens[0] for each in states) == [2, 3]


def test_files_are_open_only_while_they_are_read(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    written(tmp_path, ONE, TWO)
    states = DiskStates(tmp_path, "toy", limit=10_000)
    states.add(THREE)
    states.close(10)
    assert len(content(states)) == 3
    assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize("length", [0, 70, 110, 150])
def test_a_file_that_was_cut_short_is_none(two: DiskStates, tmp_path: Path, length: int) -> None:
    entry = next(iter(two))
    for path in (tmp_path / "toy").iterdir():
        os.truncate(path, length)
    assert entry.read() is None


def test_the_order_of_use_survives(tmp_path: Path) -> None:
    written(tmp_path, ONE, TWO)
    for number, path in enumerate(sorted((tmp_path / "toy").iterdir())):
        os.utime(path, (number, number))
    states = DiskStates(tmp_path, "toy", limit=10_000)
    before = [each.tokens[0] for each in states]
    states.touch(next(iter(states)))
    states.close(10)
    again = DiskStates(tmp_path, "toy", limit=10_000)
    assert [each.tokens[0] for each in again] == before[::-1]
    again.close(10)


def test_one_that_is_too_large_is_not_written(tmp_path: Path) -> None:
    written(tmp_path, ONE, limit=ONE.size - 1)
    assert list((tmp_path / "toy").iterdir()) == []


def test_a_removed_one_is_gone(two: DiskStates, tmp_path: Path) -> None:
    two.remove(next(iter(two)))
    assert len(list(two)) == len(list((tmp_path / "toy").iterdir())) == 1


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"{}\n", b"[1]\n", b'{"tokens": 9, "adapters": []}\n' + bytes(8)], ids=repr
)
def test_other_files_are_left_alone(tmp_path: Path, data: bytes) -> None:
    written(tmp_path, ONE)
    (tmp_path / "toy" / "x.state").write_bytes(data)
    (tmp_path / "toy" / "readme.txt").write_text("hello")
    states = DiskStates(tmp_path, "toy", limit=10_000)
    assert len(list(states)) == 1
    states.close(10)


def test_read_only_writes_and_removes_nothing(tmp_path: Path) -> None:
    written(tmp_path, ONE)
    before = [path.stat().st_mtime_ns for path in (tmp_path / "toy").iterdir()]
    states = DiskStates(tmp_path, "toy", limit=10_000, read_only=True)
    states.add(TWO)
    states.touch(next(iter(states)))
    states.remove(next(iter(states)))
    states.close(10)
    assert [path.stat().st_mtime_ns for path in (tmp_path / "toy").iterdir()] == before
    assert list(DiskStates(tmp_path / "missing", "toy", read_only=True)) == []


def test_a_full_disk_is_no_reason_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    states = DiskStates(tmp_path, "toy", limit=10_000)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        states.add(ONE)
        while not caplog.records:
            time.sleep(0.001)
    states.add(TWO)
    states.close(10)
    assert [each.tokens[0] for each in states] == [2]


def full(path: Path, target: Path) -> Path:
    raise OSError("No space left on device")


@pytest.mark.parametrize("use", [DiskStates.touch, DiskStates.remove])
def test_a_file_that_somebody_deleted_is_no_loss(
    two: DiskStates,
    tmp_path: Path,
    use: Callable[[DiskStates, SavedState], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    for path in (tmp_path / "toy").iterdir():
        path.unlink()
    use(two, next(iter(two)))
    assert not caplog.records


def test_a_file_that_goes_while_they_are_looked_for_is_no_loss(tmp_path: Path) -> None:
    written(tmp_path, ONE)
    (tmp_path / "toy" / "gone.state").symlink_to(tmp_path / "nowhere")
    states = DiskStates(tmp_path, "toy", limit=10_000)
    assert [each.tokens[0] for each in states] == [1]
    states.close(10)


@pytest.mark.parametrize("use", [DiskStates.touch, DiskStates.remove])
def test_a_folder_of_somebody_else_is_told_of_once(
    two: DiskStates,
    use: Callable[[DiskStates, SavedState], None],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(os, "utime", forbidden)
    monkeypatch.setattr(Path, "unlink", forbidden)
    for entry in list(two):
        use(two, entry)
    assert [record.message for record in caplog.records] == [
        "prompt caches cannot be changed: Permission denied"
    ]


def forbidden(path: Path, missing_ok: bool = False) -> None:
    raise PermissionError("Permission denied")


def test_what_ram_has_no_room_for_goes_to_disk(tmp_path: Path) -> None:
    disk = DiskStates(tmp_path, "toy", limit=10_000)
    saved = SavedStates(ONE.size, disk)
    for entry in (ONE, TWO, THREE):
        saved.add(entry)
    saved.close()
    assert sorted(each.tokens[0] for each in disk) == [1, 2, 3]
    assert saved.size == len(saved) == 0


def test_the_identity_tells_files_and_caches_apart(tmp_path: Path) -> None:
    files = [tmp_path / "a.gguf", tmp_path / "lora.gguf"]
    for file in files:
        file.write_bytes(b"1")
    first = identity("org/toy", files, (True,))
    assert first == identity("org/toy", files, (True,))
    assert "/" not in first
    assert len({first, identity("org/toy", files[:1], (True,))}) == 2
    assert identity("toy", files, (True,)) != identity("toy", files, (False,))
    for seconds, file in enumerate(files):
        os.utime(file, (seconds, seconds))
        before, first = first, identity("org/toy", files, (True,))
        assert before != first


# --- Behind a backend ----------------------------------------------------------------------


PROMPT = tuple(range(300, 400))


async def answered(models: Path, **config: object) -> Answer:
    async with toy_backend(models, **config) as backend:
        return await ask(backend, PROMPT, max_tokens=6, ignore_eos=True)


@pytest.mark.anyio
@pytest.mark.parametrize("ram", [0, 100])
@pytest.mark.parametrize("kind", ["kv_unified:true", "kv_unified:false"])
async def test_a_prompt_outlives_its_process(models: Path, kind: str, ram: int) -> None:
    config = {
        "prompt_cache_path": f"cache/{kind[11:]}-{ram}",
        "options": [kind, f"cache_ram:{ram}"],
    }
    first = await answered(models, **config)
    again = await answered(models, **config)
    assert first.finished.usage.cached_tokens == 0
    assert again.finished.usage.cached_tokens == 99
    assert again.token_ids() == first.token_ids()


YARN = {"rope_scaling": "yarn", "yarn_ext_factor": 1.0, "yarn_attn_factor": 2.0}


@pytest.mark.anyio
@pytest.mark.parametrize(
    "other",
    [
        {"rope_scaling": "none"},
        {"rope_scaling": "yarn", "yarn_ext_factor": 1.0},
        YARN | {"yarn_beta_fast": 8.0},
        YARN | {"yarn_beta_slow": 2.0},
        YARN | {"options": ["cache_ram:0", "swa_full"]},
        YARN | {"context_size": 4096},  # beyond what the model was trained on
    ],
    ids=repr,
)
async def test_what_was_computed_otherwise_is_not_used(
    models: Path, tmp_path: Path, other: dict[str, Any]
) -> None:
    (models / "otherwise").unlink(missing_ok=True)
    (models / "otherwise").symlink_to(tmp_path)
    config = {"prompt_cache_path": "otherwise", "options": ["cache_ram:0"]}
    for keys in (YARN, other):
        assert (await answered(models, **config | keys)).finished.usage.cached_tokens == 0
    assert (await answered(models, **config | YARN)).finished.usage.cached_tokens == 99


@pytest.mark.anyio
async def test_an_adapter_of_the_same_name_is_another_one(models: Path) -> None:
    config = {"prompt_cache_path": "adapted", "lora_adapters": ["adapter.gguf"]}
    for seed in (1, 2):
        write_lora(models / "adapter.gguf", seed)
        assert (await answered(models, **config)).finished.usage.cached_tokens == 0
        assert (await answered(models, **config)).finished.usage.cached_tokens == 99


@pytest.mark.anyio
async def test_files_may_go_while_the_model_runs(models: Path) -> None:
    config = {"prompt_cache_path": "emptied", "options": ["parallel:1", "cache_ram:0"]}
    first = await answered(models, **config)
    async with toy_backend(models, **config) as backend:
        for path in (models / "emptied").rglob("*.state"):
            path.unlink()
        again = await ask(backend, PROMPT, max_tokens=6, ignore_eos=True)
        assert (await ask(backend, "Hello")).finished.usage.completion_tokens
    assert again.token_ids() == first.token_ids()


@pytest.mark.anyio
async def test_read_only_from_the_first_day_finds_nothing(models: Path) -> None:
    config = {"prompt_cache_path": "never", "prompt_cache_ro": True}
    for _ in range(2):
        assert (await answered(models, **config)).finished.usage.cached_tokens == 0
    assert not (models / "never").exists()


@pytest.mark.anyio
async def test_a_file_is_no_folder(models: Path) -> None:
    with pytest.raises(LoadError, match="prompt_cache_path"):
        await answered(models, prompt_cache_path=MODEL)


@pytest.mark.anyio
async def test_it_must_lie_below_the_models_directory(models: Path) -> None:
    with pytest.raises(ConfigError, match="prompt_cache_path"):
        await answered(models, prompt_cache_path="../elsewhere")
