"""Rounds of the catalog over a models directory and applications that only pretend."""

from pathlib import Path

import pytest
from fake_apps import FakeApps, settle, states, write

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
