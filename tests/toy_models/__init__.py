"""Tiny GGUF files with random weights, written at test time: one function per family of models.

Each takes milliseconds and writes the same bytes every time. The keys and tensors are those that
llama.cpp 0c1e57098 (llama-cpp-python 0.3.36) asks for; the modules name its source files.
"""

from toy_models.embedding import write_embedding_model
from toy_models.llama import write_llama
from toy_models.lora import write_lora
from toy_models.rerank import write_reranker
from toy_models.rwkv7 import write_rwkv7
from toy_models.vision import write_mmproj

__all__ = [
    "write_embedding_model",
    "write_llama",
    "write_lora",
    "write_mmproj",
    "write_reranker",
    "write_rwkv7",
]
