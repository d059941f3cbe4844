"""Notifications and the durable event stream behind live updates."""
