"""The domains. Each stands on those below it; docs/architecture.md draws the map."""
