"""Reads of the wallet."""
