"""The files for clusters that are shipped, checked without a cluster."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from ray.autoscaler._private.util import prepare_config, validate_config
from ray.serve.schema import ServeDeploySchema

from deployments.model_config import parse_model_config
from deployments.placement import serve_options
from serve_app import env
from serve_app.app import gateway
from serve_app.settings import GatewaySettings

PROJECT = Path(__file__).resolve().parent.parent
CLUSTERS = {
    "aws": "cluster.yaml",
    "gcp": "configs/ray/gcp.yaml",
    "local": "configs/ray/on-premise.yaml",
}
SAME_EVERYWHERE = (
    *("file_mounts", "rsync_exclude", "setup_commands"),
    *("head_start_ray_commands", "worker_start_ray_commands"),
)
IMAGE_ROOT = "/opt/shoal/"


def read(path: str) -> Any:
    return yaml.safe_load((PROJECT / path).read_text())


@pytest.fixture(scope="module")
def kubernetes() -> dict[str, Any]:
    """The objects by their kinds."""
    text = (PROJECT / "configs/kubernetes/rayservice.yaml").read_text()
    return {each["kind"]: each for each in yaml.safe_load_all(text)}


@pytest.fixture(scope="module")
def ray_cluster(kubernetes: dict[str, Any]) -> dict[str, Any]:
    cluster: dict[str, Any] = kubernetes["RayService"]["spec"]["rayClusterConfig"]
    return cluster


def pod_specs(ray_cluster: dict[str, Any]) -> list[dict[str, Any]]:
    groups = (ray_cluster["headGroupSpec"], *ray_cluster["workerGroupSpecs"])
    return [group["template"]["spec"] for group in groups]


# --- ray up ------------------------------------------------------------------------------------


@pytest.mark.parametrize("provider", CLUSTERS)
def test_ray_accepts(provider: str) -> None:
    config = read(CLUSTERS[provider])
    assert config["provider"]["type"] == provider
    validate_config(prepare_config(config))


@pytest.mark.parametrize("provider", ["gcp", "local"])
def test_providers_differ_in_their_machines_only(provider: str) -> None:
    aws, other = read(CLUSTERS["aws"]), read(CLUSTERS[provider])
    assert {key: aws[key] for key in SAME_EVERYWHERE} == {
        key: other[key] for key in SAME_EVERYWHERE
    }


@pytest.mark.parametrize("provider", CLUSTERS)
def test_every_node_has_the_environment_before_ray_starts(provider: str) -> None:
    config = prepare_config(read(CLUSTERS[provider]))
    for kind in ("head", "worker"):
        start = config[f"{kind}_start_ray_commands"][-1]
        assert re.search(r"\. tools/cluster_env\.sh && .*ray start", start)


@pytest.mark.parametrize("provider", CLUSTERS)
def test_the_token_and_the_secrets_come_from_files(provider: str) -> None:
    assert set(read(CLUSTERS[provider])["file_mounts"]) == {
        "~/shoal",
        "~/.ray/auth_token",
        "~/.config/shoal",
    }
    text = (PROJECT / CLUSTERS[provider]).read_text()
    assert not re.search(r"(SHOAL_API_KEYS|SHOAL_DATABASE_URL|RAY_AUTH_TOKEN)=", text)


@pytest.mark.parametrize("provider", ["aws", "gcp"])
def test_gpu_workers_scale(provider: str) -> None:
    config = read(CLUSTERS[provider])
    gpu = config["available_node_types"]["gpu"]
    assert gpu["min_workers"] < gpu["max_workers"] <= config["max_workers"]


def sourced(home: Path, *names: str) -> list[str]:
    """What the variables are after tools/cluster_env.sh, for a user with this home."""
    show = " ".join(f'"${name}"' for name in names)
    result = subprocess.run(
        ["bash", "-c", f". tools/cluster_env.sh && printf '%s\\n' {show}"],
        cwd=PROJECT,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.splitlines()


def test_nodes_take_their_own_variables_from_a_file(tmp_path: Path) -> None:
    (tmp_path / ".config/shoal").mkdir(parents=True)
    (tmp_path / ".config/shoal/cluster.env").write_text("SHOAL_API_KEYS=$HOME/keys\n")
    names = ("SHOAL_API_KEYS", "RAY_AUTH_MODE", "RAY_SERVE_ENABLE_HA_PROXY")
    assert sourced(tmp_path, *names) == [f"{tmp_path}/keys", "token", "1"]


def test_nodes_need_no_such_file(tmp_path: Path) -> None:
    assert sourced(tmp_path, "SHOAL_API_KEYS", "RAY_AUTH_MODE") == ["", "token"]


# --- Kubernetes --------------------------------------------------------------------------------


def test_kubernetes_serves_the_same_config(kubernetes: dict[str, Any]) -> None:
    served = yaml.safe_load(kubernetes["RayService"]["spec"]["serveConfigV2"])
    assert served == read("configs/cluster.yaml")


@pytest.mark.parametrize("path", ["configs/cluster.yaml"])
def test_serve_accepts_what_is_changed_of_the_gateway(path: str) -> None:
    [application] = ServeDeploySchema.model_validate(read(path)).applications
    deployments = {"Gateway", "Catalog"}
    assert {each.name for each in application.deployments} <= deployments
    built = gateway(GatewaySettings.model_validate(application.args))
    assert built._bound_deployment.name in deployments


def test_pods_have_the_environment_of_shoal_env(ray_cluster: dict[str, Any]) -> None:
    exported = {line.removeprefix("export ").split("=")[0] for line in env.exports().splitlines()}
    assert "RAY_AUTH_MODE" in exported
    for spec in pod_specs(ray_cluster):
        values = {each["name"]: each.get("value") for each in spec["containers"][0]["env"]}
        assert not exported - set(values)
        assert dict(env.SERVE_ENVIRONMENT).items() <= values.items()


def test_paths_in_the_image_exist(ray_cluster: dict[str, Any]) -> None:
    dockerfile = (PROJECT / "configs/kubernetes/Dockerfile").read_text()
    assert f"WORKDIR {IMAGE_ROOT.rstrip('/')}" in dockerfile
    for spec in pod_specs(ray_cluster):
        values = {each["name"]: each.get("value") for each in spec["containers"][0]["env"]}
        script = values["RAY_SERVE_HAPROXY_BINARY_PATH"]
        assert script.startswith(IMAGE_ROOT)
        assert (PROJECT / script.removeprefix(IMAGE_ROOT)).is_file()
        assert values["SHOAL_HAPROXY_BINARY"] in dockerfile


def test_pods_take_secrets_from_kubernetes(ray_cluster: dict[str, Any]) -> None:
    for spec in pod_specs(ray_cluster):
        variables = {each["name"]: each for each in spec["containers"][0]["env"]}
        source = variables["SHOAL_DATABASE_URL"]["valueFrom"]["secretKeyRef"]
        assert source == {"name": "shoal", "key": "database-url"}
        mounts = {each["name"]: each["mountPath"] for each in spec["containers"][0]["volumeMounts"]}
        assert variables["SHOAL_API_KEYS"]["value"] == f"{mounts['api-keys']}/api-keys"


def test_pods_share_the_models(kubernetes: dict[str, Any], ray_cluster: dict[str, Any]) -> None:
    claim = kubernetes["PersistentVolumeClaim"]
    assert claim["spec"]["accessModes"] == ["ReadWriteMany"]
    models_dir = read("configs/cluster.yaml")["applications"][0]["args"]["models_dir"]
    for spec in pod_specs(ray_cluster):
        mounts = {each["name"]: each["mountPath"] for each in spec["containers"][0]["volumeMounts"]}
        volumes = {each["name"]: each for each in spec["volumes"]}
        assert mounts["models"] == models_dir
        claimed = volumes["models"]["persistentVolumeClaim"]["claimName"]
        assert claimed == claim["metadata"]["name"]


def test_ray_on_kubernetes(ray_cluster: dict[str, Any]) -> None:
    pinned = re.search(
        r"^ray\[?\S*?==([\d.]+)", (PROJECT / "requirements/core.txt").read_text(), re.MULTILINE
    )
    assert pinned is not None
    assert ray_cluster["rayVersion"] == pinned[1]
    assert ray_cluster["authOptions"] == {"mode": "token"}


def test_gpu_pods(ray_cluster: dict[str, Any]) -> None:
    [group] = ray_cluster["workerGroupSpecs"]
    assert group["minReplicas"] <= group["replicas"] < group["maxReplicas"]
    [container] = group["template"]["spec"]["containers"]
    assert container["resources"]["limits"]["nvidia.com/gpu"] == "1"
    ports = {each["name"]: each["containerPort"] for each in container["ports"]}
    served = read("configs/cluster.yaml")["http_options"]["port"]
    probe = container["readinessProbe"]["httpGet"]
    assert (ports[probe["port"]], probe["path"]) == (served, "/healthz")


# --- What the page shows -----------------------------------------------------------------------

PAGE = (PROJECT / "docs/cluster.md").read_text()
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda text: text.split("\n")[0])
def test_deployments_on_the_page_are_accepted(block: str) -> None:
    config = parse_model_config({"name": "model", **yaml.safe_load(block)}, "docs/cluster.md")
    assert serve_options(config)


def test_the_page_has_examples() -> None:
    assert len(BLOCKS) >= 4


def test_files_that_the_page_names_exist() -> None:
    named = re.findall(r"\]\((\.\./[^)#]+|[a-z-]+\.md)", PAGE)
    assert named
    assert [name for name in named if not (PROJECT / "docs" / name).exists()] == []
