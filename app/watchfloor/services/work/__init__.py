"""The user's work: workspaces, the feeds in them, what is asked of their servers."""
