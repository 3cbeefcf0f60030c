"""`python -m tools.demo_model`: train, convert and evaluate the demonstration model.

    build      all of it, in this order; goes on where an earlier run was cut off
    train      the tokenizer and the weights
    convert    the last checkpoint to a GGUF file, after checking that llama.cpp agrees with torch
    card       evaluate the file and write the model card
    evaluate   held-out exercises, answered by the GGUF file
    show       some exercises of one skill, to read

The first four need torch, which nothing else in this project does.
"""

import argparse
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tools.demo_model import evaluation
from tools.demo_model.card import card
from tools.demo_model.corpus import MIXTURE, SINGLE
from tools.demo_model.exercise import Split
from tools.demo_model.prompt import segments

if TYPE_CHECKING:
    from tools.demo_model.training import Training

PROJECT = Path(__file__).resolve().parents[2]
OUTPUT = PROJECT / "configs" / "models" / "demo.gguf"
CARD = PROJECT / "docs" / "demo-model.md"
WORK = Path(os.environ.get("SHOAL_CACHE_DIR", Path.home() / ".cache" / "shoal")) / "demo_model"
STEPS = 9_000
STORIES = ("a lighthouse", "a shy dragon", "a robot called Zuri")


def main(arguments: Sequence[str] | None = None) -> None:
    options = parser().parse_args(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    COMMANDS[options.command](options)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tools.demo_model",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", nargs="?", default="build", choices=COMMANDS)
    parser.add_argument("skill", nargs="?", help="for show: the name of its function")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="the GGUF file")
    parser.add_argument("--card", type=Path, default=CARD, help="the model card")
    parser.add_argument("--work", type=Path, default=WORK, help="where checkpoints are kept")
    parser.add_argument("--refine", type=Path, help="a GGUF file to begin with, in place of chance")
    parser.add_argument("--steps", type=int, default=STEPS, help="batches of 4,096 tokens")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200, help="exercises of each discipline")
    return parser


def build(options: argparse.Namespace) -> None:
    train(options)
    convert(options)
    write_card(options)


def resume(options: argparse.Namespace) -> "Training":
    from tools.demo_model import making
    from tools.demo_model.training import Recipe

    recipe = Recipe(steps=options.steps, seed=options.seed)
    if options.refine is not None:
        recipe = replace(recipe, copying=0, matrix_rate=0.005, other_rate=5e-4, falling=1.0)
    return making.resume(recipe, options.work, options.threads, options.refine)


def train(options: argparse.Namespace) -> None:
    resume(options).run()


def convert(options: argparse.Namespace) -> None:
    from tools.demo_model import making

    making.convert(resume(options), options.output)


def write_card(options: argparse.Namespace) -> None:
    from tools.demo_model import making

    run = making.facts(resume(options), options.output)
    scores = evaluate(options)
    stories = evaluation.stories(options.output, STORIES)
    options.card.write_text(card(run, scores, stories), encoding="utf-8")
    print(f"{options.card}: written")


def evaluate(options: argparse.Namespace) -> list[evaluation.Score]:
    scores = evaluation.evaluate(options.output, options.count, options.seed)
    print(evaluation.table(scores))
    failures = options.work / "failures.txt"
    failures.write_text("\n\n".join(evaluation.failures(scores)), encoding="utf-8")
    print(f"wrong answers: {failures}")
    return scores


def show(options: argparse.Namespace) -> None:
    skills = {skill.__name__: skill for skill in (*SINGLE, *MIXTURE)}
    if options.skill not in skills:
        raise SystemExit(f"skills: {' '.join(skills)}")
    random = Random(options.seed)
    for split in Split:
        for _ in range(options.count):
            print(f"--- {split.value}")
            exercise = skills[options.skill](random, split)
            print("".join(segment.text for segment in segments(exercise, thinking=True)))


COMMANDS = {
    "build": build,
    "train": train,
    "convert": convert,
    "card": write_card,
    "evaluate": evaluate,
    "show": show,
}

if __name__ == "__main__":
    main()
