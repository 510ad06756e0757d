"""Replay: a recording played in the window."""
