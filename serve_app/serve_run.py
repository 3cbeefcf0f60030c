"""`serve run CONFIG`, where a Ray that must be started has no dashboard: what `shoal serve` runs.

The dashboard is a dozen processes: half a gigabyte and some percent of a core that a laptop's model
has better use for. A Ray that runs already (RAY_ADDRESS, `ray start`) is used as it is.
"""

from __future__ import annotations

import sys

import ray
from ray.serve._private.constants import SERVE_NAMESPACE
from ray.serve.scripts import cli


def main() -> None:
    ray.init(namespace=SERVE_NAMESPACE, include_dashboard=False)
    cli(["run", *sys.argv[1:]])


if __name__ == "__main__":
    main()
