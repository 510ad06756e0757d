"""Windows and views (Qt)."""
