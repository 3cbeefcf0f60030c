"""A reranker: BERT with a classification head over [CLS], one score for a query and a document.

Source: llama.cpp, src/llama-graph.cpp, `llm_graph_context::build_pooling`.
"""

from pathlib import Path

from gguf import PoolingType
from numpy.random import Generator

from toy_models import bert
from toy_models.gguf_file import Tensors, write_gguf
from toy_models.random_weights import dice, filled, uniform


def write_reranker(path: Path, seed: int = 1) -> None:
    """One score for each sequence `[CLS] query [SEP] document [SEP]`; a context of 512."""
    keys = bert.model_keys() | {
        "general.name": "toy-rerank",
        "bert.pooling_type": int(PoolingType.RANK),
    }
    random = dice(seed)
    tensors = bert.weights(random) | head_weights(random)
    write_gguf(path, "bert", keys | bert.tokenizer_keys(), tensors)


def head_weights(random: Generator) -> Tensors:
    return {
        "cls.weight": uniform(random, bert.EMBEDDING, bert.EMBEDDING),
        "cls.bias": filled(0, bert.EMBEDDING),
        "cls.output.weight": uniform(random, 1, bert.EMBEDDING, gain=4.0),
        "cls.output.bias": filled(0, 1),
    }
