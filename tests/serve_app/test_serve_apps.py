import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ray._raylet import ActorID
from ray.core.generated.common_pb2 import ActorDiedErrorContext
from ray.exceptions import ActorDiedError
from ray.serve._private.application_state import ApplicationStatusInfo, StatusOverview
from ray.serve._private.common import DeploymentStatusInfo
from ray.serve.schema import ApplicationStatus, DeploymentStatus, DeploymentStatusTrigger

from serve_app import serve_apps
from serve_app.serve_apps import AppState, ServeApps, app_name

FAILED_TO_START = (
    "The deployment failed to start 3 times in a row. This may be due to a problem with its "
    "constructor or initial health check failing. See controller logs for details. Error:\n"
)
TRACEBACK = """\
\x1b[36mray::ServeReplica:shoal.fox:Model.initialize_and_get_metadata()\x1b[39m (pid=9, ip=10.0.0.1)
  File "/usr/lib/python3.11/concurrent/futures/_base.py", line 449, in result
    return self.__get_result()
           ^^^^^^^^^^^^^^^^^^^
  File "/site-packages/ray/serve/_private/replica.py", line 1928, in initialize
    raise RuntimeError(traceback.format_exc()) from None
RuntimeError: Traceback (most recent call last):
  File "/shoal/deployments/replica.py", line 50, in __init__
    self._info = await self._backend.load()
  File "/shoal/deployments/fake.py", line 112, in load
    raise RuntimeError(self._options.load_error)
"""
BUILD_FAILED = "Deploying app 'shoal.fox' failed with exception:\n" + TRACEBACK


def died() -> ActorDiedError:
    """What Ray raises where a replica's process ends while it loads, out of memory for example."""
    context = ActorDiedErrorContext(
        error_message="Worker unexpectedly exits with a connection error code 2. End of file.",
        node_ip_address="10.0.0.1",
        pid=7,
        ray_namespace="serve",
        class_name="ServeReplica:shoal.fox:Model",
        actor_id=ActorID.from_random().binary(),
    )
    return ActorDiedError(context)


def application(
    status: ApplicationStatus = ApplicationStatus.DEPLOY_FAILED,
    message: str = "Failed to update the deployments ['Model'].",
    **deployments: str,
) -> StatusOverview:
    overviews = [
        DeploymentStatusInfo(
            name,
            DeploymentStatus.DEPLOY_FAILED,
            DeploymentStatusTrigger.REPLICA_STARTUP_FAILED,
            message,
        )
        for name, message in deployments.items()
    ]
    return StatusOverview(ApplicationStatusInfo(status, message), "", overviews)


async def states(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **applications: StatusOverview
) -> dict[str, AppState]:
    for name, status in applications.items():
        status.name = name.replace("__", ".")
    client = SimpleNamespace(list_serve_statuses=lambda: list(applications.values()))
    monkeypatch.setattr(serve_apps, "_get_global_client", lambda **_: client)
    return dict(await ServeApps(tmp_path).states())


@pytest.mark.parametrize(
    "name", ["fox", "a b", "org/fox:1", "../../etc", "füchse", "x?y#z%", "a" * 200, "", "\n"]
)
def test_an_applications_name_is_safe(name: str) -> None:
    assert re.fullmatch(r"shoal\.[A-Za-z0-9._-]*", app_name(name))


def test_an_applications_name_shows_the_models() -> None:
    assert app_name("Qwen3-0.6B_q4") == "shoal.Qwen3-0.6B_q4"
    assert app_name("org/fox:1").startswith("shoal.org_fox_1-")


def test_an_applications_name_is_that_of_one_model() -> None:
    alike = ["a/b", "a:b", "a_b", "a b", "a+b", "a@b", "A/b", "a-b", "a.b", "a/b/", "ä_b", "é_b"]
    assert len({app_name(name) for name in alike}) == len(alike)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("status", "phase"),
    [
        (ApplicationStatus.NOT_STARTED, "loading"),
        (ApplicationStatus.DEPLOYING, "loading"),
        (ApplicationStatus.RUNNING, "ready"),
        (ApplicationStatus.UNHEALTHY, "ready"),
        (ApplicationStatus.DEPLOY_FAILED, "failed"),
        (ApplicationStatus.DELETING, "deleting"),
    ],
)
async def test_phases(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, status: ApplicationStatus, phase: str
) -> None:
    found = await states(monkeypatch, tmp_path, shoal__fox=application(status, ""))
    assert found["shoal.fox"].phase == phase


@pytest.mark.anyio
async def test_what_a_model_waits_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    waits = (
        "Deployment 'Model' in application 'shoal.fox' has 1 replicas that have taken more than "
        "30s to be scheduled. This may be due to waiting for the cluster to auto-scale or for a "
        'runtime environment to be installed. Resources required for each replica: {"GPU": 2.0}, '
        'total resources available: {"GPU": 0.5}. Use `ray status` for more details.'
    )
    slow = "Deployment 'Model' has 1 replicas that have taken more than 30s to initialize."
    deploying = ApplicationStatus.DEPLOYING
    found = await states(
        monkeypatch,
        tmp_path,
        shoal__fox=application(deploying, Model=waits),
        shoal__wolf=application(deploying, Model=slow),
    )
    reason = 'there is no room yet: a replica needs {"GPU": 2.0}, and free are {"GPU": 0.5}'
    assert found["shoal.fox"] == AppState("loading", reason)
    assert found["shoal.wolf"] == AppState("loading")


@pytest.mark.anyio
async def test_only_applications_of_models_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = await states(
        monkeypatch,
        tmp_path,
        shoal=application(Gateway="", Catalog=""),
        shoal__fox=application(),
        declared=application(Model=""),
        somebodys=application(App=""),
    )
    assert set(found) == {"shoal.fox", "declared"}


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("raised", "reason"),
    [
        ("RuntimeError: no memory", "RuntimeError: no memory"),
        ("ValueError: first line\nand a second one", "ValueError: first line"),
        ("deployments.model_config.ConfigError: fox.yaml: no", "ConfigError: fox.yaml: no"),
        (
            "deployments.types.RequestRefused: it cannot do this",
            "RequestRefused: it cannot do this",
        ),
        (
            "FileNotFoundError: [Errno 2] No such file or directory: 'a: b'",
            "FileNotFoundError: [Errno 2] No such file or directory: 'a: b'",
        ),
        ("MemoryError", "MemoryError"),
        ("ValueError: the file ends unexpectedly", "ValueError: the file ends unexpectedly"),
    ],
)
async def test_the_reason_of_a_failure_is_the_exceptions_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, raised: str, reason: str
) -> None:
    failed = application(Model=FAILED_TO_START + TRACEBACK + raised + "\n")
    unbuilt = application(message=BUILD_FAILED + raised)
    found = await states(monkeypatch, tmp_path, shoal__fox=failed, shoal__wolf=unbuilt)
    assert found["shoal.fox"].reason.endswith(reason)
    assert "Traceback" not in found["shoal.fox"].reason
    assert found["shoal.wolf"].reason.endswith(reason)


@pytest.mark.anyio
@pytest.mark.parametrize(("message", "reason"), [("", "unknown"), ("out\nof luck", "of luck")])
async def test_a_message_without_an_exception(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, message: str, reason: str
) -> None:
    found = await states(monkeypatch, tmp_path, shoal__fox=application(message=message))
    assert found["shoal.fox"].reason == reason


@pytest.mark.anyio
@pytest.mark.parametrize("text", [repr, str])
async def test_the_reason_of_a_replica_that_died(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: Any
) -> None:
    failed = application(Model=FAILED_TO_START + text(died()))
    found = await states(monkeypatch, tmp_path, shoal__fox=failed)
    assert "unexpectedly" in found["shoal.fox"].reason


@pytest.mark.anyio
async def test_a_hint_below_the_exception_is_not_the_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    raised = "RuntimeError: the model does not fit\nHint: take a smaller context_size"
    failed = application(Model=FAILED_TO_START + TRACEBACK + raised)
    found = await states(monkeypatch, tmp_path, shoal__fox=failed)
    assert found["shoal.fox"].reason == "RuntimeError: the model does not fit"
