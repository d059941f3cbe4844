"""Writes of the community, one module per thing; each opens its own transaction."""
