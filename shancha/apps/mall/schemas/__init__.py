"""Shapes of the mall over HTTP, one module per thing."""
