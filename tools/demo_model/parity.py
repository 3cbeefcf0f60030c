"""Whether llama.cpp computes from the file what torch computed in training."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from gguf import GGMLQuantizationType
from llama_cpp import GGML_TYPE_F32, Llama
from numpy.typing import NDArray
from tokenizers import Tokenizer

from tools.demo_model.gguf_file import write_gguf
from tools.demo_model.network import Network, unseen

TOLERANCE = 1e-2
"""Logits of the same text may differ by this much: llama.cpp adds in another order."""


class ParityError(Exception):
    """llama.cpp computes something else."""


def check_parity(network: Network, tokenizer: Tokenizer, texts: Sequence[str]) -> float:
    """The largest difference of two logits, over every position of the texts, in F32.

    Raises:
        ParityError: it is larger than it can be by rounding.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "parity.gguf"
        write_gguf(
            path,
            network.shape,
            network.weights(),
            tokenizer,
            "",
            precision=GGMLQuantizationType.F32,
        )
        model = Llama(
            str(path),
            n_ctx=network.shape.n_ctx,
            logits_all=True,
            n_threads=1,
            type_k=GGML_TYPE_F32,
            type_v=GGML_TYPE_F32,
            verbose=False,
        )
        tokens = [tokenizer.encode(text).ids for text in texts]
        largest = max(difference(model, network, each) for each in tokens)
        model.close()
    if largest > TOLERANCE:
        raise ParityError(f"logits differ by up to {largest:.3g}, more than {TOLERANCE}")
    return largest


def difference(model: Llama, network: Network, tokens: list[int]) -> float:
    model.reset()
    model.eval(tokens)
    served = np.array(model.scores[: len(tokens)])
    return float(np.abs(served - trained_logits(network, tokens)).max())


def trained_logits(network: Network, tokens: list[int]) -> NDArray[np.float32]:
    rows = torch.tensor([tokens])
    with torch.no_grad():
        logits: NDArray[np.float32] = network.logits(network(rows, unseen(torch.ones_like(rows))))[
            0
        ].numpy()
    return logits
