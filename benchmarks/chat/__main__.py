"""What the chat layer costs for each token, without a model.

    python -m benchmarks.chat [--tokens 10000] [--rounds 5] [--only parsers|constraints]

Parsers: an answer of every format, a thought and a call with a long argument, in pieces of four
characters; and one four times as long, which shows whether the cost is linear.

Constraints: JSON that is held to a schema, with the vocabulary of Qwen 2 (151,936 tokens), by
llguidance as our engine uses it and by llama.cpp's own grammar sampler: what it takes to check the
token that was drawn, and to find all that are allowed.
"""

from __future__ import annotations

import argparse

from benchmarks.chat import constraints, parsers


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tokens", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=("parsers", "constraints"))
    arguments = parser.parse_args()
    if arguments.only != "constraints":
        parsers.report(arguments.tokens, arguments.rounds)
    if arguments.only != "parsers":
        constraints.report(arguments.rounds)


if __name__ == "__main__":
    main()
