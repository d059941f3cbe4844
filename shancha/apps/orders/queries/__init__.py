"""Reads of orders, one module per thing."""
