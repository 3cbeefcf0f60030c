"""Resources, in words."""

from __future__ import annotations

from collections.abc import Mapping

ACCELERATOR = "accelerator_type:"
"""What Ray's names of resources for kinds of accelerators begin with."""
BINARY_UNITS = (("TiB", 2**40), ("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10))
FIRST = ("CPU", "GPU", "memory")


def amount_words(name: str, amount: float) -> str:
    """0.25, or 64GiB where it is memory."""
    if "memory" in name:
        for unit, size in BINARY_UNITS:
            if amount >= size:
                return f"{amount / size:.4g}{unit}"
    return f"{amount:.10g}"


def resource_words(name: str, amount: float) -> str:
    """GPU 0.25; of an accelerator's kind any amount means that it must be there."""
    if name.startswith(ACCELERATOR):
        return f"accelerator {name.removeprefix(ACCELERATOR)}"
    return f"{name} {amount_words(name, amount)}"


def listing(resources: Mapping[str, float]) -> str:
    """CPU 2, GPU 0.25, memory 4GiB"""
    return ", ".join(resource_words(name, resources[name]) for name in sorted(resources, key=order))


def order(name: str) -> tuple[int, str]:
    """CPU, GPU and memory, kinds of accelerators, then a cluster's own resources."""
    if name in FIRST:
        return FIRST.index(name), name
    return len(FIRST) + (not name.startswith(ACCELERATOR)), name
