"""Which backend of this folder a model needs."""

from __future__ import annotations

from deployments.backend import Backend, ModelSpec
from deployments.llama_cpp.backend import LlamaCppBackend
from deployments.llama_cpp.pooling_backend import PoolingBackend


def llama_cpp_backend(spec: ModelSpec) -> Backend:
    if spec.config.embeddings or spec.config.reranking:
        return PoolingBackend(spec)
    return LlamaCppBackend(spec)
