"""`deployment.reserve`: CPUs and memory of the cluster that nobody has to work out.

What the YAML says itself stays as it is.
"""

from __future__ import annotations

from pathlib import Path

from deployments.model_config import ConfigError, DeploymentOptions, ModelConfig

BESIDE_WEIGHTS = 1.1
"""A tenth more than the files have: buffers and a short context. A long one has to be named."""


def with_reservations(config: ModelConfig, models_dir: Path) -> ModelConfig:
    """With `ray_actor_options` and `rpc_workers` completed, if the model reserves at all.

    CPUs are its `threads`; a replica on a GPU that names none has one. Memory is what the files
    have, where no GPU holds them: of the replica, or of its workers, which share them evenly.

    Raises `ConfigError`: there are neither `threads` nor a GPU, or a file is outside `models_dir`.
    """
    options = config.deployment
    if not options.reserve:
        return config
    actor = {"num_cpus": _cpus(config), **options.ray_actor_options}
    memory = int(BESIDE_WEIGHTS * sum(file.stat().st_size for file in config.files(models_dir)))
    workers = options.rpc_workers
    if workers is not None:
        if not workers.num_gpus and not workers.memory:
            workers = workers.model_copy(update={"memory": float(memory // workers.count)})
    elif memory and not _has_gpu(options):
        actor = {"memory": memory, **actor}
    completed = options.model_copy(update={"ray_actor_options": actor, "rpc_workers": workers})
    return config.model_copy(update={"deployment": completed})


def _cpus(config: ModelConfig) -> float:
    if config.threads is not None:
        return config.threads
    if "num_cpus" in config.deployment.ray_actor_options or _has_gpu(config.deployment):
        return 1
    raise ConfigError("deployment.reserve: say `threads`: so many CPUs are reserved")


def _has_gpu(options: DeploymentOptions) -> bool:
    return bool(options.ray_actor_options.get("num_gpus"))
