"""Serve's applications as the catalog sees them, without Serve."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from deployments.model_config import ModelConfig
from deployments.types import ModelInfo
from serve_app.catalog import Catalog
from serve_app.serve_apps import AppState


class FakeApps:
    """What it deploys is loading until `finish`."""

    def __init__(self, models_dir: Path) -> None:
        self._models_dir = models_dir
        self._states: dict[str, AppState] = {}
        self.infos: dict[str, ModelInfo] = {}
        self.deployed: list[str] = []
        self.deleted: list[str] = []
        self.refuses = ""
        self.lost_rounds = 0

    async def states(self) -> Mapping[str, AppState]:
        if self.lost_rounds:
            self.lost_rounds -= 1
            raise RuntimeError("the controller is away")
        return dict(self._states)

    async def info(self, app: str) -> ModelInfo:
        if app not in self.infos:
            raise TimeoutError(f"{app} does not answer")
        return self.infos[app]

    async def deploy(self, app: str, config: ModelConfig) -> None:
        if self.refuses:
            raise ValueError(self.refuses)
        self.deployed.append(app)
        self.declare(app, config, "loading")

    async def delete(self, app: str) -> None:
        self.deleted.append(app)
        self._states[app] = AppState("deleting")

    def declare(self, app: str, config: ModelConfig, phase: str) -> None:
        self.infos[app] = ModelInfo(
            config.name, "fake", config.digest(self._models_dir), config.capabilities
        )
        self._states[app] = AppState(phase)

    def finish(self, phase: str = "ready", reason: str = "") -> None:
        """All that is on its way arrives."""
        self._states = {
            app: AppState(phase, reason) if state.phase == "loading" else state
            for app, state in self._states.items()
            if state.phase != "deleting"
        }


def write(directory: Path, name: str, extra: str = "") -> None:
    (directory / f"{name}.yaml").write_text(f"name: {name}\nbackend: fake\n{extra}\n")


def states(catalog: Catalog) -> dict[str, str]:
    return {entry.name: entry.state for entry in catalog.listing.models}


async def settle(catalog: Catalog, apps: FakeApps) -> None:
    await catalog.refresh()
    apps.finish()
    await catalog.refresh()
