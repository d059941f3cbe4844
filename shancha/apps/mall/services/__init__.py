"""Every write of mall."""
