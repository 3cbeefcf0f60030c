"""Ten thousand random requests: none ends the process, none stays behind, memory stays flat."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SEEDS = (6, 7, 8, 9, 19, 26, 36)  # each draws other options, and whether the model sees or hears
COUNT = 2_000


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", SEEDS)
def test_no_request_ends_the_process(models: Path, seed: int) -> None:
    command = [sys.executable, str(HERE / "engine_fuzz.py"), str(models), str(COUNT), str(seed)]
    path = os.pathsep.join([str(HERE), str(HERE.parents[1]), str(HERE.parents[2])])
    environment = {**os.environ, "PYTHONPATH": path}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    told = json.loads(run.stdout)
    assert sum(told["outcomes"].values()) == COUNT
    assert told["outcomes"]["answered"] > COUNT // 3
    assert not {"failed", "nothing"} & set(told["outcomes"])
    assert told["idle"]
    assert told["memory"][-1] < 1.1 * told["memory"][2]
