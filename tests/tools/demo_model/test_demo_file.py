"""The file in the box: that it says what it is, and that its card tells the truth about it."""

import re
from pathlib import Path

import pytest
from llama_cpp import Llama

from tools.demo_model import evaluation
from tools.demo_model.__main__ import CARD, OUTPUT
from tools.demo_model.evaluation import DISCIPLINES, Discipline, Score
from tools.demo_model.gguf_file import DESCRIPTION

pytestmark = pytest.mark.anyio

TEMPLATE = Path(evaluation.__file__).with_name("template.jinja")
ROW = re.compile(r"\| (.+) \| ([\d.]+)% \| \d+% \| \d+ \|")
TOLD = {name: float(share) / 100 for name, share in ROW.findall(CARD.read_text("utf-8"))}
ASKED = 40
SLACK = 0.2
"""So few exercises may come out worse than the many that the card is about: 2.5 deviations."""


async def asked(discipline: Discipline, count: int) -> Score:
    async with evaluation.served(OUTPUT) as model:
        return await evaluation.score(model, discipline, count, seed=2)


def test_the_file_is_small_and_says_what_it_is() -> None:
    assert OUTPUT.stat().st_size < 8_000_000
    file = Llama(str(OUTPUT), vocab_only=True, verbose=False)
    assert file.metadata["general.name"] == "demo"
    assert file.metadata["general.license"] == "Apache-2.0"
    assert file.metadata["general.description"] == DESCRIPTION
    assert file.metadata["tokenizer.chat_template"] == TEMPLATE.read_text(encoding="utf-8")
    assert file.metadata["llama.context_length"] == "2048"
    file.close()


def test_the_card_is_about_every_discipline() -> None:
    assert TOLD.keys() == {discipline.name for discipline in DISCIPLINES}


@pytest.mark.parametrize("discipline", DISCIPLINES, ids=lambda discipline: discipline.name)
async def test_the_model_can_do_what_its_card_says(discipline: Discipline) -> None:
    score = await asked(discipline, ASKED)
    assert score.share >= TOLD[discipline.name] - SLACK, score.failures[0]
    assert score.stopped >= ASKED - 3, "it stops by itself"
