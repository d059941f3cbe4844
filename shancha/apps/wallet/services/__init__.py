"""Every write of wallet."""
