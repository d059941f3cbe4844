"""Flows through the built web client in a real browser, on a small demo world."""
