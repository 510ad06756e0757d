"""Watchfloor: a desktop monitor for live feeds sent as Server-Sent Events."""

__version__ = "0.1.0"
