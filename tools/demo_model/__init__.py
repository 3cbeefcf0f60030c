"""Makes `configs/models/demo.gguf`, the small model that Shoal starts with.

    corpus -> tokenizer --+
    architecture -> weights --+--> gguf_file -> demo.gguf
    template.jinja -----------+

The weights are random, so its answers mean nothing: it shows the serving path,
loads in milliseconds and is built again, byte for byte, by `python -m tools.demo_model`.
"""
