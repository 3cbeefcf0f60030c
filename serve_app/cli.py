"""The `shoal` command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from serve_app.env import exports
from serve_app.launch import LaunchError, serve
from serve_app.plan_command import run as run_plan

QUICKSTART = "configs/quickstart.yaml"


def main() -> int:
    arguments = _parser().parse_args()
    try:
        command: Callable[[argparse.Namespace], int] = arguments.run
        return command(arguments)
    except LaunchError as error:
        print(f"shoal: {error}", file=sys.stderr)
        return 1


def _serve(arguments: argparse.Namespace) -> int:
    return serve(Path(arguments.config), verbose=arguments.verbose, dashboard=arguments.dashboard)


def _plan(arguments: argparse.Namespace) -> int:
    return run_plan(Path(arguments.config), Path(arguments.nodes))


def _env(_: argparse.Namespace) -> int:
    print(exports())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shoal",
        description="Local models behind the OpenAI, Anthropic and Open Responses APIs.",
    )
    parser.add_argument("--version", action="version", version=version("shoal"))
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
    run.add_argument("--dashboard", action="store_true", help="start Ray's dashboard as well")
    run.set_defaults(run=_serve)

    plan = commands.add_parser(
        "plan",
        help="print where every replica would go on given nodes; nothing is started",
        description="A dry run: places the least replicas of every model, with their workers, on "
        "the nodes of a file, as Ray would, and prints what is left. The exit status is 1 if "
        "something does not fit.",
    )
    plan.add_argument("config", help="a Serve config, or a models directory")
    plan.add_argument(
        "--nodes", required=True, metavar="FILE", help="the nodes; see configs/nodes-example.yaml"
    )
    plan.set_defaults(run=_plan)

    env = commands.add_parser(
        "env",
        help="print the environment for the nodes of a cluster",
        description='Shell lines; on every node, before Ray starts: eval "$(shoal env)"',
    )
    env.set_defaults(run=_env)
    return parser


if __name__ == "__main__":
    sys.exit(main())
