"""Shapes of the wallet."""
