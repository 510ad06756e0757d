"""Graphs over time."""
