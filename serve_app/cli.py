"""The `shoal` command."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from serve_app.launch import LaunchError, serve

QUICKSTART = "configs/quickstart.yaml"


def main() -> int:
    arguments = _parser().parse_args()
    try:
        return serve(Path(arguments.config), verbose=arguments.verbose)
    except LaunchError as error:
        print(f"shoal: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shoal",
        description="Local models behind the OpenAI, Anthropic and Open Responses APIs.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser(
        "serve",
        help="run a Serve config on this machine until Ctrl-C",
        description="Sets the environment that Shoal is fast and safe with, runs "
        "`serve run CONFIG`, and says when it is ready.",
    )
    run.add_argument(
        "config", nargs="?", default=QUICKSTART, help=f"a Serve config (default: {QUICKSTART})"
    )
    run.add_argument("-v", "--verbose", action="store_true", help="show all that Ray Serve prints")
    return parser


if __name__ == "__main__":
    sys.exit(main())
