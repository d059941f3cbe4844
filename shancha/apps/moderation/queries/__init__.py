"""Reads of the moderation app."""
