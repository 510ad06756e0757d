"""Whether and when to connect again."""
