"""What the Serve config says about the gateway: `args:` of the application."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from deployments.model_config import ModelConfig, parse_model_config
from serve_app import env

PROJECT = Path(__file__).resolve().parent.parent


class GatewaySettings(BaseModel):
    """`models_dir` is relative to the current directory or else to the project's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    models_dir: str = "models"
    strict_model_names: bool = False
    api_keys: tuple[str, ...] = ()
    num_replicas: int = Field(default=1, ge=1)
    max_body_mb: float = Field(default=64.0, gt=0)
    load_wait_s: float = Field(default=60.0, ge=0)
    max_resumes: int = Field(default=8, ge=0)
    fetch_private_addresses: bool = False
    database_url: str | None = None
    retention_days: float = Field(default=30.0, gt=0)

    @property
    def models_path(self) -> Path:
        path = env.models_dir() or Path(self.models_dir)
        if path.is_absolute() or path.is_dir():
            return path.resolve()
        return (PROJECT / path).resolve()

    @property
    def max_body_bytes(self) -> int:
        """A body must also fit into one message to a model."""
        return min(int(self.max_body_mb * 2**20), env.message_limit() - 2**16)

    @property
    def database(self) -> str:
        """The address of the database of responses: a file of this machine, unless one is named."""
        named = env.database_url() or self.database_url
        return named or f"sqlite:///{env.data_dir() / 'shoal.db'}"

    @property
    def keys(self) -> tuple[str, ...]:
        """API keys, and paths of files that have some."""
        return (*filter(None, self.api_keys), *env.api_keys())


def declared_model(args: object, source: str) -> tuple[ModelConfig, Path]:
    """A model that a Serve config declares, and the directory that its file is in.

    Raises `ConfigError`, whose message begins with `source`.
    """
    if not isinstance(args, Mapping):
        return parse_model_config(args, source), GatewaySettings().models_path
    keys = dict(args)
    settings = GatewaySettings(models_dir=keys.pop("models_dir", "models"))
    return parse_model_config(keys, source), settings.models_path


def is_loopback(host: str) -> bool:
    """Only this machine reaches an address."""
    return host.startswith("127.") or host in ("localhost", "::1")
