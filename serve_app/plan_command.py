"""`shoal plan`: where the models of a Serve config, or of a directory, would go on given nodes.

A dry run: nothing is started, no cluster is asked, and models' files need not be there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from deployments.cluster_plan import Demand, demand, plan
from deployments.model_config import (
    ConfigError,
    ModelConfig,
    load_model_configs,
    validation_messages,
)
from deployments.reservations import with_reservations
from serve_app.launch import GATEWAY, LaunchError
from serve_app.models_dir import YAML_SUFFIXES, bare_config, unnamed_files
from serve_app.nodes_file import read_nodes
from serve_app.plan_tables import report
from serve_app.settings import GatewaySettings, declared_model

MODEL = "serve_app.app:model"


@dataclass(slots=True)
class Wanted:
    """The models found, what is wrong with others, and what a reader should know."""

    demands: dict[str, Demand] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, config: ModelConfig, source: str, directory: Path) -> None:
        """A disabled model needs nothing. `directory`: where the model's files are, or will be."""
        if config.disabled:
            self.notes.append(f"{config.name} is disabled")
        elif config.name in self.demands:
            self.broken.append(f"{source}: the name '{config.name}' is taken")
        else:
            try:
                self.demands[config.name] = demand(with_reservations(config, directory))
                self._note_missing_files(config, directory)
            except ConfigError as error:
                self.broken.append(f"{source}: {config.name}: {error}")

    def _note_missing_files(self, config: ModelConfig, directory: Path) -> None:
        if config.deployment.reserve and not config.files(directory):
            self.notes.append(f"{config.name}: its file is not here, so its memory is not counted")


def run(config: Path, nodes: Path) -> int:
    """Print the plan; 1 where something does not fit. Raises `LaunchError` for unusable files."""
    wanted, offered = read_wanted(config), read_nodes(nodes)
    planned = plan(wanted.demands.values(), offered)
    print("\n".join(report(planned, wanted.broken, wanted.notes)))
    return 1 if planned.unplaced or wanted.broken else 0


def read_wanted(config: Path) -> Wanted:
    """From a models directory or a Serve config. Raises `LaunchError`."""
    wanted = Wanted()
    if config.is_dir():
        _add_directory(wanted, config)
        return wanted
    for app in _applications(config):
        try:
            _add_application(wanted, app)
        except ValidationError as error:
            raise LaunchError(f"{config}: args: {'; '.join(validation_messages(error))}") from None
        except LaunchError as error:
            raise LaunchError(f"{config}: {error}") from None
    return wanted


def _applications(config: Path) -> list[Mapping[str, Any]]:
    try:
        data = yaml.safe_load(config.read_text(encoding="utf-8"))
        applications = data["applications"]
        if not all(isinstance(app, Mapping) for app in applications):
            raise TypeError("applications: expected a list of mappings")
        return list(applications)
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise LaunchError(f"{config}: not a Serve config: {error}") from None


def _add_application(wanted: Wanted, app: Mapping[str, Any]) -> None:
    name, arguments = app.get("name", "default"), app.get("args") or {}
    if app.get("import_path") == GATEWAY:
        settings = GatewaySettings.model_validate(arguments)
        replicas = "replica" if settings.num_replicas == 1 else "replicas"
        wanted.notes.append(
            f"the gateway ({settings.num_replicas} {replicas}) and the catalog reserve nothing"
        )
        _add_directory(wanted, settings.models_path)
    elif app.get("import_path") == MODEL:
        source = f"application '{name}'"
        try:
            declared, directory = declared_model(arguments, source)
            wanted.add(declared, source, directory)
        except ConfigError as error:
            wanted.broken.append(str(error))
    else:
        wanted.notes.append(f"application '{name}' is none of Shoal's and is not counted")
    if app.get("deployments"):
        wanted.notes.append(f"application '{name}': `deployments` is not counted")


def _add_directory(wanted: Wanted, directory: Path) -> None:
    """As `models_dir.scan` finds them, but for models whose files are elsewhere."""
    if not directory.is_dir():
        raise LaunchError(f"models_dir: there is no directory {directory}")
    configs = []
    for path in sorted(directory.iterdir()):
        if path.suffix in YAML_SUFFIXES and not path.name.startswith("."):
            for config in _models_of(wanted, path):
                configs.append(config)
                wanted.add(config, path.name, directory)
    for path in unnamed_files(directory, configs):
        if path.stem not in wanted.demands:
            try:
                wanted.add(bare_config(path), path.name, directory)
            except ConfigError as error:
                wanted.broken.append(str(error))


def _models_of(wanted: Wanted, path: Path) -> Iterator[ModelConfig]:
    try:
        yield from load_model_configs(path)
    except ConfigError as error:
        wanted.broken.append(str(error))
