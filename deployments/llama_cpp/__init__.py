"""GGUF models on llama.cpp, with continuous batching of our own over its low-level C API.

    backend.py    the asynchronous side: requests in, events out
    engine.py     the thread that owns the context: schedule, decode, sample, publish
    scheduler.py  which tokens the next step computes (pure)
    sequence.py   one choice of one request on its way through the engine
    sampling.py   the sampler chain of a sequence
    context.py    KV cache, batch and decoding
    model.py      weights and vocabulary
    options.py    the YAML's keys and options, as the library's parameters
    library.py    the C library itself: environment, log, initialisation

The C library ends the process on many errors, so everything is checked before a call, and the
replica that hosts the engine is a process of its own.
"""
