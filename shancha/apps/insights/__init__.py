"""The event log: what was shown, opened, dwelt on and done."""
