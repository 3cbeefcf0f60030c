"""llama.cpp's RPC server over the devices of this machine, for one client at a time.

    python -m deployments.llama_cpp.rpc_server --host ADDRESS --port PORT [--threads N]

It offers the GPUs that it sees, or else the CPU. Whoever reaches the port commands this process:
the protocol knows no authentication.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import sys

from deployments.llama_cpp.devices import device_handles, load_library
from deployments.llama_cpp.library import initialise

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--host", required=True, help="an IPv4 address of a private network")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--threads", type=int, default=1, help="where it computes on the CPU")
    parser.add_argument("--parent", type=int, help="end as soon as this process has")
    arguments = parser.parse_args()
    if arguments.parent is not None:
        end_with(arguments.parent)
    serve(f"{arguments.host}:{arguments.port}", arguments.threads)


def end_with(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended before we asked to be told
        sys.exit("the process that started this RPC server is gone")


def serve(endpoint: str, threads: int) -> None:
    """Blocks for ever, or ends the process where it cannot listen."""
    initialise()
    handles = device_handles()
    devices = (ctypes.c_void_p * len(handles))(*handles)
    start = load_library("ggml-rpc").ggml_backend_rpc_start_server
    start.argtypes = [
        ctypes.c_char_p,
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_size_t,
        ctypes.c_void_p,
    ]
    start.restype = None
    start(endpoint.encode(), None, threads, len(handles), devices)
    sys.exit(f"llama.cpp's RPC server cannot listen on {endpoint}")


if __name__ == "__main__":
    main()
