"""GGUF models on llama.cpp, with continuous batching of our own over its low-level C API.

    backend.py       the asynchronous side: requests in, events out
    pooling_backend.py, pooling.py   the same for embeddings and reranking
    vocabulary_backend.py   what both have in common
    create.py        which of the two a model needs
    loading.py       from a YAML and its files to an engine that can be started
    engine.py        the thread that owns the context: schedule, decode, sample, publish
    drawing.py       from a step's outputs to tokens, and to what they mean for each generation
    scheduler.py     which sequences run, and what they have of the cache
    step_planner.py  which of their tokens the next step computes
    pace.py          how many of a prompt, while others generate
    prefix_cache.py  what every slot (slots.py) of the KV cache holds, so that no prompt is computed
                     twice; state_keeper.py: what is saved of them
    saved_states.py  the same in RAM; disk_states.py: in files
    drafting.py      guesses of the next tokens, to compute several in one step; draft_model.py
    cells.py         the account of a KV cache's cells
    sequence.py      one choice of one request on its way through the engine
    media.py         images and sounds as tokens; media_files.py: from files to pixels and samples;
                     media_encoder.py: from these to embeddings
    context.py       KV cache and decoding; batch.py, gaps.py: what is decoded
    model.py         weights and vocabulary
    sampling.py      how a token is drawn; samplers.py, restriction.py, constraint.py,
                     lazy_constraint.py: from which
    options.py       the YAML's keys and options (option_table.py) as the library's parameters
    fitting.py       how much of a model goes onto GPUs
    adapters.py      LoRA, chosen by each request
    devices.py       ggml's devices and buffers
    library.py       the C library itself: environment, log, initialisation

From scheduler.py to sequence.py only draft_model.py calls the C library.

The C library ends the process on many errors, so everything is checked before a call, and the
replica that hosts the engine is a process of its own.
"""
