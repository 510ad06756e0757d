"""The map: events where they happened."""
