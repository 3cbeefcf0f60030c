"""One file per API: a body becomes requests, events become an answer. Pure functions of values."""
