"""The channels, and how each is."""
