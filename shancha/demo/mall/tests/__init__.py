"""Tests of the demo's mall."""
