"""Wiring: settings from the environment, the URL map and the assembly of the API."""
