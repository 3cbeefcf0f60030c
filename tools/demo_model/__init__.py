"""Makes `configs/models/demo.gguf`, the small model that Shoal starts with.

    words, skills/ ──> exercise ──> corpus ──> tokenizer
                          │            │           │
                          │         prompt ──> batches ──> network, training
                          │                                     │
                          │              parity, gguf_file ──> demo.gguf
                          │                                     │
                          └──────────> evaluation <─────────────┘
                                           │
                                         card ──> docs/demo-model.md

An exercise is a conversation with a right answer: training reads it, the evaluation asks it. A
batch is a function of the seed and the step, so a run that was cut off goes on from its last
checkpoint with the same text. `python -m tools.demo_model --help` says what can be done alone.
"""
