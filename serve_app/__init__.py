"""The HTTP side: gateway, catalog, protocols. It imports no engine library."""
