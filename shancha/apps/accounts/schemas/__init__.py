"""Shapes of what the accounts app takes and gives over HTTP."""
