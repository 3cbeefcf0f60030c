"""vLLM: an engine that batches on GPUs, and on CPUs, for models in Hugging Face's format."""
