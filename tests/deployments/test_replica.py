import asyncio
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path
from typing import Any

import pytest

from deployments import replica
from deployments.model_config import ConfigError, parse_model_config
from deployments.replica import ModelReplica, model_application
from deployments.types import Event, Failed, Request


def test_what_ray_would_wait_for_without_end_is_refused() -> None:
    actor = {"label_selector": {"zone": "in(a, b)"}}
    config = parse_model_config(
        {"name": "m", "backend": "fake", "deployment": {"ray_actor_options": actor}}, "m.yaml"
    )
    with pytest.raises(ConfigError, match=r"label_selector: zone: 'in\(a, b\)'"):
        model_application(config, Path("models"))


class Backend:
    """Answers with a failure; `broken`: it can no longer do anything else."""

    def __init__(self, kind: Any, *, broken: bool) -> None:
        self._failure = Failed(kind, "no")
        self._broken = broken

    async def generate(self, request: Request) -> AsyncGenerator[Sequence[Event]]:
        yield [self._failure]

    def check_health(self) -> None:
        if self._broken:
            raise RuntimeError("the engine stopped")

    async def close(self) -> None:
        pass


class Replica(ModelReplica):
    """Serve awaits `__del__`, Python does not."""

    def __del__(self) -> None:  # type: ignore[override]
        pass


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("kind", "broken", "ends"),
    [("lost", True, ["the engine stopped"]), ("lost", False, []), ("internal", True, [])],
)
async def test_a_replica_whose_engine_has_stopped_makes_room_for_another(
    monkeypatch: pytest.MonkeyPatch, kind: str, broken: bool, ends: list[str]
) -> None:
    ended: list[str] = []
    monkeypatch.setattr(replica, "end_process", ended.append)
    monkeypatch.setattr(replica, "PARTING", 0.0)
    one = Replica.__new__(Replica)
    one._backend = Backend(kind, broken=broken)  # type: ignore[assignment]
    told = [events async for events in one.generate(Request(id="r", prompt="Hi"))]
    assert told == [[Failed(kind, "no")]]  # type: ignore[arg-type]
    assert ended == [], "those who wait are told first"
    await asyncio.sleep(0.01)
    assert ended == ends
