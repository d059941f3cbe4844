"""Shapes of orders over HTTP."""
