"""What the gateway costs, for each protocol, and beside LiteLLM's proxy."""
