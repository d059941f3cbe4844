"""Tests that cross the apps."""
