"""Shapes of the API of promotions."""
