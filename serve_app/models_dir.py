"""The models directory: one YAML per model; a `.gguf` file that no YAML names is a model too."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from deployments.model_config import (
    ConfigError,
    ModelConfig,
    load_model_configs,
    parse_model_config,
)

YAML_SUFFIXES = (".yaml", ".yml")
FURTHER_PART = re.compile(r"-(?!00001)\d{5}-of-\d{5}\.gguf$")
ARRIVED_AFTER = 2.0  # seconds since the last write to a file


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model that can be deployed. `digest` changes with its configuration or its file.

    `arriving`: its file was written to a moment ago and may still be on its way here.
    """

    config: ModelConfig
    digest: str
    source: str
    created: int
    arriving: bool = False


@dataclass(frozen=True, slots=True)
class BrokenModel:
    """A file that names no usable model, and why."""

    name: str
    reason: str
    source: str
    created: int


def scan(directory: Path) -> list[FoundModel | BrokenModel]:
    """What the directory holds, by name. One broken file never hides the others."""
    if not directory.is_dir():
        return []
    found: dict[str, FoundModel | BrokenModel] = {}
    for path in sorted(directory.iterdir()):
        if path.suffix in YAML_SUFFIXES and not path.name.startswith("."):
            for model in _models_of(path, directory):
                _add(found, model)
    configs = [model.config for model in found.values() if isinstance(model, FoundModel)]
    for path in unnamed_files(directory, configs):
        if path.stem not in found:
            found[path.stem] = _bare(path, directory)
    return [found[name] for name in sorted(found)]


def unnamed_files(directory: Path, configs: Iterable[ModelConfig]) -> list[Path]:
    """The `.gguf` files that are models by themselves: no YAML names them, not as a part either."""
    named = {file for config in configs for file in _files(config, directory)}
    files = sorted(directory.glob("*.gguf"))
    return [path for path in files if path not in named and not FURTHER_PART.search(path.name)]


def bare_config(path: Path) -> ModelConfig:
    """Of a file without a YAML. Raises `ConfigError` where its name is none for a model."""
    plain = {"name": path.stem, "parameters": {"model": path.name}}
    try:
        return parse_model_config(plain, source=path.name)
    except ConfigError as error:
        raise ConfigError(f"{error}; write a YAML for it") from None


def _files(config: ModelConfig, directory: Path) -> list[Path]:
    try:
        return config.files(directory)
    except ConfigError:  # it points elsewhere, and is told so when it is looked at
        return []


def _models_of(path: Path, directory: Path) -> Iterator[FoundModel | BrokenModel]:
    created = _modified(path)
    try:
        stat = path.stat()
        configs = _read(path, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        yield BrokenModel(path.stem, f"{path.name}: {error.strerror}", path.name, created)
        return
    except ConfigError as error:
        yield BrokenModel(path.stem, str(error), path.name, created)
        return
    for config in configs:
        yield _check(config, path.name, created, directory)


@lru_cache(maxsize=10_000)
def _read(path: Path, modified_ns: int, size: int) -> list[ModelConfig]:
    """A file is parsed again only when it has changed: the catalog asks every few seconds."""
    return load_model_configs(path)


def _check(
    config: ModelConfig, source: str, created: int, directory: Path
) -> FoundModel | BrokenModel:
    try:
        file = config.file(directory)
        if file is not None and file.suffix == ".gguf" and not file.is_file():
            raise ConfigError(f"{source}: parameters.model: no file '{config.parameters.model}'")
        arriving = file is not None and 0 <= time.time() - _modified(file) < ARRIVED_AFTER
        return FoundModel(config, config.digest(directory), source, created, arriving)
    except (ConfigError, OSError, ValueError) as error:
        return BrokenModel(config.name, str(error), source, created)


def _bare(path: Path, directory: Path) -> FoundModel | BrokenModel:
    try:
        config = bare_config(path)
    except ConfigError as error:
        return BrokenModel(path.stem, str(error), path.name, _modified(path))
    return _check(config, path.name, _modified(path), directory)


def _modified(path: Path) -> int:
    """Seconds since 1970; 0 for a link to nothing."""
    try:
        return int(path.stat().st_mtime)
    except OSError:
        return 0


def _add(found: dict[str, FoundModel | BrokenModel], model: FoundModel | BrokenModel) -> None:
    name = model.config.name if isinstance(model, FoundModel) else model.name
    if name in found:
        first = found[name].source
        reason = f"{model.source}: the name '{name}' is taken by {first}"
        model = BrokenModel(f"{name} ({model.source})", reason, model.source, model.created)
        name = model.name
    found[name] = model
