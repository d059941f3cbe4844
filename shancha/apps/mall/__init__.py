"""Merchants, stores, brands, categories, products, stock, wish lists, and what notes tag."""
