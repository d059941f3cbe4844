"""The search engine's own knowledge: how text becomes words, sounds and queries. Knows no database."""
