"""Between an API and a model: messages to a prompt going in, tokens to events coming out."""
