"""The one owner of the model list: what the directory holds, made true in Serve.

`Catalog` looks, announces and acts, again and again. It keeps nothing that it could not learn
anew from the directory and from Serve, so a restart of it changes nothing. `CatalogDeployment`
runs it and answers the gateways.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from deployments.model_config import ConfigError
from deployments.types import ModelInfo
from serve_app.listing import Listing, ModelEntry
from serve_app.models_dir import BrokenModel, FoundModel, scan
from serve_app.serve_apps import PREFIX, AppState, ModelApps, ServeApps, app_name

logger = logging.getLogger("ray.serve")

BUSY_PERIOD = 0.5  # seconds between two looks while something is on its way
IDLE_PERIOD = 3.0
WATCH_TIMEOUT = 30.0
INFO_TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalog remembers of an application: the digest that runs, and what it said."""

    digest: str | None = None
    info: ModelInfo | None = None
    refusal: str = ""  # why Serve would not deploy this digest


NOTHING = Known()


def must_deploy(model: FoundModel, state: AppState | None, known: Known) -> bool:
    """Serve does not run the model, or runs it as it was configured before."""
    if model.config.disabled or (state is not None and state.phase == "deleting"):
        return False
    if model.arriving:
        return False
    if known.digest is None:
        # Deployed before this catalog started: a ready model tells its digest, a loading one will.
        return state is None or state.phase == "failed"
    return known.digest != model.digest or (state is None and not known.refusal)


def entry_of(model: FoundModel | BrokenModel, state: AppState | None, known: Known) -> ModelEntry:
    """How the model appears in the listing."""
    if isinstance(model, BrokenModel):
        return ModelEntry(
            model.name, "failed", reason=model.reason, source=model.source, created=model.created
        )
    entry = ModelEntry(
        name=model.config.name,
        state="pending",
        app=app_name(model.config.name),
        capabilities=model.config.capabilities,
        backend=model.config.backend,
        context_size=model.config.context_size,
        description=model.config.description,
        source=model.source,
        created=model.created,
    )
    if model.config.disabled:
        return replace(entry, state="disabled")
    if known.refusal and known.digest == model.digest:
        return replace(entry, state="failed", reason=known.refusal)
    if state is None or must_deploy(model, state, known):
        return entry
    return _with_state(entry, state, known.info)


def _with_state(entry: ModelEntry, state: AppState, info: ModelInfo | None) -> ModelEntry:
    if state.phase == "failed":
        return replace(entry, state="failed", reason=state.reason)
    if state.phase != "ready" or info is None:
        return replace(entry, state="loading", reason=state.reason)
    return replace(
        entry,
        state="ready",
        capabilities=info.capabilities,
        backend=info.backend,
        context_size=info.context_size,
        sampling=info.sampling,
        description=info.description,
    )


def is_ours(app: str) -> bool:
    """Whether the catalog deployed it, and no Serve config."""
    return app.startswith(PREFIX)


class Catalog:
    def __init__(self, models_dir: Path, apps: ModelApps) -> None:
        self._models_dir = models_dir
        self._apps = apps
        self._known: dict[str, Known] = {}
        self._sources: dict[str, str] = {}  # app -> the file that its model stood in last
        self._changed = asyncio.Condition()
        self.listing = Listing()

    @property
    def settled(self) -> bool:
        """Nothing is on its way to another state."""
        return all(entry.state not in ("pending", "loading") for entry in self.listing.models)

    async def refresh(self) -> None:
        """One round: look, announce, act. Never called concurrently."""
        models = await asyncio.to_thread(scan, self._models_dir)
        states = await self._apps.states()
        if not models and not self._models_dir.is_dir() and any(map(is_ours, states)):
            # A share that is not mounted, say: that is no wish to have nothing.
            raise FileNotFoundError(f"the models directory {self._models_dir} is not there")
        await self._ask_new(states)
        await self._announce(self._entries(models, states))
        await self._deploy(models, states)
        await self._delete_orphans(models, states)

    async def watch(self, version: int) -> Listing:
        """The listing as soon as it is not `version`, or as it is after half a minute."""
        try:
            async with asyncio.timeout(WATCH_TIMEOUT), self._changed:
                await self._changed.wait_for(lambda: self.listing.version not in (0, version))
        except TimeoutError:
            pass
        return self.listing

    async def _ask_new(self, states: Mapping[str, AppState]) -> None:
        """Ready models that have not said what they are."""
        for app in [app for app in self._known if not is_ours(app)]:
            if app not in states or states[app].phase != "ready":
                del self._known[app]  # a Serve config declared it, and may declare another
        new = [
            app
            for app, state in states.items()
            if state.phase == "ready" and self._known.get(app, NOTHING).info is None
        ]
        await asyncio.gather(*map(self._ask, new))

    async def _ask(self, app: str) -> None:
        try:
            async with asyncio.timeout(INFO_TIMEOUT):
                info = await self._apps.info(app)
        except Exception as error:  # it may be dying; the next round asks again
            logger.warning("%s does not say what it is: %s", app, error)
            return
        if self._known.get(app, NOTHING).digest in (None, info.digest):
            self._known[app] = Known(info.digest, info)

    def _entries(
        self, models: Sequence[FoundModel | BrokenModel], states: Mapping[str, AppState]
    ) -> list[ModelEntry]:
        entries = []
        for model in models:
            app = app_name(_name(model))
            entries.append(entry_of(model, states.get(app), self._known.get(app, NOTHING)))
        for app, state in states.items():
            if is_ours(app):
                continue
            info = self._known.get(app, NOTHING).info
            if info is not None or state.phase == "failed":  # one that loads has not said its name
                name = info.name if info else app
                entry = ModelEntry(name, "pending", app=app, source="Serve config")
                entries.append(_with_state(entry, state, info))
        return sorted(entries, key=lambda entry: entry.name)

    async def _announce(self, entries: list[ModelEntry]) -> None:
        before = {entry.name: entry for entry in self.listing.models}
        for entry in entries:
            if entry.state != getattr(before.get(entry.name), "state", None):
                level = logging.ERROR if entry.state == "failed" else logging.INFO
                reason = f": {entry.reason}" if entry.reason else ""
                logger.log(level, "model %s is %s%s", entry.name, entry.state, reason)
        if tuple(entries) != self.listing.models or self.listing.version == 0:
            async with self._changed:
                # Never the same number as before a restart: a gateway would miss the news.
                version = max(time.time_ns(), self.listing.version + 1)
                self.listing = Listing(version, tuple(entries))
                self._changed.notify_all()

    async def _deploy(
        self, models: Sequence[FoundModel | BrokenModel], states: Mapping[str, AppState]
    ) -> None:
        for model in models:
            app = app_name(_name(model))
            if isinstance(model, FoundModel) and must_deploy(
                model, states.get(app), self._known.get(app, NOTHING)
            ):
                self._known[app] = await self._deploy_one(app, model)

    async def _deploy_one(self, app: str, model: FoundModel) -> Known:
        if model.config.keys_without_effect:
            keys = ", ".join(model.config.keys_without_effect)
            logger.warning("%s: keys without effect: %s", model.source, keys)
        try:
            await self._apps.deploy(app, model.config)
        except (ConfigError, TypeError, ValueError) as error:  # the YAML's values are at fault
            return Known(model.digest, refusal=f"{model.source}: {error}")
        except Exception:  # Serve is: the next round tries again
            logger.exception("model %s could not be deployed", model.config.name)
            return self._known.get(app, NOTHING)
        return Known(model.digest)

    async def _delete_orphans(
        self, models: Sequence[FoundModel | BrokenModel], states: Mapping[str, AppState]
    ) -> None:
        """The catalog's applications whose model is gone or disabled.

        A file that is broken has not gone: what may have stood in it goes on running.
        """
        broken = {model.source for model in models if isinstance(model, BrokenModel)}
        wanted = set()
        for model in models:
            if isinstance(model, FoundModel) and not model.config.disabled:
                wanted.add(app_name(model.config.name))
                self._sources[app_name(model.config.name)] = model.source
        for app, state in states.items():
            if not is_ours(app) or app in wanted or state.phase == "deleting":
                continue
            source = self._sources.get(app)
            if source in broken or (source is None and broken):
                continue
            self._known.pop(app, None)
            await self._apps.delete(app)


def _name(model: FoundModel | BrokenModel) -> str:
    return model.config.name if isinstance(model, FoundModel) else model.name


class CatalogDeployment:
    """One replica. A lost round (Serve's controller restarting, say) is only a later one."""

    async def __init__(self, models_dir: str) -> None:  # type: ignore[misc]  # Serve awaits it
        self._catalog = Catalog(Path(models_dir), ServeApps(Path(models_dir)))
        self._loop = asyncio.create_task(self._run())

    async def watch(self, version: int) -> Listing:
        return await self._catalog.watch(version)

    async def check_health(self) -> None:
        if self._loop.done():
            raise RuntimeError("the catalog's loop has ended")

    async def _run(self) -> None:
        while True:
            try:
                await self._catalog.refresh()
            except Exception:
                logger.exception("the catalog could not refresh; it tries again")
            await asyncio.sleep(IDLE_PERIOD if self._catalog.settled else BUSY_PERIOD)
