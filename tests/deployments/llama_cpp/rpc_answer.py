"""A process of its own that answers with a model, perhaps over RPC: devices stay for its life.

python rpc_answer.py MODELS_DIR [HOST:PORT,…]    prints {"tokens": […], "log": […]}
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from pathlib import Path

from toy_backend import GREEDY, ask, toy_backend


class Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


async def main(models: Path, servers: str) -> None:
    log = Lines()
    logging.getLogger().addHandler(log)
    logging.getLogger().setLevel(logging.DEBUG)
    options = [f"rpc_servers:{servers}"] if servers else []
    async with toy_backend(models, options=options, gpu_layers=None) as backend:
        answer = await ask(
            backend, prompt="Once upon", sampling=GREEDY, max_tokens=40, ignore_eos=True
        )
    print(json.dumps({"tokens": answer.token_ids(), "log": log.lines}))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), "".join(sys.argv[2:])))
