"""Programs that build what the repository commits: run each with `python -m`."""
