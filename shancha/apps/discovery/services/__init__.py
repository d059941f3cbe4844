"""Writes of discovery, each with its own transaction."""
