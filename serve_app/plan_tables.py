"""A plan as plain text: tables of processes and nodes, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deployments.cluster_plan import (
    ACCELERATOR,
    NodeUse,
    Plan,
    Process,
    Unplaced,
    amount_words,
    listing,
)

Row = tuple[str, ...]
NOTHING = "-"


def report(plan: Plan, broken: Sequence[str], notes: Sequence[str]) -> Iterator[str]:
    """Lines."""
    processes = [_process(process) for process in plan.processes]
    yield from table(("model", "replica", "process", "node", "resources"), processes)
    yield ""
    yield from node_table(plan.nodes)
    if plan.more:
        yield ""
        rows = [(m.model, str(m.least), str(m.most), str(m.fit)) for m in plan.more]
        yield from table(("autoscaled model", "least", "most", "more that fit"), rows)
    for title, lines in (
        ("Note:", notes),
        ("Cannot be used:", broken),
        ("Does not fit:", [_unplaced(each) for each in plan.unplaced]),
    ):
        if lines:
            yield from ("", title, *(f"  {line}" for line in lines))
    if not plan.unplaced and not broken:
        yield from ("", "Everything fits.")


def node_table(uses: Sequence[NodeUse]) -> Iterator[str]:
    """Used and all of each resource; kinds of accelerators by name."""
    names = dict.fromkeys(name for use in uses for name in ("CPU", "GPU", *use.node.resources))
    kinds = [name for name in names if name.startswith(ACCELERATOR)]
    shown = [
        name
        for name in names
        if name not in kinds and any(name in use.node.resources for use in uses)
    ]
    header = ("node", *shown, *(["accelerator"] if kinds else []))
    rows = []
    for use in uses:
        cells = [_used(use, name) for name in shown]
        own = [kind.removeprefix(ACCELERATOR) for kind in kinds if kind in use.node.resources]
        rows.append((use.node.name, *cells, *([", ".join(own) or NOTHING] if kinds else [])))
    yield from table(header, rows)


def table(header: Row, rows: Sequence[Row]) -> Iterator[str]:
    """Columns as wide as what stands in them; no space at the ends of lines."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    for row in (header, tuple("-" * width for width in widths), *rows):
        yield "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()


def _process(process: Process) -> Row:
    kind = f"worker {process.number}" if process.number else "replica"
    resources = listing(process.resources) or NOTHING
    return process.model, str(process.replica), kind, process.node, resources


def _used(use: NodeUse, name: str) -> str:
    total = use.node.resources.get(name)
    if not total:
        return NOTHING
    return f"{amount_words(name, use.used.get(name, 0))}/{amount_words(name, total)}"


def _unplaced(each: Unplaced) -> str:
    if each.first == each.last:
        return f"{each.model}, replica {each.first}: {each.reason}"
    return f"{each.model}, replicas {each.first} to {each.last}: {each.reason}"
