"""Shapes of payments."""
