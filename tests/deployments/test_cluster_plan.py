from typing import Any

import pytest

from deployments.cluster_plan import Demand, More, Node, Plan, Unplaced, demand, plan
from deployments.model_config import ConfigError, Strategy, parse_model_config
from deployments.placement import Bundle, Placement

GIB = 2**30


def nodes(*resources: dict[str, float]) -> list[Node]:
    return [Node(f"n{number}", each) for number, each in enumerate(resources)]


def single(name: str = "m", /, **resources: float) -> Demand:
    return Demand(name, Placement((Bundle(resources),)))


def group(strategy: Strategy, *bundles: dict[str, float]) -> Demand:
    return Demand("m", Placement(tuple(Bundle(each) for each in bundles), strategy), grouped=True)


def several(count: int, most: int | None = None, per_node: int | None = None) -> Demand:
    placement = Placement((Bundle({"GPU": 1}),))
    return Demand("m", placement, count, count if most is None else most, per_node)


def labelled(**labels: str) -> Demand:
    return Demand("m", Placement((Bundle({"CPU": 1}, labels),)))


def places(planned: Plan) -> list[str]:
    return [process.node for process in planned.processes]


def reason(model: Demand, offered: list[Node]) -> str:
    """Why the model's only replica, or its last one, finds no place."""
    (unplaced,) = plan([model], offered).unplaced
    return unplaced.reason


FOUR = nodes(*[{"CPU": 8, "GPU": 2}] * 4)


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ("PACK", ["n0", "n0", "n0"]),
        ("STRICT_PACK", ["n0", "n0", "n0"]),
        ("SPREAD", ["n0", "n1", "n2"]),
        ("STRICT_SPREAD", ["n0", "n1", "n2"]),
    ],
)
def test_strategies_where_there_is_room(strategy: Strategy, expected: list[str]) -> None:
    bundles = ({"CPU": 1}, {"CPU": 1}, {"CPU": 1})
    assert places(plan([group(strategy, *bundles)], FOUR)) == expected


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ("PACK", ["n0", "n0", "n1", "n1"]),
        ("SPREAD", ["n0", "n1", "n0", "n1"]),
        ("STRICT_PACK", []),
        ("STRICT_SPREAD", []),
    ],
)
def test_strategies_where_there_is_little(strategy: Strategy, expected: list[str]) -> None:
    bundles = [{"GPU": 1.0}] * 4
    assert places(plan([group(strategy, *bundles)], FOUR[:2])) == expected


def test_the_node_that_keeps_most_is_preferred() -> None:
    offered = nodes({"CPU": 4}, {"CPU": 16}, {"CPU": 8})
    assert places(plan([group("PACK", {"CPU": 2})], offered)) == ["n1"]


def test_what_needs_gpus_is_placed_before_what_does_not() -> None:
    offered = nodes({"CPU": 1, "GPU": 1}, {"CPU": 1})
    assert places(plan([group("STRICT_SPREAD", {"CPU": 1}, {"GPU": 1})], offered)) == ["n1", "n0"]


def test_replicas_without_a_group_take_turns() -> None:
    models = [single("a", CPU=1), single("b", CPU=1), several(1), single("c", CPU=1)]
    offered = nodes({"CPU": 8}, {"CPU": 8}, {"GPU": 1})
    assert places(plan(models, offered)) == ["n0", "n1", "n2", "n0"]


def test_a_group_that_does_not_fit_takes_nothing() -> None:
    models = [group("PACK", *[{"GPU": 1.0}] * 3), single("after", GPU=2)]
    planned = plan(models, nodes({"GPU": 2}))
    assert [process.model for process in planned.processes] == ["after"]
    assert planned.nodes[0].used == {"GPU": 2}


# --- GPUs ----------------------------------------------------------------------------------------


def devices(offered: float, *wanted: float) -> list[tuple[int, ...] | None]:
    """The GPUs of one node that each model gets; None where it finds no place."""
    models = [single(str(number), GPU=amount) for number, amount in enumerate(wanted)]
    found = {p.model: p.devices for p in plan(models, nodes({"GPU": offered})).processes}
    return [found.get(model.name) for model in models]


@pytest.mark.parametrize(
    ("offered", "wanted", "expected"),
    [
        (1, [0.5, 0.5, 0.1], [(0,), (0,), None]),
        (1, [0.1] * 11, [(0,)] * 10 + [None]),
        (2, [0.6, 0.6, 0.6], [(0,), (1,), None]),  # 0.8 is free, and on no GPU 0.6
        (2, [0.6, 0.5, 0.4, 0.5], [(0,), (1,), (0,), (1,)]),  # where least is left over
        (2, [0.25, 1, 1], [(0,), (1,), None]),
        (4, [1, 2, 0.5, 1], [(0,), (1, 2), (3,), None]),
        (4, [1.5, 4], [None, (0, 1, 2, 3)]),
    ],
)
def test_parts_are_of_one_gpu_and_whole_ones_unused(
    offered: float, wanted: list[float], expected: list[tuple[int, ...] | None]
) -> None:
    assert devices(offered, *wanted) == expected


def test_strict_pack_counts_gpus_one_by_one() -> None:
    bundles = ({"GPU": 0.6}, {"GPU": 0.6}, {"GPU": 0.6})
    assert (
        places(plan([group("STRICT_PACK", *bundles)], nodes({"GPU": 2}, {"GPU": 3}))) == ["n1"] * 3
    )


# --- Labels --------------------------------------------------------------------------------------

ZONES = [
    Node("a", {"CPU": 1}, {"zone": "a"}),
    Node("b", {"CPU": 1}, {"zone": "b"}),
    Node("none", {"CPU": 1}),
]


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("a", ["a"]),
        ("!a", ["b", "none"]),
        ("in(a,b)", ["a", "b"]),
        ("in(b,c)", ["b"]),
        ("!in(a,b)", ["none"]),
        ("c", []),
    ],
)
def test_label_selectors(selector: str, expected: list[str]) -> None:
    model = Demand("m", labelled(zone=selector).placement, least=3, most=3)
    assert places(plan([model], ZONES)) == expected


@pytest.mark.parametrize(
    "selector", ["!", "in()", "in(a", "in(a, b)", "-a", "a b", "in(!a)", "!!a"]
)
def test_what_ray_does_not_know_as_a_selector(selector: str) -> None:
    deployment = {"ray_actor_options": {"label_selector": {"zone": selector}}}
    with pytest.raises(ConfigError, match="label_selector: zone"):
        demand_of(**deployment)


# --- Counts --------------------------------------------------------------------------------------


def test_max_replicas_per_node() -> None:
    planned = plan([several(4, per_node=1)], FOUR[:3])
    assert places(planned) == ["n0", "n1", "n2"]
    assert planned.unplaced == (
        Unplaced(
            "m",
            *(4, 4),
            "needs another node with GPU 1; the 3 nodes that have room already reached "
            "max_replicas_per_node 1",
        ),
    )


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (several(0, 3), More("m", 0, 3, 3)),
        (several(1, 100), More("m", 1, 100, 7)),
        (several(2, 9, per_node=1), More("m", 2, 9, 2)),
        (several(9, 10), More("m", 9, 10, 0)),
    ],
)
def test_how_many_more_would_fit(model: Demand, expected: More) -> None:
    assert plan([model], FOUR).more == (expected,)


def test_how_many_more_groups_would_fit() -> None:
    placement = Placement((Bundle({"GPU": 1}), Bundle({"GPU": 1})), "STRICT_SPREAD")
    assert plan([Demand("m", placement, 1, 9)], FOUR).more == (More("m", 1, 9, 3),)


def test_more_is_counted_with_the_least_of_models_that_come_later() -> None:
    later = Demand("later", Placement((Bundle({"GPU": 1}),)), 6, 6)
    assert plan([several(0, 9), later], FOUR).more == (More("m", 0, 9, 2),)


# --- Reasons -------------------------------------------------------------------------------------

HALF = nodes({"CPU": 4, "GPU": 1}, {"CPU": 8})


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (single(GPU=2), "needs GPU 2, the largest node has 1"),
        (single(TPU=1), "needs TPU 1, no node has any"),
        (single(GPU=1.5), "needs GPU 1.5, but Ray gives a part of one GPU, or whole ones"),
        (single(memory=GIB), "needs memory 1GiB, no node has any"),
        (
            single(**{"accelerator_type:L4": 0.001}),
            "needs accelerator L4, no node has it",
        ),
        (single(CPU=8, GPU=1), "needs CPU 8, GPU 1 on one node; no node has that free together"),
        (labelled(accel="l4"), "no node has the label accel=l4"),
        (
            labelled(accel="in(l4,t4)", zone="a"),
            "no node has the labels accel in (l4, t4) and zone=a",
        ),
        (
            group("STRICT_SPREAD", {"GPU": 1}, {"GPU": 1}),
            "needs 2 nodes with GPU 1 each (STRICT_SPREAD); one has it",
        ),
        (
            group("STRICT_SPREAD", {"CPU": 1}, {"CPU": 1}, {"CPU": 1}),
            "needs 3 nodes with CPU 1 each (STRICT_SPREAD); 2 have it",
        ),
        (
            group("STRICT_SPREAD", {"CPU": 1}, {"GPU": 1}, {"GPU": 1}),
            "needs 3 nodes (STRICT_SPREAD): 1 with CPU 1, 2 with GPU 1; 2 and 1 have it",
        ),
        (
            group("STRICT_PACK", {"CPU": 6}, {"CPU": 6}),
            "needs CPU 12 on one node (STRICT_PACK), the most free on one node is 8",
        ),
        (
            group("STRICT_PACK", {"CPU": 8}, {"GPU": 1}),
            "needs CPU 8, GPU 1 on one node (STRICT_PACK) in 2 parts; "
            "no node has that free together",
        ),
        (
            group("PACK", {"GPU": 0.6}, {"GPU": 0.6}),
            "needs room for 2 processes with GPU 0.6 each; there is for 1",
        ),
        (
            group("SPREAD", {"CPU": 8}, {"CPU": 4}, {"CPU": 4}),
            "needs room for 1 with CPU 8 and 2 with CPU 4; there is for 1 or 3",
        ),
        (group("PACK", {"CPU": 1}, {"GPU": 2}), "a worker needs GPU 2, the largest node has 1"),
    ],
)
def test_reasons(model: Demand, expected: str) -> None:
    assert reason(model, HALF) == expected


def test_reasons_where_others_came_first() -> None:
    def last(*wanted: float) -> str:
        models = [single(str(number), GPU=amount) for number, amount in enumerate(wanted)]
        return plan(models, nodes({"GPU": 2})).unplaced[-1].reason

    assert last(0.5, 2) == "needs GPU 2, the most free on one node is 1.5"
    assert last(0.6, 0.7, 0.5) == "needs GPU 0.5, the most free on one GPU is 0.4"
    assert last(0.4, 0.7, 0.5, 1) == "needs GPU 1, the most free on one node is 0.4"
    assert last(0.4, 0.7, 1) == "needs GPU 1, the most free on one node is 0.9"
    assert last(0.3, 0.8, 1) == "needs GPU 1, the most free on one node is 0.9"
    assert last(0.3, 0.75, 0.1, 1) == "needs GPU 1, the most free on one node is 0.85"


def test_a_reason_names_the_nodes_that_labels_allow() -> None:
    offered = [Node("a", {"GPU": 1}, {"zone": "a"}), Node("b", {"GPU": 4})]
    model = Demand("m", Placement((Bundle({"GPU": 2}, {"zone": "a"}),)))
    assert reason(model, offered) == "needs GPU 2, the largest node with zone=a has 1"


def test_free_parts_do_not_make_a_whole_gpu() -> None:
    models = [single("a", GPU=0.6), single("b", GPU=0.6), single("m", GPU=1)]
    offered = nodes({"GPU": 2})
    assert plan(models[1:], offered).unplaced == ()
    planned = plan([*models, single("n", GPU=0.5)], nodes({"GPU": 2}))
    assert [each.model for each in planned.unplaced] == ["m", "n"]


def test_nodes_that_say_they_have_no_gpu() -> None:
    model = group("STRICT_PACK", {"GPU": 0.1}, {"GPU": 0.1})
    assert reason(model, nodes({"GPU": 0})) == "needs GPU 0.1, no node has any"


def test_there_is_no_node() -> None:
    assert reason(single(CPU=1), []) == "there is no node"
    assert plan([several(0, 2)], []).more == (More("m", 0, 2, 0),)


# --- From a model's YAML -------------------------------------------------------------------------


def demand_of(**deployment: Any) -> Demand:
    return demand(parse_model_config({"name": "m", "deployment": deployment}, "m.yaml"))


def test_a_model_that_says_nothing_needs_nothing() -> None:
    assert demand_of() == Demand("m", Placement((Bundle({}),)))
    assert places(plan([demand_of()], [Node("head")])) == ["head"]


def test_a_replica_with_workers_is_a_group() -> None:
    found = demand_of(num_replicas=2, rpc_workers={"count": 2, "num_gpus": 1})
    worker = Bundle({"GPU": 1})
    placement = Placement((Bundle({"CPU": 0.001}), worker, worker), "STRICT_SPREAD")
    assert found == Demand("m", placement, 2, 2, grouped=True)


def test_a_single_bundle_is_a_group_too() -> None:
    found = demand_of(placement_group_bundles=[{"GPU": 1}])
    assert found == Demand("m", Placement((Bundle({"GPU": 1}),)), grouped=True)


def test_autoscaling() -> None:
    found = demand_of(autoscaling_config={"min_replicas": 0, "max_replicas": 3})
    assert (found.least, found.most) == (0, 3)


@pytest.mark.parametrize(
    ("deployment", "words"),
    [
        ({"ray_actor_options": {"memory": "8GiB"}}, "memory: '8GiB' is no amount"),
        ({"ray_actor_options": {"num_gpus": -1}}, "GPU: '-1' is no amount"),
        ({"ray_actor_options": {"label_selector": {"zone": 1}}}, "label_selector: zone"),
        ({"ray_actor_options": {"label_selector": "a"}}, "label_selector: expected names"),
        ({"ray_actor_options": {"resources": 5}}, "resources: expected names"),
        ({"num_replicas": -1}, "'-1' is no number of replicas"),
        ({"autoscaling_config": {"min_replicas": "a"}}, "'a' is no number of replicas"),
        (
            {"max_replicas_per_node": 1, "placement_group_bundles": [{"CPU": 1}]},
            "exclude each other",
        ),
    ],
)
def test_what_ray_would_refuse(deployment: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        demand_of(**deployment)
