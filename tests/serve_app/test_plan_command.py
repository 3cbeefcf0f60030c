from pathlib import Path

import pytest
import yaml
from ray.serve.schema import ServeDeploySchema

from deployments.cluster_plan import Node
from serve_app.app import gateway
from serve_app.cli import main
from serve_app.launch import LaunchError
from serve_app.nodes_file import read_nodes
from serve_app.plan_command import read_wanted, run
from serve_app.plan_tables import table
from serve_app.settings import PROJECT, GatewaySettings

GIB = 2**30
EXAMPLE = PROJECT / "configs" / "cluster-example.yaml"
EXAMPLE_NODES = PROJECT / "configs" / "nodes-example.yaml"
CHAT = "name: chat\ndeployment: {ray_actor_options: {num_cpus: 2, num_gpus: 0.5}}\n"


def write(directory: Path, name: str, text: str) -> Path:
    path = directory / name
    path.write_text(text)
    return path


@pytest.fixture
def models(tmp_path: Path) -> Path:
    directory = tmp_path / "models"
    directory.mkdir()
    return directory


@pytest.fixture
def nodes(tmp_path: Path) -> Path:
    group = "{name: gpu, count: 2, resources: {CPU: 4, GPU: 1, memory: 8GiB}, accelerator_type: L4}"
    return write(tmp_path, "nodes.yaml", f"nodes: [{group}]")


# --- The command ---------------------------------------------------------------------------------


def test_what_is_reserved_from_threads_and_files_is_planned(
    models: Path, nodes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reserve = "deployment: {reserve: true}\n"
    write(
        models, "here.yaml", f"name: here\nthreads: 3\nparameters: {{model: here.gguf}}\n{reserve}"
    )
    (models / "here.gguf").write_bytes(bytes(10 * 2**20))
    write(models, "away.yaml", f"name: away\nthreads: 1\n{reserve}")
    assert run(models, nodes) == 0
    output = capsys.readouterr().out
    assert "CPU 3, memory 11MiB" in output
    assert "away: its file is not here, so its memory is not counted" in output


def test_a_plan_that_fits(models: Path, nodes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(models, "chat.yaml", CHAT + "parameters: {model: elsewhere.gguf}\n")
    big = "name: big\ndeployment: {rpc_workers: {count: 1, num_gpus: 0.5, memory: 1073741824}}\n"
    write(models, "big.yml", big)
    scaled = "name: scaled\ndeployment: {autoscaling_config: {min_replicas: 0, max_replicas: 5},"
    write(models, "scaled.yaml", f"{scaled} ray_actor_options: {{num_gpus: 0.5}}}}\n")
    assert run(models, nodes) == 0
    assert capsys.readouterr().out == (
        """\
model  replica  process   node   resources
-----  -------  --------  -----  --------------------
big    1        replica   gpu-2  CPU 0.001
big    1        worker 1  gpu-1  GPU 0.5, memory 1GiB
chat   1        replica   gpu-1  CPU 2, GPU 0.5

node   CPU      GPU  memory     accelerator
-----  -------  ---  ---------  -----------
gpu-1  2/4      1/1  1GiB/8GiB  L4
gpu-2  0.001/4  0/1  0/8GiB     L4

autoscaled model  least  most  more that fit
----------------  -----  ----  -------------
scaled            0      5     2

Everything fits.
"""
    )


def test_what_does_not_fit_is_told_and_is_the_exit_status(
    models: Path, nodes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(models, "a.yaml", "name: one\ndeployment: {ray_actor_options: {num_gpus: 2}}")
    write(models, "b.yaml", CHAT.replace("deployment: {", "deployment: {num_replicas: 6, "))
    assert run(models, nodes) == 1
    assert capsys.readouterr().out.partition("Does not fit:\n")[2] == (
        "  one, replica 1: needs GPU 2, the largest node has 1\n"
        "  chat, replicas 5 to 6: needs CPU 2, the most free on one node is 0\n"
    )


def test_the_command_line(
    models: Path, nodes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["shoal", "plan", str(models), "--nodes", str(nodes)])
    assert main() == 0
    monkeypatch.setattr("sys.argv", ["shoal", "plan", str(models), "--nodes", "nowhere.yaml"])
    assert main() == 1
    assert "nowhere.yaml" in capsys.readouterr().err


def test_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["shoal", "plan", "--help"])
    with pytest.raises(SystemExit, match="0"):
        main()
    assert "nodes-example.yaml" in capsys.readouterr().out


def test_tables_are_as_wide_as_what_stands_in_them() -> None:
    lines = list(table(("a", "long header"), [("first", "b"), ("c", "")]))
    assert lines == ["a      long header", "-----  -----------", "first  b", "c"]


# --- Models --------------------------------------------------------------------------------------


def test_the_example_fits_its_nodes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(EXAMPLE, EXAMPLE_NODES) == 0
    out = capsys.readouterr().out
    rows = [line.split()[:5] for line in out.splitlines() if line.startswith("giant ")]
    assert rows == [
        ["giant", "1", "replica", "big-1", "CPU"],
        *(["giant", "1", "worker", str(n), f"big-{n + 1}"] for n in (1, 2)),
    ]
    assert "coder             0      3     3\n" in out
    assert out == documented(), "docs/cluster.md shows another output"


def documented() -> str:
    """The output that the documentation shows."""
    text = (PROJECT / "docs" / "cluster.md").read_text()
    shown = text.partition("--nodes configs/nodes-example.yaml\n")[2].partition("fits.\n")[0]
    lines = [line.removeprefix("    ") for line in shown.splitlines()]
    return "\n".join(lines).lstrip("\n") + "fits.\n"


def test_serve_accepts_the_example() -> None:
    config = ServeDeploySchema.model_validate(yaml.safe_load(EXAMPLE.read_text()))
    (app,) = config.applications
    gateway(GatewaySettings.model_validate(app.args))


def test_the_gateway_and_the_catalog_reserve_nothing() -> None:
    front = gateway(GatewaySettings())._bound_deployment
    (catalog,) = (bound for bound in front.init_args if hasattr(bound, "_bound_deployment"))
    for deployment in (front, catalog._bound_deployment):
        assert deployment.ray_actor_options == {"num_cpus": 0}


def serve_config(directory: Path, *applications: str) -> Path:
    return write(directory, "serve.yaml", f"applications: [{', '.join(applications)}]")


def test_models_of_a_serve_config(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(models, "chat.yaml", CHAT)
    write(models, "idle.yaml", "name: idle\ndisabled: true\n")
    write(models, "bare.gguf", "")
    config = serve_config(
        tmp_path,
        "{import_path: serve_app.app:gateway, args: {models_dir: models, num_replicas: 2}}",
        "{name: m, import_path: serve_app.app:model, args: {name: declared, models_dir: models}}",
        "{name: other, import_path: 'other:app', deployments: [{name: x}]}",
    )
    wanted = read_wanted(config)
    assert list(wanted.demands) == ["chat", "bare", "declared"]
    assert wanted.notes == [
        "the gateway (2 replicas) and the catalog reserve nothing",
        "idle is disabled",
        "application 'other' is none of Shoal's and is not counted",
        "application 'other': `deployments` is not counted",
    ]
    assert wanted.broken == []


def test_models_that_cannot_be_used(
    models: Path, nodes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(models, "a.yaml", CHAT)
    write(models, "b.yaml", CHAT)
    write(models, "c.yaml", "name: c\nparameter: {}\n")
    write(models, "d.yaml", "name: d\ndeployment: {ray_actor_options: {memory: much}}\n")
    write(models, "e e.gguf", "")
    assert run(models, nodes) == 1
    broken = capsys.readouterr().out.partition("Cannot be used:\n")[2].splitlines()
    starts = ["b.yaml: the name 'chat' is taken", "c.yaml: unknown key 'parameter'", "d.yaml: d: "]
    for line, start in zip(broken, [*starts, "e e.gguf: name"], strict=True):
        assert line.startswith(f"  {start}")


def test_a_declared_model_that_cannot_be_used(tmp_path: Path) -> None:
    config = serve_config(
        tmp_path,
        "{name: a, import_path: serve_app.app:model, args: {nam: x}}",
        "{name: b, import_path: serve_app.app:model, args: [1]}",
    )
    broken = read_wanted(config).broken
    assert [line.partition(":")[0] for line in broken] == ["application 'a'", "application 'b'"]


@pytest.mark.parametrize(
    "text",
    [
        *("", "[", "{}", "applications:", "applications: 5", "applications: [5]", "[1]"),
        "applications: [{import_path: serve_app.app:gateway, args: {model_dir: x}}]",
        "applications: [{import_path: serve_app.app:gateway, args: {models_dir: /no/where}}]",
        "applications: [{import_path: serve_app.app:gateway, args: 5}]",
    ],
)
def test_what_is_no_serve_config(tmp_path: Path, text: str) -> None:
    with pytest.raises(LaunchError, match=r"serve\.yaml"):
        read_wanted(write(tmp_path, "serve.yaml", text))


def test_neither_a_file_nor_a_directory(tmp_path: Path) -> None:
    with pytest.raises(LaunchError, match="nowhere"):
        read_wanted(tmp_path / "nowhere")


# --- Nodes ---------------------------------------------------------------------------------------


def test_nodes(tmp_path: Path) -> None:
    text = """
    nodes:
      - {name: head, resources: {CPU: 8, memory: 1073741824}}
      - name: gpu
        count: 2
        resources: {CPU: 32, GPU: 4, memory: 1.5 TiB, fast_disk: 1}
        accelerator_type: L4
        labels: {zone: a}
    """
    resources = {
        "CPU": 32,
        "GPU": 4,
        "memory": 1536 * GIB,
        "fast_disk": 1,
        "accelerator_type:L4": 1,
    }
    labels = {"zone": "a", "ray.io/accelerator-type": "L4"}
    assert read_nodes(write(tmp_path, "nodes.yaml", text)) == [
        Node("head", {"CPU": 8, "memory": GIB}),
        Node("gpu-1", resources, labels),
        Node("gpu-2", resources, labels),
    ]


@pytest.mark.parametrize(
    ("memory", "expected"),
    [("512 KiB", 2**19), ("3MiB", 3 * 2**20), ("0.5GiB", 2**29), ("12", 12), ("0", 0)],
)
def test_sizes(tmp_path: Path, memory: str, expected: float) -> None:
    text = f"nodes: [{{name: n, resources: {{memory: {memory}}}}}]"
    assert read_nodes(write(tmp_path, "nodes.yaml", text))[0].resources == {"memory": expected}


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("name: n, cout: 3", r"nodes\.0: unknown key 'cout'; did you mean 'count'"),
        ("count: 3", r"nodes\.0\.name: Field required"),
        ("name: n, count: 0", r"nodes\.0\.count: .*greater than or equal to 1"),
        ("name: n, count: '3'", r"nodes\.0\.count: .*integer"),
        ("name: n, resources: 5", r"nodes\.0\.resources: .*dictionary"),
        ("name: n, resources: {CPU: -1}", r"resources\.CPU: .*greater than or equal to 0"),
        ("name: n, resources: {CPU: .nan}", r"resources\.CPU: "),
        ("name: n, resources: {CPU: .inf}", r"resources\.CPU: "),
        ("name: n, resources: {CPU: true}", r"resources\.CPU: .*number"),
        ("name: n, resources: {CPU: 2GiB}", r"resources: CPU: expected a number, not '2GiB'"),
        ("name: n, resources: {GPU: 1.5}", r"resources: GPU: expected a whole number"),
        ("name: n, resources: {GPU: 2000000}", r"resources: GPU: expected a whole number"),
        ("name: n, resources: {memory: 2GB}", r"resources\.memory: '2GB' is neither"),
        ("name: n, resources: {memory: '2'}", r"resources\.memory: '2' is neither"),
        ("name: n, labels: {zone: 1}", r"labels\.zone: .*string"),
        ("name: n}, {name: n", "two nodes have the name 'n'"),
    ],
)
def test_what_is_no_node(tmp_path: Path, group: str, words: str) -> None:
    with pytest.raises(LaunchError, match=words):
        read_nodes(write(tmp_path, "nodes.yaml", f"nodes: [{{{group}}}]"))


@pytest.mark.parametrize("text", ["", "[]", "5", "nodes:", "nodes: []", "{}", "[", "node: []"])
def test_what_is_no_list_of_nodes(tmp_path: Path, text: str) -> None:
    with pytest.raises(LaunchError, match=r"nodes\.yaml"):
        read_nodes(write(tmp_path, "nodes.yaml", text))
