"""Writes of insights: the event log and its months."""
