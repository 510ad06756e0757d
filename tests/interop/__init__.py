"""Servers that we did not write, directly and behind nginx."""
