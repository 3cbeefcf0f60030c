"""llama.cpp's sources, as the cache has them."""

import os
from pathlib import Path

CACHE = Path(os.environ.get("SHOAL_CACHE_DIR", Path.home() / ".cache" / "shoal"))
LLAMA_CPP = next(iter(sorted(CACHE.glob("sdist/*/*/vendor/llama.cpp"), reverse=True)), None)
