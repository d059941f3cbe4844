"""Tables of mall."""
