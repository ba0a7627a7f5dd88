"""Formats: one writer a file, each laying the same `Page` or `Library` out its own way."""
