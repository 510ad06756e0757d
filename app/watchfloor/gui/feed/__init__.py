"""Feeds and workspaces by hand."""
