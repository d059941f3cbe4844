"""Benchmarks: `make bench` loads a synthetic community once and prints one table."""
