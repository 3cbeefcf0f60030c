"""An embedding model: BERT with the mean over all tokens as the vector of a text."""

from pathlib import Path

from gguf import PoolingType

from toy_models import bert
from toy_models.gguf_file import write_gguf
from toy_models.random_weights import dice


def write_embedding_model(path: Path, seed: int = 1) -> None:
    """Vectors of 64 numbers, a context of 512. Texts that share words lie closer together."""
    keys = bert.model_keys() | {
        "general.name": "toy-embedding",
        "bert.pooling_type": int(PoolingType.MEAN),
    }
    write_gguf(path, "bert", keys | bert.tokenizer_keys(), bert.weights(dice(seed)))
