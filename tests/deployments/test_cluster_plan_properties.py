"""Whatever models want and nodes have: no node is over its resources, and strategies are kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from deployments.cluster_plan import Demand, Node, Plan, Process, plan
from deployments.placement import Bundle, Placement

ALLOWED = {"a": {"a"}, "!a": {"b", None}, "in(a,b)": {"a", "b"}, "!in(a,b)": {None}}
"""Selectors, and the values of `zone` that they are to match."""

resources = st.fixed_dictionaries(
    {"CPU": st.sampled_from([0.5, 1.0, 3.0])},
    optional={"GPU": st.sampled_from([0.1, 0.25, 0.5, 0.6, 1.0, 2.0]), "disk": st.just(1.0)},
)
labels = st.just({}) | st.fixed_dictionaries({"zone": st.sampled_from(sorted(ALLOWED))})
bundles = st.builds(Bundle, resources, labels)
placements = st.builds(
    Placement,
    st.lists(bundles, min_size=1, max_size=4).map(tuple),
    st.sampled_from(["PACK", "SPREAD", "STRICT_PACK", "STRICT_SPREAD"]),
)


@st.composite
def demands(draw: st.DrawFn) -> Demand:
    placement = draw(placements)
    grouped = len(placement.bundles) > 1 or draw(st.booleans())
    per_node = None if grouped else draw(st.none() | st.integers(1, 2))
    least, extra = draw(st.integers(0, 3)), draw(st.integers(0, 4))
    return Demand("m", placement, least, least + extra, per_node, grouped)


nodes = st.builds(
    Node,
    st.just("n"),
    st.fixed_dictionaries(
        {"CPU": st.sampled_from([0.0, 4.0, 6.0])},
        optional={"GPU": st.integers(0, 4).map(float), "disk": st.integers(0, 2).map(float)},
    ),
    st.sampled_from([{}, {"zone": "a"}, {"zone": "b"}]),
)


def numbered(models: Sequence[Demand], machines: Sequence[Node]) -> tuple[list[Demand], list[Node]]:
    named = [replace(model, name=f"m{number}") for number, model in enumerate(models)]
    return named, [replace(node, name=f"n{number}") for number, node in enumerate(machines)]


def replicas(planned: Plan) -> dict[tuple[str, int], list[Process]]:
    found = defaultdict(list)
    for process in planned.processes:
        found[process.model, process.replica].append(process)
    return found


@settings(deadline=None, max_examples=200)
@given(st.lists(demands(), max_size=4), st.lists(nodes, max_size=5))
def test_plans(models: list[Demand], machines: list[Node]) -> None:
    models, machines = numbered(models, machines)
    planned = plan(models, machines)
    for machine in machines:
        check_node(machine, [p for p in planned.processes if p.node == machine.name])
    for model in models:
        check_model(model, planned, {machine.name: machine for machine in machines})
    assert plan(models, machines) == planned


def check_node(node: Node, processes: list[Process]) -> None:
    used: Counter[str] = Counter()
    gpus: dict[int, list[float]] = defaultdict(list)
    for process in processes:
        for name, amount in process.resources.items():
            used[name] += amount  # type: ignore[assignment]
        gpu = process.resources.get("GPU", 0)
        assert len(process.devices) == (1 if 0 < gpu < 1 else gpu)
        for device in process.devices:
            gpus[device].append(min(gpu, 1))
    assert all(amount <= node.resources.get(name, 0) + 1e-6 for name, amount in used.items())
    assert all(device < node.resources["GPU"] for device in gpus)
    assert all(sum(parts) <= 1 + 1e-6 for parts in gpus.values())


def check_model(model: Demand, planned: Plan, machines: dict[str, Node]) -> None:
    own = {key: each for key, each in replicas(planned).items() if key[0] == model.name}
    missing = sum(u.last - u.first + 1 for u in planned.unplaced if u.model == model.name)
    assert len(own) + missing == model.least
    bundles, strategy = model.placement.bundles, model.placement.strategy
    for processes in own.values():
        assert [process.number for process in processes] == list(range(len(bundles)))
        places = {process.node for process in processes}
        assert strategy != "STRICT_PACK" or len(places) == 1
        assert strategy != "STRICT_SPREAD" or len(places) == len(bundles)
        for process, bundle in zip(processes, bundles, strict=True):
            assert process.resources == bundle.resources
            zone = machines[process.node].labels.get("zone")
            assert all(zone in ALLOWED[text] for text in bundle.labels.values())
    firsts = Counter(processes[0].node for processes in own.values())
    assert model.per_node is None or all(n <= model.per_node for n in firsts.values())


@settings(deadline=None, max_examples=100)
@given(st.lists(demands(), min_size=1, max_size=3), st.lists(nodes, max_size=5))
def test_so_many_more_fit_and_not_one_beyond(models: list[Demand], machines: list[Node]) -> None:
    models, machines = numbered(models, machines)
    *others, last = models
    more = [each for each in plan(models, machines).more if each.model == last.name]
    for each in more:
        if each.fit:
            assert not left_over(others, replace(last, least=last.least + each.fit), machines)
        if each.least + each.fit < each.most:
            assert left_over(others, replace(last, least=last.least + each.fit + 1), machines)


def left_over(others: list[Demand], last: Demand, machines: list[Node]) -> bool:
    return last.name in {each.model for each in plan([*others, last], machines).unplaced}
