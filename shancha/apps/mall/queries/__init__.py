"""Reads of the mall."""
