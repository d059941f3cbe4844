"""Reads of the community, one module per thing."""
