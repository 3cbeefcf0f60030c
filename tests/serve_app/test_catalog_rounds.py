"""Rounds of the catalog over a models directory and applications that only pretend."""

import asyncio
from pathlib import Path

import pytest
from fake_apps import FakeApps, settle, states, write

from deployments.model_config import ModelConfig, parse_model_config
from deployments.types import ModelInfo
from serve_app.catalog import Catalog

pytestmark = pytest.mark.anyio


async def test_an_empty_directory_is_known_after_one_round(catalog: Catalog) -> None:
    assert catalog.listing.version == 0
    await catalog.refresh()
    assert catalog.listing.version > 0
    assert catalog.listing.models == ()
    assert catalog.settled


async def test_a_new_model(tmp_path: Path, catalog: Catalog, apps: FakeApps) -> None:
    write(tmp_path, "fox")
    await catalog.refresh()
    assert states(catalog) == {"fox": "pending"}
    assert apps.deployed == ["shoal.fox"]
    await catalog.refresh()
    assert states(catalog) == {"fox": "loading"}
    assert not catalog.settled
    apps.finish()
    await catalog.refresh()
    assert states(catalog) == {"fox": "ready"}
    assert catalog.settled


async def test_nothing_happens_while_nothing_changes(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    write(tmp_path, "fox")
    await settle(catalog, apps)
    before = catalog.listing
    for _ in range(3):
        await catalog.refresh()
    assert catalog.listing is before
    assert (apps.deployed, apps.deleted) == (["shoal.fox"], [])


async def test_a_changed_yaml(tmp_path: Path, catalog: Catalog, apps: FakeApps) -> None:
    write(tmp_path, "fox")
    write(tmp_path, "wolf")
    await settle(catalog, apps)
    write(tmp_path, "fox", "description: red")
    await catalog.refresh()
    assert states(catalog) == {"fox": "pending", "wolf": "ready"}
    assert apps.deployed == ["shoal.fox", "shoal.wolf", "shoal.fox"]
    await settle(catalog, apps)
    assert states(catalog) == {"fox": "ready", "wolf": "ready"}
    assert len(apps.deployed) == 3


async def test_what_an_old_replica_says_is_not_taken_for_the_new_ones(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    write(tmp_path, "fox")
    await settle(catalog, apps)
    old = apps.infos["shoal.fox"]
    write(tmp_path, "fox", "description: red")
    await catalog.refresh()
    new = apps.infos["shoal.fox"]
    apps.finish()
    apps.infos["shoal.fox"] = old
    await catalog.refresh()
    assert states(catalog) == {"fox": "loading"}
    apps.infos["shoal.fox"] = new
    await catalog.refresh()
    assert states(catalog) == {"fox": "ready"}
    assert len(apps.deployed) == 2


async def test_a_restarted_catalog(tmp_path: Path, catalog: Catalog, apps: FakeApps) -> None:
    for name in ("fox", "wolf"):
        write(tmp_path, name)
    await settle(catalog, apps)
    write(tmp_path, "new")
    await catalog.refresh()
    deployed = list(apps.deployed)
    after = Catalog(tmp_path, apps)
    await after.refresh()
    assert after.listing.version > catalog.listing.version
    assert states(after) == {"fox": "ready", "new": "loading", "wolf": "ready"}
    await settle(after, apps)
    assert states(after) == {"fox": "ready", "new": "ready", "wolf": "ready"}
    assert (apps.deployed, apps.deleted) == (deployed, [])


async def test_a_yaml_that_changed_while_no_catalog_ran(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    write(tmp_path, "fox")
    await settle(catalog, apps)
    write(tmp_path, "fox", "description: red")
    await Catalog(tmp_path, apps).refresh()
    assert apps.deployed == ["shoal.fox", "shoal.fox"]


@pytest.mark.parametrize("change", ["removed", "disabled"])
async def test_a_model_that_is_no_longer_wanted(
    tmp_path: Path, catalog: Catalog, apps: FakeApps, change: str
) -> None:
    write(tmp_path, "fox")
    await settle(catalog, apps)
    if change == "removed":
        (tmp_path / "fox.yaml").unlink()
    else:
        write(tmp_path, "fox", "disabled: true")
    await catalog.refresh()
    await catalog.refresh()
    assert apps.deleted == ["shoal.fox"]
    assert states(catalog) == ({} if change == "removed" else {"fox": "disabled"})

    write(tmp_path, "fox")
    await catalog.refresh()
    assert apps.deployed == ["shoal.fox"]  # not before the old one is gone
    await settle(catalog, apps)
    await settle(catalog, apps)
    assert apps.deployed == ["shoal.fox"] * 2
    assert states(catalog) == {"fox": "ready"}


async def test_a_broken_yaml_leaves_its_model_running(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    write(tmp_path, "fox")
    await settle(catalog, apps)
    write(tmp_path, "fox", "context_size: big")
    await catalog.refresh()
    assert states(catalog) == {"fox": "failed"}
    assert "context_size" in catalog.listing.models[0].reason
    write(tmp_path, "fox")
    await catalog.refresh()
    assert states(catalog) == {"fox": "ready"}
    assert (apps.deployed, apps.deleted) == (["shoal.fox"], [])


async def test_a_broken_yaml_of_another_name_leaves_its_model_running(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    yaml = tmp_path / "animals.yaml"
    yaml.write_text("name: fox\nbackend: fake\n")
    await settle(catalog, apps)
    yaml.write_text("name: fox\nbackend: [\n")
    after = Catalog(tmp_path, apps)
    await catalog.refresh()
    await after.refresh()
    assert apps.deleted == []

    yaml.write_text("name: wolf\nbackend: fake\n")
    await catalog.refresh()
    assert apps.deleted == ["shoal.fox"]


async def test_a_broken_yaml_keeps_no_other_model_alive(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    write(tmp_path, "fox")
    write(tmp_path, "wolf")
    await settle(catalog, apps)
    write(tmp_path, "fox", "context_size: big")
    (tmp_path / "wolf.yaml").unlink()
    await catalog.refresh()
    assert apps.deleted == ["shoal.wolf"]
    (tmp_path / "fox.yaml").unlink()
    await catalog.refresh()
    assert apps.deleted == ["shoal.wolf", "shoal.fox"]


async def test_a_directory_that_is_away_is_no_wish_to_have_nothing(
    tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    write(tmp_path, "fox")
    await settle(catalog, apps)
    before = catalog.listing
    away = moved(tmp_path, tmp_path.with_name("away"))
    for each in (catalog, Catalog(tmp_path, apps)):
        with pytest.raises(FileNotFoundError, match="is not there"):
            await each.refresh()
    assert apps.deleted == []
    assert catalog.listing is before
    moved(away, tmp_path)
    await catalog.refresh()
    assert catalog.listing is before


def moved(path: Path, to: Path) -> Path:
    return path.rename(to)


async def test_a_directory_that_never_was_is_empty(tmp_path: Path, apps: FakeApps) -> None:
    catalog = Catalog(tmp_path / "none", apps)
    await catalog.refresh()
    assert catalog.listing.version > 0


async def test_what_a_serve_config_declares_anew_is_asked_anew(
    catalog: Catalog, apps: FakeApps
) -> None:
    apps.declare("declared", declared("bear"), "ready")
    await catalog.refresh()
    assert states(catalog) == {"bear": "ready"}
    apps.declare("declared", declared("wolf"), "loading")
    await catalog.refresh()
    apps.finish()
    await catalog.refresh()
    assert states(catalog) == {"wolf": "ready"}


def declared(name: str) -> ModelConfig:
    return parse_model_config({"name": name, "backend": "fake"}, "Serve config")


async def test_many_silent_models_cost_the_time_of_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, catalog: Catalog, apps: FakeApps
) -> None:
    all_asked = asyncio.Barrier(3)

    async def info(app: str) -> ModelInfo:
        await all_asked.wait()
        return apps.infos[app]

    monkeypatch.setattr(apps, "info", info)
    for name in ("bear", "fox", "wolf"):
        write(tmp_path, name)
    async with asyncio.timeout(5):
        await settle(catalog, apps)
    assert states(catalog) == dict.fromkeys(("bear", "fox", "wolf"), "ready")
