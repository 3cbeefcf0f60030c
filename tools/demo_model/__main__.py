"""`python -m tools.demo_model`: make the demonstration model."""

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

from tools.demo_model.architecture import Shape, favour, random_weights
from tools.demo_model.corpus import corpus
from tools.demo_model.gguf_file import write_gguf
from tools.demo_model.tokenizer import END_OF_TURN, tokens_by_id, train_tokenizer

DEFAULT_OUTPUT = Path("configs/models/demo.gguf")
TEMPLATE = Path(__file__).with_name("template.jinja")
END_OF_TURN_FACTOR = 1.2
"""Lets a greedy answer end by itself after some dozens of tokens."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="tools.demo_model", description=__doc__)
    parser.add_argument("--output", type=Path, default=DEFAULT_OUTPUT)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    make(options.output, options.seed)


def make(path: Path, seed: int) -> None:
    """Write the model to `path` and say what was written."""
    lines = corpus(seed)
    tokenizer = train_tokenizer(lines)
    print(f"tokenizer: {tokenizer.get_vocab_size()} tokens from {len(lines)} lines")
    shape = Shape()
    end_of_turn = tokens_by_id(tokenizer).index(END_OF_TURN)
    weights = favour(random_weights(shape, seed), end_of_turn, END_OF_TURN_FACTOR)
    print(f"weights: {sum(w.size for w in weights.values()):,} random numbers, seed {seed}")
    write_gguf(path, shape, weights, tokenizer, TEMPLATE.read_text(encoding="utf-8"))
    print(f"{path}: {path.stat().st_size:,} bytes")
    print(f"sha256: {hashlib.sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
