"""Tables of the community, one module per thing."""
