"""What the catalog tells those who watch it, also of models that cannot be had."""

import asyncio
import logging
from pathlib import Path

import pytest
from fake_apps import FakeApps, settle, states, write
from http_exchange import eventually

from deployments.model_config import parse_model_config
from serve_app import catalog as catalog_module
from serve_app.catalog import Catalog, CatalogDeployment

pytestmark = pytest.mark.anyio


async def test_a_model_that_fails_shows_its_reason_until_it_is_mended(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    write(tmp_path, "fox")
    await catalog.refresh()
    apps.finish("failed", "RuntimeError: no memory")
    await catalog.refresh()
    await catalog.refresh()
    assert states(catalog) == {"fox": "failed"}
    assert catalog.listing.models[0].reason == "RuntimeError: no memory"
    assert apps.deployed == ["shoal.fox"]
    assert catalog.settled

    write(tmp_path, "fox", "context_size: 5")
    await settle(catalog, apps)
    assert states(catalog) == {"fox": "ready"}
    assert catalog.listing.models[0].reason == ""


async def test_a_model_that_failed_before_a_restart_is_tried_once_more(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    write(tmp_path, "fox")
    await catalog.refresh()
    apps.finish("failed", "no")
    after = Catalog(tmp_path, apps)
    await after.refresh()
    apps.finish("failed", "no")
    for _ in range(3):
        await after.refresh()
    assert apps.deployed == ["shoal.fox"] * 2
    assert states(after) == {"fox": "failed"}


async def test_what_serve_refuses_to_deploy_is_the_models_reason(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    write(tmp_path, "fox")
    apps.refuses = "num_replicas: -1"
    await catalog.refresh()
    await catalog.refresh()
    assert states(catalog) == {"fox": "failed"}
    assert catalog.listing.models[0].reason == "fox.yaml: num_replicas: -1"

    apps.refuses = ""
    await catalog.refresh()
    assert apps.deployed == []  # the same YAML would be refused again
    write(tmp_path, "fox", "context_size: 5")
    await settle(catalog, apps)
    assert states(catalog) == {"fox": "ready"}


async def test_one_refused_model_does_not_keep_others_away(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    write(tmp_path, "fox")
    apps.refuses = "no"
    await catalog.refresh()
    apps.refuses = ""
    write(tmp_path, "wolf")
    await settle(catalog, apps)
    assert states(catalog) == {"fox": "failed", "wolf": "ready"}


async def test_one_model_that_does_not_answer_hides_no_other(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    write(tmp_path, "fox")
    await settle(catalog, apps)
    write(tmp_path, "wolf")
    del apps.infos["shoal.fox"]
    after = Catalog(tmp_path, apps)
    await after.refresh()
    assert apps.deployed == ["shoal.fox", "shoal.wolf"]


async def test_declared_apps_are_listed_and_left_alone(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    config = parse_model_config({"name": "bear", "backend": "fake"}, "test")
    apps.declare("declared", config, "loading")
    write(tmp_path, "fox")
    await catalog.refresh()
    assert states(catalog) == {"fox": "pending"}
    apps.finish()
    await catalog.refresh()
    assert states(catalog) == {"bear": "ready", "fox": "ready"}
    bear = catalog.listing.models[0]
    assert (bear.app, bear.source, bear.backend) == ("declared", "Serve config", "fake")
    assert "chat" in bear.capabilities
    assert (apps.deployed, apps.deleted) == (["shoal.fox"], [])


async def test_a_declared_app_that_fails_is_listed_under_its_apps_name(
    catalog: Catalog, apps: FakeApps
) -> None:
    config = parse_model_config({"name": "bear", "backend": "fake"}, "test")
    apps.declare("declared", config, "loading")
    apps.finish("failed", "LoadError: no bear")
    await catalog.refresh()
    (entry,) = catalog.listing.models
    assert (entry.name, entry.state, entry.reason) == ("declared", "failed", "LoadError: no bear")
    assert (apps.deployed, apps.deleted) == ([], [])


async def test_keys_without_effect_are_logged(
    tmp_path: Path, catalog: Catalog, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path, "fox", "low_vram: true\nparameters: {tfz: 1}")
    with caplog.at_level(logging.WARNING, logger="ray.serve"):
        await catalog.refresh()
        await catalog.refresh()
    assert [record.message for record in caplog.records] == [
        "fox.yaml: keys without effect: low_vram, parameters.tfz"
    ]


# --- watch -------------------------------------------------------------------------------------


async def test_watch_returns_at_once_what_one_does_not_know_yet(
    tmp_path: Path, catalog: Catalog
) -> None:
    write(tmp_path, "fox")
    await catalog.refresh()
    assert await catalog.watch(0) is catalog.listing
    assert [entry.name for entry in catalog.listing.models] == ["fox"]


async def test_watch_waits_for_a_change_and_all_watchers_hear_of_it(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    write(tmp_path, "fox")
    await settle(catalog, apps)
    known = catalog.listing.version
    watchers = [asyncio.create_task(catalog.watch(known)) for _ in range(3)]
    await catalog.refresh()
    assert not any(watcher.done() for watcher in watchers)
    write(tmp_path, "wolf")
    await catalog.refresh()
    async with asyncio.timeout(5):
        heard = await asyncio.gather(*watchers)
    assert all(listing is catalog.listing for listing in heard)
    assert catalog.listing.version > known
    assert [entry.name for entry in heard[0].models] == ["fox", "wolf"]


async def test_watch_ends_without_a_change(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    await catalog.refresh()
    monkeypatch.setattr(catalog_module, "WATCH_TIMEOUT", 0.01)
    known = catalog.listing
    assert await catalog.watch(known.version) is known


async def test_a_gateway_forgets_nothing_while_the_catalog_restarts(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    write(tmp_path, "fox")
    await settle(catalog, apps)
    after = Catalog(tmp_path, apps)
    watcher = asyncio.create_task(after.watch(catalog.listing.version))
    await after.refresh()
    assert [entry.name for entry in (await watcher).models] == ["fox"]


# --- The deployment ----------------------------------------------------------------------------


@pytest.fixture
async def deployment(
    tmp_path: Path, apps: FakeApps, monkeypatch: pytest.MonkeyPatch
) -> CatalogDeployment:
    monkeypatch.setattr(catalog_module, "ServeApps", lambda models_dir: apps)
    monkeypatch.setattr(catalog_module, "BUSY_PERIOD", 0)
    monkeypatch.setattr(catalog_module, "IDLE_PERIOD", 0)
    deployment = object.__new__(CatalogDeployment)
    await deployment.__init__(str(tmp_path))  # type: ignore[misc]
    return deployment


async def test_the_deployment_keeps_looking_also_after_a_lost_round(
    tmp_path: Path, deployment: CatalogDeployment, apps: FakeApps
) -> None:
    apps.lost_rounds = 2
    first = await deployment.watch(0)
    assert first.models == ()
    write(tmp_path, "fox")
    listing = first
    while not listing.models:
        listing = await deployment.watch(listing.version)
    assert apps.lost_rounds == 0
    await eventually(lambda: apps.deployed == ["shoal.fox"])
    await deployment.check_health()
    deployment._loop.cancel()


async def test_the_deployment_is_unhealthy_once_its_loop_has_ended(
    deployment: CatalogDeployment,
) -> None:
    await deployment.check_health()
    deployment._loop.cancel()
    await eventually(deployment._loop.done)
    with pytest.raises(RuntimeError, match="loop has ended"):
        await deployment.check_health()
