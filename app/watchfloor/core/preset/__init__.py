"""Feeds that are known beforehand."""
