"""Our engine behind our gateway, beside llama.cpp's own server, on the same file."""
