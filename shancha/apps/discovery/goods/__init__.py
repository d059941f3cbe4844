"""Goods in the search engine: what the index holds of products and stores, filters, facets and orders.
Knows no database."""
